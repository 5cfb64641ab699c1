"""A case: a design to be reviewed, and the mistake that is planted in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, get_args

from checks.engine import Report, check
from checks.review.answer import CATEGORIES
from designer.files import dump, load_text
from designer.model.design import Design

Plain = dict[str, Any]
Set = Literal["seen", "unseen", "clean", "hostile", "reworded"]
SETS: tuple[Set, ...] = get_args(Set)
"""Mistakes that rules name; those that they cannot see; none; with a hostile label; told in other words."""
Arm = Literal["alone", "with rules"]
"""Whether the model is told what the rules have found, as it is in the product."""
TODAY = date(2026, 11, 23)
"""The day of all checks, so that a figure does not change by waiting."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A planted mistake. Found is what names one of these places and one of these categories.

    The first category is the one under which it is counted.
    """

    name: str
    meaning: str
    categories: tuple[str, ...]
    at: tuple[str, ...]

    def __post_init__(self) -> None:
        """A label that nothing can meet is a mistake of ours."""
        if unknown := set(self.categories) - set(CATEGORIES):
            raise ValueError(f"{self.name}: no such category: {min(unknown)}")

    def is_at(self, elements: set[str]) -> bool:
        """Whether one of these elements is a place of it; a field of the brief counts as the brief."""
        places = {_whole(one) for one in self.at}
        return not places.isdisjoint(map(_whole, elements))


def _whole(element: str) -> str:
    return "brief" if element.startswith("brief.") else element


@dataclass(frozen=True, slots=True)
class Case:
    """A design under a name; `gap` is None in a clean one, `of` is the case that it is a variant of."""

    name: str
    set: Set
    design: Design
    gap: Gap | None = None
    of: str = ""

    def report(self, arm: Arm = "with rules") -> Report:
        """What the rules say; for a model that is asked alone, nothing."""
        report = check(self.design, today=TODAY)
        return report if arm == "with rules" else replace(report, findings=(), suppressed=())

    def data(self) -> Plain:
        """The case as plain data, with the design as its file."""
        gap = self.gap
        label = (
            {"name": gap.name, "meaning": gap.meaning, "categories": gap.categories, "at": gap.at}
            if gap
            else None
        )
        return {"case": self.name, "set": self.set, "of": self.of, "gap": label, "design": dump(self.design)}


def read_case(data: Plain) -> Case:
    """The case that `data` gave."""
    label = data["gap"]
    gap = label and Gap(label["name"], label["meaning"], tuple(label["categories"]), tuple(label["at"]))
    return Case(data["case"], data["set"], load_text(data["design"], data["case"]).design, gap, data["of"])
