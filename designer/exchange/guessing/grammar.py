"""What a name says by its make: its last noun tells what sort of thing it is, the rest what it is about.

A job about features is a feature pipeline, a store of them a feature store. The table is grammar.json.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from designer.exchange.guessing.brands import brands
from designer.exchange.guessing.clue import FAINT, Clue
from designer.exchange.guessing.guess import Sure
from designer.exchange.guessing.naming import without_versions
from designer.model.kinds import KINDS

_MAKE, _FORM, _TOPIC, _LATER = 32.0, 15.0, 12.0, 6.0
_MEANS = {"likely": "mostly means", "guess": "may mean"}


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The form that a noun or a leading verb has, the topics that words belong to, and the kind of both."""

    forms: dict[str, str]
    verbs: dict[str, str]
    topics: dict[str, frozenset[str]]
    kinds: dict[str, dict[str, str]]
    also: dict[str, list[str]]
    mistaken: dict[str, list[str]]


@cache
def _grammar() -> _Grammar:
    text = files("designer.exchange.guessing").joinpath("grammar.json").read_text("utf-8")
    table = json.loads(text)
    topics: dict[str, set[str]] = {}
    for topic, words in table["topics"].items():
        for word in words:
            topics.setdefault(word, set()).add(topic)
    return _Grammar(
        _by_word(table["forms"]),
        _by_word(table["verbs"]),
        {word: frozenset(some) for word, some in topics.items()},
        table["kinds"],
        table["also"],
        table["mistaken"],
    )


def easily_mistaken(kind: str) -> list[str]:
    """The kinds that a box is too, now and then, when its words speak of this one."""
    return _grammar().mistaken.get(kind, [])


def _by_word(table: dict[str, list[str]]) -> dict[str, str]:
    return {word: form for form, words in table.items() for word in words}


def make_clues(parts: list[list[str]]) -> list[Clue]:
    """What the name is by its make, and faintly what else its noun can be; nothing where no noun is known."""
    whole = [word for part in parts for word in part]
    for number, part in enumerate(parts):
        head, form = _head(_without_brands(part))
        found = _read(head, form, whole, number) if form else []
        if found:
            return found
    return _by_ending(parts, whole)


_ENDINGS = (
    (re.compile(r"[a-z]{3,}(er|or)$"), "doer"),
    (re.compile(r"[a-z]{3,}(tion|sion|ment|ing|sis)$"), "doing"),
)
"""What nouns end with that are not in the table."""


def _by_ending(parts: list[list[str]], whole: list[str]) -> list[Clue]:
    words = _without_brands(parts[0]) if parts else []
    if not words:
        return []
    form = next((form for ending, form in _ENDINGS if ending.search(words[-1])), "")
    return _read(words[-1], form, whole, 0, _LATER)


def _read(head: str, form: str, whole: list[str], number: int, less: float = 0.0) -> list[Clue]:
    row = _grammar().kinds[form]
    best = _best(head, form, whole, number, less)
    if not form:
        return [best] if best else []
    more = [*_grammar().also.get(form, []), *row.values()]
    others = [_clue(kind, FAINT, number, f'"{head}"') for kind in dict.fromkeys(more)]
    return [best, *others] if best else others


def _best(head: str, form: str, whole: list[str], number: int, less: float) -> Clue | None:
    row, about = _grammar().kinds[form], _topics(whole, head)
    for topic, kind in row.items():
        word = about.get(topic) or (head if topic in _grammar().topics.get(head, ()) else None)
        if topic and word:
            said = f'"{head}" with "{word}"' if word != head else f'"{head}"'
            return _clue(kind, (_MAKE if form else _TOPIC) - less, number, said)
    return _clue(row[""], _FORM - less, number, f'"{head}"') if row.get("") else None


def _clue(kind: str, score: float, number: int, said: str) -> Clue:
    sure: Sure = "likely" if score >= _MAKE else "guess"
    why = f"{said} {_MEANS[sure]} {KINDS[kind].label.lower()}"
    return Clue(kind, score - (_LATER if number else 0.0), sure, why)


def _head(words: list[str]) -> tuple[str, str]:
    """The word that says what sort of thing it is, and its form: a verb in front, or else the last noun."""
    known = _grammar()
    if len(words) > 1 and words[0] in known.verbs and words[0] not in known.forms:
        return words[0], known.verbs[words[0]]
    for length in (2, 1):
        word = " ".join(words[-length:])
        if len(words) >= length and word in known.forms:
            return word, known.forms[word]
    return "", ""


def _topics(words: list[str], head: str) -> dict[str, str]:
    """What the words are about, with the first word for each."""
    found: dict[str, str] = {}
    for phrase in _phrases(words):
        if phrase != head:
            for topic in _grammar().topics.get(phrase, ()):
                found.setdefault(topic, phrase)
    return found


def _phrases(words: list[str]) -> Iterator[str]:
    yield from (" ".join(words[at : at + length]) for length in (3, 2, 1) for at in range(len(words)))


def _without_brands(part: list[str]) -> list[str]:
    """Products do not say what sort of thing it is: a Kafka consumer is a consumer."""
    named = {at for start, end, _ in brands(part) for at in range(start, end)}
    return without_versions([word for at, word in enumerate(part) if at not in named])
