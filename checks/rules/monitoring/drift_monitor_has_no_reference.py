"""MON003: a drift monitor that has nothing to compare today with."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.model.flow import DATA
from designer.model.matrix import is_legal

REFERENCES = frozenset(
    {"training", "evaluation", "feature_store", "warehouse", "data_versioning", "model_registry"}
)
"""Kinds that hold, or are, what a model was trained on."""
_KEEPS = ("data_versioning", "feature_store", "warehouse", "raw_store")
_LEAST = frozenset({"raw_store"})

_CREDIT = """\
sketchcheck: 1
name: Credit limits
components:
  - {id: history, kind: warehouse, name: History}
  - {id: train, kind: training, name: Training}
  - {id: scorer, kind: serving_endpoint, name: Limit scorer}
  - {id: drift, kind: drift_monitor, name: Drift, watches: [feature_drift]}
  - {id: oncall, kind: alerting, name: On call}
flows:
  - {from: history, to: train, kind: batch_data}
  - {from: train, to: scorer, kind: model_artifact}
  - {from: scorer, to: drift, kind: logs}
  - {from: drift, to: oncall, kind: alerts}
"""
_BOUGHT = """\
sketchcheck: 1
name: A bought model
components:
  - {id: app, kind: consumer_app, name: App}
  - {id: tagger, kind: serving_endpoint, name: Bought tagger}
  - {id: drift, kind: drift_monitor, name: Drift, watches: [prediction_drift], reference: previous_period}
flows:
  - {from: app, to: tagger, kind: request_response}
  - {from: tagger, to: drift, kind: predictions}
"""


class DriftMonitorHasNoReference(Rule):
    """A drift monitor neither states a reference nor gets the training data, or compares with yesterday only.

    Wider than the catalogue: a raw store counts where a training reads it. Where no training is drawn,
    as for a bought model, the period before is all there is to compare with, and counts.
    """

    code = "MON003"
    name = "drift-monitor-has-no-reference"
    category = "monitoring"
    severity = "warning"
    gate = "has_model"
    suppressed_by = ("GRF001", "MON006")
    message = "{monitor} {lacks}. {follows}"
    why = "Drift is a distance between two sets of data, and the one that matters is the training data."
    fix = "Give it a sample of the training data, and state that it compares with it."
    false_alarms = "A reference that is kept inside the tool; state it."
    question = "It has drifted. Compared with what?"
    sources = (Source("EVI"), Source("BRK19"), Source("ZIN", "37"), Source("MLPE"))
    examples = (
        Bad(_CREDIT, at="drift", fixed=True),
        Bad(
            _CREDIT.replace("[feature_drift]", "[feature_drift], reference: previous_period"),
            at="drift",
            fixed=True,
        ),
        Bad(_BOUGHT.replace(", reference: previous_period", ""), at="drift", fixed=True),
        Good(
            _CREDIT.replace("[feature_drift]", "[feature_drift], reference: training"),
            why="It compares with the training data.",
        ),
        Good(
            _CREDIT + "  - {from: history, to: drift, kind: batch_data}\n",
            why="It gets what the training reads.",
        ),
        Good(_BOUGHT, why="Nobody outside the vendor has the training data."),
    )

    def places(self, view: View) -> Iterable[str]:
        """The drift monitors that are told something."""
        return [one for one in view.of_kind("drift_monitor") if view.into(one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether it states a reference that lasts, or gets the training data."""
        flows = [flow for flow in view.into(place) if _is_reference(view, flow.source)]
        if any(flow.kind != "unspecified" for flow in flows):
            return Passed()
        reference = view.value(place, "reference")
        rolling = reference.value == "previous_period"
        if reference.value and not (rolling and view.of_kind("training")):
            return passed_by(reference)
        if flows:
            return NotStated("kind", flows[0].id)
        lacks, follows = _words(rolling, bool(view.of_kind("training")))
        return self.found(place, monitor=view.title(place), lacks=lacks, follows=follows)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Lead there what the first training reads, and state that this is the reference."""
        monitor, title = finding.anchor, view.title(finding.anchor)
        mending = Mending(view)
        if not view.of_kind("training"):
            mending.state(monitor, reference="previous_period")
            return [mending.fix(f"Compare {title} with the period before", "declared")]
        mending.state(monitor, reference="training")
        declared = mending.fix(f"State that {title} compares with the training data", "declared")
        source = _training_data(view)
        if source is None:
            return [declared]
        fits = is_legal(view.kind(source), "features", "drift_monitor")
        kind = "features" if fits and view.kind(source) != "warehouse" else "batch_data"
        mending.connect(source, monitor, kind, label="training data")
        return [mending.fix(f"Compare {title} with {view.title(source)}", "mixed"), declared]


def _words(rolling: bool, trained: bool) -> tuple[str, str]:
    """What the monitor lacks, and what follows."""
    if rolling:
        return (
            "compares only with the period before",
            "It sees a sudden jump, but not a slow move away from what the model was trained on.",
        )
    data = "the training data" if trained else "an earlier period"
    return (
        "gets what is served and states nothing to compare it with",
        f"Without {data} beside it, it cannot tell that anything has moved.",
    )


def _is_reference(view: View, component: str) -> bool:
    if view.kind(component) in REFERENCES:
        return True
    return view.kind(component) in _LEAST and bool(view.among(view.downstream(component, DATA), "training"))


def _training_data(view: View) -> str | None:
    """The store from which the first training reads, a snapshot before a live one."""
    read = view.upstream(view.of_kind("training")[0], DATA)
    return next((one for kind in _KEEPS for one in view.among(read, kind)), None)
