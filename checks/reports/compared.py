"""A comparison together with the files that were compared: what its formats are made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from checks.comparison import Change, Comparison, Group, State
from checks.engine import Report
from checks.finding import Finding
from checks.reports.words import percent, with_unit, words

TITLES: dict[Group, str] = {
    "design": "Design",
    "brief": "Brief",
    "component": "Components",
    "flow": "Flows",
    "zone": "Zones",
    "note": "Notes",
    "waiver": "Waivers",
    "review": "Kept answers of the reviewer",
}
"""What differs, in the order in which it is told."""
SIGNS: dict[State, str] = {"added": "+", "removed": "-", "changed": "~"}


@dataclass(frozen=True, slots=True)
class ComparedFiles:
    """`before` and `after` are how both are called; `line_of` gives the line of an element of today."""

    comparison: Comparison
    before: str
    after: str
    line_of: Callable[[str], int | None]

    def place(self, finding: Finding) -> str:
        """`fraud.design.yaml:31`, or the name alone."""
        line = self.line_of(finding.anchor)
        return f"{self.after}:{line}" if line else self.after


def change_words(change: Change) -> str:
    """`Peak load: 100 → 200 requests/s`."""
    before, after = with_unit(change.before, change.unit), with_unit(change.after, change.unit)
    if change.before is not None and change.after is not None:
        before = words(change.before)  # one unit is enough
    return f"{change.label}: {before} → {after}"


def turned(finding: Finding, before: Report) -> str:
    """What became of a finding that stays: accepted, counting again, of another severity; or ""."""
    was = next(one for one in before.findings if one.id == finding.id)
    if was.status != finding.status:
        return "accepted now" if finding.waiver else "counts again"
    return f"was {was.severity}" if was.severity != finding.severity else ""


def counted_states(comparison: Comparison, group: Group) -> str:
    """`2 added, 1 changed`, or ""."""
    counts = {state: len(comparison.of(group, state)) for state in SIGNS}
    return ", ".join(f"{count} {state}" for state, count in counts.items() if count)


def scores(comparison: Comparison) -> list[tuple[str, str, str]]:
    """The area, before and after; the overall score first."""
    old, new = comparison.before.score, comparison.after.score
    rows = [("overall", percent(old.overall), percent(new.overall))]
    areas = dict.fromkeys([*old.areas, *new.areas])
    return rows + [(area, percent(old.areas.get(area)), percent(new.areas.get(area))) for area in areas]
