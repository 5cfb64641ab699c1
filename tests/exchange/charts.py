"""Random Mermaid flowcharts with what they mean, in every form that the syntax has."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

SHAPES = (
    ("[", "]"), ("(", ")"), ("([", "])"), ("[[", "]]"), ("[(", ")]"), ("((", "))"), ("(((", ")))"),
    (">", "]"),
    ("{", "}"), ("{{", "}}"), ("[/", "/]"), ("[\\", "\\]"), ("[/", "\\]"), ("[\\", "/]"), ("(-", "-)"),
)  # fmt: skip
LINES = (
    "-->", "---", "--->", "-.->", "-..->", "-.-", "==>", "===>", "===", "--o", "--x", "<-->", "o--o", "x--x",
)  # fmt: skip
SPLIT = (
    ("--", "-->"),
    ("--", "---"),
    ("-.", ".->"),
    ("-.", ".-"),
    ("==", "==>"),
    ("==", "==="),
    ("--", "---->"),
)


@dataclass
class Written:
    """Lines of a flowchart, and the nodes, arrows and groups that they mean."""

    lines: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    arrows: list[tuple[str, str, str]] = field(default_factory=list)
    groups: dict[str, str | None] = field(default_factory=dict)


WORDS = st.text("abcxyz ABC019.,'!?+éü漢", min_size=1, max_size=12).map(lambda t: " ".join(t.split()) or "x")
IDS = st.sampled_from(
    ["a", "b", "c1", "d_e", "f-g", "h.i", "User", "été", "node7", "style1", "endpoint", "x", "o"]
)


@st.composite
def node(draw: st.DrawFn, chart: Written) -> str:
    """A node as text, with or without shape, class and data."""
    own = draw(IDS)
    text = own
    how = draw(st.integers(0, 4))
    if how == 1:
        opens, closes = draw(st.sampled_from(SHAPES))
        label = draw(WORDS)
        quote = draw(st.sampled_from(['"', '"']))
        text, chart.labels[own] = f"{own}{opens}{quote}{label}{quote}{closes}", label
    elif how == 2:
        label = draw(WORDS)
        text, chart.labels[own] = f'{own}@{{ shape: cyl, label: "{label}" }}', label
    chart.labels.setdefault(own, own)
    return text + (":::cls" if how == 3 else "")


@st.composite
def statement(draw: st.DrawFn, chart: Written) -> str:
    """Nodes in a chain, joined by & and by arrows."""
    text, left = "", list[str]()
    for number in range(draw(st.integers(1, 3))):
        nodes = [draw(node(chart)) for _ in range(draw(st.integers(1, 2)))]
        right = [one.split("[")[0] for one in map(_id, nodes)]
        if number:
            arrow, label = draw(link())
            text += arrow
            chart.arrows += [(one, two, label) for one in left for two in right]
        text += " & ".join(nodes)
        left = right
    return text


def _id(text: str) -> str:
    for sign in ("@{", ":::"):
        text = text.split(sign)[0]
    return next((text[:n] for n, char in enumerate(text) if char in "[({>"), text)


@st.composite
def link(draw: st.DrawFn) -> tuple[str, str]:
    """An arrow as text, and its label."""
    how = draw(st.integers(0, 3))
    if how == 3:
        first, last = draw(st.sampled_from(SPLIT))
        label = draw(WORDS)
        return f' {first} "{label}" {last} ', label
    line = draw(st.sampled_from(LINES))
    if how == 2:
        label = draw(WORDS)
        return f' {line}|"{label}"| ', label
    return f" {line} ", ""


@st.composite
def charts(draw: st.DrawFn) -> Written:
    """A whole flowchart."""
    chart = Written([draw(st.sampled_from(["flowchart LR", "graph TD", "flowchart", "graph TB;"]))])
    depth, opened = 0, list[str]()
    for _ in range(draw(st.integers(0, 8))):
        what = draw(st.integers(0, 9))
        if what == 0:
            own = f"zone{len(chart.groups)}"
            chart.groups[own] = opened[-1] if opened else None
            chart.lines.append(f"subgraph {own} [Zone {len(chart.groups)}]")
            opened.append(own)
            depth += 1
        elif what == 1 and opened:
            chart.lines.append("end")
            opened.pop()
        elif what == 2:
            noise = [
                "%% a --> comment[",
                "direction TB",
                "classDef cls fill:#f9f,stroke:#333;",
                "",
                "accTitle: hi",
            ]
            chart.lines.append(draw(st.sampled_from(noise)))
        else:
            chart.lines.append(draw(statement(chart)) + draw(st.sampled_from(["", ";", "  "])))
    chart.lines += ["end"] * len(opened)
    return chart
