"""CST003: a stream, for readers who are content with yesterday."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.model.matrix import is_legal
from designer.model.values import seconds

SLOW = seconds("24h")
"""From this age of data on, a daily job is enough."""
DAILY = "24h"

_REPORT = """\
sketchcheck: 1
name: Demand
brief: {max_feature_age: AGE}
components:
  - {id: sales, kind: event_stream, name: Sales}
  - {id: sums, kind: feature_pipeline, name: Sales per day, mode: stream}
  - {id: table, kind: feature_store, name: Table}
  - {id: forecast, kind: batch_inference, name: Forecast}
flows:
  - {from: sales, to: sums, kind: stream_data}
  - {from: sums, to: table, kind: features}
  - {from: table, to: forecast, kind: features}
"""


class StreamingForSlowNeeds(Rule):
    """Data may be a day old by the brief, and a pipeline or a model works on each event.

    The catalogue speaks of both kinds alike. But a model on a stream answers events, and how fast is not
    a matter of the age of its data: it is left out where the brief says that answers are given online or
    on a stream, or within some time. A pipeline that does not say how it works is asked only where events
    flow into it.
    """

    code = "CST003"
    name = "streaming-for-slow-needs"
    category = "cost"
    severity = "advice"
    gate = "has_model"
    suppressed_by = ("FEA003",)
    message = (
        "By the brief data may be {age} old, but {component} works on each event. State, order and late"
        " events have to be mastered for a speed that nobody asked for."
    )
    why = "A stream is the dearest way of being a day late: it must run and be watched at every hour."
    fix = "Make it a daily job over what the stream has kept."
    false_alarms = "Events that are too many to keep for a day; or a stream that other systems need anyway."
    question = "What would break if this ran once a night?"
    sources = (Source("SEED", "S8"), Source("MICH", "batch-precompute"), Source("ZIN", "8"))
    examples = (
        Bad(_REPORT.replace("AGE", "24h"), at="sums", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: Weekly letter
brief: {max_feature_age: 7d}
components:
  - {id: events, kind: event_stream, name: Clicks}
  - {id: tastes, kind: stream_inference, name: Tastes}
  - {id: kept, kind: prediction_store, name: Kept tastes}
  - {id: letter, kind: consumer_app, name: Letter, on_missing: default}
flows:
  - {from: events, to: tastes, kind: stream_data}
  - {from: tastes, to: kept, kind: predictions}
  - {from: letter, to: kept, kind: request_response}
""",
            at="tastes",
            fixed=True,
        ),
        Good(_REPORT.replace("AGE", "24h").replace("stream}", "batch, schedule: 24h}"), why="A daily job."),
        Good(_REPORT.replace("AGE", "10m"), why="Ten minutes need a stream, or nearly."),
        Good(
            """\
sketchcheck: 1
name: Burglar alarm
brief: {max_feature_age: 7d, serving_mode: stream}
components:
  - {id: sensors, kind: event_stream, name: Sensors}
  - {id: alarm, kind: stream_inference, name: Alarm}
  - {id: guard, kind: human_review, name: Guard}
flows:
  - {from: sensors, to: alarm, kind: stream_data}
  - {from: alarm, to: guard, kind: predictions}
""",
            why="What is known of the house may be a week old; the noise at the window may not.",
        ),
        Good(_REPORT.replace("AGE", "24h").replace(", mode: stream", ""), why="How it works is a question."),
    )

    def places(self, view: View) -> Iterable[str]:
        """Pipelines and models that work on a stream, or may, where data may be a day old."""
        age = view.brief.max_feature_age
        if age is None or seconds(age) < SLOW:
            return []
        prompt = view.brief.serving_mode in ("online", "stream") or view.brief.latency_p99_ms is not None
        pipelines = [one for one in view.of_kind("feature_pipeline") if _may_stream(view, one)]
        return [*pipelines, *(() if prompt else view.of_kind("stream_inference"))]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether it works in batches after all."""
        if view.kind(place) == "feature_pipeline":
            mode = view.value(place, "mode")
            if mode.value is None:
                return NotStated("mode", place)
            if mode.value != "stream":
                return passed_by(mode)
        return self.found(place, age=view.brief.max_feature_age, component=view.title(place))

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Run it once a day."""
        place = finding.anchor
        mending = Mending(view)
        if view.kind(place) == "feature_pipeline":
            mending.state(place, mode="batch", schedule=DAILY)
        elif _can_be_a_job(view, place):
            mending.retype(place, "batch_inference")
            mending.state(place, schedule=DAILY)
        else:
            return []
        return [mending.fix(f"Run {view.title(place)} once a day", "declared", complete=False)]


def _may_stream(view: View, pipeline: str) -> bool:
    mode = view.get(pipeline, "mode")
    return mode in ("stream", "batch") or (mode is None and bool(view.into(pipeline, "stream_data")))


def _can_be_a_job(view: View, model: str) -> bool:
    into = all(is_legal(view.kind(flow.source), flow.kind, "batch_inference") for flow in view.into(model))
    out = all(is_legal("batch_inference", flow.kind, view.kind(flow.target)) for flow in view.out(model))
    return into and out
