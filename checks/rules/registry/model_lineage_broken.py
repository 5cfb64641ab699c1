"""REG003: versions of models, and nothing about what made them."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Severity, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View

TELLERS = ("experiment_tracker", "metadata_store", "training", "data_versioning")
"""Who can tell a registry what made a model, the likely one first."""
_KEEPERS = ("experiment_tracker", "metadata_store")
_MODEL = frozenset({"model_artifact"})

_PARTS = """\
sketchcheck: 1
name: Prices
brief: {maturity: productionMORE}
components:
  - {id: train, kind: training, name: Train}
  - {id: judge, kind: evaluation, name: Evaluate, on_fail: block}
  - {id: runs, kind: experiment_tracker, name: Runs}
  - {id: registry, kind: model_registry, name: Registry, keep_versions: 5, lineage: LINEAGE}
  - {id: scorer, kind: serving_endpoint, name: Pricing}
  - {id: shop, kind: consumer_app, name: Shop, on_missing: default}
flows:
  - {from: train, to: judge, kind: model_artifact}
  - {from: judge, to: registry, kind: model_artifact}
  - {from: registry, to: scorer, kind: model_artifact}
  - {from: shop, to: scorer, kind: request_response}
"""


def _design(lineage: str = "false", more: str = "", flows: str = "") -> str:
    return _PARTS.replace("LINEAGE", lineage).replace("MORE", more) + flows


class ModelLineageBroken(Rule):
    """A registry holds models without the data, code and run that made each of them.

    Metadata that come from a training, a tracker of runs, a metadata store or a versioning of data count;
    so do those that the registry itself sends to a tracker or metadata store, where the two then meet.
    Under a law that reaches the decision it is an error.
    """

    code = "REG003"
    name = "model-lineage-broken"
    category = "registry"
    severity = "warning"
    maturity = "production"
    gate = "trained and live"
    message = (
        "{registry} keeps models without the data, features and code that made them. From a wrong answer"
        " nobody can walk back to its cause{law}."
    )
    why = "To find the cause of a bad model, to prove it or to forget somebody, its origin must be known."
    fix = "Record with each version its run, the version of its data and features, and the commit."
    false_alarms = "Lineage that a platform keeps unasked; state lineage: true."
    question = "Start at one wrong answer and walk me back to the rows that the model learned from."
    sources = (
        Source("MICH", "model-repository"), Source("MLTS", "Infra5"), Source("GCP", "metadata"),
        Source("TFXD", "MLMD"), Source("SEED", "S3"),
    )  # fmt: skip
    examples = (
        Bad(_design(), at="registry", fixed=True),
        Bad(_design(more=", regulated: [credit]"), at="registry", fixed=True),
        Good(_design("true"), why="Each version names what made it."),
        Good(
            _design(flows="  - {from: runs, to: registry, kind: metadata}\n"),
            why="The tracker of runs tells it.",
        ),
        Good(
            _design().replace(", lineage: false", ""),
            why="Whether it keeps lineage is a question, not a gap.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The registries."""
        return view.of_kind("model_registry")

    def judge(self, view: View, place: str) -> Verdict:
        """Whether it is told what made its models, or says that it keeps that."""
        told = any(view.kind(flow.source) in TELLERS for flow in view.into(place, "metadata"))
        if told or any(view.kind(flow.target) in _KEEPERS for flow in view.out(place, "metadata")):
            return Passed()
        lineage = view.value(place, "lineage")
        if lineage.value is None:
            return NotStated("lineage", place)
        if lineage.value:
            return passed_by(lineage)
        laws = ", ".join(view.brief.regulated or ())
        severity: Severity = "error" if laws else "warning"
        law = f", though the law asks for it ({laws})" if laws else ""
        return self.found(place, severity=severity, registry=view.title(place), law=law)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Let what knows the runs tell the registry."""
        registry, mending = finding.anchor, Mending(view)
        trainings = view.among(view.upstream(registry, _MODEL), "training")
        teller = mending.existing(*_KEEPERS) or next(iter(trainings), None)
        if teller is None:
            mending.state(registry, lineage=True)
            return [mending.fix(f"Keep lineage in {view.title(registry)}", "declared")]
        mending.connect(teller, registry, "metadata", label="run, data version, commit")
        mending.state(registry, lineage=True)
        return [
            mending.fix(f"Let {view.title(teller)} tell {view.title(registry)} what made each model", "mixed")
        ]
