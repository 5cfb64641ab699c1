"""Groups in groups as zones, which nest one deep; and arrows that end at a group."""

from __future__ import annotations

from dataclasses import replace

from designer.exchange.sketch import Box, Group, Remark, Sketch


class Nesting:
    """Which groups become zones, where they lie, and which box stands for a group that arrows lead to."""

    def __init__(self, sketch: Sketch, joined: set[str], remarks: list[Remark]) -> None:
        self._groups = {group.key: group for group in sketch.groups}
        self._remarks = remarks
        self._chains: dict[str, tuple[str, ...]] = {}
        filled = {box.group for box in sketch.boxes} | {group.parent for group in sketch.groups}
        boxes = {box.key for box in sketch.boxes}
        ends = [group for group in sketch.groups if group.key in joined and group.key not in boxes]
        hollow = {one.key for one in ends if one.key not in filled and one.data is None}
        self.stand_ins = [self._stand_in(group, group.key in hollow) for group in ends]
        self._stands_for = {group.key: box.key for group, box in zip(ends, self.stand_ins, strict=True)}
        kept = [group for group in sketch.groups if group.key not in hollow]
        self.zones = sorted((one for one in kept if self._depth(one) < 3), key=self._depth)
        for group in kept:
            if self._depth(group) > 2:
                text = f"The group {group.label or group.key} is left out: zones nest one level deep only."
                remarks.append(Remark(group.place or group.key, text))

    def _depth(self, group: Group) -> int:
        return len(self._chain(group.key))

    def _chain(self, key: str | None) -> tuple[str, ...]:
        """The outermost group, the one in it, and the third, if any; of deeper ones no more is known."""
        way: list[str] = []
        seen: set[str] = set()
        while key in self._groups and key not in self._chains and key not in seen:
            seen.add(key)
            way.append(key)
            key = self._groups[key].parent
        chain = self._chains.get(key or "", ()) if key not in seen else ()
        for one in reversed(way):
            chain = self._chains[one] = (*chain, one) if len(chain) < 3 else chain
        return chain

    def parent_of(self, group: Group) -> str | None:
        """The zone that a zone lies in."""
        chain = self._chain(group.key)
        return chain[0] if len(chain) > 1 else None

    def zone_of(self, key: str | None) -> str | None:
        """The zone of what lies in a group: the group, or the nearest around it that is a zone."""
        chain = self._chain(key)[:2]
        return chain[-1] if chain else None

    def box_of(self, end: str) -> str:
        """The box at the end of an arrow; for a group the one that stands for it."""
        return self._stands_for.get(end, end)

    def _stand_in(self, group: Group, is_hollow: bool) -> Box:
        place = group.place or group.key
        if is_hollow:
            return Box(
                group.key, group.label or group.key, group=group.parent, frame=group.frame, place=place
            )
        name = group.label or group.key
        text = f"Arrows lead to or from the group {name}: a box of its name in it stands for it as a whole."
        self._remarks.append(Remark(place, text))
        return replace(Box(f"{group.key} as a whole", name, shape="group", group=group.key), place=place)
