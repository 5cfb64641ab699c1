"""For who answers for the product: what users get, how success is measured, what happens when it fails."""

from __future__ import annotations

from collections.abc import Iterator

from checks.reports.data import straight
from checks.reports.readers import parts
from checks.reports.readers.document import Points, Section, Table, Text
from checks.reports.readers.phrases import amount, month, number, sentence, span
from checks.reports.readers.reading import Reading
from designer.model.brief import Metric

CATEGORIES = frozenset(
    {"brief", "business", "governance", "feedback", "resilience", "rollout", "cost", "generation"}
)
_WHEN_MISSING = {
    "default": "shows a default answer", "hide": "leaves the answer out", "fallback": "uses the fallback",
    "error": "shows an error", "block": "cannot go on",
}  # fmt: skip

_OVERRULE = {True: " They can overrule the model.", False: " They cannot overrule the model."}


def sections(reading: Reading) -> Iterator[Section | None]:
    """Everything that a product manager needs."""
    yield _purpose(reading)
    yield _success(reading)
    yield _promises(reading)
    yield _users(reading)
    yield parts.section("The design", parts.picture(reading, CATEGORIES))
    yield from parts.findings(reading, CATEGORIES, "the product")
    yield parts.accepted(reading)
    yield parts.reviews(reading)
    yield parts.questions(reading, CATEGORIES)
    yield parts.score(reading)
    yield parts.broken(reading)


def _purpose(reading: Reading) -> Section:
    brief = reading.brief
    return parts.section(
        "What it is for",
        Text(straight(sentence(brief.problem or ""))),
        parts.facts(
            ("Users", reading.fact("users")),
            ("Decision", reading.fact("decision")),
            ("Value", reading.fact("value_statement")),
            ("Why a model", reading.fact("why_ml")),
            ("Without a model", reading.fact("non_ml_alternative")),
            ("Today", reading.fact("legacy")),
            ("Must not", reading.fact("antigoals")),
        ),
        Table(
            ("Who has a say", "What worries them"),
            tuple(
                (straight(one.role), straight(one.concern or "not stated"))
                for one in brief.stakeholders or ()
            ),
        ),
        Points(tuple(straight(sentence(f"Trade-off: {one}")) for one in brief.tradeoffs or ())),
    )


def _success(reading: Reading) -> Section:
    brief = reading.brief
    metrics = (("Business", brief.business_metric), ("Model", brief.ml_metric))
    rows = [_metric(kind, one) for kind, one in metrics if one]
    return parts.section(
        "How success is measured",
        Table(("", "Number", "Today", "Target", "By"), tuple(rows)),
        parts.facts(
            ("How they belong together", reading.fact("metric_link")),
            ("To beat", reading.fact("baseline")),
            ("A false alarm costs", reading.fact("cost_false_positive")),
            ("A miss costs", reading.fact("cost_false_negative")),
            ("Harm to people", parts.harm(reading)),
        ),
    )


def _metric(kind: str, one: Metric) -> tuple[str, ...]:
    values = (amount(value, one.unit or "") if value else "not stated" for value in (one.current, one.target))
    return tuple(
        straight(cell) for cell in (kind, one.name or "not stated", *values, month(one.by or "not stated"))
    )


def _promises(reading: Reading) -> Section:
    return parts.section("What users can expect", Points(tuple(_promised(reading))))


def _promised(reading: Reading) -> Iterator[str]:
    brief = reading.brief
    if brief.latency_p99_ms is not None:
        yield f"99 of 100 answers come within {number(brief.latency_p99_ms)} ms."
    if brief.availability_target is not None:
        yield f"It answers {brief.availability_target:g}% of the time."
    if brief.qps_peak is not None:
        usual = f", {number(brief.qps_avg)} usually" if brief.qps_avg is not None else ""
        yield f"It takes {number(brief.qps_peak)} requests a second at the busiest time{usual}."
    if brief.max_feature_age:
        yield f"What an answer rests on is at most {span(brief.max_feature_age)} old."
    if brief.max_model_age:
        yield f"The model is at most {span(brief.max_model_age)} old."
    if brief.label_delay:
        yield f"Whether an answer was right is known {span(brief.label_delay)} later."


def _users(reading: Reading) -> Section:
    return parts.section(
        "Who gets the answers, and what if there is none", Points(tuple(_consumers(reading)))
    )


def _consumers(reading: Reading) -> Iterator[str]:
    view = reading.report.view
    for one in view.of_kind("consumer_app"):
        does = _WHEN_MISSING.get(view.get(one, "on_missing") or "")
        effect = {"acts": " acts on the answers by itself", "informs": " shows the answers to people"}.get(
            view.get(one, "decision_effect") or "", " uses the answers"
        )
        missing = f"when there is none, it {does}" if does else "what it does without one is not stated"
        yield f"{reading.name(one)}{effect}; {missing}."
    for one in view.of_kind("human_review"):
        most = view.get(one, "capacity_per_day")
        room = f", up to {number(float(most))} cases a day" if most is not None else ""
        over = _OVERRULE.get(view.get(one, "can_override"), "")
        yield f"People at {reading.name(one)} look at cases{room}.{over}"
    for one in view.of_kind("fallback"):
        yield f"{reading.name(one)} stands in when the model gives no answer."
    for one in view.of_kind("experiment_platform"):
        yield f"{reading.name(one)} compares versions on real users."
