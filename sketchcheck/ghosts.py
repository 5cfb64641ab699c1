"""What a fix would do to the drawing, before it is done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from checks.finding import Fix
from designer.layout import complete
from designer.model.design import Design
from designer.model.edits import apply_all
from designer.model.element import Element

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ghosts:
    """A fix of a finding, seen as new, removed and changed elements of a design."""

    finding: str
    number: int
    fix: Fix
    design: Design

    def data(self) -> Plain:
        """The type Ghosts in frontend/src/types.ts."""
        before, after = self.design, apply_all(self.design, self.fix.edits)
        places = complete(after).boxes
        return {
            "finding": self.finding,
            "fix": self.number,
            "title": self.fix.title,
            "kind": self.fix.kind,
            "edits": [edit.stated() for edit in self.fix.edits],
            "components": [
                one.stated() | {"at": list(places[key])}
                for key, one in after.components.items()
                if key not in before.components
            ],
            "flows": [
                one.stated() | {"id": key} for key, one in after.flows.items() if key not in before.flows
            ],
            "removed": [*_gone(before.components, after.components), *_gone(before.flows, after.flows)],
            "changed": [*_changed(before.components, after.components), *_changed(before.flows, after.flows)],
        }


def _gone(before: Mapping[str, Element], after: Mapping[str, Element]) -> list[str]:
    return [key for key in before if key not in after]


def _changed(before: Mapping[str, Element], after: Mapping[str, Element]) -> Iterator[Plain]:
    for key in before.keys() & after.keys():
        old, new = before[key].stated(), after[key].stated()
        for name, value in new.items():
            if old.get(name) != value:
                yield {"id": key, "property": name, "value": value}
