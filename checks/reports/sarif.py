"""The report as SARIF 2.1.0 (OASIS), for code scanning; one run for all files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path, PurePath
from urllib.parse import quote

from checks.finding import Finding, Severity
from checks.registry import all_rules
from checks.reports.checked import CheckedFile
from checks.reports.data import Plain, straight
from checks.rule import Rule

SCHEMA = "https://raw.githubusercontent.com/oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json"
LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "advice": "note"}


def to_sarif(files: Sequence[CheckedFile]) -> str:
    """A log with one run. Waived findings are in it as suppressed results."""
    codes = sorted({code for one in files for code in one.report.run})
    rules = [all_rules()[code] for code in codes]
    tool = {"name": "Sketchcheck", "version": version("sketchcheck"), "rules": [_rule(one) for one in rules]}
    run = {
        "tool": {"driver": tool},
        "invocations": [_invocation(files)],
        "results": [_result(finding, one, codes) for one in files for finding in one.report.findings],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rule(rule: Rule) -> Plain:
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": f"{rule.name.replace('-', ' ').capitalize()}."},
        "fullDescription": {"text": rule.why},
        "help": {"text": "\n\n".join(filter(None, (rule.fix, rule.false_alarms, rule.question)))},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": sorted({rule.category, rule.area}), "maturity": rule.maturity},
    }


def _invocation(files: Sequence[CheckedFile]) -> Plain:
    failed = [(one, rule) for one in files for rule in one.report.failed]
    notes = [
        {
            "level": "error",
            "message": {"text": f"{rule.code} could not run: {straight(rule.why)}"},
            "associatedRule": {"id": rule.code},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(one.name)}}}],
        }
        for one, rule in failed
    ]
    return {"executionSuccessful": not failed, "toolExecutionNotifications": notes}


def _result(finding: Finding, file: CheckedFile, codes: list[str]) -> Plain:
    result: Plain = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": LEVELS[finding.severity],
        "message": {"text": straight(finding.message)},
        "locations": [_location(finding.anchor, file)],
        "partialFingerprints": {"findingId/v1": f"{file.name}#{finding.id}"},
    }
    if file.baseline is not None:
        result["baselineState"] = "unchanged" if file.is_known(finding) else "new"
    if related := list(_related(finding, file)):
        result["relatedLocations"] = related
    if finding.waiver:
        words = f"{finding.waiver.reason} ({finding.waiver.owner}, until {finding.waiver.until})"
        result["suppressions"] = [{"kind": "inSource", "justification": words}]
    return result


def _related(finding: Finding, file: CheckedFile) -> Iterator[Plain]:
    for number, element in enumerate((*finding.where, *finding.flows)):
        yield _location(element, file) | {
            "id": number,
            "message": {"text": straight(file.report.view.title(element))},
        }


def _location(element: str, file: CheckedFile) -> Plain:
    place: Plain = {"artifactLocation": {"uri": _uri(file.name)}}
    if line := file.line_of(element):
        place["region"] = {"startLine": line}
    return {"physicalLocation": place, "logicalLocations": [{"fullyQualifiedName": element}]}


def _uri(name: str) -> str:
    path = PurePath(name)
    return Path(path).as_uri() if path.is_absolute() else quote(path.as_posix())
