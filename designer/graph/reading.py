"""What an answer rests on, and what an edit changes: an answer stands until one touches the other.

Both are words: `kind:training` (which components of a kind there are), `flow:logs` (flows of a kind and what
they state), `flow=a>b` (one flow), `scorer>logs` and `log<logs` (flows of a kind that leave or enter a
component), `scorer.replicas` (what a component states), `scorer:` (its kind, or what may stand for any of
its properties), `kinds` (which kind some component has), `stating:replicas` (who states it, and what),
`id:scorer` (whether there is this component), `ids` (which there are at all), `names`, `brief`; and `ALL`,
which anything changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from designer.model.design import Design
from designer.model.flow import Flow
from designer.model.kinds import Component

ALL = "*"
_EVERYWHERE = frozenset({"technology", "zone", "id", "extra"})
"""Fields that may change the value of any property of their component."""


Walk: TypeAlias = tuple[frozenset[str], bool]
"""The kinds of flows that are walked along, and whether against their direction."""


class Reading:
    """What some work has read of a design.

    `walks` has for each walk the components from which it was looked for such flows, as bits: it leads
    elsewhere once such a flow leaves one of them, or no longer does.
    """

    __slots__ = ("walks", "words")

    def __init__(self) -> None:
        self.words: set[str] = set()
        self.walks: dict[Walk, int] = {}

    def add(self, other: Reading) -> None:
        """Read what another has read as well."""
        self.words |= other.words
        for walk, ends in other.walks.items():
            self.add_walk(walk, ends)

    def add_walk(self, walk: Walk, ends: int) -> None:
        """Walk from these components."""
        self.walks[walk] = self.walks.get(walk, 0) | ends


class Changes:
    """What is another than before: words, and the flows that have come, gone or changed."""

    def __init__(self, words: frozenset[str], flows: Sequence[Flow], bit: Callable[[str], int]) -> None:
        self._words = words
        self._moved = [(one.kind, bit(one.source), bit(one.target)) for one in flows]
        self._ends: dict[Walk, int] = {}

    def touch(self, reading: Reading) -> bool:
        """Whether an answer that rests on this may be another one now."""
        if not self._words.isdisjoint(reading.words):
            return True
        return bool(self._moved) and any(ends & self._of(walk) for walk, ends in reading.walks.items())

    def _of(self, walk: Walk) -> int:
        """The components from which such a walk finds other flows than before."""
        ends = self._ends.get(walk)
        if ends is None:
            via, back = walk
            ends = 0
            for kind, source, target in self._moved:
                if kind in via:
                    ends |= target if back else source
            self._ends[walk] = ends
        return ends


def changes(before: Design, after: Design, bit: Callable[[str], int]) -> Changes | None:
    """What changed from one design to another; None: all of it. `bit` gives that of a component.

    The layout means nothing to whoever asks a view, and waivers, notes and reviews are no part of it.
    """
    if before.zones != after.zones or before.extra != after.extra:
        return None
    words = set(_of_components(before.components, after.components))
    flows = list(_of_flows(before.flows, after.flows))
    words.update(word for flow in flows for word in _words_of(flow))
    if before.brief != after.brief:
        words.add("brief")
    if before.name != after.name:
        words.add("names")
    if words:
        words.add(ALL)
    return Changes(frozenset(words), flows, bit)


def _of_components(before: Mapping[str, Component], after: Mapping[str, Component]) -> Iterator[str]:
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        if old is new:
            continue
        if old is None or new is None:
            yield from ("ids", "names", f"id:{key}", f"{key}:")
            yield from _kinds(one for one in (old, new) if one)
        elif old.kind != new.kind:
            yield from ("kinds", "names", f"{key}:")
            yield from _kinds((old, new))
        else:
            yield from _fields(key, old, new)


def _kinds(components: Iterable[Component]) -> Iterator[str]:
    """What is said of components that come or go, or have another kind."""
    for one in components:
        yield f"kind:{one.kind}"
        yield from (f"stating:{name}" for name in type(one).model_fields if getattr(one, name) is not None)


def _fields(key: str, old: Component, new: Component) -> Iterator[str]:
    fields = [name for name in type(new).model_fields if getattr(old, name) != getattr(new, name)]
    for name in fields:
        yield from (f"{key}.{name}", f"stating:{name}")
    if "name" in fields:
        yield "names"
    if not _EVERYWHERE.isdisjoint(fields):
        yield f"{key}:"


def _of_flows(before: Mapping[str, Flow], after: Mapping[str, Flow]) -> Iterator[Flow]:
    """The flows that are not as they were, as they were and as they are."""
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        if old is not new and old != new:
            yield from (one for one in (old, new) if one)


def _words_of(flow: Flow) -> Iterator[str]:
    yield from (f"flow={flow.id}", f"{flow.source}>", f"{flow.target}<")
    yield from ("flow:", f"flow:{flow.kind}", f"{flow.source}>{flow.kind}", f"{flow.target}<{flow.kind}")
