"""For who builds the model: data, labels, features, training, evaluation, and what comes back."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from checks.reports.data import straight
from checks.reports.readers import parts
from checks.reports.readers.document import Section, Table, Text
from checks.reports.readers.phrases import listed
from checks.reports.readers.reading import Reading
from designer.model.kinds import MONITOR, SERVING

CATEGORIES = frozenset(
    {"business", "data", "features", "skew", "labels", "training", "evaluation", "registry", "logging",
     "monitoring", "feedback", "generation"}
)  # fmt: skip
_TASK = (
    "ml_task", "ml_metric", "baseline", "positive_rate", "proxy_label", "label_delay", "training_window",
    "max_feature_age", "max_model_age", "temporal", "repeated_entities", "decision_blocks_outcome",
    "explainability_required", "catalogue_size", "grounding_required",
)  # fmt: skip
_TABLES = {
    "Data": ("sources", "ingest_and_store"),
    "Labels": ("labels",),
    "Features": ("features",),
    "Training and evaluation": ("train_and_judge",),
}
_FLOWS = {"Data": ("batch_data", "stream_data"), "Labels": ("labels",), "Features": ("features",)}
_ELSEWHERE = ("name", "technology", "zone", "owner", "team", "origin")
_BACK = ("feedback", "logs", "labels")


def sections(reading: Reading) -> Iterator[Section | None]:
    """Everything that a data scientist needs."""
    yield _task(reading)
    yield parts.section("The design", parts.picture(reading, CATEGORIES))
    for title, stages in _TABLES.items():
        yield _stage(reading, title, stages)
    yield _serving(reading)
    yield _feedback(reading)
    yield from parts.findings(reading, CATEGORIES, "the model")
    yield parts.accepted(reading)
    yield parts.reviews(reading)
    yield parts.questions(reading, CATEGORIES)
    yield parts.score(reading)
    yield parts.broken(reading)


def _task(reading: Reading) -> Section:
    rows = [(label, words) for label, words in _stated(reading) if words]
    return parts.section("The task", parts.facts(*rows))


def _stated(reading: Reading) -> Iterator[tuple[str, str]]:
    yield "Problem", reading.fact("problem")
    brief = reading.brief
    for name in _TASK:
        if name == "ml_metric" and brief.ml_metric:
            one = brief.ml_metric
            ends = (("today", one.current), ("target", one.target))
            values = ", ".join(f"{word} {value}" for word, value in ends if value)
            yield "Metric", straight(f"{one.name or 'not named'}{f' ({values})' if values else ''}")
        elif name != "ml_metric":
            yield reading.label(name), reading.fact(name)


def _stage(reading: Reading, title: str, stages: Collection[str]) -> Section:
    ids = [key for key, one in reading.design.components.items() if one.stage in stages]
    return parts.section(title, *_components(reading, ids), _flows(reading, _FLOWS.get(title, ())))


def _components(reading: Reading, ids: Collection[str]) -> tuple[Table, Text]:
    """What is stated about each, and of which nothing is."""
    components = reading.design.components
    stating = [one for one in ids if reading.facts(components[one], without=_ELSEWHERE)]
    rows = (
        (
            reading.name(one),
            components[one].label or components[one].kind,
            reading.in_line(components[one], without=_ELSEWHERE),
        )
        for one in stating
    )
    silent = listed([reading.name(one) for one in ids if one not in stating])
    table = Table(("Part", "Kind", "What is stated"), tuple(rows))
    return table, Text(f"Nothing is stated about {silent}." if silent else "")


def _flows(reading: Reading, kinds: Collection[str]) -> Table:
    """The arrows of these kinds of which something is stated."""
    rows = [
        (reading.name(flow.source), reading.name(flow.target), reading.in_line(flow, without=_ELSEWHERE))
        for flow in reading.design.flows.values()
        if flow.kind in kinds and reading.facts(flow, without=_ELSEWHERE)
    ]
    return Table(("From", "To", "What is stated"), tuple(rows))


def _serving(reading: Reading) -> Section:
    kinds = (*sorted(SERVING), "llm_endpoint")
    return parts.section("Where it answers", *_components(reading, reading.report.view.of_kind(*kinds)))


def _feedback(reading: Reading) -> Section:
    monitors = reading.report.view.of_kind(*sorted(MONITOR), "log_store")
    return parts.section("What comes back", *_components(reading, monitors), _flows(reading, _BACK))
