"""How long pictures take, beside the layout engine's own picture of the same graph."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.designs import design_of
from benchmarks.measure import cpu_seconds, process
from designer.drawing import dot, pdf, png, svg
from designer.layout import complete
from designer.model.design import Design, read_design

_CHAIN = [
    ("data_source", "batch_data"), ("ingestion_job", "batch_data"), ("warehouse", "batch_data"),
    ("feature_pipeline", "features"), ("training", "model_artifact"), ("evaluation", "model_artifact"),
    ("model_registry", "model_artifact"), ("serving_endpoint", "logs"), ("log_store", "logs"),
    ("drift_monitor", "alerts"),
]  # fmt: skip
_PROGRAM = """
import json, sys
from designer.drawing import svg
from designer.model.design import read_design
svg(read_design(json.load(open(sys.argv[1], encoding="utf-8"))))
"""


def pipelines(boxes: int) -> dict[str, Any]:
    """Data of a design of so many boxes: pipelines of ten in a zone each, about three flows for two boxes."""
    teams = boxes // len(_CHAIN)
    parts, flows = [], []
    for team in range(teams):
        ids = [f"t{team}-{kind.replace('_', '-')}" for kind, _ in _CHAIN]
        for id_, (kind, _) in zip(ids, _CHAIN, strict=True):
            parts.append(
                {"id": id_, "kind": kind, "name": f"{kind} {team}", "zone": f"z{team}", "technology": "tool"}
            )
        flows += [_flow(a, b, kind) for (a, b), (_, kind) in zip(pairwise(ids), _CHAIN, strict=False)]
        flows += [_flow(ids[8], ids[4], "labels", "after 30 days"), _flow(ids[7], ids[9], "metrics")]
        flows += [_flow(ids[2], ids[4], "features"), _flow(ids[4], ids[6], "metadata")]
        flows += [_flow(ids[3], f"t{(team + 7) % teams}-training", "features", "shared")]
    zones = [{"id": f"z{team}", "name": f"Team {team}"} for team in range(teams)]
    return {"name": "Many teams", "components": parts, "flows": flows, "zones": zones}


def _flow(source: str, target: str, kind: str, label: str = "") -> dict[str, str]:
    return {"from": source, "to": target, "kind": kind} | ({"label": label} if label else {})


def run() -> Iterator[tuple[str, str]]:
    """CPU time of a whole process, then of the same work in this one."""
    design = read_design(pipelines(200))
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "design.json")
        data.write_text(json.dumps(pipelines(200)), encoding="utf-8")
        whole = process([sys.executable, "-c", _PROGRAM, str(data)], times=5)
    yield (
        "SVG of 200 boxes, whole process (budget 0.45 s)",
        f"{whole.seconds:.3f} s, {whole.megabytes:.0f} MB",
    )
    ours, engine = cpu_seconds(lambda: svg(design)), cpu_seconds(lambda: _engine_svg(design))
    yield "the same in a running process, of an unplaced design", f"{ours:.3f} s"
    yield "Graphviz in process: its own layout and SVG of that graph", f"{engine:.3f} s"
    yield "ours against Graphviz's (budget 1.5)", f"{ours / engine:.2f}x"
    placed = design.with_layout(complete(design))
    yield "SVG of 200 boxes that have their places", f"{cpu_seconds(lambda: svg(placed)):.3f} s"
    for name, large in (("in zones", read_design(pipelines(1000))), ("without zones", design_of(1000))):
        yield f"places for 1,000 boxes {name}", f"{cpu_seconds(lambda: complete(large)):.3f} s"  # noqa: B023
    small = read_design(pipelines(40))
    yield "SVG of 40 unplaced boxes, the best of 18 arrangements", f"{cpu_seconds(lambda: svg(small)):.3f} s"
    picture = svg(small)
    yield "PNG of 40 boxes from their SVG", f"{cpu_seconds(lambda: png(picture)):.3f} s"
    yield "PDF of 40 boxes from their SVG", f"{cpu_seconds(lambda: pdf(picture, 'forty')):.3f} s"


def _engine_svg(design: Design) -> None:
    import pygraphviz

    pygraphviz.AGraph(string=dot(design)).draw(format="svg", prog="dot")
