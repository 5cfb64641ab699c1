"""What our exports write beside their shapes, and its way back through the real model.

A writer puts `Element.stated()` beside each shape and `rest_of(design)` somewhere in the file, as objects
where the format has JSON, else as `packed` text under `KEY`. What comes back, anybody may have changed.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeAlias, TypeVar

from pydantic import ValidationError

from designer.exchange.sketch import Remark
from designer.files.beside import KEY, packed, rest_of
from designer.model.brief import Brief
from designer.model.design import FORMAT_VERSION, Design
from designer.model.element import Element
from designer.model.layout import Layout
from designer.model.limits import MAX_DEPTH, MAX_NAME
from designer.model.messages import in_words, shorten
from designer.model.waiver import Review, Waiver

__all__ = ["KEY", "fitted", "packed", "rest_of", "restored", "unpacked"]

T = TypeVar("T", bound=Element)
_Read: TypeAlias = Callable[[dict[str, Any]], T]
_WHOLE = "the design"


def unpacked(found: object) -> dict[str, Any] | None:
    """The data in a packed text, or in what a reader of JSON found; None where they are none of ours."""
    try:
        text = found if isinstance(found, str) else json.dumps(found)
        data = json.loads(text, parse_constant=_refuse, parse_float=_finite)
        json.dumps(data, ensure_ascii=False).encode()  # A lone surrogate cannot be written.
    except (ValueError, TypeError, RecursionError):
        return None
    return data if isinstance(data, dict) and _depth(data) <= MAX_DEPTH else None


def _refuse(constant: str) -> float:
    raise ValueError(constant)


def _finite(text: str) -> float:
    if math.isinf(number := float(text)):
        raise ValueError(text)
    return number


def _depth(data: Any) -> int:
    depth, level = 0, [data]
    while level and depth <= MAX_DEPTH:
        depth += 1
        inner = [list(one.values()) if isinstance(one, dict) else one for one in level]
        level = [one for part in inner if isinstance(part, list) for one in part]
        level = [one for one in level if isinstance(one, (dict, list))]
    return depth


def fitted(read: _Read[T], data: dict[str, Any], place: str, remarks: list[Remark]) -> T | None:
    """The element that data describe, read by the model. What does not fit is left out and remarked.

    None where too little is left, such as without an id or with a kind that nobody knows.
    """
    data = dict(data)
    while True:
        try:
            return read(data)
        except (KeyError, TypeError):  # of a kind that nobody knows, or that is no text
            remarks.append(Remark(place, "Its data are left out: they have no kind that is known."))
            return None
        except ValidationError as error:
            wrong = {_key(part["loc"]): part for part in error.errors(include_url=False)}
            for key, part in wrong.items():
                because = in_words(part["type"], part.get("ctx", {}), part["msg"]).rstrip(".")
                remarks.append(Remark(place, f"{shorten(key)} in its data is left out: it {because}."))
            if not wrong.keys() & data.keys():
                return None
            data = {key: value for key, value in data.items() if key not in wrong}


def _key(loc: tuple[int | str, ...]) -> str:
    """The key of the flat mapping that an error lies in; `x-` keys are gathered one level deeper."""
    steps = [str(step) for step in loc[:2]] or [""]
    return steps[-1] if steps[0] == "x-" else steps[0]


def restored(design: Design, rest: dict[str, Any], remarks: list[Remark]) -> Design:
    """The design with what stands in its rest; `design` has the shapes already."""
    if rest.get("sketchcheck", FORMAT_VERSION) != FORMAT_VERSION:
        remarks.append(Remark(_WHOLE, "It was exported by another version of Sketchcheck."))
    name = rest.get("name", "")
    return replace(
        design,
        name=name[:MAX_NAME] if isinstance(name, str) else "",
        brief=_one(Brief.read, rest.get("brief", {}), "the brief", remarks) or Brief(),
        waivers={one.finding: one for one in _several(Waiver.read, rest, "waivers", remarks)},
        reviews={one.id: one for one in _several(Review.read, rest, "reviews", remarks)},
        layout=_layout(design, rest.get("layout", {}), remarks),
        extra={key: value for key, value in rest.items() if key.startswith("x-") and value is not None},
    )


def _one(read: _Read[T], data: object, place: str, remarks: list[Remark]) -> T | None:
    if isinstance(data, dict):
        return fitted(read, data, place, remarks)
    remarks.append(Remark(place, "It is left out: it is no mapping of names to values."))
    return None


def _several(read: _Read[T], rest: dict[str, Any], section: str, remarks: list[Remark]) -> list[T]:
    items = rest.get(section, [])
    read_ones = (_one(read, item, section, remarks) for item in items) if isinstance(items, list) else ()
    return [one for one in read_ones if one]


def _layout(design: Design, data: object, remarks: list[Remark]) -> Layout:
    """The layout without what the drawing has no longer."""
    found = _one(Layout.read, data, "the layout", remarks) or Layout()
    boxes = design.components.keys() | design.notes.keys()
    return found.model_copy(
        update={
            "boxes": {key: at for key, at in found.boxes.items() if key in boxes},
            "zones": {key: area for key, area in found.zones.items() if key in design.zones},
            "locked": found.locked & (boxes | design.zones.keys()),
        }
    )
