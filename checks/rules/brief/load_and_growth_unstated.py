"""BRF005: nobody said how much there is to answer."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Passed, Verdict
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.questions import answerers, titles
from designer.model.kinds import GENERATIVE, ONLINE

NAMED = 20
"""So many components are named."""

_NOW = ONLINE | GENERATIVE

_ONLINE = """\
sketchcheck: 1
name: Search
brief: {latency_p99_ms: 100BRIEF}
components:
  - {id: shop, kind: consumer_app, name: Shop, on_missing: hide}
  - {id: ranker, kind: ranking_stage, name: Ranker}
flows:
  - {from: shop, to: ranker, kind: request_response}
"""
_NIGHTLY = """\
sketchcheck: 1
name: Churn
components:
  - {id: customers, kind: warehouse, name: Customers}
  - {id: nightly, kind: batch_inference, name: Nightly scores}
  - {id: crm, kind: consumer_app, name: CRM}
flows:
  - {from: customers, to: nightly, kind: features}
  - {from: nightly, to: crm, kind: predictions}
"""


class LoadAndGrowthUnstated(Rule):
    """The brief states no peak load for online answers, or no rows for a design that works in batches.

    A batch job that states its own rows has said it; the brief need not repeat the number.
    """

    code = "BRF005"
    name = "load-and-growth-unstated"
    category = "brief"
    severity = "warning"
    gate = "live"
    message = (
        "The brief states no {load}. Whether {serving} can keep up, what it costs, and whether it still works"
        " at {growth} times the load are guesses until then."
    )
    why = "Size decides what is simple enough; a design for ten requests a second is wrong for ten thousand."
    fix = "State the load of the busiest minute, or the rows of a run, and the growth you plan for."
    false_alarms = "A prototype for a handful of people; state that small number."
    question = "How many predictions a second in the busiest minute of the year?"
    sources = (Source("SEED", "S1"), Source("SEED", "S8"), Source("SEED", "S7"), Source("IVR"))
    examples = (
        Bad(_ONLINE.replace("BRIEF", ""), at="brief"),
        Bad(_NIGHTLY, at="brief"),
        Good(_ONLINE.replace("BRIEF", ", qps_peak: 2500"), why="The peak is known."),
        Good(
            _NIGHTLY.replace("name: Nightly scores", "name: Nightly scores, rows_per_run: 80000"),
            why="The job says how many rows it scores.",
        ),
        Good(
            _NIGHTLY.replace("batch_inference", "stream_inference").replace("warehouse", "feature_store"),
            why="Neither requests nor runs: the load of a stream is that of its events.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The brief, where requests are answered or everything is answered in batches."""
        return ["brief"] if _online(view) or _batch(view) else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether the number that fits the way of serving is there."""
        online = _online(view)
        serving = online or _batch(view)
        if _is_stated(view, bool(online), serving):
            return Passed("declaration")
        return self.found(
            place,
            where=serving[:NAMED],
            load="peak load" if online else "number of rows for a run",
            serving=titles(view, serving),
            growth=f"{view.brief_value('growth_factor').value:,.12g}",
        )


def _online(view: View) -> list[str]:
    return view.once("online answers", lambda: [one for one in answerers(view) if view.kind(one) in _NOW])


def _batch(view: View) -> list[str]:
    """The batch jobs that answer, where nothing else does."""
    serving = answerers(view)
    return serving if all(view.kind(one) == "batch_inference" for one in serving) else []


def _is_stated(view: View, online: bool, serving: list[str]) -> bool:
    if online:
        return view.brief.qps_peak is not None
    stated = all(view.get(one, "rows_per_run") is not None for one in serving)
    return stated or view.brief.rows_per_run is not None
