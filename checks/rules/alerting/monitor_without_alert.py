"""ALR001: a monitor that tells nobody."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.model.kinds import KINDS, MONITOR

LISTENERS = ("alerting", "human_review", "orchestrator", "ci_cd", "other")
"""Who is told, or acts by itself, when a monitor raises an alarm."""
_METRICS = frozenset({"metrics"})
_ENDS = frozenset(KINDS) - MONITOR - {"other"}

_BOARD = """\
sketchcheck: 1
name: Only a board
components:
  - {id: site, kind: consumer_app, name: Shop}
  - {id: ranker, kind: serving_endpoint, name: Ranker}
  - {id: health, kind: metrics_monitor, name: Service health, watches: [latency, errors]}
  - {id: board, kind: dashboard, name: Board}
  - {id: pager, kind: alerting, name: Pager}
flows:
  - {from: site, to: ranker, kind: request_response}
  - {from: ranker, to: health, kind: metrics}
  - {from: health, to: board, kind: metrics}
"""


class MonitorWithoutAlert(Rule):
    """What a monitor measures reaches at most a dashboard, so a failure is seen only by who looks.

    Wider than the catalogue: a monitor that hands its numbers to another monitor is heard through that
    one, and a command to an orchestrator or a pipeline (to retrain, to roll back) counts like an alert.
    """

    code = "ALR001"
    name = "monitor-without-alert"
    category = "alerting"
    severity = "error"
    gate = "live"
    suppressed_by = ("GRF001", "MON006")
    message = (
        "{monitor} measures {watches}, but tells {listener}. A failure stays unknown until somebody looks."
    )
    why = "A failure that is measured and told to nobody lasts as long as one that is not measured."
    fix = "Add alerting with somebody on call, and lead the alerts of the monitor there."
    false_alarms = "Alerts that the platform sends by itself; draw that flow."
    question = "Who hears of it, on which channel, and after how many minutes?"
    sources = (
        Source("SCU", "7"), Source("SEED", "S2"), Source("MLTS", "Monitor7"), Source("SRE"),
        Source("ZIN", "8"),
    )  # fmt: skip
    examples = (
        Bad(_BOARD, at="health", fixed=True),
        Bad(
            _BOARD.replace("  - {id: pager, kind: alerting, name: Pager}\n", "")
            + "  - {from: health, to: board, kind: alerts}\n",
            at="health",
            fixed=True,
        ),
        Good(_BOARD + "  - {from: health, to: pager, kind: alerts}\n"),
        Good(
            _BOARD.replace(
                "flows:\n", "  - {id: drift, kind: drift_monitor, watches: [feature_drift]}\nflows:\n"
            )
            + "  - {from: ranker, to: drift, kind: logs}\n"
            + "  - {from: drift, to: health, kind: metrics}\n"
            + "  - {from: health, to: pager, kind: alerts}\n",
            why="Drift is reported to the service monitor, which alerts.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Every monitor."""
        return view.of_kind(*MONITOR)

    def judge(self, view: View, place: str) -> Verdict:
        """Whether its alarm reaches somebody, or something that acts."""
        if _is_heard(view, place) or view.downstream(place, _METRICS, _ENDS) & _heard(view):
            return Passed()
        for flow in view.out(place, "unspecified"):
            if view.kind(flow.target) in LISTENERS:
                return NotStated("kind", flow.id)
        watches = view.get(place, "watches") or ()
        boards = [one for one in view.targets(place, "metrics", "alerts") if view.kind(one) == "dashboard"]
        return self.found(
            place,
            where=boards,
            monitor=view.title(place),
            watches=" and ".join(one.replace("_", " ") for one in watches[:2]) or "what it is given",
            listener=f"only {view.title(boards[0])}" if boards else "nobody",
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Lead its alerts to the alerting that is drawn, or to a new one."""
        mending = Mending(view)
        mending.alarm(finding.anchor)
        return [mending.fix(f"Alert somebody when {view.title(finding.anchor)} sees a failure")]


def _heard(view: View) -> Members:
    """Monitors whose alerts or commands reach somebody or something that acts."""
    return view.once(
        "heard", lambda: view.members(one for one in view.of_kind(*MONITOR) if _is_heard(view, one))
    )


def _is_heard(view: View, monitor: str) -> bool:
    flows = view.out(monitor, "alerts", "control")
    return any(flow.kind == "control" or view.kind(flow.target) in LISTENERS for flow in flows)
