"""For who builds and runs it: contracts, capacity, ways to fail, and every finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from checks.reports.readers import parts
from checks.reports.readers.cases import told
from checks.reports.readers.document import Section, Table, Text
from checks.reports.readers.phrases import listed, number
from checks.reports.readers.reading import Reading
from checks.reports.text import counted
from designer.model.flow import FLOWS, Flow
from designer.simulate import (
    HEADROOM,
    availability,
    capacity_ratios,
    entries,
    hard_dependencies,
    is_single,
    known_availability,
    longest_chain,
    offered_load,
)

_ABOUT = frozenset({"kind", "label", "origin"})
_SAID_ELSEWHERE = ("business_metric", "ml_metric", "harm", "stakeholders", "tradeoffs")
"""Fields of the brief that the product's report has."""
_LONG = 20
"""Findings from which on the summary lists what they are."""
_CALLS = ("request_response", "async_request")


def sections(reading: Reading) -> Iterator[Section | None]:
    """Everything that is known."""
    yield parts.broken(reading)
    yield _summary(reading)
    yield parts.section("The design", parts.picture(reading))
    yield parts.section("Findings", *told(reading, (*reading.open, *reading.accepted)))
    yield parts.section("The brief", parts.facts(*reading.facts(reading.brief, without=_SAID_ELSEWHERE)))
    yield _latency(reading)
    yield _capacity(reading)
    yield _failures(reading)
    yield _contracts(reading)
    yield parts.accepted(reading)
    yield parts.reviews(reading)
    yield parts.questions(reading)
    yield parts.score(reading)


def _summary(reading: Reading) -> Section:
    report = reading.report
    if not reading.design.components:
        return parts.section("Summary", Text(parts.NOTHING_DRAWN))
    ran = f"{counted(len(report.run), 'rule')} looked at it and found {parts.counts(reading)}"
    rest = [
        f"{counted(count, word)} {words}"
        for count, word, words in (
            (report.score.waived, "finding", "accepted"),
            (len(reading.questions), "fact", "not stated"),
            (len(report.suppressed), "finding", "left out, since another one is the cause"),
        )
        if count
    ]
    words = f"{ran}; {listed(rest)}." if rest else f"{ran}."
    return parts.section("Summary", Text(words), _overview(reading))


def _overview(reading: Reading) -> Table | None:
    """How often each rule has found something, where that is more than a page can show."""
    if len(reading.open) < _LONG:
        return None
    found = Counter((one.severity, reading.heading(one)) for one in reading.open)
    rows = [(what, severity, str(count)) for (severity, what), count in found.items()]
    return Table(("What was found", "Severity", "How often"), tuple(rows), (2,))


def _latency(reading: Reading) -> Section:
    view, wanted = reading.report.view, reading.brief.latency_p99_ms
    rows = []
    for entry in entries(view):
        chain = longest_chain(view, entry)
        unknown = listed([reading.name(one) for one in chain.missing])
        rows.append(
            (
                reading.name(entry),
                " → ".join(reading.name(one) for one in chain.components),
                f"{'at least ' if chain.missing else ''}{number(chain.total_ms)} ms",
                f"{number(wanted)} ms" if wanted is not None else "not stated",
                unknown or "none",
            )
        )
    heads = ("Way in", "Slowest chain", "Sum of p99", "Allowed", "Without a figure")
    note = "The sum of the p99 of each part overstates that of the whole; it is the careful estimate."
    return parts.section("Latency", Text(note if rows else ""), Table(heads, tuple(rows), (2, 3)))


def _capacity(reading: Reading) -> Section:
    view, peak = reading.report.view, reading.brief.qps_peak
    ratios = capacity_ratios(view)
    rows = [
        (
            reading.name(one.component),
            f"{number(one.need)}/s",
            f"{number(one.capacity)}/s",
            f"{one.ratio:.1f}" if one.need else "no load",
            "enough" if one.ratio >= 1 else "too little",
        )
        for one in ratios.values()
    ]
    silent = [reading.name(one) for one in sorted(offered_load(view)) if one not in ratios]
    heads = ("Part", "Need at peak", "Capacity", "Ratio", "")
    note = ""
    if peak is not None and (rows or silent):
        note = f"Need is {number(peak)} requests a second with {HEADROOM - 1:.0%} kept free"
        note += f"; no capacity is stated for {listed(silent)}." if silent else "."
    elif silent:
        note = "The brief states no peak load, so capacity cannot be compared with a need."
    return parts.section("Capacity", Text(note), Table(heads, tuple(rows), (1, 2, 3)))


def _failures(reading: Reading) -> Section:
    view = reading.report.view
    ways = entries(view)
    needed = {entry: hard_dependencies(view, entry) for entry in ways}
    rows = []
    for one in dict.fromkeys(part for found in needed.values() for part in found):
        hit = [reading.name(entry) for entry, found in needed.items() if one in found]
        share = known_availability(view, one)
        single = view.has(one, "replicas") and is_single(view, one)
        up = f"{share:.2%}" if share is not None else "not stated"
        rows.append((reading.name(one), "one" if single else "several", up, listed(hit)))
    heads = ("If this fails", "Instances", "Up", "There is no answer at")
    together = [f"{reading.name(entry)} {availability(view, entry):.2%}" for entry in ways]
    target = reading.brief.availability_target
    note = ""
    if ways:
        note = f"Share of the time that all works which a call needs, fallbacks aside: {listed(together, 9)}"
        note += f"; {target:g}% is promised." if target is not None else "; the brief promises nothing."
    return parts.section("Ways to fail", Text(note), Table(heads, tuple(rows), (2,)))


def _contracts(reading: Reading) -> Section:
    flows = [one for one in reading.design.flows.values() if _is_handover(reading, one)]
    rows = tuple(_contract(reading, one) for one in flows)
    return parts.section("Handovers and contracts", Table(("From", "To", "Kind", "What is stated"), rows))


def _is_handover(reading: Reading, flow: Flow) -> bool:
    """A call, or what goes from one team or company to another."""
    view = reading.report.view
    both = [[view.get(end, name) for name in ("team", "external")] for end in (flow.source, flow.target)]
    return flow.kind in _CALLS or both[0] != both[1] or getattr(flow, "contract", None) is not None


def _contract(reading: Reading, flow: Flow) -> tuple[str, ...]:
    ends = (reading.name(flow.source), reading.name(flow.target))
    return (*ends, FLOWS[flow.kind].title, reading.in_line(flow, without=_ABOUT))
