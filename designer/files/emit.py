"""Values as YAML in the style of the house, or in the style of a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from designer.files.scalars import is_long, key_text, scalar

WIDTH = 100
"""Short mappings and lists stand on one line up to this column."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a file is indented: `step` for mappings, `dash` for the dashes of a list, `gap` behind a dash."""

    step: int = 2
    dash: int = 2
    gap: int = 1


HOUSE = Style()


def flow_text(value: Any) -> str:
    """A value on one line, inside of brackets."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(flow_pair(key, one) for key, one in value.items())}}}"
    if is_list(value):
        return f"[{', '.join(map(flow_text, value))}]"
    return scalar(value, flow=True)


def flow_pair(key: str, value: Any) -> str:
    """A key with its value, inside of brackets."""
    return f"{key_text(key, flow=True)} {flow_text(value)}"


def is_list(value: Any) -> bool:
    """Whether a value is written as a list."""
    return isinstance(value, Sequence) and not isinstance(value, str)


def block_pairs(data: Mapping[str, Any], indent: int, style: Style = HOUSE) -> list[str]:
    """The lines of a mapping."""
    return [line for key, value in data.items() for line in pair_lines(key, value, indent, style)]


def pair_lines(key: str, value: Any, indent: int, style: Style = HOUSE, *, block: bool = False) -> list[str]:
    """The lines of one key; `block` forbids to write its value on one line."""
    head = " " * indent + key_text(key)
    if is_long(key):
        return [head, f"{' ' * indent}: {flow_text(value)}"]
    if not value or not (isinstance(value, Mapping) or is_list(value)):
        return _scalar_lines(head, value, indent + style.step)
    line = f"{head} {flow_text(value)}"
    if len(line) <= WIDTH and not block:
        return [line]
    if isinstance(value, Mapping):
        return [head, *block_pairs(value, indent + style.step, style)]
    return [head, *list_lines(value, indent + style.dash, style)]


def _scalar_lines(head: str, value: Any, indent: int) -> list[str]:
    if isinstance(value, str) and _is_literal(value):
        pad = " " * indent
        return [f"{head} |-", *(pad + line if line else "" for line in value.split("\n"))]
    return [f"{head} {flow_text(value) if not isinstance(value, str) else scalar(value)}"]


def _is_literal(text: str) -> bool:
    """Whether a text of several lines can stand as it is."""
    lines = text.split("\n")
    if len(lines) < 2 or not lines[-1] or not lines[0]:
        return False
    return all(line.isprintable() and line == line.strip() for line in lines)


def list_lines(items: Sequence[Any], indent: int, style: Style = HOUSE) -> list[str]:
    """The lines of a list, its dashes at `indent`."""
    return [line for item in items for line in item_lines(item, indent, style)]


def item_lines(
    item: Any, indent: int, style: Style = HOUSE, *, block: bool = False, flow: bool = False
) -> list[str]:
    """The lines of one item; `block` or `flow` where its neighbours decide how it is written."""
    head = " " * indent + "-" + " " * style.gap
    line = head + (flow_text(item) if isinstance(item, Mapping) or is_list(item) else scalar(item))
    mapping = isinstance(item, Mapping) and item and not is_long(next(iter(item)))
    if flow or not mapping or (len(line) <= WIDTH and not block):
        return [line]
    lines = block_pairs(item, len(head), style)
    return [head + lines[0][len(head) :], *lines[1:]]
