"""A design as foreign tools draw it: everything has a place, and nothing is folded."""

from __future__ import annotations

from designer.drawing.scene import Scene, scene_of
from designer.model.design import Design

NAMELESS = "Untitled design"
"""What our exports call a design without a name."""


def standing(design: Design) -> Scene:
    """The scene of a design whose zones are all open, with an arrow of its own for every flow."""
    layout = design.layout
    zones = {id_: area.model_copy(update={"collapsed": None}) for id_, area in layout.zones.items()}
    opened = design.with_layout(layout.model_copy(update={"zones": zones}))
    return scene_of(opened, apart=design.flows.keys())
