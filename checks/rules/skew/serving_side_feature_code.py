"""SKW002: the service makes features by itself, in code of its own."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.freshness import freshest
from designer.graph.learning import givers_of_training, learns_from_served, runs
from designer.graph.questions import code_refs, data_into, feature_path, titles
from designer.model.flow import CALL
from designer.model.kinds import CONSUMER, KINDS, SERVING
from designer.model.values import seconds

_FRONT = frozenset({"api_gateway", "queue", "cache", "guardrail"})
_BEHIND = frozenset(KINDS) - _FRONT

_PARTS = """\
sketchcheck: 1
name: Loan requests
components:
  - {id: history, kind: warehouse, name: History}
  - {id: encode, kind: feature_pipeline, name: Encodings}
  - {id: train, kind: training, name: Train}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
  - {id: form, kind: consumer_app, name: Form}
flows:
  - {from: history, to: encode, kind: batch_data}
  - {from: encode, to: train, kind: features}
  - {from: train, to: scorer, kind: model_artifact}
  - {from: form, to: scorer, kind: request_response}
"""


def _design(pipeline: str = "", scorer: str = "") -> str:
    return _PARTS.replace("Encodings", f"Encodings{pipeline}").replace("Scorer", f"Scorer{scorer}")


class ServingSideFeatureCode(Rule):
    """A serving component makes features from the raw request, in code that the training does not share.

    It is taken to do so where it says so; and where its consumers call it, its training learned from
    features and nothing gives it any. Where other data reach it, or the caller may send the features,
    stating `computes_features` settles it.
    """

    code = "SKW002"
    name = "serving-side-feature-code"
    category = "skew"
    severity = "error"
    gate = "live"
    suppressed_by = ("SKW001",)
    message = (
        "{serving} turns raw requests into features by itself, while its model learned from those of"
        " {taught}. No shared transform is drawn, so the two implementations will part."
    )
    why = "The second implementation comes later, by others, in another language; its differences go unseen."
    fix = (
        "Ship the transform with the model and name it on both sides (code_ref, feature_code_ref), or look"
        " the features up where training reads them."
    )
    false_alarms = "Requests that already carry the finished features; state computes_features: false."
    question = (
        "Does the preprocessing travel inside the model artifact, or is it written again in the service?"
    )
    sources = (
        Source("ZIN", "32"), Source("TFXD", "Transform"), Source("MICH", "DSL"), Source("MLTS", "Data7"),
        Source("RHT"),
    )  # fmt: skip
    examples = (
        Bad(_design(scorer=", computes_features: true"), at="scorer", fixed=True),
        Bad(_design(), at="scorer", fixed=True),
        Bad(
            _design(", code_ref: encodings_v2", ", computes_features: true, feature_code_ref: api_encoder"),
            at="scorer",
            fixed=True,
        ),
        Bad(
            _design().replace(
                "kind: feature_pipeline, name: Encodings", "kind: feature_store, name: Profiles"
            ),
            at="scorer",
            fixed=True,
        ),
        Good(
            _design(", code_ref: encodings", ", computes_features: true, feature_code_ref: encodings"),
            why="Both sides run the transform of one name.",
        ),
        Good(_design(scorer=", computes_features: false"), why="The form sends finished features."),
        Good(
            _design() + "  - {from: encode, to: scorer, kind: features}\n",
            why="The features come from the pipeline that training reads.",
        ),
        Good(
            _design(scorer=", computes_features: true, feature_code_ref: encodings"),
            why="The pipeline does not name its code, so nobody can tell.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Serving components that make features, or seem to, of a model that learned from features."""
        for one in view.of_kind(*SERVING):
            if view.has(one, "computes_features") and _taught(view, one) and _computes(view, one):
                yield one

    def judge(self, view: View, place: str) -> Verdict:
        """Whether its transform is one that its training runs."""
        own = view.value(place, "feature_code_ref")
        stated = code_refs(view, _taught(view, place))
        if own.value is not None and own.value in stated:
            return passed_by(own)
        givers = givers_of_training(view, place)
        if own.value is not None and not stated:
            return NotStated("code_ref", givers[0])
        if view.get(place, "computes_features") is None and data_into(view, place):
            return NotStated("computes_features", place)
        return self.found(place, where=givers, serving=view.title(place), taught=titles(view, givers))

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State that both sides run the same code; or read the features from the training's store.

        Features that are computed too rarely for the brief cannot be looked up.
        """
        serving = finding.anchor
        fixes = [_state_code(view, serving)]
        if isinstance(self.judge(view, serving), Finding):
            fixes += _look_up(view, serving)
        return fixes


def _taught(view: View, serving: str) -> list[str]:
    """Where the features of its training come from; nothing where a training reads back what was served."""
    trainings = [one for group in runs(view, serving) for one in group]
    if any(serving in learns_from_served(view, one) for one in trainings):
        return []
    if not all(feature_path(view, one) for one in trainings):
        return []
    return sorted({part for one in trainings for part in feature_path(view, one)})


def _computes(view: View, serving: str) -> bool:
    stated = view.get(serving, "computes_features")
    return (
        bool(stated) if stated is not None else not feature_path(view, serving) and _is_called(view, serving)
    )


def _is_called(view: View, serving: str) -> bool:
    return bool(view.among(view.upstream(serving, CALL, _BEHIND), CONSUMER))


def _state_code(view: View, serving: str) -> Fix:
    givers = givers_of_training(view, serving)
    stated = sorted(code_refs(view, _taught(view, serving)))
    ref = stated[0] if stated else view.get(serving, "feature_code_ref") or f"{givers[0]}_transform"
    mending = Mending(view)
    mending.state(serving, computes_features=True, feature_code_ref=ref)
    if not stated:
        for giver in givers:
            mending.state(giver, code_ref=ref)
    title = f"State that {view.title(serving)} runs the transform {ref}"
    return mending.fix(title, "declared", complete=False)


def _look_up(view: View, serving: str) -> list[Fix]:
    mending = Mending(view)
    store = mending.online_store(serving)
    mending.connect(store, serving, "features")
    own = view.get(serving, "computes_features")
    mending.state(serving, computes_features=False if own else None)
    title = f"Let {view.title(serving)} look its features up in {mending.design.title_of(store)}"
    age, limit = freshest(mending.after(), serving, known=False), view.brief.max_feature_age
    too_old = age and limit and age.seconds > seconds(limit)
    return [] if too_old else [mending.fix(title, "mixed" if own else "structural")]
