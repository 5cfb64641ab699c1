"""Who reaches whom: closures as bitsets, found where they are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from sys import maxsize

Nexts = Mapping[int, Sequence[int]]
"""The indexes that flows lead to; whoever has none may be left out."""


_FEW = 16
"""Up to so many members are found bit by bit; more are found in the digits of the whole mask."""


@dataclass(slots=True)
class Members:
    """A set of components as a bitset over the sorted ids; iterates in the order of ids. Never changed."""

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
        if mask.bit_count() > _FEW:
            digits = bin(mask)[:1:-1]
            at = digits.find("1")
            while at >= 0:
                yield self.ids[at]
                at = digits.find("1", at + 1)
            return
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


def components_of(nexts: Nexts, roots: Iterable[int]) -> Iterator[list[int]]:
    """The strongly connected components that the roots reach, successors before predecessors.

    After Tarjan (1972), without recursion.
    """
    order: dict[int, int] = {}
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


def _count(nexts: Nexts) -> int:
    return 1 + max(max(nexts, default=-1), max((max(after) for after in nexts.values() if after), default=-1))


class Closure:
    """What each node reaches, as a bitset, in time that grows with the flows that are looked at.

    Nodes in `stops` are reached but not passed through; as a start they are left. `bits` holds the bit of
    each node, where somebody has them at hand.
    """

    def __init__(self, nexts: Nexts, stops: Collection[int] = (), bits: Sequence[int] | None = None) -> None:
        self._nexts = nexts
        self._inner = {node: after for node, after in nexts.items() if node not in stops} if stops else nexts
        self._bits = bits or [1 << node for node in range(_count(nexts))]
        self._whole: dict[int, int] = {}
        self._around: set[int] = set()

    def reached(self, node: int) -> int:
        """The nodes reached by one step or more; the node itself only around a cycle."""
        if node in self._inner:
            whole = self._whole.get(node) or self._find(node)
            return whole if node in self._around else whole ^ self._bits[node]
        reached = 0
        for after in self._nexts.get(node, ()):
            if after not in self._inner:
                reached |= self._bits[after]
            else:
                reached |= self._whole.get(after) or self._find(after)
        return reached

    def _find(self, root: int) -> int:
        """What a node reaches, itself included; found and kept for every node on the way.

        Tarjan's walk (1972), without recursion, that gathers what is reached on its way back, as Nuutila
        (1995): `low` is the earliest node of the walk that a node leads back to, `gathered` what it reaches.
        """
        inner, bits, whole_of = self._inner, self._bits, self._whole
        order, low, gathered, open_ = {root: 0}, {root: 0}, {root: bits[root]}, [root]
        walk = [(root, iter(inner[root]))]
        while walk:
            node, rest = walk[-1]
            for child in rest:
                if child not in inner:
                    gathered[node] |= bits[child]
                elif child in whole_of:
                    gathered[node] |= whole_of[child]
                elif child not in order:
                    order[child] = low[child] = len(order)
                    gathered[child] = bits[child]
                    open_.append(child)
                    walk.append((child, iter(inner[child])))
                    break
                elif child == node:
                    self._around.add(node)
                else:
                    low[node] = min(low[node], order[child])
            else:
                walk.pop()
                if low[node] == order[node]:
                    self._close(open_, node, gathered[node])
                if walk:
                    before = walk[-1][0]
                    low[before] = min(low[before], low[node])
                    gathered[before] |= gathered[node]
        return whole_of[root]

    def _close(self, open_: list[int], first: int, whole: int) -> None:
        """Take a strongly connected component off the open nodes; `first` of it was met first."""
        last = open_.pop()
        self._whole[last] = whole
        if last == first:
            return
        self._around.update((first, last))
        while last != first:
            last = open_.pop()
            self._whole[last] = whole
            self._around.add(last)
