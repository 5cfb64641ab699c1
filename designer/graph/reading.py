"""What an answer rests on, and what an edit changes: an answer stands until one touches the other.

Both are words, such as `kind:training` (a component of that kind), `flow:logs` (a flow of that kind, and
what it states), `property:replicas`, `kind`, `ids`, `name`, `brief`, and components. Words and components are
bits, because noting what is read must cost next to nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import count
from typing import NamedTuple, TypeVar

from designer.model.design import Design
from designer.model.flow import Flow
from designer.model.kinds import Component

ANYTHING = "*"
"""A word of every change."""
_EVERYWHERE = frozenset({"technology", "zone", "id", "extra"})
"""Fields that may change the value of any property of their component."""
_MANY = 16
"""Changes at more places than this are not told apart."""
_numbers = count()
T = TypeVar("T", Component, Flow)


def bits(*words: str) -> int:
    """The bits of these words."""
    return _joined(map(_bit, words))


@cache
def _bit(_word: str) -> int:
    return 1 << next(_numbers)


def _joined(parts: Iterable[int]) -> int:
    whole = 0
    for part in parts:
        whole |= part
    return whole


class Reading(NamedTuple):
    """What some work has read: some words wherever they stand, others of these components only."""

    anywhere: int
    words: int
    components: int


class Changes(NamedTuple):
    """What is another than before: all words, and which of them at which components."""

    words: int
    near: tuple[tuple[int, int], ...]

    def touch(self, reading: Reading) -> bool:
        """Whether an answer that rests on this may be another one now."""
        if self.words & reading.anywhere:
            return True
        _, read, where = reading
        return any(words & read and components & where for words, components in self.near)


def changes(before: Design, after: Design, bit: Callable[[str], int]) -> Changes | None:
    """What changed from one design to another; None: all of it. `bit` gives that of a component.

    The layout means nothing to whoever asks a view, and waivers, notes and reviews are no part of it.
    """
    if before.zones != after.zones or before.extra != after.extra:
        return None
    near: dict[int, int] = {}
    for components, words in _found(before, after, bit):
        near[components] = near.get(components, 0) | words
    whole = _joined(near.values())
    if len(near) > _MANY:
        near = {_joined(near): whole}
    whole |= bits("brief") if before.brief != after.brief else 0
    whole |= bits("name") if before.name != after.name else 0
    pairs = tuple((words, components) for components, words in near.items())
    return Changes(whole | bits(ANYTHING) if whole else 0, pairs)


def _found(before: Design, after: Design, bit: Callable[[str], int]) -> Iterator[tuple[int, int]]:
    """Components, and the words of what is another there; those of one kind of flow together."""
    for key, (old, new) in _changed(before.components, after.components):
        yield bit(key), bits(*_of_component(old, new))
    ends: dict[str, int] = {}
    for _, pair in _changed(before.flows, after.flows):
        for flow in filter(None, pair):
            ends[flow.kind] = ends.get(flow.kind, 0) | bit(flow.source) | bit(flow.target)
    for kind, components in ends.items():
        yield components, bits("flow:", f"flow:{kind}")


def _changed(
    before: Mapping[str, T], after: Mapping[str, T]
) -> Iterator[tuple[str, tuple[T | None, T | None]]]:
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        if old is not new and old != new:
            yield key, (old, new)


def _of_component(old: Component | None, new: Component | None) -> Iterator[str]:
    if old and new and old.kind == new.kind:
        fields = [name for name in type(new).model_fields if getattr(old, name) != getattr(new, name)]
    else:
        yield from ("kind", "name") if old and new else ("kind", "name", "ids")
        yield from (f"kind:{one.kind}" for one in (old, new) if one)
        fields = [name for one in (old, new) if one for name in _stated(one)]
    yield from (f"property:{name}" for name in fields)
    if "name" in fields:
        yield "name"
    if not _EVERYWHERE.isdisjoint(fields):
        yield "kind"


def _stated(component: Component) -> Iterator[str]:
    return (name for name in type(component).model_fields if getattr(component, name) is not None)
