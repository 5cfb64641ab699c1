"""ROL002: everybody gets the new model in the same second."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.questions import answerers, only_passes_on
from designer.graph.release import is_tried
from designer.model.flow import Control
from designer.model.kinds import ONLINE

_PARTS = """\
sketchcheck: 1
name: Search ranking
brief: {maturity: production}
components:
  - {id: release, kind: ci_cd, name: Release}
  - {id: tests, kind: experiment_platform, name: Experiments}
  - {id: ranker, kind: serving_endpoint, name: Ranker}
  - {id: gateway, kind: api_gateway, name: Gateway, auth: oauth}
  - {id: site, kind: consumer_app, name: Site, on_missing: default}
flows:
  - {from: site, to: gateway, kind: request_response}
  - {from: gateway, to: ranker, kind: request_response}
  - {from: release, to: ranker, kind: control, purpose: deploySTRATEGY}
"""


def _design(strategy: str = "", flows: str = "") -> str:
    return _PARTS.replace("STRATEGY", strategy) + flows


class AllAtOnceDeploy(Rule):
    """A release replaces what answers online for all users at once, or does not state how it proceeds.

    A trial by command or by an experiment platform, at the component or at anything through which it is
    asked, does for all its releases. Two sets of servers (blue_green) pass: the way back is short. A
    service that has no model of its own and calls one is left out.
    """

    code = "ROL002"
    name = "all-at-once-deploy"
    category = "rollout"
    severity = "warning"
    maturity = "production"
    gate = "online"
    suppressed_by = ("CIC001",)
    message = (
        "{how} a new version of {serving} answers all users from the first second, and so does whatever is"
        " wrong with it."
    )
    why = "Some faults show only under live traffic. How many people meet them is decided by the release."
    fix = "Release to a few per cent first and let a monitor decide about the rest; or run in shadow before."
    false_alarms = "An internal tool with a handful of users who know about the release."
    question = "What share of users has the new model in its first hour, and what decides that it gets more?"
    sources = (
        Source("MLTS", "Infra6"), Source("AWSC", "7.4"), Source("SHA", "4.4.3"), Source("SE4", "22"),
        Source("GCP", "online-validation"),
    )  # fmt: skip
    examples = (
        Bad(_design(), at="release>ranker:control", fixed=True),
        Bad(_design(", strategy: all_at_once"), at="release>ranker:control", fixed=True),
        Good(_design(", strategy: canary"), why="A part of the users meets it first."),
        Good(
            _design(flows="  - {from: tests, to: gateway, kind: control, purpose: ab}\n"),
            why="The gateway gives the new version to one group only.",
        ),
        Good(_design(", strategy: blue_green"), why="One switch brings the old servers back."),
    )

    def places(self, view: View) -> Iterable[str]:
        """The commands that deploy what answers online."""
        for one in answerers(view):
            if view.kind(one) not in ONLINE:
                continue
            deploys = [flow.id for flow in view.into(one, "control") if _purpose(flow) == "deploy"]
            if deploys and not only_passes_on(view, one):
                yield from deploys

    def judge(self, view: View, place: str) -> Verdict:
        """Whether the release starts with a part, or something else tries the new version first."""
        flow = view.flow(place)
        strategy = flow.strategy if isinstance(flow, Control) else None
        if strategy not in (None, "all_at_once"):
            return Passed("declaration")
        if is_tried(view, flow.target):
            return Passed()
        how = (
            "The release goes out all at once:" if strategy else "How it is released is not stated; as drawn,"
        )
        return self.found(place, where=[flow.target, flow.source], how=how, serving=view.title(flow.target))

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State that a few users get it first; what decides about the rest a person must say."""
        mending = Mending(view)
        mending.state(finding.anchor, strategy="canary")
        title = f"Release {view.title(view.flow(finding.anchor).target)} to a part of the users first"
        return [mending.fix(title, "declared", complete=False)]


def _purpose(flow: object) -> str | None:
    return flow.purpose if isinstance(flow, Control) else None
