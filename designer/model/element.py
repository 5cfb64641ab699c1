"""What all parts of a design share: frozen, strict about names, tolerant of keys that begin with `x-`."""

from __future__ import annotations

from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field


class Element(BaseModel):
    """A part of a design. What is not stated is None; nothing is ever filled in."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", coerce_numbers_to_str=True, defer_build=True, validate_by_alias=True
    )

    extra: dict[str, Any] = Field(default_factory=dict, alias="x-", repr=False)
    """Keys that begin with `x-`: kept, ignored by everything."""

    @classmethod
    def read(cls, data: dict[str, Any]) -> Self:
        """Build from the flat mapping of the file or of an edit.

        Raises pydantic.ValidationError for unknown names and wrong values.
        """
        extra = {key: value for key, value in data.items() if key.startswith("x-")}
        if extra:
            data = {key: value for key, value in data.items() if key not in extra} | {"x-": extra}
        return cls.model_validate(data)

    def stated(self) -> dict[str, Any]:
        """The flat mapping of what is stated, as the file holds it."""
        data = self.model_dump(mode="json", by_alias=True, exclude_none=True)
        extra: dict[str, Any] = data.pop("x-", {})
        return {**data, **extra}
