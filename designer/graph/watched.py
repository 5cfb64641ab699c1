"""A view that notes what is read of the design, so that an answer can be kept until something of it changes.

What is read is noted coarsely, as words: `kind:training` (which components of a kind there are),
`flow:logs` (flows of a kind and what they state), `property:replicas` (of a component that is at hand),
`stating:replicas` (which components state it, and what), `kinds` (which kind a component has), `id:scorer`
(whether there is this component), `ids` (which there are at all), `names`, `brief`; and `ALL`, which anything
changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from designer.graph.reach import Members
from designer.graph.seats import ROOM, Seats
from designer.graph.view import Kinds, View
from designer.model.brief import Brief
from designer.model.design import Design
from designer.model.flow import Flow
from designer.model.kinds import Component
from designer.model.resolve import Value

T = TypeVar("T")
ALL = "*"
_ALSO = {"max_replicas": "property:replicas", "team": "property:owner"}
"""Properties that are assumed from another one."""
_EVERYWHERE = frozenset({"technology", "zone", "id", "extra"})
"""Fields that may change the value of any property of their component."""


class WatchedView(View):
    """A view that notes what is read; every answer is that of `View`."""

    def __init__(
        self, design: Design, settings: Mapping[str, object] | None = None, before: View | None = None
    ) -> None:
        seats = before._seats if isinstance(before, WatchedView) else Seats(sorted(design.components), ROOM)
        super().__init__(design, settings, seats)
        self._read: set[str] = set()
        self._rests_on: dict[object, set[str]] = {}

    def take_over(self, before: View, changed: frozenset[str]) -> None:
        """Keep the answers of an earlier view that rest on nothing that has changed since.

        Answers that are sets stand by the numbers of the components, so these must be the same.
        """
        if not isinstance(before, WatchedView) or before._seats is not self._seats:
            return
        for key, read in before._rests_on.items():
            if read.isdisjoint(changed):
                self._rests_on[key] = read
                self._kept[key] = before._kept[key]

    def watch(self, work: Callable[[], T]) -> tuple[T, set[str]]:
        """What some work gives, and what it reads."""
        outer, inner = self._read, set[str]()
        self._read = inner
        try:
            return work(), inner
        finally:
            outer |= inner
            self._read = outer

    def once(self, key: object, find: Callable[[], T]) -> T:
        """What `find` gives; whoever asks again has read the same."""
        read = self._rests_on.get(key)
        if read is None:
            self._kept[key], self._rests_on[key] = self.watch(find)
        else:
            self._read |= read
        kept: T = self._kept[key]
        return kept

    @property
    def design(self) -> Design:
        """The whole design, so anything."""
        self._read.add(ALL)
        return self._design

    @property
    def ids(self) -> list[str]:
        """The ids of the components, sorted."""
        self._read.add("ids")
        return self._ids

    def __contains__(self, component: str) -> bool:
        """Whether there is such a component."""
        self._read.add(f"id:{component}")
        return super().__contains__(component)

    @property
    def brief(self) -> Brief:
        """The brief of the design."""
        self._read.add("brief")
        return self._design.brief

    def kind(self, component: str) -> str:
        """The kind of a component."""
        self._read.add("kinds")
        return self._kinds[component]

    def title(self, element: str) -> str:
        """The words that people use for an element."""
        self._read.add("names")
        return self._design.title_of(element)

    def _of_kind(self, kinds: Kinds) -> Sequence[str]:
        self._read |= _words("kind:", kinds)
        return super()._of_kind(kinds)

    def _all_of(self, kinds: Kinds) -> Members:
        self._read |= _words("kind:", kinds)
        return super()._all_of(kinds)

    def among(self, some: Members, *kinds: Kinds) -> Members:
        """Those of some components that are of these kinds."""
        self._read.add("kinds")
        return super().among(some, *kinds)

    def value(self, component: str, name: str) -> Value:
        """The value of a property with its origin."""
        self._read |= _words_of(name)
        return super().value(component, name)

    def flow(self, flow_id: str) -> Flow:
        """The flow with this id."""
        self._read.add("flow:")
        return super().flow(flow_id)

    def _stating(self, name: str) -> dict[str, Any]:
        self._read.add(f"stating:{name}")
        return super()._stating(name)

    def _flows_of(self, kinds: Kinds) -> Sequence[Flow]:
        self._read |= _words("flow:", kinds)
        return super()._flows_of(kinds)

    def _leaving(self, kinds: Kinds) -> dict[str, list[Flow]]:
        self._read |= _words("flow:", kinds)
        return super()._leaving(kinds)

    def _entering(self, kinds: Kinds) -> dict[str, list[Flow]]:
        self._read |= _words("flow:", kinds)
        return super()._entering(kinds)


@cache
def _words_of(name: str) -> frozenset[str]:
    return frozenset({"kinds", f"property:{name}", _ALSO.get(name, "kinds")})


@cache
def _words(what: str, kinds: Kinds) -> frozenset[str]:
    return frozenset({what + kinds} if isinstance(kinds, str) else {what + one for one in kinds or ("",)})


def changes(before: Design, after: Design) -> frozenset[str] | None:
    """What changed from one design to another, in the words that a `WatchedView` notes; None: all of it.

    The layout means nothing to whoever asks a view, and waivers, notes and reviews are no part of it.
    """
    if before.zones != after.zones or before.extra != after.extra:
        return None
    found = set(_changed_components(before.components, after.components))
    found.update(_changed_flows(before.flows, after.flows))
    if before.brief != after.brief:
        found.add("brief")
    if before.name != after.name:
        found.add("names")
    return frozenset(found | {ALL}) if found else frozenset()


def _changed_components(before: Mapping[str, Component], after: Mapping[str, Component]) -> Iterator[str]:
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        if old is new:
            continue
        if old is None or new is None:
            yield from ("ids", f"id:{key}")
            yield from _changed_kinds(one for one in (old, new) if one)
        elif old.kind != new.kind:
            yield from ("kinds", "names")
            yield from _changed_kinds((old, new))
        else:
            yield from _changed_fields(old, new)


def _changed_kinds(components: Iterable[Component]) -> Iterator[str]:
    """What is said of components that come or go, or have another kind."""
    for one in components:
        yield f"kind:{one.kind}"
        yield from (f"stating:{name}" for name in type(one).model_fields if getattr(one, name) is not None)


def _changed_fields(old: Component, new: Component) -> Iterator[str]:
    fields = [name for name in type(new).model_fields if getattr(old, name) != getattr(new, name)]
    for name in fields:
        yield from (f"property:{name}", f"stating:{name}")
    if "name" in fields:
        yield "names"
    if not _EVERYWHERE.isdisjoint(fields):
        yield "kinds"


def _changed_flows(before: Mapping[str, Flow], after: Mapping[str, Flow]) -> Iterator[str]:
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        if old is not new and old != new:
            yield "flow:"
            yield from (f"flow:{one.kind}" for one in (old, new) if one)
