"""TRN001: nobody can say which data a model was trained on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from checks.finding import Finding, Fix, NotStated, Passed, Severity, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.learning_time import fed_trainings
from designer.graph.questions import titles
from designer.graph.reach import Members
from designer.model.flow import DATA
from designer.model.kinds import KINDS
from designer.model.resolve import Value

HISTORY = ("raw_store", "warehouse")
"""Stores of which earlier states may be readable."""
_STORES = ("raw_store", "warehouse", "feature_store")
_SOURCES = ("data_source", "event_stream", "log_store")
_METADATA, _MODEL = frozenset({"metadata"}), frozenset({"model_artifact"})
_BUT_OTHER, _BUT_JUDGES = frozenset(KINDS) - {"other"}, frozenset(KINDS) - {"evaluation"}

_PARTS = """\
sketchcheck: 1
name: Churn
components:
  - {id: orders, kind: warehouse, name: Orders, STATED}
  - {id: features, kind: feature_pipeline, name: Features}
  - {id: train, kind: training, name: Train}
  - {id: lineage, kind: metadata_store, name: Lineage, tracks: [TRACKED]}
flows:
  - {from: orders, to: features, kind: batch_data}
  - {from: features, to: train, kind: features}
  - {from: train, to: lineage, kind: metadata}
"""


def _design(stated: str = "time_travel: false", tracked: str = "code") -> str:
    return _PARTS.replace("STATED", stated).replace("TRACKED", tracked)


class TrainingDataNotVersioned(Rule):
    """No snapshot, no store with a history and no record of the data stand behind a training.

    A registry that names the data of each model counts as a record, which the catalogue leaves out. What
    stores and records do not state is asked. It is an error where the brief names a law.
    """

    code = "TRN001"
    name = "training-data-not-versioned"
    category = "training"
    severity = "warning"
    gate = "trained"
    message = (
        "{training} reads {stores}, whose content changes, and nothing records which state it saw. When a"
        " model misbehaves, nobody can build it again or tell whether the data changed or the code."
    )
    why = "A model that cannot be built again can be neither explained nor repaired."
    fix = (
        "Take a snapshot of the data of each training and keep its id with the run, or read from stores"
        " whose earlier states can be read back."
    )
    false_alarms = "A data set that never changes; draw it as a raw store that is immutable."
    question = "Build the model again that was live on the first of June. What do you need, and is it there?"
    sources = (
        Source("MLTS", "Infra1"), Source("SE4", "16"), Source("SCU", "8.2-reproducibility"),
        Source("GCP", "metadata"), Source("SEED", "S3"),
    )  # fmt: skip
    examples = (
        Bad(_design(), at="train", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: Straight from the stream
brief: {regulated: [payments]}
components:
  - {id: clicks, kind: event_stream, name: Clicks}
  - {id: train, kind: training, name: Train}
  - {id: runs, kind: experiment_tracker, name: Runs}
flows:
  - {from: clicks, to: train, kind: stream_data}
  - {from: train, to: runs, kind: metadata}
""",
            at="train",
            fixed=True,
        ),
        Good(_design("time_travel: true"), why="Earlier states of the warehouse can be read."),
        Good(_design(tracked="code, data"), why="Each run records the data that it read."),
        Good(_design("technology: snowflake"), why="The technology keeps earlier states."),
        Good(_design("retention_days: 400"), why="Whether the warehouse keeps a history is a question."),
        Good(
            _design().replace("kind: feature_pipeline", "kind: data_versioning"),
            why="Training reads a snapshot.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The trainings that have data."""
        return fed_trainings(view)

    def judge(self, view: View, place: str) -> Verdict:
        """Whether a snapshot, a history or a record tells what it read."""
        if _snapshots(view, place):
            return Passed()
        for one in view.upstream(place, DATA) & view.once("history", lambda: _with_history(view)):
            return passed_by(next(fact.value for fact in _facts(view, one) if fact.holds))
        facts = [*_histories(view, place), *_records(view, place)]
        for fact in facts:
            if fact.holds:
                return passed_by(fact.value)
        for fact in facts:
            if fact.holds is None:
                return NotStated(fact.name, fact.element)
        read = _read(view, place)
        return self.found(
            place,
            where=read,
            severity=_severity(view),
            training=view.title(place),
            stores=titles(view, read) or "data",
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Put snapshots before the training, and record them with its runs."""
        training, mending = finding.anchor, Mending(view)
        kept = _keep(mending, training)
        if not mending.edits:
            return []
        keeper = (
            mending.existing("experiment_tracker")
            or mending.existing("metadata_store")
            or mending.add("experiment_tracker", like=training)
        )
        mending.connect(training, keeper, "metadata")
        if kept:  # A raw store has no metadata to give.
            mending.connect(kept, keeper, "metadata")
        return [mending.fix(f"Keep the data of each run of {view.title(training)}")]


class _Fact(NamedTuple):
    """What one element says of the data being kept: that they are, that they are not, or nothing."""

    element: str
    name: str
    value: Value
    holds: bool | None


def _snapshots(view: View, training: str) -> bool:
    """Whether a box of snapshots lies before the training or is joined to it."""
    boxes = view.all_of("data_versioning")
    if not boxes:
        return False
    near = view.members(flow.source for flow in view.into(training)) | view.members(view.targets(training))
    return bool((view.upstream(training, DATA) | near) & boxes)


def _with_history(view: View) -> Members:
    stores = view.of_kind(*HISTORY)
    return view.members(one for one in stores if any(fact.holds for fact in _facts(view, one)))


def _facts(view: View, store: str) -> Iterable[_Fact]:
    for name in ("time_travel", "immutable") if view.kind(store) == "raw_store" else ("time_travel",):
        value = view.value(store, name)
        yield _Fact(store, name, value, value.value)


def _histories(view: View, training: str) -> Iterable[_Fact]:
    for store in view.among(view.upstream(training, DATA), *HISTORY):
        yield from _facts(view, store)


def _records(view: View, training: str) -> Iterable[_Fact]:
    for store in view.among(view.downstream(training, _METADATA, _BUT_OTHER), "metadata_store"):
        value = view.value(store, "tracks")
        yield _Fact(store, "tracks", value, None if value.value is None else "data" in value.value)
    for registry in view.among(view.downstream(training, _MODEL, _BUT_JUDGES), "model_registry"):
        value = view.value(registry, "lineage")
        yield _Fact(registry, "lineage", value, bool(value.value))


def _read(view: View, training: str) -> list[str]:
    """The stores that it reads, or else the sources."""
    upstream = view.upstream(training, DATA)
    return list(view.among(upstream, *_STORES)) or list(view.among(upstream, *_SOURCES))


def _severity(view: View) -> Severity:
    return "error" if view.brief.regulated else "warning"


def _keep(mending: Mending, training: str) -> str | None:
    """Lead rows and features through snapshots and give their id; streams through a store that keeps them."""
    view = mending.view
    rows = [flow for kind in ("features", "batch_data") for flow in view.into(training, kind)]
    whole = rows or list(view.into(training, "labels"))
    streams = list(view.into(training, "stream_data"))
    if rows or (whole and not streams):
        kept = mending.insert(whole[0].id, "data_versioning", "Training snapshots")
        for flow in whole[1:]:
            mending.reroute(flow.id, kept)
        return kept
    if streams:
        kept = mending.insert(streams[0].id, "raw_store", "Kept as it came", immutable=True)
        for flow in streams[1:]:
            mending.reconnect(flow.id, target=kept)
    return None
