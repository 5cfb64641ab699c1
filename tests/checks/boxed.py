"""Designs of boxes and flows in few words, and what holds of all rules on any of them, for tests of rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml
from hypothesis import strategies as st

from checks.engine import Report, check
from checks.fixes import as_edit, fixes_of
from designer.model.design import Design, read_design
from designer.model.edits import apply, apply_all
from designer.model.flow import flow_id
from designer.model.kinds import KINDS
from designer.model.matrix import legal_flows
from tests.strategies import stated_values

PURPOSES = (None, "deploy", "rollback", "route", "ab", "disable")
_PARTS = ("from", "to", "kind", "purpose")


def read(text: str, **brief: Any) -> Design:
    """A design from the parts of its file that matter here; flows as `from to kind purpose`."""
    data = yaml.safe_load(text)
    boxes = [
        {"id": key, "kind": one} if isinstance(one, str) else {"id": key, **one}
        for key, one in data["boxes"].items()
    ]
    flows = [dict(zip(_PARTS, one.split(), strict=False)) for one in data.get("flows", ())]
    return read_design({"brief": brief | data.get("brief", {}), "components": boxes, "flows": flows})


def found(design: Design, *codes: str) -> dict[str, str]:
    """The messages of these rules' findings by id."""
    return {one.id: one.message for one in check(design, select=codes).findings}


@st.composite
def systems(
    draw: st.DrawFn, often: Sequence[str], most: int, briefs: st.SearchStrategy[dict[str, Any]]
) -> dict[str, Any]:
    """Data of a design whose boxes are mostly of the kinds `often`, joined by at most so many legal flows."""
    kinds = draw(st.lists(st.sampled_from([*often, *often, *sorted(KINDS)]), max_size=9))
    boxes = [
        {"id": f"c{n}", "kind": kind} | draw(stated_values(KINDS[kind], 2)) for n, kind in enumerate(kinds)
    ]
    flows: dict[str, dict[str, Any]] = {}
    for _ in range(draw(st.integers(0, most)) if boxes else 0):
        source, target = draw(st.sampled_from(boxes)), draw(st.sampled_from(boxes))
        kind = draw(st.sampled_from(legal_flows(source["kind"], target["kind"])))
        flow = {"from": source["id"], "to": target["id"], "kind": kind}
        if kind == "control" and (purpose := draw(st.sampled_from(PURPOSES))):
            flow["purpose"] = purpose
        flows[flow_id(flow["from"], flow["to"], kind)] = flow
    return {"brief": draw(briefs), "components": boxes, "flows": list(flows.values())}


def assert_order_changes_nothing(data: dict[str, Any], random: Any, codes: Sequence[str]) -> None:
    """The same boxes and flows in another order get the same words, anchors and score."""
    report = check(read_design(data), select=codes)
    for part in ("components", "flows"):
        random.shuffle(data[part])

    assert _verdicts(check(read_design(data), select=codes)) == _verdicts(report)
    assert not report.failed


def _verdicts(report: Report) -> object:
    """All that a report says."""
    return report.findings, report.suppressed, set(report.not_stated), report.score, report.failed


def assert_fixes_mend(data: dict[str, Any], codes: Sequence[str]) -> None:
    """Every fix mends its finding, draws no flow that cannot be, and can be undone."""
    design = read_design(data)
    report = check(design, select=codes)
    for finding in (*report.findings, *report.suppressed):
        for fix in fixes_of(finding, report.view):
            applied = apply(design, as_edit(fix))

            assert finding.id not in found(applied.design, finding.code), fix.title
            assert set(found(applied.design, "GRF002")) <= set(found(design, "GRF002")), fix.title
            assert apply_all(applied.design, applied.inverse.edits) == design
