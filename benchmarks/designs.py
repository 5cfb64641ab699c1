"""Designs of any size: copies of a real template, each passing data on to the next."""

from __future__ import annotations

from dataclasses import replace

from designer.files import load_file
from designer.files.templates import find_template
from designer.model.design import Design
from designer.model.flow import Flow, read_flow
from designer.model.kinds import Component, read_component
from designer.model.layout import Layout


def template_design() -> Design:
    """The fraud-detection template, without its layout."""
    return replace(
        load_file(find_template("fraud-detection").flawed).design,
        layout=Layout(),
        waivers={},
        notes={},
        zones={},
    )


def design_of(components: int) -> Design:
    """A design of about this many components; every system passes events on to the next."""
    base = template_design()
    count = max(1, round(components / len(base.components)))
    boxes: dict[str, Component] = {}
    flows: dict[str, Flow] = {}
    for number in range(count):
        for one in base.components.values():
            box = read_component({**one.stated(), "id": f"{one.id}-{number}", "zone": None})
            boxes[box.id] = box
        for old in base.flows.values():
            flow = read_flow(
                {**old.stated(), "from": f"{old.source}-{number}", "to": f"{old.target}-{number}"}
            )
            flows[flow.id] = flow
    return replace(base, name=f"{count} systems", components=boxes, flows=flows | dict(_joints(base, count)))


def _joints(base: Design, count: int) -> list[tuple[str, Flow]]:
    last = next(key for key, one in base.components.items() if one.kind == "raw_store")
    joined = [
        read_flow({"from": f"{last}-{number}", "to": f"{last}-{number + 1}", "kind": "batch_data"})
        for number in range(count - 1)
    ]
    return [(flow.id, flow) for flow in joined if flow.source != flow.target]
