"""A view that notes what is read of the design, so that an answer can be kept until something of it changes.

What is read is noted coarsely, as words: `kind:training` (which components of a kind there are),
`flow:logs` (flows of a kind and what they state), `property:replicas` (of a component that is at hand),
`stating:replicas` (which components state it, and what), `kinds` (which kind a component has), `ids` (which
components there are at all), `names`, `brief`; and `ALL`, which anything changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from designer.graph.reach import Members
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


class _Frame:
    """What is read while something is found, inside of what is being found around it."""

    __slots__ = ("around", "read")

    def __init__(self, around: _Frame | None) -> None:
        self.around = around
        self.read: set[str] = set()

    def rests_on(self, changed: frozenset[str]) -> bool:
        """Whether what was found may be something else now; its finder may use what it had read before."""
        frame: _Frame | None = self
        while frame:
            if not frame.read.isdisjoint(changed):
                return True
            frame = frame.around
        return False


class WatchedView(View):
    """A view that notes what is read; every answer is that of `View`."""

    def __init__(self, design: Design, settings: Mapping[str, object] | None = None) -> None:
        super().__init__(design, settings)
        self._frame = _Frame(None)
        self._read = self._frame.read
        self._frames: dict[object, _Frame] = {}

    def take_over(self, before: View, changed: frozenset[str]) -> None:
        """Keep the answers of an earlier view that rest on nothing that has changed since.

        Answers that are sets stand by the numbers of the components, so there must be the same components.
        """
        if not isinstance(before, WatchedView) or before._ids != self._ids:
            return
        for key, frame in before._frames.items():
            if not frame.rests_on(changed):
                self._frames[key] = frame
                self._kept[key] = before._kept[key]

    def watch(self, work: Callable[[], T]) -> tuple[T, set[str]]:
        """What some work gives, and what it reads."""
        outer = self._frame
        frame = self._frame = _Frame(outer)
        self._read = frame.read
        try:
            return work(), frame.read
        finally:
            outer.read |= frame.read
            self._frame, self._read = outer, outer.read

    def once(self, key: object, find: Callable[[], T]) -> T:
        """What `find` gives; whoever asks again has read the same."""
        known = self._frames.get(key)
        if known is None:
            return self.watch(lambda: self._find(key, find))[0]
        self._read |= known.read
        kept: T = self._kept[key]
        return kept

    def _find(self, key: object, find: Callable[[], T]) -> T:
        frame = self._frame
        found = self._kept[key] = find()
        self._frames[key] = frame
        return found

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

    @property
    def index(self) -> dict[str, int]:
        """Where each component stands among `ids`."""
        self._read.add("ids")
        return self._index

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
            yield "ids"
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
