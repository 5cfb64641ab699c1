"""Mistakes in releasing, in handing over to others, and in the drawing itself."""

from __future__ import annotations

from benchmarks.gaps.cases import Cases, case, operator
from benchmarks.gaps.changing import add, draw, drop, forget, less, put, say
from benchmarks.gaps.reading import Good, seconds
from designer.model.edits.language import SetKind
from designer.model.kinds import GENERATIVE, SERVING

CROSSING = ("batch_data", "stream_data", "features", "predictions", "request_response", "feedback")
CONTROL = frozenset({"control"})
PICKY = {"recommendation", "ranking", "ads", "fraud", "credit_scoring", "search", "content_filter", "pricing"}
CODE_AND_DATA = ("unit", "data", "model_sanity", "integration")
MADE = ("feature_pipeline", "ingestion_job", "outcome_join", "data_validation", "document_pipeline")


@operator("ROL001", "There is no way back to the version before.")
def no_way_back(good: Good) -> Cases:
    kept = good.of_kind("model_registry")
    for model in good.trained():
        flows = [one for one in good.commands("rollback") if one.target == model]
        if flows and good.readers(model):
            yield case(drop(*flows), *(put(one, keep_versions=1) for one in kept), at=model)


@operator("ROL003", "Nobody can switch off a model that may do harm.")
def no_switch(good: Good) -> Cases:
    brief = good.brief
    readers = {reader for one in good.answering() for reader in good.readers(one)}
    acting = any(_acts(good, one) for one in readers)
    grave = (brief.harm and brief.harm.level == "high") or (brief.affects_people and acting)
    flows = good.commands("disable", "route", "ab")  # An experiment can lead everybody away from it.
    if grave and flows and good.answering():
        yield case(drop(*flows), at="design")


def _acts(good: Good, reader: str) -> bool:
    return good.kind(reader) == "consumer_app" and good.get(reader, "decision_effect") == "acts"


@operator("ROL004", "The old system, which answers the same application, is to go overnight.")
def no_overlap(good: Good) -> Cases:
    apps = {r for one in good.answering(SERVING) for r in good.readers(one)}
    # An app that records the answers it gets records those of both systems side by side.
    alone = [one for one in sorted(apps) if good.kind(one) == "consumer_app" and not _records(good, one)]
    for app in alone[:1]:
        old = add("legacy_system", "old-host", status="retiring")
        deploys = [one for one in good.commands("deploy") if getattr(one, "strategy", None)]
        at_once = [put(one.id, strategy="all_at_once") for one in deploys]
        trials = [*good.commands("shadow", "route", "ab", "canary", "holdout")]
        gone = [*trials, *good.of_kind("experiment_platform")]
        edits = [*at_once, *([drop(*gone)] if gone else [])]
        yield case(old, draw("old-host", "predictions", app), *edits, at="old-host")


def _records(good: Good, app: str) -> bool:
    flows = [*good.out(app, "logs"), *good.out(app, "feedback")]
    return any("prediction" in good.words(one.id, "carries") for one in flows)


@operator("CIC001", "Everything is released by hand.")
def pipeline_gone(good: Good) -> Cases:
    pipelines = good.of_kind("ci_cd")
    if pipelines and good.answering(SERVING):
        yield case(drop(*pipelines), at="design")


@operator("CIC001", "One model is released by hand.")
def model_released_by_hand(good: Good) -> Cases:
    trials = ("deploy", "canary", "shadow", "ab")
    for model in good.answering(SERVING):
        near = [one for one in good.commands(*trials) if one.target == model]
        flows = [one for one in near if good.kind(one.source) in ("ci_cd", "orchestrator")]
        left = good.after(drop(*flows)) if flows else good
        pipelines = [one for one in good.upstream(model, CONTROL) if good.kind(one) == "ci_cd"]
        if flows and pipelines:
            # An orchestrator that the pipeline releases may hand the model on.
            rest = [f for f in left.into(model, "control") if left.kind(f.source) == "orchestrator"]
            yield case(drop(*flows, *rest), at=model)


@operator("CIC002", "A release does not test data and models.")
def only_code_tested(good: Good) -> Cases:
    own = good.of_kind("training")  # A bought model has no data and no training to test.
    for pipeline in good.of_kind("ci_cd") if own else ():
        for word in CODE_AND_DATA:
            if word in good.words(pipeline, "tests"):
                yield case(less(good, pipeline, "tests", word), at=pipeline)


@operator("CIC002", "A release does not test whether it bears the load.")
def load_untested(good: Good) -> Cases:
    for pipeline in good.of_kind("ci_cd") if good.online() and good.of_kind("training") else ():
        if good.words(pipeline, "tests"):
            yield case(less(good, pipeline, "tests", "load", "infra_compat"), at=pipeline)


def _crossing(good: Good) -> list[str]:
    """Flows with a contract between two teams, or to another company."""
    found = []
    for flow in good.flows(*CROSSING):
        ends = (flow.source, flow.target)
        if any(good.kind(one) in (*GENERATIVE, "agent_tool") for one in ends):
            continue  # What language models and their tools take, an interface says that all can read.
        teams = {good.get(one, "team") for one in ends}
        foreign = any(good.get(one, "external") or good.kind(one) == "legacy_system" for one in ends)
        if getattr(flow, "contract", None) and (foreign or len(teams - {None}) == 2):
            found.append(flow.id)
    return found


@operator("INT001", "Two teams exchange data on nothing but trust.")
def contract_missing(good: Good) -> Cases:
    for flow in _crossing(good) if good.answering() else ():
        yield case(put(flow, contract="none"), at=flow)


@operator("INT002", "Anybody may read the predictions.")
def predictions_open_to_all(good: Good) -> Cases:
    for store in good.of_kind("prediction_store", "log_store", "warehouse", "event_stream"):
        written = [*good.into(store, "predictions"), *good.into(store, "logs")]
        from_models = [one for one in written if good.kind(one.source) in SERVING | GENERATIVE]
        if from_models:
            yield case(put(store, access="open"), at=store)


@operator("INT003", "There is an old system, and it is not drawn.")
def old_system_not_drawn(good: Good) -> Cases:
    if not good.of_kind("legacy_system") and not good.brief.legacy:
        yield case(say(legacy="The host system of 1998"), at="brief.legacy")


@operator("INT003", "An old system stands beside everything.")
def old_system_alone(good: Good) -> Cases:
    if good.ids:  # That it stands alone is told once, as of any box.
        yield case(add("legacy_system", "old-host"), at="old-host", cause="GRF001")


@operator("INT004", "Nothing but the model decides what is shown or done.")
def policy_gone(good: Good) -> Cases:
    engines = good.of_kind("rules_engine")
    if engines and good.brief.ml_task in PICKY:
        swaps = [SetKind(id=one, kind="api_gateway") for one in engines]
        after = good.after(*swaps)
        last = [one for one in good.answering(SERVING) if good.kind(one) != "candidate_retrieval"]
        passed = [one for one in last if set(engines) & set(good.readers(one))]
        apps = [o for o in passed if any(_counts(after, r) for r in after.readers(o))]
        if apps:
            yield case(*swaps, at=apps)


def _counts(good: Good, reader: str) -> bool:
    if good.kind(reader) != "consumer_app":
        return False
    return bool(good.get(reader, "user_facing")) or good.get(reader, "decision_effect") == "acts"


@operator("GRF001", "A box stands alone.")
def box_alone(good: Good) -> Cases:
    if good.ids:
        yield case(add("feature_pipeline", "forgotten"), at="forgotten")


@operator("GRF001", "The only arrow of a box is gone.")
def last_arrow_gone(good: Good) -> Cases:
    for one in good.ids:
        flows = [*good.into(one), *good.out(one)]
        if len(flows) == 1:
            yield case(drop(*flows), at=one)


@operator("GRF002", "An arrow joins what cannot be joined.")
def impossible_arrow(good: Good) -> Cases:
    for alerting in good.of_kind("alerting")[:1]:
        for app in good.of_kind("consumer_app")[:1]:
            yield case(draw(app, "model_artifact", alerting), at=f"{app}>{alerting}:model_artifact")


@operator("GRF002", "An alert is drawn as training data.")
def alert_as_features(good: Good) -> Cases:
    for flow in good.flows("alerts"):
        if good.kind(flow.target) == "alerting" and not flow.own_id:
            swapped = f"{flow.source}>{flow.target}:features"
            yield case(SetKind(id=flow.id, kind="features"), at=swapped)


@operator("GRF003", "Two parts wait for each other.")
def waiting_for_each_other(good: Good) -> Cases:
    for model in good.answering(SERVING):
        for caller in good.sources(model, "request_response"):
            known = {one.target for one in good.out(model, "request_response")}
            if caller not in known and good.legal(model, "request_response", caller):
                back = draw(model, "request_response", caller, timeout_ms=10)
                yield case(back, at=(caller, model), one_of=True)


@operator("GRF004", "What a job makes goes nowhere.")
def job_without_output(good: Good) -> Cases:
    for one in good.of_kind(*MADE):
        flows = good.out(one)
        called = good.into(one, "request_response", "async_request")
        if flows and good.into(one) and not called:
            # Cut off with all that lies before it, it is a drawing of its own, which is told once.
            alone = good.after(drop(*flows)).parts() > good.parts()
            if not alone and (stale := _others_too_old(good, one)):
                # The features that are left are older than the brief allows: a promise is broken.
                yield case(drop(*flows), at=stale, cause="FEA003", one_of=True)
            else:
                yield case(drop(*flows), at="design" if alone else one, cause="GRF005" if alone else "")


def _others_too_old(good: Good, job: str) -> list[str]:
    """The models that this job alone gives features as fresh as the brief asks, and other jobs older ones."""
    limit = good.brief.max_feature_age
    jobs = {one: seconds(good.get(one, "schedule")) for one in good.of_kind("feature_pipeline")}
    fresh = {one for one, every in jobs.items() if limit and every <= seconds(limit)}
    given = {one: good.feature_givers(one) & set(jobs) for one in good.answering(SERVING)}
    return [one for one, givers in given.items() if givers & fresh == {job} != givers]


@operator("GRF005", "A part of the drawing is joined to nothing else.")
def island(good: Good) -> Cases:
    if len(good.ids) >= 5:
        pair = (add("data_source", "island-source"), add("raw_store", "island-store"))
        yield case(*pair, draw("island-source", "batch_data", "island-store"), at="design")


@operator("GRF006", "Two arrows of one kind between the same boxes have no name.")
def arrows_unnamed(good: Good) -> Cases:
    for flow in good.flows(*CROSSING, "labels"):
        twin = f"{flow.source}-again"
        again = draw(flow.source, flow.kind, flow.target, id=twin)
        edits = [forget(flow.id, "label")] if flow.label else []
        yield case(again, *edits, at=(flow.id, twin), one_of=True)


@operator("GRF006", "A command does not say what for.")
def command_without_purpose(good: Good) -> Cases:
    for flow in good.flows("control"):
        # A repository or an orchestrator starts what it points at.
        clear = good.kind(flow.source) in ("code_repo", "orchestrator")
        if getattr(flow, "purpose", None) and not clear:
            yield case(forget(flow.id, "purpose"), at=flow.id)


@operator("GRF006", "One of several boxes of a kind is called by its kind.")
def box_unnamed(good: Good) -> Cases:
    for one in good.ids:
        kind = good.kind(one)
        if len(good.of_kind(kind)) > 1:
            yield case(put(one, name=kind.replace("_", " ")), at=one)
