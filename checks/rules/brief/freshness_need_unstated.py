"""BRF006: nobody said how old data and model may become."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from checks.finding import Passed, Verdict
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.learning import runs
from designer.graph.purpose import unsaid
from designer.graph.questions import answerers, data_into
from designer.model.kinds import SERVING

NAMED = 20
"""So many components are named."""
_WORDS = {"max_feature_age": "the data", "max_model_age": "the model"}

_ETA = """\
sketchcheck: 1
name: Arrival times
brief: {latency_p99_ms: 100, qps_peak: 50BRIEF}
components:
  - {id: traffic, kind: feature_store, name: Traffic}
  - {id: train, kind: training, name: Train}
  - {id: eta, kind: serving_endpoint, name: Arrival model}
  - {id: app, kind: consumer_app, name: Courier app, on_missing: default}
flows:
  - {from: traffic, to: train, kind: features}
  - {from: train, to: eta, kind: model_artifact}
  - {from: eta, to: traffic, kind: request_response}
  - {from: app, to: eta, kind: request_response}
"""


class FreshnessNeedUnstated(Rule):
    """The brief does not say how old the data behind an answer, or the model, may become.

    The age of data is asked for where data reach a component that answers, and the age of the model
    where a training gives it one: the catalogue asks of every live design. Where the load is not stated
    either, BRF005 speaks first: one talk with the users brings both numbers.
    """

    code = "BRF006"
    name = "freshness-need-unstated"
    category = "brief"
    severity = "warning"
    gate = "live"
    suppressed_by = ("BRF005",)
    message = (
        "The brief does not say how old {what} behind {serving} may become before its answers get worse."
        " That decides between a daily job and a stream, and how loud the alarm is when one is late."
    )
    why = "Fresh data and fresh models cost money every day, and stale ones cost it unnoticed."
    fix = "State both ages; try what data and a model of an hour, a day and a week ago would have cost."
    false_alarms = "Things that do not age, such as the language of a text; state a year."
    question = "Suppose yesterday's model runs today on yesterday's data. What does it cost?"
    sources = (Source("ZIN", "8"), Source("MLTS", "Model4"), Source("MLTS", "Monitor4"))
    examples = (
        Bad(_ETA.replace("BRIEF", ""), at="brief"),
        Bad(_ETA.replace("BRIEF", ", max_feature_age: 5m"), at="brief"),
        Good(
            _ETA.replace("BRIEF", ", max_feature_age: 5m, max_model_age: 7d"),
            why="Traffic may be five minutes old and the model a week.",
        ),
        Good(
            """\
sketchcheck: 1
name: Vendor's model
brief: {latency_p99_ms: 9000, qps_peak: 2}
components:
  - {id: app, kind: consumer_app, on_missing: default}
  - {id: model, kind: llm_endpoint}
flows:
  - {from: app, to: model, kind: request_response}
""",
            why="It reads no data of ours, and nobody here trains it.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The brief, where data or a trained model stand behind an answer."""
        answering = answerers(view)
        return ["brief"] if any(_is_fed(view, one) or _is_trained(view, one) for one in answering) else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether the ages that matter are stated."""
        if not unsaid(view, *_WORDS):
            return Passed("declaration")
        fed = [one for one in answerers(view) if _is_fed(view, one)]
        trained = [one for one in answerers(view) if _is_trained(view, one)]
        missing = unsaid(view, *(["max_feature_age"] if fed else []), *(["max_model_age"] if trained else []))
        if not missing:
            return Passed("declaration")
        concerned = trained if missing == ["max_model_age"] else fed
        what = " and ".join(_WORDS[name] for name in missing)
        serving = concerned[0]
        rest = f" and {len(concerned) - 1} more" if len(concerned) > 1 else ""
        return self.found(
            place, where=islice(concerned, NAMED), what=what, serving=view.title(serving) + rest
        )


def _is_fed(view: View, component: str) -> bool:
    return bool(data_into(view, component))


def _is_trained(view: View, component: str) -> bool:
    return view.kind(component) in SERVING and bool(runs(view, component))
