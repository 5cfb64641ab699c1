"""What examples of rules cannot show: that any drawing, in any order of the file, is judged and mended."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.engine import check
from checks.fixes import as_edit, fixes_of
from designer.model.brief import Brief
from designer.model.design import Design, read_design
from designer.model.edits import apply
from designer.model.element import Element
from designer.model.flow import FLOWS
from designer.model.kinds import KINDS
from designer.model.matrix import legal_flows
from designer.model.properties import Property, properties_of

OURS = (
    "SRV002", "SRV005", "SCL001", "SCL003", "RES001", "RES002", "LOG003", "LOG005", "MON001", "MON002",
    "MON004", "MON006", "ALR001", "FBK001", "ROL001", "SEC001",
)  # fmt: skip
COMMON = (
    "consumer_app", "serving_endpoint", "ranking_stage", "training", "log_store", "api_gateway", "fallback",
    "metrics_monitor", "drift_monitor", "quality_monitor", "feature_store", "dashboard", "alerting",
    "llm_endpoint", "batch_inference", "prediction_store", "model_registry", "ci_cd", "outcome_join",
    "human_review", "rules_engine", "raw_store", "event_stream", "data_source", "other",
)  # fmt: skip
REVEALED = frozenset({"BRF001", "BIZ001", "MON004", "LOG005"})
"""May come to light when a fix adds a third box, the first outcome, or records to a short-lived store."""


@st.composite
def designs(draw: st.DrawFn) -> Design:
    """Drawings of common kinds with flows that mostly fit, and some values stated."""
    random = Random(draw(st.integers(0, 2**32)))
    kinds = draw(st.lists(st.sampled_from(COMMON), min_size=2, max_size=12))
    boxes = [{"id": f"c{n}", "kind": kind} | values(random, KINDS[kind]) for n, kind in enumerate(kinds)]
    flows: dict[tuple[int, int, str], dict[str, Any]] = {}
    for _ in range(draw(st.integers(0, 3 * len(kinds)))):
        one, other = random.randrange(len(kinds)), random.randrange(len(kinds))
        kind = random.choice(legal_flows(kinds[one], kinds[other]))
        ends = {"from": f"c{one}", "to": f"c{other}", "kind": kind}
        flows[one, other, kind] = ends | values(random, FLOWS[kind])
    return read_design({"brief": values(random, Brief), "components": boxes, "flows": [*flows.values()]})


def values(random: Random, cls: type[Element]) -> dict[str, Any]:
    """Some stated values."""
    known = {name: one for name, one in properties_of(cls).items() if random.random() < 0.3}
    found = {name: value(random, one) for name, one in known.items()}
    return {name: one for name, one in found.items() if one is not None}


def value(random: Random, known: Property) -> Any:
    """A value of a property, or None for the types that these rules do not read."""
    if known.type == "set":
        return random.sample(known.choices, random.randint(0, 3))
    if known.type == "choice":
        return random.choice(known.choices)
    some: dict[str, tuple[Any, ...]] = {
        "bool": (True, False),
        "number": (0, 1) if known.unit == "0 to 1" else (0, 1, 5, 300, 5000, 1e308),
        "integer": (0, 1, 3, 50),
        "percent": (0, 99.9),
        "duration": ("30s", "24h", "40d"),
        "harm": ({"level": "medium"}, {"level": "high"}),
    }
    return random.choice(some[known.type]) if known.type in some else None


@settings(max_examples=60, deadline=None)
@given(designs(), st.integers(0, 2**32))
def test_any_drawing_is_judged_whatever_the_order_of_the_file(design: Design, seed: int) -> None:
    """No rule fails, no brace is left in a message, and the order of the file changes nothing."""
    data = design.stated()
    Random(seed).shuffle(data["components"])
    Random(seed + 1).shuffle(data["flows"])
    one, other = check(design), check(read_design(data))

    assert not [failed for failed in one.failed if failed.code in OURS]
    ours = [finding for finding in one.findings if finding.code in OURS]
    assert ours == [finding for finding in other.findings if finding.code in OURS]
    assert one.not_stated == other.not_stated
    assert not any("{" in finding.message or "None" in finding.message for finding in ours)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(designs())
def test_fixes_mend_any_drawing(design: Design) -> None:
    """A fix ends its finding and makes no error of a new sort.

    Left out is SRV002: a first reader brings to light what nobody missed before.
    """
    report = check(design)
    known = {one.code for one in (*report.findings, *report.suppressed)} | REVEALED
    for finding in report.findings:
        if finding.code in OURS and finding.code != "SRV002":
            for fix in fixes_of(finding, report.view):
                after = check(apply(design, as_edit(fix)).design)
                assert finding.id not in {one.id for one in after.findings}, fix.title
                errors = {one.code for one in after.findings if one.severity == "error"}
                assert not errors - known, fix.title


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_first_box_has_no_findings(kind: str) -> None:
    """One box is no design yet."""
    report = check(read_design({"components": [{"id": "a", "kind": kind}]}))

    assert not [one.id for one in report.findings if one.code in OURS]
