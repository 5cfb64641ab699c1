"""Who reaches whom: closures as bitsets, found where they are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from sys import maxsize

Nexts = Mapping[int, Sequence[int]]
"""The indexes that flows lead to; whoever has none may be left out."""


@dataclass(frozen=True, slots=True)
class Members:
    """A set of components as a bitset over the sorted ids; iterates in the order of ids."""

    ids: Sequence[str]
    mask: int

    def __bool__(self) -> bool:
        """Whether there is any."""
        return self.mask != 0

    def __len__(self) -> int:
        """How many there are."""
        return self.mask.bit_count()

    def __iter__(self) -> Iterator[str]:
        """The ids in their order."""
        mask = self.mask
        while mask:
            low = mask & -mask
            yield self.ids[low.bit_length() - 1]
            mask ^= low

    def __and__(self, other: Members) -> Members:
        """Those in both."""
        return Members(self.ids, self.mask & other.mask)

    def __or__(self, other: Members) -> Members:
        """Those in either."""
        return Members(self.ids, self.mask | other.mask)

    def __sub__(self, other: Members) -> Members:
        """Those not in the other."""
        return Members(self.ids, self.mask & ~other.mask)


def components_of(
    nexts: Nexts, roots: Iterable[int], seen: dict[int, int] | None = None
) -> Iterator[list[int]]:
    """The strongly connected components that the roots reach, successors before predecessors.

    After Tarjan (1972), without recursion. With the same `seen` nothing is given a second time.
    """
    order: dict[int, int] = {} if seen is None else seen
    low: dict[int, int] = {}
    stack: list[int] = []
    for root in roots:
        if root in order:
            continue
        order[root] = low[root] = len(order)
        stack.append(root)
        walk = [(root, iter(nexts.get(root, ())))]
        while walk:
            node, rest = walk[-1]
            for child in rest:
                if child not in order:
                    order[child] = low[child] = len(order)
                    stack.append(child)
                    walk.append((child, iter(nexts.get(child, ()))))
                    break
                if order[child] < low[node]:
                    low[node] = order[child]
            else:
                walk.pop()
                if walk and low[node] < low[walk[-1][0]]:
                    low[walk[-1][0]] = low[node]
                if low[node] == order[node]:
                    yield _pop_component(stack, order, node)


def _pop_component(stack: list[int], order: dict[int, int], root: int) -> list[int]:
    members = []
    while True:
        node = stack.pop()
        order[node] = maxsize  # No longer on the stack, so no way back to a root.
        members.append(node)
        if node == root:
            return members


class Closure:
    """What each node reaches, as a bitset, in time that grows with the flows that are looked at.

    Nodes in `stops` are reached but not passed through; as a start they are left.
    """

    def __init__(self, nexts: Nexts, stops: Collection[int] = ()) -> None:
        self._nexts = nexts
        self._inner = {node: after for node, after in nexts.items() if node not in stops} if stops else nexts
        self._seen: dict[int, int] = {}
        self._whole: dict[int, int] = {}
        self._around: set[int] = set()

    def reached(self, node: int) -> int:
        """The nodes reached by one step or more; the node itself only around a cycle."""
        if node in self._inner:
            whole = self._with_itself(node)
            return whole if node in self._around else whole ^ (1 << node)
        reached = 0
        for after in self._nexts.get(node, ()):
            reached |= self._with_itself(after)
        return reached

    def _with_itself(self, node: int) -> int:
        if node not in self._inner:
            return 1 << node
        if node not in self._whole:
            for members in components_of(self._inner, [node], self._seen):
                self._join(members)
        return self._whole[node]

    def _join(self, members: list[int]) -> None:
        whole = 0
        for node in members:
            whole |= 1 << node
            for after in self._inner.get(node, ()):
                whole |= self._whole.get(after, 0)
        self._whole.update(dict.fromkeys(members, whole))
        if len(members) > 1 or members[0] in self._inner.get(members[0], ()):
            self._around.update(members)
