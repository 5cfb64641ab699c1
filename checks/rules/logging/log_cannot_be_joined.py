"""LOG003: a record without a time or without an id."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.questions import flow_carries
from designer.model.kinds import GENERATIVE, SERVING

RECORDERS = SERVING | GENERATIVE | {"rules_engine", "fallback", "human_review", "consumer_app"}
_TECHNICAL = frozenset({"errors", "pipeline_step", "tokens"})
"""Records of nothing but these are read by operators and never joined to an outcome."""

_SCORER = """\
sketchcheck: 1
name: No-show scores
components:
  - {id: planner, kind: consumer_app, name: Appointment planner}
  - {id: scorer, kind: serving_endpoint, name: No-show scorer}
  - {id: records, kind: log_store, name: Records}
flows:
  - {from: planner, to: scorer, kind: request_response}
  - {from: planner, to: records, kind: feedback, id_key: request_id}
"""


class LogCannotBeJoined(Rule):
    """A record of answers states no request id, or states that it has no time.

    Records of errors, tokens or pipeline steps alone are left out. An id counts in `carries` or as
    `id_key`. A flow that states neither what it carries nor its key is asked about, and so is a time
    stamp that is not stated.
    """

    code = "LOG003"
    name = "log-cannot-be-joined"
    category = "logging"
    severity = "error"
    gate = "live"
    suppressed_by = ("LOG001",)
    message = (
        "What {component} records has {missing}, so it cannot be followed from system to system or joined to"
        " the outcome that comes later."
    )
    why = "Outcomes come later and from elsewhere; only a shared id and a time bring both together again."
    fix = "Record the time and the request id with each answer, and send the same id along with the feedback."
    false_alarms = "Records that are joined on another key; name it in id_key."
    question = "By which field does an outcome find its prediction, and who hands that field on?"
    sources = (Source("SEED", "S2"), Source("FBC", "online-joiner"), Source("MICH", "log-predictions"))
    examples = (
        Bad(
            _SCORER
            + "  - {from: scorer, to: records, kind: logs, carries: [prediction], timestamped: true}\n",
            at="scorer>records:logs",
            fixed=True,
        ),
        Bad(
            _SCORER + "  - {from: scorer, to: records, kind: logs, carries: [prediction, request_id],"
            " timestamped: false}\n",
            at="scorer>records:logs",
            fixed=True,
        ),
        Good(
            _SCORER + "  - {from: scorer, to: records, kind: logs, carries: [prediction, request_id],"
            " timestamped: true}\n"
        ),
        Good(
            _SCORER + "  - {from: scorer, to: records, kind: logs, carries: [prediction],"
            " id_key: appointment, timestamped: true}\n",
            why="The appointment is the key.",
        ),
        Good(_SCORER + "  - {from: scorer, to: records, kind: logs}\n", why="What it carries is a question."),
    )

    def places(self, view: View) -> Iterable[str]:
        """Flows of logs that record answers."""
        sources = view.of_kind(*RECORDERS)
        flows = (flow for one in sources for flow in view.out(one, "logs"))
        return [flow.id for flow in flows if set(flow_carries(flow)) - _TECHNICAL]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether its records have an id and a time."""
        flow = view.flow(place)
        carries, key, timed = (
            view.flow_value(flow, name).value for name in ("carries", "id_key", "timestamped")
        )
        no_id = not key and carries is not None and "request_id" not in carries
        missing = [word for word, lacks in (("no request id", no_id), ("no time", timed is False)) if lacks]
        if missing:
            where = (flow.source, flow.target)
            component = view.title(flow.source)
            return self.found(place, where=where, component=component, missing=" and ".join(missing))
        if not key and carries is None:
            return NotStated("carries", place)
        return NotStated("timestamped", place) if timed is None else Passed("declaration")

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State time and request id."""
        flow = view.flow(finding.anchor)
        mending = Mending(view)
        key = view.flow_value(flow, "id_key").value
        carries = None if key else list(dict.fromkeys([*flow_carries(flow), "request_id"]))
        mending.state(finding.anchor, carries=carries, timestamped=True)
        title = f"Record time and request id with what {view.title(flow.source)} answers"
        return [mending.fix(title, "declared")]
