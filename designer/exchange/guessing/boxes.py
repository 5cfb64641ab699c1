"""What a box probably is: by the words of its label, the products named there, its icon and its shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from designer.exchange.guessing.brands import brands
from designer.exchange.guessing.guess import Guess, Sure
from designer.exchange.guessing.naming import segments, without_versions
from designer.exchange.guessing.words import phrases
from designer.exchange.sketch import Box
from designer.model.kinds import KINDS
from designer.model.messages import shorten
from designer.model.technologies import Technology, technologies

_LONGEST = 4
_FIRST_PART, _LAST_WORD, _CLEARNESS, _LENGTH = 4.0, 9.0, 10.0, 3.0
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
class _Clue:
    kind: str
    score: float
    clearness: int
    why: str
    is_product: bool = False


def guess_box(box: Box) -> Guess:
    """The kind of a box, `other` where nothing speaks of one."""
    parts = [*segments(box.label)]
    clues = [*_clues(parts), *_product_clues(parts)]
    if not clues and box.icon:
        icon = _icon_parts(box)
        clues = [*_clues(icon), *_product_clues(icon)]
    if not clues:
        return _by_shape(box)
    best = max(clues, key=lambda clue: clue.score)
    fitting = products(box, best.kind)
    agreeing = bool(fitting) and best.clearness < 3 and not best.is_product
    why = f"{best.why}, and {technologies()[fitting[0]].name} fits" if agreeing else best.why
    return Guess(best.kind, _SURE[3 if agreeing else best.clearness], f"{why}.", fitting)


def products(box: Box, kind: str) -> tuple[str, ...]:
    """The products that the label names, or else the icon, as far as they are made for this kind."""
    named = [*_named([*segments(box.label)])] or [*_named(_icon_parts(box))]
    return tuple(dict.fromkeys(one.id for one in named if kind in one.kinds))


def _icon_parts(box: Box) -> list[list[str]]:
    """The words in the name of an icon, such as mxgraph.aws4.s3."""
    return [*segments(box.icon.replace(".", " "))]


_SURE: dict[int, Sure] = {3: "sure", 2: "likely", 1: "guess"}


def _named(parts: list[list[str]]) -> Iterator[Technology]:
    for words in parts:
        for _, _, technology in brands(words):
            yield technology


def _clues(parts: list[list[str]]) -> Iterator[_Clue]:
    """What the words say. A phrase inside of a longer one, or of the name of a product, says nothing."""
    for number, part in enumerate(parts):
        words = without_versions(part)
        covered = 0
        taken = {start: end for start, end, _ in brands(words) if end - start > 1}
        for start in range(len(words)):
            covered = max(covered, taken.get(start, 0))
            found = _phrase_at(words, start, covered)
            if found:
                covered, (kind, clearness) = found
                text = " ".join(words[start:covered])
                score = _score(clearness, number, covered == len(words), covered - start) + covered * 0.1
                what = KINDS[kind].label.lower()
                yield _Clue(kind, score, clearness, f'"{text}" {_SPEAKS[clearness]} {what}')


def _phrase_at(words: list[str], start: int, covered: int) -> tuple[int, tuple[str, int]] | None:
    """The longest phrase that begins there and ends behind what is covered: its end, and what it says."""
    known = phrases()
    for end in range(min(start + _LONGEST, len(words)), max(start, covered), -1):
        piece = words[start:end]
        found = known.get(tuple(piece)) or (known.get(("".join(piece),)) if end == start + 2 else None)
        if found:
            return end, found
    return None


_SPEAKS = {3: "names a component of the kind", 2: "mostly means", 1: "may mean"}


def _score(clearness: int, part: int, is_last: bool, length: int) -> float:
    first = _FIRST_PART if part == 0 else 0.0
    return clearness * _CLEARNESS + first + (_LAST_WORD if is_last else 0.0) + (length - 1) * _LENGTH


def _product_clues(parts: list[list[str]]) -> Iterator[_Clue]:
    """What the products are made for; of several uses, the one that the catalogue names first."""
    for number, words in enumerate(parts):
        for _, end, technology in brands(words):
            first = _FIRST_PART if number == 0 else 0.0
            whole = _LAST_WORD if end == len(words) else 0.0
            for place, kind in enumerate(technology.kinds):
                clearness = 2 if len(technology.kinds) == 1 else 1
                score = _PRODUCT + first + whole - place * 2 - (2 - clearness) * 3
                what = KINDS[kind].label.lower()
                why = f"The product {technology.name} is used as {what}"
                yield _Clue(kind, score, clearness, why, is_product=True)


def _by_shape(box: Box) -> Guess:
    kind = next((kind for pattern, kind in _SHAPES if pattern.search(box.shape)), None)
    if kind:
        what = KINDS[kind].label.lower()
        return Guess(kind, "guess", f"Its shape ({shorten(box.shape)}) often stands for {what}.")
    return Guess("other", "none", "No word in it speaks of a kind that is known.")
