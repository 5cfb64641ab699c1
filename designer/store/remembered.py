"""The newest state of the designs that are worked on, so that an edit need not read the whole design."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from designer.model.design import Design
from designer.store.history import Link

_MOST = 32


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest design, and the revision that made it."""

    design: Design
    link: Link


class Remembered:
    """The designs used last, by id; its reader checks the number of the revision, so it may be behind."""

    def __init__(self) -> None:
        self._newest: OrderedDict[str, Newest] = OrderedDict()
        self._lock = Lock()

    def get(self, design_id: str) -> Newest | None:
        """What is known of the design."""
        with self._lock:
            return self._newest.get(design_id)

    def put(self, design_id: str, newest: Newest) -> None:
        """Remember this one, and forget the one that was used longest ago."""
        with self._lock:
            self._newest[design_id] = newest
            self._newest.move_to_end(design_id)
            while len(self._newest) > _MOST:
                self._newest.popitem(last=False)

    def drop(self, design_id: str) -> None:
        """Forget the design."""
        with self._lock:
            self._newest.pop(design_id, None)
