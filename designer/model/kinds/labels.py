"""Stage 3: where the truth comes from."""

from typing import Annotated, ClassVar, Literal

from designer.model.kinds.component import Component
from designer.model.properties import Property as P
from designer.model.values import Duration, Text


class Labelling(Component):
    """Produces labels."""

    stage: ClassVar[str] = "labels"
    label: ClassVar[str] = "Labelling"
    kind: Literal["labelling"] = "labelling"
    mode: Annotated[
        Literal["human", "crowd", "outcome", "implicit", "rule"] | None,
        P("choice", "Who or what decides the label."),
    ] = None
    quality_control: Annotated[
        Literal["none", "sampling", "agreement", "gold", "adjudication"] | None,
        P("choice", "How wrong labels are found."),
    ] = None
    delay: Annotated[
        Duration | None, P("duration", "How long after the prediction the label is known.", "30s 5m 24h 7d")
    ] = None


class OutcomeJoin(Component):
    """Joins logged predictions with what happened later."""

    stage: ClassVar[str] = "labels"
    label: ClassVar[str] = "Outcome join"
    kind: Literal["outcome_join"] = "outcome_join"
    key: Annotated[Text | None, P("text", "The field on which prediction and outcome are joined.")] = None
    window: Annotated[
        Duration | None,
        P(
            "duration",
            "How long it waits for an outcome before a prediction counts as negative.",
            "30s 5m 24h 7d",
        ),
    ] = None


KINDS = (Labelling, OutcomeJoin)
