"""What a language model found and a person kept: told apart from the findings of the rules, never counted."""

from __future__ import annotations

from checks.engine import Report
from designer.model.waiver import Review, Waiver

TITLE = "Kept from reviews by a language model"
APART = "A person kept these. No rule found them, and they do not count."


def kept_reviews(report: Report) -> list[tuple[Review, Waiver | None]]:
    """What was kept, each with the waiver that accepts it today, in the order of the file."""
    kept = (one for one in report.design.reviews.values() if one.status == "kept")
    return [(one, report.waived.get(one.id)) for one in kept]


def anchor_of(review: Review) -> str:
    """The element to mend."""
    return review.id.partition("@")[2]
