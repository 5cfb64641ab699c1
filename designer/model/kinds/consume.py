"""Stage 7: who uses the answer."""

from typing import Annotated, ClassVar, Literal

from designer.model.kinds import shared as s
from designer.model.kinds.component import Component
from designer.model.properties import Property as P
from designer.model.values import Number, Percent, Text

ReviewRole = Literal["triage", "approval", "appeal", "audit"]


class ConsumeStage(Component):
    """What the kinds of this stage share."""

    stage: ClassVar[str] = "consume"


class ConsumerApp(ConsumeStage):
    """The product or process that uses the answer."""

    label: ClassVar[str] = "Consuming application"
    kind: Literal["consumer_app"] = "consumer_app"
    user_facing: Annotated[bool | None, P("bool", "People outside the team see its answers.")] = None
    on_missing: Annotated[
        Literal["default", "hide", "fallback", "error", "block"] | None,
        P("choice", "What it does when there is no answer."),
    ] = None
    decision_effect: Annotated[
        Literal["informs", "acts"] | None,
        P("choice", "Whether the answer informs a person or acts by itself."),
    ] = None


class HumanReview(ConsumeStage):
    """People who check, decide or hear appeals."""

    label: ClassVar[str] = "Human review"
    kind: Literal["human_review"] = "human_review"
    role: Annotated[tuple[ReviewRole, ...] | None, P("set", "What these people do.")] = None
    can_override: Annotated[bool | None, P("bool", "Their word goes over the model's.")] = None
    capacity_per_day: Annotated[Number | None, P("number", "Cases that they can handle.", "cases/day")] = None


class LegacySystem(ConsumeStage):
    """Existing rules, model or process to live with or to replace."""

    label: ClassVar[str] = "Legacy system"
    kind: Literal["legacy_system"] = "legacy_system"
    capacity_qps: s.FixedCapacity = None
    latency_p99_ms: s.MeasuredLatency = None


class ExperimentPlatform(ConsumeStage):
    """Assigns variants and measures them."""

    label: ClassVar[str] = "Experiment platform"
    kind: Literal["experiment_platform"] = "experiment_platform"
    exposure_logging: Annotated[bool | None, P("bool", "Who saw which variant is recorded.")] = None
    watches: s.Watches = None
    random_bucket_pct: Annotated[
        Percent | None, P("percent", "Share that is left to chance.", "%", rare=True)
    ] = None
    latency_p99_ms: s.MeasuredLatency = None
    min_effect: Annotated[Text | None, P("text", "Smallest difference that it can detect.", rare=True)] = None


KINDS = (ConsumerApp, HumanReview, LegacySystem, ExperimentPlatform)
