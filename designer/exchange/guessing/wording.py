"""What the phrases in a label say that are known for a kind."""

from __future__ import annotations

from collections.abc import Iterator

from designer.exchange.guessing.brands import brands
from designer.exchange.guessing.clue import FIRST_PART, LAST_WORD, Clue
from designer.exchange.guessing.guess import Sure
from designer.exchange.guessing.naming import without_versions
from designer.exchange.guessing.words import phrases
from designer.model.kinds import KINDS

_LONGEST = 4
_CLEARNESS = {3: 30.0, 2: 20.0, 1: 4.0}
_LENGTH = 3.0
_HALF_TOLD = 14.0
"""So much less says a word to which others are added that are not looked at."""

_PLAIN = frozenset(
    {"step", "stage", "component", "module", "layer", "task", "service", "system", "job", "process", "node"}
)
"""Nouns that add nothing to a phrase before them."""

_SPEAKS = {3: "names a component of the kind", 2: "mostly means", 1: "may mean"}
_SURE: dict[int, Sure] = {3: "sure", 2: "likely", 1: "guess"}


def phrase_clues(parts: list[list[str]]) -> Iterator[Clue]:
    """A phrase inside of a longer one, or of the name of a product, says nothing."""
    for number, part in enumerate(parts):
        words = without_versions(part)
        taken = {start: end for start, end, _ in brands(words)}
        covered = 0
        for start in range(len(words)):
            if taken.get(start, 0) - start > 1:
                covered = max(covered, taken[start])
            found = _phrase_at(words, start, covered)
            if found:
                covered, (kind, clearness) = found
                named = sum(end - at for at, end in taken.items() if end <= start)
                yield _clue(
                    words[start:covered], kind, clearness, number, start - named, len(words) - covered
                )


def _clue(phrase: list[str], kind: str, clearness: int, number: int, before: int, behind: int) -> Clue:
    """`before` and `behind` are the words of the part around the phrase, without products before it."""
    score = _CLEARNESS[clearness] + (len(phrase) - 1) * _LENGTH + (0.0 if number else FIRST_PART)
    score += 0.0 if behind else LAST_WORD
    is_half = behind > 0 or (before > 0 and len(phrase) == 1)
    sure = _SURE[max(clearness - is_half, 1)] if number == 0 else _SURE[max(clearness - 1, 1)]
    why = f'"{" ".join(phrase)}" {_SPEAKS[clearness]} {KINDS[kind].label.lower()}'
    names_kind = clearness == max(_CLEARNESS) and number == 0 and not behind
    return Clue(kind, score - (_HALF_TOLD if is_half else 0.0), sure, why, names_kind=names_kind)


def _phrase_at(words: list[str], start: int, covered: int) -> tuple[int, tuple[str, int]] | None:
    """The longest phrase that begins there and ends behind what is covered: its end, and what it says."""
    known = phrases()
    for end in range(min(start + _LONGEST, len(words)), max(start, covered), -1):
        piece = words[start:end]
        found = known.get(tuple(piece)) or (known.get(("".join(piece),)) if end == start + 2 else None)
        if found:
            return end, found
    return None
