"""Testing rules by their own examples. Rules of other distributions are tested with the same functions."""

from __future__ import annotations

from checks.engine import Report, check
from checks.finding import Finding, Fix
from checks.fixes import as_edit, fixes_of, new_errors
from checks.rule import Bad, Good, Rule
from designer.files import load_text
from designer.model.design import Design
from designer.model.edits import apply, apply_all


def load_example(rule: Rule, example: Bad | Good) -> Design:
    """The design of an example. Raises FileProblems where its YAML is no design."""
    number = rule.examples.index(example) + 1
    return load_text(example.yaml, f"{rule.code} example {number}").design


def verdict(rule: Rule, design: Design) -> Report:
    """What this rule alone says of a design."""
    return check(design, select=[rule.code])


def check_example(rule: Rule, example: Bad | Good) -> None:
    """Assert that a bad example is hit exactly where it says, and a good one nowhere; and try the fixes."""
    design = load_example(rule, example)
    report = verdict(rule, design)
    assert not report.failed, report.failed
    assert rule.code in report.run, f"{rule.code} did not run on its example: {report.skipped}"
    expected = example.anchors if isinstance(example, Bad) else frozenset()
    assert {one.anchor for one in report.findings} == expected, [one.id for one in report.findings]
    for finding in report.findings:
        fixes = fixes_of(finding, report.view)
        assert bool(fixes) >= (isinstance(example, Bad) and example.fixed), f"{finding.id} has no fix"
        for fix in fixes:
            check_fix(rule, design, finding, fix)


def check_fix(rule: Rule, design: Design, finding: Finding, fix: Fix) -> None:
    """Assert that a fix mends its finding, makes no new error, needs no second go, and can be undone.

    What counts as new, `new_errors` says.
    """
    applied = apply(design, as_edit(fix))
    after = verdict(rule, applied.design)
    assert finding.id not in {one.id for one in after.findings}, f"{fix.title!r} leaves {finding.id}"
    new = new_errors(check(design), check(applied.design))
    assert not new, f"{fix.title!r} makes new errors: {sorted(new)}"
    assert apply_all(applied.design, applied.inverse.edits) == design, f"{fix.title!r} cannot be undone"
