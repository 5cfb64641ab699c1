"""MON005: between the answer and the truth nobody looks."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Option, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.questions import answer_records, answerers
from designer.model.edits.language import Set
from designer.model.kinds import MONITOR
from designer.model.resolve import Value
from designer.model.values import days

EARLY = frozenset({"prediction_drift", "estimated_performance", "proxy_metric"})
"""What can be watched before any outcome is known."""
LONG_DAYS = 7
"""A wait as long as this is asked about."""
NAMED = 20
"""So many serving components are named."""
_MAY_WATCH = frozenset({"drift_monitor", "quality_monitor"})

_LOANS = """\
sketchcheck: 1
name: Loans
brief: {maturity: production, label_delay: 90d}
components:
  - {id: portal, kind: consumer_app, name: Portal}
  - {id: scorer, kind: serving_endpoint, name: Loan scorer}
  - {id: log, kind: log_store, name: Log}
  - {id: quality, kind: quality_monitor, name: Quality, watches: [accuracy]}
  - {id: oncall, kind: alerting, name: On call}
flows:
  - {from: portal, to: scorer, kind: request_response}
  - {from: portal, to: quality, kind: feedback}
  - {from: scorer, to: log, kind: logs}
  - {from: log, to: quality, kind: logs}
  - {from: quality, to: oncall, kind: alerts}
"""


class BlindUntilLabelsArrive(Rule):
    """The truth comes a week or more after the answer, and nothing that moves earlier is watched.

    A stated `proxy_label` in the brief does not count, other than in the catalogue: it says what stands
    for the truth, and the delay is often the delay of that very stand-in. People who review cases and
    give labels or feedback do count, as the catalogue's own advice has it. Partial labels are left to
    the rule on decisions that hide their outcome.
    """

    code = "MON005"
    name = "blind-until-labels-arrive"
    category = "monitoring"
    severity = "warning"
    maturity = "production"
    gate = "live"
    message = (
        "The truth arrives {delay} after the answer, and no monitor watches anything that moves earlier. A"
        " broken model can answer for {delay} before a number shows it."
    )
    why = (
        "For as long as outcomes are on their way, only the answers themselves can tell that they are wrong."
    )
    fix = (
        "Watch the distribution of the answers, an estimate of their quality or an early sign, or have people"
        " judge a sample at once."
    )
    false_alarms = "An early sign that another team watches; draw that monitor."
    question = "It went wrong on the second day. How do you know before the outcomes are in?"
    sources = (
        Source("NML"), Source("SHA", "5.1.2"), Source("DKU"), Source("SCU", "7-prediction-bias"),
    )  # fmt: skip
    examples = (
        Bad(_LOANS, at="design", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: Churn
brief: {maturity: production, label_delay: 7d}
components:
  - {id: scores, kind: batch_inference, name: Weekly scores}
  - {id: crm, kind: consumer_app, name: CRM}
  - {id: table, kind: warehouse, name: Customers}
  - {id: features, kind: feature_pipeline, name: Features}
flows:
  - {from: table, to: features, kind: batch_data}
  - {from: features, to: scores, kind: features}
  - {from: scores, to: crm, kind: predictions}
""",
            at="design",
            fixed=True,
        ),
        Good(
            _LOANS.replace("[accuracy]", "[accuracy, estimated_performance]"),
            why="An estimate moves before the outcomes come.",
        ),
        Good(_LOANS.replace("label_delay: 90d", "label_delay: 2d"), why="Two days are soon enough."),
        Good(
            _LOANS.replace("flows:\n", "  - {id: desk, kind: human_review, name: Desk}\nflows:\n")
            + "  - {from: scorer, to: desk, kind: predictions}\n"
            + "  - {from: desk, to: quality, kind: feedback}\n",
            why="People judge cases on the day.",
        ),
        Good(_LOANS.replace(", watches: [accuracy]", ""), why="What the monitor watches is a question."),
    )

    options = (
        Option("label_delay_days", LONG_DAYS, "Days of waiting for labels from which a proxy is asked for."),
    )

    def places(self, view: View) -> Iterable[str]:
        """The design, where the truth is late."""
        delay = view.brief.label_delay
        return (
            ["design"] if delay is not None and days(delay) >= self.option(view, "label_delay_days") else []
        )

    def judge(self, view: View, place: str) -> Verdict:
        """Whether something early is watched, or people judge."""
        unknown: str | None = None
        for one in view.of_kind(*MONITOR):
            watches: Value = view.value(one, "watches")
            if EARLY & set(watches.value or ()):
                return passed_by(watches)
            if watches.value is None and view.kind(one) in _MAY_WATCH:
                unknown = unknown or one
        if any(view.out(one, "labels", "feedback") for one in view.of_kind("human_review")):
            return Passed()
        if unknown:
            return NotStated("watches", unknown)
        where = answerers(view)[:NAMED]
        return self.found(place, where=where, delay=view.brief.label_delay)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Watch the distribution of the answers, in the drift monitor that is drawn or in a new one."""
        del finding
        mending = Mending(view)
        serving = answerers(view)[0]
        drawn = view.of_kind("drift_monitor")
        monitor = mending.monitor("drift_monitor", ("prediction_drift",), like=serving)
        stores = view.among(answer_records(view, serving), "log_store")
        if not drawn or not answer_records(view, serving) & view.members(drawn):
            for store in list(stores)[:1]:
                mending.connect(store, monitor, "logs")
            if not stores:
                mending.connect(serving, monitor, "predictions")
        title = f"Watch the distribution of what {view.title(serving)} answers"
        stated = all(isinstance(edit, Set) for edit in mending.edits)
        return [mending.fix(title, "declared" if stated else "structural")]
