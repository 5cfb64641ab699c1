"""DAT005: a reader of a stream that has nowhere to put a message it cannot read."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.model.flow import DATA
from designer.model.resolve import Value

READERS = ("ingestion_job", "feature_pipeline", "stream_inference")
KEPT_APART = frozenset({"quarantine", "reject_and_log"})
"""What may be done with a bad message so that it neither stops the stream nor is lost."""

_PARTS = """\
sketchcheck: 1
name: Payments
components:
  - {id: payments, kind: event_stream, name: Payments}
  - {id: check, kind: data_validation, name: Check, on_fail: ON_FAIL}
  - {id: counts, kind: feature_pipeline, name: Velocity, mode: stream, STATED}
  - {id: train, kind: training, name: Train}
  - {id: bad, kind: dead_letter_queue, name: Bad messages}
flows:
  - {from: payments, to: check, kind: stream_data}
  - {from: check, to: counts, kind: stream_data}
  - {from: counts, to: train, kind: features}
"""


def _design(stated: str = "n_features: 4", on_fail: str = "warn", flow: str = "") -> str:
    return _PARTS.replace("STATED", stated).replace("ON_FAIL", on_fail) + flow


class StreamWithoutQuarantine(Rule):
    """A job that reads a stream has no quarantine and is not said to set bad messages aside.

    Where all its streams pass a validation that blocks or sets aside what fails, it needs none. What is
    done on an error and not stated counts as nothing, since the drawing has no place for it either.
    """

    code = "DAT005"
    name = "stream-without-quarantine"
    category = "data"
    severity = "warning"
    gate = "has_model"
    message = (
        "{component} reads a stream and has no place for a message that it cannot read; what it does then is"
        " {on_error}. One bad event either stops everything behind it or is lost without a trace."
    )
    why = "A stream is never clean. What a job does with its first bad message should not be found out live."
    fix = "Send what cannot be read to a quarantine, and count what lies there."
    false_alarms = "Frameworks that set bad messages aside by themselves; state on_error: quarantine."
    question = (
        "A producer starts to send nulls in a required field. What becomes of the next million messages?"
    )
    sources = (Source("SEED", "S3"), Source("SHA", "5.1.2"))
    examples = (
        Bad(_design(), at="counts", fixed=True),
        Bad(_design("on_error: skip"), at="counts", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: Scores on a stream
components:
  - {id: orders, kind: event_stream, name: Orders}
  - {id: scorer, kind: stream_inference, name: Scorer, on_error: fail}
  - {id: desk, kind: human_review, name: Desk}
flows:
  - {from: orders, to: scorer, kind: stream_data}
  - {from: scorer, to: desk, kind: predictions}
""",
            at="scorer",
            fixed=True,
        ),
        Good(
            _design(flow="  - {from: counts, to: bad, kind: stream_data}\n"),
            why="Bad messages go to a quarantine.",
        ),
        Good(_design("on_error: quarantine"), why="The job is said to set them aside."),
        Good(_design(on_fail="quarantine"), why="The check before it lets no bad message through."),
    )

    def places(self, view: View) -> Iterable[str]:
        """The jobs and scorers that read a stream."""
        return [one for one in view.of_kind(*READERS) if view.into(one, "stream_data")]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether it has a quarantine, sets bad messages aside or gets checked ones only."""
        if any(view.kind(one) == "dead_letter_queue" for one in view.targets(place)):
            return Passed()
        on_error = view.value(place, "on_error")
        if on_error.value in KEPT_APART:
            return passed_by(on_error)
        checks = [_check(view, one) for one in view.sources(place, "stream_data")]
        if all(one and one.value in ("block", "quarantine") for one in checks) and checks[0]:
            return passed_by(checks[0])
        return self.found(
            place,
            flows=[flow.id for flow in view.into(place, "stream_data")],
            component=view.title(place),
            on_error=f"to {on_error.value}" if on_error.value else "not stated",
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Lead bad messages to a quarantine that is drawn, or to a new one, and count them."""
        place = finding.anchor
        mending = Mending(view)
        aside = _spare(view) or mending.add("dead_letter_queue", like=place, external=mending.abroad(place))
        mending.connect(place, aside, "stream_data")
        mending.connect(aside, mending.monitor_also("metrics_monitor", ("errors",), like=aside), "metrics")
        other = view.get(place, "on_error")
        mending.state(place, on_error="quarantine" if other else None)
        title = f"Set aside what {view.title(place)} cannot read"
        return [mending.fix(title, "mixed" if other else "structural")]


def _check(view: View, source: str) -> Value | None:
    return view.value(source, "on_fail") if view.kind(source) == "data_validation" else None


def _spare(view: View) -> str | None:
    """A quarantine that plays nothing back, so that no circle is drawn."""
    known = view.of_kind("dead_letter_queue")
    return next((one for one in known if not view.out(one, DATA)), None)
