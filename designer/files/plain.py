"""Nodes as plain data: text for fields, which are typed later; typed values behind `x-` keys."""

from __future__ import annotations

import re
from collections.abc import ItemsView
from typing import Any

from designer.files.problems import Problems
from designer.files.tree import Mapping, Node, Scalar, Sequence
from designer.model.messages import shorten

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_INT = re.compile(r"[-+]?[0-9]+")
_OTHER_INT = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_BOOLS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_DIGITS = 4000


def is_null(node: Node) -> bool:
    """Whether nothing is stated there."""
    return isinstance(node, Scalar) and node.style is None and node.value in _NULLS


def fields(mapping: Mapping, problems: Problems) -> dict[str, Any]:
    """The keys of an element with their texts; its `x-` keys typed, and gathered under `x-`."""
    data = inner_fields(mapping, problems)
    extra = [key for key in data if key[:2] == "x-"]
    if extra:
        values = {key: data.pop(key) for key in extra}
        data["x-"] = {key: value for key, value in values.items() if value is not None}
    return data


def inner_fields(mapping: Mapping, problems: Problems) -> dict[str, Any]:
    """The same for an element inside another one, which gathers its `x-` keys itself."""
    data: dict[str, Any] = {}
    for key, value in pairs(mapping, problems):
        if key[:2] == "x-":
            data[key] = any_value(value, problems)
        elif type(value) is Scalar and (value.style or value.value not in _NULLS):
            data[key] = value.value
        elif is_null(value):
            refuse_empty(key, value, problems)
        else:
            data[key] = field_value(value, problems)
    return data


def pairs(mapping: Mapping, problems: Problems, *, free: bool = False) -> ItemsView[str, Node]:
    """The pairs with text keys, each key once; in a `free` mapping any name goes, and so `x-`."""
    seen: dict[str, Node] = {}
    for key, value in mapping.pairs:
        if (
            type(key) is not Scalar
            or (key.value == "<<" and key.style is None)
            or (key.value == "x-" and not free)
        ):
            _refuse_key(key, problems)
        elif key.value in seen:
            _refuse_twice(key, mapping, problems)
        else:
            seen[key.value] = value
    return seen.items()


def field_value(node: Node, problems: Problems) -> Any:
    """The value of a field as text, list or mapping of texts."""
    if isinstance(node, Scalar):
        if is_null(node):
            refuse_empty("this item", node, problems)
        return node.value
    if isinstance(node, Sequence):
        return [field_value(item, problems) for item in node.items]
    return inner_fields(node, problems)


def any_value(node: Node, problems: Problems) -> Any:
    """The value as YAML 1.2 types it, for what this program keeps and does not read."""
    if isinstance(node, Sequence):
        return [any_value(item, problems) for item in node.items]
    if isinstance(node, Mapping):
        return {key: any_value(value, problems) for key, value in pairs(node, problems, free=True)}
    return node.value if node.style else typed(node.value)


def typed(text: str) -> Any:
    """A plain scalar by the core schema of YAML 1.2. Numbers that JSON cannot hold stay text."""
    if text in _NULLS:
        return None
    if text in _BOOLS:
        return _BOOLS[text]
    if len(text) > _DIGITS:
        return text
    if _INT.fullmatch(text):
        return int(text)
    if _OTHER_INT.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text) and abs(number := float(text)) != float("inf"):
        return number
    return text


def refuse_empty(what: str, node: Node, problems: Problems) -> None:
    """Note a value that is not there."""
    words = node.value if isinstance(node, Scalar) else ""
    do = f'Write "{words}" in quotes if that is the text, or remove the key.' if words else ""
    problems.add(
        node.start, f"read {shorten_key(what)}", "nothing is stated", do or "State it, or remove the key."
    )


def _refuse_key(key: Node, problems: Problems) -> None:
    if isinstance(key, Scalar) and key.value == "x-":
        problems.add(key.start, "read x-", "it has no name", "Write one behind it, such as x-ticket.", "x-")
    elif isinstance(key, Scalar):
        because, do = "merge keys are not allowed", "Write the keys out."
        problems.add(key.start, "read <<", because, do, "<<")
    else:
        problems.add(key.start, "read this key", "it is a list or a mapping", "Write a text as the key.")


def _refuse_twice(key: Scalar, mapping: Mapping, problems: Problems) -> None:
    first = mapping.find(key.value)
    because = f"line {first[0].start.line + 1} has this key already" if first else "it is there already"
    problems.add(key.start, f"read {shorten_key(key.value)}", because, "Remove one of them.", key.value)


def shorten_key(key: str) -> str:
    """A key or an id on one line, for messages."""
    return shorten(key, 210)[1:-1]
