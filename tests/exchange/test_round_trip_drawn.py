"""Our own exports to drawing tools come back as the same design."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings

from designer.exchange import build
from designer.exchange.drawio import drawio, is_drawio, read_drawio
from designer.exchange.excalidraw import excalidraw, is_excalidraw, read_excalidraw
from designer.exchange.json_canvas import canvas, is_canvas, read_canvas
from designer.exchange.sketch import Sketch
from designer.files import load_file
from designer.files.templates import find_templates
from designer.layout import complete
from designer.model.design import Design
from tests.strategies import designs

Write = Callable[..., str]
Read = Callable[[bytes, str], Sketch]
FORMATS = [
    pytest.param(drawio, is_drawio, read_drawio, id="draw.io"),
    pytest.param(excalidraw, is_excalidraw, read_excalidraw, id="Excalidraw"),
    pytest.param(canvas, is_canvas, read_canvas, id="JSON Canvas"),
]


@pytest.mark.parametrize(("write", "holds", "read"), FORMATS)
@given(design=designs())
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_an_export_comes_back_as_the_same_design(
    write: Write, holds: Callable[[bytes], bool], read: Read, design: Design
) -> None:
    text = write(design).encode()
    assert holds(text)
    found = build(read(text, "drawing"))
    expected = design.with_layout(complete(design))
    assert found.design.stated() == expected.stated()
    assert found.remarks == []


@pytest.mark.parametrize(("write", "holds", "read"), FORMATS)
def test_an_export_without_data_is_a_drawing_like_any_other(
    write: Write, holds: Callable[[bytes], bool], read: Read
) -> None:
    """The brief stays at home; what is to be seen is read again."""
    design = load_file(find_templates() / "sentiment-api" / "good.design.yaml").design
    text = write(design, False)
    assert holds(text.encode())
    assert str(design.brief.problem)[:40] not in text
    found = read(text.encode(), "drawing")
    assert found.rest is None
    assert len(found.arrows) >= len(design.flows)
    names = " ".join(box.label for box in found.boxes)
    assert all(one.title in names.replace("\n", " ") for one in design.components.values())
