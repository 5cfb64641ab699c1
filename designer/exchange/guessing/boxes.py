"""What a box probably is: by the words of its label, the products named there, its icon and its shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from designer.exchange.guessing.brands import brands
from designer.exchange.guessing.clue import FAINT, FIRST_PART, LAST_WORD, Clue
from designer.exchange.guessing.grammar import easily_mistaken, make_clues
from designer.exchange.guessing.guess import Guess, Sure
from designer.exchange.guessing.naming import segments
from designer.exchange.guessing.wording import phrase_clues
from designer.exchange.sketch import Box
from designer.model.kinds import KINDS
from designer.model.messages import shorten
from designer.model.technologies import Technology, technologies

_TO_SUPPORT = 10.0
_PRODUCT = 21.0
"""As clear as a phrase that mostly means its kind."""

_SHAPES = (
    (re.compile(r"queue|das\b|h-cyl|horizontal.?cyl|pipe\b", re.IGNORECASE), "event_stream"),
    (re.compile(r"cyl|database|datastore|\bdb\b|disk|storage|\bdata", re.IGNORECASE), "data_source"),
    (re.compile(r"actor|person|user|umlactor|stick", re.IGNORECASE), "consumer_app"),
    (re.compile(r"diam|rhomb|decision|\bquestion", re.IGNORECASE), "rules_engine"),
    (re.compile(r"\bdoc|document|\bpage|\bfile|note\b", re.IGNORECASE), "data_source"),
)
"""What the outline says where no word does."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a box says by itself: a guess, and how much speaks for each kind."""

    box: Box
    guess: Guess
    scores: dict[str, float]


def guess_box(box: Box) -> Guess:
    """The kind of a box that stands alone, `other` where nothing speaks of one."""
    return opinion_of(box).guess


def opinion_of(box: Box) -> Opinion:
    """What the label says, or else the icon, or else the shape."""
    clues = _clues([*segments(box.label)])
    if not clues and box.icon:
        clues = _clues(_icon_parts(box))
    scores: dict[str, float] = {}
    for clue in clues:
        scores[clue.kind] = max(scores.get(clue.kind, 0.0), clue.score / _TO_SUPPORT)
    spoken = [clue for clue in clues if clue.score > FAINT]
    guess = _best_of(box, spoken) if spoken else _by_shape(box)
    for kind in easily_mistaken(guess.kind):
        scores.setdefault(kind, FAINT / _TO_SUPPORT)
    return Opinion(box, guess, scores)


def _best_of(box: Box, clues: list[Clue]) -> Guess:
    best = max(clues, key=lambda clue: clue.score)
    if best.kind == "other":
        return Guess("other", "none", f"{best.why}.")
    fitting = products(box, best.kind)
    sure, why = _agreed(best, clues, fitting)
    return Guess(best.kind, sure, f"{why}.", fitting)


def _clues(parts: list[list[str]]) -> list[Clue]:
    return [*phrase_clues(parts), *_product_clues(parts), *make_clues(parts)]


_SURER: dict[Sure, Sure] = {"guess": "likely", "likely": "sure", "sure": "sure", "none": "none"}


def _agreed(best: Clue, clues: list[Clue], fitting: tuple[str, ...]) -> tuple[Sure, str]:
    """Surer, where a product fits what the words say, and where other words say the same."""
    same = [one for one in clues if one.kind == best.kind and not one.is_product and one.score > FAINT]
    if best.is_product and same:
        return _SURER[best.sure], f"{best.why}, and other words agree"
    if best.names_kind and len(same) > 1:
        return "sure", best.why
    if fitting and not best.is_product and best.sure != "sure":
        return _SURER[best.sure], f"{best.why}, and {technologies()[fitting[0]].name} fits"
    return best.sure, best.why


def products(box: Box, kind: str) -> tuple[str, ...]:
    """The products that the label names, or else the icon, as far as they are made for this kind."""
    named = [*_named([*segments(box.label)])] or [*_named(_icon_parts(box))]
    return tuple(dict.fromkeys(one.id for one in named if kind in one.kinds))


def _icon_parts(box: Box) -> list[list[str]]:
    """The words in the name of an icon, such as mxgraph.aws4.s3."""
    return [*segments(box.icon.replace(".", " "))]


def _named(parts: list[list[str]]) -> Iterator[Technology]:
    for words in parts:
        for _, _, technology in brands(words):
            yield technology


def _product_clues(parts: list[list[str]]) -> Iterator[Clue]:
    """What the products are made for; of several uses, the one that the catalogue names first."""
    for number, words in enumerate(parts):
        for _, end, technology in brands(words):
            first = FIRST_PART if number == 0 else 0.0
            whole = LAST_WORD if end == len(words) else 0.0
            for place, kind in enumerate(technology.kinds):
                is_single = len(technology.kinds) == 1
                score = _PRODUCT + first + whole - place * 2 - (0.0 if is_single else 3.0)
                sure: Sure = "likely" if is_single else "guess"
                what = KINDS[kind].label.lower()
                why = f"The product {technology.name} is used as {what}"
                yield Clue(kind, score, sure, why, is_product=True)


def _by_shape(box: Box) -> Guess:
    kind = next((kind for pattern, kind in _SHAPES if pattern.search(box.shape)), None)
    if kind:
        what = KINDS[kind].label.lower()
        return Guess(kind, "guess", f"Its shape ({shorten(box.shape)}) often stands for {what}.")
    return Guess("other", "none", "No word in it speaks of a kind that is known.")
