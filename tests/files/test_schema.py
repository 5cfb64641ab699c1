"""The JSON Schema says what the loader says."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from designer.files import dump
from designer.files.plain import any_value
from designer.files.problems import Problems
from designer.files.schema import schema
from designer.files.templates import list_templates
from designer.files.tree import read_tree
from designer.model.design import Design
from designer.model.flow import FLOWS
from designer.model.kinds import KINDS
from designer.model.properties import properties_of
from tests.files.example import EXAMPLE
from tests.strategies import designs


@cache
def _validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(schema())
    return Draft202012Validator(schema())


def _mistakes(text: str) -> list[str]:
    """What an editor would underline."""
    root = read_tree(text, Problems())
    assert root is not None
    return [error.message for error in _validator().iter_errors(any_value(root, Problems()))]


def test_the_example_is_valid() -> None:
    assert _mistakes(EXAMPLE) == []


@pytest.mark.parametrize("template", list_templates(), ids=lambda one: one.name)
def test_templates_are_valid(template: Any) -> None:
    for path in (template.good, template.flawed):
        assert _mistakes(path.read_text("utf-8")) == []


@given(designs())
@settings(max_examples=30, deadline=None)
def test_whatever_we_write_is_valid(design: Design) -> None:
    assert _mistakes(dump(design)) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("sketchcheck: 1", "sketchcheck: 2"),
        ("name: Card", "nam: Card"),
        ("serving_endpoint", "serving_endpont"),
        ("kind: consumer_app", "kind: batch_data"),
        ("latency_p99_ms: 40 ", "latency_p99: 40 "),
        ("latency_p99_ms: 40 ", "latency_p99_ms: fast "),
        ("latency_p99_ms: 40 ", "replicas: 1.5 "),
        ("latency_p99_ms: 40 ", "exposure: everybody "),
        ("timeout_ms", "schedule"),
        ("id: checkout", "id: Check Out"),
        ("unit:", "units:"),
        ("[240, 0]", "[240]"),
        ("until: 2027-03-01", "until: [2027]"),
        ("kind: environment", "kind: planet"),
    ],
)
def test_typical_mistakes_are_not(right: str, wrong: str) -> None:
    assert right in EXAMPLE
    assert _mistakes(EXAMPLE.replace(right, wrong)) != []


@pytest.mark.parametrize("written", ["0.04k", "1_000", "40"])
def test_a_number_may_be_written_short(written: str) -> None:
    assert _mistakes(EXAMPLE.replace("latency_p99_ms: 40", f"latency_p99_ms: {written}", 1)) == []


def test_extra_keys_are_allowed_everywhere() -> None:
    text = EXAMPLE.replace("id: n1", "x-a: 1, id: n1").replace("unit:", "x-b: {c: [d]}, unit:") + "x-e: 1\n"
    assert _mistakes(text) == []


@pytest.mark.parametrize(("what", "kinds"), [("component", KINDS), ("flow", FLOWS)])
def test_every_property_is_described(what: str, kinds: dict[str, Any]) -> None:
    for kind, cls in kinds.items():
        made = _validator().schema["$defs"][f"{what}.{kind}"]
        assert made["properties"]["kind"]["const"] == kind
        for name, known in properties_of(cls).items():
            assert made["properties"][name]["description"].startswith(known.meaning)
            assert known.unit in made["properties"][name]["description"]
