"""Flowcharts in Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.errors import RefusedImport
from designer.exchange import is_drawing, read
from designer.exchange.mermaid import read_mermaid
from designer.exchange.sketch import Sketch
from tests.exchange.charts import Written, charts

PAGE = """---
title: How we score
flowchart: no
---

# Scoring

In words: ```mermaid is what wikis call a chart.

````markdown
```mermaid
flowchart LR
  shown --> only
```
````

```mermaid
sequenceDiagram
  App->>Scorer: score
```

- as it is now

  ```mermaid
  ---
  title: Scoring
  ---
  flowchart LR
    app[Mobile app] --> scorer[Fraud scorer]
  ```

> ~~~mermaid
> graph TD
>   later --> another
> ~~~

```python
later --> another
```
"""


def sketch(text: str) -> Sketch:
    return read("page.md", text.encode())


def test_the_first_flowchart_is_read_and_the_others_are_told() -> None:
    found = sketch(PAGE)
    assert found.title == "Scoring"
    assert [(box.label, box.place) for box in found.boxes] == [
        ("Mobile app", "line 29"), ("Fraud scorer", "line 29"),
    ]  # fmt: skip
    assert [(arrow.source, arrow.target) for arrow in found.arrows] == [("app", "scorer")]
    assert [(one.place, one.text) for one in found.remarks] == [
        (
            "line 17",
            "This block of Mermaid is left out: a sequence diagram. Only the first flowchart is read.",
        ),
        ("line 32", "This block of Mermaid is left out: a flowchart. Only the first flowchart is read."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "```mermaid\nflowchart LR\na --> b\n```\n",
        "~~~ mermaid\ngraph TD; a --> b\n~~~",
        "::: mermaid\ngraph TD\na --> b\n:::\n",
        "```{mermaid}\nflowchart LR\na --> b\n```",
        "> ```mermaid\n> flowchart LR\n>\n> a --> b\n> ```\nafter",
        "* ```mermaid\n  flowchart LR\n  a --> b\n  ```",
        "```mermaid\r\nflowchart LR\r\na --> b\r\n```\r\n",
        "text\n```Mermaid\nflowchart LR\na --> b",
        "````mermaid\nflowchart LR\na --> b\n```` \n",
    ],
)
def test_fences_as_tools_write_them(text: str) -> None:
    assert is_drawing(text.encode())
    found = sketch(text)
    assert [(arrow.source, arrow.target) for arrow in found.arrows] == [("a", "b")]
    assert {box.key for box in found.boxes} == {"a", "b"}
    assert found.remarks == []


@settings(max_examples=40)
@given(charts(), st.sampled_from(["", "> ", "    "]))
def test_a_chart_in_markdown_is_the_chart_alone(chart: Written, before: str) -> None:
    lines = chart.lines
    alone = read_mermaid("\n".join(lines), "x")
    inside = sketch("\n".join(["# Chart", "", *(before + line for line in ("```mermaid", *lines, "```"))]))
    assert [(one.key, one.label, one.shape, one.group) for one in inside.boxes] == [
        (one.key, one.label, one.shape, one.group) for one in alone.boxes
    ]
    assert [(one.key, one.label) for one in inside.arrows] == [(one.key, one.label) for one in alone.arrows]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("# Nothing\n\n```dot\ndigraph { a -> b }\n```\n", 0, "it holds no block of Mermaid"),
        ("````\n```mermaid\nflowchart LR\n```\n````\n", 0, "it holds no block of Mermaid"),
        ("```mermaid is a word``` in words\nflowchart LR\na --> b\n", 0, "it holds no block of Mermaid"),
        ("```mermaid\ngraph TD\n```\n" * 1001, 0, "more than 1000 blocks"),
        ("# A\n\n```mermaid\npie title x\n```\n", 4, "a pie chart"),
        ("# \u2028 A\x0b\n\n```mermaid\npie title x\n```\n", 4, "a pie chart"),
        ("# A\n\n```mermaid\nflowchart LR\n  a --> [b\n```\n", 5, "an arrow leads nowhere"),
        ("```mermaid\nflowchart LR\n  subgraph x\n```\n\nend\n", 3, "this subgraph is not closed"),
    ],
)
def test_refusals_have_the_place_in_the_page(text: str, line: int, words: str) -> None:
    with pytest.raises(RefusedImport, match=words) as refused:
        sketch(text)
    assert refused.value.line == line


@given(st.text(alphabet="`~:>- \nmermaid{flowchart", max_size=80))
def test_any_page_is_read_or_refused(text: str) -> None:
    try:
        found = sketch(text)
    except RefusedImport:
        return
    assert found.format == "Mermaid"
