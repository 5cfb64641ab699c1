"""Mistakes in serving: who gets the answers, in what time, at what load, and what when it fails."""

from __future__ import annotations

from benchmarks.gaps.cases import Cases, case, operator
from benchmarks.gaps.changing import draw, drop, forget, put, say
from benchmarks.gaps.reading import WAITS, Good, seconds
from designer.model.edits.language import Edit
from designer.model.flow import CALL
from designer.model.kinds import GENERATIVE, ONLINE, SERVING

KEEPS = ("predictions", "request_response")
"""Flows by which a model keeps its answers somewhere."""
CHOOSES = ("candidate_retrieval", "prediction_store", "vector_index")
"""Kinds that choose the items which a model looks at, or hold what was chosen."""
ANSWERS_ANYWAY = {"default", "hide", "fallback"}


@operator("SRV001", "A model is kept, and goes nowhere from there.")
def model_goes_nowhere(good: Good) -> Cases:
    for registry in good.of_kind("model_registry"):
        # A command of the registry would bring a model into service as well.
        flows = [*good.out(registry, "model_artifact"), *good.out(registry, "control")]
        if good.trainings_of(registry) and flows:
            yield case(drop(*flows), at=registry)


@operator("SRV002", "Nobody gets what a model answers.")
def answers_reach_nobody(good: Good) -> Cases:
    for model in good.answering():
        flows = [*good.into(model, CALL), *good.out(model, "predictions")]
        shadow = any(
            "shadow" in (getattr(f, "purpose", ""), getattr(f, "strategy", "")) for f in good.into(model)
        )
        if flows and not shadow and not good.after(drop(*flows)).readers(model):
            if lonely := good.after(drop(*flows)).lonely():
                yield case(drop(*flows), at=lonely, cause="GRF001")
                continue
            # A batch job that writes nothing is the nearer cause.
            batch = good.kind(model) == "batch_inference"
            yield case(drop(*flows), at=model, cause="SRV004" if batch else "")


@operator("SRV003", "Answers are wanted in batches, and the design only answers at once.")
def batch_wanted(good: Good) -> Cases:
    if (models := good.answering()) and all(good.kind(one) in ONLINE for one in models):
        yield case(say(serving_mode="batch"), at="design")


@operator("SRV003", "Answers are wanted at once, and the design only answers in batches.")
def online_wanted(good: Good) -> Cases:
    models = good.answering()
    batch = all(good.kind(one) == "batch_inference" for one in models)
    if models and batch and not good.of_kind("prediction_store"):
        yield case(say(serving_mode="online"), at="design")


@operator("SRV004", "A batch job writes its answers nowhere.")
def batch_lands_nowhere(good: Good) -> Cases:
    for job in good.of_kind("batch_inference"):
        if flows := good.out(job, "predictions"):
            # A reader that loses its only flow is told, and not the job as well.
            lonely = good.after(drop(*flows)).lonely()
            yield case(drop(*flows), at=lonely or job, cause="GRF001" if lonely else "")


@operator("SRV005", "One part of the request path takes twenty times the whole budget.")
def slow_part(good: Good) -> Cases:
    budget = good.brief.latency_p99_ms
    for entry in good.entries() if budget and good.online() else ():
        for part in (entry, *good.downstream(entry, WAITS)):
            if good.has(part, "latency_p99_ms") and good.get(part, "latency_p99_ms"):
                yield case(put(part, latency_p99_ms=20 * budget), at=entry)


@operator("SRV005", "The answer is wanted in a millisecond.")
def impossible_budget(good: Good) -> Cases:
    if good.brief.latency_p99_ms and good.online():
        slow = [one for one in good.entries() if (good.get(one, "latency_p99_ms") or 0) > 1]
        if slow:
            yield case(say(latency_p99_ms=1), at=slow)


@operator("SRV006", "Nothing tells whether an instance is ready.")
def health_unchecked(good: Good) -> Cases:
    for model in good.of_kind("serving_endpoint"):
        yield case(put(model, health_check=False), at=model)


@operator("SRV006", "A model runs on one machine that somebody set up.")
def packaged_by_hand(good: Good) -> Cases:
    for model in good.of_kind("serving_endpoint", "batch_inference"):
        yield case(put(model, packaging="bare"), at=model)


def _loaded(good: Good) -> list[str]:
    """The parts of the request path of which it is stated what they can take."""
    path = sorted(good.request_path()) if good.brief.qps_peak and good.online() else []
    return [one for one in path if good.has(one, "capacity_qps") and good.get(one, "capacity_qps")]


@operator("SCL001", "One part of the request path can take a tenth of the peak.")
def part_too_small(good: Good) -> Cases:
    for part in _loaded(good):
        small = {"capacity_qps": (good.brief.qps_peak or 0) / 10, "replicas": 1, "autoscaling": False}
        yield case(put(part, **{name: one for name, one in small.items() if good.has(part, name)}), at=part)


@operator("SCL002", "Load comes in waves; a model neither grows with it nor is shielded from it.")
def waves_without_elasticity(good: Good) -> Cases:
    peak, average = good.brief.qps_peak or 0, good.brief.qps_avg or 0
    wavy = good.brief.spiky or (average and peak / average >= 3)
    for model in good.online() if wavy else ():
        before = good.upstream(model, CALL)
        limits = [
            one for one in (model, *before) if good.has(one, "rate_limit") and good.get(one, "rate_limit")
        ]
        queued = any(good.kind(one) == "queue" for one in before)
        own = [one for one in ("autoscaling", "capacity_qps") if model in good.forgettable(one)]
        if "autoscaling" in own and not queued and not good.get(model, "external"):
            # Neither does anybody know what it can take; else that would settle it.
            yield case(forget(model, *own), *(forget(one, "rate_limit") for one in limits), at=model)


@operator("SCL003", "One part fits the load of today, and cannot grow with it.")
def first_to_break(good: Good) -> Cases:
    peak, growth = good.brief.qps_peak or 0, good.brief.growth_factor or 0
    for part in set(_loaded(good)) & set(good.entries()) if growth >= 2 else ():
        callers = list(good.sources(part, "request_response"))
        if all(good.kind(one) == "consumer_app" for one in callers):
            yield case(put(part, capacity_qps=1.4 * peak, replicas=1, autoscaling=False), at=part)


@operator("SCL004", "A job takes longer than the time until its next run.")
def job_too_slow(good: Good) -> Cases:
    for job in good.of_kind("batch_inference", "feature_pipeline", "training"):
        if good.has(job, "throughput_rows_s") and good.get(job, "throughput_rows_s"):
            rows, every = good.get(job, "rows_per_run"), good.get(job, "schedule")
            if rows and every:
                yield case(put(job, throughput_rows_s=rows / (2 * seconds(every))), at=job)


@operator("SCL005", "A model looks at a hundred thousand items for each request.")
def everything_scored(good: Good) -> Cases:
    for model in good.online():
        around = (*good.upstream(model, CALL), *good.downstream(model, CALL))
        callers = good.upstream(model, CALL)
        around = {*around, *(one for caller in callers for one in good.targets(caller, *CALL))}
        finding = sorted(one for one in around if good.kind(one) in CHOOSES)
        if good.has(model, "items_per_request") and good.trainings_of(model):
            gone = [drop(*finding)] if finding else []
            yield case(*gone, put(model, items_per_request=100000), at=model)


def _without_other_answer(good: Good) -> list[Edit]:
    """Edits after which nobody who asks a model has anything else to show."""
    fallbacks = good.of_kind("fallback")
    showing = [o for o in good.of_kind("consumer_app") if good.get(o, "on_missing") in ANSWERS_ANYWAY]
    gone = [drop(*fallbacks)] if fallbacks else []
    return [*gone, *(put(one, on_missing="error") for one in showing)]


def _stood_in_for(good: Good, model: str) -> bool:
    """Whether who asks the model may ask the system of today in its place."""
    callers = good.upstream(model, CALL)
    return any(good.kind(one) == "legacy_system" for caller in callers for one in good.targets(caller, CALL))


@operator("RES001", "When the model fails, nobody has another answer.")
def no_other_answer(good: Good) -> Cases:
    edits = _without_other_answer(good)
    asked = [o for o in good.blamed(good.online()) if not _stood_in_for(good, o)]
    asked = [o for o in asked if any(good.kind(r) == "consumer_app" for r in good.readers(o))]
    if edits and asked:
        yield case(*edits, at=asked)


@operator("RES002", "The fallback needs the store whose failure it is for.")
def fallback_shares_store(good: Good) -> Cases:
    for spare in good.of_kind("fallback"):
        stores = {s for m in good.online() for s in good.targets(m, "request_response")}
        for store in sorted(stores):
            legal = good.legal(spare, "request_response", store)
            if good.kind(store) == "feature_store" and legal:
                yield case(draw(spare, "request_response", store, timeout_ms=10), at=spare)


@operator("RES002", "The fallback asks the model that it stands in for.")
def fallback_asks_model(good: Good) -> Cases:
    for spare in good.of_kind("fallback"):
        for model in good.online():
            beside = set(good.sources(spare, "request_response")) & set(
                good.sources(model, "request_response")
            )
            if beside and good.legal(spare, "request_response", model):
                yield case(draw(spare, "request_response", model, timeout_ms=10), at=spare)


def _waited(good: Good) -> list[str]:
    path = good.request_path() if good.online() else set()
    # How long another company's program waits is not for us to say.
    ours = [one for one in good.flows("request_response") if not good.get(one.source, "external")]
    calls = [one for one in ours if one.target in path]
    return [one.id for one in calls if getattr(one, "timeout_ms", None)]


@operator("RES003", "A caller waits without an end.")
def call_without_timeout(good: Good) -> Cases:
    for flow in _waited(good):
        yield case(forget(flow, "timeout_ms"), at=flow)


@operator("RES003", "A caller waits longer than the whole answer may take.")
def timeout_beyond_budget(good: Good) -> Cases:
    budget = good.brief.latency_p99_ms
    for flow in _waited(good) if budget else ():
        yield case(put(flow, timeout_ms=10 * budget), at=flow)


@operator("RES004", "A model answers whatever it is sent.")
def input_unchecked(good: Good) -> Cases:
    for model in good.online():
        guards = [
            one for one in good.upstream(model, CALL) if good.kind(one) in ("guardrail", "data_validation")
        ]
        if good.kind(model) in ONLINE and good.has(model, "input_validation") and not guards:
            yield case(put(model, input_validation=False), at=model)


@operator("RES005", "The first part of the path works half of the time.")
def entry_unreliable(good: Good) -> Cases:
    for entry in good.entries() if good.brief.availability_target and good.online() else ():
        if good.has(entry, "slo_availability"):
            yield case(put(entry, slo_availability=50), at=entry)


@operator("RES005", "More is promised than the parts can keep.")
def promise_too_high(good: Good) -> Cases:
    hit = [one for one in good.entries() if (good.get(one, "slo_availability") or 100) < 99.9999]
    if good.brief.availability_target and good.online() and hit:
        yield case(say(availability_target=99.9999), at=hit)


@operator("RES006", "Kept answers are served for ten years.")
def kept_answers_too_old(good: Good) -> Cases:
    for store in good.of_kind("cache", "prediction_store"):
        kept = any(good.kind(one) in SERVING | GENERATIVE for one in good.sources(store, *KEEPS))
        if kept and good.brief.max_feature_age:
            yield case(put(store, ttl="3650d"), at=store)


@operator("RES006", "Nothing says how long a cached answer may be used.")
def cache_without_end(good: Good) -> Cases:
    for store in good.forgettable("ttl", "cache"):
        if any(good.kind(one) in SERVING | GENERATIVE for one in good.sources(store, *KEEPS)):
            yield case(forget(store, "ttl"), at=store)
