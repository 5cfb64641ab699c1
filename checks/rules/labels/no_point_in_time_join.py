"""LBL003: yesterday's labels, joined with today's features."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.learning import learns_from_served, supervised, truth_into
from designer.graph.learning_time import time_matters
from designer.graph.loose import mention, unread
from designer.graph.questions import titles
from designer.model.flow import Flow
from designer.model.kinds import KINDS

AS_OF = frozenset({"feature_store", "warehouse"})
"""Kinds that can give a value as it was known at a moment."""
HISTORY = ("raw_store", "data_versioning", "warehouse")
"""Kinds of which earlier states can be read, so that features can be computed as of a moment."""
_FEATURES, _ROWS = frozenset({"features"}), frozenset({"batch_data", "stream_data"})
_BUT_CHECKS = frozenset(KINDS) - {"data_validation"}

_STORE = """\
sketchcheck: 1
name: Churn
brief: {ml_task: churn}
components:
  - {id: profiles, kind: feature_store, name: Profiles, offline: true, point_in_time: false}
  - {id: cancellations, kind: labelling, name: Cancellations}
  - {id: train, kind: training, name: Train}
flows:
  - {from: profiles, to: train, kind: features}
  - {from: cancellations, to: train, kind: labels}
"""
_PIPELINE = """\
sketchcheck: 1
name: No-shows
brief: {ml_task: no_show}
components:
  - {id: clinic, kind: data_source, name: Clinic database}
  - {id: features, kind: feature_pipeline, name: Features}
  - {id: visits, kind: labelling, name: Visits}
  - {id: train, kind: training, name: Train}
flows:
  - {from: clinic, to: features, kind: batch_data}
  - {from: features, to: train, kind: features}
  - {from: visits, to: train, kind: labels}
"""


class NoPointInTimeJoin(Rule):
    """Where time matters, features reach a training as they are now and not as they were at the prediction.

    Only the last store before the training is asked; it makes the join. Without one, a pipeline must read
    something of which earlier states can be read back (the catalogue's raw store or data versioning, and
    a warehouse too). A supervised training is judged before its labels are drawn. `temporal: false` in the
    brief settles that time does not matter.
    """

    code = "LBL003"
    name = "no-point-in-time-join"
    category = "labels"
    severity = "error"
    gate = "trained"
    message = (
        "{givers} {give} {training} each feature as it is now, not as it was when the prediction was due. The"
        " labels from {labels} are older, so the model learns from the future and will disappoint live."
        "{spare}"
    )
    why = (
        "A value of today may already contain the answer of yesterday. Every offline score is then too good,"
        " and nothing in the training shows it."
    )
    fix = (
        "Join as of the time of each event in a store that can, or train on the features logged when serving."
    )
    false_alarms = "Features that never change, and streams whose values are computed and kept at event time."
    question = (
        "For a label of 3 March: which value of a 30-day count did the training see, and how do you know?"
    )
    sources = (Source("FST"), Source("AZP"), Source("DBX"), Source("ZIN", "31"), Source("SHA", "5.1.1.1"))
    examples = (
        Bad(_STORE, at="train", fixed=True),
        Bad(_PIPELINE, at="train", fixed=True),
        Bad(
            _PIPELINE.replace(
                "data_source, name: Clinic database", "raw_store, name: Lake, time_travel: false"
            ),
            at="train",
            fixed=True,
        ),
        Bad(
            _PIPELINE.replace(
                "components:", "components:\n  - {id: online, kind: feature_store, online: true}"
            )
            + "  - {from: features, to: online, kind: features}\n",
            at="train",
            fixed=True,
        ),
        Bad(
            _PIPELINE.replace(
                "flows:", "  - {id: lake, kind: raw_store, name: Lake, time_travel: true}\nflows:"
            )
            + "  - {from: clinic, to: lake, kind: batch_data}\n",
            at="train",
            fixed=True,
        ),
        Good(_STORE.replace("time: false", "time: true"), why="The store joins as of the event."),
        Good(
            _STORE.replace("offline: true, point_in_time: false", "technology: feast"),
            why="The technology joins as of the event; the report says that the pass rests on it.",
        ),
        Good(_STORE.replace(", point_in_time: false", ""), why="Not stated is a question, not a gap."),
        Good(
            _PIPELINE.replace(
                "data_source, name: Clinic database", "raw_store, name: Lake, time_travel: true"
            ),
            why="The pipeline can compute from the lake as it was.",
        ),
        Good(
            _STORE.replace(
                "components:", "components:\n  - {id: records, kind: log_store, name: Records}"
            ).replace("components:", "components:\n  - {id: desk, kind: serving_endpoint, name: Desk}")
            + "  - {from: desk, to: records, kind: logs, carries: [features]}\n"
            + "  - {from: records, to: train, kind: batch_data}\n",
            why="It learns from the values that were served.",
        ),
        Good(_STORE.replace("ml_task: churn", "ml_task: sentiment"), why="Order in time does not matter."),
        Good(
            _STORE.replace("ml_task: churn", "ml_task: churn, temporal: false"),
            why="The brief says that time does not matter.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Trainings with features and labels, where time matters."""
        for one in view.of_kind("training"):
            if _has_labels(view, one) and time_matters(view, one) and _is_fed(view, one):
                yield one

    def judge(self, view: View, place: str) -> Verdict:
        """Whether the last stores join as of the event, or the pipelines can."""
        if learns_from_served(view, place):
            return Passed()
        stores = _stores(view, place)
        name = "point_in_time" if stores else "time_travel"
        values = {one: view.value(one, name) for one in stores or _histories(view, place)}
        known = [value for value in values.values() if value.value]
        if known and (not stores or len(known) == len(stores)):
            return passed_by(known[0])
        bad = [one for one, value in values.items() if value.value is False]
        unknown = [one for one, value in values.items() if value.value is None]
        if unknown and not (stores and bad):
            return NotStated(name, unknown[0])
        return self._finding(view, place, bad)

    def _finding(self, view: View, training: str, stores: list[str]) -> Finding:
        givers = stores if _stores(view, training) else view.sources(training, "features")
        spare = _unread_histories(view)
        return self.found(
            training,
            where=[*givers, *stores, *_label_sources(view, training), *spare],
            flows=[flow.id for flow in view.into(training, "features")],
            givers=titles(view, givers),
            give="gives" if len(givers) == 1 else "give",
            training=view.title(training),
            labels=titles(view, _label_sources(view, training)) or "outside the drawing",
            spare=mention(view, spare, "would know what was true then"),
            assumed=() if truth_into(view, training) or view.get(training, "learning") else ["learning"],
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State that the stores join as of the event, where there are stores; else put one in."""
        training, title = finding.anchor, view.title(finding.anchor)
        mending = Mending(view)
        unstated = self.judge(view, training)
        if isinstance(unstated, NotStated) and unstated.property == "time_travel":
            mending.state(unstated.element, time_travel=True)
            words = f"State that earlier states of {view.title(unstated.element)} can be read"
            return [mending.fix(words, "declared", complete=False)]
        if stores := _stores(view, training):
            for store in stores:
                mending.state(store, point_in_time=True)
            words = f"State that {titles(view, stores)} gives values as of each event"
            return [mending.fix(words, "declared", complete=False)]
        flows = list(view.into(training, "features"))
        abroad = mending.abroad(training, *(flow.source for flow in flows))
        store = _store_beside(view, flows) or mending.add("feature_store", like=training, external=abroad)
        mending.state(store, offline=True, point_in_time=True)
        for flow in flows:
            mending.reroute(flow.id, store)
        return [mending.fix(f"Keep the features of {title} with their times in a feature store", "mixed")]


def _has_labels(view: View, training: str) -> bool:
    return bool(truth_into(view, training)) or supervised(view, training).value is True


def _stores(view: View, training: str) -> list[str]:
    return list(view.among(view.upstream(training, _FEATURES, AS_OF), AS_OF))


def _is_fed(view: View, training: str) -> bool:
    """Whether there is anything to ask: a store on the way of its features, or a pipeline, or a raw table."""
    pipelines = view.among(view.upstream(training, _FEATURES), "feature_pipeline")
    return bool(pipelines or _stores(view, training) or _histories(view, training))


def _histories(view: View, training: str) -> list[str]:
    """What its features are made from, of the kinds whose earlier states may be readable."""
    found = view.upstream(training, _FEATURES, _BUT_CHECKS)
    for pipeline in view.among(view.upstream(training, _FEATURES), "feature_pipeline"):
        found = found | view.upstream(pipeline, _ROWS, _BUT_CHECKS)
    return list(view.among(found, *HISTORY))


def _unread_histories(view: View) -> list[str]:
    """What keeps earlier states, and nobody reads."""
    stores = unread(view, *HISTORY)
    return [one for one in stores if view.has(one, "time_travel") and view.get(one, "time_travel")]


def _label_sources(view: View, training: str) -> list[str]:
    return view.sources(training, "labels") or list(truth_into(view, training) - view.members([training]))[:3]


def _store_beside(view: View, flows: list[Flow]) -> str | None:
    """A feature store that these givers fill, and they alone, and that is not said to lack the times."""
    givers = {flow.source for flow in flows}
    for store in view.of_kind("feature_store"):
        filled = set(view.sources(store, "features")) == givers
        if filled and view.get(store, "point_in_time") is not False:
            return store
    return None
