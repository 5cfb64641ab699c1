"""Our own export, read again: the same design, whatever people have written in it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings

from designer.drawing import render
from designer.exchange import Imported, build, read
from designer.files import dump, load_file
from designer.files.templates import list_templates
from designer.model.credentials import mask
from designer.model.design import Design
from tests.strategies import designs

TEXTS = ("mmd", "dot")


def again(design: Design, ending: str) -> Imported:
    return build(read(f"design.{ending}", render(design, ending, source=dump(design))))


@pytest.mark.parametrize("ending", TEXTS)
@settings(max_examples=100)
@given(design=designs())
def test_an_export_is_the_same_design_again(ending: str, design: Design) -> None:
    text = str(design.stated())
    assume(mask(text) == text)
    found = again(design, ending)
    assert found.design == design
    assert not found.remarks
    assert not found.masked


@pytest.mark.parametrize("ending", [*TEXTS, "svg", "png"])
def test_templates_come_back_from_every_format(ending: str) -> None:
    templates = list_templates()
    for template in templates[:1] if ending == "png" else templates:
        design = load_file(template.good).design
        assert again(design, ending).design == design


def test_what_graphviz_has_saved_is_the_same_design() -> None:
    pygraphviz: Any = pytest.importorskip("pygraphviz")
    design = load_file(list_templates()[0].good).design
    graph = pygraphviz.AGraph(string=render(design, "dot", source="x").decode())
    graph.layout(prog="dot")
    assert build(read("design.dot", graph.to_string().encode())).design == design


def test_an_edited_export_is_what_it_shows_now() -> None:
    design = load_file(list_templates()[0].good).design
    text = render(design, "mmd", source="x").decode()
    first, second = list(design.components.values())[:2]
    name = "p_" + first.id.replace("-", "_")
    text = text.replace(f"{first.title}", "Another name", 1) + f"  {name} --> new[Redis cache]\n"
    found = build(read("design.mmd", text.encode())).design
    assert found.components[first.id] == first.model_copy(update={"name": "Another name"})
    assert found.components[second.id] == second
    assert found.components["redis_cache"].kind == "cache"
    assert any(flow.target == "redis_cache" for flow in found.flows.values())


def test_data_that_do_not_fit_are_a_remark() -> None:
    data = '{"id":"q","kind":"event_stream","colour":1,"retention_days":"x"}'
    text = f"flowchart LR\n a[Kafka]\n%% sketchcheck a {data}\n"
    found = build(read("a.mmd", text.encode()))
    assert found.design.components["q"].stated() == {"id": "q", "kind": "event_stream", "name": "Kafka"}
    assert len(found.remarks) == 3
