"""Stage 6: answering, on request, in batches and on streams."""

from typing import Annotated, ClassVar, Literal

from designer.model.kinds import shared as s
from designer.model.kinds.component import Component, OnRequestPath
from designer.model.properties import Property as P
from designer.model.values import Count, Number

ItemsPerRequest = Annotated[
    Number | None, P("number", "Items that one request asks it to score.", "items", assumed=1)
]


class OnlineStage(OnRequestPath):
    """What the kinds of this stage that sit in a request path share."""

    stage: ClassVar[str] = "serve"


class ServingEndpoint(OnlineStage):
    """Answers single requests; also the agent, chain or assistant that calls a language model."""

    label: ClassVar[str] = "Online endpoint"
    kind: Literal["serving_endpoint"] = "serving_endpoint"
    packaging: s.Packaging = None
    health_check: Annotated[
        bool | None, P("bool", "Something asks it whether it is well and replaces it if not.")
    ] = None
    auth: s.Auth = None
    exposure: s.Exposure = None
    input_validation: s.InputValidation = None
    missing_value_policy: s.MissingValuePolicy = None
    computes_features: s.ComputesFeatures = None
    feature_code_ref: s.FeatureCodeRef = None
    explanations: s.Explanations = None
    items_per_request: ItemsPerRequest = None
    versions_live: Annotated[
        Count | None, P("integer", "Model versions that can serve at once.", "versions", assumed=1, rare=True)
    ] = None
    exploration_pct: s.ExplorationPct = None
    rate_limit: s.RateLimit = None
    max_steps: s.MaxSteps = None
    cites_sources: Annotated[bool | None, P("bool", "Answers name the passages they rest on.", rare=True)] = (
        None
    )


class BatchInference(Component):
    """Scores many rows on a schedule."""

    stage: ClassVar[str] = "serve"
    label: ClassVar[str] = "Batch inference"
    kind: Literal["batch_inference"] = "batch_inference"
    schedule: s.Schedule = None
    rows_per_run: s.RowsPerRun = None
    throughput_rows_s: s.ThroughputRows = None
    packaging: s.Packaging = None
    explanations: s.Explanations = None
    exploration_pct: s.ExplorationPct = None
    computes_features: s.ComputesFeatures = None
    feature_code_ref: s.FeatureCodeRef = None


class StreamInference(OnlineStage):
    """Scores events as they pass; nobody waits."""

    label: ClassVar[str] = "Stream inference"
    kind: Literal["stream_inference"] = "stream_inference"
    on_error: s.OnError = None
    packaging: s.Packaging = None
    exploration_pct: s.ExplorationPct = None
    computes_features: s.ComputesFeatures = None
    feature_code_ref: s.FeatureCodeRef = None


class CandidateRetrieval(OnlineStage):
    """First stage of a ranking: from very many items to hundreds."""

    label: ClassVar[str] = "Candidate retrieval"
    kind: Literal["candidate_retrieval"] = "candidate_retrieval"
    candidates_out: Annotated[Number | None, P("number", "Candidates that it passes on.", "items")] = None


class RankingStage(OnlineStage):
    """Second or later stage of a ranking."""

    label: ClassVar[str] = "Ranking stage"
    kind: Literal["ranking_stage"] = "ranking_stage"
    items_per_request: ItemsPerRequest = None
    exploration_pct: s.ExplorationPct = None
    computes_features: s.ComputesFeatures = None
    feature_code_ref: s.FeatureCodeRef = None
    missing_value_policy: s.MissingValuePolicy = None
    input_validation: s.InputValidation = None


class RulesEngine(OnlineStage):
    """Hard rules, thresholds and caps before or after the model."""

    label: ClassVar[str] = "Policy layer"
    kind: Literal["rules_engine"] = "rules_engine"
    versioned: s.Versioned = None
    action_limit: Annotated[
        Number | None, P("number", "Most actions it lets the system take by itself.", "actions/h")
    ] = None
    explanations: s.Explanations = None


class Optimiser(OnlineStage):
    """Linear, integer or constraint solver."""

    label: ClassVar[str] = "Optimiser"
    kind: Literal["optimiser"] = "optimiser"
    time_limit_ms: Annotated[
        Number | None, P("number", "When it stops and gives the best found so far.", "ms")
    ] = None


class PredictionStore(OnlineStage):
    """Key-value store of answers computed earlier."""

    label: ClassVar[str] = "Prediction store"
    kind: Literal["prediction_store"] = "prediction_store"
    ttl: s.Ttl = None
    access: s.Access = None
    retention_days: s.RetentionDays = None


class Cache(OnlineStage):
    """Short-lived copies of answers."""

    label: ClassVar[str] = "Cache"
    kind: Literal["cache"] = "cache"
    ttl: s.Ttl = None
    key_scope: Annotated[
        Literal["shared", "tenant", "user"] | None,
        P("choice", "Who may be given an answer made for another."),
    ] = None


class Queue(Component):
    """Holds requests that may wait."""

    stage: ClassVar[str] = "serve"
    label: ClassVar[str] = "Work queue"
    kind: Literal["queue"] = "queue"
    max_depth: Annotated[Count | None, P("integer", "Most requests that may wait.", "requests")] = None
    on_full: Annotated[
        Literal["drop", "reject", "block"] | None, P("choice", "What happens to a request when it is full.")
    ] = None


class ApiGateway(OnlineStage):
    """Front door: who may call, how often, and which version answers."""

    label: ClassVar[str] = "API gateway"
    kind: Literal["api_gateway"] = "api_gateway"
    auth: s.Auth = None
    rate_limit: s.RateLimit = None
    exposure: s.Exposure = None


class Fallback(OnlineStage):
    """The answer when the model has none."""

    label: ClassVar[str] = "Fallback"
    kind: Literal["fallback"] = "fallback"
    type: Annotated[
        Literal["static_default", "popular", "rules", "cached", "previous_model", "human"] | None,
        P("choice", "Where the answer comes from when the model has none."),
    ] = None


KINDS = (
    ServingEndpoint, BatchInference, StreamInference, CandidateRetrieval, RankingStage, RulesEngine,
    Optimiser, PredictionStore, Cache, Queue, ApiGateway, Fallback,
)  # fmt: skip
