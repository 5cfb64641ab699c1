"""TRN002: a training that leaves no record of its runs."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.learning_time import fed_trainings
from designer.graph.loose import unjoined
from designer.model.kinds import KINDS

KEEPERS = ("experiment_tracker", "metadata_store", "model_registry")
_METADATA, _MODEL = frozenset({"metadata"}), frozenset({"model_artifact"})
_BUT_OTHER = frozenset(KINDS) - {"other"}

_PARTS = """\
sketchcheck: 1
name: Demand
components:
  - {id: table, kind: feature_store, name: Feature table}
  - {id: train, kind: training, name: Train}
  - {id: judge, kind: evaluation, name: Evaluate, on_fail: block}
  - {id: registry, kind: model_registry, name: Registry}
  - {id: runs, kind: experiment_tracker, name: Runs}
flows:
  - {from: table, to: train, kind: features}
  - {from: train, to: judge, kind: model_artifact}
  - {from: judge, to: registry, kind: model_artifact}
  - {from: judge, to: runs, kind: metadata}
"""


class RunsNotTracked(Rule):
    """A training hands the record of its runs to no tracker and no metadata store.

    A registry that gets the metadata of each run counts too; the catalogue names only the other two. A
    flow to a tracker whose kind is not stated is asked about.
    """

    code = "TRN002"
    name = "runs-not-tracked"
    category = "training"
    severity = "warning"
    gate = "trained"
    suppressed_by = ("GRF001",)
    message = (
        "No run of {training} leaves a record of its parameters, data, code and scores. Which of two models"
        " is better, and why this one was taken, rests on what somebody remembers."
    )
    why = "Without records, results can be neither compared nor repeated, and old experiments are run again."
    fix = "Send the metadata of each run, and of its evaluation, to an experiment tracker."
    false_alarms = "A training platform that keeps every run by itself; draw its tracker."
    question = "Why was this setting chosen, and how close was the one that came second?"
    sources = (
        Source("MICH", "evaluate"), Source("GCP", "metadata"), Source("SE4", "15"), Source("AZM", "L2"),
        Source("MLTS", "Model3"),
    )  # fmt: skip
    examples = (
        Bad(_PARTS, at="train", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: Nothing that keeps records
components:
  - {id: sales, kind: warehouse, name: Sales}
  - {id: features, kind: feature_pipeline, name: Features}
  - {id: train, kind: training, name: Train}
flows:
  - {from: sales, to: features, kind: batch_data}
  - {from: features, to: train, kind: features}
""",
            at="train",
            fixed=True,
        ),
        Good(
            _PARTS + "  - {from: train, to: runs, kind: metadata}\n",
            why="The tracker gets a record.",
        ),
        Good(
            _PARTS + "  - {from: train, to: registry, kind: metadata}\n",
            why="The registry keeps the record of each run beside the model.",
        ),
        Good(
            _PARTS + "  - {from: train, to: runs, kind: unspecified}\n",
            why="What goes to the tracker is not stated; that is a question.",
        ),
        Good(
            "sketchcheck: 1\nname: First boxes\ncomponents:\n  - {id: crm, kind: data_source}\n"
            "  - {id: train, kind: training}\n",
            why="Nothing is trained yet.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The trainings that have data."""
        return fed_trainings(view)

    def judge(self, view: View, place: str) -> Verdict:
        """Whether its metadata reach something that keeps them."""
        keepers = view.all_of(*KEEPERS)
        if view.downstream(place, _METADATA, _BUT_OTHER) & keepers:
            return Passed()
        for flow in view.out(place, "unspecified"):
            if view.kind(flow.target) in KEEPERS:
                return NotStated("kind", flow.id)
        return self.found(place, where=unjoined(view, *KEEPERS), training=view.title(place))

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Lead the metadata of the training and its evaluations to the tracker, or to a new one."""
        training = finding.anchor
        mending = Mending(view)
        keeper = (
            mending.existing("experiment_tracker")
            or mending.existing("metadata_store")
            or mending.add("experiment_tracker", like=training)
        )
        judges = view.among(view.downstream(training, _MODEL, frozenset({"evaluation"})), "evaluation")
        for one in (training, *judges):
            mending.connect(one, keeper, "metadata")
        return [mending.fix(f"Keep a record of each run of {view.title(training)}")]
