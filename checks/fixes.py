"""Fixes of a finding, put in place: new boxes stand next to what they serve."""

from __future__ import annotations

from dataclasses import replace

from checks.config import NO_CONFIG, Config
from checks.engine import Report, check
from checks.finding import Finding, Fix
from checks.registry import all_rules
from checks.suppressing import hides
from designer.graph import View
from designer.model.design import Design
from designer.model.edits import Batch, apply, apply_all
from designer.model.edits.language import AddComponent, InsertOnFlow, Place

MAX_ROUNDS = 50
"""`mend` stops after this many fixes that lead to further fixes; far above what any design needs."""


def fixes_of(finding: Finding, view: View) -> list[Fix]:
    """The ways to mend a finding, the best first; `placed` gives new boxes their places.

    A fact that nobody stated is mended by stating it; nothing is drawn for it.
    """
    rule = all_rules().get(finding.code)
    found = rule.fixes(finding, view) if rule else []
    return [fix for fix in found if fix.kind == "declared"] if finding.unstated else found


def placed(fix: Fix, design: Design) -> Fix:
    """The fix with a place for each new box, where the design's boxes have places at all."""
    new = [one.component["id"] for one in fix.edits if isinstance(one, AddComponent | InsertOnFlow)]
    if not new or not design.layout.boxes:
        return fix
    from designer.layout import complete  # A check needs no places.

    places = complete(apply_all(design, fix.edits)).boxes
    return replace(fix, edits=(*fix.edits, Place(boxes={one: places[one] for one in new})))


def as_edit(fix: Fix) -> Batch:
    """The fix as one edit, so as one step of undo."""
    return Batch(edits=list(fix.edits), title=fix.title)


def mend(
    design: Design,
    *,
    only: str | None = None,
    declare: bool = False,
    complete: bool = False,
    config: Config = NO_CONFIG,
) -> tuple[Design, list[tuple[Finding, Fix]]]:
    """Apply fixes, again and again, until none is left that changes the design for the better.

    `only` is the id of one finding; `declare` also applies fixes that merely state an intention;
    `complete` leaves out those that leave something to do by hand. A fix that would bring a new error is
    left to a person, unless `only` asks for it. Returns the mended design and what was applied, in its
    order and with places for new boxes.
    """
    applied: list[tuple[Finding, Fix]] = []
    tried: set[str] = set()
    report = check(design, config=config)
    while len(applied) < MAX_ROUNDS and (step := _next(report, only, declare, complete, tried)):
        finding, fix = step[0], placed(step[1], report.design)
        tried.add(finding.id)
        after = check(apply(report.design, as_edit(fix)).design, config=config)
        if only or not new_errors(report, after):
            report = after
            applied.append((finding, fix))
    return report.design, applied


def new_errors(before: Report, after: Report) -> set[str]:
    """The errors that were not there before.

    One that another error suppressed is not new: the report held an error for it, and it comes to light.
    Nor is one whose flow has been led elsewhere: it moves along, to one flow that shares an end with that.
    And what is asked of every design of some size was true of the sketch too: no fix can state it.
    """
    known = {one.id for one in before.findings} | _held_by_errors(before)
    moved = [one for one in before.findings if ">" in one.anchor and one.anchor not in after.design.flows]
    new = set()
    for one in after.open("error"):
        old = next((old for old in moved if _moves(before, old, after, one)), None)
        if old:
            moved.remove(old)
        elif one.id not in known and all_rules()[one.code].asks_from <= len(before.design.components):
            new.add(one.id)
    return new


def _held_by_errors(report: Report) -> set[str]:
    """The suppressed findings for which an error stands."""
    rules, errors = all_rules(), report.open("error")
    return {one.id for one in report.suppressed if any(hides(error, one, rules) for error in errors)}


def _moves(before: Report, old: Finding, after: Report, new: Finding) -> bool:
    """Whether a finding is what an earlier one about a flow has become."""
    was, now = before.design.flows[old.anchor], after.design.flows.get(new.anchor)
    same = now and old.code == new.code and new.anchor not in before.design.flows
    return bool(same and now and (was.source == now.source or was.target == now.target))


def _next(
    report: Report, only: str | None, declare: bool, complete: bool, tried: set[str]
) -> tuple[Finding, Fix] | None:
    for finding in report.open():
        if finding.id in tried or (only and finding.id != only):
            continue
        for fix in fixes_of(finding, report.view):
            if (declare or fix.kind == "structural") and (fix.complete or not complete):
                return finding, fix
    return None
