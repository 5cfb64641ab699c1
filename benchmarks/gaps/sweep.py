"""The sweep: each component, flow and stated fact of a good design is taken away once.

No label says what must follow; what leads to no finding at all shows where the rules are blind, or where
a design states more than any rule asks for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from benchmarks.gaps.changing import drop, forget, say
from benchmarks.gaps.reading import Good
from benchmarks.gaps.running import TODAY, Untouched
from checks.engine import check
from designer.errors import RefusedEdit
from designer.model.edits import apply_all
from designer.model.edits.language import Edit

NAMES = {"id", "kind", "from", "to", "name", "label", "notes", "what", "zone", "technology"}
"""What only names or draws; nothing is to be concluded from it."""


@dataclass(frozen=True, slots=True)
class Removal:
    """One thing that is taken away: what sort of thing, its kind, and the property if it is one."""

    sort: str
    kind: str
    edit: Edit

    @property
    def words(self) -> str:
        """The sort of removal, over all designs."""
        return f"{self.kind}.{self.sort}" if self.sort not in ("component", "flow") else self.kind


@dataclass
class Swept:
    """What the removals led to, counted by their words."""

    made: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    """Those that led to a new finding."""
    asked: Counter[str] = field(default_factory=Counter)
    """Those that led to none, but to a fact that is now reported as not stated."""
    sorts: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    """Rules that failed, with the removal; there must be none."""

    def total(self, sort: str) -> tuple[int, int, int]:
        """How many removals of a sort were made, led to a finding, and to a fact that is not stated."""
        words = [one for one, kept in self.sorts.items() if kept == sort]
        made, found, asked = (sum(c[one] for one in words) for c in (self.made, self.found, self.asked))
        return made, found, asked

    def silent(self, sort: str) -> list[str]:
        """The removals of a sort that no rule ever noticed, in any design."""
        noticed = self.found + self.asked
        return sorted(one for one, kept in self.sorts.items() if kept == sort and not noticed[one])


def removals(good: Good) -> Iterator[Removal]:
    """Everything that can be taken away from a design, one at a time."""
    design = good.design
    for name in design.brief.stated():
        if name not in ("maturity", "phase"):
            yield Removal(name, "brief", say(**{name: None}))
    for component in design.components.values():
        yield Removal("component", component.kind, drop(component.id))
        for name in component.stated().keys() - NAMES:
            yield Removal(name, component.kind, forget(component.id, name))
    for flow in design.flows.values():
        yield Removal("flow", flow.kind, drop(flow))
        for name in flow.stated().keys() - NAMES:
            yield Removal(name, flow.kind, forget(flow.id, name))


def sweep(designs: Iterable[Good], untouched: Untouched, every: int = 1) -> Swept:
    """Make the removals, or each so-manieth of them, and check at production."""
    swept = Swept()
    for good in designs:
        ordered = sorted(removals(good), key=lambda one: (one.kind, one.sort, str(one.edit)))
        for one in ordered[::every]:
            _remove(swept, good, untouched, one)
    return swept


def _remove(swept: Swept, good: Good, untouched: Untouched, one: Removal) -> None:
    try:
        changed = apply_all(good.design, [one.edit])
    except RefusedEdit:
        return  # A fact without which there is no such element.
    report = check(changed, today=TODAY, maturity="production")
    new = {finding.id for finding in report.findings} - untouched.ids(good, "production")
    sort = one.sort if one.sort in ("component", "flow") else "fact"
    swept.sorts[one.words] = sort
    swept.made[one.words] += 1
    swept.found[one.words] += bool(new)
    before = set(untouched.reports[good.name, "production"].not_stated)
    swept.asked[one.words] += not new and not before.issuperset(report.not_stated)
    swept.broken += [f"{failed.code} in {good.name}: {one.words}: {failed.why}" for failed in report.failed]
