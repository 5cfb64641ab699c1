"""The index of a design, built in one pass. No answer depends on the order of the file."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from functools import cache
from typing import Any, Self, TypeAlias, TypeVar

from designer.graph.names import (
    BRIEF_NAMES,
    COMPONENT_KINDS,
    COMPONENT_NAMES,
    FLOW_KINDS,
    FLOW_NAMES,
    need,
    need_kinds,
)
from designer.graph.reach import Closure, Members
from designer.graph.seats import Seats
from designer.model.brief import Brief
from designer.model.design import Design
from designer.model.flow import Flow
from designer.model.kinds import KINDS
from designer.model.resolve import Value, resolve, resolve_plain

T = TypeVar("T")
Kinds: TypeAlias = str | frozenset[str]
"""One kind, or any of several; the empty set stands for all."""
NONE: frozenset[str] = frozenset()
_NOTHING = object()


def any_of(kinds: tuple[Kinds, ...]) -> Kinds:
    """Several kinds or sets of kinds as one."""
    return kinds[0] if len(kinds) == 1 else _union(kinds)


@cache
def _union(kinds: tuple[Kinds, ...]) -> frozenset[str]:
    return frozenset().union(*({one} if isinstance(one, str) else one for one in kinds))


class View:
    """A design with its components by kind, flows by end and kind, and who reaches whom.

    Everything is found when first asked and kept; a design never changes, so neither does the view.
    """

    def __init__(
        self, design: Design, settings: Mapping[str, object] | None = None, seats: Seats | None = None
    ) -> None:
        self._design = design
        self.settings = settings or {}
        """What whoever asks has set for the questions, such as how much capacity is to be kept free."""
        self._ids = sorted(design.components)
        self._seats = seats.after(self._ids) if seats else Seats(self._ids)
        self._number, self._bits = self._seats.number, self._seats.bits
        self._flows: dict[Kinds, list[Flow]] = {}
        for flow_id in sorted(design.flows):
            flow = design.flows[flow_id]
            self._flows.setdefault(flow.kind, []).append(flow)
        self._flow_kinds = sorted(self._flows, key=str)
        self._out: dict[Kinds, dict[str, list[Flow]]] = {}
        self._into: dict[Kinds, dict[str, list[Flow]]] = {}
        self._kinds = {key: design.components[key].kind for key in self._ids}
        self._by_kind: dict[Kinds, list[str]] = {}
        for key, kind in self._kinds.items():
            self._by_kind.setdefault(kind, []).append(key)
        self._masks: dict[Kinds, int] = {}
        self._values: dict[str, dict[str, Value]] = {}
        self._kept: dict[Any, Any] = {}

    def of(self, design: Design) -> Self:
        """The same view, of a design that says the same and only stands elsewhere."""
        other = copy(self)
        other._design = design
        return other

    @property
    def design(self) -> Design:
        """The whole design."""
        return self._design

    @property
    def ids(self) -> list[str]:
        """The ids of the components, sorted."""
        return self._ids

    def __contains__(self, component: str) -> bool:
        """Whether there is such a component."""
        return component in self._kinds

    @property
    def seats(self) -> int:
        """How many numbers there are for components; not all are taken."""
        return self._seats.size

    @property
    def brief(self) -> Brief:
        """The brief of the design."""
        return self._design.brief

    def once(self, key: object, find: Callable[[], T]) -> T:
        """What `find` gives, found once for this view under this key.

        `find` may use nothing of the design but what it asks this view itself, or what is part of the key: a
        `WatchedView` keeps the answer until something changes that `find` has asked for.
        """
        found = self._kept.get(key, _NOTHING)
        if found is _NOTHING:
            found = self._kept[key] = find()
        kept: T = found
        return kept

    # --- components -------------------------------------------------------------------------

    def kind(self, component: str) -> str:
        """The kind of a component."""
        return self._kinds[component]

    def title(self, element: str) -> str:
        """The words that people use for an element."""
        return self._design.title_of(element)

    def of_kind(self, *kinds: Kinds) -> Sequence[str]:
        """The components of these kinds, in the order of their ids.

        Raises SketchcheckError, as all that asks by kind, for one that there is not: it is misspelled.
        """
        return self._of_kind(any_of(kinds))

    def _of_kind(self, kinds: Kinds) -> Sequence[str]:
        found = self._by_kind.get(kinds)
        if found is None:
            need_kinds(kinds, COMPONENT_KINDS, "component")
            wanted = () if isinstance(kinds, str) else kinds
            found = sorted(key for kind in wanted for key in self._by_kind.get(kind, ()))
            self._by_kind[kinds] = found
        return found

    def has(self, component: str, name: str) -> bool:
        """Whether the kind of a component has a property of this name.

        Raises SketchcheckError, as all that read properties, for a name that no kind has: it is misspelled.
        """
        need(name, COMPONENT_NAMES, "kind of component")
        return name in KINDS[self.kind(component)].model_fields

    def value(self, component: str, name: str) -> Value:
        """The value of a property with its origin."""
        known = self._values.get(name)
        if known is None:
            need(name, COMPONENT_NAMES, "kind of component")
            known = self._values[name] = {}
        found = known.get(component)
        if found is None:
            found = known[component] = resolve(self._design, self._design.components[component], name)
        return found

    def get(self, component: str, name: str) -> Any:
        """The value of a property, or None where it is missing."""
        return self.value(component, name).value

    def stating(self, name: str) -> dict[str, Any]:
        """The components that state a property themselves, by id in order, with what they state."""
        return self.once(("stating", name), lambda: self._stating(name))

    def _stating(self, name: str) -> dict[str, Any]:
        components = self._design.components
        stated = ((key, getattr(components[key], name, None)) for key in self._ids)
        return {key: value for key, value in stated if value is not None}

    def flow_value(self, flow: Flow, name: str) -> Value:
        """The value of a property of a flow with its origin."""
        need(name, FLOW_NAMES, "kind of flow")
        return resolve_plain(flow, name)

    def brief_value(self, name: str) -> Value:
        """The value of a field of the brief with its origin."""
        need(name, BRIEF_NAMES, "brief")
        return resolve_plain(self.brief, name)

    # --- flows ------------------------------------------------------------------------------

    def flows(self, *kinds: Kinds) -> Sequence[Flow]:
        """The flows of these kinds, or all; by kind, and within a kind in the order of their ids."""
        return self._flows_of(any_of(kinds))

    def _flows_of(self, kinds: Kinds) -> Sequence[Flow]:
        found = self._flows.get(kinds)
        if found is None:
            need_kinds(kinds, FLOW_KINDS, "flow")
            some = () if isinstance(kinds, str) else kinds or self._flow_kinds
            wanted = [kind for kind in self._flow_kinds if kind in some]
            found = self._flows[kinds] = [flow for kind in wanted for flow in self._flows[kind]]
        return found

    def out(self, component: str, *kinds: Kinds) -> Sequence[Flow]:
        """The flows that leave a component, of these kinds or of all."""
        return self._leaving(any_of(kinds)).get(component, ())

    def into(self, component: str, *kinds: Kinds) -> Sequence[Flow]:
        """The flows that enter a component, of these kinds or of all."""
        return self._entering(any_of(kinds)).get(component, ())

    def _leaving(self, kinds: Kinds) -> dict[str, list[Flow]]:
        """The flows of some kinds by the component that they leave; found when first asked for."""
        known = self._out.get(kinds)
        if known is None:
            known = self._out[kinds] = {}
            for flow in self._flows_of(kinds):
                known.setdefault(flow.source, []).append(flow)
        return known

    def _entering(self, kinds: Kinds) -> dict[str, list[Flow]]:
        known = self._into.get(kinds)
        if known is None:
            known = self._into[kinds] = {}
            for flow in self._flows_of(kinds):
                known.setdefault(flow.target, []).append(flow)
        return known

    def targets(self, component: str, *kinds: Kinds) -> list[str]:
        """The components that flows of these kinds lead to, without repetition."""
        return list(dict.fromkeys(flow.target for flow in self.out(component, *kinds)))

    def sources(self, component: str, *kinds: Kinds) -> list[str]:
        """The components that flows of these kinds come from, without repetition."""
        return list(dict.fromkeys(flow.source for flow in self.into(component, *kinds)))

    # --- reach ------------------------------------------------------------------------------

    def none(self) -> Members:
        """The empty set, to join others to."""
        return Members(self._seats.names, 0)

    def flow(self, flow_id: str) -> Flow:
        """The flow with this id."""
        return self._design.flows[flow_id]

    def number(self, component: str) -> int:
        """The bit of a component in a set; greater for one whose id comes later."""
        return self._number[component]

    def id_at(self, number: int) -> str:
        """The component with this number."""
        return self._seats.names[number]

    def set_of(self, mask: int) -> Members:
        """The components whose bits are set."""
        return Members(self._seats.names, mask)

    def members(self, ids: Iterable[str]) -> Members:
        """These components as a set that can be cut with others."""
        return Members(self._seats.names, self._seats.mask(ids))

    def all_of(self, *kinds: Kinds) -> Members:
        """The components of these kinds as a set."""
        return self._all_of(any_of(kinds))

    def _all_of(self, kinds: Kinds) -> Members:
        return Members(self._seats.names, self._mask_of(kinds))

    def among(self, some: Members, *kinds: Kinds) -> Members:
        """Those of some components that are of these kinds; cheaper to judge again than `& all_of`.

        It rests on the kinds of these few only, and not on which others there are.
        """
        return Members(self._seats.names, some.mask & self._mask_of(any_of(kinds)))

    def _mask_of(self, kinds: Kinds) -> int:
        mask = self._masks.get(kinds)
        if mask is None:
            need_kinds(kinds, COMPONENT_KINDS, "component")
            wanted = (kinds,) if isinstance(kinds, str) else kinds
            found = (one for kind in wanted for one in self._by_kind.get(kind, ()))
            mask = self._masks[kinds] = self._seats.mask(found)
        return mask

    def downstream(self, component: str, via: frozenset[str], stop: frozenset[str] = NONE) -> Members:
        """Components reached by flows of these kinds; those of the kinds `stop` are not passed through."""
        return Members(self._seats.names, self._closure(via, stop, False).reached(self._number[component]))

    def upstream(self, component: str, via: frozenset[str], stop: frozenset[str] = NONE) -> Members:
        """Components that reach this one by flows of these kinds, not through kinds in `stop`."""
        return Members(self._seats.names, self._closure(via, stop, True).reached(self._number[component]))

    def _closure(self, via: frozenset[str], stop: frozenset[str], back: bool) -> Closure:
        return self.once(("closure", via, stop, back), lambda: self._new_closure(via, stop, back))

    def _new_closure(self, via: frozenset[str], stop: frozenset[str], back: bool) -> Closure:
        need_kinds(stop, COMPONENT_KINDS, "component")
        nexts = self.neighbours(via, back=back)
        return Closure(nexts, self._which(nexts, stop) if stop else (), self._bits)

    def _which(self, nodes: Iterable[int], kinds: frozenset[str]) -> set[int]:
        """Those of some numbers whose components are of these kinds."""
        names, kind_of = self._seats.names, self._kinds
        return {node for node in nodes if kind_of[names[node]] in kinds}

    def neighbours(self, via: frozenset[str], *, back: bool = False) -> dict[int, list[int]]:
        """By index the indexes that flows of these kinds lead to, or come from; who has none is left out."""
        return self.once(("neighbours", via, back), lambda: self._find_neighbours(via, back))

    def _find_neighbours(self, via: frozenset[str], back: bool) -> dict[int, list[int]]:
        nexts: dict[int, list[int]] = {}
        for kind in sorted(via):
            for source, target in self._ends(kind):
                start, end = (target, source) if back else (source, target)
                if start in nexts:
                    nexts[start].append(end)
                else:
                    nexts[start] = [end]
        return nexts

    def _ends(self, kind: str) -> list[tuple[int, int]]:
        index = self._number
        return self.once(
            ("ends", kind), lambda: [(index[flow.source], index[flow.target]) for flow in self.flows(kind)]
        )

    def path(
        self, start: str, end: str, via: frozenset[str], avoiding: frozenset[str] = NONE
    ) -> tuple[Flow, ...]:
        """A shortest way from start to end by flows of these kinds, around the kinds `avoiding`.

        Of several the first by ids; () where there is none or start is the end.
        """
        need_kinds(avoiding, COMPONENT_KINDS, "component")
        came: dict[str, Flow] = {}
        queue = deque([start])
        while queue and end not in came:
            node = queue.popleft()
            if node != start and self.kind(node) in avoiding:
                continue
            for flow in sorted(self.out(node, via), key=lambda one: one.target):
                if flow.target not in came and flow.target != start:
                    came[flow.target] = flow
                    queue.append(flow.target)
        return _walk_back(came, start, end)


def _walk_back(came: dict[str, Flow], start: str, end: str) -> tuple[Flow, ...]:
    steps: list[Flow] = []
    node = end
    while node != start and node in came:
        steps.append(came[node])
        node = came[node].source
    return tuple(reversed(steps))
