"""LBL004: examples are used before their outcome can be known."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.learning import truth_into
from designer.graph.learning_time import fed_trainings
from designer.model.flow import DATA
from designer.model.values import seconds

_JOIN = """\
sketchcheck: 1
name: Fraud
brief: {label_delay: 60d}
components:
  - {id: chargebacks, kind: data_source, name: Chargebacks}
  - {id: outcomes, kind: outcome_join, name: Outcomes, window: WINDOW}
  - {id: train, kind: training, name: Train}
flows:
  - {from: chargebacks, to: outcomes, kind: labels}
  - {from: outcomes, to: train, kind: labels}
"""
_NO_JOIN = """\
sketchcheck: 1
name: Loans
brief: {label_delay: 90d}
components:
  - {id: bank, kind: data_source, name: Repayments}
  - {id: features, kind: feature_store, name: Features}
  - {id: train, kind: training, name: Train, STATED}
flows:
  - {from: bank, to: train, kind: labels}
  - {from: features, to: train, kind: features}
"""


class LabelDelayIgnored(Rule):
    """An outcome join waits less than the brief's label delay; or a training does not leave open cases out.

    A training is judged only where no outcome join gives it its labels. A window, a schedule or a filter
    that is not stated is asked about.
    """

    code = "LBL004"
    name = "label-delay-ignored"
    category = "labels"
    severity = "warning"
    gate = "trained"
    message = (
        "The truth is known {delay} after the prediction, but {component} {early}. Cases that are still open"
        " count as negatives, so the model learns that the newest trouble is harmless."
    )
    why = (
        "What has not happened yet looks like what never happens. Training learns it, and a quality that is"
        " measured too early flatters or frightens."
    )
    fix = (
        "Wait as long as the outcome takes, or leave out cases whose outcome is open; a faster proxy label"
        " can bridge the gap."
    )
    false_alarms = "A join of a fast label, such as clicks, in a design whose slow label comes another way."
    question = "A fraud is reported after 45 days. Which label did that payment have in last week's training?"
    sources = (Source("SHA", "5.1.1.1"), Source("SHA", "5.1.2"), Source("FRD"), Source("NML"))
    examples = (
        Bad(_JOIN.replace("WINDOW", "7d"), at="outcomes", fixed=True),
        Bad(
            _NO_JOIN.replace("STATED", "schedule: 24h, label_maturity_filter: false"), at="train", fixed=True
        ),
        Good(_JOIN.replace("WINDOW", "60d"), why="The join waits until the chargebacks are in."),
        Good(
            _NO_JOIN.replace("STATED", "schedule: 24h, label_maturity_filter: true"),
            why="Open cases are left out.",
        ),
        Good(_NO_JOIN.replace(", STATED", ""), why="How it treats open cases is a question, not a gap."),
        Good(
            _JOIN.replace("label_delay: 60d", "label_delay: 0s").replace("WINDOW", "30s"),
            why="The truth is known at once.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The outcome joins that give labels, and the trainings whose labels come around them."""
        if not view.brief.label_delay or seconds(view.brief.label_delay) == 0:
            return
        yield from (one for one in view.of_kind("outcome_join") if view.out(one))
        joins = view.all_of("outcome_join")
        for one in fed_trainings(view):
            if truth_into(view, one) and not view.upstream(one, DATA) & joins:
                yield one

    def judge(self, view: View, place: str) -> Verdict:
        """Whether it waits, or leaves open cases out."""
        return (
            self._judge_join(view, place)
            if view.kind(place) == "outcome_join"
            else self._judge_training(view, place)
        )

    def _judge_join(self, view: View, join: str) -> Verdict:
        window = view.value(join, "window")
        if window.value is None:
            return NotStated("window", join)
        if seconds(window.value) >= seconds(view.brief.label_delay or "0s"):
            return passed_by(window)
        return self._finding(view, join, f"waits only {window.value}")

    def _judge_training(self, view: View, training: str) -> Verdict:
        schedule, leaves_out = (view.value(training, name) for name in ("schedule", "label_maturity_filter"))
        if leaves_out.value:
            return passed_by(leaves_out)
        if schedule.value and seconds(schedule.value) >= seconds(view.brief.label_delay or "0s"):
            return passed_by(schedule)
        for name, value in (("label_maturity_filter", leaves_out), ("schedule", schedule)):
            if value.value is None:
                return NotStated(name, training)
        return self._finding(view, training, f"learns every {schedule.value} and leaves no open case out")

    def _finding(self, view: View, place: str, early: str) -> Finding:
        return self.found(place, delay=view.brief.label_delay, component=view.title(place), early=early)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Wait as long as the brief says, or leave open cases out."""
        place, title = finding.anchor, view.title(finding.anchor)
        mending = Mending(view)
        if view.kind(place) == "outcome_join":
            mending.state(place, window=view.brief.label_delay)
            return [mending.fix(f"Let {title} wait {view.brief.label_delay}", "declared")]
        mending.state(place, label_maturity_filter=True)
        return [mending.fix(f"State that {title} leaves out cases that are still open", "declared")]
