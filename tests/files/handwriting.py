"""Files as different people write them, for property tests: indents, quotes, flow and block, comments."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from designer.files.scalars import is_plain, scalar

Owner = tuple[str, ...]
"""The section, item and key that a line belongs to; () for comments outside of all, REMARK last inside."""

REMARK = "#"
UNNAMED = "an item without an id"


@dataclass
class Hand:
    """One way of writing; `lines` are written so far, each with its owner."""

    draw: st.DrawFn
    step: int
    dash: int
    comments: bool
    lines: list[tuple[str, Owner]] = field(default_factory=list)

    def some(self, out_of: int) -> bool:
        return self.draw(st.integers(1, out_of)) == 1

    def remark(self, indent: int, owner: Owner = ()) -> None:
        if self.comments and self.some(4):
            self.lines.append((" " * indent + f"# remark {len(self.lines)}", owner))
        elif self.comments and self.some(6):
            self.lines.append(("", (UNNAMED,)))

    def scalar(self, value: Any, flow: bool) -> str:
        if not isinstance(value, str) or self.some(2):
            return scalar(value, flow=flow)
        quote = self.draw(st.sampled_from(["'", '"']))
        return scalar(value, flow=flow, quote=quote)

    def inline(self, value: Any) -> str:
        if isinstance(value, dict):
            space = self.draw(st.sampled_from(["", " "]))
            pairs = ", ".join(f"{self.key(key)} {self.inline(one)}" for key, one in value.items())
            return "{" + space + pairs + space + "}"
        if isinstance(value, list):
            return f"[{', '.join(map(self.inline, value))}]"
        return self.scalar(value, True)

    def key(self, key: str) -> str:
        return f"{key}:" if is_plain(key, flow=True) else f"{scalar(key, quote=chr(34))}:"

    def behind(self) -> str:
        return f"  # behind {len(self.lines)}" if self.comments and self.some(5) else ""

    def add(self, line: str, owner: Owner) -> None:
        self.lines.append((line + self.behind(), owner))

    def mapping(self, data: dict[str, Any], indent: int, owner: Owner, head: str = "") -> None:
        """Pairs in block style; `head` is the dash in front of the first one."""
        for key, value in data.items():
            if not head:
                self.remark(indent, (*owner, REMARK))
            self.pair(head or " " * indent, key, value, indent, (*owner, key))
            head = ""

    def pair(self, head: str, key: str, value: Any, indent: int, owner: Owner) -> None:
        if isinstance(value, dict | list) and value and self.some(2) and not key.startswith("x-"):
            self.add(head + self.key(key), owner)
            if isinstance(value, dict):
                self.mapping(value, indent + self.step, owner)
            else:
                self.items(value, indent + self.dash, owner, key if len(owner) == 1 else "")
        elif isinstance(value, str) and self.some(4) and _is_block(value):
            style = self.draw(st.sampled_from(["|-", "|-  # text"]))
            self.lines.append((f"{head}{self.key(key)} {style}", owner))
            self.lines += [(" " * (indent + self.step) + line, owner) for line in value.split("\n")]
        else:
            self.add(f"{head}{self.key(key)} {self.inline(value)}", owner)

    def items(self, items: list[Any], indent: int, owner: Owner, name: str = "") -> None:
        for item in items:
            own = (*owner, _item_id(item) if name else UNNAMED)
            if name:
                self.remark(indent)
            head = " " * indent + "-" + " " * self.draw(st.sampled_from([1, 1, 3]))
            if isinstance(item, dict) and item and (name == "components" or self.some(2)):
                self.mapping(item, len(head), own, head)
            else:
                self.add(head + self.inline(item), own)

    def section(self, key: str, value: Any) -> None:
        self.remark(0)
        if isinstance(value, list) and not key.startswith("x-") and not self.some(6):
            self.add(f"{key}:", (key,))
            self.items(value, self.dash, (key,), key)
        else:
            self.pair("", key, value, 0, (key,))


def _is_block(text: str) -> bool:
    return all(line and line.isprintable() and line == line.strip() for line in text.split("\n"))


def _item_id(item: dict[str, Any]) -> str:
    if "from" in item and "id" not in item:
        return f"{item['from']}>{item['to']}:{item['kind']}"
    return str(item.get("id") or item["finding"])


@st.composite
def handwritten(draw: st.DrawFn, data: dict[str, Any]) -> tuple[str, list[tuple[str, Owner]]]:
    """The text of a file, and its lines with their owners."""
    step = draw(st.sampled_from([2, 2, 4]))
    hand = Hand(draw, step, draw(st.sampled_from([0, step])), draw(st.booleans()))
    for key, value in data.items():
        hand.section(key, value)
    end = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    last = draw(st.sampled_from([end, end, ""])) if hand.lines[-1][0] else end
    return end.join(line for line, _ in hand.lines) + last, hand.lines
