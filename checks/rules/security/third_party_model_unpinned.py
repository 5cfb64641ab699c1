"""SEC005: weights of another company are taken in whatever version there is today."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View

_HUB = """\
sketchcheck: 1
name: Ticket routing
components:
  - {id: hub, kind: data_source, name: Model hub, external: true}
  - {id: train, kind: training, name: Fine-tuning}
  - {id: registry, kind: model_registry, name: Registry}
flows:
  - {from: train, to: registry, kind: model_artifact}
"""
_TAKEN = "  - {from: hub, to: train, kind: model_artifact, version_pinned: false}\n"


class ThirdPartyModelUnpinned(Rule):
    """A model of another company is taken without a fixed version.

    A data source that gives a model and does not state whether another company runs it is asked about,
    and so is a version of which nothing is stated.
    """

    code = "SEC005"
    name = "third-party-model-unpinned"
    category = "security"
    severity = "warning"
    gate = "has_model"
    message = (
        "{target} takes weights from {source} in whatever version there is. The next download may be another"
        " model, or one that somebody has tampered with."
    )
    why = "A file that changes without notice changes every answer, and no release of yours explains it."
    fix = "Fix version and checksum, keep a copy in the registry, and evaluate it like a model of your own."
    false_alarms = "A hub whose files never change under one name; state version_pinned: true."
    question = "The publisher replaces the file tonight. What of yours notices?"
    sources = (Source("OWL", "LLM03 (title)"), Source("OWA", "ML06"), Source("MLSDR-AI", "Model choice"))
    examples = (
        Bad(_HUB + _TAKEN, at="hub>train:model_artifact", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: Vectors
components:
  - {id: hub, kind: data_source, name: Model hub, external: true}
  - {id: embed, kind: feature_pipeline, name: Embedding}
  - {id: finder, kind: candidate_retrieval, name: Finder}
flows:
  - {from: hub, to: embed, kind: model_artifact, version_pinned: false}
  - {from: embed, to: finder, kind: features}
""",
            at="hub>embed:model_artifact",
            fixed=True,
        ),
        Good(_HUB + _TAKEN.replace("false", "true"), why="It is always the same file."),
        Good(_HUB + _TAKEN.replace(", version_pinned: false", ""), why="Whether it is fixed is a question."),
        Good(
            _HUB.replace("external: true", "external: false") + _TAKEN,
            why="Your own company makes these weights.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Flows of models from sources that are not known to be your own."""
        for one in view.of_kind("data_source"):
            flows = view.out(one, "model_artifact")
            if flows and view.get(one, "external") is not False:
                yield from (flow.id for flow in flows)

    def judge(self, view: View, place: str) -> Verdict:
        """Whether an exact version is taken."""
        flow = view.flow(place)
        pinned = view.flow_value(flow, "version_pinned").value
        if pinned:
            return Passed("declaration")
        if pinned is None:
            return NotStated("version_pinned", place)
        if view.get(flow.source, "external") is None:
            return NotStated("external", flow.source)
        target, source = view.title(flow.target), view.title(flow.source)
        return self.found(place, where=(flow.source, flow.target), target=target, source=source)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Fix the version; where there is a registry, also take the model from there."""
        flow = view.flow(finding.anchor)
        title = f"Fix the version that {view.title(flow.target)} takes from {view.title(flow.source)}"
        pinned, mirrored = Mending(view), Mending(view)
        pinned.state(flow.id, version_pinned=True)
        fixes = [pinned.fix(title, "declared")]
        registry = next(iter(view.of_kind("model_registry")), None)
        if registry and flow.target != registry and not _feeds(view, flow.target, registry):
            mirrored.state(flow.id, version_pinned=True)
            mirrored.reroute(flow.id, registry)
            fixes.append(mirrored.fix(f"{title}, and keep a copy in {view.title(registry)}", "mixed"))
        return fixes


def _feeds(view: View, component: str, registry: str) -> bool:
    """Whether models of a component go into the registry, so that a way back would be a circle."""
    return bool(view.downstream(component, frozenset({"model_artifact"})) & view.members([registry]))
