"""JSON is found in whatever a model wraps it in, and nothing that a model says breaks the reader."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.review.parsing import NoJson, read_object
from tests.strategies import hostile_text, plain_values

OBJECTS = st.dictionaries(hostile_text(8), plain_values(), min_size=1, max_size=4)
PROSE = hostile_text(30).filter(lambda one: not set("{}`<") & set(one))


@given(OBJECTS, st.booleans())
def test_plain_json_is_itself(data: dict[str, Any], indented: bool) -> None:
    assert read_object(json.dumps(data, indent=2 if indented else None)) == data


@given(OBJECTS, PROSE, PROSE)
def test_words_around_it(data: dict[str, Any], before: str, after: str) -> None:
    assert read_object(f"{before}{json.dumps(data)}{after}") == data


@given(OBJECTS, PROSE)
def test_a_fence(data: dict[str, Any], before: str) -> None:
    assert read_object(f"{before}\n```json\n{json.dumps(data)}\n```\n{before}") == data


@given(OBJECTS, OBJECTS)
def test_thoughts_do_not_count(data: dict[str, Any], draft: dict[str, Any]) -> None:
    assert read_object(f"<think>Perhaps {json.dumps(draft)}</think>{json.dumps(data)}") == data
    assert read_object(f"Perhaps {json.dumps(draft)}</think>\n{json.dumps(data)}") == data


@given(st.dictionaries(st.sampled_from("abc"), st.text("x\n\t\x01\x1f", min_size=1), min_size=1))
def test_raw_control_characters(data: dict[str, str]) -> None:
    """llama-cpp-python's grammar lets them through."""
    raw = ", ".join(f'"{key}": "{value}"' for key, value in data.items())
    assert read_object("{" + raw + "}") == data


@given(st.one_of(hostile_text(80), st.text('{}[]",:\\ntrue10`<think>', max_size=60)))
def test_anything_else_is_an_object_or_none(text: str) -> None:
    with suppress(NoJson):
        assert isinstance(read_object(text), dict)


@pytest.mark.parametrize(
    "text", ["", "No.", "[]", "3", "{", "}{", "{'a': 1}", '{"a": NaN}', '{"a": ' * 5000, "{" * 5000]
)
def test_no_object(text: str) -> None:
    with pytest.raises(NoJson):
        read_object(text)


def test_the_largest_of_several() -> None:
    assert read_object('Such as {"a": 1}; so: {"findings": [{"a": 1}], "b": 2}. {x}') == {
        "findings": [{"a": 1}],
        "b": 2,
    }
    assert read_object('{"quote": "</think>", "a": 1}') == {"quote": "</think>", "a": 1}
