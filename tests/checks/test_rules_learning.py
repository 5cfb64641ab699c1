"""What examples cannot show of the rules about data, features, labels and training."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.engine import check
from checks.fixes import as_edit, fixes_of, new_errors
from designer.model.brief import Brief
from designer.model.design import Design, read_design
from designer.model.edits import apply, apply_all
from designer.model.element import Element
from designer.model.flow import FLOWS
from designer.model.kinds import KINDS
from designer.model.matrix import legal_flows
from tests.checks.test_rules_b import values

OURS = (
    "DAT003", "DAT004", "DAT005", "FEA001", "FEA003", "FEA004", "SKW004", "LBL002", "LBL004", "LBL005",
    "LBL006", "LBL007", "TRN001", "TRN002", "TRN003", "TRN004", "TRN005",
)  # fmt: skip
ROLES = {
    "source": ("data_source", "event_stream"),
    "job": ("ingestion_job", "data_validation"),
    "kept": ("raw_store", "warehouse"),
    "make": ("feature_pipeline",),
    "live": ("feature_pipeline", "feature_store"),
    "truth": ("labelling", "outcome_join", "human_review"),
    "fit": ("training",),
    "judge": ("evaluation", "model_registry"),
    "serve": ("serving_endpoint", "batch_inference", "stream_inference", "ranking_stage"),
    "app": ("consumer_app", "dashboard"),
    "watch": ("drift_monitor", "metrics_monitor", "log_store"),
    "side": (
        "experiment_tracker", "metadata_store", "code_repo", "ci_cd", "orchestrator", "data_versioning",
        "dead_letter_queue", "other",
    ),
}  # fmt: skip
"""The parts of a learning system, with kinds that may play them."""
WAYS = (
    "source job", "source kept", "source make", "source live", "source fit", "source serve", "job kept",
    "job make", "kept make", "kept fit", "kept serve", "make live", "make fit", "make serve", "live serve",
    "live fit", "serve live", "truth fit", "truth make", "truth kept", "truth live", "source truth",
    "fit judge", "fit serve", "judge serve", "app serve", "serve app", "serve watch", "make watch",
    "source watch", "fit side", "side fit", "make side", "side make",
)  # fmt: skip
"""Who may be joined to whom."""
NEWLY_SEEN = frozenset({"BRF001", "BIZ001", "MON004", "LOG005", "SRV002"})
"""May come to light when an unfinished fix adds a third box, a first outcome, or records kept too short."""


def read(text: str) -> Design:
    """A design from the parts of its file that matter here; flows as `from to kind`."""
    data = yaml.safe_load(text)
    boxes = [
        {"id": key, **(one if isinstance(one, dict) else {"kind": one})} for key, one in data["boxes"].items()
    ]
    arrows = [dict(zip(("from", "to", "kind"), one.split(), strict=True)) for one in data.get("flows", ())]
    return read_design({"brief": data.get("brief", {}), "components": boxes, "flows": arrows})


def found(design: Design, *codes: str) -> set[str]:
    """The ids of these rules' findings, without questions that production makes findings."""
    return {one.id for one in check(design, select=codes).findings if not one.unstated}


@st.composite
def systems(draw: st.DrawFn) -> Design:
    """Drawings of a learning system with some parts and ways left out, and some values stated."""
    random = Random(draw(st.integers(0, 2**32)))
    size = random.choice([0.4, 0.6, 0.8])
    kinds = {role: random.choice(known) for role, known in ROLES.items() if random.random() < size}
    share = random.choice([0.1, 0.2, 0.4])
    boxes = [{"id": role, "kind": kind} | some(random, KINDS[kind], share) for role, kind in kinds.items()]
    arrows = []
    for source, target in (way.split() for way in WAYS if random.random() < random.choice([0.3, 0.6])):
        if source in kinds and target in kinds:
            legal = legal_flows(kinds[source], kinds[target])
            kind = legal[0] if random.random() < 0.8 else random.choice(legal)
            arrows.append({"from": source, "to": target, "kind": kind} | some(random, FLOWS[kind], share))
    brief = some(random, Brief, 0.5) | {"maturity": random.choice(["design", "production"])}
    return read_design({"brief": brief, "components": boxes, "flows": arrows})


def some(random: Random, cls: type[Element], share: float) -> dict[str, Any]:
    """Some stated values."""
    return {name: one for name, one in values(random, cls).items() if random.random() < share / 0.3}


@settings(max_examples=80, deadline=None)
@given(systems(), st.integers(0, 2**32))
def test_any_drawing_is_judged_whatever_the_order_of_the_file(design: Design, seed: int) -> None:
    """No rule fails, no brace is left in a message, and the order of the file changes nothing."""
    data = design.stated()
    Random(seed).shuffle(data["components"])
    Random(seed + 1).shuffle(data["flows"])
    one, other = check(design, select=OURS), check(read_design(data), select=OURS)

    assert not one.failed
    assert one.findings == other.findings
    assert set(one.not_stated) == set(other.not_stated)
    assert not any("{" in finding.message or "None" in finding.message for finding in one.findings)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(systems())
def test_fixes_mend_any_drawing(design: Design) -> None:
    """A fix ends its finding, can be undone, makes no error of a new sort, and no error if it is complete."""
    report = check(design)
    known = {one.code for one in (*report.findings, *report.suppressed)} | NEWLY_SEEN
    for finding in report.findings:
        for fix in fixes_of(finding, report.view) if finding.code in OURS else ():
            applied = apply(design, as_edit(fix))
            after = check(applied.design)
            assert finding.id not in {one.id for one in after.findings}, fix.title
            new = {one.code for one in after.findings if one.severity == "error"} - known
            assert not new, (finding.id, fix.title)
            assert not (fix.complete and new_errors(report, after)), (finding.id, fix.title)
            assert apply_all(applied.design, applied.inverse.edits) == design


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_first_box_has_no_findings(kind: str) -> None:
    """One box is no design yet, nor are three of a kind without flows."""
    for count in (1, 3):
        boxes = [{"id": f"c{number}", "kind": kind} for number in range(count)]
        assert not found(read_design({"brief": {"maturity": "production"}, "components": boxes}), *OURS)


def test_flows_of_no_stated_kind_are_no_gap() -> None:
    """A whiteboard of boxes and plain arrows is asked, not blamed."""
    design = read(
        """
        brief: {maturity: production, temporal: true, max_model_age: 7d, max_feature_age: 5m,
                label_delay: 30d, repeated_entities: true}
        boxes: {crm: data_source, make: feature_pipeline, fit: training, judge: evaluation,
                api: serving_endpoint, app: consumer_app}
        flows: [crm make unspecified, make fit unspecified, fit judge unspecified, judge api unspecified,
                api app unspecified]
        """
    )

    assert not found(design, *OURS)
