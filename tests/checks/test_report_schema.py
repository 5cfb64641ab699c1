"""The published schema of the JSON report: real reports answer to it, and it allows nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from checks.config import Config, WaiverPolicy
from checks.engine import check
from checks.registry import all_rules
from checks.reports.checked import CheckedFile
from checks.reports.json import to_json
from checks.reports.schema import report_schema
from checks.rule import Bad
from checks.testing import load_example
from designer.files import load_text
from designer.files.templates import list_templates

TODAY = date(2026, 11, 24)
ROOT = Path(__file__).parents[2]
SCORES = """\
sketchcheck: 1
components:
  - {id: shop, kind: consumer_app}
  - {id: scorer, kind: serving_endpoint}
flows:
  - {from: shop, to: scorer, kind: request_response}
waivers:
  - {finding: MON001@scorer, reason: Not live before June., owner: scores, until: 2026-12-01, x-seen: [2]}
  - {finding: LOG001@scorer, reason: Soon., owner: scores, until: 2020-01-01}
  - {finding: RES001@scorer, reason: Soon., owner: somebody, until: 2026-12-01}
  - {finding: MON001@shop, reason: Soon., owner: scores, until: 2026-12-01}
"""


def reported(text: str, config: Config | None = None, **options: Any) -> CheckedFile:
    loaded = load_text(text, "some.design.yaml")
    report = check(loaded.design, today=TODAY, config=config or Config(), **options)
    return CheckedFile("some.design.yaml", report, loaded.line_of)


def mistakes(*files: CheckedFile) -> list[str]:
    return told(json.loads(to_json(files)))


def told(data: Any) -> list[str]:
    found = _validator("ReportsData" if "reports" in data else "ReportData").iter_errors(data)
    return [f"{inner.json_path}: {inner.message}" for one in found for inner in one.context or [one]]


@cache
def _validator(form: str) -> Draft202012Validator:
    """Of one form alone, so that the mistake is told, and not that neither form fits."""
    return Draft202012Validator(report_schema() | {"anyOf": [{"$ref": f"#/$defs/{form}"}]})


@pytest.mark.parametrize("maturity", ["sketch", "production"])
@pytest.mark.parametrize("template", list_templates(), ids=lambda one: one.name)
def test_reports_of_templates_answer_to_it(template: Any, maturity: Any) -> None:
    both = [reported(one.read_text("utf-8"), maturity=maturity) for one in (template.good, template.flawed)]

    assert mistakes(both[0]) == mistakes(both[1]) == mistakes(*both) == []


def test_reports_of_every_rule_answer_to_it() -> None:
    """Every kind of fix is in one of them."""
    seen = set()
    for rule in all_rules().values():
        bad = next(one for one in rule.examples if isinstance(one, Bad))
        report = check(load_example(rule, bad), today=TODAY, maturity="production")
        data = json.loads(to_json([CheckedFile("x", report, lambda _: None)]))
        seen |= {fix["kind"] for one in data["findings"] for fix in one["fixes"]}
        assert told(data) == [], rule.code

    assert seen == {"structural", "declared", "mixed"}


def test_waivers_of_every_fate_answer_to_it() -> None:
    file = reported(SCORES, Config(waivers=WaiverPolicy(owners=("scores",))))
    data = json.loads(to_json([file]))

    assert [len(data["waivers"][fate]) for fate in ("expired", "unmatched", "refused")] == [1, 1, 1]
    assert [one["waiver"]["x-seen"] for one in data["findings"] if "waiver" in one] == [[2]]
    assert mistakes(file) == []


def _spoiled(data: Any) -> Iterator[Any]:
    """The report, each time with one object that has a key too many or one too few."""
    for way in list(_objects(data)):
        for change in (lambda one: one.update(extra=1), lambda one: one.popitem()):
            copy = deepcopy(data)
            found = copy
            for step in way:
                found = found[step]
            change(found)
            yield way, copy


def _objects(data: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(data, dict):
        yield way
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in pairs:
        if key not in ("component", "flow", "values", "fields", "areas", "waiver"):
            yield from _objects(value, (*way, key))


def test_a_key_too_many_or_too_few_is_told() -> None:
    data = json.loads(to_json([reported(SCORES)]))
    data["findings"] = [one for one in data["findings"] if one["code"] == "LOG001"]

    spoiled = list(_spoiled(data))
    assert len(spoiled) > 20
    for way, copy in spoiled:
        assert told(copy), way


def test_it_is_a_schema_and_the_published_one() -> None:
    Draft202012Validator.check_schema(report_schema())

    assert json.loads((ROOT / "docs/report.schema.json").read_text("utf-8")) == report_schema()


def test_the_page_names_every_key() -> None:
    page = (ROOT / "docs/command-line.md").read_text("utf-8")
    words = set(re.findall(r"`([a-z_]+)`", page))
    keys = {
        key for name, one in report_schema()["$defs"].items() if name.endswith("Data")
        for key in one["properties"]
    }  # fmt: skip

    assert keys <= words, sorted(keys - words)
