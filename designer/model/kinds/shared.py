"""Properties that several kinds of component or flow have, each declared once with unit and meaning."""

from typing import Annotated, Literal

from designer.model.properties import Property as P
from designer.model.values import Count, Duration, Number, Percent, Text

Watch = Literal[
    "latency", "errors", "throughput", "saturation", "duration", "completeness", "data_freshness",
    "data_quality", "feature_drift", "prediction_drift", "training_serving_skew", "accuracy", "error",
    "calibration", "prediction_bias", "fairness", "estimated_performance", "business_kpi", "cost",
    "model_age", "proxy_metric", "groundedness", "answer_quality", "refusal_rate", "retrieval_quality",
    "safety_incidents", "token_usage",
]  # fmt: skip
Carried = Literal[
    "inputs", "features", "prediction", "model_version", "request_id", "decision", "exposure",
    "propensity", "errors", "pipeline_step", "prompt_version", "retrieved_ids", "tool_calls", "tokens",
    "guardrail_decision",
]  # fmt: skip

ExpectedFreshness = Annotated[
    Duration | None, P("duration", "How old the newest record may be in normal running.", "30s 5m 24h 7d")
]
Schedule = Annotated[Duration | None, P("duration", "How often it runs.", "30s 5m 24h 7d")]
Ttl = Annotated[
    Duration | None, P("duration", "How long a value is served before it counts as stale.", "30s 5m 24h 7d")
]
UserGenerated = Annotated[
    bool | None, P("bool", "Written by users or outsiders, so it may be wrong on purpose.", rare=True)
]
RetentionDays = Annotated[Number | None, P("number", "How long records are kept.", "days")]
Access = Annotated[
    Literal["open", "restricted"] | None,
    P("choice", "Who may read it: everybody inside, or only those who need to.", rare=True),
]
BatchOrStream = Annotated[
    Literal["batch", "stream"] | None, P("choice", "Whether it works on a schedule or on each event.")
]
OnError = Annotated[
    Literal["fail", "skip", "quarantine", "reject_and_log"] | None,
    P("choice", "What happens to a record that cannot be processed."),
]
TimeTravel = Annotated[bool | None, P("bool", "Earlier states can be read back as they were.")]
PointInTime = Annotated[
    bool | None,
    P("bool", "Gives each value as it was known at the moment of the prediction, not as it is now."),
]
Versioned = Annotated[bool | None, P("bool", "Changes make a new version and old versions stay readable.")]
CodeRef = Annotated[
    Text | None,
    P("text", "Name of the transform code. The same name in two places says that both run the same code."),
]
FeatureCodeRef = Annotated[
    Text | None, P("text", "Name of the transform code that this component runs on raw requests.")
]
MissingValuePolicy = Annotated[
    Literal["impute", "default", "reject", "fallback"] | None,
    P("choice", "What is done when a feature value is missing."),
]
Form = Annotated[
    Literal["notebook", "script", "pipeline"] | None, P("choice", "How the code is kept and run.", rare=True)
]
RowsPerRun = Annotated[Number | None, P("number", "Rows that one run has to process.", "rows")]
ThroughputRows = Annotated[Number | None, P("number", "Rows that it can process.", "rows/s")]
EmbeddingModel = Annotated[Text | None, P("text", "The embedding model, with its version.")]
PermissionFilter = Annotated[
    Literal["none", "by_tenant", "by_user"] | None,
    P("choice", "Whose access rights limit what is found."),
]
Watches = Annotated[tuple[Watch, ...] | None, P("set", "What it keeps an eye on.")]
Judge = Annotated[
    Literal["none", "llm", "human"] | None, P("choice", "Who grades free-text answers.", rare=True)
]
JudgeCalibrated = Annotated[
    bool | None, P("bool", "The judge's grades were compared with human grades.", rare=True)
]
KeepVersions = Annotated[
    Count | None, P("integer", "Earlier versions that are kept and can be restored.", "versions")
]
Packaging = Annotated[
    Literal["container", "managed", "library", "bare"] | None,
    P(
        "choice",
        "How it is shipped: image, managed service, library inside another process, or bare process.",
    ),
]
Auth = Annotated[
    Literal["none", "api_key", "oauth", "mtls", "iam"] | None, P("choice", "How callers prove who they are.")
]
Exposure = Annotated[
    Literal["internal", "public"] | None,
    P("choice", "Whether it can be reached from outside the organisation."),
]
RateLimit = Annotated[Number | None, P("number", "Requests that one client may send.", "requests/s")]
InputValidation = Annotated[bool | None, P("bool", "Requests are checked before they reach the model.")]
ComputesFeatures = Annotated[
    bool | None, P("bool", "Turns the raw request into features inside this component.")
]
Explanations = Annotated[bool | None, P("bool", "Gives reasons with each answer.", rare=True)]
ExplorationPct = Annotated[
    Percent | None, P("percent", "Share of answers chosen to learn, not to win.", "%", rare=True)
]
MaxSteps = Annotated[
    Count | None, P("integer", "Most model or tool calls for one request.", "calls", rare=True)
]
MeasuredLatency = Annotated[
    Number | None,
    P("number", "Time for one request that 99 of 100 requests stay under.", "ms", "Latency p99"),
]
FixedCapacity = Annotated[
    Number | None, P("number", "Requests that it can take in all.", "requests/s", "Capacity")
]

Label = Annotated[Text | None, P("text", "A word to show on the arrow.")]
Contract = Annotated[
    Literal["none", "documented", "versioned"] | None,
    P("choice", "How firmly both sides have agreed on names, types and meaning."),
]
Delay = Annotated[
    Duration | None,
    P("duration", "How much later it arrives than it was sent.", "30s 5m 24h 7d", assumed="0s"),
]
IdKey = Annotated[Text | None, P("text", "The field by which records are joined later, such as request_id.")]
Carries = Annotated[tuple[Carried, ...] | None, P("set", "What each record holds.")]
Encrypted = Annotated[bool | None, P("bool", "Encrypted on the way.", rare=True)]
Redacted = Annotated[bool | None, P("bool", "Personal data is removed before it is sent.", rare=True)]
