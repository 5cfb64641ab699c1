"""Stage 5: fitting models, judging them, keeping their versions."""

from typing import Annotated, ClassVar, Literal

from designer.model.kinds import shared as s
from designer.model.kinds.component import Component
from designer.model.properties import Property as P
from designer.model.values import Number, Text

EvaluationCheck = Literal[
    "metric", "baseline", "slices", "fairness", "calibration", "sanity", "robustness", "leakage",
    "latency", "security", "retrieval", "grounding", "refusal", "injection", "tool_outcome", "uncertainty",
]  # fmt: skip
ModelFamily = Literal[
    "rules", "linear", "tree", "gbdt", "deep", "llm", "ensemble", "factorisation", "reinforcement",
    "statistical",
]  # fmt: skip
CaseOrigin = Literal["curated", "production", "synthetic"]
CaseType = Literal["answerable", "unanswerable", "adversarial", "multi_turn", "past_failures"]


class TrainStage(Component):
    """What the kinds of this stage share."""

    stage: ClassVar[str] = "train_and_judge"


class Training(TrainStage):
    """Fits a model; with model family llm: fine-tuning or pretraining of your own weights."""

    label: ClassVar[str] = "Training"
    kind: Literal["training"] = "training"
    learning: Annotated[
        Literal["supervised", "unsupervised", "self_supervised", "reinforcement"] | None,
        P("choice", "What the model learns from."),
    ] = None
    model_family: Annotated[ModelFamily | None, P("choice", "The family of models it fits.")] = None
    trigger: Annotated[
        Literal["manual", "schedule", "event", "drift"] | None, P("choice", "What starts a new training.")
    ] = None
    schedule: s.Schedule = None
    form: s.Form = None
    imbalance_strategy: Annotated[
        Literal["none", "weights", "sampling", "threshold"] | None,
        P("choice", "What is done about a rare positive class.", rare=True),
    ] = None
    label_maturity_filter: Annotated[
        bool | None, P("bool", "Leaves out examples whose outcome is not final yet.")
    ] = None
    pretrained: Annotated[bool | None, P("bool", "Starts from weights trained elsewhere.", rare=True)] = None
    rows_per_run: s.RowsPerRun = None
    throughput_rows_s: s.ThroughputRows = None


class ExperimentTracker(TrainStage):
    """Keeps parameters, metrics and artifacts of runs."""

    label: ClassVar[str] = "Experiment tracker"
    kind: Literal["experiment_tracker"] = "experiment_tracker"


class BaselineModel(TrainStage):
    """The simplest thing to beat."""

    label: ClassVar[str] = "Baseline"
    kind: Literal["baseline_model"] = "baseline_model"
    type: Annotated[
        Literal["heuristic", "naive", "linear", "existing_rules"] | None,
        P("choice", "What sort of baseline it is."),
    ] = None


class Evaluation(TrainStage):
    """Judges a model offline before it is released."""

    label: ClassVar[str] = "Evaluation gate"
    kind: Literal["evaluation"] = "evaluation"
    split: Annotated[
        Literal["random", "time", "group", "none"] | None,
        P("choice", "How test data are kept apart from training data."),
    ] = None
    checks: Annotated[tuple[EvaluationCheck, ...] | None, P("set", "What is judged.")] = None
    slices: Annotated[
        tuple[Text, ...] | None, P("list", "Groups that are judged apart, such as country or new_user.")
    ] = None
    on_fail: Annotated[
        Literal["block", "warn", "none"] | None,
        P("choice", "What happens when the model is not good enough."),
    ] = None
    judge: s.Judge = None
    judge_calibrated: s.JudgeCalibrated = None
    final_set: Annotated[
        Literal["shared", "untouched", "nested"] | None,
        P("choice", "Whether the last test set was also used to choose the model.", rare=True),
    ] = None


class ModelRegistry(TrainStage):
    """Versions, approval and lineage of models."""

    label: ClassVar[str] = "Model registry"
    kind: Literal["model_registry"] = "model_registry"
    keep_versions: s.KeepVersions = None
    lineage: Annotated[bool | None, P("bool", "Each version names the data, code and run that made it.")] = (
        None
    )
    signed: Annotated[
        bool | None, P("bool", "Artifacts are signed and the signature is checked.", rare=True)
    ] = None


class PromptStore(TrainStage):
    """Versions of prompts, templates, tool descriptions and generation settings."""

    label: ClassVar[str] = "Prompt store"
    kind: Literal["prompt_store"] = "prompt_store"
    keep_versions: s.KeepVersions = None
    review: Annotated[bool | None, P("bool", "A second person looks at a change before it goes live.")] = None


class EvalSet(TrainStage):
    """Versioned questions or tasks with expected answers, passages or end states."""

    label: ClassVar[str] = "Test questions"
    kind: Literal["eval_set"] = "eval_set"
    size: Annotated[Number | None, P("number", "How many cases it has.", "cases")] = None
    versioned: s.Versioned = None
    cases_from: Annotated[tuple[CaseOrigin, ...] | None, P("set", "Where its cases come from.")] = None
    includes: Annotated[tuple[CaseType, ...] | None, P("set", "What sorts of case it holds.")] = None


KINDS = (Training, ExperimentTracker, BaselineModel, Evaluation, ModelRegistry, PromptStore, EvalSet)
