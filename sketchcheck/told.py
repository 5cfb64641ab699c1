"""The design as plain data for the canvas, edit after edit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from designer.layout import complete
from designer.model.design import Design
from designer.model.element import Element
from designer.model.flow import Flow

Plain = dict[str, Any]


class Told:
    """The plain data of elements; of one that is the same as last time they are at hand."""

    def __init__(self) -> None:
        self._last: dict[int, tuple[Element, Plain]] = {}

    def design(self, design: Design) -> Plain:
        """The design in the shape of the file, with the id of each flow."""
        known, self._last = self._last, {}

        def plain(element: Element) -> Plain:
            told = known.get(id(element)) or (element, _plain(element))
            self._last[id(element)] = told
            return told[1]

        return _placed(design).stated(plain)


def _plain(element: Element) -> Plain:
    stated = element.stated()
    return stated | {"id": element.id} if isinstance(element, Flow) else stated


def _placed(design: Design) -> Design:
    """The design as it is, or with places for what undo has left without."""
    layout = design.layout
    boxes, zones = design.components.keys() | design.notes.keys(), design.zones.keys()
    whole = boxes <= layout.boxes.keys() and zones <= layout.zones.keys()
    return design if whole else replace(design, layout=complete(design))
