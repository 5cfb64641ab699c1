"""Mistakes around a language model: its sources, prompts, tools, limits and what it may see."""

from __future__ import annotations

from benchmarks.gaps.cases import Cases, case, operator
from benchmarks.gaps.changing import draw, drop, forget, less, put
from benchmarks.gaps.reading import Good
from designer.model.flow import CALL, Flow
from designer.model.kinds import KINDS

INFORMING = ("retriever", "agent_tool", "data_source", "warehouse", "vector_index")
ANSWER_WORDS = ("groundedness", "answer_quality", "refusal_rate", "accuracy")
_PASSES = frozenset({"guardrail", "api_gateway", "queue", "cache"})
_ENDS = frozenset(KINDS) - _PASSES


def models(good: Good) -> list[str]:
    """The language models that answer somebody."""
    return [one for one in good.of_kind("llm_endpoint") if good.readers(one)]


def services(good: Good, model: str) -> list[str]:
    """The services that call a language model, at first hand or through what only passes calls on."""
    return [one for one in good.upstream(model, CALL, _ENDS) if good.kind(one) == "serving_endpoint"]


def asked(good: Good, model: str, *kinds: str) -> list[str]:
    """What a model and its services ask, of these kinds."""
    found = {one for start in (model, *services(good, model)) for one in good.downstream(start, CALL)}
    return sorted(one for one in found if good.kind(one) in kinds)


def secret(good: Good) -> bool:
    """Whether not everybody may read everything."""
    return good.brief.access_levels in ("user", "tenant")


@operator("GEN001", "Answers must come from sources, and the model has none.")
def sources_gone(good: Good) -> Cases:
    for model in models(good) if good.brief.grounding_required else ():
        if informing := asked(good, model, *INFORMING):
            yield case(drop(*informing), at=model)


@operator("GEN002", "Of a prompt only the newest wording is kept.")
def prompts_overwritten(good: Good) -> Cases:
    for store in good.of_kind("prompt_store"):
        callers = {one for model in models(good) for one in services(good, model)}
        repos = good.of_kind("code_repo")  # A repository behind the store would keep the older wordings.
        if used := callers & set(good.targets(store)):
            yield case(put(store, keep_versions=1), *([drop(*repos)] if repos else []), at=used)


@operator("GEN002", "Prompts are in no store and in no repository.")
def prompts_nowhere(good: Good) -> Cases:
    stores, repos = good.of_kind("prompt_store"), good.of_kind("code_repo")
    callers = {one for model in models(good) for one in services(good, model)}
    if stores and callers:
        yield case(drop(*stores, *repos), at=callers)


def _judges(good: Good, model: str) -> list[Flow]:
    """The flows by which evaluations get the answers of a model or its services."""
    starts = (model, *services(good, model))
    flows = [flow for one in starts for flow in good.out(one, "predictions")]
    return [one for one in flows if good.kind(one.target) == "evaluation"]


@operator("GEN003", "No evaluation sees an answer before it is released.")
def answers_not_evaluated(good: Good) -> Cases:
    for model in models(good):
        if flows := _judges(good, model):
            yield case(drop(*flows), at=model)


@operator("GEN003", "The evaluation has no test questions.")
def test_questions_gone(good: Good) -> Cases:
    sets = good.of_kind("eval_set")
    judged = [one for one in models(good) if _judges(good, one)]
    if sets and judged:
        yield case(drop(*sets), at=judged)


@operator("GEN003", "The evaluation says no, and the release goes on.", maturity="production")
def evaluation_only_warns(good: Good) -> Cases:
    judged = [one for one in models(good) if _judges(good, one)]
    judges = sorted({flow.target for one in judged for flow in _judges(good, one)})
    orders = [f for f in good.commands("gate", "approve") if f.source in judges]
    if judged:
        yield case(*(put(o, on_fail="warn") for o in judges), *(drop(f) for f in orders), at=judged)


@operator("GEN004", "Whether the right passages are found is judged by nothing.")
def retrieval_unjudged(good: Good) -> Cases:
    judging = good.holding("checks", "retrieval", "evaluation")
    finders = {one for model in models(good) for one in asked(good, model, "retriever")}
    if judging and finders:
        yield case(*(less(good, one, "checks", "retrieval") for one in judging), at=finders)


@operator("GEN005", "No test question is one that has no answer.")
def only_answerable_questions(good: Good) -> Cases:
    for one in good.holding("includes", "unanswerable", "eval_set"):
        yield case(less(good, one, "includes", "unanswerable"), at=one)


@operator("GEN005", "No test question is one of an attacker.")
def no_attacks_tested(good: Good) -> Cases:
    faced = [one for one in good.of_kind("consumer_app") if good.get(one, "user_facing")]
    for one in good.holding("includes", "adversarial", "eval_set") if faced else ():
        yield case(less(good, one, "includes", "adversarial"), at=one)


@operator("GEN006", "A model judges answers, and nobody judges the judge.")
def judge_uncalibrated(good: Good) -> Cases:
    for one in good.of_kind("evaluation", "quality_monitor"):
        truth = list(good.into(one, "labels", "feedback"))
        by_people = any(good.kind(f.source) in ("human_review", "labelling") for f in truth)
        if good.get(one, "judge") == "llm" and not by_people:
            yield case(put(one, judge_calibrated=False), at=one)


@operator("GEN007", "A search finds what the asker may not read.")
def search_ignores_rights(good: Good) -> Cases:
    finders = {one for model in models(good) for one in asked(good, model, "retriever")}
    for one in sorted(finders) if secret(good) else ():
        # The index that it asks may filter as well.
        indexes = [o for o in good.targets(one, "request_response") if good.kind(o) == "vector_index"]
        yield case(*(put(o, permission_filter="none") for o in (one, *indexes)), at=one)


@operator("GEN007", "Passages lose on their way who may read them.")
def rights_lost_on_the_way(good: Good) -> Cases:
    finders = [one for model in models(good) for one in asked(good, model, "retriever")]
    for pipeline in good.of_kind("document_pipeline") if secret(good) else ():
        fed = set(good.targets(pipeline, "features"))
        hit = [one for one in finders if fed & set(good.targets(one, "request_response"))]
        if hit:
            yield case(put(pipeline, carries_permissions=False), at=hit)


@operator("GEN008", "What strangers write reaches the model without a look for orders in it.")
def injection_unchecked(good: Good) -> Cases:
    looking = good.holding("checks", "injection", "guardrail", "data_validation")
    for model in models(good):
        before = {model, *good.upstream(model, CALL)}
        faced = [one for one in before if good.kind(one) == "consumer_app" and good.get(one, "user_facing")]
        if looking and faced and (secret(good) or asked(good, model, "agent_tool")):
            yield case(*(less(good, one, "checks", "injection") for one in looking), at=model)


@operator("GEN008", "A guardrail is taken out of the way of the questions.")
def question_guard_gone(good: Good) -> Cases:
    for model in models(good):
        for guard in good.upstream(model, CALL):
            callers, after = good.sources(guard, "request_response"), good.targets(guard, "request_response")
            if good.kind(guard) == "guardrail" and len(callers) == len(after) == 1 and secret(good):
                yield case(drop(guard), draw(callers[0], "request_response", after[0]), at=model)


@operator("GEN010", "A tool does what cannot be undone, and nobody agrees first.")
def tool_without_approval(good: Good) -> Cases:
    for tool in good.of_kind("agent_tool"):
        callers = good.upstream(tool, CALL)
        between = [one for one in good.sources(tool, "request_response") if good.kind(one) == "rules_engine"]
        if callers and not between and not any(good.kind(one) == "human_review" for one in callers):
            yield case(put(tool, effect="irreversible", approval="none"), at=tool)


@operator("GEN011", "A tool acts with the rights of the machine, not with those of the asker.")
def tool_with_all_rights(good: Good) -> Cases:
    for tool in good.of_kind("agent_tool") if secret(good) else ():
        yield case(put(tool, acts_as="service_account"), at=tool)


@operator("GEN011", "A tool takes any text that the model writes.")
def tool_takes_anything(good: Good) -> Cases:
    for tool in good.of_kind("agent_tool"):
        yield case(put(tool, typed=False), at=tool)


@operator("GEN012", "Nothing ends the turns of a model that calls tools.")
def endless_turns(good: Good) -> Cases:
    tools = good.of_kind("agent_tool")
    callers = {one for tool in tools for one in good.sources(tool, "request_response")}
    for one in good.forgettable("max_steps", "serving_endpoint", "llm_endpoint"):
        partners = [o for o in good.targets(one, "request_response") if good.kind(o) == "llm_endpoint"]
        if one in callers:  # The limit of the model that it works with would end it as well.
            edits = [forget(o, "max_steps") for o in (one, *partners) if o in good.states("max_steps")]
            yield case(*edits, at=one)
