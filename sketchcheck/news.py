"""What is new since a canvas has heard of a design: only that is sent, however large the design."""

from __future__ import annotations

from typing import Any

Plain = dict[str, Any]
Parts = dict[str, dict[str, Any]]
"""What changes by itself: by section, then by the id of an element or the name of a field."""

_LISTS = ("components", "flows", "zones", "notes")
_NEVER = object()


def parts_of(data: Plain) -> Parts:
    """CanvasData in parts; frontend/src/news.ts puts them together again."""
    rest, design = dict(data), dict(data["design"])
    layout = dict(design.pop("layout"))
    lists = {name: design.pop(name) for name in _LISTS} | {"findings": rest.pop("findings")}
    del rest["design"]
    return {
        **{name: {one["id"]: one for one in some} for name, some in lists.items()},
        "order": {name: [one["id"] for one in some] for name, some in lists.items()},
        "boxes": layout.pop("boxes", {}),
        "areas": layout.pop("zones", {}),
        "layout": layout,
        "design": design,
        "ack": rest.pop("ack"),
        "rest": rest,
    }


class News:
    """What has been told, and when each part of it became as it is.

    Answers may get lost or merged on their way. So each says all that is new since the answer of which the
    canvas has said that it was heard: it does no harm to hear something twice.
    """

    def __init__(self) -> None:
        self.n = 0
        """The number of the last answer."""
        self._parts: Parts = {}
        self._since: dict[tuple[str, str], int] = {}

    def since(self, heard: int, data: Plain) -> Plain:
        """What of this data is new to a canvas that has heard answer `heard`; all of it for 0."""
        self._take(parts_of(data))
        since = heard if 0 < heard <= self.n else 0
        fresh = [key for key, n in self._since.items() if n > since]
        told: Parts = {}
        gone: dict[str, list[str]] = {}
        for section, name in fresh:
            part = self._parts[section].get(name, _NEVER)
            if part is not _NEVER:
                told.setdefault(section, {})[name] = part
            elif since:
                gone.setdefault(section, []).append(name)
        return {"epoch": data["epoch"], "n": self.n, "since": since, "told": told, "gone": gone}

    def _take(self, parts: Parts) -> None:
        changed = [
            (section, name)
            for section, now in parts.items()
            for before in [self._parts.get(section, {})]
            for name in before.keys() | now.keys()
            if _differ(before.get(name, _NEVER), now.get(name, _NEVER))
        ]
        if changed:
            self.n += 1
            self._since |= dict.fromkeys(changed, self.n)
        self._parts = parts


def _differ(old: Any, new: Any) -> bool:
    return old is not new and old != new
