"""Mistakes in what a language model costs, is told, keeps and answers from."""

from __future__ import annotations

from benchmarks.gaps.cases import Cases, case, operator
from benchmarks.gaps.changing import draw, drop, forget, less, put, say
from benchmarks.gaps.operators.generation import ANSWER_WORDS, asked, models, secret, services
from benchmarks.gaps.reading import SOURCES, Good, seconds
from designer.model.edits.language import Edit, InsertOnFlow
from designer.model.flow import CALL, DATA

BOUGHT = ("vendor_api", "managed")


def _bought(good: Good) -> list[str]:
    return [one for one in good.of_kind("llm_endpoint") if good.get(one, "hosting") in BOUGHT]


@operator("GEN009", "What the model wrote goes to a tool, and nobody looks whether it has the right form.")
def form_unchecked(good: Good) -> Cases:
    for model in models(good):
        guards = list(good.holding("checks", "schema", "guardrail"))
        edits = [
            put(model, output_format="free_text"),
            *(less(good, one, "checks", "schema") for one in guards),
        ]
        tools = asked(good, model, "agent_tool")
        calls = [f for tool in tools for f in good.into(tool, "request_response")]
        if calls:
            edits += [put(one, typed=False) for one in tools]
            yield case(*edits, at=[flow.id for flow in calls])


@operator("GEN013", "A vendor may train on what it is sent about people.")
def vendor_trains_on_it(good: Good) -> Cases:
    for model in _bought(good):
        if _told_of_people(good, model):
            yield case(put(model, provider_data_use="trained_on"), *_unredacted(good, model), at=model)


def _told_of_people(good: Good, model: str) -> bool:
    people = good.holds_personal("personal", "sensitive")
    return any(one in good.upstream(model, CALL) for one in people)


def _unredacted(good: Good, model: str) -> list[Edit]:
    """Edits after which a call of a model may hold what the asker wrote."""
    return [put(one.id, redacted=False) for one in good.into(model, *CALL) if getattr(one, "redacted", None)]


@operator("GEN013", "Personal data go to a vendor that keeps them.")
def people_sent_to_vendor(good: Good) -> Cases:
    guards = good.holding("checks", "pii", "guardrail")
    for model in _bought(good) if guards else ():
        if _told_of_people(good, model):
            kept = [put(model, provider_data_use="retained"), *_unredacted(good, model)]
            yield case(*kept, *(less(good, one, "checks", "pii") for one in guards), at=model)


@operator("GEN014", "A bought model changes whenever its vendor likes.")
def version_floats(good: Good) -> Cases:
    for model in _bought(good):
        yield case(put(model, model_version="latest"), at=model)


@operator("GEN015", "A request may be of any length.")
def length_unbounded(good: Good) -> Cases:
    for model in good.of_kind("llm_endpoint"):
        yield case(forget(model, "max_input_tokens", "max_output_tokens"), at=model)


@operator("GEN015", "Nobody says what a request may cost.")
def spend_unbounded(good: Good) -> Cases:
    for model in good.of_kind("llm_endpoint") if (good.brief.qps_peak or 0) >= 1 else ():
        if good.get(model, "hosting") == "vendor_api":
            yield case(say(max_cost_per_request=None), at=model)


@operator("GEN015", "Anybody may ask as often as they like.")
def asking_unlimited(good: Good) -> Cases:
    for model in models(good):
        before = (model, *good.upstream(model, CALL))
        limiting = [one for one in good.forgettable("rate_limit") if one in before]
        if limiting and any(good.get(o, "user_facing") for o in before if good.kind(o) == "consumer_app"):
            yield case(*(forget(one, "rate_limit") for one in limiting), at=model)


@operator("GEN016", "Nobody sees what the model costs.")
def spend_unwatched(good: Good) -> Cases:
    watching = {o for word in ("cost", "token_usage") for o in good.holding("watches", word)}
    for model in _bought(good) if watching else ():
        yield case(*(less(good, o, "watches", "cost", "token_usage") for o in sorted(watching)), at=model)


def _answer_logs(good: Good, model: str) -> list[str]:
    starts = (model, *services(good, model))
    return [f.id for one in starts for f in good.out(one, "logs") if good.kind(f.target) == "log_store"]


@operator("GEN017", "An answer cannot be traced to its prompt, model, passages or tool calls.")
def answer_not_retraceable(good: Good) -> Cases:
    for model in models(good):
        logs, needed = _answer_logs(good, model), ["prompt_version", "model_version"]
        needed += ["retrieved_ids"] if asked(good, model, "retriever") else []
        needed += ["tool_calls"] if asked(good, model, "agent_tool") else []
        for word in needed:
            carrying = [one for one in logs if word in good.words(one, "carries")]
            if carrying:
                yield case(*(less(good, one, "carries", word) for one in carrying), at=model)


@operator("GEN018", "The model answers even where nothing was found.")
def no_way_to_refuse(good: Good) -> Cases:
    for model in models(good):
        finders = asked(good, model, "retriever")
        spare = asked(good, model, "fallback", "human_review")
        people = list(good.of_kind("human_review"))
        guards = good.holding("checks", "grounding", "guardrail")
        edits = [forget(o, "min_score") for o in finders if o in good.forgettable("min_score")]
        if edits:
            edits += [less(good, one, "checks", "grounding") for one in guards]
            yield case(*edits, drop(*spare, *people), at=model)


@operator("GEN019", "The index is filled once a year.")
def index_too_old(good: Good) -> Cases:
    for model in models(good) if seconds(good.brief.max_feature_age) else ():
        for index in asked(good, model, "vector_index"):
            yield case(put(index, refresh_interval="365d"), at=index)


@operator("GEN020", "What was deleted goes on being found.")
def deleted_text_stays(good: Good) -> Cases:
    for one in good.of_kind("document_pipeline"):
        yield case(put(one, removes_deleted=False), at=one)


@operator("GEN021", "Questions and passages are turned into numbers by two different models.")
def embedded_differently(good: Good) -> Cases:
    for finder in good.of_kind("retriever"):
        if good.get(finder, "embedding_model"):
            yield case(put(finder, embedding_model="another-model-2021-01"), at=finder)


@operator("GEN022", "Nobody measures whether live answers are right.")
def live_answers_unwatched(good: Good) -> Cases:
    monitors = [
        o for o in good.of_kind("quality_monitor") if set(ANSWER_WORDS) & set(good.words(o, "watches"))
    ]
    if monitors and models(good):
        yield case(*(less(good, one, "watches", *ANSWER_WORDS) for one in monitors), at=models(good))


@operator("GEN022", "Users cannot say that an answer was wrong.")
def users_not_heard(good: Good) -> Cases:
    flows = list(good.flows("feedback"))  # Reviewers who label answers would be heard in their place.
    flows += [f for f in good.flows("labels") if good.kind(f.source) == "human_review"]
    if flows and models(good):
        yield case(drop(*flows), at=models(good))


@operator("GEN023", "One user gets the answer that was written for another.")
def cache_shared(good: Good) -> Cases:
    for model in models(good) if secret(good) else ():
        for cache in asked(good, model, "cache"):
            yield case(put(cache, key_scope="shared"), at=cache)


@operator("GEN024", "What strangers wrote is put into the index unread, and what fails is skipped.")
def index_of_unchecked_text(good: Good) -> Cases:
    for pipeline in good.of_kind("document_pipeline"):
        checks = [o for o in good.sources(pipeline) if good.kind(o) == "data_validation"]
        edits = _unread(good, pipeline, checks)
        looking = any("injection" in good.words(one, "checks") for one in checks)
        if edits and looking:  # Orders in the text may do more harm than the text itself.
            yield case(*edits, at=models(good), cause="GEN008")
            # A guardrail before the model would find the orders, but not that a page is broken.
            indexes = [o for o in good.targets(pipeline, "features") if good.kind(o) == "vector_index"]
            yield case(*edits, *_guarded(good), at=indexes)


def _unread(good: Good, pipeline: str, checks: list[str]) -> list[Edit]:
    """Edits by which text of strangers goes straight into a pipeline."""
    strange = [
        flow
        for check in checks
        for flow in good.into(check, *DATA)
        if good.kind(flow.source) in SOURCES and good.get(flow.source, "user_generated")
    ]
    drawn = [draw(flow.source, flow.kind, pipeline) for flow in strange]
    return [drop(*checks), *drawn, put(pipeline, on_error="skip")] if strange else []


def _guarded(good: Good) -> list[Edit]:
    """Edits that put a guardrail between the services and the language models that they call."""
    edits: list[Edit] = []
    for model in models(good):
        for flow in good.into(model, "request_response"):
            guard = f"guard-{model}"
            new = {"id": guard, "kind": "guardrail", "name": "Guard", "position": ["input", "retrieved"]}
            edits.append(InsertOnFlow(flow=flow.id, component=new | {"checks": ["injection", "pii"]}))
    return edits[:1]
