"""The parts of a report beside its findings: counts, score, waivers, questions, broken rules."""

from __future__ import annotations

from collections.abc import Iterator

from checks.engine import Report
from checks.finding import SEVERITIES
from checks.reports.data import question_for
from checks.reports.html.cards import symbol
from checks.reports.html.markup import node, text
from checks.reports.kept import APART, TITLE, kept_reviews
from checks.reports.text import counted
from checks.reports.words import percent
from checks.score import Score, points
from designer.model.waiver import Review, Waiver


def share(value: float | None) -> str:
    """A share of 1 in per cent."""
    return percent(value, "not judged")


def lowest(score: Score) -> list[str]:
    """The areas that give the overall score."""
    return [area for area, value in score.areas.items() if value is not None and value == score.overall]


def tiles(report: Report) -> str:
    """The numbers that are read first."""
    counts = [(counted(len(report.open(one)), one), one) for one in SEVERITIES]
    made = [_tile(words, severity) for words, severity in counts]
    made += [
        _tile(f"{report.score.waived} accepted"),
        _tile(f"{report.score.not_stated} not stated"),
        _tile(f"{len(report.run)} rules ran"),
    ]
    return node("ul", *made, class_="tiles")


def _tile(words: str, severity: str = "") -> str:
    number, _, what = words.partition(" ")
    sign = node("span", text(symbol(severity)), class_="sign", aria_hidden="true") if severity else ""
    return node("li", sign, node("strong", number), f" {what}", class_=f"tile {severity}".strip())


def score(one: Score, level: int) -> str:
    """The score by area, the lowest marked."""
    least = lowest(one)
    overall = f"{share(one.overall)}, the lowest area" + (f": {', '.join(least)}" if least else "")
    rows = [bar(area, value, low=area in least) for area, value in one.areas.items()]
    heading = node(f"h{level}", "Score ", node("small", text(overall)))
    return node("section", heading, node("ul", *rows, class_="score"), class_="panel")


def bar(area: str, value: float | None, *, low: bool) -> str:
    """A line of the score, with a bar as long as the share."""
    parts = node("rect", width=100, height=8, class_="track")
    parts += node("rect", width=points(value), height=8, class_="part") if value else ""
    picture = node("svg", parts, viewBox="0 0 100 8", preserveAspectRatio="none", aria_hidden="true")
    words = node("span", text(area) + (" (lowest)" if low else ""))
    return node("li", words, picture, node("strong", share(value)), class_="lowest" if low else "")


def failed(report: Report, level: int) -> str:
    """Rules that broke, so that the report is not complete."""
    items = [node("li", node("code", text(one.code)), " ", text(one.why)) for one in report.failed]
    if not items:
        return ""
    title = node(f"h{level}", f"{counted(len(items), 'rule')} could not run: this report is not complete")
    return node("section", title, node("ul", *items), class_="panel failed", role="alert")


def waivers(report: Report, level: int) -> str:
    """What is accepted, and which waivers do not count and why."""
    rows = list(_waivers(report))
    if not rows:
        return ""
    heads = [node("th", one, scope="col") for one in ("Finding", "Reason", "Owner", "Until", "")]
    table = node("table", node("thead", node("tr", *heads)), node("tbody", *rows))
    return node("section", node(f"h{level}", "Waivers"), node("div", table, class_="table"), class_="panel")


def _waivers(report: Report) -> Iterator[str]:
    for finding in report.findings:
        if finding.waiver:
            yield _waiver(finding.waiver, "accepted", "")
    for waiver in report.expired:
        yield _waiver(waiver, "expired", "expired: the finding counts again")
    for waiver, why in report.refused:
        yield _waiver(waiver, "refused", f"refused: {why}")
    for waiver in report.unmatched:
        yield _waiver(waiver, "unmatched", "matches no finding: delete it")


def _waiver(waiver: Waiver, state: str, words: str) -> str:
    cells = (waiver.reason, waiver.owner, waiver.until, words or state)
    return node("tr", node("td", node("code", text(waiver.finding))), *_cells(cells), class_=state)


def _cells(values: tuple[object, ...]) -> Iterator[str]:
    yield from (node("td", text(one)) for one in values)


def kept(report: Report, level: int) -> str:
    """What a language model found and a person kept; it looks like no finding of a rule."""
    items = [
        node("li", node("code", text(review.id)), " ", text(review.text or ""), " ", _kept_by(review, waiver))
        for review, waiver in kept_reviews(report)
    ]
    if not items:
        return ""
    head = (node(f"h{level}", TITLE), node("p", text(APART)))
    return node("section", *head, node("ul", *items, class_="questions"), class_="panel")


def _kept_by(review: Review, waiver: Waiver | None) -> str:
    state = f"accepted until {waiver.until}" if waiver else "kept"
    return node("small", text(", ".join(filter(None, (review.model, state)))))


def questions(report: Report, level: int) -> str:
    """What is not stated, as questions, each with the rules that would like to know."""
    asked: dict[str, list[str]] = {}
    for unknown in report.not_stated:
        asked.setdefault(question_for(unknown, report.design), []).append(unknown.code)
    if not asked:
        return ""
    items = [
        node("li", text(question), " ", node("small", text(", ".join(dict.fromkeys(codes)))))
        for question, codes in asked.items()
    ]
    heading = node(f"h{level}", "Not stated ", node("small", "so not judged"))
    return node("section", heading, node("ul", *items, class_="questions"), class_="panel")
