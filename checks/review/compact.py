"""A design as lines that a model reads: ids first, half the tokens of JSON, nothing about the layout.

The lines do not depend on the order of the file or on where boxes stand, so they are also what tells
whether two designs mean the same to a model.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from checks.engine import Report
from checks.finding import Finding
from checks.registry import all_rules
from checks.review.wording import outgoing
from designer.model.design import Design
from designer.model.element import Element

MOST_OF_A_NAME = 80
MOST_OF_A_VALUE = 400
_NOT_SENT = frozenset({"id", "kind", "name", "from", "to", "origin"})
"""What stands elsewhere on the line; and where an import found it, which is of no use to a model."""


@dataclass(frozen=True)
class Compact:
    """`parts` are the sections, each a list of lines; `by_id` has the line of each element."""

    parts: Mapping[str, list[str]]
    by_id: Mapping[str, str]

    @cached_property
    def text(self) -> str:
        """All of it."""
        shown = (f"{title}:\n" + "\n".join(lines) for title, lines in self.parts.items() if lines)
        return "\n\n".join(shown)


def compact(report: Report) -> Compact:
    """The design of a report and what its rules have found, as lines."""
    design = report.design
    zones = {key: _line(key, one.kind or "", one.title, one) for key, one in sorted(design.zones.items())}
    components = {key: _line(key, one.kind, one.title, one) for key, one in sorted(design.components.items())}
    flows = {key: _flow(key, design) for key in sorted(design.flows)}
    brief = list(_brief(design, report))
    by_id = {**zones, **components, **flows, "brief": "\n".join(brief)}
    parts = {
        "brief": brief,
        "zones (id|kind|name|what is stated)": list(zones.values()),
        "components (id|kind|name|what is stated)": list(components.values()),
        "flows (id, which is from>to:kind|what is stated)": list(flows.values()),
        "notes": list(_notes(design)),
        "known findings of the rules (id|severity|what|also about)": list(_known(report)),
    }
    return Compact(parts, {**by_id, "design": "\n".join((*by_id.values(), design.name))})


def _line(key: str, kind: str, name: str, element: Element) -> str:
    return f"{key}|{kind}|{outgoing(name, MOST_OF_A_NAME)}|{_values(element)}".rstrip("|")


def _flow(key: str, design: Design) -> str:
    flow = design.flows[key]
    ends = f"{flow.source}>{flow.target}:{flow.kind}"
    shown = key if key == ends else f"{key}|{ends}"
    return f"{shown}|{_values(flow)}".rstrip("|")


def _values(element: Element) -> str:
    stated = element.stated()
    names = sorted(name for name in stated if name not in _NOT_SENT and not name.startswith("x-"))
    return "; ".join(f"{name}={_value(stated[name])}" for name in names)


def _value(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case dict():
            return ", ".join(f"{key} {_value(one)}" for key, one in value.items())
        case list() | tuple():
            return ", ".join(map(_value, value))
    return outgoing(str(value), MOST_OF_A_VALUE)


def _brief(design: Design, report: Report) -> Iterator[str]:
    yield f"name: {outgoing(design.name, MOST_OF_A_NAME)}"
    yield f"maturity: {report.maturity}"
    for name, value in sorted(design.brief.stated().items()):
        if name != "maturity" and not name.startswith("x-"):
            yield f"{name}: {_value(value)}"


def _notes(design: Design) -> Iterator[str]:
    for _, note in sorted(design.notes.items()):
        about = f" about {note.about}" if note.about else ""
        yield f"note{about}: {outgoing(note.text, MOST_OF_A_VALUE)}"


def _known(report: Report) -> Iterator[str]:
    for finding in report.findings:
        state = "accepted by the team" if finding.waiver else finding.severity
        yield f"{finding.id}|{state}|{_what(finding)}|{' '.join(finding.where)}".rstrip("|")


def _what(finding: Finding) -> str:
    return all_rules()[finding.code].name.replace("-", " ")
