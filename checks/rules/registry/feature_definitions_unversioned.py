"""REG004: features that change under the models that use them."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.questions import FEATURE_KINDS, answerers, feature_path, titles
from designer.model.kinds import SERVING

_FEATURES = frozenset({"features"})

_PARTS = """\
sketchcheck: 1
name: Churn
brief: {maturity: production}
components:
  - {id: made, kind: feature_pipeline, name: Usage features, versioned: PIPELINE}
  - {id: store, kind: feature_store, name: Feature store, versioned: STORE}
  - {id: train, kind: training, name: Train}
  - {id: scorer, kind: batch_inference, name: Scorer}
  - {id: crm, kind: consumer_app, name: CRM}
flows:
  - {from: made, to: store, kind: features}
  - {from: store, to: train, kind: features}
  - {from: train, to: scorer, kind: model_artifact}
  - {from: scorer, to: crm, kind: predictions}
"""
_SERVED = "  - {from: store, to: scorer, kind: features}\n"


def _design(pipeline: str, store: str, flows: str = _SERVED) -> str:
    return _PARTS.replace("PIPELINE", pipeline).replace("STORE", store) + flows


class FeatureDefinitionsUnversioned(Rule):
    """A feature pipeline or store that serves live models says that its features have no versions.

    Those that only a training reads are left out: a served model does not see them change.
    """

    code = "REG004"
    name = "feature-definitions-unversioned"
    category = "registry"
    severity = "warning"
    maturity = "production"
    gate = "trained and live"
    message = (
        "The features of {features} have no versions. A change reaches {models} at once, and going back to"
        " the model before does not bring back what it was trained on."
    )
    why = "A model and its features are one thing; with only one of them versioned, nothing can be restored."
    fix = "Make a changed feature a new version beside the old one, and note with each model which it takes."
    false_alarms = "Features that are computed only from the request, by code that ships with the model."
    question = "You change how one feature is computed while two models use it. What happens to each?"
    sources = (
        Source("SEED", "S3"), Source("SCU", "entanglement"), Source("AWSL", "MLREL03-BP02"),
        Source("SE4", "16"),
    )  # fmt: skip
    examples = (
        Bad(_design("true", "false"), at="store", fixed=True),
        Bad(_design("false", "false"), at=("made", "store"), fixed=True),
        Good(_design("true", "true"), why="Old and new features stand side by side."),
        Good(
            _design("true", "false", flows=""),
            why="Nothing that answers reads the store.",
        ),
        Good(
            _design("true", "true").replace(", versioned: true", ""),
            why="Whether there are versions is a question.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Feature pipelines and stores behind what answers."""
        found = view.none()
        for one in answerers(view):
            if view.kind(one) in SERVING:
                found = found | feature_path(view, one)
        return found

    def judge(self, view: View, place: str) -> Verdict:
        """Whether its features have versions."""
        versioned = view.value(place, "versioned")
        if versioned.value is None:
            return NotStated("versioned", place)
        if versioned.value:
            return passed_by(versioned)
        models = _readers(view, place)
        return self.found(place, where=models, features=view.title(place), models=titles(view, models))

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State that features get versions."""
        mending = Mending(view)
        mending.state(finding.anchor, versioned=True)
        return [mending.fix(f"Give the features of {view.title(finding.anchor)} versions", "declared")]


def _readers(view: View, giver: str) -> list[str]:
    """The serving components that get these features, by flow or by call."""
    reached = view.downstream(giver, _FEATURES) | view.members([giver])
    asked = view.among(reached, FEATURE_KINDS)
    callers = view.members(one for store in asked for one in view.sources(store, "request_response"))
    return list(view.among(reached | callers, *SERVING))
