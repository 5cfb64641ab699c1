"""What a model suggests, as edits that are known to work: they were applied to the design once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from checks.finding import Fix, FixKind
from checks.fixes import placed
from checks.review.answer import Step, Suggestion
from checks.review.wording import cut, incoming
from designer.errors import RefusedEdit
from designer.model.credentials import MASK
from designer.model.design import Design
from designer.model.edits import Edit, apply_all, read_edit
from designer.model.edits.parts import free_id
from designer.model.element import Element
from designer.model.flow import FLOWS
from designer.model.kinds import KINDS, Component
from designer.model.limits import MAX_NAME
from designer.model.properties import Property, properties_of

Plain = dict[str, Any]
_MOST_STEPS = 8
_ELSEWHERE = ("id", "kind", "name", "from", "to", "origin")


class NoFix(Exception):
    """What is suggested cannot be done; the reason in words."""


def fix_of(suggestion: Suggestion, design: Design) -> Fix | None:
    """The suggestion as a fix; None where it is only words. Raises NoFix where it cannot be done."""
    if not suggestion.steps:
        return None
    if len(suggestion.steps) > _MOST_STEPS:
        raise NoFix(f"it wants {len(suggestion.steps)} steps, and only {_MOST_STEPS} are looked at")
    edits = tuple(_Translation(design).edits(suggestion.steps))
    try:
        after = apply_all(design, edits)
    except RefusedEdit as refused:
        raise NoFix(incoming(str(refused), 300)) from None
    if after == design:
        raise NoFix("it changes nothing")
    title = incoming(suggestion.title, 120) or "What the model suggests"
    return placed(Fix(title, _kind(suggestion.steps), edits, complete=False), design)


def _kind(steps: Sequence[Step]) -> FixKind:
    declares = {step.do == "set" for step in steps}
    return "mixed" if len(declares) > 1 else "declared" if True in declares else "structural"


class _Translation:
    """Turns steps into edits; new boxes get ids that are legal and free, and later steps follow."""

    def __init__(self, design: Design) -> None:
        self._design = design
        self._renamed: dict[str, str] = {}

    def edits(self, steps: Sequence[Step]) -> Iterator[Edit]:
        for step in steps:
            try:
                yield read_edit(self._plain(step))
            except RefusedEdit as refused:
                raise NoFix(incoming(str(refused), 300)) from None

    def _plain(self, step: Step) -> Plain:
        match step.do:
            case "add_component":
                return {"op": step.do, "component": self._new(step)}
            case "insert_on_flow":
                return {"op": step.do, "flow": self._flow(step), "component": self._new(step)}
            case "add_flow":
                ends = {"from": self._now(step.source), "to": self._now(step.target)}
                return {"op": step.do, "flow": {**ends, "kind": step.kind, **self._values(step)}}
            case "reconnect":
                ends = {"from": self._now(step.source), "to": self._now(step.target)}
                return {"op": step.do, "id": step.id, **{key: one for key, one in ends.items() if one}}
        if step.id.partition(".")[0] == "brief":
            return {"op": "set_brief", "values": self._values(step)}
        return {"op": "set", "id": self._now(step.id), "values": self._values(step)}

    def _new(self, step: Step) -> Plain:
        """A new component, of the step's kind."""
        wish = re.sub(r"[^a-z0-9]+", "_", (step.id or step.name or step.kind).lower()).strip("_")[:40]
        own = free_id(self._design, wish if wish[:1].isalpha() else f"new_{wish}".rstrip("_"))
        while own in self._renamed.values():
            own += "_2"
        self._renamed[step.id] = own
        name = incoming(step.name, MAX_NAME)
        return {"id": own, "kind": step.kind, **({"name": name} if name else {}), **self._values(step)}

    def _flow(self, step: Step) -> str:
        """The flow that is cut in two: the one named, or the only one between the two ends."""
        if step.source in self._design.flows:
            return step.source
        between = [
            key for key, one in self._design.flows.items()
            if one.source == step.source and one.target == step.target
        ]  # fmt: skip
        if len(between) != 1:
            raise NoFix(f"it does not say which flow to cut (from {cut(step.source, 60)!r})")
        return between[0]

    def _now(self, element: str) -> str:
        return self._renamed.get(element, element)

    def _values(self, step: Step) -> Plain:
        """Properties with their values; ids and kinds have places of their own."""
        if any(MASK in one.value for one in step.values):
            raise NoFix("it would write a masked credential into the design")
        known = properties_of(self._shape(step))
        stated = [one for one in step.values if one.name not in _ELSEWHERE and not one.name.startswith("x-")]
        return {one.name: _read(incoming(one.value, 500), known.get(one.name)) for one in stated}

    def _shape(self, step: Step) -> type[Element]:
        """What the values are of."""
        if step.do != "set":
            return KINDS.get(step.kind) or FLOWS.get(step.kind) or Component
        design = self._design
        own = design.components.get(step.id) or design.flows.get(step.id)
        return type(own or design.brief)


def _read(value: str, known: Property | None) -> str | list[str]:
    """A value; several where the property is a list or a set."""
    several = known is not None and known.type in ("list", "set", "technology")
    return [one.strip() for one in value.split(",")] if several else value
