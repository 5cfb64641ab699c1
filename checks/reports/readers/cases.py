"""Findings as blocks of a document: one by one, or together where many are alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from checks.finding import Finding
from checks.reports.data import Plain, finding_data, straight
from checks.reports.readers.document import Alike, Case
from checks.reports.readers.phrases import day
from checks.reports.readers.reading import Reading

_SENTENCES = re.compile(r"(?<=[.?!]) ")
MANY = 4
"""From so many on, what is alike is told together."""


def told(reading: Reading, findings: Iterable[Finding]) -> Iterator[Case | Alike]:
    """The findings in their order; those of one rule stand together, and as one block where they are many."""
    rules: dict[tuple[str, str, str], list[Case]] = {}
    for one in findings:
        rules.setdefault((one.code, one.severity, one.status), []).append(case(reading, one))
    for cases in rules.values():
        if len(cases) < MANY:
            yield from cases
        else:
            yield _together(cases)


def _together(cases: list[Case]) -> Alike:
    first = cases[0]
    end = _common_end([one.message for one in cases])
    common = tuple(fact for fact in first.facts if all(fact in one.facts for one in cases))
    own = (
        replace(
            one,
            message=one.message.removesuffix(end).strip(),
            facts=tuple(fact for fact in one.facts if fact not in common),
        )
        for one in cases
    )
    return Alike(first.title, first.severity, first.level, end, first.signs, common, tuple(own))


def _common_end(messages: list[str]) -> str:
    """The sentences with which all of them end; each keeps at least one of its own."""
    split = [_SENTENCES.split(one) for one in messages]
    shared = 0
    while min(map(len, split)) > shared + 1 and len({one[-1 - shared] for one in split}) == 1:
        shared += 1
    return " ".join(split[0][len(split[0]) - shared :])


def case(reading: Reading, finding: Finding) -> Case:
    """A finding with everything that its rule has to say."""
    data = finding_data(finding, reading.report)
    waiver = finding.waiver
    accepted = f"{waiver.reason} ({waiver.owner}, until {day(waiver.until)})" if waiver else ""
    rows = (
        ("Accepted", accepted),
        ("Why", data["why"]),
        ("Mend", data["mend"]),
        ("Fix", "; ".join(f"{one['title']} ({one['kind']})" for one in data["fixes"])),
        ("Assumed", ", ".join(one.replace("_", " ") for one in finding.assumed)),
        ("Ask", data["question"]),
        ("Sources", _sources(data)),
    )
    return Case(
        title=reading.heading(finding),
        severity=finding.severity,
        level=finding.severity,
        message=data["message"],
        facts=tuple((name, straight(words)) for name, words in rows if words),
        anchors=(finding.anchor,),
        elements=(finding.anchor, *finding.where, *finding.flows),
        id=finding.id,
        signs=(data["category"], *(["accepted"] if waiver else [])),
        place=reading.place(finding.anchor),
    )


def _sources(data: Plain) -> str:
    return "; ".join(f"{one['title']} {one['at']}".strip() for one in data["sources"])
