"""INT002: predictions lie where anybody may read them."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.questions import flow_carries
from designer.model.kinds import GENERATIVE, SERVING

STORES = ("event_stream", "log_store", "prediction_store", "warehouse")
_MODELS = SERVING | GENERATIVE

_SCORES = """\
sketchcheck: 1
name: Customer scores
components:
  - {id: nightly, kind: batch_inference, name: Churn scoring}
  - {id: scores, kind: prediction_store, name: Scores, access: open}
  - {id: crm, kind: consumer_app, name: CRM}
flows:
  - {from: nightly, to: scores, kind: predictions}
  - {from: crm, to: scores, kind: request_response}
"""


class UndeclaredConsumer(Rule):
    """A store that holds what a model answered can be read by everybody.

    The catalogue also hits a drawn reader of another team without a contract. That one is declared, by
    being drawn; what is missing there is the contract, which is rule INT001's.
    """

    code = "INT002"
    name = "undeclared-consumer"
    category = "integration"
    severity = "error"
    gate = "live"
    suppressed_by = ("SEC004",)
    message = (
        "Anybody may read {store}, which holds what {serving} answers. Systems that nobody knows of may"
        " depend on it, and a new version of the model changes what they do."
    )
    why = "A reader whom nobody knows turns each change of the model into somebody's outage."
    fix = "Restrict who may read, and draw each reader as a consumer with a contract."
    false_alarms = "Answers that are published on purpose; draw the public as a consumer, with a contract."
    question = "If the score had another scale tomorrow, who would call you? Are you sure that these are all?"
    sources = (Source("SCU", "undeclared-consumers"), Source("SEED", "S2"))
    examples = (
        Bad(_SCORES, at="scores", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: Scores in the log
components:
  - {id: app, kind: consumer_app, name: App}
  - {id: ranker, kind: serving_endpoint, name: Ranker}
  - {id: log, kind: log_store, name: Log, access: open}
flows:
  - {from: app, to: ranker, kind: request_response}
  - {from: ranker, to: log, kind: logs, carries: [prediction, request_id], timestamped: true}
""",
            at="log",
            fixed=True,
        ),
        Good(_SCORES.replace("open", "restricted")),
        Good(_SCORES.replace(", access: open", ""), why="Who may read is a question."),
        Good(
            _SCORES.replace(", access: open", "").replace(
                "flows:\n", "  - {id: orders, kind: warehouse, access: open}\nflows:\n"
            )
            + "  - {from: orders, to: nightly, kind: batch_data}\n",
            why="The open store holds no predictions.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Stores that models write their answers to, at once or as records."""
        return [one for one in view.of_kind(*STORES) if any(_writers(view, one))]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether only those may read who need to."""
        access = view.value(place, "access")
        if access.value is None:
            return NotStated("access", place)
        if access.value != "open":
            return passed_by(access)
        writers = list(dict.fromkeys(_writers(view, place)))
        return self.found(place, where=writers, store=view.title(place), serving=view.title(writers[0]))

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State that it is restricted."""
        mending = Mending(view)
        mending.state(finding.anchor, access="restricted")
        title = f"State that not everybody may read {view.title(finding.anchor)}"
        return [mending.fix(title, "declared", complete=False)]


def _writers(view: View, store: str) -> Iterable[str]:
    for flow in view.into(store, "predictions", "logs"):
        answers = flow.kind == "predictions" or "prediction" in flow_carries(flow)
        if answers and view.kind(flow.source) in _MODELS:
            yield flow.source
