"""What all parts of a design share: frozen, strict about names, tolerant of keys that begin with `x-`."""

from collections.abc import Callable
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_serializer, model_validator

ExtraKey = Annotated[str, StringConstraints(pattern=r"^x-.{1,298}$")]


class Element(BaseModel):
    """A part of a design. What is not stated is None; nothing is ever filled in."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", coerce_numbers_to_str=True, defer_build=True, validate_by_alias=True
    )

    extra: dict[ExtraKey, Any] = Field(default_factory=dict, alias="x-", repr=False)
    """Keys that begin with `x-`: kept, ignored by everything. Null is not stated, as everywhere."""

    @classmethod
    def read(cls, data: dict[str, Any]) -> Self:
        """Build from the flat mapping of the file or of an edit.

        Raises pydantic.ValidationError for unknown names and wrong values.
        """
        return cls.model_validate(_gathered(data))

    def stated(self) -> dict[str, Any]:
        """The flat mapping of what is stated, as the file holds it."""
        data = self.model_dump(mode="json", by_alias=True, exclude_none=True)
        extra: dict[str, Any] = data.pop("x-", {})
        return {**data, **extra}


def _gathered(data: dict[str, Any]) -> dict[str, Any]:
    own = [key for key in data if key.startswith("x-") and key != "x-"]
    if not own:
        return data
    extra = {key: data[key] for key in own if data[key] is not None}
    return {key: value for key, value in data.items() if key not in own} | {"x-": extra}


class Part(Element):
    """An element that stands inside another one, where nobody calls `read` and `stated` for it."""

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, data: Any) -> Any:
        return _gathered(data) if isinstance(data, dict) else data

    @model_serializer(mode="wrap")
    def _spread(self, dump: Callable[[Self], dict[str, Any]]) -> dict[str, Any]:
        data = dump(self)
        extra: dict[str, Any] = data.pop("x-", {})
        return data | extra
