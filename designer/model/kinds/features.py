"""Stage 4: features, embeddings and documents."""

from typing import Annotated, ClassVar, Literal

from designer.model.kinds import shared as s
from designer.model.kinds.component import Component, OnRequestPath
from designer.model.properties import Property as P
from designer.model.values import Count, Duration, Number


class FeaturePipeline(Component):
    """Turns data into features."""

    stage: ClassVar[str] = "features"
    label: ClassVar[str] = "Feature pipeline"
    kind: Literal["feature_pipeline"] = "feature_pipeline"
    mode: Annotated[
        Literal["batch", "stream", "on_request"] | None,
        P("choice", "Whether it runs on a schedule, on each event or inside the request."),
    ] = None
    schedule: s.Schedule = None
    code_ref: s.CodeRef = None
    missing_value_policy: s.MissingValuePolicy = None
    versioned: s.Versioned = None
    n_features: Annotated[
        Count | None, P("integer", "How many features it makes.", "features", rare=True)
    ] = None
    on_error: s.OnError = None
    form: s.Form = None
    rows_per_run: s.RowsPerRun = None
    throughput_rows_s: s.ThroughputRows = None


class FeatureStore(OnRequestPath):
    """One definition of features for training and serving."""

    stage: ClassVar[str] = "features"
    label: ClassVar[str] = "Feature store"
    kind: Literal["feature_store"] = "feature_store"
    online: Annotated[bool | None, P("bool", "Single keys can be looked up within milliseconds.")] = None
    offline: Annotated[bool | None, P("bool", "Whole histories can be read for training.")] = None
    point_in_time: s.PointInTime = None
    ttl: s.Ttl = None
    materialisation_interval: Annotated[
        Duration | None, P("duration", "How often the online copy is refreshed.", "30s 5m 24h 7d")
    ] = None
    versioned: s.Versioned = None
    code_ref: s.CodeRef = None


class VectorIndex(OnRequestPath):
    """Nearest-neighbour index of embeddings."""

    stage: ClassVar[str] = "features"
    label: ClassVar[str] = "Vector index"
    kind: Literal["vector_index"] = "vector_index"
    refresh_interval: Annotated[
        Duration | None, P("duration", "How often it takes in new and changed items.", "30s 5m 24h 7d")
    ] = None
    size: Annotated[Number | None, P("number", "How many items it holds.", "items")] = None
    access: s.Access = None
    permission_filter: s.PermissionFilter = None
    retention_days: s.RetentionDays = None


class DocumentPipeline(Component):
    """Parses, cleans, cuts into passages and embeds documents for an index."""

    stage: ClassVar[str] = "features"
    label: ClassVar[str] = "Document pipeline"
    kind: Literal["document_pipeline"] = "document_pipeline"
    mode: s.BatchOrStream = None
    schedule: s.Schedule = None
    chunking: Annotated[
        Literal["fixed", "structural", "semantic", "none"] | None,
        P("choice", "How documents are cut into passages."),
    ] = None
    embedding_model: s.EmbeddingModel = None
    carries_permissions: Annotated[
        bool | None, P("bool", "Each passage keeps the access rights of its document.")
    ] = None
    removes_deleted: Annotated[bool | None, P("bool", "Passages of deleted documents leave the index.")] = (
        None
    )
    on_error: s.OnError = None


KINDS = (FeaturePipeline, FeatureStore, VectorIndex, DocumentPipeline)
