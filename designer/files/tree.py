"""A YAML text as a tree of nodes that know their places, built in one pass over the parser's events."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from designer.files.problems import Mark, Problems, Unreadable
from designer.model.limits import MAX_DEPTH
from designer.model.messages import shorten

# The C parser is ten times as fast; the pure one gives the same events.
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNREADABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\ufeff")


@dataclass(slots=True)
class Scalar:
    """A single value; `style` is the quote or block sign, None for plain."""

    value: str
    start: Mark
    end: Mark
    style: str | None


@dataclass(slots=True)
class Mapping:
    """Keys and values in their order. A block ends where its last value ends."""

    pairs: list[tuple[Node, Node]]
    start: Mark
    end: Mark
    flow: bool

    def find(self, key: str) -> tuple[Scalar, Node] | None:
        """The pair with this key."""
        for found, value in self.pairs:
            if isinstance(found, Scalar) and found.value == key:
                return found, value
        return None


@dataclass(slots=True)
class Sequence:
    """Items in their order."""

    items: list[Node]
    start: Mark
    end: Mark
    flow: bool


Node: TypeAlias = Scalar | Mapping | Sequence


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of our own making."""

    index: int
    line: int
    column: int


def spot(text: str, index: int) -> Spot:
    """The place of an index in a text."""
    before = text[:index]
    return Spot(index, before.count("\n"), index - (before.rfind("\n") + 1))


def read_tree(text: str, problems: Problems) -> Node | None:
    """The tree of a text without byte order mark; None where there is nothing but comments.

    Raises Unreadable after noting why, where the text is no YAML at all.
    """
    try:
        return _build(_PARSER(text), problems)
    except (yaml.reader.ReaderError, UnicodeEncodeError):
        found = _UNREADABLE.search(text)
        place = spot(text, found.start() if found else 0)
        shown = f"U+{ord(found[0]):04X}" if found else "this"
        problems.add(place, "read this as YAML", f"the character {shown} is not allowed", "Remove it.")
    except yaml.MarkedYAMLError as error:
        _refuse_syntax(text, error, problems)
    except RecursionError:
        problems.add(spot(text, 0), "read this as YAML", "it is nested too deeply")
    raise Unreadable


def _build(parser: Any, problems: Problems) -> Node | None:
    next_event = parser.get_event
    current: list[Node] = []
    stack: list[tuple[list[Node], Any]] = []
    documents = 0
    while True:
        event = next_event()
        kind = type(event)
        if kind is yaml.ScalarEvent:
            if event.anchor or event.tag:
                _refuse_mark(event, problems)
            current.append(Scalar(event.value, event.start_mark, event.end_mark, event.style or None))
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            _enter(event, len(stack), problems)
            stack.append((current, event))
            current = []
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            children, (current, start) = current, stack.pop()
            current.append(_close(start, children, event))
        elif kind is yaml.AliasEvent:
            _refuse_alias(event, problems)
            current.append(Scalar("", event.start_mark, event.end_mark, "*"))
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                _refuse_second(event, problems)
        elif kind is yaml.StreamEndEvent:
            return current[0] if current else None


def _close(start: Any, children: list[Node], event: Any) -> Node:
    # Only here is it known where a block ends: the parser's own mark lies behind the comments that follow.
    flow = bool(start.flow_style)
    end = event.end_mark if flow or not children else children[-1].end
    if type(event) is yaml.SequenceEndEvent:
        return Sequence(children, start.start_mark, end, flow)
    pairs = list(zip(children[::2], children[1::2], strict=True))
    return Mapping(pairs, start.start_mark, end, flow)


def _enter(event: Any, depth: int, problems: Problems) -> None:
    if event.anchor or event.tag:
        _refuse_mark(event, problems)
    if depth >= MAX_DEPTH:
        because = f"it is nested more than {MAX_DEPTH} levels deep"
        problems.add(event.start_mark, "read this value", because, "Make it flatter.")
        raise Unreadable


def _refuse_mark(event: Any, problems: Problems) -> None:
    sign, what = ("&" + event.anchor, "anchors") if event.anchor else (event.tag, "tags")
    problems.add(event.start_mark, f"read {shorten(sign)}", f"{what} are not allowed", "Remove it.", sign)


def _refuse_alias(event: Any, problems: Problems) -> None:
    sign = "*" + event.anchor
    do = "Write the value out, or put it in quotes if it is a text."
    problems.add(event.start_mark, f"read {shorten(sign)}", "aliases are not allowed", do, sign)


def _refuse_second(event: Any, problems: Problems) -> None:
    do = "Put it into a file of its own."
    problems.add(event.start_mark, "read what follows ---", "a file holds one design only", do)
    raise Unreadable


_HINTS = {
    "mapping values are not allowed": "Indent it as its neighbours are; put a text with a colon in quotes.",
    "cannot start any token": "Put the text in quotes; indent with spaces, not with tabs.",
    "unexpected end of stream": "Close the quote.",
    "did not find expected key": "Indent it as its neighbours are.",
    "did not find expected ',' or": "Close the bracket, and put texts with commas or brackets in quotes.",
    "undefined alias": "Put the text in quotes.",
    "could not find expected ':'": "Write `key: value`.",
}


def _refuse_syntax(text: str, error: yaml.MarkedYAMLError, problems: Problems) -> None:
    problem, context = error.problem or "it is broken here", error.context
    do = next(
        (words for part, words in _HINTS.items() if part in problem), "Compare it with the lines above."
    )
    place = error.problem_mark or error.context_mark or spot(text, 0)
    because = f"{problem} {context}" if context else problem
    words = (hint for part, hint in _HINTS.items() if part in problem)
    do = next(words, "Compare it with the lines above.")
    problems.add(place, "read this as YAML", because, do)
