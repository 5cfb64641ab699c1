"""Walking through old text and new data at once, and noting what has to be written where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping as Dict
from dataclasses import replace
from enum import IntEnum
from typing import Any

from designer.files.dump import section_lines
from designer.files.emit import HOUSE, Style, flow_pair, flow_text, is_list, item_lines, pair_lines
from designer.files.scalars import key_text, scalar
from designer.files.splicing.align import align
from designer.files.splicing.entries import Entries, change_entries
from designer.files.splicing.text import Draft
from designer.files.tree import Mapping, Node, Scalar, Sequence


class CannotSplice(Exception):
    """The text has a form that this depth of change does not know."""


class Depth(IntEnum):
    """The smallest part that is written anew."""

    VALUE = 0
    ITEM = 1
    SECTION = 2


class Changer:
    """Notes the changes from old to new data in a draft of the text."""

    def __init__(self, text: str, root: Mapping, depth: Depth) -> None:
        self.draft = Draft(text)
        self._root = root
        self._depth = depth
        self._style = style_of(root)

    def change_root(self, old: dict[str, Any], new: dict[str, Any]) -> None:
        """Change the whole file."""
        self._mapping(self._root, old, new)

    def _value(self, key: Node, node: Node, old: Any, new: Any, owner: Mapping) -> None:
        if isinstance(node, Sequence) and _name(key) == "technology":
            old, new = (one if is_list(one) else [one] for one in (old, new))
        if owner is self._root and self._depth >= Depth.SECTION:
            self._rewrite(key, node, new, owner)
        elif isinstance(node, Mapping) and isinstance(old, dict) and isinstance(new, dict):
            if any(_name(one) in new for one, _ in node.pairs):
                self._mapping(node, old, new)
            else:
                self._rewrite(key, node, new, owner)
        elif isinstance(node, Sequence) and is_list(old) and is_list(new) and node.items and new:
            self._sequence(node, *_locked(key, node, old, new))
        else:
            self._rewrite(key, node, new, owner)

    def _mapping(self, node: Mapping, old: dict[str, Any], new: dict[str, Any]) -> None:
        gone, added = self._keys(node, old, new)
        for key, value in node.pairs:
            name = _name(key)
            if name in new and not (name in old and same(old[name], new[name])):
                self._value(key, value, old.get(name), new[name], node)
        spans = [(key.start.index, self.draft.end_of(value)) for key, value in node.pairs]
        if node is self._root:
            gone = {index for index in gone if not self._emptied(*node.pairs[index])}
        change_entries(self.draft, Entries(spans, node.flow), gone, added)

    def _keys(
        self, node: Mapping, old: dict[str, Any], new: dict[str, Any]
    ) -> tuple[set[int], dict[int, list[list[str]]]]:
        """Which pairs go, and the lines of new pairs by the index of the pair before them.

        A key that only got another name in the same place is written there.
        """
        there = {_name(key): index for index, (key, _) in enumerate(node.pairs)}
        gone = {index for name, index in there.items() if name in old and name not in new}
        added: dict[int, list[list[str]]] = defaultdict(list)
        before = -1
        for name, value in new.items():
            if name in there:
                before = there[name]
                continue
            renamed = before + 1
            if renamed in gone and same(old[_name(node.pairs[renamed][0])], value):
                self._replace(node.pairs[renamed][0], name, node.flow)
                gone.remove(renamed)
                before = renamed
            else:
                after = len(node.pairs) - 1 if name == "layout" and node is self._root else before
                while after in gone and after >= 0:
                    after -= 1
                added[after].append(self._pair(node, name, value))
        return gone, added

    def _pair(self, node: Mapping, name: str, value: Any) -> list[str]:
        if node.flow:
            return [flow_pair(name, value)]
        if node is self._root:
            return section_lines(name, value, self._style)
        return pair_lines(name, value, node.start.column, self._style)

    def _emptied(self, key: Node, node: Node) -> bool:
        """Empty a section that has lines of comment in it, rather than taking them away with it."""
        if isinstance(node, Scalar) or node.flow or self._root.flow:
            return False
        lines = self.draft.text[key.start.index : self.draft.end_of(node)].splitlines()
        if not any(line.lstrip().startswith("#") for line in lines):
            return False
        for start, end in self._spans(node):
            self.draft.cut_lines(start, end)
        self.draft.insert(self._colon(key), " []" if isinstance(node, Sequence) else " {}")
        return True

    def _sequence(self, node: Sequence, old: list[Any], new: list[Any]) -> None:
        gone: set[int] = set()
        added: dict[int, list[list[str]]] = defaultdict(list)
        if len(old) != len(node.items):
            raise CannotSplice
        before = -1
        for at_old, at_new in align(old, new):
            if at_old is None or at_new is None:
                if at_old is not None:
                    gone.add(at_old)
                elif at_new is not None:
                    added[before].append(self._item(node, new[at_new], before))
                continue
            before = at_old
            if not same(old[at_old], new[at_new]):
                self._change_item(node, at_old, old[at_old], new[at_new])
        if len(gone) == len(node.items):
            self._refill(node, new)
        else:
            change_entries(self.draft, Entries(self._spans(node), node.flow), gone, added)

    def _change_item(self, node: Sequence, index: int, old: Any, new: Any) -> None:
        item = node.items[index]
        known = isinstance(item, Mapping) and any(_name(key) in new for key, _ in item.pairs)
        if isinstance(item, Mapping) and known and self._depth == Depth.VALUE:
            self._mapping(item, old, new)
        elif isinstance(item, Scalar):
            self._replace(item, new, node.flow)
        else:
            self._rewrite_item(node, item, new, index)

    def _rewrite_item(self, node: Sequence, item: Node, new: Any, index: int) -> None:
        lines = self._item(node, new, index)
        first = lines[0] if node.flow else lines[0].lstrip(" ")[1:].lstrip(" ")
        self.draft.replace(item.start.index, self.draft.end_of(item), self.draft.joined([first, *lines[1:]]))

    def _item(self, node: Sequence, value: Any, neighbour: int) -> list[str]:
        """The lines of a new item, written as its neighbour is."""
        if node.flow:
            return [flow_text(value)]
        near = node.items[max(neighbour, 0)]
        gap = near.start.column - node.start.column - 1
        style = replace(self._style, gap=gap if 0 < gap < 8 else 1)
        flow = isinstance(near, Mapping | Sequence) and near.flow
        return item_lines(
            value, node.start.column, style, block=isinstance(near, Mapping) and not flow, flow=flow
        )

    def _refill(self, node: Sequence, new: list[Any]) -> None:
        """Write all items of a list anew."""
        if node.flow:
            self.draft.replace(node.start.index, node.end.index, flow_text(new))
            return
        lines = [line for item in new for line in self._item(node, item, 0)]
        text = self.draft.joined(lines).lstrip(" ")
        self.draft.replace(node.start.index, self.draft.end_of(node), text)

    def _spans(self, node: Mapping | Sequence) -> list[tuple[int, int]]:
        if isinstance(node, Mapping):
            return [(key.start.index, self.draft.end_of(value)) for key, value in node.pairs]
        if node.flow:
            return [(item.start.index, item.end.index) for item in node.items]
        spans: list[tuple[int, int]] = []
        for item in node.items:
            start = self._dash(node, item, spans[-1][1]) if spans else node.start.index
            spans.append((start, self.draft.end_of(item)))
        return spans

    def _dash(self, node: Sequence, item: Node, after: int) -> int:
        """The dash of an item that is not the first: it begins its line."""
        at = self.draft.line_start(item.start.index)
        while at > after:
            if self.draft.text[at : at + node.start.column + 1] == " " * node.start.column + "-":
                return at + node.start.column
            at = self.draft.line_start(at - 1)
        raise CannotSplice

    def _rewrite(self, key: Node, node: Node, new: Any, owner: Mapping) -> None:
        """Write the whole value of a key anew; a comment behind the key stays."""
        lines = [""] if owner.flow else self._pair(owner, _name(key), new)
        single = len(lines) == 1
        if owner.flow or (single and isinstance(node, Scalar) and not isinstance(new, dict | list)):
            self._replace(node, new, owner.flow)
            return
        rest = lines[0][len(" " * key.start.column + key_text(_name(key))) :]
        end, colon = self.draft.end_of(node), self._colon(key)
        if node.start.line > key.end.line:
            self.draft.insert(colon, rest)
            if single:
                self.draft.cut_lines(node.start.index, end)
            else:
                first = self.draft.line_start(node.start.index)
                self.draft.replace(first, end, self.draft.joined(lines[1:]))
        elif single:
            self.draft.replace(node.start.index, end, rest.lstrip())
        else:
            self.draft.replace(colon, end, rest)
            self.draft.insert(self.draft.line_end(end), self.draft.newline + self.draft.joined(lines[1:]))

    def _replace(self, node: Node, value: Any, flow: bool) -> None:
        """Put a value on one line in the place of a node; quotes stay quotes."""
        quote = node.style if isinstance(node, Scalar) and node.style in ("'", '"') else None
        text = flow_text(value) if isinstance(value, Dict) or is_list(value) else ""
        text = text or scalar(value, flow=flow, quote=quote)
        empty = node.start.index == node.end.index
        self.draft.replace(node.start.index, self.draft.end_of(node), (" " if empty else "") + text)

    def _colon(self, key: Node) -> int:
        """Behind the colon of a key."""
        return self.draft.text.index(":", key.end.index) + 1


def same(old: Any, new: Any) -> bool:
    """Whether two values are written the same: 1 is not true, and not 1.0."""
    return repr(old) == repr(new)


def _name(key: Node) -> str:
    if not isinstance(key, Scalar):
        raise CannotSplice
    return key.value


def _locked(key: Node, node: Sequence, old: Any, new: Any) -> tuple[list[Any], list[Any]]:
    """Locked ids have no order of their own: they keep that of the file, which may name more."""
    if _name(key) != "locked":
        return list(old), list(new)
    there = [item.value for item in node.items if isinstance(item, Scalar)]
    kept = [one for one in there if one in new or one not in old]
    return there, [*kept, *(one for one in new if one not in there)]


def style_of(root: Mapping) -> Style:
    """How a file is indented, by the first mapping and the first list in it."""
    step = dash = None
    for key, value in root.pairs:
        inner = value.start.column - key.start.column
        if isinstance(value, Mapping) and not value.flow and step is None:
            step = inner
        if isinstance(value, Sequence) and not value.flow and dash is None:
            dash = inner
    step = step or HOUSE.step
    return Style(step, HOUSE.dash if dash is None else dash)
