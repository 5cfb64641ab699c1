"""What pydantic refused, at its place in the file, with what would be valid."""

from __future__ import annotations

import re
from typing import Any

from pydantic import ValidationError

from designer.files.plain import shorten_key
from designer.files.problems import Problems
from designer.files.tree import Mapping, Node, Scalar, Sequence
from designer.model.element import Element
from designer.model.messages import in_words, shorten
from designer.model.properties import properties_of

_ID = "Use small letters, digits, - and _, beginning with a letter; 64 at most."
_PATTERNS = (
    ("(s|m|h|d)", "Write a number and s, m, h or d, such as 30s, 5m, 24h or 7d."),
    ("@", "Write the finding's id, such as LOG001@scorer."),
    (">:", "Use small letters, digits, -, _, > and :, beginning with a letter."),
    ("x-", "Keep it under 300 characters and on one line."),
)
_SHAPES = {
    "tuple_type": "Write a list, such as [a, b].",
    "list_type": "Write a list, such as [a, b].",
    "frozen_set_type": "Write a list, such as [a, b].",
    "model_type": "Write keys and values.",
    "dict_type": "Write keys and values.",
    "string_type": "Write one text.",
    "bool_parsing": "Write true or false.",
    "bool_type": "Write true or false.",
    "int_parsing": "Write a whole number.",
    "date_from_datetime_parsing": "Write a day such as 2027-03-01.",
    "date_parsing": "Write a day such as 2027-03-01.",
}
_SHARES = ("%", "0 to 1")
_MANY = 30


def explain_at(
    error: ValidationError, node: Node, cls: type[Element], title: str, problems: Problems
) -> None:
    """Note every part of a validation error of the element that `title` names."""
    title = shorten_key(title)
    for part in error.errors(include_url=False):
        key, found, parent = _walk(node, part["loc"])
        if part["type"] == "extra_forbidden":
            _unknown(key, cls, part["loc"], title, problems)
        elif part["type"] == "missing":
            if not (isinstance(parent, Mapping) and parent.find(str(part["loc"][-1]))):
                because = f"{part['loc'][-1]} is missing"
                problems.add(parent.start, f"read {_path(part['loc'][:-1], title)}", because, "State it.")
        else:
            _wrong(part, found, cls, title, problems)


def _walk(node: Node, loc: tuple[int | str, ...]) -> tuple[Node, Node, Node]:
    """The key, the value and its parent at a location; as far as the file has them."""
    key = parent = node
    for step in loc:
        if isinstance(node, Mapping) and (pair := node.find(str(step))):
            parent, (key, node) = node, pair
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            parent, node = node, node.items[step]
            key = node
        else:
            return key, node, node
    return key, node, parent


def _path(loc: tuple[int | str, ...], title: str) -> str:
    steps = "".join(f"[{step}]" if isinstance(step, int) else f".{shorten_key(step)}" for step in loc)
    return f"{steps.lstrip('.')} of {title}" if steps else title


def _unknown(
    key: Node, cls: type[Element], loc: tuple[int | str, ...], title: str, problems: Problems
) -> None:
    name, owner = str(loc[-1]), _class_at(cls, loc[:-1])
    valid = [field.alias or known for known, field in owner.model_fields.items() if known != "extra"]
    where = "there is no such key" if owner is not cls else f"{_kind_words(cls)} has no such property"
    do = f"It has {', '.join(valid)}." if len(valid) <= _MANY else ""
    problems.add(key.start, f"read {_path(loc, title)}", where, do, name, valid)


def _kind_words(cls: type[Element]) -> str:
    kind = cls.model_fields.get("kind")
    default = kind.default if kind else None
    return default if isinstance(default, str) else f"a {cls.__name__.lower()}"


def _class_at(cls: type[Element], loc: tuple[int | str, ...]) -> type[Element]:
    """The element that stands at a location inside of another one."""
    for step in loc:
        if isinstance(step, str) and step in cls.model_fields:
            cls = _element_in(cls.model_fields[step].annotation) or cls
    return cls


def _element_in(annotation: Any) -> type[Element] | None:
    if isinstance(annotation, type) and issubclass(annotation, Element):
        return annotation
    inner = getattr(annotation, "__args__", ())
    return next((found for one in inner if (found := _element_in(one))), None)


def _wrong(part: Any, node: Node, cls: type[Element], title: str, problems: Problems) -> None:
    found = node.value if isinstance(node, Scalar) else ""
    choices = re.findall(r"'([^']*)'", part["ctx"]["expected"]) if part["type"] == "literal_error" else []
    shown = f"{shorten(found)} " if isinstance(node, Scalar) else "it "
    because = shown + in_words(part["type"], part.get("ctx", {}), part["msg"]).rstrip(".")
    do = f"Choose one of {', '.join(choices)}." if choices else _advice(part, cls)
    problems.add(node.start, f"read {_path(part['loc'], title)}", because, do, found, choices)


def _advice(part: Any, cls: type[Element]) -> str:
    if part["type"] == "string_pattern_mismatch":
        pattern = part["ctx"]["pattern"]
        return next((words for sign, words in _PATTERNS if sign in pattern), _ID)
    known = properties_of(cls).get(str(part["loc"][0])) if part["loc"] else None
    if part["type"] in ("float_parsing", "int_parsing", "finite_number") and known and known.unit:
        such = "" if known.unit in _SHARES else ", such as 3000 or 3k"
        return f"Write the number alone{such}; it counts in {known.unit}."
    if part["type"] == "float_parsing":
        return "Write a number."
    return _SHAPES.get(part["type"], "")
