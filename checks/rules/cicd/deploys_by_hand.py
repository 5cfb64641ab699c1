"""CIC001: each release is made by a person."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.questions import titles
from designer.graph.release import released, released_by_us
from designer.model.flow import Control

_PARTS = """\
sketchcheck: 1
name: Prices
brief: {maturity: production}
components:
  - {id: scorer, kind: serving_endpoint, name: PricingMORE}
  - {id: shop, kind: consumer_app, name: Shop, on_missing: default}
  - {id: repo, kind: code_repo, name: Repository}
"""
_PIPELINE = (
    "  - {id: release, kind: ci_cd, name: Release}\n  - {id: night, kind: orchestrator, name: Night plan}\n"
)
_ASKS = "flows:\n  - {from: shop, to: scorer, kind: request_response}\n"


def _design(boxes: str = "", flows: str = "", more: str = "") -> str:
    return _PARTS.replace("MORE", more) + boxes + _ASKS + flows


class DeploysByHand(Rule):
    """Nothing automated brings what answers into production.

    The design is asked once if it has no release pipeline, otherwise each serving component that no
    pipeline reaches: by a command to deploy or try, by a model or image, or through an orchestrator or
    registry that hands either on. What another company runs is left out.
    """

    code = "CIC001"
    name = "deploys-by-hand"
    category = "cicd"
    severity = "warning"
    maturity = "production"
    gate = "live"
    message = (
        "No pipeline builds, tests and deploys {serving}. Each release depends on a person, on what they"
        " remember and on how much of a hurry they are in."
    )
    why = "Releases by hand are slow and never twice the same, and under pressure the tests go first."
    fix = "Let a pipeline start from the code repository, test, and deploy with the model of the registry."
    false_alarms = "A platform that deploys from the repository by itself; draw it as the pipeline it is."
    question = "How many steps by hand are there between a merge and the first answer of the new version?"
    sources = (
        Source("SEED", "S3"), Source("SEED", "S7"), Source("GCP", "L2"), Source("AZM", "L3"),
        Source("SE4", "20"), Source("SE4", "18"),
    )  # fmt: skip
    examples = (
        Bad(_design(), at="design", fixed=True),
        Bad(_design(_PIPELINE), at="scorer", fixed=True),
        Bad(
            _design(_PIPELINE, "  - {from: release, to: scorer, kind: control, purpose: rollback}\n"),
            at="scorer",
            fixed=True,
        ),
        Good(
            _design(_PIPELINE, "  - {from: release, to: scorer, kind: control, purpose: deploy}\n"),
            why="The pipeline deploys it.",
        ),
        Good(
            _design(
                _PIPELINE,
                "  - {from: release, to: night, kind: control, purpose: deploy}\n"
                "  - {from: night, to: scorer, kind: control, purpose: schedule}\n",
            ),
            why="The pipeline deploys the plan that starts it.",
        ),
        Good(_design(more=", external: true"), why="Another company deploys it."),
        Good(
            _design(_PIPELINE, "  - {from: release, to: scorer, kind: control}\n"),
            why="What the command is for is a question.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The design without a pipeline, or each serving component that we run ourselves."""
        serving = released_by_us(view)
        return serving if view.of_kind("ci_cd") or not serving else ["design"]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether a pipeline brings it out."""
        if place == "design":
            serving = released_by_us(view)
            return self.found(place, where=serving, serving=titles(view, serving))
        if released(view) & view.members([place]):
            return Passed()
        for flow in view.into(place, "control", "unspecified"):
            if view.kind(flow.source) == "ci_cd":
                if not isinstance(flow, Control):
                    return NotStated("kind", flow.id)
                if flow.purpose is None:
                    return NotStated("purpose", flow.id)
        return self.found(place, serving=view.title(place))

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Let the pipeline that is drawn deploy it, or a new one that starts from the repository."""
        mending = Mending(view)
        serving = list(finding.where) if finding.anchor == "design" else [finding.anchor]
        pipeline = mending.existing("ci_cd")
        if pipeline is None:
            pipeline = mending.add("ci_cd")
            mending.command(mending.ensure("code_repo"), pipeline, "deploy")
        for one in serving:
            mending.command(pipeline, one, "deploy")
        return [mending.fix(f"Let {mending.design.title_of(pipeline)} deploy {titles(view, serving)}")]
