"""Credentials in a foreign drawing are masked before anything else is done with it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from designer.exchange.sketch import Arrow, Box, Group, Remark, Sketch
from designer.model.credentials import mask

_Part = TypeVar("_Part", Box, Arrow, Group)


def masked_sketch(sketch: Sketch) -> tuple[Sketch, list[Remark]]:
    """The sketch without credentials, and where they were."""
    found: list[Remark] = []
    clean = replace(
        sketch,
        title=_text(sketch.title, "the title", found),
        boxes=[_part(one, found) for one in sketch.boxes],
        arrows=[_part(one, found) for one in sketch.arrows],
        groups=[_part(one, found) for one in sketch.groups],
        remarks=[replace(one, text=_text(one.text, one.place, found)) for one in sketch.remarks],
        rest=masked_data(sketch.rest, "the design", found),
    )
    return clean, found


def _part(part: _Part, found: list[Remark]) -> _Part:
    place = part.place or part.key
    label, data = _text(part.label, place, found), masked_data(part.data, place, found)
    if label == part.label and data == part.data:
        return part
    return replace(part, label=label, data=data)


def _text(text: str, place: str, found: list[Remark]) -> str:
    clean = mask(text) if len(text) > _SHORTEST else text
    if clean != text:
        found.append(Remark(place, f"What looks like a credential is masked: {clean[:200]}"))
    return clean


_SHORTEST = 5
"""No credential is so short."""


def masked_data(data: Any, place: str, found: list[Remark]) -> Any:
    """Plain data with each text in it masked; keys stay."""
    if isinstance(data, str):
        return _text(data, place, found)
    if isinstance(data, dict):
        return {key: masked_data(value, place, found) for key, value in data.items()}
    return [masked_data(value, place, found) for value in data] if isinstance(data, list) else data
