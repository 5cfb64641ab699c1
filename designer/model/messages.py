"""What pydantic found wrong, in words for people."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

_WORDS = {
    "string_pattern_mismatch": "is not written as it must be",
    "string_too_long": "is too long (at most {max_length} characters)",
    "string_too_short": "is empty",
    "extra_forbidden": "is not known here",
    "missing": "is missing",
    "int_parsing": "is not a whole number",
    "int_type": "is not a whole number",
    "int_from_float": "is not a whole number",
    "float_parsing": "is not a number",
    "float_type": "is not a number",
    "finite_number": "is not a finite number",
    "bool_parsing": "is neither true nor false",
    "bool_type": "is neither true nor false",
    "greater_than_equal": "is below {ge:g}",
    "less_than_equal": "is above {le:g}",
    "tuple_type": "is not a list",
    "list_type": "is not a list",
    "dict_type": "is not a mapping of names to values",
    "model_type": "is not a mapping of names to values",
    "string_type": "is not text",
    "literal_error": "is not one of the valid words",
    "date_from_datetime_parsing": "is not a day such as 2027-03-01",
    "date_parsing": "is not a day such as 2027-03-01",
}


def in_words(kind: str, context: dict[str, Any], fallback: str) -> str:
    """What one pydantic error means, to follow the name of the value."""
    text = _WORDS.get(kind)
    return text.format(**context) if text else fallback[:1].lower() + fallback[1:]


def explain(error: ValidationError) -> str:
    """All of a validation error in one sentence without a full stop."""
    return "; ".join(_one(part) for part in error.errors(include_url=False))


def _one(part: Any) -> str:
    where = ".".join(str(step) for step in part["loc"])
    found = part.get("input")
    shown = f" ({shorten(found)})" if isinstance(found, str | int | float) else ""
    return f"{where}{shown} {in_words(part['type'], part.get('ctx', {}), part['msg'])}".strip()


def shorten(value: object, limit: int = 60) -> str:
    """The value on one line, cut to `limit` characters, in quotes where it is text."""
    text = str(value).replace("\n", " ")
    text = text if len(text) <= limit else text[: limit - 1] + "…"
    return f'"{text}"' if isinstance(value, str) else text


def did_you_mean(found: str, valid: Iterable[str]) -> str:
    """` Did you mean x?`, or "" where nothing is near."""
    near = difflib.get_close_matches(found[:200], list(valid), n=1, cutoff=0.6)
    return f" Did you mean {near[0]}?" if near else ""
