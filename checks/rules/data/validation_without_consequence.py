"""DAT002: a check that fails and changes nothing."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, Passed, Severity, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.questions import titles
from designer.graph.releases import released_by_itself, starts_by_itself, stops_bad_data
from designer.model.flow import DATA

_PARTS = """\
sketchcheck: 1
name: Churn
components:
  - {id: crm, kind: data_source, name: CRM}
  - {id: warehouse, kind: warehouse, name: Warehouse}
  - {id: train, kind: training, name: Train}
  - {id: oncall, kind: alerting, name: On call}
flows:
  - {from: crm, to: check, kind: batch_data}
  - {from: check, to: warehouse, kind: batch_data}
  - {from: warehouse, to: train, kind: features}
"""


def _design(check: str, flow: str = "") -> str:
    return (
        _PARTS.replace("flows:\n", f"  - {{id: check, kind: data_validation, name: Check{check}}}\nflows:\n")
        + flow
    )


class ValidationWithoutConsequence(Rule):
    """A validation neither blocks nor sets aside what fails, and alerts nobody.

    Harder than in the catalogue, an error, where nothing else stands between bad data and a model that is
    trained and released by itself: then nobody sees the data before customers see the answers.
    """

    code = "DAT002"
    name = "validation-without-consequence"
    category = "data"
    severity = "warning"
    gate = "has_model"
    message = (
        "{validation} checks {checks}, and when a check fails nothing follows: no block, no quarantine,"
        " no alert. It is a line in a log that nobody opens.{live}"
    )
    why = "A check protects only if bad data stop, or if a person is told before they are used."
    fix = "Let it block what training reads, set aside what streams bring, and alert the owner of the data."
    false_alarms = (
        "A validation that is only watched while its limits are being found; waive it until a date."
    )
    question = "It is three in the morning and this check fails. What happens in the next ten minutes?"
    sources = (Source("GCP", "L1-data-validation"), Source("SHA", "5.1.2"), Source("DCA"))
    examples = (
        Bad(_design(", checks: [schema, nulls], on_fail: warn"), at="check", fixed=True),
        Bad(_design(""), at="check", fixed=True),
        Bad(
            _design(", technology: great_expectations", "  - {from: check, to: lake, kind: logs}\n").replace(
                "flows:", "  - {id: lake, kind: log_store, name: Log}\nflows:"
            ),
            at="check",
            fixed=True,
        ),
        Good(
            _design(", checks: [schema, nulls], on_fail: block"),
            why="What fails does not get through.",
        ),
        Good(
            _design(", on_fail: warn", "  - {from: check, to: oncall, kind: alerts}\n"),
            why="A person is told.",
        ),
        Good(_design(", technology: tfx"), why="The technology stops the pipeline."),
        Good(
            "sketchcheck: 1\nname: First boxes\ncomponents:\n  - {id: check, kind: data_validation}\n"
            "  - {id: train, kind: training}\n",
            why="Nothing passes the check yet.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The validations that some data reach."""
        return [one for one in view.of_kind("data_validation") if view.into(one, *DATA)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether a failed check stops something, sets it aside or reaches somebody."""
        aside = any(view.kind(one) == "dead_letter_queue" for one in view.targets(place))
        if aside or view.out(place, "alerts"):
            return Passed()
        on_fail = view.value(place, "on_fail")
        if on_fail.value in ("block", "quarantine"):
            return passed_by(on_fail)
        checks = ", ".join(view.get(place, "checks") or ()) or "its input"
        learning = _live_by_themselves(view, place)
        severity: Severity | None = "error" if learning else None
        words = {"validation": view.title(place), "checks": checks, "live": _told(view, learning)}
        return self.found(place, severity=severity, **words)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Block or set aside, and alert; or alert alone, where a person still comes before the answers."""
        both, alert = Mending(view), Mending(view)
        streamed = view.into(finding.anchor, "stream_data")
        both.state(finding.anchor, on_fail="quarantine" if streamed else "block")
        for mending in (both, alert):
            mending.connect(finding.anchor, mending.ensure("alerting"), "alerts")
        title = view.title(finding.anchor)
        stopping = both.fix(f"Let {title} stop bad data and alert", "mixed")
        if _live_by_themselves(view, finding.anchor):
            return [stopping]
        return [stopping, alert.fix(f"Let {title} alert", complete=False)]


def _live_by_themselves(view: View, check: str) -> list[str]:
    """Trainings behind a check that start and go live by themselves, and before which nothing else stops."""
    trainings = view.among(view.downstream(check, DATA), "training")
    started = [one for one in trainings if starts_by_itself(view, one) and released_by_itself(view, one)]
    return [one for one in started if not stops_bad_data(view, one)]


def _told(view: View, learning: list[str]) -> str:
    learns = "learns" if len(learning) == 1 else "learn"
    ending = f" {learns} from these data, and nobody looks at the new model before it is live."
    return f" {titles(view, learning)}{ending}" if learning else ""
