"""Plain values of a design as words."""

from __future__ import annotations

from checks.score import points


def words(value: object) -> str:
    """A value as a person says it; None is what nobody stated."""
    match value:
        case None:
            return "not stated"
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:.12g}"
        case dict():
            return ", ".join(f"{key}: {words(one)}" for key, one in value.items()) or "nothing"
        case list() | tuple():
            return "; ".join(map(words, value)) or "none"
    return str(value) or '""'


def with_unit(value: object, unit: str) -> str:
    """A value with its unit, where that is a unit and no description such as `0 to 1`."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return f"{words(value)} {unit}" if number and unit and unit != "0 to 1" else words(value)


def percent(share: float | None, unjudged: str = "-") -> str:
    """A score in per cent, or the word for what was not judged."""
    return unjudged if share is None else f"{points(share)}%"
