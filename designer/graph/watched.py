"""A view that notes what is read of the design, so that an answer can be kept until that changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

from designer.graph.reach import Closure, Members
from designer.graph.reading import ANYTHING, Changes, Reading, bits, changes
from designer.graph.seats import ROOM, Seats
from designer.graph.view import NONE, Kinds, View, any_of
from designer.model.brief import Brief
from designer.model.design import Design
from designer.model.flow import Flow
from designer.model.resolve import Value

T = TypeVar("T")
_ALSO = {"max_replicas": "replicas", "team": "owner"}
"""Properties that are assumed from another one."""
_ANYTHING, _BRIEF, _IDS, _KIND, _TITLE = (
    bits(ANYTHING), bits("brief"), bits("ids"), bits("kind"), bits("name", "kind"),
)  # fmt: skip


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
        self._anywhere = self._words = self._components = 0
        self._known: dict[object, Answer[Any]] = {}
        self.changes: Changes | None = None
        if last and last._seats is self._seats and last.settings == self.settings:
            self.changes = changes(last._design, design, self._seats.bit)
            if self.changes:
                self._take_over(last, self.changes)

    def _take_over(self, last: WatchedView, changed: Changes) -> None:
        self._known = {key: one for key, one in last._known.items() if not changed.touch(one.reading)}
        for ours, theirs in ((self._out, last._out), (self._into, last._into)):
            ours.update((kinds, ends) for kinds, ends in theirs.items() if _is_free(kinds, changed))

    def is_untouched(self, reading: Reading) -> bool:
        """Whether what rests on this is now as it was."""
        return self.changes is not None and not self.changes.touch(reading)

    def watch(self, work: Callable[[], T]) -> Answer[T]:
        """What some work gives, and what it reads."""
        outer = self._reading()
        self._anywhere = self._words = self._components = 0
        try:
            told = work()
            return Answer(told, self._reading())
        finally:
            self._add(outer)

    def again(self, before: Answer[T] | None, work: Callable[[], T]) -> Answer[T]:
        """An earlier answer where it still stands, else what the work gives now."""
        if before is None or not self.is_untouched(before.reading):
            return self.watch(work)
        self._add(before.reading)
        return before

    def _reading(self) -> Reading:
        return Reading(self._anywhere, self._words, self._components)

    def _add(self, reading: Reading) -> None:
        self._anywhere |= reading.anywhere
        self._words |= reading.words
        self._components |= reading.components

    def _near(self, component: str, words: int) -> None:
        self._words |= words
        self._components |= self._bits[self._number[component]]

    def once(self, key: object, find: Callable[[], T]) -> T:
        """What `find` gives; whoever asks again has read the same."""
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self.watch(find)
        else:
            self._add(known.reading)
        told: T = known.told
        return told

    @property
    def design(self) -> Design:
        """The whole design, so anything."""
        self._anywhere |= _ANYTHING
        return self._design

    @property
    def ids(self) -> list[str]:
        """The ids of the components, sorted."""
        self._anywhere |= _IDS
        return self._ids

    def __contains__(self, component: str) -> bool:
        """Whether there is such a component."""
        if component in self._number:
            self._near(component, _IDS)
        else:
            self._anywhere |= _IDS
        return super().__contains__(component)

    @property
    def brief(self) -> Brief:
        """The brief of the design."""
        self._anywhere |= _BRIEF
        return self._design.brief

    def kind(self, component: str) -> str:
        """The kind of a component."""
        self._near(component, _KIND)
        return self._kinds[component]

    def title(self, element: str) -> str:
        """The words that people use for an element."""
        if element in self._kinds:
            self._near(element, _TITLE)
        else:
            self._anywhere |= _TITLE
        return self._design.title_of(element)

    def _of_kind(self, kinds: Kinds) -> Sequence[str]:
        self._anywhere |= _masks("kind:", kinds)
        return super()._of_kind(kinds)

    def _all_of(self, kinds: Kinds) -> Members:
        self._anywhere |= _masks("kind:", kinds)
        return super()._all_of(kinds)

    def among(self, some: Members, *kinds: Kinds) -> Members:
        """Those of some components that are of these kinds."""
        self._words |= _KIND
        self._components |= some.mask
        return super().among(some, *kinds)

    def _which(self, nodes: Iterable[int], kinds: frozenset[str]) -> set[int]:
        """Those of some numbers whose components are of these kinds."""
        nodes = list(nodes)
        self._words |= _KIND
        self._components |= self._seats.mask(map(self.id_at, nodes))
        return super()._which(nodes, kinds)

    def value(self, component: str, name: str) -> Value:
        """The value of a property with its origin."""
        self._near(component, _property(name))
        return super().value(component, name)

    def _stating(self, name: str) -> dict[str, Any]:
        self._anywhere |= bits(f"property:{name}")  # once for each view
        return super()._stating(name)

    def flow(self, flow_id: str) -> Flow:
        """The flow with this id."""
        flow = super().flow(flow_id)
        self._near(flow.source, _masks("flow:", flow.kind))
        self._near(flow.target, 0)
        return flow

    def flows(self, *kinds: Kinds) -> Sequence[Flow]:
        """The flows of these kinds, or all; by kind, and within a kind in the order of their ids."""
        wanted = any_of(kinds)
        self._anywhere |= _masks("flow:", wanted)
        return super().flows(wanted)

    def out(self, component: str, *kinds: Kinds) -> Sequence[Flow]:
        """The flows that leave a component, of these kinds or of all."""
        wanted = any_of(kinds)
        self._near(component, _masks("flow:", wanted))
        return super().out(component, wanted)

    def into(self, component: str, *kinds: Kinds) -> Sequence[Flow]:
        """The flows that enter a component, of these kinds or of all."""
        wanted = any_of(kinds)
        self._near(component, _masks("flow:", wanted))
        return super().into(component, wanted)

    def downstream(self, component: str, via: frozenset[str], stop: frozenset[str] = NONE) -> Members:
        """Components reached by flows of these kinds; those of the kinds `stop` are not passed through."""
        return self._walked(component, super().downstream(component, via, stop), via)

    def upstream(self, component: str, via: frozenset[str], stop: frozenset[str] = NONE) -> Members:
        """Components that reach this one by flows of these kinds, not through kinds in `stop`."""
        return self._walked(component, super().upstream(component, via, stop), via)

    def _walked(self, component: str, found: Members, via: frozenset[str]) -> Members:
        """A walk may lead elsewhere once such a flow comes or goes at one of its components."""
        self._near(component, _masks("flow:", via) | _KIND)
        self._components |= found.mask
        return found

    def _closure(self, via: frozenset[str], stop: frozenset[str], back: bool) -> Closure:
        """All walks of a kind at once; what one of them gives rests on less than that."""
        reading = self._reading()
        try:
            return super()._closure(via, stop, back)
        finally:
            self._anywhere, self._words, self._components = reading


@cache
def _masks(what: str, kinds: Kinds) -> int:
    return bits(*(what + one for one in ([kinds] if isinstance(kinds, str) else sorted(kinds) or [""])))


def _is_free(kinds: Kinds, changed: Changes) -> bool:
    """Whether all flows of these kinds are as they were."""
    return not _masks("flow:", kinds) & changed.words


@cache
def _property(name: str) -> int:
    names = (name, _ALSO[name]) if name in _ALSO else (name,)
    return bits("kind", *(f"property:{one}" for one in names))
