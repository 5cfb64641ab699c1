"""SKW003: nobody can see which feature values the model was given."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.questions import answerers, feature_path, flow_carries, logged_by, records_of
from designer.model.flow import Logs
from designer.model.kinds import ONLINE

_PARTS = """\
sketchcheck: 1
name: Fraud
components:
  - {id: checkout, kind: consumer_app, name: Checkout}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
  - {id: store, kind: feature_store, name: Features}
  - {id: records, kind: log_store, name: Records}
flows:
  - {from: checkout, to: scorer, kind: request_response}
  - {from: scorer, to: store, kind: request_response}
"""


class ServedFeaturesNotLogged(Rule):
    """An online component answers from features and keeps no record of their values.

    The feature store that it reads may keep the record in its place. A log that does not say what it
    carries is listed as not stated.
    """

    code = "SKW003"
    name = "served-features-not-logged"
    category = "skew"
    severity = "warning"
    gate = "online"
    suppressed_by = ("LOG001",)
    message = (
        "{serving} does not log the feature values that it used. When it does worse live than in tests, there"
        " is nothing to compare, and the next model cannot learn from what was really served."
    )
    why = (
        "Skew is measured and removed by the values that were served; values computed again later are others."
    )
    fix = "Log the features with each prediction, of a sample if they are many."
    false_alarms = (
        "Features that the caller sends and logs itself; draw that log at the caller and waive this one."
    )
    question = (
        "A customer disputes last Tuesday's decision. Can you show the exact inputs that the model saw?"
    )
    sources = (Source("ZIN", "29"), Source("ZIN", "31"), Source("SE4", "25"), Source("SEED", "S2"))
    examples = (
        Bad(
            _PARTS + "  - {from: scorer, to: records, kind: logs, carries: [prediction, request_id]}\n",
            at="scorer",
            fixed=True,
        ),
        Bad(
            _PARTS + "  - {from: checkout, to: records, kind: logs, carries: [prediction]}\n",
            at="scorer",
            fixed=True,
        ),
        Bad(
            """\
sketchcheck: 1
name: Features of its own
components:
  - {id: checkout, kind: consumer_app, name: Checkout}
  - {id: scorer, kind: serving_endpoint, name: Scorer, computes_features: true}
  - {id: records, kind: log_store, name: Records}
flows:
  - {from: checkout, to: scorer, kind: request_response}
  - {from: scorer, to: records, kind: logs, carries: [prediction]}
""",
            at="scorer",
            fixed=True,
        ),
        Good(
            _PARTS + "  - {from: scorer, to: records, kind: logs, carries: [prediction, features]}\n",
            why="The record holds what the model saw.",
        ),
        Good(
            _PARTS
            + "  - {from: scorer, to: records, kind: logs, carries: [prediction]}\n"
            + "  - {from: store, to: records, kind: logs, carries: [features]}\n",
            why="The store keeps the values that it handed out.",
        ),
        Good(
            _PARTS + "  - {from: scorer, to: records, kind: logs}\n",
            why="The log does not say what it carries; that is a question, not a gap.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Online components that answer somebody and have features."""
        for one in answerers(view):
            if view.kind(one) in ONLINE and (feature_path(view, one) or view.get(one, "computes_features")):
                yield one

    def judge(self, view: View, place: str) -> Verdict:
        """Whether its kept logs, or those of the stores it reads, carry features."""
        loggers = [place, *feature_path(view, place)]
        if any("features" in logged_by(view, one) for one in loggers):
            return Passed()
        for flow in records_of(view, place):
            if isinstance(flow, Logs) and flow.carries is None:
                return NotStated("carries", flow.id)
        flows = [flow.id for flow in records_of(view, place)]
        return self.found(place, flows=flows, serving=view.title(place))

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Let the log that is drawn carry the features too, or draw one."""
        serving, title = finding.anchor, f"Log the features that {view.title(finding.anchor)} used"
        mending = Mending(view)
        for flow in records_of(view, serving)[:1]:
            mending.state(flow.id, carries=[*flow_carries(flow), "features"])
            return [mending.fix(title, "declared")]
        store = mending.ensure("log_store", "Prediction log", like=serving)
        mending.connect(serving, store, "logs", carries=["features", "request_id"], timestamped=True)
        return [mending.fix(title)]
