"""REG001: models go live as files that nobody numbers."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.questions import nearest_paths, titles
from designer.graph.reach import Members
from designer.model.flow import Flow
from designer.model.kinds import SERVING

_MODEL = frozenset({"model_artifact"})
_TRAINING = frozenset({"training"})
_STOP = frozenset({"model_registry", "training"})
_JUDGED = frozenset({"evaluation", "training"})

_PARTS = """\
sketchcheck: 1
name: Prices
brief: {maturity: production}
components:
  - {id: train, kind: training, name: Train}
  - {id: judge, kind: evaluation, name: Evaluate, on_fail: block}
  - {id: registry, kind: model_registry, name: Registry, keep_versions: 5}
  - {id: scorer, kind: serving_endpoint, name: Pricing}
  - {id: shop, kind: consumer_app, name: Shop}
flows:
  - {from: train, to: judge, kind: model_artifact}
  - {from: shop, to: scorer, kind: request_response}
"""


class NoModelRegistry(Rule):
    """A model comes from a training to a serving component, and on none of its ways is a registry.

    A way past a registry that is drawn is another rule's subject (REG002).
    """

    code = "REG001"
    name = "no-model-registry"
    category = "registry"
    severity = "error"
    maturity = "production"
    gate = "trained and live"
    message = (
        "Models of {training} come to {serving} as files ({path}). Nobody can say which version answers,"
        " where it came from, or put the one before back."
    )
    why = "Without numbered versions there is nothing to roll back to when a model turns out to be bad."
    fix = "Put a model registry before the serving component; keep versions, with data, code and run of each."
    false_alarms = "A store of images that numbers models as well; draw it as the registry that it is."
    question = "Which exact model answered at 14:05 yesterday, and how long would it take to have it back?"
    sources = (
        Source("GCP", "L2"), Source("AZM", "L3"), Source("MICH", "model-repository"), Source("MLF"),
        Source("SE4", "16"),
    )  # fmt: skip
    examples = (
        Bad(
            """\
sketchcheck: 1
name: A file on the server
brief: {maturity: production}
components:
  - {id: train, kind: training, name: Train}
  - {id: scorer, kind: serving_endpoint, name: Pricing}
  - {id: shop, kind: consumer_app, name: Shop}
flows:
  - {from: train, to: scorer, kind: model_artifact}
  - {from: shop, to: scorer, kind: request_response}
""",
            at="scorer",
            fixed=True,
        ),
        Bad(
            _PARTS + "  - {from: judge, to: scorer, kind: model_artifact}\n"
            "  - {from: judge, to: registry, kind: model_artifact}\n",
            at="scorer",
            fixed=True,
        ),
        Good(
            _PARTS + "  - {from: judge, to: registry, kind: model_artifact}\n"
            "  - {from: registry, to: scorer, kind: model_artifact}\n",
            why="The serving component takes a numbered version.",
        ),
        Good(
            """\
sketchcheck: 1
name: A bought model
brief: {maturity: production}
components:
  - {id: hub, kind: data_source, name: Model hub, external: true}
  - {id: train, kind: training, name: Experiments}
  - {id: scorer, kind: serving_endpoint, name: Pricing}
  - {id: shop, kind: consumer_app, name: Shop}
flows:
  - {from: hub, to: scorer, kind: model_artifact, version_pinned: true}
  - {from: hub, to: train, kind: model_artifact}
  - {from: shop, to: scorer, kind: request_response}
""",
            why="No model of the training is served.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Serving components that a trained model reaches."""
        trainings = view.all_of("training")
        return [one for one in view.of_kind(*SERVING) if view.upstream(one, _MODEL, _TRAINING) & trainings]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether each training has a registry on one of its ways."""
        loose = list(_loose(view, place))
        if not loose:
            return Passed()
        paths = nearest_paths(view, place, _MODEL, _TRAINING, _STOP - _TRAINING)
        path = next((one for one in paths if one[0].source in loose), paths[0])
        return self.found(
            place,
            where=[*loose, *(flow.source for flow in path)],
            flows=[flow.id for flow in path],
            training=titles(view, loose),
            serving=view.title(place),
            path=" → ".join(map(view.title, [path[0].source, *(flow.target for flow in path)])),
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Lead the models through the registry that is drawn, or through a new one."""
        serving = finding.anchor
        mending = Mending(view)
        registry = _fitting(view, serving)
        flows = _arriving(view, serving)
        registry = registry or mending.add(
            "model_registry", like=flows[0].source, keep_versions=3, lineage=True
        )
        for flow in flows:
            mending.reroute(flow.id, registry)
        return [mending.fix(f"Keep the models of {view.title(serving)} in a registry")]


def _loose(view: View, serving: str) -> Members:
    """The trainings none of whose ways to the serving component passes a registry."""
    trainings = view.among(view.upstream(serving, _MODEL, _STOP), "training")
    for registry in view.among(view.upstream(serving, _MODEL, _TRAINING), "model_registry"):
        trainings = trainings - view.upstream(registry, _MODEL, _TRAINING)
    return trainings


def _arriving(view: View, serving: str) -> list[Flow]:
    """The flows that bring models of such trainings to the serving component."""
    loose = _loose(view, serving)
    return [flow for flow in view.into(serving, "model_artifact") if _brings(view, flow.source, loose)]


def _brings(view: View, giver: str, loose: Members) -> bool:
    """Whether models of such trainings come from here; an evaluation without a model passes on the same."""
    before = view.upstream(giver, _MODEL, _STOP)
    return bool(loose & (view.members([giver]) | before)) or (view.kind(giver) == "evaluation" and not before)


def _fitting(view: View, serving: str) -> str | None:
    """A registry that neither takes unjudged models to others nor brings others' unjudged models here."""
    unjudged = _unjudged(view, serving)
    for registry in view.of_kind("model_registry"):
        served = view.among(view.downstream(registry, _MODEL), *SERVING)
        shared = bool(view.among(view.upstream(registry, _MODEL), "training")) and not unjudged
        if (shared or not served - view.members([serving])) and not _unjudged(view, registry) - unjudged:
            return registry
    return None


def _unjudged(view: View, component: str) -> Members:
    return view.among(view.upstream(component, _MODEL, _JUDGED), "training")
