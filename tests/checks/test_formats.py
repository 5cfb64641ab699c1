"""Reports for other tools: each is valid by its own definition and points at the line of the file."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import jsonschema
import pytest

from checks.engine import Skipped, check
from checks.finding import SEVERITIES
from checks.reports.checked import CheckedFile
from checks.reports.github import to_github
from checks.reports.junit import to_junit
from checks.reports.sarif import to_sarif
from designer.files import load_text
from designer.files.templates import list_templates

TODAY = date(2026, 11, 24)
SCHEMA = json.loads((Path(__file__).parents[1] / "data/sarif-schema-2.1.0.json").read_text("utf-8"))
SCORES = """\
sketchcheck: 1
name: Scores
components:
  - {id: shop, kind: consumer_app, name: 'Shop, 50% off::error file=x::\\x1b <b>'}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
flows:
  - {from: shop, to: scorer, kind: request_response}
waivers:
  - {finding: MON001@scorer, reason: Not live before June., owner: scores, until: 2027-06-01}
""".replace("\\x1b", " ")


def checked(text: str = SCORES, name: str = "a b/scores.design.yaml") -> CheckedFile:
    loaded = load_text(text, name)
    return CheckedFile(name, check(loaded.design, today=TODAY), loaded.line_of)


def broken(file: CheckedFile) -> CheckedFile:
    """The same file, where a rule could not run."""
    from dataclasses import replace

    return replace(file, report=replace(file.report, failed=(Skipped("LOG001", "KeyError: 'x'"),)))


def sarif(*files: CheckedFile) -> Any:
    log = json.loads(to_sarif(files))
    jsonschema.Draft7Validator(SCHEMA).validate(log)
    return log["runs"][0]


@pytest.mark.parametrize("template", list_templates(), ids=lambda one: one.name)
def test_sarif_is_valid_by_the_published_schema(template: Any) -> None:
    text = template.flawed.read_text("utf-8")
    run = sarif(checked(text), checked(text, "/other/place.design.yaml"), broken(checked()))

    assert run["results"]
    assert not run["invocations"][0]["executionSuccessful"]


def test_sarif_points_at_the_line_and_keeps_what_is_accepted() -> None:
    run = sarif(checked())
    found = {one["partialFingerprints"]["findingId/v1"].partition("#")[2]: one for one in run["results"]}
    logged = found["LOG001@scorer"]
    place = logged["locations"][0]["physicalLocation"]

    assert place == {"artifactLocation": {"uri": "a%20b/scores.design.yaml"}, "region": {"startLine": 5}}
    assert run["tool"]["driver"]["rules"][logged["ruleIndex"]]["id"] == "LOG001"
    assert logged["level"] == "error"
    assert "suppressions" not in logged
    assert found["MON001@scorer"]["suppressions"][0]["justification"].startswith("Not live before June.")


def test_github_annotations_are_one_line_each_whatever_is_in_a_name() -> None:
    lines = to_github([broken(checked())]).splitlines()
    logged = next(line for line in lines if "LOG001" in line and "could not" not in line)

    assert logged.startswith("::error file=a b/scores.design.yaml,line=5,title=LOG001@scorer predictions-not")
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    assert all(line.count("::") >= 2 for line in lines)
    assert not any("MON001@" in line for line in lines)  # accepted
    assert lines[-1] == "::error file=a b/scores.design.yaml::LOG001 could not run: KeyError: 'x'"


def test_github_escapes_what_would_end_a_command() -> None:
    from checks.reports.github import _text, _value

    assert _text("50 %\r\n::error::x") == "50 %25%0D%0A::error::x"
    assert _value("a,b:c%") == "a%2Cb%3Ac%25"


def test_junit_counts_what_fails() -> None:
    file = broken(checked())
    suites = fromstring(to_junit([file, file], SEVERITIES[:1]).encode())
    suite = suites[0]
    cases = {case.get("name", "").split()[0]: case for case in suite}

    assert (suites.get("tests"), suites.get("errors")) == (str(2 * len(suite)), "2")
    assert int(suite.get("failures", "")) == len(file.report.open("error"))
    assert cases["LOG001@scorer"].find("failure") is not None
    assert cases["LOG001@scorer"].get("line") == "5"
    assert cases["MON001@scorer"].find("skipped") is not None
    assert suite.get("name") == "a b/scores.design.yaml"
    assert 'failures="0"' in to_junit([file], ())


def test_junit_holds_any_text() -> None:
    assert fromstring(to_junit([checked(SCORES, "bad\x00\x1b\ud800<name>")], SEVERITIES).encode())


def known(*ids: str) -> CheckedFile:
    """The file, checked against a baseline with these findings."""
    from dataclasses import replace

    return replace(checked(), baseline=frozenset(ids))


def test_a_baseline_in_sarif_keeps_the_schema() -> None:
    run = sarif(known("LOG001@scorer"))
    states = {one["ruleId"]: one["baselineState"] for one in run["results"]}

    assert states.pop("LOG001") == "unchanged"
    assert set(states.values()) == {"new"}


def test_known_findings_are_notices_on_github_and_pass_in_junit() -> None:
    file = known("LOG001@scorer")
    line = to_github([file]).splitlines()[-1]
    suite = fromstring(to_junit([file], SEVERITIES[:1]).encode())[0]
    case = next(one for one in suite if one.get("name", "").startswith("LOG001@"))

    assert line.startswith("::notice ")
    assert "(known)" in line
    assert case.find("failure") is None
    assert case.findtext("system-out", "").startswith("known, error:")


def test_known_findings_stand_apart_in_markdown() -> None:
    from checks.reports.markdown import markdown

    file = known("LOG001@scorer")
    text = markdown([file.report], [file.baseline])

    assert text.index("## Known from the baseline") < text.index("LOG001")
    assert "besides 1 known" in text
    assert "## Known" not in markdown([file.report])
