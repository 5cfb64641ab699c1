"""Mistakes in what is watched, and in whom it wakes."""

from __future__ import annotations

from benchmarks.gaps.cases import Cases, case, operator
from benchmarks.gaps.changing import drop, forget, less, put, say
from benchmarks.gaps.reading import Good, seconds
from designer.model.flow import CALL, DATA, Flow
from designer.model.kinds import GENERATIVE, MONITOR

QUALITY = ("accuracy", "error", "calibration", "prediction_bias", "groundedness", "answer_quality")
EARLY = ("prediction_drift", "estimated_performance", "proxy_metric")


def _measured(good: Good, model: str) -> list[Flow]:
    """The metrics of a model, of its gateways, and of those that call a language model."""
    fronts = [one for one in good.upstream(model, CALL) if good.kind(one) == "api_gateway"]
    if good.kind(model) in GENERATIVE:
        fronts += [one for one in good.upstream(model, CALL) if good.kind(one) == "serving_endpoint"]
        fronts += [one for one in good.upstream(model, CALL) if good.kind(one) == "consumer_app"]
    return [flow for one in (model, *fronts) for flow in good.out(one, "metrics")]


@operator("MON001", "Nobody measures whether a model answers, and how fast.")
def model_unmeasured(good: Good) -> Cases:
    for model in good.blamed(good.answering()):
        if flows := _measured(good, model):
            yield case(drop(*flows), at=model)


@operator("MON001", "The service monitor only counts requests.")
def latency_and_errors_unwatched(good: Good) -> Cases:
    monitors = good.of_kind("metrics_monitor")
    models = [one for one in good.blamed(good.answering()) if _measured(good, one)]
    if monitors and models:
        yield case(*(put(one, watches=["throughput"]) for one in monitors), at=models)


def _served(good: Good) -> list[str]:
    return [one for one in good.trained() if good.readers(one)]


@operator("MON002", "Nothing notices that the inputs of a model change.")
def input_drift_unwatched(good: Good) -> Cases:
    watching = good.holding("watches", "feature_drift")
    if watching and _served(good):
        yield case(*(less(good, one, "watches", "feature_drift") for one in watching), at=_served(good))


@operator("MON002", "The drift monitor is gone.")
def drift_monitor_gone(good: Good) -> Cases:
    monitors = good.of_kind("drift_monitor")
    others = set(good.holding("watches", "feature_drift")) - set(monitors)
    if monitors and _served(good) and not others:
        yield case(drop(*monitors), at=_served(good))


@operator("MON003", "A drift monitor has nothing to compare with.")
def drift_without_reference(good: Good) -> Cases:
    known = (
        "training", "evaluation", "feature_store", "warehouse", "data_versioning", "model_registry",
        "raw_store", "feature_pipeline",
    )  # fmt: skip
    for monitor in good.of_kind("drift_monitor"):
        flows = [one for one in good.into(monitor) if good.kind(one.source) in known]
        if len(flows) < len(good.into(monitor)) and monitor in good.forgettable("reference"):
            yield case(forget(monitor, "reference"), *(drop(one) for one in flows), at=monitor)


@operator("MON004", "The monitor of live quality is gone.")
def quality_monitor_gone(good: Good) -> Cases:
    monitors = good.of_kind("quality_monitor")
    if monitors and _served(good):
        yield case(drop(*monitors), at=_served(good))


@operator("MON004", "Live quality is watched without ever seeing the truth.")
def quality_without_truth(good: Good) -> Cases:
    monitors = good.of_kind("quality_monitor")
    flows = [flow for one in monitors for flow in good.into(one)]
    joined = ("outcome_join", "labelling")
    truth = [f for f in flows if f.kind in ("labels", "feedback") or good.kind(f.source) in joined]
    # What users say may lie in the log that the monitor reads.
    before = {one for m in monitors for one in good.upstream(m, DATA | {"logs"})}
    truth += [f for f in good.flows("feedback", "labels") if f.target in before and f not in truth]
    if truth and _served(good):  # That it claims to watch what it cannot see is the nearer cause.
        yield case(drop(*truth), at=monitors, cause="MON006")


@operator("MON004", "The monitor of live quality watches how answers are spread, not whether they are right.")
def quality_words_gone(good: Good) -> Cases:
    monitors = [o for o in good.of_kind("quality_monitor") if set(QUALITY) & set(good.words(o, "watches"))]
    if monitors and _served(good):
        yield case(*(put(one, watches=["prediction_drift"]) for one in monitors), at=_served(good))


@operator("MON005", "Until the outcome is known, nothing tells that something is wrong.")
def blind_until_outcome(good: Good) -> Cases:
    late = seconds(good.brief.label_delay) >= 7 * 86400
    watching = {one for word in EARLY for one in good.holding("watches", word)}
    if late:
        edits = [less(good, one, "watches", *EARLY) for one in sorted(watching)]
        # What people say about single cases would be an early sign.
        people = [f for one in good.of_kind("human_review") for f in good.out(one, "labels", "feedback")]
        edits += [drop(*people)] if people else []
        yield case(say(proxy_label=None), *edits, at="design")


@operator("MON006", "A monitor gets nothing that it could watch.")
def monitor_without_input(good: Good) -> Cases:
    for monitor in good.of_kind(*MONITOR):
        if (flows := good.into(monitor)) and good.out(monitor):
            yield case(drop(*flows), at=monitor)


@operator("MON006", "A monitor claims to watch the sources of answers where no language model is.")
def monitor_claims_too_much(good: Good) -> Cases:
    # A deep model may write text, for all that a drawing shows; trees and the like do not.
    families = {good.get(one, "model_family") for one in good.of_kind("training")}
    numbers = families and not families & {None, "deep", "llm"} and not good.of_kind("llm_endpoint")
    for monitor in good.of_kind("quality_monitor") if numbers else ():
        watches = [*good.words(monitor, "watches"), "groundedness"]
        yield case(put(monitor, watches=watches), at=monitor)


@operator("ALR001", "A monitor sees something and wakes nobody.")
def monitor_wakes_nobody(good: Good) -> Cases:
    for monitor in good.of_kind(*MONITOR):
        if flows := good.out(monitor, "alerts"):
            yield case(drop(*flows), at=monitor)


@operator("ALR001", "There is nobody whom a monitor could wake.")
def alerting_gone(good: Good) -> Cases:
    for alerting in good.of_kind("alerting"):
        woken = [o for o in good.of_kind(*MONITOR) if good.targets(o, "alerts") == [alerting]]
        if woken:
            yield case(drop(alerting), at=woken)


@operator("ALR002", "An alert comes to nobody in particular.")
def alert_without_person(good: Good) -> Cases:
    for one in good.forgettable("oncall", "alerting"):
        own = [name for name in ("oncall", "owner") if one in good.states(name)]
        if not any(good.kind(o) == "human_review" for o in good.targets(one)):
            yield case(forget(one, *own), at=one)


@operator("ALR002", "Whoever is woken does not know what to do.")
def alert_without_runbook(good: Good) -> Cases:
    for one in good.forgettable("runbook", "alerting"):
        acts = good.out(one, "control")  # An alert that does something needs no runbook.
        yield case(forget(one, "runbook"), *(drop(flow) for flow in acts), at=one)


@operator("ALR003", "Each of dozens of features may wake somebody.")
def alert_for_each_feature(good: Good) -> Cases:
    many = sum(good.get(one, "n_features") or 0 for one in good.of_kind("feature_pipeline")) > 20
    for monitor in good.of_kind("drift_monitor") if many else ():
        if good.out(monitor, "alerts"):
            yield case(put(monitor, alert_policy="any_feature"), at=monitor)
