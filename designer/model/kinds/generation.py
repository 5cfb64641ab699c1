"""Stage 6 as well: language models, what they read, what guards them and what they may do."""

from typing import Annotated, ClassVar, Literal

from designer.model.kinds import shared as s
from designer.model.kinds.serving import OnlineStage
from designer.model.properties import Property as P
from designer.model.values import Count, Number, Share, Text

ModelRole = Literal["generate", "judge", "classify", "plan"]
GuardPosition = Literal["input", "retrieved", "output", "tool"]
GuardCheck = Literal["injection", "pii", "toxicity", "topic", "grounding", "schema", "secrets"]


class LlmEndpoint(OnlineStage):
    """A generative model that is called with a prompt, hosted by a vendor or by yourself."""

    label: ClassVar[str] = "Language model"
    kind: Literal["llm_endpoint"] = "llm_endpoint"
    hosting: Annotated[
        Literal["vendor_api", "managed", "self_hosted"] | None, P("choice", "Who runs the model.")
    ] = None
    role: Annotated[tuple[ModelRole, ...] | None, P("set", "What it is used for.")] = None
    model_version: Annotated[
        Text | None, P("text", "Model with date or number; a moving name such as latest does not count.")
    ] = None
    max_input_tokens: Annotated[Count | None, P("integer", "Longest prompt for one request.", "tokens")] = (
        None
    )
    max_output_tokens: Annotated[Count | None, P("integer", "Longest answer for one request.", "tokens")] = (
        None
    )
    output_format: Annotated[
        Literal["free_text", "schema", "tool_calls"] | None, P("choice", "The form its answers must have.")
    ] = None
    provider_data_use: Annotated[
        Literal["none", "retained", "trained_on"] | None,
        P("choice", "What the provider does with what it is sent."),
    ] = None
    max_steps: s.MaxSteps = None
    cost_per_1k_tokens: Annotated[
        Text | None, P("quantity", "Price of a thousand tokens.", "such as 0.002 USD")
    ] = None
    auth: s.Auth = None
    exposure: s.Exposure = None
    rate_limit: s.RateLimit = None


class Retriever(OnlineStage):
    """Finds the passages for one question by searching, filtering and reranking."""

    label: ClassVar[str] = "Retriever"
    kind: Literal["retriever"] = "retriever"
    search: Annotated[
        Literal["dense", "sparse", "hybrid"] | None, P("choice", "By meaning, by words, or by both.")
    ] = None
    top_k: Annotated[Count | None, P("integer", "Passages that it returns.", "passages")] = None
    rerank: Annotated[bool | None, P("bool", "A second model orders what the search found.")] = None
    min_score: Annotated[Share | None, P("number", "Below this score nothing is returned.", "0 to 1")] = None
    permission_filter: s.PermissionFilter = None
    embedding_model: s.EmbeddingModel = None


class Guardrail(OnlineStage):
    """A check, in code or by a small model, on text that goes in or out."""

    label: ClassVar[str] = "Guardrail"
    kind: Literal["guardrail"] = "guardrail"
    position: Annotated[tuple[GuardPosition, ...] | None, P("set", "Which text it looks at.")] = None
    checks: Annotated[tuple[GuardCheck, ...] | None, P("set", "What it looks for.")] = None
    on_fail: Annotated[
        Literal["block", "redact", "retry", "fallback", "warn"] | None,
        P("choice", "What happens to text that fails."),
    ] = None


class AgentTool(OnlineStage):
    """A function that the model may ask for: an API, a search, code, mail."""

    label: ClassVar[str] = "Agent tool"
    kind: Literal["agent_tool"] = "agent_tool"
    effect: Annotated[
        Literal["read", "write", "irreversible"] | None, P("choice", "What a call can change.")
    ] = None
    typed: Annotated[
        bool | None, P("bool", "Takes narrow, typed arguments; a shell, SQL text or any URL is not narrow.")
    ] = None
    acts_as: Annotated[
        Literal["user", "service_account"] | None, P("choice", "Whose rights a call uses.")
    ] = None
    approval: Annotated[
        Literal["none", "policy", "human"] | None, P("choice", "Who agrees before a call is made.")
    ] = None
    rate_limit: Annotated[Number | None, P("number", "Calls that are allowed.", "calls/s")] = None


KINDS = (LlmEndpoint, Retriever, Guardrail, AgentTool)
