"""A view that notes what is read of the design, so that an answer can be kept until that changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from designer.graph.reach import Closure, Members
from designer.graph.reading import ALL, Changes, Reading, Walk, changes
from designer.graph.seats import ROOM, Seats
from designer.graph.view import NONE, Kinds, View, any_of
from designer.model.brief import Brief
from designer.model.design import Design
from designer.model.flow import Flow
from designer.model.resolve import Value

T = TypeVar("T")
_ALSO = {"max_replicas": "replicas", "team": "owner"}
"""Properties that are assumed from another one."""


class Answer(NamedTuple, Generic[T]):
    """What some work gave, and what of the design it rests on."""

    told: T
    reading: Reading


class WatchedView(View):
    """A view that notes what is read; every answer is that of `View`.

    It goes on from a view of the design as it was before an edit: `changes` is what the edit changed, None
    for everything, and answers that this does not touch are kept.
    """

    def __init__(
        self, design: Design, settings: Mapping[str, object] | None = None, before: View | None = None
    ) -> None:
        last = before if isinstance(before, WatchedView) else None
        super().__init__(design, settings, last._seats if last else Seats(sorted(design.components), ROOM))
        self._reading = Reading()
        self._read = self._reading.words
        self._known: dict[object, Answer[Any]] = {}
        self.changes: Changes | None = None
        if last and last._seats is self._seats and last.settings == self.settings:
            self.changes = changes(last._design, design, self._seats.bit)
            self._known = {
                key: answer for key, answer in last._known.items() if self.is_untouched(answer.reading)
            }

    def is_untouched(self, reading: Reading) -> bool:
        """Whether what rests on this is now as it was."""
        return self.changes is not None and not self.changes.touch(reading)

    def watch(self, work: Callable[[], T]) -> Answer[T]:
        """What some work gives, and what it reads."""
        outer, inner = self._reading, Reading()
        self._read_into(inner)
        try:
            return Answer(work(), inner)
        finally:
            outer.add(inner)
            self._read_into(outer)

    def again(self, before: Answer[T] | None, work: Callable[[], T]) -> Answer[T]:
        """An earlier answer where it still stands, else what the work gives now."""
        if before is None or not self.is_untouched(before.reading):
            return self.watch(work)
        self._reading.add(before.reading)
        return before

    def _read_into(self, reading: Reading) -> None:
        self._reading, self._read = reading, reading.words

    def once(self, key: object, find: Callable[[], T]) -> T:
        """What `find` gives; whoever asks again has read the same."""
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self.watch(find)
        else:
            self._reading.add(known.reading)
        told: T = known.told
        return told

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
        self._read.add(f"{component}:")
        return self._kinds[component]

    def title(self, element: str) -> str:
        """The words that people use for an element."""
        self._read.update((f"{element}.name", f"{element}:") if element in self._kinds else ("names",))
        return self._design.title_of(element)

    def _of_kind(self, kinds: Kinds) -> Sequence[str]:
        self._read.update(_words("kind:", kinds))
        return super()._of_kind(kinds)

    def _all_of(self, kinds: Kinds) -> Members:
        self._read.update(_words("kind:", kinds))
        return super()._all_of(kinds)

    def among(self, some: Members, *kinds: Kinds) -> Members:
        """Those of some components that are of these kinds."""
        self._read.add("kinds")
        return super().among(some, *kinds)

    def value(self, component: str, name: str) -> Value:
        """The value of a property with its origin."""
        self._read.update((f"{component}:", f"{component}.{name}"))
        if name in _ALSO:
            self._read.add(f"{component}.{_ALSO[name]}")
        return super().value(component, name)

    def flow(self, flow_id: str) -> Flow:
        """The flow with this id."""
        self._read.add(f"flow={flow_id}")
        return super().flow(flow_id)

    def _stating(self, name: str) -> dict[str, Any]:
        self._read.add(f"stating:{name}")
        return super()._stating(name)

    def flows(self, *kinds: Kinds) -> Sequence[Flow]:
        """The flows of these kinds, or all; by kind, and within a kind in the order of their ids."""
        wanted = any_of(kinds)
        self._read.update(_words("flow:", wanted))
        return super().flows(wanted)

    def out(self, component: str, *kinds: Kinds) -> Sequence[Flow]:
        """The flows that leave a component, of these kinds or of all."""
        wanted = any_of(kinds)
        self._read.update(_words(f"{component}>", wanted))
        return super().out(component, wanted)

    def into(self, component: str, *kinds: Kinds) -> Sequence[Flow]:
        """The flows that enter a component, of these kinds or of all."""
        wanted = any_of(kinds)
        self._read.update(_words(f"{component}<", wanted))
        return super().into(component, wanted)

    def downstream(self, component: str, via: frozenset[str], stop: frozenset[str] = NONE) -> Members:
        """Components reached by flows of these kinds; those of the kinds `stop` are not passed through."""
        return self._walked(component, super().downstream(component, via, stop), (via, False), stop)

    def upstream(self, component: str, via: frozenset[str], stop: frozenset[str] = NONE) -> Members:
        """Components that reach this one by flows of these kinds, not through kinds in `stop`."""
        return self._walked(component, super().upstream(component, via, stop), (via, True), stop)

    def _walked(self, component: str, found: Members, walk: Walk, stop: frozenset[str]) -> Members:
        self._reading.add_walk(walk, found.mask | self._bits[self._number[component]])
        if stop:
            self._read.add("kinds")
        return found

    def _closure(self, via: frozenset[str], stop: frozenset[str], back: bool) -> Closure:
        """All walks of a kind at once; what one of them gives rests on less than that."""
        reading = self._reading
        self._read_into(Reading())
        try:
            return super()._closure(via, stop, back)
        finally:
            self._read_into(reading)


def _words(what: str, kinds: Kinds) -> Sequence[str]:
    return (what + kinds,) if isinstance(kinds, str) else [what + one for one in kinds or ("",)]
