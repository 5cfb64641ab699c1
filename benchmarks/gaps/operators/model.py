"""Mistakes in judging models and in keeping them: gates, what they look at, the registry."""

from __future__ import annotations

from benchmarks.gaps.cases import Cases, case, operator
from benchmarks.gaps.changing import draw, drop, forget, lead, led_id, less, put, say
from benchmarks.gaps.reading import FEATURE_KINDS, MODEL, Good, sole
from designer.model.edits.language import Edit
from designer.model.kinds import SERVING

RARE_TASKS = {"fraud", "anomaly_detection", "no_show"}
CHANCES = {
    "classification", "fraud", "risk_scoring", "credit_scoring", "churn", "no_show", "ads", "spam",
    "content_filter", "anomaly_detection",
}  # fmt: skip
TRIALS = ("shadow", "canary", "ab", "holdout")


def _judges(good: Good) -> list[str]:
    return [one for one in good.of_kind("evaluation") if good.trainings_of(one)]


@operator("EVA001", "The model is led around its evaluation.")
def model_around_evaluation(good: Good) -> Cases:
    for training in good.of_kind("training"):
        flow = sole(good.out(training, "model_artifact"))
        if flow and good.kind(flow.target) == "evaluation":
            for after in good.targets(flow.target, "model_artifact"):
                served = [one for one in (after, *good.downstream(after, MODEL)) if good.kind(one) in SERVING]
                hit = [one for one in served if good.readers(one)]
                if hit and good.legal(training, "model_artifact", after):
                    yield case(lead(flow, target=after), at=hit)


@operator("EVA003", "The evaluation looks at the average alone.")
def slices_unchecked(good: Good) -> Cases:
    for judge in _judges(good):  # Groups that are named are looked at, whatever the checks are called.
        yield case(less(good, judge, "checks", "slices"), forget(judge, "slices"), at=judge)


@operator("EVA003", "Slices are to be checked, and none is named.")
def slices_unnamed(good: Good) -> Cases:
    for judge in _judges(good):
        if good.words(judge, "slices"):
            yield case(forget(judge, "slices"), at=judge)


def _rare(good: Good) -> bool:
    rate = good.brief.positive_rate
    return good.brief.ml_task in RARE_TASKS if rate is None else rate < 0.1


@operator("EVA004", "Of rare events the share of right answers is counted.")
def accuracy_of_rare_events(good: Good) -> Cases:
    metric = good.brief.ml_metric
    if metric and _rare(good):
        yield case(say(ml_metric=metric.stated() | {"name": "accuracy"}), at="brief.ml_metric")


@operator("EVA004", "Nobody says how a training treats that one side is rare.")
def imbalance_ignored(good: Good) -> Cases:
    for training in good.forgettable("imbalance_strategy", "training") if _rare(good) else ():
        if good.get(training, "learning") == "supervised":
            yield case(forget(training, "imbalance_strategy"), at=training)


@operator("EVA005", "A policy or a solver takes a score for a probability that nobody checked.")
def score_uncalibrated(good: Good) -> Cases:
    # An amount, a time or a mere order is no probability.
    for judge in _judges(good) if good.brief.ml_task in CHANCES else ():
        served = [one for one in good.downstream(judge, MODEL) if good.kind(one) in SERVING]
        hit = [one for one in served if good.kind(one) != "candidate_retrieval" and _weighed(good, one)]
        if hit and "calibration" in good.words(judge, "checks") and len(_judges(good)) == 1:
            yield case(less(good, judge, "checks", "calibration"), at=hit)


def _weighed(good: Good, model: str) -> bool:
    """Whether a policy layer or a solver takes the score of a model at first hand."""
    near = (*good.targets(model, "predictions"), *good.sources(model, "request_response"))
    return any(good.kind(one) in ("rules_engine", "optimiser") for one in near)


def _untried(good: Good, strategy: str) -> list[Edit]:
    """Edits after which every release goes to everybody, in this way."""
    edits: list[Edit] = [drop(one) for one in good.commands(*TRIALS)]
    kept = [one for one in good.commands("deploy") if getattr(one, "strategy", None)]
    edits += [put(one.id, strategy=strategy) for one in kept]
    platforms = good.of_kind("experiment_platform")
    return [*edits, drop(*platforms)] if platforms else edits


@operator("EVA006", "Releases are swapped whole, and nothing is tried on users first.")
def nothing_tried_on_users(good: Good) -> Cases:
    faced = [one for one in good.of_kind("consumer_app") if good.get(one, "user_facing")]
    edits = _untried(good, "blue_green")
    if faced and edits and good.online():
        yield case(*edits, at="design")


@operator("ROL002", "Every release goes to everybody at once.")
def released_to_all_at_once(good: Good) -> Cases:
    models = [one for one in good.online() if good.trainings_of(one)]
    deploys = [o for o in good.commands("deploy") if o.target in models and good.kind(o.target) in SERVING]
    if deploys:
        yield case(*_untried(good, "all_at_once"), at=[one.id for one in deploys])


@operator("EVA007", "Models are compared, and nobody says how sure the difference is.")
def difference_without_uncertainty(good: Good) -> Cases:
    compared = good.of_kind("baseline_model", "legacy_system", "experiment_platform")
    judges = good.holding("checks", "uncertainty", "evaluation")
    if judges and (compared or len(good.of_kind("training")) > 1) and good.of_kind("training"):
        vague = [forget(one, "min_effect") for one in good.states("min_effect", "experiment_platform")]
        yield case(*(less(good, one, "checks", "uncertainty") for one in judges), *vague, at="design")


@operator("EVA008", "The last test set is the one on which the model was tuned.")
def final_set_shared(good: Good) -> Cases:
    tuned = good.of_kind("experiment_tracker") or len(good.of_kind("training")) > 1
    for judge in _judges(good) if tuned else ():
        yield case(put(judge, final_set="shared"), at=judge)


@operator("REG001", "The registry is left out, and models go straight into service.")
def registry_left_out(good: Good) -> Cases:
    registry = sole(good.of_kind("model_registry"))
    if registry:
        before = list(good.sources(registry, "model_artifact"))
        after = [o for o in good.targets(registry, "model_artifact") if good.kind(o) in SERVING]
        ends = [(a, b) for a in before for b in after if good.legal(a, "model_artifact", b)]
        answering = [one for _, one in ends if good.readers(one)]
        if answering:
            drawn = [draw(a, "model_artifact", b) for a, b in ends]
            yield case(drop(registry), *drawn, at=answering)


@operator("REG002", "A model comes into service beside the registry.")
def registry_bypassed(good: Good) -> Cases:
    for registry in good.of_kind("model_registry"):
        before = good.sources(registry, "model_artifact")
        for flow in good.out(registry, "model_artifact"):
            source = next((o for o in before if good.legal(o, "model_artifact", flow.target)), None)
            if source and good.kind(flow.target) in SERVING and good.trainings_of(registry):
                yield case(lead(flow, source=source), at=led_id(flow, source=source))


@operator("REG003", "Nobody can say from which run and data a model came.")
def lineage_broken(good: Good) -> Cases:
    for registry in good.of_kind("model_registry"):
        notes = good.into(registry, "metadata")
        if good.trainings_of(registry):
            yield case(put(registry, lineage=False), *(drop(one) for one in notes), at=registry)


@operator("REG004", "What a feature means can change under a model that is served.")
def features_unversioned(good: Good) -> Cases:
    feeding = {one for model in good.answering(SERVING) for one in good.feature_givers(model)}
    for one in good.of_kind(*FEATURE_KINDS) if good.of_kind("training") else ():
        if one in feeding:
            yield case(put(one, versioned=False), at=one)
