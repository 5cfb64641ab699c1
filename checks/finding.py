"""What a rule says of a place: a finding, a pass, or that a fact is not stated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from designer.model.edits import Edit
from designer.model.resolve import Origin, Value
from designer.model.waiver import Waiver

Severity = Literal["error", "warning", "advice"]
PassedBy = Literal["structure", "technology", "declaration", "default"]
FixKind = Literal["structural", "declared", "mixed"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "advice")
"""The worst first."""
WEIGHT: dict[str, int] = {"error": 3, "warning": 2, "advice": 1}


def severities_from(least: str) -> tuple[Severity, ...]:
    """The severities from the worst down to this one; none for `never`."""
    return () if least == "never" else SEVERITIES[: SEVERITIES.index(least) + 1]


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that make a finding go away.

    `structural` adds or rewires; `declared` only states an intention, which people must make true;
    `mixed` does both. `complete` says whether nothing is left to do by hand.
    """

    title: str
    kind: FixKind
    edits: tuple[Edit, ...]
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that failed at its anchor, the one element to mend.

    `where` are other components it speaks of, `flows` the flows; `assumed` names properties whose
    default it rests on. `waiver` is set where the finding is accepted today. `unstated` ones come from a
    fact that nobody stated, and are mended by stating it. Findings of a rule that are `mended_at` one place
    have one cause, and the first of them is told.
    """

    code: str
    anchor: str
    severity: Severity
    message: str
    where: tuple[str, ...] = ()
    flows: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    waiver: Waiver | None = None
    unstated: bool = False
    mended_at: str = ""

    @property
    def id(self) -> str:
        """`CODE@anchor`, unique in a report."""
        return f"{self.code}@{self.anchor}"

    @property
    def status(self) -> Literal["open", "waived"]:
        """Whether it counts."""
        return "waived" if self.waiver else "open"

    @property
    def subject(self) -> frozenset[str]:
        """The elements that it is about, for telling whether two findings have one cause."""
        return frozenset((self.anchor, *self.where))


@dataclass(frozen=True, slots=True)
class Passed:
    """The place is as it should be, and by what that is known."""

    by: PassedBy = "structure"


@dataclass(frozen=True, slots=True)
class NotStated:
    """The rule cannot tell, because this property of this element (or field of the brief) is not stated."""

    property: str
    element: str


Verdict = Finding | Passed | NotStated


def passed_by(value: Value) -> Passed:
    """A pass that rests on the value of a property."""
    by: dict[Origin, PassedBy] = {
        Origin.TECHNOLOGY: "technology",
        Origin.DEFAULT: "default",
        Origin.STATED: "declaration",
        Origin.ZONE: "declaration",
    }
    return Passed(by.get(value.origin, "structure"))
