"""Building fixes: a list of edits that reuses what is drawn and adds what is missing."""

from __future__ import annotations

from collections import Counter
from typing import Any

from checks.finding import Fix, FixKind
from designer.graph import View
from designer.graph.learning import givers_of_training
from designer.graph.slices import does_grave_harm, usual_groups
from designer.model.edits import Edit, apply_all
from designer.model.edits.language import AddComponent, AddFlow, Delete, InsertOnFlow, Reconnect, Set, SetKind
from designer.model.edits.parts import free_id
from designer.model.flow import flow_id
from designer.model.kinds import KINDS
from designer.model.limits import MAX_NAME


class Mending:
    """Edits of one fix, each seen on top of those before it."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.design = view.design
        self.edits: list[Edit] = []
        self._proposes = False

    def after(self) -> View:
        """The design as these edits leave it, for asking whether they are enough."""
        return View(self.design, self.view.settings)

    def do(self, edit: Edit) -> None:
        """Add an edit. Raises RefusedEdit where it does not fit."""
        self.design = apply_all(self.design, [edit])
        self.edits.append(edit)

    def existing(self, *kinds: str) -> str | None:
        """The first component of these kinds by id, drawn or just added; None if there is none."""
        return min((key for key, one in self.design.components.items() if one.kind in kinds), default=None)

    def add(self, kind: str, name: str | None = None, *, like: str | None = None, **stated: Any) -> str:
        """Add a component and give its id; it joins the zone of the component `like`."""
        new = free_id(self.design, kind)
        zone = self.design.components[like].zone if like else None
        stated = {"name": name or self._name(kind, like), "zone": zone, **self._proposed(kind), **stated}
        component = {"id": new, "kind": kind, **stated}
        self.do(AddComponent(component=_without_none(component)))
        return new

    def _proposed(self, kind: str) -> dict[str, Any]:
        """What a new component must state lest it bring an error of its own; people replace it by theirs."""
        if kind != "evaluation" or not does_grave_harm(self.view):
            return {}
        self._proposes = True
        return {"slices": list(usual_groups(self.view))}

    def _name(self, kind: str, near: str | None) -> str:
        """A name for a new component: that of its kind, and where there are others what it serves."""
        label = KINDS[kind].label
        if near is None or self.existing(kind) is None:
            return label
        return f"{label} for {self.design.title_of(near)}"[:MAX_NAME]

    def ensure(self, kind: str, name: str | None = None, **stated: Any) -> str:
        """The first component of this kind, or a new one."""
        return self.existing(kind) or self.add(kind, name, **stated)

    def online_store(self, serving: str) -> str:
        """An online feature store that holds what the training of a serving component reads; give its id.

        The store that gives the training its features, else one that no training reads, else a new one;
        the latter two are filled by the pipelines of that training.
        """
        givers = givers_of_training(self.view, serving)
        stores = [one for one in self.view.of_kind("feature_store") if one in givers or not self._taught(one)]
        store = min(stores, key=lambda one: (one not in givers, one), default=None)
        if store is None:
            store = self.add("feature_store", like=serving, online=True, offline=True)
        elif self.view.get(store, "online") is not True:
            self.state(store, online=True)
        for giver in () if store in givers else givers:
            self.connect(giver, store, "features")
        return store

    def _taught(self, store: str) -> bool:
        learners = self.view.among(self.view.downstream(store, frozenset({"features"})), "training")
        return bool(learners)

    def connect(self, source: str, target: str, kind: str, **stated: Any) -> str:
        """Draw a flow and give its id; where one of this kind is drawn, that one is completed."""
        wanted = flow_id(source, target, kind)
        if wanted in self.design.flows:
            self.state(wanted, **stated)
        else:
            self.do(AddFlow(flow={"from": source, "to": target, "kind": kind, **_without_none(stated)}))
        return wanted

    def command(self, source: str, target: str, purpose: str, **stated: Any) -> str:
        """Draw a command for this purpose beside others between the two, and give its id.

        One that is drawn already, with this purpose, is completed.
        """
        for one in self.design.flows.values():
            if (one.source, one.target, getattr(one, "purpose", None)) == (source, target, purpose):
                self.state(one.id, **stated)
                return one.id
        new = free_id(self.design, flow_id(source, target, "control"))
        flow = {"id": new, "from": source, "to": target, "kind": "control", "purpose": purpose}
        self.do(AddFlow(flow={**flow, **_without_none(stated)}))
        return new

    def state(self, element: str, **stated: Any) -> None:
        """State values of a component or flow."""
        if values := _without_none(stated):
            self.do(Set(id=element, values=values))

    def id_key(self, *near: str) -> str:
        """The id that joins and flows at these components name for an answer; `request_id` if none does."""
        parts = [self.design.components[one] for one in near]
        joins = [key for one in parts if (key := getattr(one, "key", None))]
        flows = [one for one in self.design.flows.values() if one.source in near or one.target in near]
        named = Counter(joins or [key for one in flows if (key := getattr(one, "id_key", None))])
        return min(named, key=lambda key: (-named[key], key), default="request_id")

    def insert(self, flow: str, kind: str, name: str | None = None, **stated: Any) -> str:
        """Put a new component in the middle of a flow and give its id."""
        new = free_id(self.design, kind)
        old = self.design.flows[flow]
        stated = {"name": name or self._name(kind, old.target), **self._proposed(kind), **stated}
        stated.setdefault("external", self.abroad(old.source, old.target))
        self.do(InsertOnFlow(flow=flow, component={"id": new, "kind": kind, **_without_none(stated)}))
        return new

    def abroad(self, *near: str) -> bool | None:
        """True where another company runs all of these, and so what stands between them."""
        return all(self.design.components[one].external for one in near) or None

    def monitor(self, kind: str, watches: tuple[str, ...], **stated: Any) -> str:
        """The monitor of this kind, drawn or new, that watches at least this and alerts somebody."""
        found = self.existing(kind)
        if found is None:
            found = self.add(kind, watches=list(watches), **stated)
        else:
            drawn = self.view.get(found, "watches") or () if found in self.view else watches
            if missing := [one for one in watches if one not in drawn]:
                self.state(found, watches=[*drawn, *missing])
        self.alarm(found)
        return found

    def monitor_also(self, kind: str, watches: tuple[str, ...], **stated: Any) -> str:
        """As `monitor`, for one more thing to watch besides others.

        A monitor that does not state what it watches is left alone: to state one thing would deny the rest.
        """
        drawn = [one for one in self.view.of_kind(kind) if self.view.get(one, "watches") is not None]
        if not drawn:
            found = self.add(kind, watches=list(watches), **stated)
        else:
            found, known = drawn[0], self.view.get(drawn[0], "watches")
            if missing := [one for one in watches if one not in known]:
                self.state(found, watches=[*known, *missing])
        self.alarm(found)
        return found

    def alarm(self, monitor: str) -> None:
        """Lead the alerts of a monitor to a person, unless they go somewhere already."""
        alerts = [one for one in self.design.flows.values() if (one.source, one.kind) == (monitor, "alerts")]
        if all(self.design.components[one.target].kind == "dashboard" for one in alerts):
            self.connect(monitor, self.ensure("alerting", like=monitor), "alerts")

    def retype(self, element: str, kind: str) -> None:
        """Change the kind of a component or flow."""
        self.do(SetKind(id=element, kind=kind))

    def reconnect(self, flow: str, *, source: str | None = None, target: str | None = None) -> None:
        """Lead the ends of a flow elsewhere; where that flow is drawn already, the two become one."""
        old = self.design.flows[flow]
        if flow_id(source or old.source, target or old.target, old.kind) in self.design.flows:
            self.delete(flow)
        else:
            self.do(Reconnect.model_validate(_without_none({"id": flow, "from": source, "to": target})))

    def reroute(self, flow: str, through: str) -> None:
        """Lead a flow through a component that is drawn, as `insert` does with a new one."""
        old = self.design.flows[flow]
        self.reconnect(flow, target=through)
        self.connect(through, old.target, old.kind)

    def delete(self, *elements: str) -> None:
        """Take elements away."""
        self.do(Delete(ids=list(elements)))

    def fix(self, title: str, kind: FixKind = "structural", *, complete: bool = True) -> Fix:
        """The fix made of these edits; one that proposes something states an intention as well."""
        kind = "mixed" if self._proposes and kind == "structural" else kind
        return Fix(title, kind, tuple(self.edits), complete and not self._proposes)


def _without_none(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
