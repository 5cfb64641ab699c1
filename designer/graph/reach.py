"""Who reaches whom: closures as bitsets, in one pass over the strongly connected components."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


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


def components_of(successors: Sequence[Sequence[int]]) -> list[list[int]]:
    """The strongly connected components, successors before predecessors (Tarjan 1972, without recursion)."""
    count = len(successors)
    order, low = [0] * count, [0] * count
    on_stack = bytearray(count)
    stack: list[int] = []
    found: list[list[int]] = []
    clock = 0
    for root in range(count):
        if order[root]:
            continue
        clock += 1
        order[root] = low[root] = clock
        if not successors[root]:
            found.append([root])
            continue
        stack.append(root)
        on_stack[root] = 1
        walk = [(root, iter(successors[root]))]
        while walk:
            node, rest = walk[-1]
            for child in rest:
                if not order[child]:
                    clock += 1
                    order[child] = low[child] = clock
                    stack.append(child)
                    on_stack[child] = 1
                    walk.append((child, iter(successors[child])))
                    break
                if on_stack[child] and order[child] < low[node]:
                    low[node] = order[child]
            else:
                walk.pop()
                if walk and low[node] < low[walk[-1][0]]:
                    low[walk[-1][0]] = low[node]
                if low[node] == order[node]:
                    found.append(_pop_component(stack, on_stack, node))
    return found


def _pop_component(stack: list[int], on_stack: bytearray, root: int) -> list[int]:
    members = []
    while True:
        node = stack.pop()
        on_stack[node] = 0
        members.append(node)
        if node == root:
            return members


def closure(successors: Sequence[Sequence[int]], stops: int) -> list[int]:
    """For each node the bitset of nodes that it reaches.

    A node in the bitset `stops` is reached but not passed through; as a start it is left.
    """
    if not stops:
        return _reached(successors)[0]
    stopping = [node for node in range(len(successors)) if stops >> node & 1]
    inner = list(successors)
    for node in stopping:
        inner[node] = ()
    masks, whole = _reached(inner)
    for node in stopping:
        masks[node] = _union(successors[node], whole)
    return masks


def _reached(successors: Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
    """For each node what it reaches, and the same with the node itself."""
    masks, whole = [0] * len(successors), [0] * len(successors)
    for members in components_of(successors):
        own = sum(1 << node for node in members)
        around = len(members) > 1 or members[0] in successors[members[0]]
        reached = own if around else 0
        for node in members:
            if successors[node]:
                reached |= _union(successors[node], whole)
        for node in members:
            masks[node], whole[node] = reached, reached | own
    return masks, whole


def _union(nexts: Sequence[int], whole: Sequence[int]) -> int:
    union = 0
    for node in nexts:
        union |= whole[node]
    return union
