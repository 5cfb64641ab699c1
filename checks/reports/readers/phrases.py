"""Numbers, days and lists of names as a person would write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from designer.model.properties import Property
from designer.model.values import quantity

_UNITS = {"s": "second", "m": "minute", "h": "hour", "d": "day"}
_MILLION = 1_000_000


def listed(names: Sequence[str], most: int = 4) -> str:
    """`A`, `A and B`, `A, B and C`, `A, B, C and 7 more`."""
    shown = list(names) if len(names) <= most else [*names[: most - 1], f"{len(names) - most + 1} more"]
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1]))) if shown else ""


def sentence(words: str) -> str:
    """The words with a capital at the beginning and a full stop at the end."""
    words = words.strip()
    return (
        f"{words[:1].upper()}{words[1:]}{'' if words.endswith(('.', '!', '?', '…')) else '.'}"
        if words
        else ""
    )


def small(words: str) -> str:
    """The words with a small letter at the beginning, unless they begin with an abbreviation."""
    return words if words[1:2].isupper() else f"{words[:1].lower()}{words[1:]}"


def day(one: date) -> str:
    """`1 March 2027`."""
    return f"{one.day} {one:%B} {one.year}"


def month(text: str) -> str:
    """`2027-06` as `June 2027`; anything else as it is."""
    try:
        one = date.fromisoformat(f"{text}-01" if len(text) == 7 else text)
    except ValueError:
        return text
    return f"{one:%B} {one.year}" if len(text) == 7 else day(one)


def number(value: float) -> str:
    """`2.1 million`, `36,000`, `0.41`."""
    if value >= _MILLION:
        return (
            f"{value / _MILLION:,.4g} million"
            if value < 1000 * _MILLION
            else f"{value / _MILLION:,.0f} million"
        )
    return f"{value:,.0f}" if value >= 1000 or value.is_integer() else f"{value:,.4g}"


def amount(text: str, unit: str = "") -> str:
    """An amount such as `2.1M USD/month` in words; free text stays as it is."""
    value, own = quantity(text)
    if value is None:
        return text
    return with_unit(number(value), own or unit)


def with_unit(words: str, unit: str) -> str:
    """`2 million USD a month`, `22%`."""
    return f"{words}%" if unit == "%" else f"{words} {per(unit)}".strip()


def per(unit: str) -> str:
    """`USD/month` as `USD a month`, `requests/s` as `requests a second`."""
    what, _, time = unit.partition("/")
    time = _UNITS.get(time, time)
    return f"{what} {'an' if time == 'hour' else 'a'} {time}" if time else unit


def span(duration: str) -> str:
    """`60d` as `60 days`."""
    value, unit = float(duration[:-1]), _UNITS[duration[-1]]
    return f"{value:g} {unit}{'' if value == 1 else 's'}"


def said(value: object, known: Property | None) -> str:
    """The value of a property for people, with its unit."""
    unit = known.unit if known else ""
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | float():
            plain = number(float(value))
            return f"{number(100 * value)}%" if unit == "0 to 1" else with_unit(plain, unit)
        case list() | tuple():
            return ", ".join(said(one, known) for one in value) or "none"
        case str() if known and known.type == "duration":
            return span(value)
        case str() if known and known.type in ("choice", "set"):
            return value.replace("_", " ")
    return amount(str(value)) if known and known.type == "quantity" else str(value)
