"""Durations and quantities as people write them, and the numbers they mean."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator, Field, PlainSerializer, StringConstraints, WithJsonSchema

from designer.model.limits import MAX_NAME, MAX_TEXT

ID_PATTERN = r"^[a-z][a-z0-9_-]{0,63}$"
RESERVED_IDS = frozenset({"brief", "design", "review"})

_DURATION = r"^[0-9]+(\.[0-9]+)?(s|m|h|d)$"
_SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_QUANTITY = re.compile(r"^\s*([0-9][0-9_,]*(?:\.[0-9]+)?|\.[0-9]+)\s*([kMG]?)(?:\s+(.+?)|\s*(%))?\s*$")
_FACTORS = {"": 1, "k": 10**3, "M": 10**6, "G": 10**9}

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=MAX_NAME)]
Text = Annotated[str, StringConstraints(max_length=MAX_TEXT)]
Duration = Annotated[str, StringConstraints(pattern=_DURATION)]
_AMOUNT = r"^\s*[0-9][0-9_,]*(\.[0-9]+)?\s*[kMG]?\s*$"


def _counted(value: object) -> object:
    """What people write for a count or a rate, such as `3k` or `10_000`, as its number."""
    written = isinstance(value, str) and re.match(_AMOUNT, value) and re.search("[_,kMG]", value)
    return quantity(str(value)).number if written else value


def _number_or_words(kind: str) -> WithJsonSchema:
    return WithJsonSchema({"type": [kind, "string"], "minimum": 0, "pattern": _AMOUNT})


_Plain = PlainSerializer(lambda number: int(number) if number.is_integer() else number)
Number = Annotated[
    float, Field(ge=0, allow_inf_nan=False), BeforeValidator(_counted), _Plain, _number_or_words("number")
]
Count = Annotated[int, Field(ge=0), BeforeValidator(_counted), _number_or_words("integer")]
Percent = Annotated[float, Field(ge=0, le=100), _Plain]
Share = Annotated[float, Field(ge=0, le=1), _Plain]


def seconds(duration: str) -> float:
    """The length in seconds of a duration such as `30s`, `5m`, `24h` or `7d`.

    Raises ValueError for anything else.
    """
    if not re.match(_DURATION, duration):
        raise ValueError(
            f"cannot read {duration!r} as a duration: write a number and s, m, h or d, such as 24h."
        )
    return float(duration[:-1]) * _SECONDS[duration[-1]]


def days(duration: str) -> float:
    """The length of a duration in days."""
    return seconds(duration) / _SECONDS["d"]


class Quantity(NamedTuple):
    """An amount with its unit; `number` is None where the text is not `NUMBER[k|M|G] [UNIT]`."""

    number: float | None
    unit: str


def quantity(text: str) -> Quantity:
    """Read `120 USD`, `3 min`, `2.1M` or `70 %`; free text gives no number."""
    found = _QUANTITY.match(text)
    if not found:
        return Quantity(None, "")
    digits = found[1].replace(",", "").replace("_", "")
    # In decimals, so that 2.3k is 2300 and not 2299.9999999999995, and no digit is lost.
    return Quantity(float(Decimal(digits) * _FACTORS[found[2]]), found[3] or found[4] or "")
