"""For who pays and decides: the problem, the number it moves, and the risks in plain words and money."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from checks.finding import Finding
from checks.reports.data import straight
from checks.reports.readers import parts
from checks.reports.readers.document import Case, Picture, Points, Section, Text
from checks.reports.readers.phrases import amount, day, listed, month, number, per, sentence
from checks.reports.readers.reading import Reading
from checks.reports.readers.risks import AREAS, LEVELS, RISKS, Cost
from checks.reports.text import counted
from designer.drawing import Mark
from designer.drawing.stages import stages_svg
from designer.model.brief import Metric
from designer.model.values import quantity

STAGES = {
    "sources": "Where data come from", "ingest_and_store": "Collecting and keeping",
    "labels": "What really happened", "features": "What it looks at",
    "train_and_judge": "Learning and testing",
    "serve": "Giving answers", "consume": "Using the answers", "observe": "Watching it",
    "deliver": "Bringing in changes", "any": "Not assigned",
}  # fmt: skip
_AGAIN = {
    Cost.MISTAKES: "Mistakes, each at the cost above.",
    Cost.OUTAGES: "Time without answers, as above.",
    Cost.GOAL: "The goal itself, as above.",
    Cost.OTHER: "",
}


def sections(reading: Reading) -> Iterator[Section | None]:
    """Everything that an executive needs, on two or three pages."""
    yield _problem(reading)
    yield _number(reading)
    yield _mistakes(reading)
    yield _working(reading)
    yield _risks(reading)
    yield _accepted(reading)
    yield parts.reviews(reading)
    yield _unknown(reading)
    yield parts.score(reading, AREAS)
    yield parts.broken(reading)


def _problem(reading: Reading) -> Section:
    brief = reading.brief
    return parts.section(
        "The problem",
        Text(straight(brief.value_statement or ""), strong=True),
        Text(straight(sentence(brief.problem or ""))),
        parts.facts(
            ("Who uses it", reading.fact("users")),
            ("What it decides", reading.fact("decision")),
            ("What is done today", reading.fact("legacy") or reading.fact("non_ml_alternative")),
            ("What it must not do", reading.fact("antigoals")),
            ("Who answers for it", reading.fact("owner")),
        ),
    )


def _number(reading: Reading) -> Section:
    metric = reading.brief.business_metric
    rows = _metric(metric) if metric else []
    return parts.section(
        "The number it should move",
        parts.facts(*((name, straight(words)) for name, words in rows)),
        Text(straight(_change(metric)) if metric else "", strong=True),
    )


def _metric(metric: Metric) -> list[tuple[str, str]]:
    unit = metric.unit or ""
    by = f" by {month(metric.by)}" if metric.by else ""
    return [
        ("The number", sentence(metric.name or "")[:-1]),
        ("Today", amount(metric.current, unit) if metric.current else ""),
        ("Wanted", amount(metric.target, unit) + by if metric.target else ""),
    ]


def _change(metric: Metric) -> str:
    """`That is 0.8 million USD a month less (38%).`; "" where the brief does not have both as numbers."""
    today, wanted = (quantity(one or "").number for one in (metric.current, metric.target))
    if today is None or wanted is None or today == wanted:
        return ""
    unit = per(quantity(metric.target or "").unit or metric.unit or "")
    if unit == "%":
        unit = "points"
    less = "less" if wanted < today else "more"
    share = f" ({abs(wanted - today) / today:.0%})" if today and unit != "points" else ""
    return f"That is {number(round(abs(wanted - today), 10))} {unit} {less}{share}.".replace("  ", " ")


def _mistakes(reading: Reading) -> Section:
    return parts.section(
        "What a mistake costs",
        parts.facts(
            ("A false alarm costs", reading.fact("cost_false_positive")),
            ("A miss costs", reading.fact("cost_false_negative")),
            ("Harm to people", parts.harm(reading)),
        ),
    )


def _working(reading: Reading) -> Section:
    return parts.section(
        "How it works", Text(_caption(reading) if reading.design.components else ""), _picture(reading)
    )


def _picture(reading: Reading) -> Picture | None:
    if not reading.design.components:
        return None
    light, dark = (
        stages_svg(reading.design, titles=STAGES, named=_some, marks=_marks(reading), dark=dark)
        for dark in (False, True)
    )
    return Picture(light, dark, f"{reading.title} in its main steps.")


def _some(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


def _caption(reading: Reading) -> str:
    marked = " Signs mark the steps in which risks lie." if reading.open else ""
    return f"The main steps and the ways between them; the full drawing has more of both.{marked}"


def _stages(reading: Reading, finding: Finding) -> list[str]:
    """The steps that a finding is about."""
    flow = reading.design.flows.get(finding.anchor)
    ids = [flow.source, flow.target] if flow else [finding.anchor, *finding.where]
    found = (reading.design.components.get(one) for one in ids)
    return list(dict.fromkeys(one.stage for one in found if one))


def _marks(reading: Reading) -> list[Mark]:
    """One for each risk at each step that it is about, as severe as the worst of the risk."""
    marks = []
    for category, found in _grouped(reading).items():
        stages = dict.fromkeys(stage for one in found for stage in _stages(reading, one))
        marks += [Mark(stage, found[0].severity, RISKS[category].title) for stage in stages]
    return marks


def _grouped(reading: Reading) -> dict[str, list[Finding]]:
    """The open findings by category, the worst first."""
    grouped: dict[str, list[Finding]] = {}
    for finding in reading.open:
        grouped.setdefault(reading.category(finding), []).append(finding)
    return grouped


def _risks(reading: Reading) -> Section:
    grouped = _grouped(reading)
    if not grouped:
        return parts.section("Risks", Text(_no_risks(reading)))
    levels = Counter(LEVELS[own[0].severity] for own in grouped.values())
    words = listed([f"{count} {level.lower()}" for level, count in levels.items()])
    told = f"{sentence(counted(len(grouped), 'risk'))[:-1]}: {words}." if len(levels) > 1 else ""
    costs = _costs(reading, grouped)
    return parts.section(
        "Risks", Text(told), *(_risk(reading, key, own, costs[key]) for key, own in grouped.items())
    )


def _no_risks(reading: Reading) -> str:
    if not reading.design.components:
        return parts.NOTHING_DRAWN
    return "The checks found no open risk in what is drawn." if reading.report.run else "Nothing was judged."


def _costs(reading: Reading, categories: Iterable[str]) -> dict[str, str]:
    """What each risk can cost: the numbers where they come first, afterwards only what they are."""
    seen: set[Cost] = set()
    costs: dict[str, str] = {}
    for one in categories:
        cost = RISKS[one].cost
        costs[one] = _AGAIN[cost] if cost in seen and _cost(reading, cost) else _cost(reading, cost)
        seen.add(cost)
    return costs


def _risk(reading: Reading, category: str, found: list[Finding], cost: str) -> Case:
    """All findings of a category; the first is the worst."""
    risk, worst = RISKS[category], found[0]
    stages = tuple(dict.fromkeys(stage for one in found for stage in _stages(reading, one)))
    rows = (
        ("Concerns", listed(_names(reading, found))),
        ("What it can cost", cost),
        ("What to ask for", risk.ask),
    )
    return Case(
        title=risk.title,
        severity=worst.severity,
        level=LEVELS[worst.severity],
        message=risk.what,
        facts=tuple(row for row in rows if row[1]),
        anchors=stages or (worst.anchor,),
        elements=stages,
        id=f"risk-{category}",
    )


def _names(reading: Reading, found: list[Finding]) -> list[str]:
    """The parts that findings are about; of an arrow those at its ends."""
    flows = reading.design.flows
    ends = (
        (flows[one.anchor].source, flows[one.anchor].target) if one.anchor in flows else (one.anchor,)
        for one in found
    )
    return [name for one in dict.fromkeys(chain.from_iterable(ends)) if (name := reading.name(one))]


def _cost(reading: Reading, cost: Cost) -> str:
    """The numbers of the brief that belong to it, "" where it has none."""
    match cost:
        case Cost.MISTAKES:
            each = (
                (reading.fact("cost_false_positive"), "false alarm"),
                (reading.fact("cost_false_negative"), "miss"),
            )
            return sentence(listed([f"{words} for each {what}" for words, what in each if words]))
        case Cost.OUTAGES:
            return _outage(reading)
        case Cost.GOAL:
            return _goal(reading)
    return ""


def _outage(reading: Reading) -> str:
    peak = reading.brief.qps_peak
    if not peak:
        return ""
    return f"At the busiest time a minute without answers leaves {number(peak * 60)} requests open."


def _goal(reading: Reading) -> str:
    metric = reading.brief.business_metric
    if not metric or not metric.name or not metric.target:
        return ""
    return straight(f"The goal itself: {metric.name} of {amount(metric.target, metric.unit or '')}.")


def _accepted(reading: Reading) -> Section:
    items = []
    for one in reading.accepted:
        if waiver := one.waiver:
            title, name = RISKS[reading.category(one)].title, reading.name(one.anchor)
            who = f"{waiver.owner} has accepted this until {day(waiver.until)}"
            items.append(straight(f"{title}{f' ({name})' if name else ''}. {who}: {sentence(waiver.reason)}"))
    ended = len(reading.report.expired)
    told = f"{counted(ended, 'acceptance')} ended; the risk counts again." if ended else ""
    return parts.section("Risks that have been accepted", Points(tuple(items)), Text(told))


def _unknown(reading: Reading) -> Section:
    areas = Counter(AREAS[one.area].lower() for one in reading.questions)
    if not areas:
        return parts.section("What nobody has said yet")
    about = listed([f"{area} ({count})" for area, count in areas.most_common()], 9)
    verb = "is" if areas.total() == 1 else "are"
    return parts.section(
        "What nobody has said yet",
        Text(
            f"{counted(areas.total(), 'fact')} {verb} missing, so what depends on that could not be judged:"
            f" {about}. The reports for the team list them as questions."
        ),
    )
