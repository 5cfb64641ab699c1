"""What a report says, put together once: every reader's document is made from this."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property

from checks.engine import Report
from checks.finding import Finding
from checks.registry import all_rules
from checks.reports.data import question_parts, straight
from checks.reports.readers.phrases import said, small
from designer.model.brief import Brief
from designer.model.design import Design
from designer.model.element import Element
from designer.model.properties import properties_of


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that nobody stated, as a question, with the area of the rules that would like to know.

    `about` is the name of the element, "" where `what` has it.
    """

    about: str
    what: str
    area: str
    category: str
    element: str

    @property
    def words(self) -> str:
        """The whole question."""
        return f"{self.about}: {self.what}" if self.about else self.what


@dataclass(frozen=True)
class Reading:
    """A report for people. `place` gives where an element stands in its file, or ""."""

    report: Report
    place: Callable[[str], str]

    @property
    def design(self) -> Design:
        """The design that was checked."""
        return self.report.design

    @property
    def brief(self) -> Brief:
        """What the design is for."""
        return self.design.brief

    @property
    def title(self) -> str:
        """What the design is called."""
        return straight(self.design.name) or "Untitled design"

    @cached_property
    def open(self) -> tuple[Finding, ...]:
        """The findings that count, the worst first."""
        return tuple(self.report.open())

    @cached_property
    def accepted(self) -> tuple[Finding, ...]:
        """The findings that somebody has accepted."""
        return tuple(one for one in self.report.findings if one.waiver)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What is not stated, each question once."""
        rules = all_rules()
        asked: dict[str, Question] = {}
        for one in self.report.not_stated:
            about, what = map(straight, question_parts(one, self.design))
            rule = rules[one.code]
            question = Question(about, what, rule.area, rule.category, one.element)
            asked.setdefault(question.words, question)
        return tuple(asked.values())

    def category(self, finding: Finding) -> str:
        """The category of a finding's rule."""
        return all_rules()[finding.code].category

    def heading(self, finding: Finding) -> str:
        """What a finding's rule is called, as a heading."""
        return all_rules()[finding.code].name.replace("-", " ").capitalize()

    def of(self, findings: Collection[Finding], categories: Collection[str]) -> list[Finding]:
        """Those of the findings that are in these categories."""
        return [one for one in findings if self.category(one) in categories]

    def name(self, element_id: str) -> str:
        """What people call an element; "" for what has no name of its own, such as the brief."""
        if element_id.partition(".")[0] in ("brief", "design"):
            return ""
        return straight(self.design.title_of(element_id).replace(" → ", " to "))

    def facts(self, element: Element, *, without: Collection[str] = ()) -> list[tuple[str, str]]:
        """What is stated about an element, label and words, in the order of its declaration."""
        known = properties_of(type(element))
        return [
            (one.label.removesuffix(" ms").removesuffix(" pct"), straight(said(value, one)))
            for name, one in known.items()
            if name not in without and (value := getattr(element, name)) is not None
        ]

    def in_line(self, element: Element, *, without: Collection[str] = ()) -> str:
        """The same in one line."""
        rows = self.facts(element, without=without)
        return "; ".join(f"{small(label)}: {words}" for label, words in rows) or "nothing stated"

    def fact(self, name: str) -> str:
        """A field of the brief in words, "" where it is not stated."""
        value = getattr(self.brief, name)
        return straight(said(value, properties_of(Brief)[name])) if value is not None else ""

    @staticmethod
    def label(name: str) -> str:
        """What a field of the brief is called."""
        return properties_of(Brief)[name].label
