"""Designs in the file format and what a check says of them, for tests of rules."""

from __future__ import annotations

from checks.engine import Report, check
from checks.finding import Finding
from designer.files import load_text
from designer.model.properties import Maturity


def report_of(text: str, maturity: Maturity | None = None) -> Report:
    """The verdict of all rules on a design in the file format."""
    return check(load_text(f"sketchcheck: 1\nname: Test\n{text}", "test").design, maturity=maturity)


def found(report: Report, *codes: str) -> list[Finding]:
    """The findings of these rules, each named by its code or the beginning of it."""
    return [one for one in report.findings if one.code.startswith(codes)]


def asked(report: Report, code: str) -> list[tuple[str, str]]:
    """Element and property of the facts that one rule asks for."""
    return [(one.element, one.property) for one in report.not_stated if one.code == code]
