"""Mistakes in labels and training: which truth, learned when, and whether it can be repeated."""

from __future__ import annotations

from benchmarks.gaps.cases import Cases, case, operator
from benchmarks.gaps.changing import draw, drop, forget, less, put, say
from benchmarks.gaps.reading import Good, seconds
from designer.model.edits.language import Edit
from designer.model.flow import DATA, Flow

TRUTH = ("labels", "feedback")
TIME_TASKS = {"fraud", "churn", "credit_scoring", "no_show", "recommendation", "ads", "forecasting"}
SIMPLE = {"linear", "tree", "gbdt"}
COMPLEX = {"deep", "llm", "ensemble"}


def _time_matters(good: Good) -> bool:
    temporal = good.brief.temporal
    return good.brief.ml_task in TIME_TASKS if temporal is None else temporal


def _judges(good: Good) -> list[str]:
    """The evaluations to which a model comes from its training."""
    return [one for one in good.of_kind("evaluation") if good.trainings_of(one)]


@operator("LBL001", "The truth no longer reaches a training that learns from it.")
def truth_cut_off(good: Good) -> Cases:
    for training in good.of_kind("training"):
        labels = good.into(training, *TRUTH)
        if good.get(training, "learning") != "supervised" or not labels:
            continue
        left = good.after(drop(*labels))
        reading = {training, *left.upstream(training, DATA)}
        if not any(one.target in reading for one in left.flows(*TRUTH)):
            yield case(drop(*labels), at=training)


@operator("LBL002", "Nobody compares what the people who label say.")
def labels_unchecked(good: Good) -> Cases:
    for one in good.of_kind("labelling"):
        if good.get(one, "mode") in ("human", "crowd") and good.of_kind("training"):
            yield case(put(one, quality_control="none"), at=one)


@operator("LBL003", "A training reads features as they are today, not as they were.")
def join_not_point_in_time(good: Good) -> Cases:
    for training in good.of_kind("training") if _time_matters(good) else ():
        labelled = any(one.target == training for one in good.flows("labels"))
        for store in good.sources(training, "features"):
            if labelled and good.kind(store) == "feature_store" and good.get(store, "point_in_time"):
                yield case(put(store, point_in_time=False), at=training)


@operator("LBL004", "The outcome is joined before it can be known.")
def join_too_early(good: Good) -> Cases:
    for join in good.of_kind("outcome_join"):
        if seconds(good.brief.label_delay) > 60 and good.of_kind("training"):
            yield case(put(join, window="1m"), at=join)


@operator("LBL005", "Data with an order in time are split at random.")
def random_split(good: Good) -> Cases:
    for judge in _judges(good) if _time_matters(good) else ():
        yield case(put(judge, split="random"), at=judge)


@operator("LBL006", "What came of the answers flows back into the features of the same model.")
def outcome_into_features(good: Good) -> Cases:
    for training in good.of_kind("training"):
        joins = [one for one in good.sources(training, "labels") if good.kind(one) == "outcome_join"]
        pipelines = [o for o in good.feature_givers(training) if good.kind(o) == "feature_pipeline"]
        for join in joins:
            for one in sorted(pipelines):
                # A store that gives values as of each event would hold back what came later.
                stores = [o for o in good.feature_givers(training) if good.kind(o) == "feature_store"]
                later = [put(o, point_in_time=False) for o in sorted(stores)]
                if good.legal(join, "batch_data", one):
                    yield case(draw(join, "batch_data", one), *later, at=one)


@operator("LBL007", "One person's rows stand on both sides of the split.")
def same_entity_both_sides(good: Good) -> Cases:
    for judge in _judges(good) if good.brief.repeated_entities else ():
        # Where time matters, the random split itself is the nearer cause; so it is said not to matter.
        edits = [put(judge, split="random"), say(temporal=False)]
        if "leakage" in good.words(judge, "checks"):
            edits.append(less(good, judge, "checks", "leakage"))
        yield case(*edits, at=judge)


@operator("TRN001", "The data of a training run cannot be had again.")
def data_not_versioned(good: Good) -> Cases:
    for training in good.of_kind("training"):
        before = good.upstream(training, DATA)
        if any(good.kind(one) == "data_versioning" for one in before):
            continue
        kept = [one for one in before if good.has(one, "time_travel") or good.has(one, "immutable")]
        edits = [put(one, **_overwritten(good, one)) for one in kept]
        stores = [o for o in good.targets(training, "metadata") if good.kind(o) == "metadata_store"]
        edits += [less(good, one, "tracks", "data") for one in stores]
        # A registry that keeps lineage knows the data of each of its models.
        edits += [put(one, lineage=False) for one in good.of_kind("model_registry")]
        if edits:
            yield case(*edits, at=training)


def _overwritten(good: Good, store: str) -> dict[str, bool]:
    return {name: False for name in ("time_travel", "immutable") if good.has(store, name)}


@operator("TRN002", "Runs of a training are written down nowhere.")
def runs_untracked(good: Good) -> Cases:
    for training in good.of_kind("training"):
        kinds = ("experiment_tracker", "metadata_store")
        flows = [one for one in good.out(training, "metadata") if good.kind(one.target) in kinds]
        if flows:
            # A tracker that loses its only flow is told, and not the training as well.
            lonely = good.after(drop(*flows)).lonely()
            yield case(drop(*flows), at=lonely or training, cause="GRF001" if lonely else "")


@operator("TRN003", "A training or a feature pipeline is a notebook.")
def step_is_a_notebook(good: Good) -> Cases:
    for one in good.of_kind("training", "feature_pipeline"):
        if good.of_kind("training"):
            yield case(put(one, form="notebook"), at=one)


@operator("TRN003", "The code is in no repository.", maturity="production")
def repository_gone(good: Good) -> Cases:
    repos = good.of_kind("code_repo")
    if repos and good.of_kind("training"):
        # Without any repository the pipelines have the same cause; it is told once, at the training.
        yield case(drop(*repos), at=good.of_kind("training"))


@operator("TRN004", "Nothing starts the next training.")
def retraining_by_hand(good: Good) -> Cases:
    ageing = good.brief.max_model_age or good.brief.temporal
    for training in good.of_kind("training") if ageing else ():
        orders = [one for one in good.commands("schedule", "retrain") if one.target == training]
        # A schedule that is stated would still start it.
        by_hand = [put(training, trigger="manual"), forget(training, "schedule")]
        yield case(*by_hand, *(drop(one) for one in orders), at=training)


@operator("TRN005", "One box takes the raw data and puts a model into service.")
def pipeline_in_one_box(good: Good) -> Cases:
    for training in good.of_kind("training"):
        sources = [one for one in good.of_kind("data_source") if good.legal(one, "batch_data", training)]
        served = [one for one in good.trained() if training in good.trainings_of(one)]
        if sources and served:
            renamed = put(training, name="Features, training and evaluation")
            yield case(
                renamed,
                draw(sources[0], "batch_data", training),
                draw(training, "model_artifact", served[0]),
                at=training,
            )


@operator("EVA002", "Nothing says what the model is better than.")
def baseline_gone(good: Good) -> Cases:
    lone = [one for one in good.of_kind("training") if good.get(one, "model_family") in COMPLEX]
    simple = any(good.get(one, "model_family") in SIMPLE for one in good.of_kind("training"))
    for judge in _judges(good):
        edits = [*_without_baseline(good), less(good, judge, "checks", "baseline")]
        if lone and not simple:  # Then the cause is that nobody tried a simple model.
            yield case(*edits, at=lone, cause="CST002")
        else:
            yield case(*edits, at=judge)


def _without_baseline(good: Good) -> list[Edit]:
    simplest: list[str | Flow] = [*good.of_kind("baseline_model")]
    judged = ("predictions", "metadata", "model_artifact")
    simplest += [f for o in good.of_kind("legacy_system") for f in good.out(o, *judged)]
    return [say(baseline=None), *([drop(*simplest)] if simplest else [])]


@operator("CST002", "The first model that anybody tries is a deep one.")
def deep_model_first(good: Good) -> Cases:
    trainings = good.of_kind("training")
    for one in trainings if len(trainings) == 1 else ():
        yield case(put(one, model_family="deep"), *_without_baseline(good), at=one)


@operator("CST006", "A model decides who is sent where, and nothing solves for the best plan.")
def routes_predicted(good: Good) -> Cases:
    trainings = good.of_kind("training")
    if trainings and not good.of_kind("optimiser"):
        deep = [put(one, model_family="deep") for one in trainings]
        yield case(say(ml_task="routing"), *deep, at="design")
