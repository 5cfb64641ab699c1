"""A text with changes that wait to be made, and the lines around a place."""

from __future__ import annotations

from bisect import bisect_left

from designer.files.tree import Mapping, Node, Scalar


class Draft:
    """Replacements are given in places of the old text and made all at once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self._changes: list[tuple[int, int, str]] = []

    def replace(self, start: int, end: int, new: str) -> None:
        """Put `new` in the place of what stands between two indices."""
        self._changes.append((start, end, new))

    def insert(self, at: int, new: str) -> None:
        """Put `new` in front of an index, behind what was put there before."""
        self._changes.append((at, at, new))

    def result(self) -> str:
        """The text with all changes. What is cut twice is cut once."""
        cuts = sorted(change[:2] for change in self._changes if change[0] < change[1])
        changes = [self._beside(cuts, change) for change in self._changes]
        parts, done = [], 0
        for start, end, new in sorted(changes, key=lambda change: change[0]):
            parts += [self.text[done:start], new]
            done = max(done, end)
        return "".join([*parts, self.text[done:]])

    def _beside(self, cuts: list[tuple[int, int]], change: tuple[int, int, str]) -> tuple[int, int, str]:
        """A change as it is. New lines behind a line that is cut go behind the line before that."""
        start, end, new = change
        while start == end and new.startswith(self.newline):
            before = bisect_left(cuts, (start, 0)) - 1
            if before < 0 or start >= cuts[before][1] or not cuts[before][0]:
                break
            start = end = self.line_end(cuts[before][0] - 1)
        return start, end, new

    def joined(self, lines: list[str]) -> str:
        """Lines with the line ends of this text."""
        return self.newline.join(lines)

    def line_start(self, index: int) -> int:
        """Where the line of an index begins."""
        return self.text.rfind("\n", 0, index) + 1

    def line_end(self, index: int) -> int:
        """Where the line of an index ends, in front of its line end."""
        end = self.text.find("\n", index)
        if end < 0:
            return len(self.text)
        return end - 1 if self.text[end - 1 : end] == "\r" else end

    def next_line(self, index: int) -> int:
        """Where the line after that of an index begins."""
        end = self.text.find("\n", index)
        return len(self.text) if end < 0 else end + 1

    def end_of(self, node: Node) -> int:
        """Where a node ends; blank lines behind a block of text belong to it only where it keeps them."""
        end, last = node.end.index, _last_scalar(node)
        if last is None or last.style not in ("|", ">"):
            return end
        header = self.text[last.start.index : self.line_end(last.start.index)].partition("#")[0]
        text = self.text[:end]
        return len(text.removesuffix("\n").removesuffix("\r") if "+" in header else text.rstrip("\r\n "))

    def cut_lines(self, start: int, end: int) -> None:
        """Take away the lines that two places stand in, and all between them."""
        first, after = self.line_start(start), self.next_line(end)
        if after == len(self.text) and not self.text.endswith("\n") and first:
            first = self.line_end(first - 1)
        self.replace(first, after, "")


def _last_scalar(node: Node) -> Scalar | None:
    while not isinstance(node, Scalar):
        if node.flow:
            return None
        children = [value for _, value in node.pairs] if isinstance(node, Mapping) else node.items
        if not children:
            return None
        node = children[-1]
    return node
