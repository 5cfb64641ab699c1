"""What all rules keep to together: the order of the file, sketches, and facts that nobody stated."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest

from checks.engine import Report, check
from checks.fixes import fixes_of
from checks.registry import all_rules
from designer.files import load_file
from designer.files.templates import list_templates
from designer.model.design import Design, read_design
from designer.model.kinds import KINDS
from designer.model.properties import Maturity

T = TypeVar("T")
DRAWINGS = [
    pytest.param(path, id=f"{one.name}-{path.name.partition('.')[0]}")
    for one in list_templates()
    for path in (one.good, one.flawed)
]


def told(report: Report) -> object:
    """All that a report says of the design, with the fixes."""
    fixes = [fixes_of(one, report.view) for one in report.findings]
    return (
        report.findings, fixes, report.suppressed, report.not_stated, report.passed, report.score,
        report.run, report.skipped, report.failed,
    )  # fmt: skip


def shuffled(design: Design, random: Random) -> Design:
    """The same design with its parts written in another order."""
    return replace(
        design,
        zones=_mixed(design.zones, random),
        components=_mixed(design.components, random),
        flows=_mixed(design.flows, random),
    )


def _mixed(group: dict[str, T], random: Random) -> dict[str, T]:
    return dict(random.sample(list(group.items()), len(group)))


@pytest.mark.parametrize("path", DRAWINGS)
@pytest.mark.parametrize("maturity", ["design", "production"])
def test_the_order_of_the_file_does_not_matter(path: Path, maturity: Maturity) -> None:
    """No verdict, message, id or fix of a template depends on it."""
    design = load_file(path).design
    expected = told(check(design, maturity=maturity))

    for seed in range(5):
        assert told(check(shuffled(design, Random(seed)), maturity=maturity)) == expected


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [1, 3])
def test_of_a_first_sketch_only_brief_and_graph_speak(kind: str, count: int) -> None:
    """Whoever has just drawn boxes hears at most that they are loose and that the problem is not stated."""
    boxes = [{"id": f"c{number}", "kind": kind} for number in range(count)]
    report = check(read_design({"components": boxes}), maturity="sketch")

    assert {all_rules()[one.code].category for one in report.findings} <= {"brief", "graph"}
    assert not report.failed
    assert count > 1 or not report.findings


def test_an_empty_design_has_nothing_wrong() -> None:
    """Nor does any rule fail on it, whatever is asked."""
    assert check(Design(), maturity="sketch").findings == ()
    assert not check(Design(), maturity="production").failed


def test_nothing_is_drawn_for_a_fact_that_nobody_stated() -> None:
    """At production that is a finding; it is mended by stating the fact, not by a new box or flow."""
    components = [
        {"id": "app", "kind": "consumer_app"},
        {"id": "scorer", "kind": "serving_endpoint"},
        {"id": "metrics", "kind": "metrics_monitor"},
    ]
    flows = [
        {"from": "app", "to": "scorer", "kind": "request_response"},
        {"from": "scorer", "to": "metrics", "kind": "metrics"},
        {"from": "scorer", "to": "app", "kind": "unspecified"},
    ]
    design = read_design({"components": components, "flows": flows})
    report = check(design, maturity="production")
    unstated = [one for one in report.findings if one.unstated]

    assert {one.code for one in unstated} >= {"GRF002", "MON001"}
    for finding in unstated:
        assert all(fix.kind == "declared" for fix in fixes_of(finding, report.view))
        assert fixes_of(replace(finding, unstated=False), report.view) or finding.code != "MON001"
