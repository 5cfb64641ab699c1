"""Stage 2: moving data in, keeping it, checking it, knowing what came from what."""

from typing import Annotated, ClassVar, Literal

from designer.model.kinds import shared as s
from designer.model.kinds.component import Component
from designer.model.properties import Property as P

DataCheck = Literal[
    "schema", "nulls", "range", "volume", "freshness", "distribution", "duplicates", "referential",
    "anomaly", "supply_chain", "injection",
]  # fmt: skip
Tracked = Literal["data", "features", "code", "model", "runs"]


class IngestStage(Component):
    """What the kinds of this stage share."""

    stage: ClassVar[str] = "ingest_and_store"


class IngestionJob(IngestStage):
    """Moves data in, in batches or as a stream."""

    label: ClassVar[str] = "Ingestion job"
    kind: Literal["ingestion_job"] = "ingestion_job"
    mode: s.BatchOrStream = None
    schedule: s.Schedule = None
    on_error: s.OnError = None
    idempotent: Annotated[bool | None, P("bool", "Running it twice does no harm.")] = None


class RawStore(IngestStage):
    """Data lake or other append-only landing zone."""

    label: ClassVar[str] = "Raw store"
    kind: Literal["raw_store"] = "raw_store"
    immutable: Annotated[bool | None, P("bool", "What was written is never changed.")] = None
    time_travel: s.TimeTravel = None
    retention_days: s.RetentionDays = None
    access: s.Access = None


class Warehouse(IngestStage):
    """Curated analytical tables."""

    label: ClassVar[str] = "Warehouse"
    kind: Literal["warehouse"] = "warehouse"
    time_travel: s.TimeTravel = None
    point_in_time: s.PointInTime = None
    retention_days: s.RetentionDays = None
    access: s.Access = None
    latency_p99_ms: s.MeasuredLatency = None
    capacity_qps: s.FixedCapacity = None


class DataValidation(IngestStage):
    """Checks data against a schema and expectations."""

    label: ClassVar[str] = "Data validation"
    kind: Literal["data_validation"] = "data_validation"
    checks: Annotated[tuple[DataCheck, ...] | None, P("set", "What is checked.")] = None
    on_fail: Annotated[
        Literal["block", "quarantine", "warn", "none"] | None, P("choice", "What happens when a check fails.")
    ] = None


class DeadLetterQueue(IngestStage):
    """Where records that fail go, to be looked at and replayed."""

    label: ClassVar[str] = "Quarantine"
    kind: Literal["dead_letter_queue"] = "dead_letter_queue"
    retention_days: s.RetentionDays = None


class DataVersioning(IngestStage):
    """Snapshots or hashes of data sets."""

    label: ClassVar[str] = "Data versioning"
    kind: Literal["data_versioning"] = "data_versioning"
    time_travel: s.TimeTravel = None


class MetadataStore(IngestStage):
    """Remembers what came from what."""

    label: ClassVar[str] = "Metadata and lineage"
    kind: Literal["metadata_store"] = "metadata_store"
    tracks: Annotated[tuple[Tracked, ...] | None, P("set", "What its lineage covers.")] = None


KINDS = (IngestionJob, RawStore, Warehouse, DataValidation, DeadLetterQueue, DataVersioning, MetadataStore)
