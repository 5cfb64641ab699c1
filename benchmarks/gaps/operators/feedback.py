"""Mistakes in the loop: whether the truth comes back, and what a model does to its own data."""

from __future__ import annotations

from benchmarks.gaps.cases import Cases, case, operator
from benchmarks.gaps.changing import drop, forget, put
from benchmarks.gaps.reading import Good
from designer.model.edits.language import Edit
from designer.model.flow import DATA, Flow
from designer.model.kinds import SERVING

CHOOSING = {"recommendation", "ranking", "ads", "search", "pricing"}
REFUSING = {"fraud", "credit_scoring", "spam", "content_filter", "risk_scoring"}
BY_ITSELF = {"schedule", "event", "drift"}
GATES = frozenset({"data_validation"})


@operator("FBK001", "What came of the answers never comes back.")
def loop_never_closes(good: Good) -> Cases:
    truth = good.flows("labels", "feedback")
    labelling = good.of_kind("labelling")  # People who label what was answered would close it.
    if truth and good.of_kind("training") and good.answering():
        yield case(drop(*truth, *labelling), at="design")


@operator("FBK002", "What users say cannot be joined to the answer that they speak of.")
def feedback_without_id(good: Good) -> Cases:
    for flow in good.flows("feedback"):
        edits: list[Edit] = [forget(flow.id, "id_key")] if getattr(flow, "id_key", None) else []
        edits.append(put(flow.id, carries=["decision"]))
        # A join that names its key would find the answer by it.
        joins = list(good.states("key", "outcome_join"))
        if good.answering() and good.kind(flow.target) != "eval_set":
            yield case(*edits, *(forget(one, "key") for one in joins), at=flow.id)


def _acting(good: Good, model: str) -> bool:
    apps = [one for one in good.readers(model) if good.kind(one) == "consumer_app"]
    return any(good.get(one, "decision_effect") == "acts" for one in apps)


def _nothing_left_to_chance(good: Good) -> list[Edit]:
    models = [one for one in good.of_kind(*SERVING) if good.get(one, "exploration_pct")]
    edits = [put(one, exploration_pct=0) for one in models]
    edits += [drop(flow) for flow in good.commands("holdout")]
    chance = [o for o in good.of_kind("experiment_platform") if good.get(o, "random_bucket_pct")]
    return edits + [put(one, random_bucket_pct=0) for one in chance]


def _feeds_back(good: Good, model: str, training: str) -> bool:
    """Whether somebody who gets the answers gives feedback from which the training learns."""
    flows = [f for reader in good.readers(model) for f in good.out(reader, "feedback")]
    ends = {training, *good.upstream(training, DATA)}
    return any(flow.target in ends for flow in flows)


@operator("FBK003", "A model chooses what is seen, learns from what was seen, and leaves nothing to chance.")
def self_confirming(good: Good) -> Cases:
    hit = []
    for model in good.trained() if (edits := _nothing_left_to_chance(good)) else ():
        fed = [one for one in good.trainings_of(model) if _feeds_back(good, model, one)]
        able = good.has(model, "exploration_pct")  # A stage that cannot explore is not asked to.
        if able and fed and good.readers(model) and (good.brief.ml_task in CHOOSING or _acting(good, model)):
            hit.append(model)
    if hit:
        yield case(*edits, at=hit)


@operator("FBK004", "Nobody ever learns what the refused cases would have come to.")
def refusals_never_tested(good: Good) -> Cases:
    brief = good.brief
    blocks = [o for o in good.trained() if brief.decision_blocks_outcome or _blocking(good, o)]
    hit = [one for one in blocks if good.readers(one)]
    judged = [f for one in good.of_kind("human_review") for f in good.out(one, "labels", "feedback")]
    edits = [*_nothing_left_to_chance(good), *(drop(one) for one in judged)]
    if hit and edits:
        yield case(*edits, at=hit)


def _blocking(good: Good, model: str) -> bool:
    told = good.brief.decision_blocks_outcome is None
    return told and good.brief.ml_task in REFUSING and _acting(good, model)


def _unattended(good: Good) -> list[tuple[str, list[str]]]:
    """Trainings that start by themselves, with the models that they release with nobody between."""
    people = [f for one in good.of_kind("human_review") for f in good.out(one, "control")]
    found = []
    for training in good.of_kind("training") if not people else ():
        models = [one for one in good.trained() if good.learns_from_itself(one, training)]
        if models and good.get(training, "trigger") in BY_ITSELF:
            found.append((training, models))
    return found


@operator("FBK005", "A model that is trained by itself goes live even when its evaluation says no.")
def gate_only_warns(good: Good) -> Cases:
    for training, models in _unattended(good):
        before = {one for model in models for one in good.upstream(model, frozenset({"model_artifact"}))}
        judges = [one for one in good.of_kind("evaluation") if one in before]
        if judges:
            yield case(*(put(one, on_fail="warn") for one in judges), at=training)


@operator("FBK005", "A model is trained by itself on data that a check found bad.")
def check_only_warns(good: Good) -> Cases:
    for training, _ in _unattended(good):
        checks = [one for one in good.upstream(training, DATA) if good.kind(one) in GATES]
        edits = [put(one, on_fail="warn") for one in checks]
        if silent := [one for one in checks if not good.out(one, "alerts")]:
            yield case(*edits, at=silent, cause="DAT002")  # A check that tells nobody is the nearer cause.
        elif checks:
            yield case(*edits, at=training)


def _rollbacks(good: Good, model: str) -> list[Flow]:
    return [flow for flow in good.commands("rollback") if flow.target == model]


@operator("FBK005", "A model that is trained and released by itself cannot be taken back.")
def no_way_back_from_itself(good: Good) -> Cases:
    for training, models in _unattended(good):
        for model in models:
            if flows := _rollbacks(good, model):
                # A registry that keeps the version before is a way back too.
                kept = [put(one, keep_versions=1) for one in good.of_kind("model_registry")]
                yield case(drop(*flows), *kept, at=training)
