"""Stage 1: where data comes from."""

from typing import Annotated, ClassVar, Literal

from designer.model.kinds import shared as s
from designer.model.kinds.component import Component
from designer.model.properties import Property as P
from designer.model.values import Number


class DataSource(Component):
    """Operational database, files, third-party API or device fleet."""

    stage: ClassVar[str] = "sources"
    label: ClassVar[str] = "Data source"
    kind: Literal["data_source"] = "data_source"
    expected_freshness: s.ExpectedFreshness = None
    user_generated: s.UserGenerated = None
    retention_days: s.RetentionDays = None
    capacity_qps: s.FixedCapacity = None
    latency_p99_ms: s.MeasuredLatency = None


class EventStream(Component):
    """Ordered log of events, such as a topic."""

    stage: ClassVar[str] = "sources"
    label: ClassVar[str] = "Event stream"
    kind: Literal["event_stream"] = "event_stream"
    user_generated: s.UserGenerated = None
    expected_freshness: s.ExpectedFreshness = None
    retention_days: s.RetentionDays = None
    capacity_qps: Annotated[
        Number | None, P("number", "Events that it can take.", "events/s", "Capacity")
    ] = None
    access: s.Access = None


KINDS = (DataSource, EventStream)
