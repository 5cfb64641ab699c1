"""Questions about an ML system that several rules ask: who is answered, from which features, what is logged.

The definitions are those of the rule catalogue's predicates; where this module reads one more widely,
the docstring says so.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Sequence
from itertools import islice

from designer.graph.reach import Members
from designer.graph.view import View
from designer.model.flow import CALL, DATA, Flow
from designer.model.kinds import CONSUMER, GENERATIVE, KINDS, MONITOR, SERVING, STORE
from designer.model.resolve import Origin

FEATURE_KINDS = frozenset({"feature_pipeline", "feature_store"})
RECORD_STORES = frozenset({"log_store", "raw_store", "warehouse"})
READERS = CONSUMER | {"dashboard"}
_PASSES_ANSWERS_ON = STORE | SERVING | {
    "queue", "rules_engine", "optimiser", "api_gateway", "guardrail", "event_stream", "other",
}  # fmt: skip
_JOBS = frozenset({"batch_inference", "stream_inference"})
_FEATURES, _PREDICTIONS = frozenset({"features"}), frozenset({"predictions"})
_MODEL = frozenset({"model_artifact"})
_WAITS = frozenset({"request_response"})
_LOOKED_UP = FEATURE_KINDS | {
    "vector_index", "retriever", "prediction_store", "cache", "warehouse", "data_source",
}  # fmt: skip


def answerers(view: View) -> list[str]:
    """The serving components and language models that answer some consumer or dashboard."""
    return view.once(
        "answerers", lambda: [one for one in view.of_kind(*SERVING, *GENERATIVE) if all_readers(view, one)]
    )


def readers_of(view: View, component: str) -> list[str]:
    """Consumers and dashboards that get the output of a component.

    By predictions (stores, queues, gateways, policy layers, solvers and later stages may lie between), by
    calling it, or by calling something that holds its predictions. Who gets the answers of a job gets those
    of the language model that the job calls.
    """
    return list(all_readers(view, component))


def all_readers(view: View, component: str) -> Members:
    """As `readers_of`, as a set that can be cut with others; for rules that ask at every component."""
    return view.once(("readers", component), lambda: _readers(view, component))


def _readers(view: View, component: str) -> Members:
    stop = frozenset(KINDS) - _PASSES_ANSWERS_ON
    given = view.downstream(component, _PREDICTIONS, stop)
    holders = [component, *(view.among(given, _PASSES_ANSWERS_ON))]
    callers = view.none()
    for holder in holders:
        callers |= view.upstream(holder, CALL)
    readers = view.among(given | callers, READERS)
    if view.kind(component) in GENERATIVE:
        for job in view.among(callers, _JOBS):
            readers |= all_readers(view, job)
    return readers - view.members([component])


def models_into(view: View, serving: str) -> list[str]:
    """The trainings whose model reaches a serving component."""
    return list(view.among(view.upstream(serving, _MODEL), "training"))


def feature_path(view: View, component: str) -> Members:
    """Feature pipelines and stores that give a component its features, by flow or by call, and theirs."""
    return view.once(("feature_path", component), lambda: _feature_path(view, component))


def _feature_path(view: View, component: str) -> Members:
    known = view.all_of(FEATURE_KINDS)
    found = view.upstream(component, _FEATURES) & known
    for callee in view.targets(component, "request_response"):
        if view.kind(callee) in FEATURE_KINDS:
            found = found | view.members([callee]) | (view.upstream(callee, _FEATURES) & known)
    return found


def code_refs(view: View, components: Iterable[str]) -> frozenset[str]:
    """The names of transform code stated on these components."""
    return frozenset(ref for one in components if (ref := view.get(one, "code_ref")))


def records_of(view: View, component: str) -> list[Flow]:
    """The flows of logs that leave a component and end, within three steps, where records are kept."""
    return view.once(
        ("records", component), lambda: [f for f in view.out(component, "logs") if _is_kept(view, f)]
    )


def _is_kept(view: View, flow: Flow, steps: int = 3) -> bool:
    if view.kind(flow.target) in RECORD_STORES:
        return True
    return steps > 1 and any(
        _is_kept(view, after, steps - 1) for after in view.out(flow.target, "logs", "stream_data")
    )


def logged_by(view: View, component: str) -> frozenset[str]:
    """What the kept logs of a component carry; empty `carries` counts as the prediction alone."""
    return frozenset(word for flow in records_of(view, component) for word in flow_carries(flow))


def flow_carries(flow: Flow) -> tuple[str, ...]:
    """What a flow of logs or feedback carries; nothing stated on a log counts as the prediction alone."""
    stated = getattr(flow, "carries", None)
    return stated or (("prediction",) if flow.kind == "logs" else ())


def data_into(view: View, serving: str) -> Members:
    """Everything whose data reach a serving component: upstream by data, and what it looks up, and theirs."""
    return view.once(("data_into", serving), lambda: _data_into(view, serving))


def _data_into(view: View, serving: str) -> Members:
    found = view.upstream(serving, DATA)
    others = frozenset(KINDS) - {"retriever", "guardrail"}
    for callee in view.downstream(serving, _WAITS, others):
        if view.kind(callee) in _LOOKED_UP:
            found = found | view.members([callee]) | view.upstream(callee, DATA | _PREDICTIONS)
    return found


def request_path(view: View) -> Members:
    """Components that take part in answering a waiting consumer: reached from one by calls that wait."""
    return view.once("request_path", lambda: _request_path(view))


def _request_path(view: View) -> Members:
    reached = view.none()
    for consumer in view.of_kind(*CONSUMER):
        reached = reached | view.downstream(consumer, _WAITS)
    return reached


def titles(view: View, elements: Collection[str], most: int = 3, total: int = 0) -> str:
    """The words for several elements: `Orders, Clicks and 4 more`; `total` if there are more than given."""
    words = [view.title(one) for one in islice(elements, most)]
    rest = max(total, len(elements)) - len(words)
    words += [f"{rest} more"] if rest else []
    return listed(words)


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words in a row: `a, b and c`."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def nearest_paths(
    view: View, end: str, via: frozenset[str], wanted: frozenset[str], around: frozenset[str], most: int = 3
) -> list[tuple[Flow, ...]]:
    """Shortest ways to a component from the nearest components of the kinds `wanted`, at most so many.

    Along flows of the kinds `via` and not through components of the kinds `around`, nor through those of
    the kinds `wanted`.
    """
    after: dict[str, tuple[Flow, ...]] = {end: ()}
    found: list[tuple[Flow, ...]] = []
    queue = deque([end])
    while queue and len(found) < most:
        node = queue.popleft()
        if node != end and view.kind(node) in wanted:
            found.append(after[node])
            continue
        for flow in view.into(node, via):
            if flow.source not in after and view.kind(flow.source) not in around:
                after[flow.source] = (flow, *after[node])
                queue.append(flow.source)
    return found


CARRIERS = SERVING | {"api_gateway", "prediction_store", "consumer_app"}
"""Kinds that may write the record of an answer in place of the component that gave it."""
RECORD_FLOWS = frozenset({"logs", "predictions", "batch_data", "stream_data", "features", "labels"})
_PASSES_RECORDS_ON = RECORD_STORES | {
    "event_stream", "queue", "ingestion_job", "data_validation", "data_versioning", "outcome_join",
    "prediction_store", "other",
}  # fmt: skip
RECORDS_STOP = frozenset(KINDS) - _PASSES_RECORDS_ON
"""Kinds that keep records to themselves or make something else of them."""
_FRONT = frozenset({"guardrail", "api_gateway", "queue", "cache", "other"})
_CALLS_END = frozenset(KINDS) - _FRONT


def carriers_of(view: View, serving: str) -> Members:
    """Components that hand the answer of a serving component on, or get it, and could record it.

    Between a caller and what it calls may stand what only passes calls on, such as a guardrail.
    """
    given = view.members(view.targets(serving, "predictions"))
    asked = view.upstream(serving, CALL, _CALLS_END)
    return view.among(all_readers(view, serving) | given | asked, CARRIERS)


def answer_records(view: View, serving: str) -> Members:
    """Components that get a record of the answers, from the serving component or from a carrier.

    Stores, streams, jobs and joins pass records on; monitors, dashboards and labelling end the way.
    """
    return view.once(("answer_records", serving), lambda: _answer_records(view, serving))


def _answer_records(view: View, serving: str) -> Members:
    flows = list(view.out(serving, "predictions", "logs", "stream_data"))
    for carrier in carriers_of(view, serving) & view.once("recorders", lambda: _recorders(view)):
        flows += [one for one in view.out(carrier, "logs", "feedback") if "prediction" in flow_carries(one)]
    found = view.members(flow.target for flow in flows)
    for target in view.among(found, _PASSES_RECORDS_ON):
        found = found | view.downstream(target, RECORD_FLOWS, RECORDS_STOP)
    return found


def _recorders(view: View) -> Members:
    flows = view.flows("logs", "feedback")
    return view.members(flow.source for flow in flows if "prediction" in flow_carries(flow))


def gateways_before(view: View, component: str) -> Members:
    """The gateways through which calls reach a component."""
    return view.among(view.upstream(component, CALL), "api_gateway")


def fronts_of(view: View, component: str) -> Members:
    """The gateways before a component; for a language model also the service or application that calls it."""
    if view.kind(component) not in GENERATIVE:
        return gateways_before(view, component)
    callers = view.upstream(component, CALL, _CALLS_END)
    return view.among(callers, "api_gateway", "consumer_app", "serving_endpoint")


def is_behind_a_service(view: View, component: str) -> bool:
    """Whether it is a language model that only services and jobs call: they can record what it answers."""
    if view.kind(component) not in GENERATIVE:
        return False
    jobs = view.upstream(component, CALL, _CALLS_END) & view.all_of(*_JOBS)
    fronts = fronts_of(view, component) | jobs
    return bool(fronts) and not fronts - view.all_of("serving_endpoint", *_JOBS)


def measured_by(view: View, component: str) -> Members:
    """The monitors that get metrics of a component, `other` boxes in between allowed."""
    ends = frozenset(KINDS) - {"other"}
    return view.among(view.downstream(component, frozenset({"metrics"}), ends), MONITOR)


def only_passes_on(view: View, component: str) -> bool:
    """Whether a component only passes on what models behind it answer: it has no model and calls one."""
    if view.upstream(component, _MODEL):
        return False
    return bool(view.among(view.downstream(component, CALL), SERVING | GENERATIVE))


def is_library(view: View, component: str) -> bool:
    """Whether it is said to run inside its caller's process; how a framework is shipped says nothing."""
    packaging = view.value(component, "packaging")
    return packaging.value == "library" and packaging.origin is Origin.STATED


def knows_outcomes(view: View) -> Members:
    """Components into which labels or feedback flow."""
    return view.once("knows_outcomes", lambda: _knows_outcomes(view))


def _knows_outcomes(view: View) -> Members:
    return view.members(flow.target for flow in view.flows("labels", "feedback"))
