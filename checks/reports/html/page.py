"""The page of a check: the filters, and a section for each file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from checks.finding import SEVERITIES
from checks.registry import all_rules
from checks.reports.checked import CheckedFile
from checks.reports.html import sections
from checks.reports.html.cards import groups
from checks.reports.html.markup import node, text
from checks.reports.html.shell import page
from checks.reports.marks import marks_of
from checks.reports.text import counted
from designer.drawing import svg
from designer.drawing.scene import Scene, scene_of

_WIDE = 900
"""Pixels from which a diagram is not made to fit a phone: its text could not be read."""


def to_html(files: Sequence[CheckedFile]) -> str:
    """One page for all files. It loads nothing, and runs no script but its own."""
    title = _name(files[0]) if len(files) == 1 else counted(len(files), "design")
    return page(f"{title}: Sketchcheck report", _body(files, title))


def _name(file: CheckedFile) -> str:
    return file.report.design.name or "Untitled design"


def _body(files: Sequence[CheckedFile], title: str) -> str:
    several = len(files) > 1
    head = [node("p", f"Sketchcheck report, {files[0].report.date}", class_="brand")]
    if several:
        head += [node("h1", text(title)), _contents(files), _filters(files)]
        parts = [_section(one, str(number), 2) for number, one in enumerate(files, 1)]
    else:
        parts = [_section(files[0], "1", 1, _filters(files))]
    return "".join((*head, node("main", *parts)))


def _contents(files: Sequence[CheckedFile]) -> str:
    """The files with their counts, each leading to its section."""
    rows = []
    for number, one in enumerate(files, 1):
        counts = [len(one.report.open(severity)) for severity in SEVERITIES]
        name = node("a", text(_name(one)), href=f"#{number}")
        cells = [name + " " + node("small", text(one.name)), *map(str, counts)]
        cells.append(sections.share(one.report.score.overall))
        rows.append(node("tr", *(node("td", cell) for cell in cells)))
    heads = ("Design", "Errors", "Warnings", "Advice", "Score")
    head = node("thead", node("tr", *(node("th", one, scope="col") for one in heads)))
    table = node("table", head, node("tbody", *rows))
    return node("nav", node("div", table, class_="table"), aria_label="Designs", class_="panel")


def _filters(files: Sequence[CheckedFile]) -> str:
    """Shown by the script, which they need; without it all findings are listed."""
    found = [finding for one in files for finding in one.report.findings]
    if not found:
        return ""
    severities = Counter(one.severity for one in found)
    categories = Counter(all_rules()[one.code].category for one in found)
    box = '<input type="checkbox" name="severity" value="{}" checked> '
    boxes = [
        node("label", box.format(one), f"{one} {severities[one]}") for one in SEVERITIES if severities[one]
    ]
    by_name = [(one, f"{one} ({count})") for one, count in sorted(categories.items())]
    parts = [
        node("fieldset", node("legend", "Severity"), *boxes),
        _choice("Category", "category", [("", "all"), *by_name]),
        _choice("Status", "status", [("", "all"), ("open", "open"), ("waived", "accepted")]),
        node("label", "Search ", '<input type="search" name="words" aria-keyshortcuts="/">'),
        node("button", "Clear", type="reset"),
        node("output", "", aria_live="polite"),
    ]
    return node("form", *parts, id="filters", class_="needs-script", role="search", aria_label="Findings")


def _choice(label: str, name: str, values: list[tuple[str, str]]) -> str:
    options = [f'<option value="{text(value)}">{text(words)}</option>' for value, words in values]
    return node("label", f"{label} ", node("select", *options, name=name))


def _section(file: CheckedFile, key: str, level: int, filters: str = "") -> str:
    """Everything about one file; `filters` stand above its findings."""
    report, design = file.report, file.report.design
    scene = scene_of(design)
    sizes = (counted(len(design.components), "component"), counted(len(design.flows), "flow"))
    facts = f"{', '.join(sizes)}, maturity {report.maturity}, checked on {report.date}"
    found = list(groups(file, key, level + 2, scene.shown_as))
    nothing = node("p", "Nothing found." if report.run else "None of the rules applies to this design.")
    return node(
        "section",
        node(f"h{level}", text(_name(file))),
        node("p", node("code", text(file.name)), f" · {text(facts)}", class_="facts"),
        sections.failed(report, level + 1),
        sections.tiles(report),
        sections.score(report.score, level + 1),
        _diagram(file, scene),
        node(f"h{level + 1}", "Findings"),
        filters,
        *(found or [nothing]),
        sections.kept(report, level + 1),
        sections.waivers(report, level + 1),
        sections.questions(report, level + 1),
        class_="file",
        id=key,
    )


def _diagram(file: CheckedFile, scene: Scene) -> str:
    """The picture on a light and on a dark ground, of which one is shown."""
    report = file.report
    placed = replace(report.design, layout=scene.layout)
    light, dark = (svg(placed, marks=marks_of(report), dark=one) for one in (False, True))
    wide = " wide" if scene.area.width > _WIDE else ""
    canvas = node(
        "div",
        node("div", light, class_="on-light"),
        node("div", dark, class_="on-dark"),
        class_=f"canvas{wide}",
        tabindex=0,
        role="region",
        aria_label=f"Diagram of {_name(file)}",
    )
    size = node("button", "Actual size", type="button", class_="size", aria_pressed="false")
    words = node("p", "Choose a badge to see its findings.", class_="told", aria_live="polite")
    back = node("button", "Back to the finding", type="button", class_="back", hidden=True)
    clear = node("button", "Clear", type="button", class_="clear", hidden=True)
    return node("figure", canvas, node("figcaption", words, back, clear, size, class_="needs-script"))
