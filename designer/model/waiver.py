"""Waivers and kept reviews: what people decided about findings."""

from datetime import date
from typing import Annotated, Literal

from pydantic import StringConstraints

from designer.model.element import Element
from designer.model.values import Text

FindingId = Annotated[str, StringConstraints(pattern=r"^([A-Z][A-Z0-9]{2,9}|review:[0-9a-f]{8})@\S{1,210}$")]
ReviewId = Annotated[str, StringConstraints(pattern=r"^review:[0-9a-f]{8}@\S{1,210}$")]
Sentence = Annotated[Text, StringConstraints(min_length=1)]


class Waiver(Element):
    """A finding accepted for a time: why, by whom, and until which day (inclusive, UTC)."""

    finding: FindingId
    reason: Sentence
    owner: Sentence
    until: date

    @property
    def code(self) -> str:
        """The code of the rule."""
        return self.finding.partition("@")[0]

    @property
    def is_of_review(self) -> bool:
        """Whether the finding is a language model's."""
        return self.code.startswith("review:")

    @property
    def anchor(self) -> str:
        """The element that the finding is about."""
        return self.finding.partition("@")[2]


class Review(Element):
    """A finding of the language model that a person kept or dismissed."""

    id: ReviewId
    status: Literal["kept", "dismissed"]
    reason: Text | None = None
    model: Text | None = None
    text: Text | None = None
