"""The brief: the problem, who has it, what is decided, in which numbers."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from designer.model.element import Element, Part
from designer.model.properties import Maturity
from designer.model.properties import Property as P
from designer.model.values import Duration, Number, Percent, Share, Text

MlTask = Literal[
    "classification", "regression", "ranking", "recommendation", "search", "ads", "forecasting",
    "anomaly_detection", "fraud", "risk_scoring", "credit_scoring", "churn", "no_show", "spam",
    "content_filter", "pricing", "sentiment", "routing", "scheduling", "assignment", "allocation",
    "dispatch", "packing", "question_answering", "summarisation", "extraction", "generation", "agent",
]  # fmt: skip
Regulation = Literal["credit", "employment", "health", "insurance", "privacy", "payments"]


class Metric(Part):
    """A number that somebody wants to move; amounts read like `2.1M` or `22 %`."""

    name: Text | None = None
    unit: Text | None = None
    current: Text | None = None
    target: Text | None = None
    by: Text | None = None


class Harm(Part):
    """What a wrong answer can do to people."""

    level: Literal["low", "medium", "high"] | None = None
    text: Text | None = None


class Stakeholder(Part):
    """Somebody who has a say, and what worries them."""

    role: Text
    concern: Text | None = None


def _named(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


OneMetric = Annotated[Metric | None, BeforeValidator(_named)]


class Brief(Element):
    """What the system is for. Nothing here is filled in for the author."""

    maturity: Annotated[
        Maturity | None,
        P("choice", "How much is asked of the drawing.", assumed="design", asked_from="sketch"),
    ] = None
    problem: Annotated[
        Text | None, P("long_text", "Who suffers what, how often, at what cost.", asked_from="sketch")
    ] = None
    users: Annotated[Text | None, P("text", "Who uses the answer.", asked_from="design")] = None
    decision: Annotated[
        Text | None, P("long_text", "What is done differently because of the answer.", asked_from="design")
    ] = None
    ml_task: Annotated[MlTask | None, P("choice", "The kind of task.", label="Task", asked_from="design")] = (
        None
    )
    why_ml: Annotated[Text | None, P("long_text", "Why rules or a query are not enough.", label="Why ML")] = (
        None
    )
    non_ml_alternative: Annotated[
        Text | None, P("text", "What would be done without a model.", label="Alternative without ML")
    ] = None
    baseline: Annotated[Text | None, P("text", "The simplest thing to beat, or its score.")] = None
    business_metric: Annotated[
        OneMetric, P("metric", "The number of the business that should move.", asked_from="design")
    ] = None
    ml_metric: Annotated[
        OneMetric,
        P("metric", "The number by which the model is judged.", label="ML metric", asked_from="design"),
    ] = None
    metric_link: Annotated[
        Text | None, P("long_text", "Why a better model metric moves the business metric.")
    ] = None
    cost_false_positive: Annotated[
        Text | None,
        P("quantity", "What one false alarm costs.", "such as 12 USD, 3 min", asked_from="design"),
    ] = None
    cost_false_negative: Annotated[
        Text | None, P("quantity", "What one miss costs.", "such as 240 USD", asked_from="design")
    ] = None
    harm: Annotated[Harm | None, P("harm", "What a wrong answer can do to people.", asked_from="design")] = (
        None
    )
    affects_people: Annotated[bool | None, P("bool", "Decides something about single persons.")] = None
    regulated: Annotated[tuple[Regulation, ...] | None, P("set", "Laws that reach this decision.")] = None
    explainability_required: Annotated[
        bool | None, P("bool", "Somebody must be told why.", label="Reasons required")
    ] = None
    decision_blocks_outcome: Annotated[
        bool | None, P("bool", "Once decided, what would have happened otherwise is never seen.")
    ] = None
    serving_mode: Annotated[
        Literal["online", "batch", "stream"] | None, P("choice", "How answers are given.")
    ] = None
    latency_p99_ms: Annotated[
        Number | None,
        P(
            "number",
            "Time within which 99 of 100 answers must come.",
            "ms",
            "Latency p99",
            asked_from="design",
        ),
    ] = None
    qps_avg: Annotated[Number | None, P("number", "Usual load.", "requests/s", "Average load")] = None
    qps_peak: Annotated[
        Number | None,
        P("number", "Load at the busiest time.", "requests/s", "Peak load", asked_from="design"),
    ] = None
    spiky: Annotated[bool | None, P("bool", "Load rises many times within minutes.")] = None
    rows_per_run: Annotated[
        Number | None, P("number", "Rows that one batch run must score.", "rows", asked_from="design")
    ] = None
    growth_factor: Annotated[
        Number | None,
        P("number", "How many times today's load it must be able to grow to.", "times", assumed=10),
    ] = None
    availability_target: Annotated[Percent | None, P("percent", "Share of the time it must answer.", "%")] = (
        None
    )
    max_feature_age: Annotated[
        Duration | None,
        P("duration", "How old the data behind an answer may be.", "30s 5m 24h 7d", asked_from="design"),
    ] = None
    max_model_age: Annotated[
        Duration | None, P("duration", "How old the model may become.", "30s 5m 24h 7d", asked_from="design")
    ] = None
    label_delay: Annotated[
        Duration | None,
        P(
            "duration",
            "How long after the prediction the truth is known.",
            "30s 5m 24h 7d",
            asked_from="design",
        ),
    ] = None
    training_window: Annotated[
        Duration | None,
        P("duration", "How much history a training reads.", "30s 5m 24h 7d", assumed="30d"),
    ] = None
    positive_rate: Annotated[Share | None, P("number", "Share of positive cases.", "0 to 1")] = None
    temporal: Annotated[bool | None, P("bool", "Order in time matters: yesterday predicts today.")] = None
    catalogue_size: Annotated[Number | None, P("number", "Items to choose from.", "items")] = None
    entities_known: Annotated[
        bool | None, P("bool", "All users or items to be scored are known beforehand.")
    ] = None
    repeated_entities: Annotated[
        bool | None, P("bool", "The same user, patient, device or document gives many rows.")
    ] = None
    proxy_label: Annotated[Text | None, P("text", "What is measured in place of what is meant.")] = None
    access_levels: Annotated[
        Literal["none", "tenant", "user"] | None, P("choice", "Who may read which source text.")
    ] = None
    grounding_required: Annotated[bool | None, P("bool", "Each answer must rest on a named source.")] = None
    max_cost_per_request: Annotated[
        Text | None, P("quantity", "Most that one answer may cost.", "such as 0.02 EUR")
    ] = None
    legacy: Annotated[Text | None, P("text", "What does the job today.")] = None
    owner: Annotated[Text | None, P("text", "The team that answers for it.")] = None
    stakeholders: Annotated[
        tuple[Stakeholder, ...] | None, P("stakeholders", "Who has a say, and what worries them.")
    ] = None
    value_statement: Annotated[
        Text | None, P("long_text", "One sentence with a number, for people who are not engineers.")
    ] = None
    tradeoffs: Annotated[tuple[Text, ...] | None, P("list", "What was given up for what.")] = None
    antigoals: Annotated[Text | None, P("long_text", "What it must not do.")] = None
    phase: Annotated[Literal["first_version", "running"] | None, P("choice", "Where the project stands.")] = (
        None
    )
