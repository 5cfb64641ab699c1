"""A finding as a card: what is wrong, why it hurts, how to mend it, what to ask, where it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from checks.finding import SEVERITIES, Finding
from checks.reports.checked import CheckedFile
from checks.reports.data import Plain, finding_data
from checks.reports.html.markup import link, node, text
from designer.layout.tokens import tokens
from designer.model.design import Design
from designer.model.properties import properties_of

_GROUPS = {"error": "Errors", "warning": "Warnings", "advice": "Advice"}
_KINDS = {
    "structural": "changes the drawing",
    "declared": "states an intention that people must make true",
    "mixed": "changes the drawing and states intentions that people must make true",
}


def groups(file: CheckedFile, key: str, level: int, shown_as: Mapping[str, str]) -> Iterator[str]:
    """The cards by severity, each group with a heading; `key` tells files of one page apart."""
    for severity in SEVERITIES:
        found = [one for one in file.report.findings if one.severity == severity]
        found.sort(key=lambda one: one.status)
        if found:
            cards = [card(one, file, key, level + 1, shown_as) for one in found]
            heading = node(f"h{level}", _GROUPS[severity], " ", node("small", text(_counts(found))))
            yield node("section", heading, *cards, class_="group")


def _counts(found: list[Finding]) -> str:
    waived = sum(one.status == "waived" for one in found)
    counts = f"{len(found) - waived} open" if len(found) > waived else ""
    return ", ".join(filter(None, (counts, f"{waived} accepted" if waived else "")))


def card(finding: Finding, file: CheckedFile, key: str, level: int, shown_as: Mapping[str, str]) -> str:
    """One finding; `shown_as` gives the box of the diagram that stands for a component."""
    data = finding_data(finding, file.report)
    elements = [finding.anchor, *finding.where, *finding.flows]
    return node(
        "article",
        _head(data, file.place(finding.anchor), key, level),
        node("p", text(data["message"]), class_="message"),
        node("dl", *_facts(finding, data, file.report.design)),
        node("button", "Show in the diagram", type="button", class_="show needs-script"),
        class_=f"card {finding.severity} {finding.status}",
        id=f"{key}-{finding.id}",
        tabindex=-1,
        data_severity=finding.severity,
        data_category=data["category"],
        data_status=finding.status,
        data_anchor=finding.anchor,
        data_elements=" ".join(shown_as.get(one, one) for one in elements),
    )


def _head(data: Plain, place: str, key: str, level: int) -> str:
    sign = node("span", text(symbol(data["severity"])), class_="sign", aria_hidden="true")
    name = node("a", text(data["id"]), href=f"#{key}-{quote(data['id'], safe='@:')}")
    title = node(f"h{level}", sign, name, " ", node("span", text(data["name"].replace("-", " "))))
    kinds = (data["severity"], data["category"], "accepted" if data["status"] == "waived" else "")
    chips = [node("span", text(one), class_="chip") for one in kinds if one]
    return node("header", title, node("p", *chips, node("code", text(place)), class_="facts"))


def symbol(severity: str) -> str:
    """The sign of a severity, as the badges of the diagram have it."""
    return str(tokens()["severities"][severity]["symbol"])


def _facts(finding: Finding, data: Plain, design: Design) -> Iterator[str]:
    waiver = finding.waiver
    yield _fact("Accepted", text(f"{waiver.reason} ({waiver.owner}, until {waiver.until})") if waiver else "")
    yield _fact("Why", text(data["why"]))
    yield _fact("Mend", text(data["mend"]))
    yield _fact("Fixes" if len(data["fixes"]) > 1 else "Fix", _fixes(data))
    yield _fact("Assumed", text("; ".join(assumed(finding, design))))
    yield _fact("Interviewer", text(data["question"]))
    yield _fact("Sources", _sources(data))


def _fact(title: str, markup: str) -> str:
    return node("div", node("dt", title), node("dd", markup)) if markup else ""


def _fixes(data: Plain) -> str:
    items = [
        node("li", text(one["title"]), " ", node("small", one["kind"], ": ", _KINDS[one["kind"]], _rest(one)))
        for one in data["fixes"]
    ]
    return node("ul", *items) if items else ""


def _rest(fix: Plain) -> str:
    return "" if fix["complete"] else "; something is left to do by hand"


def _sources(data: Plain) -> str:
    items = [node("li", link(one["url"], f"{one['title']} {one['at']}".strip())) for one in data["sources"]]
    return node("ul", *items) if items else ""


def assumed(finding: Finding, design: Design) -> Iterator[str]:
    """What nobody stated and the finding takes for granted, with the value where it is the anchor's."""
    anchor = design.components.get(finding.anchor) or design.flows.get(finding.anchor) or design.brief
    properties = properties_of(type(anchor))
    for name in finding.assumed:
        known = properties.get(name)
        label = known.label if known else name.replace("_", " ")
        yield f"{label}: {_value(known.assumed)}" if known and known.assumed is not None else label


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
