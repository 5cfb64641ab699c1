"""SKW001: features are made twice, once for training and once for serving."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.learning import feature_givers, learns_from_served, runs
from designer.graph.questions import code_refs, feature_path, titles
from designer.graph.reach import Members
from designer.model.flow import Flow
from designer.model.kinds import SERVING

_PARTS = """\
sketchcheck: 1
name: Fraud
components:
  - {id: events, kind: event_stream, name: Payments}
  - {id: sql, kind: feature_pipeline, name: SQL features}
  - {id: java, kind: feature_pipeline, name: Java features}
  - {id: train, kind: training, name: Train}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
  - {id: app, kind: consumer_app, name: Checkout}
flows:
  - {from: events, to: sql, kind: stream_data}
  - {from: events, to: java, kind: stream_data}
  - {from: sql, to: train, kind: features}
  - {from: train, to: scorer, kind: model_artifact}
  - {from: app, to: scorer, kind: request_response}
"""
_TWO_PATHS = _PARTS + "  - {from: java, to: scorer, kind: features}\n"
_TWO_MODELS = """\
sketchcheck: 1
name: Two models in one registry
components:
  - {id: users, kind: feature_store, name: Users}
  - {id: items, kind: feature_store, name: Items}
  - {id: train_users, kind: training}
  - {id: train_items, kind: training}
  - {id: registry, kind: model_registry}
  - {id: ranker, kind: ranking_stage, name: Ranker}
  - {id: app, kind: consumer_app, name: App}
flows:
  - {from: users, to: train_users, kind: features}
  - {from: items, to: train_items, kind: features}
  - {from: train_users, to: registry, kind: model_artifact}
  - {from: train_items, to: registry, kind: model_artifact}
  - {from: registry, to: ranker, kind: model_artifact}
  - {from: items, to: ranker, kind: features}
  - {from: app, to: ranker, kind: request_response}
"""


class TrainingServingSkewPath(Rule):
    """A training and the serving of its model get features on ways that share neither a component nor code.

    Where trainings share a registry, one of them that matches is enough: the drawing does not say which
    model is taken. A training that reads back the features logged by the serving cannot differ from it.
    """

    code = "SKW001"
    name = "training-serving-skew-path"
    category = "skew"
    severity = "error"
    gate = "trained and live"
    message = (
        "{training} learns from what {taught} makes, {serving} answers from what {served} makes, and the"
        " two have no store and no code in common. Where they differ in a join, a default or a time zone,"
        " the model is worse live than in every test, and nothing fails."
    )
    why = (
        "Features that are made twice drift apart without an error, and the offline score stops describing"
        " what runs."
    )
    fix = "Let serving read the feature store that training reads, or run one transform code on both sides."
    false_alarms = "The same library under two names; give both the same code_ref."
    question = "Take one feature. Which line of code makes it for training, and which for a live request?"
    sources = (
        Source("ZIN", "32"), Source("ZIN", "37"), Source("MLTS", "Monitor3"), Source("AWSL", "MLREL03-BP02"),
        Source("MICH", "DSL"), Source("GCP", "feature-store"), Source("SEED", "S2"),
    )  # fmt: skip
    examples = (
        Bad(_TWO_PATHS, at="scorer", fixed=True),
        Bad(
            _TWO_PATHS.replace("SQL features", "SQL features, code_ref: sql_v1").replace(
                "Java features", "Java features, code_ref: java_v3"
            ),
            at="scorer",
            fixed=True,
        ),
        Bad(
            """\
sketchcheck: 1
name: Batch
components:
  - {id: past, kind: feature_store, name: Past}
  - {id: now, kind: feature_store, name: Now}
  - {id: train, kind: training, name: Train}
  - {id: nightly, kind: batch_inference, name: Nightly}
  - {id: crm, kind: legacy_system, name: CRM}
flows:
  - {from: past, to: train, kind: features}
  - {from: now, to: nightly, kind: features}
  - {from: train, to: nightly, kind: model_artifact}
  - {from: nightly, to: crm, kind: predictions}
""",
            at="nightly",
            fixed=True,
        ),
        Good(
            _PARTS + "  - {from: sql, to: scorer, kind: features}\n",
            why="One pipeline makes the features of both sides.",
        ),
        Good(
            _TWO_PATHS.replace("SQL features", "SQL features, code_ref: velocity").replace(
                "Java features", "Java features, code_ref: velocity"
            ),
            why="Both pipelines are said to run the same code.",
        ),
        Good(_TWO_MODELS, why="The ranker takes the model that learned from items."),
        Good(_PARTS, why="Nothing says where serving gets its features, so there is nothing to compare."),
    )

    def places(self, view: View) -> Iterable[str]:
        """Serving components with features, whose model was trained on features."""
        for one in view.of_kind(*SERVING):
            if feature_path(view, one) and any(_with_features(view, one)):
                yield one

    def judge(self, view: View, place: str) -> Verdict:
        """Whether the two ways share a component or code."""
        apart = _apart(view, place)
        if not apart:
            return Passed("structure" if _joined(view, place) else "declaration")
        taught = sorted({giver for one in apart for giver in feature_givers(view, one)})
        served = _served(view, place)
        return self.found(
            place,
            where=[*apart, *taught, *served],
            flows=[flow.id for flow in _both_ways(view, place, apart, served)],
            training=titles(view, apart),
            serving=view.title(place),
            taught=titles(view, taught),
            served=titles(view, served),
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Read what the training reads; or state that both sides run the same code."""
        serving = finding.anchor
        mending = Mending(view)
        store = mending.online_store(serving)
        old = [one for one in _served(view, serving) if not _serves_only(view, one, serving)]
        for flow in view.into(serving, "features"):
            if flow.source in old and flow.source != store:
                mending.reconnect(flow.id, source=store)
        for flow in view.out(serving, "request_response"):
            if flow.target in old and flow.target != store:
                mending.reconnect(flow.id, target=store)
        drawn = {(flow.source, flow.target) for flow in mending.design.flows.values()}
        if drawn.isdisjoint({(store, serving), (serving, store)}):
            mending.connect(store, serving, "features")
        title = f"Let {view.title(serving)} read the features that its training reads"
        return [mending.fix(title), *self._stated(view, serving)]

    def _stated(self, view: View, serving: str) -> list[Fix]:
        taught = [giver for one in _apart(view, serving) for giver in feature_givers(view, one)]
        both = sorted({*taught, *_served(view, serving)})
        refs = code_refs(view, both)
        if len(refs) > 1:
            return []
        mending = Mending(view)
        for one in both:
            mending.state(one, code_ref=next(iter(refs), f"{serving}_features"))
        title = f"State that {titles(view, both)} run the same code"
        return [mending.fix(title, "declared", complete=False)]


def _with_features(view: View, serving: str) -> list[list[str]]:
    """Groups of trainings of which each has features; where one has none, it may be the one that is run."""
    return [group for group in runs(view, serving) if all(feature_path(view, one) for one in group)]


def _apart(view: View, serving: str) -> list[str]:
    """The trainings that have no features in common with the serving, of groups in which none has."""
    groups = _with_features(view, serving)
    return sorted(
        {one for group in groups if not any(_shares(view, one, serving) for one in group) for one in group}
    )


def _shares(view: View, training: str, serving: str) -> bool:
    return _meets(view, training, serving) or _same_code(view, training, serving)


def _meets(view: View, training: str, serving: str) -> bool:
    common = feature_path(view, training) & feature_path(view, serving)
    return bool(common) or serving in learns_from_served(view, training)


def _same_code(view: View, training: str, serving: str) -> bool:
    taught, served = feature_path(view, training), feature_path(view, serving)
    return bool(code_refs(view, taught) & code_refs(view, served))


def _joined(view: View, serving: str) -> bool:
    return all(any(_meets(view, one, serving) for one in group) for group in _with_features(view, serving))


def _served(view: View, serving: str) -> list[str]:
    """The feature components that a serving component reads without another between."""
    called = [one for one in view.targets(serving, "request_response") if _is_feature(view, serving, one)]
    return sorted({*feature_givers(view, serving), *called})


def _both_ways(view: View, serving: str, trainings: Iterable[str], served: list[str]) -> Iterable[Flow]:
    """The flows by which features reach the serving component, and those by which they reach the training."""
    yield from view.into(serving, "features")
    yield from (flow for flow in view.out(serving, "request_response") if flow.target in served)
    for one in trainings:
        yield from view.into(one, "features")


def _serves_only(view: View, component: str, serving: str) -> bool:
    """Whether a component would stand alone without its flows to and from the serving component."""
    ends = {flow.target for flow in view.out(component)} | {flow.source for flow in view.into(component)}
    return ends <= {serving}


def _is_feature(view: View, serving: str, component: str) -> bool:
    path: Members = feature_path(view, serving)
    return bool(path & view.members([component]))
