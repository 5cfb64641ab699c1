"""LBL006: what decides the label also makes a feature."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.learning_time import fed_trainings
from designer.graph.questions import FEATURE_KINDS, titles
from designer.graph.reach import Members
from designer.model.flow import DATA
from designer.model.values import seconds

DECIDERS = ("labelling", "outcome_join", "human_review")
"""Kinds that produce labels, and whose every other output knows the answer too."""
_TRUTH, _FEATURES = frozenset({"labels", "feedback"}), frozenset({"features"})

_PIPELINE = """\
sketchcheck: 1
name: Fraud
components:
  - {id: desk, kind: human_review, name: Fraud desk}
  - {id: reviews, kind: raw_store, name: Reviews}
  - {id: features, kind: feature_pipeline, name: Features}
  - {id: train, kind: training, name: Train}
flows:
  - {from: desk, to: train, kind: labels}
  - {from: desk, to: reviews, kind: feedback}
  - {from: reviews, to: features, kind: batch_data}
  - {from: features, to: train, kind: features}
"""
_STORE = """\
sketchcheck: 1
name: Returns
components:
  - {id: joined, kind: outcome_join, name: Outcomes}
  - {id: store, kind: feature_store, name: Features, point_in_time: false}
  - {id: train, kind: training, name: Train}
flows:
  - {from: joined, to: train, kind: labels}
  - {from: joined, to: store, kind: labels}
  - {from: store, to: train, kind: features}
"""


class OutcomeFeedsItsOwnFeature(Rule):
    """What gives a training its labels also feeds the features of that training, with no cut in time.

    A delay on the way is a cut, and so is a store of values as of each event between the feature and the
    training. Applications are left out, against the catalogue: what users did before is an honest feature
    of what they do next, and whether it is joined as of the event is another rule's question.
    """

    code = "LBL006"
    name = "outcome-feeds-its-own-feature"
    category = "labels"
    severity = "warning"
    gate = "trained"
    message = (
        "{deciders} decides the label of {training} and also feeds {feature}, with no cut in time between."
        " A feature that is made after the outcome, such as an account closed by the fraud desk, gives the"
        " answer away."
    )
    why = "A feature that knows the outcome makes a perfect offline score and is empty when it is needed."
    fix = "Take each value as it was at the prediction, delay the flow, or leave it out of the features."
    false_alarms = "Outcomes of earlier cases that are joined by time inside the pipeline; draw the store."
    question = "Which of these features could only be known after the event that you predict?"
    sources = (Source("AZP"), Source("SHA", "5.1.1.1"), Source("SEED", "S6"))
    examples = (
        Bad(_PIPELINE, at="features", fixed=True),
        Bad(_STORE, at="store", fixed=True),
        Good(
            _PIPELINE.replace("kind: feedback}", "kind: feedback, delay: 30d}"),
            why="Reviews arrive a month later, when the case is over.",
        ),
        Good(_STORE.replace("time: false", "time: true"), why="The store gives values as of each event."),
        Good(_STORE.replace(", point_in_time: false", ""), why="Not stated is a question, not a gap."),
        Good(
            """\
sketchcheck: 1
name: Clicks
components:
  - {id: shop, kind: consumer_app, name: Shop}
  - {id: clicks, kind: event_stream, name: Clicks}
  - {id: features, kind: feature_pipeline, name: Past clicks}
  - {id: joined, kind: outcome_join, name: Outcomes}
  - {id: train, kind: training, name: Train}
flows:
  - {from: shop, to: joined, kind: feedback}
  - {from: joined, to: train, kind: labels}
  - {from: shop, to: clicks, kind: feedback}
  - {from: clicks, to: features, kind: stream_data}
  - {from: features, to: train, kind: features}
""",
            why="What users clicked before is no answer to what they click next.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The features of some training that are fed by what decides its labels."""
        return sorted(_fed(view))

    def judge(self, view: View, place: str) -> Verdict:
        """Whether a delay or a store of values as of each event cuts the way."""
        training, deciders = _fed(view)[place]
        ways = {one: view.path(one, place, DATA, FEATURE_KINDS) for one in deciders}
        uncut = [one for one, way in ways.items() if not any(map(_delay, way))]
        if not uncut:
            return Passed("declaration")
        values = {one: view.value(one, "point_in_time") for one in _stores(view, place, training)}
        if any(value.value for value in values.values()):
            return passed_by(next(value for value in values.values() if value.value))
        for one, value in values.items():
            if value.value is None:
                return NotStated("point_in_time", one)
        return self.found(
            place,
            where=[*uncut, training],
            flows=[flow.id for one in uncut for flow in ways[one]],
            deciders=titles(view, uncut),
            training=view.title(training),
            feature=view.title(place),
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State that the store cuts by time; without a store between, put one in."""
        feature = finding.anchor
        training = _fed(view)[feature][0]
        mending = Mending(view)
        for store in list(_stores(view, feature, training))[:1]:
            mending.state(store, point_in_time=True)
            title = f"State that {view.title(store)} gives values as of each event"
            return [mending.fix(title, "declared", complete=False)]
        store = mending.add("feature_store", like=feature, offline=True, point_in_time=True)
        for flow in view.out(feature, "features"):
            if flow.target == training or flow.target in view.upstream(training, _FEATURES):
                mending.reroute(flow.id, store)
        return [mending.fix(f"Keep {view.title(feature)} with their times in a feature store", "mixed")]


def _fed(view: View) -> dict[str, tuple[str, Members]]:
    """The features that are fed by what decides the label, each with a training and its deciders."""
    return view.once("fed by outcome", lambda: _find_fed(view))


def _find_fed(view: View) -> dict[str, tuple[str, Members]]:
    found: dict[str, tuple[str, Members]] = {}
    feeders = _feeders(view)
    fed = view.members(feeders)
    for training in fed_trainings(view) if feeders else ():
        deciders = view.among(view.upstream(training, _TRUTH), *DECIDERS)
        if deciders:
            for feature in view.upstream(training, _FEATURES) & fed:
                if feature not in found and (both := feeders[feature] & deciders):
                    found[feature] = training, both
    return found


def _feeders(view: View) -> dict[str, Members]:
    """What decides labels and feeds a feature, not by way of another feature."""
    deciders = view.all_of(*DECIDERS)
    features = view.of_kind(*FEATURE_KINDS) if deciders else []
    found = {one: view.upstream(one, DATA, FEATURE_KINDS) & deciders for one in features}
    return {one: members for one, members in found.items() if members}


def _delay(flow: object) -> bool:
    return seconds(getattr(flow, "delay", None) or "0s") > 0


def _stores(view: View, feature: str, training: str) -> Members:
    """The stores on the way of a feature to a training, itself included."""
    between = view.downstream(feature, _FEATURES) & view.upstream(training, _FEATURES)
    return view.among(between | view.members([feature]), "feature_store")
