"""LOG004: a recorded prediction does not say which model made it."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.questions import flow_carries, only_passes_on, records_of
from designer.model.kinds import GENERATIVE, SERVING

VERSION = "model_version"

_ETA = """\
sketchcheck: 1
name: Delivery times
components:
  - {id: app, kind: consumer_app, name: App}
  - {id: eta, kind: serving_endpoint, name: ETA service}
  - {id: registry, kind: model_registry, name: Registry}
  - {id: log, kind: log_store, name: Log}
flows:
  - {from: registry, to: eta, kind: model_artifact}
  - {from: app, to: eta, kind: request_response}
"""
_LOG = "  - {from: eta, to: log, kind: logs, timestamped: true, carries: [request_id, prediction]}\n"
_TWO = """\
sketchcheck: 1
name: Two versions at once
components:
  - {id: app, kind: consumer_app, name: App}
  - {id: scorer, kind: serving_endpoint, name: Scorer, versions_live: 2}
  - {id: log, kind: log_store, name: Log}
flows:
  - {from: app, to: scorer, kind: request_response}
  - {from: scorer, to: log, kind: logs, timestamped: true, carries: [request_id, prediction]}
"""


class LogLacksModelVersion(Rule):
    """Answers are recorded without the version of the model, where there is more than one over time.

    Asked where a registry or an experiment platform is drawn, or more than one version serves at once.
    Only flows that end where records are kept are asked. A log that does not say what it carries is
    listed as not stated. A service that has no model of its own and calls one is left out.
    """

    code = "LOG004"
    name = "log-lacks-model-version"
    category = "logging"
    severity = "warning"
    gate = "live"
    suppressed_by = ("LOG001",)
    message = (
        "The record of what {serving} answers does not hold the model version. After a release or a rollback"
        " nobody can tell which model gave which answer."
    )
    why = "From the second release on, no number of live quality can be put down to one model."
    fix = "Write the model version into each record, and the variant where an experiment runs."
    false_alarms = "Versions that are found by time in a list of releases; waive with the name of that list."
    question = "Quality fell on the 14th. There were releases on the 13th and the 15th. Which model was it?"
    sources = (Source("SE4", "25"), Source("MICH", "batch-records"), Source("GCP", "metadata"))
    examples = (
        Bad(_ETA + _LOG, at="eta>log:logs", fixed=True),
        Bad(_TWO, at="scorer>log:logs", fixed=True),
        Good(
            _ETA + _LOG.replace("prediction]", "prediction, model_version]"),
            why="Each record names the model.",
        ),
        Good(_TWO.replace(", versions_live: 2", ""), why="Nothing says that there is a second model."),
        Good(_ETA + _LOG.replace("request_id, prediction", "errors"), why="Errors are no answers."),
        Good(
            _ETA + _LOG.replace(", carries: [request_id, prediction]", ""),
            why="What it carries is a question.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Kept logs of answers, of components whose model can change."""
        changes = view.of_kind("model_registry", "experiment_platform")
        for one in view.of_kind(*SERVING, *GENERATIVE):
            several = changes or (view.get(one, "versions_live") or 1) > 1
            if several and view.out(one, "logs") and not only_passes_on(view, one):
                yield from (flow.id for flow in records_of(view, one) if "prediction" in flow_carries(flow))

    def judge(self, view: View, place: str) -> Verdict:
        """Whether its records name the model version."""
        flow = view.flow(place)
        carries = view.flow_value(flow, "carries").value
        if carries is None:
            return NotStated("carries", place)
        if VERSION in carries:
            return Passed("declaration")
        return self.found(place, where=(flow.source, flow.target), serving=view.title(flow.source))

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Let the record carry the version."""
        flow = view.flow(finding.anchor)
        mending = Mending(view)
        mending.state(flow.id, carries=list(dict.fromkeys((*flow_carries(flow), VERSION))))
        title = f"Record the model version with what {view.title(flow.source)} answers"
        return [mending.fix(title, "declared")]
