"""EVA006: the first proof of a new model is its launch."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.questions import all_readers, answerers, gateways_before, titles
from designer.graph.release import is_tried
from designer.model.kinds import GENERATIVE, ONLINE

_PARTS = """\
sketchcheck: 1
name: Search
brief: {maturity: production}
components:
  - {id: site, kind: consumer_app, name: Shop pages, user_facing: true, on_missing: default}
  - {id: gateway, kind: api_gateway, name: Gateway, auth: oauth}
  - {id: ranker, kind: ranking_stage, name: Ranker}
MOREflows:
  - {from: site, to: gateway, kind: request_response}
  - {from: gateway, to: ranker, kind: request_response}
"""
_PLATFORM = "  - {id: tests, kind: experiment_platform, name: Experiments}\n"


def _design(more: str = "", flows: str = "") -> str:
    return _PARTS.replace("MORE", more) + flows


class NoOnlineProof(Rule):
    """People see what a model answers, and no part of the traffic can get a new one before the rest.

    A command for a shadow, canary, holdout or A/B test counts, at the model or at anything through which
    it is asked; so do a release that starts with a part, and an experiment platform that is joined to
    any of these by whatever flow.
    """

    code = "EVA006"
    name = "no-online-proof"
    category = "evaluation"
    severity = "warning"
    maturity = "production"
    gate = "online"
    suppressed_by = ("ROL002",)
    message = (
        "A new version of {serving} cannot be tried on a part of the traffic. Whether it helps the people"
        " who use {users} is seen first when all of them have it."
    )
    why = "Gains on old data often vanish before users, and without a group to compare with nobody notices."
    fix = "Let an experiment platform split the traffic, log who saw what, and measure the business number."
    false_alarms = "Too few users for any test; compare in shadow, or before and after, and write that down."
    question = "How do you know that the gain came from the model and not from the season?"
    sources = (
        Source("GCP", "online-validation"), Source("MLTS", "Model2"), Source("SHA", "4.4.3"),
        Source("ZIN", "39"), Source("IVR"),
    )  # fmt: skip
    examples = (
        Bad(_design(), at="design", fixed=True),
        Bad(_design(_PLATFORM), at="design", fixed=True),
        Good(
            _design(_PLATFORM, "  - {from: tests, to: gateway, kind: control, purpose: ab}\n"),
            why="The gateway splits the traffic.",
        ),
        Good(
            _design(_PLATFORM, "  - {from: site, to: tests, kind: request_response}\n"),
            why="The pages ask which variant a visitor gets.",
        ),
        Good(
            _design().replace("user_facing: true", "user_facing: false"),
            why="Nobody outside the team sees the answers.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The design, where an application that may be seen by people is answered online."""
        return ["design"] if any(view.get(one, "user_facing") is not False for one in _apps(view)) else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether any model that people see can be tried before all of them get its new version."""
        faces = view.members(one for one in _apps(view) if view.get(one, "user_facing"))
        if not faces:
            return NotStated("user_facing", next(one for one in _apps(view) if not _stated(view, one)))
        seen = [one for one in _online(view) if all_readers(view, one) & faces]
        if any(is_tried(view, one) for one in seen):
            return Passed()
        return self.found(
            place, where=[*seen, *faces], serving=titles(view, seen), users=titles(view, list(faces))
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Let an experiment platform, drawn or new, split the traffic where it comes in."""
        mending = Mending(view)
        seen = next(one for one in finding.where if view.kind(one) in ONLINE | GENERATIVE)
        front = next(iter(gateways_before(view, seen)), seen)
        app = next(one for one in finding.where if view.kind(one) == "consumer_app")
        platform = mending.ensure("experiment_platform", like=front, exposure_logging=True)
        mending.command(platform, front, "ab")
        mending.connect(app, platform, "metrics", label="business metric")
        return [mending.fix(f"Try new versions of {view.title(seen)} on a part of the traffic")]


def _online(view: View) -> list[str]:
    return [one for one in answerers(view) if view.kind(one) in ONLINE | GENERATIVE]


def _apps(view: View) -> Members:
    """The applications that are answered online."""
    return view.once("apps answered online", lambda: _find_apps(view))


def _find_apps(view: View) -> Members:
    found = view.none()
    for one in _online(view):
        found = found | all_readers(view, one)
    return view.among(found, "consumer_app")


def _stated(view: View, app: str) -> bool:
    return view.get(app, "user_facing") is not None
