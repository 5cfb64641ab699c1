"""The report as JUnit XML: a suite a file, a case for each rule that found nothing and for each finding."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from checks.engine import Report
from checks.finding import Finding, Severity
from checks.registry import all_rules
from checks.reports.checked import CheckedFile
from checks.reports.data import straight


def to_junit(files: Sequence[CheckedFile], failing: Collection[Severity]) -> str:
    """Findings of the severities in `failing` fail, others pass with their words.

    So do known ones; waived ones are skipped.
    """
    root = Element("testsuites", name="Sketchcheck")
    for one in files:
        root.append(_suite(one, failing))
    for count in ("tests", "failures", "errors", "skipped"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _suite(file: CheckedFile, failing: Collection[Severity]) -> Element:
    report = file.report
    suite = Element("testsuite", name=_clean(file.name), timestamp=f"{report.date}T00:00:00")
    suite.extend(_passed(report, file.name))
    suite.extend(_finding(one, file, failing) for one in report.findings)
    for one in report.failed:
        case = _case(one.code, file.name)
        SubElement(case, "error", message=_clean(f"the rule could not run: {one.why}"), type="rule")
        suite.append(case)
    suite.set("tests", str(len(suite)))
    for count, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(count, str(len(suite.findall(f"*/{tag}"))))
    return suite


def _passed(report: Report, name: str) -> Iterator[Element]:
    found = {one.code for one in report.findings}
    yield from (_case(code, name) for code in report.run if code not in found)


def _case(title: str, file: str) -> Element:
    rule = all_rules().get(title.partition("@")[0])
    name = f"{title} {rule.name}" if rule else title
    return Element("testcase", name=_clean(name), classname=_clean(file))


def _finding(finding: Finding, file: CheckedFile, failing: Collection[Severity]) -> Element:
    case = _case(finding.id, file.name)
    if line := file.line_of(finding.anchor):
        case.set("line", str(line))
    words = _clean(straight(finding.message))
    if finding.waiver:
        SubElement(case, "skipped", message=_clean(f"accepted: {finding.waiver.reason}"))
    elif finding.severity in failing and not file.is_known(finding):
        failure = SubElement(case, "failure", message=words, type=finding.severity)
        failure.text = _clean(f"{file.place(finding.anchor)}\nMend: {all_rules()[finding.code].fix}")
    else:
        known = "known, " if file.is_known(finding) else ""
        SubElement(case, "system-out").text = f"{known}{finding.severity}: {words}"
    return case


def _clean(text: str) -> str:
    """Text without what XML 1.0 cannot hold."""
    return "".join(char if char in "\t\n" or char.isprintable() else " " for char in text)
