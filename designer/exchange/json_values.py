"""Reading JSON that strangers wrote: broken text is refused with its place, wrong types are no value."""

from __future__ import annotations

import json
import math
from typing import Any

from designer.errors import RefusedImport
from designer.layout.rect import Rect
from designer.model.limits import MAX_TEXT

_FARTHEST = 1_000_000


def parsed(text: str | bytes, name: str) -> dict[str, Any]:
    """The object in a JSON text. Raises RefusedImport where there is none."""
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        because = f"line {error.lineno}, column {error.colno} is no JSON ({error.msg})"
        raise RefusedImport(
            f"cannot read {name}: because {because}. Save it again in the tool that it comes from.",
            error.lineno,
            error.colno,
        ) from None
    except (ValueError, RecursionError):
        because = "it is no text, or it is nested without end"
        raise RefusedImport(f"cannot read {name}: because {because}. Name another file.") from None
    if not isinstance(found, dict):
        raise RefusedImport(f"cannot read {name}: because it holds no object. Name another file.")
    return found


def objects(found: object) -> list[dict[str, Any]]:
    """The objects in a list; what is none of them is not there."""
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def words(found: object) -> str:
    """A text of bearable length that can be written; "" for anything else."""
    if not isinstance(found, str):
        return ""
    return found[: 20 * MAX_TEXT].encode("utf-8", "ignore").decode()


def number(found: object) -> float:
    """A finite number that is not far off; 0 for anything else."""
    if isinstance(found, bool) or not isinstance(found, (int, float)) or not math.isfinite(found):
        return 0
    return min(max(float(found), -_FARTHEST), _FARTHEST)


def rect(found: dict[str, Any]) -> Rect:
    """The rectangle of an object; its size may be negative where somebody drew backwards."""
    x, y, width, height = (number(found.get(name)) for name in ("x", "y", "width", "height"))
    return Rect(x + min(width, 0), y + min(height, 0), abs(width), abs(height))
