"""A report for one reader as one page."""

from __future__ import annotations

from urllib.parse import quote

from checks.reports.html.cards import symbol
from checks.reports.html.markup import node, text
from checks.reports.html.sections import bar
from checks.reports.html.shell import page
from checks.reports.readers.document import (
    Alike,
    Block,
    Case,
    Document,
    Facts,
    Picture,
    Points,
    Section,
    Shares,
    Table,
    Text,
)
from designer.drawing.raster import size_of

_WIDE = 900
"""Pixels from which a drawing is not made to fit a phone: its text could not be read."""


def document_html(document: Document) -> str:
    """The document as a page that needs nothing else; a click on what was found shows its place."""
    title = f"{document.title}: report for {document.reader.lower()}"
    head = node(
        "header",
        node("p", text(f"Sketchcheck report for: {document.reader}"), class_="brand"),
        node("h1", text(document.title)),
        node("p", text(document.about), class_="facts"),
    )
    parts = [_section(one) for one in document.sections]
    return page(title, node("main", head, *parts, class_="file reader", id="1"))


def _section(one: Section) -> str:
    return node("section", node("h2", text(one.title)), *map(_block, one.blocks), class_="part")


def _block(block: Block) -> str:
    match block:
        case Text():
            return node("p", text(block.words), class_="strong" if block.strong else "")
        case Points():
            return node("ul", *(node("li", text(one)) for one in block.items), class_="points")
        case Facts():
            return node("dl", *(_fact(*row) for row in block.rows), class_="known")
        case Table():
            return _table(block)
        case Picture():
            return _picture(block)
        case Case():
            return _case(block)
        case Alike():
            return _alike(block)
        case Shares():
            rows = (bar(one.area, one.value, low=one.lowest) for one in block.rows)
            return node("ul", *rows, class_="score")


def _fact(name: str, words: str) -> str:
    return node("div", node("dt", text(name)), node("dd", text(words)))


def _table(one: Table) -> str:
    heads = [
        node("th", text(head), scope="col", class_=_number(one, at)) for at, head in enumerate(one.heads)
    ]
    rows = [
        node("tr", *(node("td", text(cell), class_=_number(one, at)) for at, cell in enumerate(row)))
        for row in one.rows
    ]
    table = node("table", node("thead", node("tr", *heads)), node("tbody", *rows))
    return node("div", table, class_="table", tabindex=0, role="region", aria_label="Table")


def _number(one: Table, column: int) -> str:
    return "number" if column in one.numbers else ""


def _picture(one: Picture) -> str:
    wide = " wide" if size_of(one.light)[0] > _WIDE else ""
    canvas = node(
        "div",
        node("div", one.light, class_="on-light"),
        node("div", one.dark, class_="on-dark"),
        class_=f"canvas{wide}",
        tabindex=0,
        role="region",
        aria_label=one.words,
    )
    size = node("button", "Actual size", type="button", class_="size", aria_pressed="false")
    told = node("p", "Choose a sign to see what was found there.", class_="told", aria_live="polite")
    back = node("button", "Back to the text", type="button", class_="back", hidden=True)
    clear = node("button", "Clear", type="button", class_="clear", hidden=True)
    return node("figure", canvas, node("figcaption", told, back, clear, size, class_="needs-script"))


def _case(one: Case) -> str:
    head = (_heading(one), node("p", *_signs(one), *_place(one), class_="facts"))
    return _card("article", one, node("header", *head), _message(one), *_facts(one), _SHOW)


def _alike(one: Alike) -> str:
    count = node("small", f"{len(one.cases)} times")
    head = node("header", _heading(one, " ", count), node("p", *_signs(one), class_="facts"))
    each = [
        _card("li", case, _message(case), *_facts(case), node("p", *_place(case), _SHOW, class_="facts"))
        for case in one.cases
    ]
    return node(
        "article",
        head,
        _message(one),
        *_facts(one),
        node("ul", *each, class_="cases"),
        class_=f"alike {one.severity}",
    )


_SHOW = node("button", "Show in the picture", type="button", class_="show needs-script")


def _heading(one: Case | Alike, *more: str) -> str:
    sign = node("span", text(symbol(one.severity)), class_="sign", aria_hidden="true")
    return node("h3", sign, text(one.title), *more)


def _signs(one: Case | Alike) -> list[str]:
    return [node("span", text(word), class_="chip") for word in (one.level, *one.signs)]


def _place(one: Case) -> list[str]:
    return [node("code", text(one.id)), " ", node("code", text(one.place))] if one.place else []


def _message(one: Case | Alike) -> str:
    return node("p", text(one.message), class_="message") if one.message else ""


def _facts(one: Case | Alike) -> list[str]:
    return [node("dl", *(_fact(*row) for row in one.facts))] if one.facts else []


def _card(tag: str, one: Case, *content: str) -> str:
    """What the script leads to and from, with the elements of the picture that it speaks of."""
    status = "waived" if "accepted" in one.signs else "open"
    return node(
        tag,
        *content,
        class_=f"card {one.severity} {status}",
        id=f"1-{quote(one.id, safe='@:>.')}",
        tabindex=-1,
        data_severity=one.severity,
        data_anchor=" ".join(one.anchors),
        data_elements=" ".join(one.elements),
    )
