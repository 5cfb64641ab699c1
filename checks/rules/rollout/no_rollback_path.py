"""ROL001: no way back to the model before."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from checks.finding import Finding, Fix, NotStated, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Option, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.questions import answerers, gateways_before, only_passes_on
from designer.model.edits.language import AddFlow
from designer.model.edits.parts import free_id
from designer.model.flow import flow_id
from designer.model.kinds import SERVING

RELEASERS = ("ci_cd", "model_registry", "orchestrator", "alerting", "human_review")
"""Who may command a way back, the likely one first."""
ENOUGH = 2
"""Versions to keep so that the one before is still there."""
KEPT_BY_FIX = 3
_CONTROL = frozenset({"control"})
_MODEL = frozenset({"model_artifact"})

_RELEASE = """\
sketchcheck: 1
name: Search ranking
brief: {maturity: production}
components:
  - {id: train, kind: training, name: Training}
  - {id: registry, kind: model_registry, name: Registry, keep_versions: 1}
  - {id: release, kind: ci_cd, name: Release}
  - {id: ranker, kind: serving_endpoint, name: Ranker}
  - {id: site, kind: consumer_app, name: Site, on_missing: default}
flows:
  - {from: train, to: registry, kind: model_artifact}
  - {from: registry, to: ranker, kind: model_artifact}
  - {from: release, to: ranker, kind: control, purpose: deploy}
  - {from: site, to: ranker, kind: request_response}
"""


class NoRollbackPath(Rule):
    """Nothing can command a rollback, and nothing deploys from a registry that keeps the version before.

    A rollback command counts at the serving component, at a gateway before it, and at what steers these.
    Of several registries the one from which the model comes is asked, or any where no model flow is
    drawn. A service that has no model of its own and calls one is left out.
    """

    code = "ROL001"
    name = "no-rollback-path"
    category = "rollout"
    severity = "error"
    maturity = "production"
    gate = "live"
    message = (
        "No way back to the model before is drawn for {serving}. A bad release stays until the next training"
        " is done."
    )
    why = "Without a rehearsed way back the time to recover from a bad model has no limit."
    fix = "Keep some versions in the registry, and draw the command that brings the one before back."
    false_alarms = "A platform that rolls back by itself; draw its command."
    question = "The model of today is bad. Whose hands bring yesterday's back, and in how many minutes?"
    sources = (
        Source("MLTS", "Infra7"), Source("SE4", "24"), Source("AWSC", "7.3"), Source("SMR"),
        Source("SEED", "S7"),
    )  # fmt: skip
    examples = (
        Bad(_RELEASE, at="ranker", fixed=True),
        Bad(
            _RELEASE.replace("keep_versions: 1", "keep_versions: 5").replace(
                "  - {from: release, to: ranker, kind: control, purpose: deploy}\n", ""
            ),
            at="ranker",
            fixed=True,
        ),
        Bad(_RELEASE.replace(", keep_versions: 1", ""), at="ranker", fixed=True),
        Good(_RELEASE.replace("purpose: deploy", "purpose: rollback")),
        Good(
            _RELEASE.replace("keep_versions: 1", "keep_versions: 5"),
            why="The version before is deployed again.",
        ),
        Good(
            _RELEASE.replace(", keep_versions: 1", ", technology: mlflow"),
            why="The registry keeps ten versions by itself.",
        ),
    )

    options = (Option("versions", ENOUGH, "Versions that a registry must keep.", least=1),)

    def places(self, view: View) -> Iterable[str]:
        """Serving components that answer somebody, where models are trained or kept."""
        if not view.of_kind("training", "model_registry"):
            return []
        serving = [one for one in answerers(view) if view.kind(one) in SERVING]
        return [one for one in serving if not only_passes_on(view, one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether a rollback is drawn, or an older version can be deployed again."""
        if _steering(view, place) & view.once("rolled back", lambda: _rolled_back(view)):
            return Passed()
        registries = _registries(view, place)
        if _is_deployed(view, place):
            values = [view.value(one, "keep_versions") for one in registries]
            for value in values:
                if value.value is not None and value.value >= self.option(view, "versions"):
                    return passed_by(value)
            for one, value in zip(registries, values, strict=True):
                if value.value is None:
                    return NotStated("keep_versions", one)
        return self.found(place, where=registries, serving=view.title(place))

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Draw the command; or, where releases are drawn, keep more versions."""
        serving, fixes = finding.anchor, []
        mending = Mending(view)
        commander = next((one for kind in RELEASERS for one in view.of_kind(kind)), None)
        commander = commander or mending.add("ci_cd", like=serving)
        wanted = free_id(mending.design, flow_id(commander, serving, "control"))
        flow = {"id": wanted, "from": commander, "to": serving, "kind": "control", "purpose": "rollback"}
        mending.do(AddFlow(flow=flow))
        fixes.append(mending.fix(f"Draw the way back to the {view.title(serving)} before"))
        registries = _registries(view, serving)
        if _is_deployed(view, serving) and registries:
            keeping = Mending(view)
            versions = max(KEPT_BY_FIX, ceil(self.option(view, "versions")))
            keeping.state(registries[0], keep_versions=versions)
            title = f"Keep {versions} versions in {view.title(registries[0])}"
            fixes.append(keeping.fix(title, "declared"))
        return fixes


def _steering(view: View, serving: str) -> Members:
    """The serving component, the gateways before it, and what sends commands to these."""
    doors = gateways_before(view, serving) | view.members([serving])
    found = doors
    for one in doors:
        found = found | view.upstream(one, _CONTROL)
    return found


def _rolled_back(view: View) -> Members:
    flows = view.flows("control")
    return view.members(flow.target for flow in flows if view.flow_value(flow, "purpose").value == "rollback")


def _is_deployed(view: View, serving: str) -> bool:
    return any(view.kind(one) in ("ci_cd", "model_registry") for one in view.sources(serving, "control"))


def _registries(view: View, serving: str) -> list[str]:
    source = list(view.among(view.upstream(serving, _MODEL), "model_registry"))
    return source or list(view.of_kind("model_registry"))
