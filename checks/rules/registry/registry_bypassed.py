"""REG002: a second door beside the model registry."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.questions import titles
from designer.model.flow import Flow, ModelArtifact
from designer.model.kinds import SERVING

_MODEL = frozenset({"model_artifact"})
_STOP = frozenset({"model_registry", "training"})
_JUDGED = frozenset({"evaluation", "training"})

_PARTS = """\
sketchcheck: 1
name: Prices
components:
  - {id: train, kind: training, name: Train}
  - {id: judge, kind: evaluation, name: Evaluate, on_fail: block}
  - {id: registry, kind: model_registry, name: Registry, keep_versions: 5}
  - {id: release, kind: ci_cd, name: Release}
  - {id: hub, kind: data_source, name: Model hub, external: true}
  - {id: scorer, kind: serving_endpoint, name: Pricing}
  - {id: shop, kind: consumer_app, name: Shop, on_missing: default}
flows:
  - {from: train, to: judge, kind: model_artifact}
  - {from: judge, to: registry, kind: model_artifact}
  - {from: shop, to: scorer, kind: request_response}
"""
_KEPT = "  - {from: registry, to: scorer, kind: model_artifact}\n"


class RegistryBypassed(Rule):
    """There is a model registry, and a model reaches a serving component past it.

    What lies between registry and serving component is no bypass, such as a release pipeline that builds
    an image, unless it gets models from elsewhere too. Nor is a bought model of a pinned version, nor a
    box of kind other. Where no model of a training has been through a registry, REG001 says more.
    """

    code = "REG002"
    name = "registry-bypassed"
    category = "registry"
    severity = "error"
    gate = "trained and live"
    suppressed_by = ("REG001",)
    message = (
        "There is {registry}, and {serving} takes models past it, from {source}. What the registry says is"
        " live may not be what answers."
    )
    why = "A record with a way around it is worse than none: it is believed, and it is wrong."
    fix = "Lead that model through the registry, and let serving components take models from nowhere else."
    false_alarms = "A registry that belongs to another product; draw it in a zone of its own and waive this."
    question = "Can anybody put a model into production without its appearing in the registry?"
    sources = (Source("GCP", "L2"), Source("SE4", "20"))
    examples = (
        Bad(
            _PARTS + _KEPT + "  - {from: judge, to: scorer, kind: model_artifact}\n",
            at="judge>scorer:model_artifact",
            fixed=True,
        ),
        Bad(
            _PARTS
            + "  - {from: judge, to: release, kind: model_artifact}\n"
            + "  - {from: release, to: scorer, kind: model_artifact}\n",
            at="release>scorer:model_artifact",
            fixed=True,
        ),
        Bad(
            _PARTS + _KEPT + "  - {from: hub, to: scorer, kind: model_artifact, version_pinned: false}\n",
            at="hub>scorer:model_artifact",
            fixed=True,
        ),
        Good(_PARTS + _KEPT, why="Only the registry feeds the serving component."),
        Good(
            _PARTS
            + "  - {from: registry, to: release, kind: model_artifact}\n"
            + "  - {from: release, to: scorer, kind: model_artifact}\n",
            why="The release pipeline builds the image from a version in the registry.",
        ),
        Good(
            _PARTS + _KEPT + "  - {from: hub, to: scorer, kind: model_artifact, version_pinned: true}\n",
            why="A bought model of an exact version.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The flows that bring models to serving components from elsewhere than a registry."""
        if not view.of_kind("model_registry"):
            return
        for serving in view.of_kind(*SERVING):
            for flow in view.into(serving, "model_artifact"):
                if view.kind(flow.source) not in ("model_registry", "other"):
                    yield flow.id

    def judge(self, view: View, place: str) -> Verdict:
        """Whether a registry stands before the source, on every way from a training."""
        flow = view.flow(place)
        if view.kind(flow.source) == "data_source" and (bought := _bought(view, flow)):
            return bought
        before = view.upstream(flow.source, _MODEL, _STOP)
        trained = view.kind(flow.source) == "training" or view.among(before, "training")
        if not trained and view.among(before, "model_registry"):
            return Passed()
        registries = _registries(view, flow)
        return self.found(
            place,
            where=[flow.target, *registries],
            registry=titles(view, registries),
            serving=view.title(flow.target),
            source=view.title(flow.source),
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Lead the flow through the registry, unless others would then get unjudged models.

        A pipeline of which nothing says where its models come from takes them from the registry.
        """
        flow = view.flow(finding.anchor)
        mending = Mending(view)
        fitting = [one for one in _registries(view, flow) if _fits(view, flow, one)]
        if not fitting:
            return []
        source, registry = view.title(flow.source), view.title(fitting[0])
        if view.kind(flow.source) == "ci_cd" and not view.into(flow.source, "model_artifact"):
            mending.connect(fitting[0], flow.source, "model_artifact")
            return [mending.fix(f"Let {source} take its models from {registry}")]
        mending.reroute(flow.id, fitting[0])
        return [mending.fix(f"Lead the models of {source} through {registry}")]


def _bought(view: View, flow: Flow) -> Passed | NotStated | None:
    """Whether a data source is another company's hub from which an exact version is taken."""
    external = view.value(flow.source, "external")
    if external.value is None:
        return NotStated("external", flow.source)
    pinned = flow.version_pinned if isinstance(flow, ModelArtifact) else None
    if not external.value or pinned is False:
        return None
    return Passed("declaration") if pinned else NotStated("version_pinned", flow.id)


def _registries(view: View, flow: Flow) -> list[str]:
    """The registries that this serving component or this source uses; all, where neither uses any."""
    known = view.all_of("model_registry")
    near = view.upstream(flow.target, _MODEL) | view.downstream(flow.source, _MODEL)
    return list(near & known) or list(known)


def _fits(view: View, flow: Flow, registry: str) -> bool:
    """Whether nobody gets unjudged models by the detour that they do not get already."""
    serving = view.all_of(*SERVING)
    added = ((flow.source, registry), (registry, flow.source))
    return not any(
        _unjudged(view, giver) - _unjudged(view, one)
        for giver, taker in added
        for one in view.downstream(taker, _MODEL) & serving
    )


def _unjudged(view: View, component: str) -> Members:
    """The trainings whose models leave a component, or are run there, without an evaluation before."""
    if view.kind(component) == "evaluation":
        return view.none()
    here = view.members([component]) | view.upstream(component, _MODEL, _JUDGED)
    return view.among(here, "training")
