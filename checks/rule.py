"""What a rule is: one bad pattern, where to look for it, how to tell, how to mend it, and examples."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

from checks.finding import Finding, Fix, Severity, Verdict
from checks.sources import Source
from designer.graph import View
from designer.model.properties import Maturity

Gate = Literal[
    "always", "has_model", "trained", "live", "online", "trained and live", "batch",
    "generative", "rag", "agentic",
]  # fmt: skip

AREAS: dict[str, tuple[str, ...]] = {
    "problem": ("brief", "business", "governance"),
    "data": ("data", "features", "skew", "labels"),
    "model": ("training", "evaluation", "registry"),
    "serving": ("serving", "scalability", "resilience", "cost"),
    "operation": ("logging", "monitoring", "alerting", "feedback"),
    "delivery": ("rollout", "cicd", "security", "integration", "graph"),
    "generation": ("generation",),
}
"""The areas in which the score is given, with their categories of rules."""
_AREA_OF = {category: area for area, categories in AREAS.items() for category in categories}

MATURITIES: tuple[Maturity, ...] = ("sketch", "design", "production")


@dataclass(frozen=True, slots=True)
class Bad:
    """A design with the bad pattern: exactly these anchors are hit; `fixed` if a fix mends it."""

    yaml: str
    at: str | tuple[str, ...]
    fixed: bool = False

    @property
    def anchors(self) -> frozenset[str]:
        """The anchors that must be hit."""
        return frozenset((self.at,) if isinstance(self.at, str) else self.at)


@dataclass(frozen=True, slots=True)
class Good:
    """A design without the bad pattern, and `why` it has none."""

    yaml: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A number of a rule that a project may set: its name, what is taken where nobody set it, its meaning."""

    name: str
    default: float
    meaning: str
    least: float = 0.0

    def mistake(self, value: object) -> str:
        """Why it cannot be set to this, or ""."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return f"{value!r} is not a number. {self.meaning}"
        return f"{value:g} is below {self.least:g}. {self.meaning}" if value < self.least else ""


class Rule(ABC):
    """One check. Subclasses set the class variables and answer the questions; they keep no state."""

    code: ClassVar[str]
    name: ClassVar[str]
    """Reads well as "allow NAME"."""
    category: ClassVar[str]
    severity: ClassVar[Severity]
    maturity: ClassVar[Maturity] = "design"
    """The maturity from which it runs."""
    gate: ClassVar[Gate] = "always"
    asks_from: ClassVar[int] = 1
    """So many components make a design of a sketch; before, the rule asks nothing."""
    suppressed_by: ClassVar[tuple[str, ...]] = ()
    """Codes of rules whose finding on the same subject is the cause of this one's."""
    message: ClassVar[str]
    """What is missing, where, what follows; words in {braces} are filled by `found`."""
    why: ClassVar[str]
    """Why it hurts, in one or two sentences."""
    fix: ClassVar[str]
    """How to mend it, in words."""
    false_alarms: ClassVar[str] = ""
    question: ClassVar[str] = ""
    """What an interviewer would ask."""
    sources: ClassVar[tuple[Source, ...]] = ()
    examples: ClassVar[tuple[Bad | Good, ...]] = ()
    options: ClassVar[tuple[Option, ...]] = ()
    """What a project may set in its configuration."""

    @abstractmethod
    def places(self, view: View) -> Iterable[str]:
        """The anchors to which the rule applies."""

    @abstractmethod
    def judge(self, view: View, place: str) -> Verdict:
        """What holds at a place."""

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Ways to make the finding go away, the best first; none where only a person can tell."""
        del finding, view
        return []

    def option(self, view: View, name: str) -> float:
        """The value of one of the rule's options: as the project has set it, or its default."""
        default = next(one.default for one in self.options if one.name == name)
        value = view.settings.get(f"{self.code}.{name}", default)
        return value if isinstance(value, int | float) else default

    def found(
        self,
        anchor: str,
        *,
        where: Iterable[str] = (),
        flows: Iterable[str] = (),
        assumed: Iterable[str] = (),
        severity: Severity | None = None,
        mended_at: str = "",
        **words: object,
    ) -> Finding:
        """A finding at an anchor, with the braces of the message filled by `words`.

        `mended_at` is what the fix touches, where that mends other places of this rule as well.
        """
        return Finding(
            code=self.code,
            anchor=anchor,
            severity=severity or self.severity,
            message=self.message.format(**words),
            where=tuple(dict.fromkeys(one for one in where if one != anchor)),
            flows=tuple(dict.fromkeys(flows)),
            assumed=tuple(assumed),
            mended_at=mended_at,
        )

    @property
    def area(self) -> str:
        """The area of the score in which it counts."""
        return _AREA_OF[self.category]
