"""Mistakes in what is built at all: too much, too early, too fast, too deep."""

from __future__ import annotations

from benchmarks.gaps.cases import Cases, case, operator
from benchmarks.gaps.changing import add, draw, put, say
from benchmarks.gaps.reading import Good
from designer.model.kinds import SERVING


@operator("CST001", "Answers could be made ahead, and are made at each request.")
def online_for_nothing(good: Good) -> Cases:
    ahead = good.of_kind("batch_inference", "prediction_store")
    for model in good.online() if not ahead else ():
        if good.kind(model) == "serving_endpoint" and good.trainings_of(model):
            slow = say(entities_known=True, max_feature_age="24h")
            yield case(slow, put(model, computes_features=False), at=model)


@operator("CST003", "Data are computed as a stream, and nobody needs them within three days.")
def stream_for_nothing(good: Good) -> Cases:
    jobs = good.of_kind("feature_pipeline", "stream_inference")
    streaming = [one for one in jobs if good.get(one, "mode") == "stream"]
    if streaming:
        yield case(say(max_feature_age="72h"), at=streaming)


@operator("CST004", "The first version is a whole platform.")
def platform_first(good: Good) -> Cases:
    if len(good.ids) > 18:
        yield case(say(phase="first_version"), at="design")


@operator("CST005", "A model takes the scores of a model that takes the scores of a model.")
def models_in_a_row(good: Good) -> Cases:
    for registry in good.of_kind("model_registry"):
        served = good.targets(registry, "model_artifact")
        # Retrieval before ranking is one model in two steps, not a stack.
        learned = [
            one for one in served if good.kind(one) in SERVING - {"candidate_retrieval", "ranking_stage"}
        ]
        if learned and good.trainings_of(registry):
            yield case(
                add("serving_endpoint", "second-score"),
                add("serving_endpoint", "third-score"),
                draw(registry, "model_artifact", "second-score", version_pinned=True),
                draw(registry, "model_artifact", "third-score", version_pinned=True),
                draw(learned[0], "predictions", "second-score"),
                draw("second-score", "predictions", "third-score"),
                at="third-score",
            )
