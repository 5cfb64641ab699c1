"""What a fix would do to the drawing, before it is done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from checks.config import Config
from checks.engine import Report
from checks.finding import Fix
from checks.fixes import fixes_of, mend, placed
from designer.errors import RefusedEdit
from designer.layout import complete
from designer.model.design import Design
from designer.model.edits import apply_all
from designer.model.element import Element

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ghosts:
    """A fix, seen as new, removed and changed elements of a design.

    `finding` is empty for fixes of several findings at once; `steps` then has the id of each finding and
    what mends it.
    """

    finding: str
    number: int
    fix: Fix
    design: Design
    steps: tuple[tuple[str, str], ...] = ()

    def data(self) -> Plain:
        """The type Ghosts in frontend/src/types.ts."""
        before, after = self.design, apply_all(self.design, self.fix.edits)
        places = complete(after).boxes
        return {
            "finding": self.finding,
            "fix": self.number,
            "title": self.fix.title,
            "kind": self.fix.kind,
            "steps": [{"finding": finding, "title": title} for finding, title in self.steps],
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


def ghosts_of(finding_id: str, number: int, report: Report, design: Design) -> Ghosts:
    """What one fix of a finding would do. Raises RefusedEdit where it is no longer offered."""
    found = [one for one in report.findings if one.id == finding_id]
    fixes = fixes_of(found[0], report.view) if found else []
    if number >= len(fixes):
        raise RefusedEdit(
            f"cannot show the fix: because {finding_id} is no longer found. Nothing was changed."
        )
    return Ghosts(finding_id, number, placed(fixes[number], design), design)


def ghosts_of_all(design: Design, config: Config) -> Ghosts:
    """What all fixes that need no decision would do together. Raises RefusedEdit where there are none."""
    _, applied = mend(design, complete=True, config=config)
    if not applied:
        raise RefusedEdit(
            "cannot fix anything here: because each fix needs a decision of yours. Nothing was changed."
        )
    count = f"{len(applied)} findings" if len(applied) > 1 else "1 finding"
    edits = tuple(edit for _, fix in applied for edit in fix.edits)
    steps = tuple((finding.id, fix.title) for finding, fix in applied)
    return Ghosts("", 0, Fix(f"Fix {count}", "structural", edits), design, steps)


def ghosts_of_model(of: str, fix: Fix, design: Design) -> Ghosts:
    """What the model suggests would do. Raises RefusedEdit where it no longer fits the drawing."""
    apply_all(design, fix.edits)
    return Ghosts(of, 0, fix, design)


def _gone(before: Mapping[str, Element], after: Mapping[str, Element]) -> list[str]:
    return [key for key in before if key not in after]


def _changed(before: Mapping[str, Element], after: Mapping[str, Element]) -> Iterator[Plain]:
    for key in before.keys() & after.keys():
        old, new = before[key].stated(), after[key].stated()
        for name, value in new.items():
            if old.get(name) != value:
                yield {"id": key, "property": name, "value": value}
