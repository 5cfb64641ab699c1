"""Mistakes in data and features: what is checked, how fresh it is, whether both sides see the same."""

from __future__ import annotations

from benchmarks.gaps.cases import Cases, case, operator
from benchmarks.gaps.changing import add, draw, drop, forget, lead, less, put
from benchmarks.gaps.reading import FEATURE_KINDS, SOURCES, Good, sole
from designer.model.edits.language import Edit
from designer.model.flow import DATA
from designer.model.kinds import ONLINE, SERVING

ROWS = ("batch_data", "stream_data")
CHECK = frozenset({"data_validation"})


def _trainings_after(good: Good, first: str) -> set[str]:
    """The trainings that data reach from here without another check."""
    reached = {first, *good.downstream(first, DATA, CHECK)}
    return {one for one in reached if good.kind(one) == "training"}


@operator("DAT001", "A source is led around the check that stands before the training.")
def source_around_check(good: Good) -> Cases:
    for check in good.of_kind("data_validation"):
        raw = [one for one in good.into(check, *ROWS) if good.kind(one.source) in SOURCES]
        for flow in raw:
            for target in good.targets(check, *ROWS):
                if good.legal(flow.source, flow.kind, target) and (hit := _trainings_after(good, target)):
                    yield case(lead(flow, target=target), at=hit)


@operator("DAT001", "The check is taken out, and the data go straight on.")
def check_taken_out(good: Good) -> Cases:
    for check in good.of_kind("data_validation"):
        targets = good.targets(check, *ROWS)
        raw = [one for one in good.into(check, *ROWS) if good.kind(one.source) in SOURCES]
        ends = [(f, t) for f in raw for t in targets if good.legal(f.source, f.kind, t)]
        hit = {one for _, target in ends for one in _trainings_after(good, target)}
        if hit:
            yield case(drop(check), *(draw(f.source, f.kind, t) for f, t in ends), at=hit)


@operator("DAT002", "A check finds mistakes, and nothing comes of it.")
def check_without_consequence(good: Good) -> Cases:
    for check in good.of_kind("data_validation"):
        alerts = good.out(check, "alerts")
        if not any(good.kind(one) == "dead_letter_queue" for one in good.targets(check)):
            yield case(put(check, on_fail="warn"), *(drop(one) for one in alerts), at=check)


@operator("DAT003", "Nothing notices when the data stop coming.")
def freshness_unwatched(good: Good) -> Cases:
    checking, watching = good.holding("checks", "freshness"), good.holding("watches", "data_freshness")
    # A source that is only asked, at the moment of the answer, cannot be stale.
    sources = [one for one in good.feeding_models(*SOURCES) if good.out(one, *DATA)]
    if checking + watching and sources:
        edits = [less(good, one, "checks", "freshness") for one in checking]
        edits += [less(good, one, "watches", "data_freshness") for one in watching]
        yield case(*edits, at=sources)


@operator("DAT004", "Of a stream no raw copy is kept to replay it from.")
def raw_copy_gone(good: Good) -> Cases:
    for stream in good.of_kind("event_stream"):
        near = good.targets(stream, *ROWS)
        steps = [one for start in (stream, *near) for one in good.out(start, *ROWS)]
        copies = {one.id for one in steps if good.kind(one.target) == "raw_store"}
        readers = [one for one in near if good.kind(one) in ("ingestion_job", "feature_pipeline")]
        if copies and readers:
            yield case(drop(*sorted(copies)), at=readers)


@operator("DAT005", "Events that cannot be read are skipped without a trace.")
def events_skipped(good: Good) -> Cases:
    for one in good.of_kind("ingestion_job", "feature_pipeline", "stream_inference"):
        kept_aside = any(good.kind(target) == "dead_letter_queue" for target in good.targets(one))
        before = good.sources(one, "stream_data")
        if before and not kept_aside:
            # Behind a check that sets bad events aside a job gets good ones only.
            checks = [check for check in before if good.kind(check) == "data_validation"]
            yield case(put(one, on_error="skip"), *(put(o, on_fail="warn") for o in checks), at=one)


@operator("FEA001", "The training reads raw history in place of features.")
def training_on_raw_history(good: Good) -> Cases:
    for training in good.of_kind("training"):
        if good.get(training, "model_family") in ("deep", "llm"):
            continue  # Deep models make features of raw rows themselves.
        flow = sole(good.into(training, "features"))
        for store in good.of_kind("raw_store", "warehouse") if flow else ():
            edits = (drop(flow), draw(store, "batch_data", training)) if flow else ()
            if not good.legal(store, "batch_data", training):
                continue
            before = good.after(*edits).upstream(training, DATA)
            if not any(good.kind(one) == "feature_pipeline" for one in before):
                yield case(*edits, at=training)


def _asks(good: Good, model: str, store: str) -> bool:
    return store in (*good.targets(model, "request_response"), *good.sources(model, "features"))


@operator("FEA002", "The feature store that requests read is no longer made for single lookups.")
def store_not_online(good: Good) -> Cases:
    for store in good.of_kind("feature_store"):
        asking = [one for one in good.answering(ONLINE) if _asks(good, one, store)]
        if asking and good.get(store, "online"):
            yield case(put(store, online=False), at=asking)


@operator("FEA002", "At request time a model reads the warehouse or the lake.")
def slow_store_at_request(good: Good) -> Cases:
    for model in good.answering(ONLINE):
        lookups = [f for f in good.out(model, "request_response") if good.kind(f.target) == "feature_store"]
        for flow in lookups:
            for slow in good.of_kind("warehouse", "raw_store"):
                if good.legal(model, "request_response", slow):
                    yield case(lead(flow, target=slow), at=model)


@operator("FEA003", "The only store that a model reads is filled once a year.")
def store_filled_too_rarely(good: Good) -> Cases:
    for model in good.answering(SERVING) if good.brief.max_feature_age else ():
        givers = {*good.sources(model, *DATA), *good.targets(model, "request_response")}
        store = sole(givers)
        if store and good.kind(store) == "feature_store" and good.get(store, "materialisation_interval"):
            yield case(put(store, materialisation_interval="365d"), at=model)


@operator("FEA003", "The only pipeline behind a model runs once a year.")
def pipeline_runs_too_rarely(good: Good) -> Cases:
    for model in good.answering(SERVING) if good.brief.max_feature_age else ():
        pipeline = sole(one for one in good.data_of(model) if good.kind(one) == "feature_pipeline")
        asked = good.targets(model, "request_response")
        if pipeline and all(good.kind(one) == "feature_store" for one in asked):
            yield case(put(pipeline, schedule="365d"), at=model)


@operator("FEA004", "Nobody says what a missing value becomes.")
def missing_values_undefined(good: Good) -> Cases:
    serving = {one for model in good.answering(SERVING) for one in good.feature_givers(model)}
    for one in good.forgettable("missing_value_policy", "feature_pipeline"):
        if one in serving:
            yield case(forget(one, "missing_value_policy"), at=one)
    for one in good.forgettable("missing_value_policy", *ONLINE):
        asked = {good.kind(it) for it in good.targets(one, "request_response")}
        if good.get(one, "computes_features") or "feature_store" in asked:  # Else the pipeline decides.
            yield case(forget(one, "missing_value_policy"), at=one)


def _own_features(good: Good, training: str) -> tuple[Edit, ...]:
    """Edits that give a training a pipeline of its own, written apart from that of serving."""
    flow = sole(good.into(training, "features"))
    stores = good.of_kind("raw_store", "warehouse", "data_versioning")
    if not flow or not stores:
        return ()
    own = add("feature_pipeline", "notebook-features", code_ref="notebook", mode="batch", schedule="24h")
    return own, draw(stores[0], "batch_data", "notebook-features"), lead(flow, source="notebook-features")


@operator("SKW001", "The training computes its features by code of its own.")
def features_written_twice(good: Good) -> Cases:
    for training in good.of_kind("training"):
        fed = [one for one in good.trained() if good.feature_givers(one)]
        hit = [one for one in fed if good.trainings_of(one) == [training]]
        if hit and (edits := _own_features(good, training)):
            yield case(*edits, at=hit)


def _computing(good: Good) -> list[str]:
    able = [one for one in good.trained() if good.has(one, "computes_features") and good.readers(one)]
    return [one for one in able if good.get(one, "computes_features")]


@operator("SKW002", "A service computes features, and nobody says by which code.")
def serving_code_unnamed(good: Good) -> Cases:
    for model in _computing(good):
        yield case(forget(model, "feature_code_ref"), at=model)


@operator("SKW002", "A service computes features by code that no training runs.")
def serving_code_differs(good: Good) -> Cases:
    for model in _computing(good):
        yield case(put(model, feature_code_ref="rewritten_for_serving"), at=model)


@operator("SKW002", "A service begins to compute features by code of its own.")
def serving_begins_to_compute(good: Good) -> Cases:
    for model in good.trained():
        able = good.has(model, "computes_features") and not good.get(model, "feature_code_ref")
        if able and good.readers(model):
            yield case(put(model, computes_features=True), at=model)


@operator("SKW003", "The values that the model saw are not in the log.")
def served_features_unlogged(good: Good) -> Cases:
    for model in good.answering(ONLINE):
        flow = sole(one for one in good.out(model, "logs") if "features" in good.words(one.id, "carries"))
        if flow and (good.feature_givers(model) or good.get(model, "computes_features")):
            yield case(less(good, flow.id, "carries", "features"), at=model)


LEARNED = ("training", "evaluation", "warehouse", "data_versioning", *FEATURE_KINDS)


@operator("SKW004", "The drift monitor knows nothing of what was trained on.")
def trained_side_unseen(good: Good) -> Cases:
    monitors = good.of_kind("drift_monitor", "quality_monitor")
    flows = [one for m in monitors for one in good.into(m) if good.kind(one.source) in LEARNED]
    blind = good.forgettable("reference", "drift_monitor")
    if good.of_kind("training") and flows and blind:
        # It then has nothing to compare with at all, which is the nearer cause.
        yield case(drop(*flows), *(forget(one, "reference") for one in blind), at=blind, cause="MON003")


@operator("SKW004", "The drift monitor never sees what is served.")
def served_side_unseen(good: Good) -> Cases:
    served = ("log_store", "outcome_join", *SERVING)
    monitors = good.of_kind("drift_monitor")
    flows = [one for m in monitors for one in good.into(m) if good.kind(one.source) in served]
    others = [one for m in good.of_kind("quality_monitor") for one in good.sources(m)]
    known = any(good.kind(one) in LEARNED for one in others)
    left = {f.source for m in monitors for f in good.into(m) if good.kind(f.source) in FEATURE_KINDS}
    if good.of_kind("training") and flows and left and not known and good.online():
        unseen = [one for one in good.trained() if good.readers(one) and not left & good.data_of(one)]
        if unseen:  # Of these even the inputs are watched no more, which is the nearer cause.
            yield case(drop(*flows), at=unseen, cause="MON002")
        else:
            yield case(drop(*flows), at="design")
