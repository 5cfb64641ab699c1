"""Mistakes with open doors, personal data and data from strangers."""

from __future__ import annotations

from benchmarks.gaps.cases import Cases, case, operator
from benchmarks.gaps.changing import add, draw, forget, less, put
from benchmarks.gaps.reading import SOURCES, Good
from designer.model.flow import CALL, DATA, Flow
from designer.model.kinds import STORE

SPREADS = DATA | {"logs", "predictions", "request_response"}
READ_FROM = {*STORE, "data_source", "retriever"} - {"cache"}
"""What a call reads and does not write."""
TECHNICAL = {
    "pipeline_step", "errors", "model_version", "prompt_version", "tokens", "request_id", "exposure",
}  # fmt: skip
"""What a record may hold without saying anything about a person."""
LOOKING = ("distribution", "duplicates", "anomaly")
AUDITED = ("raw_store", "warehouse", "prediction_store", "log_store", "vector_index")


@operator("SEC001", "Anybody on the internet may call it.")
def door_open(good: Good) -> Cases:
    for door in _public(good):
        fronts = [one for one in good.upstream(door, CALL) if good.kind(one) == "api_gateway"]
        if not fronts:
            yield case(put(door, auth="none"), at=door)


@operator("SEC001", "Anybody on the internet may call it as often as they like.")
def door_unlimited(good: Good) -> Cases:
    for door in _public(good):
        if door in good.forgettable("rate_limit"):
            yield case(forget(door, "rate_limit"), at=door)


@operator("SEC001", "A model that was called by colleagues is put on the internet.")
def model_put_online(good: Good) -> Cases:
    for model in good.online():
        if good.has(model, "exposure") and not any(
            good.has(o, "rate_limit") for o in good.upstream(model, CALL)
        ):
            yield case(put(model, exposure="public", auth="none"), at=model)


def _public(good: Good) -> list[str]:
    doors = good.of_kind("api_gateway", "serving_endpoint", "llm_endpoint")
    return [one for one in doors if good.get(one, "exposure") == "public" and good.online()]


def _after_people(good: Good) -> set[str]:
    """What the data of people reach: not over a redacted flow, nor past what holds pseudonyms only."""
    found = set(good.holds_personal("personal", "sensitive"))
    clean = set(good.holds_personal("none", "pseudonymous"))
    queue = list(found)
    while queue:
        here = queue.pop()
        told = [f.target for f in good.out(here, *SPREADS) if _carries(good, f)]
        read = [f.source for f in good.into(here, "request_response") if good.kind(here) in READ_FROM]
        new = {one for one in (*told, *read) if one not in found and one not in clean}
        found |= new
        queue += new
    return found


def _carries(good: Good, flow: Flow) -> bool:
    asks = flow.kind == "request_response" and good.kind(flow.target) in READ_FROM
    return not getattr(flow, "redacted", None) and not asks


@operator("SEC002", "Personal data are written into the log as they are.")
def log_not_redacted(good: Good) -> Cases:
    reached = _after_people(good)
    for flow in good.flows("logs"):
        of_people = set(good.words(flow.id, "carries") or ("prediction",)) - TECHNICAL
        into_log = good.kind(flow.target) == "log_store" and flow.source in reached and of_people
        if into_log and getattr(flow, "redacted", None):
            yield case(put(flow.id, redacted=False), put(flow.target, redaction=False), at=flow.id)


@operator("SEC002", "Personal data are kept for ever.")
def store_without_end(good: Good) -> Cases:
    reached = _after_people(good)
    for name in ("retention_days", "ttl"):
        for store in good.forgettable(name, *STORE):
            if store in reached and (name == "retention_days" or not good.has(store, "retention_days")):
                # That an answer may be as old as it likes is the nearer cause.
                cause = "RES006" if good.kind(store) == "cache" and good.brief.max_feature_age else ""
                yield case(forget(store, name), at=store, cause=cause)


@operator("SEC002", "Personal data leave the house as they are.")
def sent_out_in_the_clear(good: Good) -> Cases:
    reached = _after_people(good)
    for flow in good.flows(*SPREADS):
        out = good.get(flow.target, "external") and good.kind(flow.target) != "llm_endpoint"
        if out and flow.source in reached and getattr(flow, "encrypted", None):
            yield case(put(flow.id, encrypted=False, redacted=False), at=flow.id)


@operator("SEC003", "What strangers write is learned from without a look for oddities.")
def strangers_train_the_model(good: Good) -> Cases:
    for training in good.of_kind("training"):
        before = good.upstream(training, DATA)
        strange = [o for o in before if good.kind(o) in SOURCES and _strange(good, o)]
        checks = {o for word in LOOKING for o in good.holding("checks", word, "data_validation")}
        if strange and checks:
            yield case(*(less(good, one, "checks", *LOOKING) for one in sorted(checks)), at=training)


def _strange(good: Good, source: str) -> bool:
    return bool(good.get(source, "user_generated") or good.get(source, "external"))


@operator("SEC004", "Data on health or race lie open to everybody.")
def sensitive_store_open(good: Good) -> Cases:
    for store in good.of_kind(*AUDITED):
        edits = [put(store, pii="sensitive", access="open")]
        if good.has(store, "retention_days") and not good.get(store, "retention_days"):
            edits.append(put(store, retention_days=30))
        yield case(*edits, at=store)


@operator("SEC004", "Nobody could tell who has read data on health or race.", maturity="production")
def sensitive_store_unaudited(good: Good) -> Cases:
    for store in good.of_kind(*AUDITED):
        if good.get(store, "retention_days") and not good.out(store, "logs"):
            yield case(put(store, pii="sensitive", access="restricted"), at=store)


@operator("SEC005", "Whatever model a stranger puts on the web is taken as the start of training.")
def strange_model_unpinned(good: Good) -> Cases:
    for training in good.of_kind("training"):
        hub = add("data_source", "model-hub", external=True, owner="us", team="hub")
        yield case(
            hub,
            draw("model-hub", "model_artifact", training, version_pinned=False),
            at=f"model-hub>{training}:model_artifact",
        )
