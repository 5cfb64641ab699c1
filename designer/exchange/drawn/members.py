"""What our export drew, in tools that know no containers: which zone it lies in."""

from __future__ import annotations

from designer.exchange.drawn.drawing import Drawing, Shape
from designer.layout.rect import Rect

_STILL = 0.6
"""Pixels within which a shape has not been moved."""


def keep_members(drawing: Drawing) -> set[str]:
    """Put what was not moved since our export into the zone of its data; the keys of what stays there."""
    zones = {str(one.data.get("id")): one for one in drawing.shapes.values() if one.data and one.is_frame}
    kept = set()
    for shape in drawing.shapes.values():
        if shape.data is None:
            continue
        zone = zones.get(str(shape.data.get("parent" if shape.is_frame else "zone")))
        if shape.was is None or shape.parent is not None:
            kept.add(shape.key)
        elif _stands(shape) and (zone is None or _stands(zone)):
            kept.add(shape.key)
            shape.parent = zone.key if zone is not None and zone is not shape else None
    return kept


def _stands(shape: Shape) -> bool:
    """Whether a shape stands where our export put it."""
    if shape.was is None or shape.frame is None:
        return False
    return all(abs(now - then) < _STILL for now, then in zip(shape.frame, shape.was, strict=True))


def rect_of(found: object) -> Rect | None:
    """The place that our export has noted; None where somebody wrote anything else there."""
    if isinstance(found, list) and len(found) == 4 and all(type(one) in (int, float) for one in found):
        return Rect(*found)
    return None
