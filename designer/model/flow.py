"""Flows: the directed arrows between components, by kind."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StringConstraints

from designer.model.element import Element
from designer.model.kinds import shared as s
from designer.model.properties import Property as P
from designer.model.values import Count, Id, Number, Percent, Text

FlowId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_>:-]{0,199}$")]
Purpose = Literal[
    "deploy", "rollback", "schedule", "retrain", "approve", "gate", "route", "shadow", "canary", "ab",
    "holdout", "disable", "invalidate",
]  # fmt: skip


class Flow(Element):
    """An arrow from `source` to `target`. A call is drawn from the caller to the called."""

    title: ClassVar[str] = ""

    own_id: FlowId | None = Field(default=None, alias="id")
    source: Id = Field(alias="from")
    target: Id = Field(alias="to")
    kind: str
    label: s.Label = None
    origin: Annotated[Text | None, P("text", "Where an import found it.", rare=True)] = None

    @property
    def id(self) -> str:
        """The stated id, or `from>to:kind`."""
        return self.own_id or flow_id(self.source, self.target, self.kind)


def flow_id(source: str, target: str, kind: str) -> str:
    """The id of a flow that states none."""
    return f"{source}>{target}:{kind}"


class BatchData(Flow):
    """Rows in bulk, on a schedule."""

    title: ClassVar[str] = "Batch data"
    kind: Literal["batch_data"] = "batch_data"
    contract: s.Contract = None
    delay: s.Delay = None
    rows: Annotated[Number | None, P("number", "Rows that one run moves.", "rows")] = None
    encrypted: s.Encrypted = None
    redacted: s.Redacted = None


class StreamData(Flow):
    """Events, without end."""

    title: ClassVar[str] = "Stream data"
    kind: Literal["stream_data"] = "stream_data"
    contract: s.Contract = None
    delay: s.Delay = None
    encrypted: s.Encrypted = None
    redacted: s.Redacted = None


class Features(Flow):
    """Feature values, in bulk or looked up."""

    title: ClassVar[str] = "Features"
    kind: Literal["features"] = "features"
    contract: s.Contract = None
    delay: s.Delay = None
    encrypted: s.Encrypted = None
    redacted: s.Redacted = None


class Labels(Flow):
    """Ground truth for training or measuring."""

    title: ClassVar[str] = "Labels"
    kind: Literal["labels"] = "labels"
    delay: s.Delay = None
    id_key: s.IdKey = None
    encrypted: s.Encrypted = None
    redacted: s.Redacted = None


class RequestResponse(Flow):
    """A call that waits for its answer."""

    title: ClassVar[str] = "Request and response"
    kind: Literal["request_response"] = "request_response"
    timeout_ms: Annotated[Number | None, P("number", "How long the caller waits.", "ms")] = None
    retries: Annotated[Count | None, P("integer", "How often the caller tries again.", "times")] = None
    contract: s.Contract = None
    encrypted: s.Encrypted = None
    redacted: s.Redacted = None


class AsyncRequest(Flow):
    """A call that does not wait, such as through a queue."""

    title: ClassVar[str] = "Request without waiting"
    kind: Literal["async_request"] = "async_request"
    contract: s.Contract = None
    id_key: s.IdKey = None
    encrypted: s.Encrypted = None
    redacted: s.Redacted = None


class Predictions(Flow):
    """Scores, lists or decisions that are passed on."""

    title: ClassVar[str] = "Predictions"
    kind: Literal["predictions"] = "predictions"
    contract: s.Contract = None
    delay: s.Delay = None
    id_key: s.IdKey = None
    encrypted: s.Encrypted = None
    redacted: s.Redacted = None


class ModelArtifact(Flow):
    """A model as a file or image."""

    title: ClassVar[str] = "Model"
    kind: Literal["model_artifact"] = "model_artifact"
    version_pinned: Annotated[bool | None, P("bool", "An exact version is taken, not the newest.")] = None


class Metadata(Flow):
    """Parameters of runs, evaluation results, lineage."""

    title: ClassVar[str] = "Metadata"
    kind: Literal["metadata"] = "metadata"


class Logs(Flow):
    """Records of what happened."""

    title: ClassVar[str] = "Logs"
    kind: Literal["logs"] = "logs"
    carries: s.Carries = None
    timestamped: Annotated[bool | None, P("bool", "Each record has the time at which it happened.")] = None
    id_key: s.IdKey = None
    sample_pct: Annotated[
        Percent | None, P("percent", "Share of records that is kept.", "%", assumed=100, rare=True)
    ] = None
    redacted: s.Redacted = None
    encrypted: s.Encrypted = None


class Metrics(Flow):
    """Numbers over time."""

    title: ClassVar[str] = "Metrics"
    kind: Literal["metrics"] = "metrics"


class Alerts(Flow):
    """A message that asks for action."""

    title: ClassVar[str] = "Alerts"
    kind: Literal["alerts"] = "alerts"


class Feedback(Flow):
    """What the world answered: clicks, outcomes, corrections, appeals."""

    title: ClassVar[str] = "Feedback"
    kind: Literal["feedback"] = "feedback"
    delay: s.Delay = None
    id_key: s.IdKey = None
    carries: s.Carries = None
    encrypted: s.Encrypted = None
    redacted: s.Redacted = None


class Control(Flow):
    """A command, not data."""

    title: ClassVar[str] = "Control"
    kind: Literal["control"] = "control"
    purpose: Annotated[Purpose | None, P("choice", "What the command is for.")] = None
    strategy: Annotated[
        Literal["all_at_once", "canary", "blue_green", "shadow"] | None,
        P("choice", "How a release is rolled out."),
    ] = None


class Unspecified(Flow):
    """Connected somehow; fits everywhere and is reported as not stated."""

    title: ClassVar[str] = "Not stated"
    kind: Literal["unspecified"] = "unspecified"


FLOWS: dict[str, type[Flow]] = {
    cls.model_fields["kind"].default: cls
    for cls in (
        BatchData, StreamData, Features, Labels, RequestResponse, AsyncRequest, Predictions, ModelArtifact,
        Metadata, Logs, Metrics, Alerts, Feedback, Control, Unspecified,
    )
}  # fmt: skip
"""Every kind of flow by its name in files."""

DATA = frozenset({"batch_data", "stream_data", "features", "labels", "feedback"})
CALL = frozenset({"request_response", "async_request"})


def read_flow(data: dict[str, Any]) -> Flow:
    """Build the flow that a flat mapping describes.

    Raises KeyError for an unknown kind, pydantic.ValidationError for anything else that is wrong.
    """
    return FLOWS[data["kind"]].read(data)
