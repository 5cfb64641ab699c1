"""The report as annotations of GitHub Actions: workflow commands, one a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.finding import Finding, Severity
from checks.registry import all_rules
from checks.reports.checked import CheckedFile
from checks.reports.data import straight

_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "advice": "notice"}


def to_github(files: Sequence[CheckedFile]) -> str:
    """A command for each open finding and each rule that could not run; known ones come last."""
    return "".join(f"{line}\n" for one in files for line in _lines(one))


def _lines(file: CheckedFile) -> Iterator[str]:
    for finding in file.counting():
        yield _finding(finding, file, _LEVELS[finding.severity])
    for one in file.report.failed:
        yield f"::error file={_value(file.name)}::{_text(f'{one.code} could not run: {one.why}')}"
    for finding in file.known():
        yield _finding(finding, file, "notice", " (known)")


def _finding(finding: Finding, file: CheckedFile, level: str, more: str = "") -> str:
    line = file.line_of(finding.anchor)
    place = f"file={_value(file.name)}" + (f",line={line}" if line else "")
    rule = all_rules()[finding.code]
    title = _value(f"{finding.id} {rule.name}{more}")
    message = _text(straight(f"{finding.message} Mend: {rule.fix}"))
    return f"::{level} {place},title={title}::{message}"


def _text(text: str) -> str:
    """A message: a percent sign or an end of line would end or change the command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    """A property: a colon or a comma would end it."""
    return _text(text).replace(":", "%3A").replace(",", "%2C")
