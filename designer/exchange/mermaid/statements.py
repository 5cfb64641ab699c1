"""The statements of a flowchart, one after the other, in one pass over the text."""

from __future__ import annotations

import re
from collections.abc import Callable

from designer.exchange.mermaid.chart import Chart, Edge, Subgraph
from designer.exchange.mermaid.labels import words_of
from designer.exchange.mermaid.links import Link, take_link
from designer.exchange.mermaid.nodes import Said, enclosed_text, take_node
from designer.exchange.scanner import Scanner
from designer.model.limits import MAX_COMPONENTS, MAX_FLOWS

_BETWEEN = re.compile(r"[\s;]*")
_AND = re.compile(r"\s*&\s*")
_END_OF_STATEMENT = re.compile(r"[ \t\f\v\r]*(?:[\n;]|\Z|(?=%%))")
_REST = re.compile(r"[^\n]*")
_SUBGRAPH = re.compile(r"subgraph(?=[\s;\"]|\Z)[ \t]*")
_END = re.compile(r"end(?=[\s;]|\Z)")
_DIRECTION = re.compile(r"direction\s+(?:TB|TD|BT|RL|LR)\b[^\n;]*")
_ACCESSIBLE = re.compile(r"acc(Title|Descr)\s*(?::[ \t]*([^\n]*)|\{([^}]*)\})")
_LOOK = re.compile(
    r"(style|classDef|class|linkStyle|click)[ \t]+(?![xo<]?(?:--|==|-\.|~~~))(?:[^\n;]|;(?!\s*(?:\n|\Z)))*"
)
_TITLE = re.compile(r'"(`?)([^"]*?)\1"[ \t]*|([^\n;\["]*)')
_LEFT_OUT = {"click": "Links and tooltips", "style": "Colours and styles"}


def read_statements(scanner: Scanner, chart: Chart) -> None:
    """Read everything behind the head of the flowchart. Raises RefusedImport at what cannot be understood."""
    while True:
        scanner.take(_BETWEEN)
        if scanner.ended:
            break
        if not any(take(scanner, chart) for take in _TAKERS):
            _refuse(scanner)
    if chart.open:
        scanner.refuse("this subgraph is not closed", "Write end behind its last line.", chart.open[-1].at)
    chart.settle()


def _refuse(scanner: Scanner) -> None:
    word = re.compile(r"[^\s]{1,30}").match(scanner.text, scanner.at)
    do = 'Write nodes such as a["text"] and arrows such as a --> b.'
    scanner.refuse(f"{word[0] if word else 'this'} begins no statement", do)


def _comment(scanner: Scanner, _: Chart) -> bool:
    return scanner.text.startswith("%%", scanner.at) and scanner.take(_REST) is not None


def _subgraph(scanner: Scanner, chart: Chart) -> bool:
    at = scanner.at
    if not scanner.take(_SUBGRAPH):
        return False
    words = scanner.take(_TITLE)
    quoted = words is not None and words[2] is not None
    own = ((words[2] if quoted else words[3]) if words else "").strip()
    title, markdown = own, bool(words and words[1])
    if scanner.text.startswith("[", scanner.at):
        scanner.at += 1
        title, markdown = enclosed_text(scanner, "]", scanner.at - 1)
    elif not own or (not quoted and " " in own) or quoted:
        own = own if quoted and " " not in own else ""
    own = own or f"subGraph{len(chart.groups)}"
    if own in chart.groups:
        own = f"{own} {len(chart.groups)}"
    parent = chart.open[-1].id if chart.open else None
    group = Subgraph(own, words_of(title, markdown=markdown)[0], scanner.line(at), at, parent)
    chart.groups[own] = group
    chart.open.append(group)
    _end_statement(scanner)
    return True


def _end(scanner: Scanner, chart: Chart) -> bool:
    at = scanner.at
    if not scanner.take(_END):
        return False
    if not chart.open:
        scanner.refuse("end closes no subgraph", 'Remove it, or write a node\'s id as "End".', at)
    chart.close_group()
    return True


def _direction(scanner: Scanner, _: Chart) -> bool:
    return scanner.take(_DIRECTION) is not None


def _accessible(scanner: Scanner, chart: Chart) -> bool:
    found = scanner.take(_ACCESSIBLE)
    if not found:
        return False
    text = " ".join((found[2] or found[3] or "").split())
    if found[1] == "Title":
        chart.title = chart.title or text
    else:
        chart.description = text
    return True


def _look(scanner: Scanner, chart: Chart) -> bool:
    found = scanner.take(_LOOK)
    if not found:
        return False
    chart.leave_out(_LEFT_OUT.get(found[1], _LEFT_OUT["style"]), scanner.line(found.start()))
    return True


def _nodes_and_links(scanner: Scanner, chart: Chart) -> bool:
    at = scanner.at
    left = _several(scanner, chart)
    if not left:
        return False
    while link := take_link(scanner):
        right = _several(scanner, chart)
        if not right:
            scanner.refuse("an arrow leads nowhere", "Name the node that it leads to.")
        _connect(scanner, chart, (left, link, right), at)
        left = right
    _end_statement(scanner)
    return True


def _several(scanner: Scanner, chart: Chart) -> list[str]:
    """Nodes joined by `&`."""
    found: list[str] = []
    while said := take_node(scanner):
        _mention(scanner, chart, said)
        found.append(said.id)
        if not scanner.take(_AND):
            break
    return found


def _mention(scanner: Scanner, chart: Chart, said: Said) -> None:
    if said.is_look and said.id in chart.edge_ids and said.id not in chart.nodes:
        chart.leave_out(_LEFT_OUT["style"], scanner.line(said.at))
        return
    chart.mention(said, scanner.line(said.at))
    if len(chart.nodes) > MAX_COMPONENTS:
        scanner.refuse(f"there are more than {MAX_COMPONENTS} nodes", "Split the flowchart.", said.at)


def _connect(scanner: Scanner, chart: Chart, ends: tuple[list[str], Link, list[str]], at: int) -> None:
    sources, link, targets = ends
    if len(chart.edges) + len(sources) * len(targets) > MAX_FLOWS:
        scanner.refuse(f"there are more than {MAX_FLOWS} arrows", "Split the flowchart.", at)
    line = scanner.line(at)
    if link.id:
        chart.edge_ids.add(link.id)
    if link.invisible:
        chart.leave_out("Invisible links", line)
        return
    chart.edges += [Edge(source, target, link, line) for source in sources for target in targets]


def _end_statement(scanner: Scanner) -> None:
    if not scanner.take(_END_OF_STATEMENT):
        scanner.gap()
        do = 'Put texts with brackets or quotes into "quotes", and each statement on its own line.'
        do = "Write arrows as -->." if scanner.text.startswith("->", scanner.at) else do
        scanner.refuse(f"{scanner.text[scanner.at]} does not belong there", do)


_TAKERS: tuple[Callable[[Scanner, Chart], bool], ...] = (
    _comment, _subgraph, _end, _direction, _accessible, _look, _nodes_and_links,
)  # fmt: skip
