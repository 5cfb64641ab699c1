"""The numbers by which components stand in sets: in the order of their ids, whatever comes or goes."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence

ROOM = 8
"""So many numbers apart stand the components of a design that is edited, for those that come between."""


class Seats:
    """A number for each component, in the order of their ids; `room` apart.

    Whoever has a number keeps it, also after the component has gone: an answer that is a set can then be
    kept while the design is edited, and undo brings a component back to its place.
    """

    def __init__(self, ids: Sequence[str], room: int = 1) -> None:
        self.size = room * (len(ids) + 1) - 1
        self.names = [""] * self.size
        self.number: dict[str, int] = {}
        self.bits = [1 << number for number in range(self.size)]
        for position, one in enumerate(ids, 1):
            self._seat(one, room * position - 1)
        self._order = list(ids)

    def _seat(self, one: str, number: int) -> None:
        self.names[number], self.number[one] = one, number

    def mask(self, ids: Iterable[str]) -> int:
        """The bits of these components."""
        ids = list(ids)
        if len(ids) < 2:  # Most sets are; they need no memory of their own.
            return self.bits[self.number[ids[0]]] if ids else 0
        flags = bytearray(self.size // 8 + 1)
        for one in ids:
            number = self.number[one]
            flags[number >> 3] |= 1 << (number & 7)
        return int.from_bytes(flags, "little")

    def bit(self, component: str) -> int:
        """The bit of a component that is there, or was."""
        return self.bits[self.number[component]]

    def after(self, ids: Sequence[str]) -> Seats:
        """These seats with places for all of these sorted ids, or new ones for all where there is no room."""
        free = all(self._squeeze_in(one) for one in ids if one not in self.number)
        return self if free else Seats(ids, ROOM)

    def _squeeze_in(self, one: str) -> bool:
        place = bisect(self._order, one)
        low = self.number[self._order[place - 1]] if place else -1
        high = self.number[self._order[place]] if place < len(self._order) else self.size
        if high - low < 2:
            return False
        self._order.insert(place, one)
        self._seat(one, (low + high) // 2)
        return True
