"""ALR002: alerts that nobody has to take up, or that nobody knows how to answer."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View

_TOLD = frozenset({"human_review", "alerting"})
_FIRST_STEPS = "1 is the data fresh, 2 what was released last, 3 roll back"
"""The beginning of a runbook, for people to complete."""

_SEARCH = """\
sketchcheck: 1
name: Search
brief: {maturity: production}
components:
  - {id: site, kind: consumer_app, name: Site, on_missing: default}
  - {id: ranker, kind: serving_endpoint, name: Ranker}
  - {id: health, kind: metrics_monitor, name: Health, watches: [latency, errors]}
  - {id: slack, kind: alerting, name: Alert channel}
flows:
  - {from: site, to: ranker, kind: request_response}
  - {from: ranker, to: health, kind: metrics}
  - {from: health, to: slack, kind: alerts}
"""
_OWNED = _SEARCH.replace("name: Alert channel", "name: Alert channel, oncall: search team")


class AlertHasNoOwnerOrAction(Rule):
    """An alerting component that gets alerts states nobody who takes them up, or nothing that is done.

    Wider than the catalogue: the stated owner of the component counts as well as `oncall`, and so do
    alerts that are handed on to people; a command that the alert gives by itself counts as the action
    where no runbook is stated.
    """

    code = "ALR002"
    name = "alert-has-no-owner-or-action"
    category = "alerting"
    severity = "warning"
    maturity = "production"
    gate = "live"
    suppressed_by = ("GRF001",)
    message = (
        "Alerts end at {alerting}, and {lacks} not stated. Alerts that nobody has to take up, or knows how,"
        " are soon muted."
    )
    why = "An alert helps only if one person knows that it is theirs, and what to do first."
    fix = "State the team on call and the runbook: what to look at first, and when to roll back."
    false_alarms = "On-call plans that are kept in another system; put the link into runbook."
    question = "The alert fires at night. Who gets up, and what is the first thing they do?"
    sources = (
        Source("SHA", "4.5.6"), Source("SHA", "5.1.2.1"), Source("SRE"), Source("ZIN", "8"),
        Source("AWSC", "7.2"),
    )  # fmt: skip
    examples = (
        Bad(_SEARCH, at="slack"),
        Bad(_OWNED, at="slack", fixed=True),
        Bad(
            _SEARCH.replace("{maturity: production}", "{maturity: production, owner: search team}").replace(
                "name: Alert channel", "name: Alert channel, runbook: runbooks/search.md"
            ),
            at="slack",
            fixed=True,
        ),
        Good(
            _OWNED.replace("oncall: search team", "oncall: search team, runbook: runbooks/search.md"),
            why="A team is on call and knows where to read.",
        ),
        Good(
            _OWNED + "  - {from: slack, to: ranker, kind: control, purpose: rollback}\n",
            why="The alert rolls back by itself, and a team is told.",
        ),
        Good(
            _SEARCH.replace("  - {from: health, to: slack, kind: alerts}\n", ""),
            why="No alert arrives there yet.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The alerting components that some alert reaches."""
        return [one for one in view.of_kind("alerting") if view.into(one, "alerts")]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether somebody takes the alerts up, and something is done."""
        owned, acts = _is_owned(view, place), _acts(view, place)
        if owned and acts:
            return Passed("declaration")
        named = [word for word, there in (("who is on call", owned), ("what to do", acts)) if not there]
        lacks = f"{' and '.join(named)} {'are' if len(named) > 1 else 'is'}"
        return self.found(place, alerting=view.title(place), lacks=lacks)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State the team that is known from the drawing, and the beginning of a runbook."""
        alerting = finding.anchor
        team = view.get(alerting, "team") or view.brief.owner
        if not (team or _is_owned(view, alerting)):
            return []
        mending = Mending(view)
        mending.state(
            alerting,
            oncall=None if _is_owned(view, alerting) else team,
            runbook=None if _acts(view, alerting) else _FIRST_STEPS,
        )
        title = f"State who answers {view.title(alerting)}, and how"
        return [mending.fix(title, "declared", complete=False)]


def _is_owned(view: View, alerting: str) -> bool:
    if view.get(alerting, "oncall") or view.get(alerting, "owner"):
        return True
    return any(view.kind(one) in _TOLD for one in view.targets(alerting, "alerts"))


def _acts(view: View, alerting: str) -> bool:
    return bool(view.get(alerting, "runbook") or view.out(alerting, "control"))
