"""Sections that more than one reader gets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from checks.finding import SEVERITIES
from checks.reports.data import straight
from checks.reports.kept import APART, TITLE, anchor_of, kept_reviews
from checks.reports.marks import marks_for
from checks.reports.readers.cases import MANY, told
from checks.reports.readers.document import (
    Block,
    Facts,
    Picture,
    Points,
    Section,
    Share,
    Shares,
    Table,
    Text,
)
from checks.reports.readers.phrases import day, listed, sentence
from checks.reports.readers.reading import Question, Reading
from checks.reports.text import counted
from designer.drawing import svg
from designer.layout import complete
from designer.model.waiver import Review, Waiver

NOTHING_DRAWN = "Nothing has been drawn yet, so there is little to judge."


def sections(made: Iterable[Section | None]) -> tuple[Section, ...]:
    """Those that have something to say."""
    return tuple(one for one in made if one and one.blocks)


def section(title: str, *blocks: Block | None) -> Section:
    """A section of the blocks that there are; a list, table or set of facts without rows is none."""
    return Section(title, tuple(one for one in blocks if one and not _is_empty(one)))


def _is_empty(block: Block) -> bool:
    match block:
        case Text():
            return not block.words
        case Points():
            return not block.items
        case Facts() | Table() | Shares():
            return not block.rows
    return False


def facts(*rows: tuple[str, str]) -> Facts:
    """The facts that are stated."""
    return Facts(tuple(row for row in rows if row[1]))


def harm(reading: Reading) -> str:
    """What a wrong answer can do to people: how much, and what."""
    found = reading.brief.harm
    words = (sentence(found.level or ""), sentence(found.text or "")) if found else ()
    return straight(" ".join(filter(None, words)))


def picture(reading: Reading, categories: Collection[str] | None = None) -> Picture | None:
    """The whole drawing with badges for open findings, of these categories or all; None without boxes."""
    if not reading.design.components:
        return None
    design = reading.design.with_layout(complete(reading.design))
    marks = marks_for(reading.open if categories is None else reading.of(reading.open, categories))
    light, dark = (svg(design, marks=marks, dark=dark, title=False) for dark in (False, True))
    return Picture(light, dark, f"The design of {reading.title} as boxes and arrows.")


def findings(reading: Reading, categories: Collection[str], reader: str) -> Iterator[Section]:
    """The open findings of these categories in full, and how many others there are."""
    own = reading.of(reading.open, categories)
    others = Counter(reading.category(one) for one in reading.open if one not in own)
    words = ""
    if others:
        more = "more finding" if own else "finding"
        verb = "concerns" if others.total() == 1 else "concern"
        about = listed(sorted(others), 99)
        words = f"{counted(others.total(), more)} {verb} {about}; the report for engineers has everything."
    if not reading.design.components:
        words = NOTHING_DRAWN
    elif not own:
        words = f"Nothing was found that is for {reader} to decide. {words}".strip()
    yield section("What was found", Text(words), *told(reading, own))


def accepted(reading: Reading) -> Section:
    """What is accepted for a time, and waivers that do not count."""
    report = reading.report
    rows = [(one.waiver, "accepted") for one in reading.accepted]
    rows += [(one, "ended: the finding counts again") for one in report.expired]
    rows += [(one, f"refused: {why}") for one, why in report.refused]
    rows += [(one, "matches no finding") for one in report.unmatched]
    cells = [
        (one.finding, straight(one.reason), straight(one.owner), day(one.until), straight(state))
        for one, state in rows
        if one
    ]
    return section("Accepted", Table(("Finding", "Reason", "Owner", "Until", "State"), tuple(cells)))


def questions(reading: Reading, categories: Collection[str] | None = None) -> Section:
    """What nobody has stated, so that it could not be judged; of these categories or of all."""
    own = [one for one in reading.questions if categories is None or one.category in categories]
    rest = len(reading.questions) - len(own)
    more = f"{counted(rest, 'question')} more in the report for engineers." if rest and own else ""
    return section("Not stated, so not judged", Points(tuple(_asked(own))), Text(more))


def _asked(questions: Iterable[Question]) -> Iterator[str]:
    """The questions; one that is asked of many parts stands there once, with their names."""
    alike: dict[str, list[Question]] = {}
    for one in questions:
        alike.setdefault(one.what, []).append(one)
    for what, own in alike.items():
        if len(own) < MANY:
            yield from (one.words for one in own)
        else:
            yield f"{what} Not stated of {len(own)} parts: {listed([one.about for one in own], len(own))}."


def reviews(reading: Reading) -> Section:
    """What a language model added and a person kept."""
    items = tuple(filter(None, (_review(reading, *one) for one in kept_reviews(reading.report))))
    return section(TITLE, Text(APART if items else ""), Points(items))


def _review(reading: Reading, review: Review, waiver: Waiver | None) -> str:
    name = reading.name(anchor_of(review))
    told = straight(f"{sentence(review.text or '')} {sentence(review.reason or '')}".strip())
    accepted = straight(f" Accepted by {waiver.owner} until {day(waiver.until)}.") if waiver else ""
    return f"{f'{name}: ' if name else ''}{told}{accepted}" if told else ""


def score(reading: Reading, titles: dict[str, str] | None = None) -> Section:
    """The score by area; `titles` are other words for the areas."""
    one = reading.report.score
    rows = tuple(
        Share((titles or {}).get(area, area.capitalize()), value, value is not None and value == one.overall)
        for area, value in one.areas.items()
        if value is not None
    )
    return section("Score", Shares(rows), Text(_left_out(reading) if rows else ""))


def _left_out(reading: Reading) -> str:
    out = [
        f"{counted(count, word)} {words}"
        for count, word, words in (
            (len(reading.accepted), "finding", "accepted"),
            (len(reading.questions), "fact", "not stated"),
        )
        if count
    ]
    base = "The share of the checks that passed in each area; the lowest area stands for the whole."
    return f"{base} Not counted: {listed(out)}." if out else base


def broken(reading: Reading) -> Section:
    """Rules that could not run, so that the report is not complete."""
    items = tuple(straight(f"{one.code}: {one.why}") for one in reading.report.failed)
    return section("Not complete: rules that could not run", Points(items))


def counts(reading: Reading) -> str:
    """`3 errors, 1 warning and 2 advice`."""
    found = [(sum(one.severity == severity for one in reading.open), severity) for severity in SEVERITIES]
    return listed([counted(number, word) for number, word in found if number]) or "nothing"
