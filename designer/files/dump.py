"""A design as a fresh file in the style of the house."""

from __future__ import annotations

from typing import Any

from designer.files.emit import HOUSE, Style, item_lines, pair_lines
from designer.model.design import Design


def file_data(design: Design) -> dict[str, Any]:
    """What the file of a design holds, section by section; what is empty is left out."""
    data = design.stated()
    layout = data.pop("layout")
    data["layout"] = {key: value for key, value in layout.items() if value or key.startswith("x-")}
    return {key: value for key, value in data.items() if key.startswith("x-") or value not in ("", [], {})}


def dump(design: Design) -> str:
    """The text of a design; loading it gives the same design."""
    lines = [line for key, value in file_data(design).items() for line in section_lines(key, value)]
    return "\n".join(lines) + "\n"


def section_lines(key: str, value: Any, style: Style = HOUSE) -> list[str]:
    """The lines of one section."""
    if key.startswith("x-") or not isinstance(value, list):
        return pair_lines(key, value, 0, style, block=key in ("brief", "layout"))
    block = key == "components"
    return [f"{key}:", *(line for one in value for line in item_lines(one, style.dash, style, block=block))]
