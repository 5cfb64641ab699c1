"""FEA001: features are made inside a training or a service, where nobody can test or share them."""

from __future__ import annotations

from collections.abc import Iterable

from checks.featuring import insert_pipeline, keep_times, served_from, settle_missing, share_features
from checks.finding import Finding, Fix, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.learning import givers_of_training, learns_from_served, runs
from designer.graph.questions import feature_path, titles
from designer.model.flow import DATA, Flow
from designer.model.kinds import SERVING

RAW = frozenset(
    {"data_source", "event_stream", "ingestion_job", "raw_store", "warehouse", "data_validation",
     "data_versioning"}
)  # fmt: skip
"""Kinds whose rows are raw."""
OWN_FEATURES = frozenset({"deep", "llm", "statistical", "rules"})
"""Families of models that read raw data on purpose: they find their features, or need none."""
_ROWS = ("batch_data", "stream_data")

_PARTS = """\
sketchcheck: 1
name: Churn
components:
  - {id: tables, kind: warehouse, name: Tables}
  - {id: features, kind: feature_pipeline, name: Features}
  - {id: train, kind: training, name: Train}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
  - {id: app, kind: consumer_app, name: App}
flows:
  - {from: train, to: scorer, kind: model_artifact}
  - {from: app, to: scorer, kind: request_response}
"""
_NIGHTLY = """\
sketchcheck: 1
name: Churn by night
components:
  - {id: tables, kind: warehouse, name: Tables}
  - {id: features, kind: feature_pipeline, name: Features}
  - {id: train, kind: training, name: Train}
  - {id: nightly, kind: batch_inference, name: Nightly}
flows:
  - {from: tables, to: features, kind: batch_data}
  - {from: features, to: train, kind: features}
  - {from: train, to: nightly, kind: model_artifact}
  - {from: tables, to: nightly, kind: batch_data}
"""


class FeaturesMadeAdHoc(Rule):
    """A training or a serving component reads raw rows, and no feature pipeline is on any way to it.

    Left out are models that find their own features in raw data, which the catalogue counts too, trainings
    that read back what was served, and retrieval that gets no model, such as a search by words.
    """

    code = "FEA001"
    name = "features-made-ad-hoc"
    category = "features"
    severity = "warning"
    gate = "trained"
    suppressed_by = ("TRN005",)
    message = (
        "{component} takes raw rows from {sources} and makes its features inside. That code cannot be tested"
        " on its own, and {other} cannot run the same: the usual start of a difference between the two."
    )
    why = "Feature code that is hidden in another step is written twice, and then changed once."
    fix = "Make the features in a pipeline of their own, and let training and serving both read them."
    false_alarms = "Models that read pixels, sound or text as they are; state model_family: deep."
    question = "Which piece of code turns a row into the numbers of the model, and who else runs that piece?"
    sources = (Source("SEED", "S3"), Source("MLTS", "Data7"), Source("ZIN", "32"), Source("SE4", "8"))
    examples = (
        Bad(_PARTS + "  - {from: tables, to: train, kind: batch_data}\n", at="train", fixed=True),
        Bad(_NIGHTLY, at="nightly", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: Taught from rows, served from a pipeline
brief: {ml_task: fraud}
components:
  - {id: payments, kind: event_stream, name: Payments}
  - {id: velocity, kind: feature_pipeline, name: Velocity}
  - {id: train, kind: training, name: Train}
  - {id: scorer, kind: serving_endpoint, name: Scorer, computes_features: true}
  - {id: app, kind: consumer_app, name: App}
flows:
  - {from: payments, to: train, kind: stream_data}
  - {from: payments, to: velocity, kind: stream_data}
  - {from: velocity, to: scorer, kind: features}
  - {from: train, to: scorer, kind: model_artifact}
  - {from: app, to: scorer, kind: request_response}
""",
            at="train",
            fixed=True,
        ),
        Good(
            _PARTS + "  - {from: tables, to: features, kind: batch_data}\n"
            "  - {from: features, to: train, kind: features}\n",
            why="The features have a pipeline of their own.",
        ),
        Good(
            _NIGHTLY + "  - {from: features, to: nightly, kind: features}\n",
            why="The nightly job reads the features that training reads.",
        ),
        Good(
            _PARTS.replace("feature_pipeline", "candidate_retrieval")
            + "  - {from: tables, to: features, kind: batch_data}\n"
            "  - {from: app, to: features, kind: request_response}\n",
            why="A search engine that gets no model has an index, not features.",
        ),
        Good(
            _PARTS.replace("name: Train}", "name: Train, model_family: deep}")
            + "  - {from: tables, to: train, kind: batch_data}\n",
            why="A deep network finds its own features.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Trainings and serving components that read raw rows, of models that do not want them so."""
        for one in view.of_kind("training"):
            if _raw(view, one) and view.get(one, "model_family") not in OWN_FEATURES:
                yield one
        for one in view.of_kind(*SERVING):
            if _raw(view, one) and not _finds_its_own(view, one) and not _only_searches(view, one):
                yield one

    def judge(self, view: View, place: str) -> Verdict:
        """Whether a feature pipeline is on its ways, or the code of its features has a name."""
        if view.among(view.upstream(place, DATA), "feature_pipeline") or feature_path(view, place):
            return Passed()
        training = view.kind(place) == "training"
        if view.into(place, "features") or (training and learns_from_served(view, place)):
            return Passed()
        code = view.value(place, "feature_code_ref")
        if code.value:
            return passed_by(code)
        sources = [flow.source for flow in _raw(view, place)]
        return self.found(
            place,
            where=sources,
            flows=[flow.id for flow in _raw(view, place)],
            component=view.title(place),
            sources=titles(view, sources),
            other="serving" if training else "training",
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Read the features that the other side reads, or put a pipeline in for both."""
        place = finding.anchor
        mending = Mending(view)
        mixed = (_mend_training if view.kind(place) == "training" else _mend_serving)(mending, place)
        title = f"Give {view.title(place)} features from a pipeline"
        return [mending.fix(title, "mixed" if mixed else "structural")]


def _raw(view: View, place: str) -> list[Flow]:
    return [flow for flow in view.into(place, *_ROWS) if view.kind(flow.source) in RAW]


def _finds_its_own(view: View, serving: str) -> bool:
    trainings = [one for group in runs(view, serving) for one in group]
    families = {view.get(one, "model_family") for one in trainings}
    return bool(families) and families <= OWN_FEATURES


def _only_searches(view: View, serving: str) -> bool:
    return view.kind(serving) == "candidate_retrieval" and not view.into(serving, "model_artifact")


def _mend_training(mending: Mending, training: str) -> bool:
    """Read from the pipeline of what serves the model, or from a new one; say if something is declared."""
    view = mending.view
    drawn = {part for one in served_from(view, training) for part in feature_path(view, one)}
    pipeline = next((one for one in sorted(drawn) if _adds_no_source(view, one, training)), None)
    pipeline = _lead(mending, training, pipeline)
    timed = keep_times(mending, pipeline, training)
    return share_features(mending, pipeline, training) or timed


def _adds_no_source(view: View, one: str, training: str) -> bool:
    """Whether it is a pipeline that reads no source from which the training does not learn already."""
    sources = view.among(view.upstream(one, DATA), "data_source", "event_stream")
    return view.kind(one) == "feature_pipeline" and not sources - view.upstream(training, DATA)


def _lead(mending: Mending, place: str, pipeline: str | None) -> str:
    """Lead the raw rows of a place through a pipeline, a new one if none is given; give its id."""
    raw = _raw(mending.view, place)
    if pipeline is None:
        pipeline = insert_pipeline(mending, raw[0].id, place)
        raw = raw[1:]
    for flow in raw:
        mending.reconnect(flow.id, target=pipeline)
    mending.connect(pipeline, place, "features")
    return pipeline


def _mend_serving(mending: Mending, serving: str) -> bool:
    """Read what the training reads; the rows to be scored still come. Else make features on the way."""
    givers = givers_of_training(mending.view, serving)
    if not givers:
        _lead(mending, serving, None)
    elif mending.view.kind(serving) == "batch_inference":
        mending.connect(givers[0], serving, "features")
    else:
        mending.connect(mending.online_store(serving), serving, "features")
    return settle_missing(
        mending, {part for one in givers for part in (one, *feature_path(mending.view, one))}
    )
