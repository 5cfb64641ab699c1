"""What somebody did to our export in the other tool comes through."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

from designer.exchange import Imported, build, read
from designer.exchange.drawio import drawio
from designer.exchange.excalidraw import excalidraw
from designer.exchange.json_canvas import canvas
from designer.files import load_text
from designer.model.design import Design
from tests.exchange.cells import edge, vertex

TEXT = """
sketchcheck: 1
name: Card fraud
brief: {problem: Fraud costs money., latency_p99_ms: 100}
zones:
  - {id: online, name: Online}
  - {id: offline, name: Offline}
components:
  - {id: checkout, kind: consumer_app, name: Checkout}
  - {id: scorer, kind: serving_endpoint, name: Fraud scorer, technology: [kserve], zone: online,
     latency_p99_ms: 40}
  - {id: registry, kind: model_registry, name: Registry, zone: offline}
flows:
  - {from: checkout, to: scorer, kind: request_response, timeout_ms: 80, label: score it}
  - {from: registry, to: scorer, kind: model_artifact}
notes:
  - {id: n1, text: Ask the issuer., about: scorer}
waivers:
  - {finding: RES001@scorer, reason: The issuer has rules., owner: risk, until: 2027-03-01}
layout:
  boxes: {checkout: [0, 100], scorer: [340, 100], registry: [340, 400], n1: [700, 100]}
  zones: {online: {at: [300, 40], size: [300, 160]}, offline: {at: [300, 340], size: [300, 160]}}
"""
DESIGN = load_text(TEXT, "fraud").design


def drawio_with(cells: str = "", **changes: str) -> Imported:
    """Our export, with some strings replaced and some cells added."""
    text = drawio(DESIGN)
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    return build(read("a.drawio", text.replace("</root>", f"{cells}</root>").encode()))


def without_cells(text: str, *ids: str) -> str:
    for own in ids:
        text, count = re.subn(rf'<object [^>]*id="{re.escape(escape(own))}".*?</object>\n', "", text)
        assert count == 1
    return text


def test_drawio_a_renamed_box_keeps_everything_else() -> None:
    text = drawio(DESIGN).replace('label="Fraud scorer"', 'label="&lt;b&gt;Risk scorer&lt;/b&gt;"')
    found = build(read("a.drawio", text.encode()))
    one = found.design.components["scorer"].stated()
    assert one == DESIGN.components["scorer"].stated() | {"name": "Risk scorer"}
    assert found.design.brief == DESIGN.brief


def test_drawio_a_deleted_box_is_gone_with_its_arrows() -> None:
    gone = ("registry", "registry:kind", "registry>scorer:model_artifact:flow")
    found = build(read("a.drawio", without_cells(drawio(DESIGN), *gone).encode()))
    assert list(found.design.components) == ["checkout", "scorer"]
    assert list(found.design.flows) == ["checkout>scorer:request_response"]
    assert list(found.design.zones) == ["online", "offline"]


def test_drawio_a_deleted_arrow_is_gone() -> None:
    found = build(
        read("a.drawio", without_cells(drawio(DESIGN), "checkout>scorer:request_response:flow").encode())
    )
    assert list(found.design.flows) == ["registry>scorer:model_artifact"]


def test_drawio_new_boxes_and_arrows_are_read_beside_ours() -> None:
    cells = vertex("x1", "Redis cache", "html=1;", "20 80 120 40", "online") + edge(
        "x2", "scorer x1", "look up"
    )
    found = drawio_with(cells)
    new = found.design.components["redis_cache"]
    assert (new.zone, new.name) == ("online", "Redis cache")
    assert found.design.layout.boxes["redis_cache"] == (320, 120)
    assert [one.label for one in found.design.flows.values() if one.target == "redis_cache"] == ["look up"]
    assert found.design.components["scorer"] == DESIGN.components["scorer"]


def test_drawio_a_box_that_was_moved_stands_there_and_in_its_new_zone() -> None:
    text = drawio(DESIGN)
    cell = re.search(r'<object id="registry".*?</object>', text, re.DOTALL) or re.search(
        r'<object [^>]*id="registry".*?</object>', text
    )
    assert cell
    moved = cell[0].replace('parent="offline"', 'parent="online"').replace('x="40" y="60"', 'x="70" y="20"')
    found = build(read("a.drawio", text.replace(cell[0], moved).encode()))
    assert found.design.components["registry"].zone == "online"
    assert found.design.layout.boxes["registry"] == (370, 60)


def test_drawio_a_renamed_page_and_data_that_are_broken() -> None:
    text = drawio(DESIGN).replace('name="Card fraud"', 'name="Payments"')
    text = text.replace("&quot;latency_p99_ms&quot;:40", "&quot;latency_p99_ms&quot;:-4")
    found = build(read("a.drawio", text.encode()))
    assert found.design.name == "Payments"
    assert found.design.components["scorer"].stated() == {
        key: value for key, value in DESIGN.components["scorer"].stated().items() if key != "latency_p99_ms"
    }
    assert any("latency_p99_ms" in one.text for one in found.remarks)


def excalidraw_with(change: Any) -> Design:
    scene = json.loads(excalidraw(DESIGN))
    change({one["id"]: one for one in scene["elements"]}, scene["elements"])
    return build(read("a.excalidraw", json.dumps(scene).encode())).design


def test_excalidraw_a_renamed_box_and_title() -> None:
    def change(by_id: dict[str, Any], _: list[Any]) -> None:
        for key, words in (("scorer:label", "Risk scorer"), ("title", "Payments")):
            by_id[key] |= {"text": words, "originalText": words}

    design = excalidraw_with(change)
    assert design.components["scorer"].stated() == DESIGN.components["scorer"].stated() | {
        "name": "Risk scorer"
    }
    assert design.name == "Payments"


def test_excalidraw_deleted_elements_are_gone() -> None:
    def change(by_id: dict[str, Any], _: list[Any]) -> None:
        for key in ("registry", "registry:label", "registry:kind", "registry>scorer:model_artifact:flow"):
            by_id[key]["isDeleted"] = True

    design = excalidraw_with(change)
    assert list(design.components) == ["checkout", "scorer"]
    assert list(design.flows) == ["checkout>scorer:request_response"]


def test_excalidraw_new_elements_are_read_beside_ours() -> None:
    def change(_: dict[str, Any], elements: list[Any]) -> None:
        box = {"type": "rectangle", "x": 20, "y": 500, "width": 150, "height": 60}
        elements.append(box | {"id": "x1"})
        elements.append(
            {"id": "x2", "type": "text", "text": "Redis cache", "containerId": "x1", "x": 30, "y": 510}
        )
        bound = {"startBinding": {"elementId": "scorer"}, "endBinding": {"elementId": "x1"}}
        arrow = {
            "id": "x3",
            "type": "arrow",
            "x": 0,
            "y": 0,
            "points": [[0, 0], [9, 9]],
            "endArrowhead": "arrow",
        }
        elements.append(arrow | bound)

    design = excalidraw_with(change)
    assert design.layout.boxes["redis_cache"] == (20, 500)
    assert [(one.source, one.target) for one in design.flows.values()][-1] == ("scorer", "redis_cache")


def test_excalidraw_a_box_that_was_dragged_out_of_its_frame_is_in_no_zone() -> None:
    def change(by_id: dict[str, Any], _: list[Any]) -> None:
        by_id["registry"] |= {"x": 2000, "y": 2000, "frameId": None}

    design = excalidraw_with(change)
    assert design.components["registry"].zone is None
    assert design.layout.boxes["registry"] == (2000, 2000)


def canvas_with(change: Any) -> Design:
    found = json.loads(canvas(DESIGN))
    change({one["id"]: one for one in found["nodes"]}, found)
    return build(read("a.canvas", json.dumps(found).encode())).design


def test_canvas_a_renamed_box_keeps_everything_else() -> None:
    def change(nodes: dict[str, Any], _: Any) -> None:
        nodes["scorer"]["text"] = nodes["scorer"]["text"].replace("Fraud scorer", "Risk scorer")

    design = canvas_with(change)
    assert design.components["scorer"].stated() == DESIGN.components["scorer"].stated() | {
        "name": "Risk scorer"
    }


def test_canvas_what_was_deleted_and_added_comes_through() -> None:
    def change(_: dict[str, Any], found: Any) -> None:
        found["nodes"] = [one for one in found["nodes"] if one["id"] != "registry"]
        found["edges"] = [one for one in found["edges"] if one["fromNode"] != "registry"]
        place = {"x": 320, "y": 420, "width": 100, "height": 40}
        found["nodes"].append({"id": "x1", "type": "text", "text": "Redis cache"} | place)
        found["edges"].append({"id": "x2", "fromNode": "scorer", "toNode": "x1", "label": "look up"})

    design = canvas_with(change)
    assert list(design.components) == ["checkout", "scorer", "redis_cache"]
    assert design.components["redis_cache"].zone == "offline"
    assert list(design.flows)[-1].startswith("scorer>redis_cache:")


def test_canvas_a_box_that_was_moved_into_another_group_is_in_its_zone() -> None:
    def change(nodes: dict[str, Any], _: Any) -> None:
        nodes["registry"] |= {"x": 380, "y": 60}

    design = canvas_with(change)
    assert design.components["registry"].zone == "online"


def test_canvas_a_zone_that_was_moved_takes_what_lies_in_it() -> None:
    def change(nodes: dict[str, Any], _: Any) -> None:
        for key in ("offline", "registry"):
            nodes[key]["y"] += 600

    design = canvas_with(change)
    assert design.components["registry"].zone == "offline"
    assert design.components["scorer"].zone == "online"
