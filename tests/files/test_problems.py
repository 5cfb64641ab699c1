"""Every mistake in a file is found in one pass, at its place, in words that say what to do."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.errors import FileProblems, Problem
from designer.files import load_text, tree
from designer.model.limits import MAX_FILE_BYTES, MAX_PROBLEMS
from tests.files.example import EXAMPLE
from tests.strategies import SNIPPETS


def problems_of(text: str) -> list[Problem]:
    with pytest.raises(FileProblems) as caught:
        load_text(text, "bad.yaml")
    for problem in caught.value.problems:
        assert problem.message.startswith("cannot ")
        assert ": because " in problem.message
    return caught.value.problems


def changed(right: str, wrong: str) -> str:
    assert EXAMPLE.count(right) == 1, right
    return EXAMPLE.replace(right, wrong)


@pytest.mark.parametrize(
    ("right", "wrong", "line", "column", "element", "words"),
    [
        ("name: Card", "nam: Card", 2, 1, "", "a design has no such key. Did you mean name?"),
        ("maturity: design", "maturity: desing", 4, 13, "brief", "Did you mean design?"),
        ("unit:", "unt:", 6, 39, "brief", "business_metric.unt of the brief: because there is no such key."),
        ("serving_endpoint", "serving_endpont", 16, 11, "scorer", "Did you mean serving_endpoint?"),
        ("    kind: serving_endpoint\n", "", 15, 5, "scorer", "kind is missing. State one"),
        ("latency_p99_ms: 40", "latency_p99: 40", 20, 5, "scorer", "Did you mean latency_p99_ms?"),
        ("latency_p99_ms: 40", "latency_p99_ms: 40 ms", 20, 21, "scorer", "it counts in ms."),
        ("latency_p99_ms: 40", "latency_p99_ms: -1", 20, 21, "scorer", "is below 0"),
        ("latency_p99_ms: 40", "latency_p99_ms: .inf", 20, 21, "scorer", "not a number"),
        ("latency_p99_ms: 40", "replicas: 1.5k/s", 20, 15, "scorer", "such as 3000 or 3k"),
        ("latency_p99_ms: 40", "slo_availability: 1k", 20, 23, "scorer", "Write the number alone; it"),
        ("latency_p99_ms: 40", "replicas: 1.5", 20, 15, "scorer", "is not a whole number"),
        ("latency_p99_ms: 40", "autoscaling: maybe", 20, 18, "scorer", "Write true or false."),
        ("latency_p99_ms: 40", "name: again", 20, 5, "scorer", "line 17 has this key already"),
        ("latency_p99_ms: 40", "owner:", 20, 11, "scorer", "State it, or remove the key."),
        ("latency_p99_ms: 40", "owner: ~", 20, 12, "scorer", 'Write "~" in quotes'),
        ("latency_p99_ms: 40", "owner: [a]", 20, 12, "scorer", "is not text. Write one text."),
        ("latency_p99_ms: 40", "x-: 1", 20, 5, "scorer", "it has no name"),
        ("[fastapi, kubernetes]", "[fastapi, '']", 18, 27, "scorer", 'technology[1] of scorer: because ""'),
        ("latency_p99_ms: 100", "max_model_age: 5 min", 8, 18, "brief", "such as 30s, 5m, 24h or 7d"),
        ("id: checkout", "id: Check Out", 12, 9, "Check Out", "Use small letters"),
        ("id: checkout", "id: design", 12, 9, "design", "it is reserved"),
        ("  - id: checkout\n    kind", "  - kind", 12, 5, "", "id is missing"),
        ("id: scorer", "id: checkout", 15, 9, "checkout", "line 12 has it already. Choose another one"),
        ("id: n1", "id: online", 24, 10, "online", "line 10 has it already"),
        ("zone: online", "zone: onlin", 19, 11, "scorer", "Did you mean online?"),
        ("kind: environment", "parent: online", 10, 40, "online", "one level deep"),
        ("about: scorer", "about: score", 24, 63, "n1", "Did you mean scorer?"),
        ("until: 2027-03-01", "until: 2027-13-01", 26, 98, "RES001@scorer", "such as 2027-03-01"),
        ("finding: RES001@scorer", "finding: scorer", 26, 15, "scorer", "such as LOG001@scorer"),
        ("[240, 0]", "[240, half]", 28, 43, "", "boxes.scorer[1] of the layout"),
        ("sketchcheck: 1", "sketchcheck: 2", 1, 14, "", "Install a newer sketchcheck"),
        ("sketchcheck: 1", "sketchcheck: one", 1, 14, "", "Write `sketchcheck: 1`"),
        ("sketchcheck: 1", "x-other: 1", 1, 1, "", "the key sketchcheck is missing"),
    ],
)  # fmt: skip
def test_one_mistake(right: str, wrong: str, line: int, column: int, element: str, words: str) -> None:
    (problem, *others) = problems_of(changed(right, wrong))
    assert (problem.line, problem.column, problem.element) == (line, column, element)
    assert words in problem.message
    assert len(others) <= 2, "one mistake is not told many times"


def test_all_mistakes_at_once() -> None:
    text = EXAMPLE
    for right, wrong in [
        ("maturity: design", "maturity: no"),
        ("to: scorer", "to: scoree"),
        ("id: n1", "id: N1"),
        ("[240, 0]", "[240]"),
        ("name: Checkout", "owner:"),
        ("owner: payments-risk", "woner: x"),
    ]:
        text = text.replace(right, wrong, 1)
    assert [problem.line for problem in problems_of(text)] == [4, 14, 22, 24, 26, 26, 28]


def test_what_is_broken_itself_is_not_missed_elsewhere() -> None:
    problems = problems_of(changed("serving_endpoint", "server"))
    assert len(problems) == 1, "the flow to the scorer is right"


def test_a_second_flow_needs_an_id() -> None:
    flow = "  - {from: checkout, to: scorer, kind: request_response, timeout_ms: 80}\n"
    (problem,) = problems_of(EXAMPLE.replace(flow, flow * 2))
    assert (problem.line, problem.element) == (23, "checkout>scorer:request_response")
    assert "such as `id: checkout>scorer:request_response-2`." in problem.message
    mended = flow + flow.replace("{", "{id: 'checkout>scorer:request_response-2', ")
    assert len(load_text(EXAMPLE.replace(flow, mended), "good").design.flows) == 2


def test_waived_twice() -> None:
    waiver = "  - {finding: RES001@scorer, reason: a, owner: b, until: 2027-03-01}\nlayout"
    (problem,) = problems_of(EXAMPLE.replace("layout", waiver, 1))
    assert "line 26 has one for RES001@scorer already" in problem.message


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("name: &a Card", "anchors are not allowed"),
        ("name: *a", "aliases are not allowed"),
        ("name: !!str Card", "tags are not allowed"),
        ("name: !own Card", "tags are not allowed"),
        ("<<: {a: b}", "merge keys are not allowed"),
        ("? [a, b]\n: c", "it is a list or a mapping"),
        ("name: [a", "YAML"),
        ("name: 'a", "YAML"),
        ("name: a: b", "put a text with a colon in quotes"),
        ("name:\n\tcard: 1", "not with tabs"),
        ("name: \x01", "U+0001 is not allowed"),
        ("name: \ud800", "U+D800 is not allowed"),
        ("x-deep: " + "[" * 50 + "]" * 50, "levels deep"),
        ("x-deep: " + "[" * 100_000, "levels deep"),
        ("- a", "YAML"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("pure", [False, True])
def test_not_our_yaml(wrong: str, words: str, pure: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if pure:
        monkeypatch.setattr(tree, "_PARSER", yaml.SafeLoader)
    problems = problems_of(f"sketchcheck: 1\n{wrong}\n")
    assert any(words in problem.message for problem in problems)
    assert problems[0].line in (2, 3, 4)


@pytest.mark.parametrize("text", ["", "\n\n", "# only\n", "---\n", "a text", "- a\n", "3", "\ufeff"])
def test_no_design_at_all(text: str) -> None:
    (problem,) = problems_of(text)
    assert "`sketchcheck: 1`" in problem.message


def test_a_foreign_file_gets_one_answer() -> None:
    assert len(problems_of("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n")) == 1


def test_two_documents() -> None:
    problems = problems_of(f"---\n{EXAMPLE}---\n{EXAMPLE}")
    assert problems[-1].message.endswith("a file holds one design only. Put it into a file of its own.")


@pytest.mark.parametrize(
    "section", ["zones", "components", "flows", "notes", "waivers", "reviews", "brief", "layout"]
)
@pytest.mark.parametrize(
    "value", ["", "3", "text", "{a: 1}", "[a]", "[[a]]", "[{}]", "'null'", "[null]", "[{id: []}]"]
)
def test_sections_of_a_wrong_shape(section: str, value: str) -> None:
    problems_of(f"sketchcheck: 1\n{section}: {value}\n")


def test_more_problems_than_anybody_reads() -> None:
    text = "sketchcheck: 1\nx-a: 1\n" + "".join(f"k{n}: 1\n" for n in range(20_000))
    problems = problems_of(text)
    assert len(problems) == MAX_PROBLEMS + 1
    assert "19800 more problems" in problems[-1].message


def test_too_long() -> None:
    (problem,) = problems_of("#" * (MAX_FILE_BYTES + 1))
    assert "16 MB" in problem.message


def test_too_many() -> None:
    text = "sketchcheck: 1\ncomponents:\n" + "".join(f"- {{id: c{n}, kind: queue}}\n" for n in range(20_001))
    (problem,) = problems_of(text)
    assert "there are more than 20000" in problem.message


@pytest.mark.parametrize("word", ["on", "no", "y", "null", "true"])
def test_ids_and_texts_are_always_text(word: str) -> None:
    own = "'null'" if word == "null" else word
    text = f"sketchcheck: 1\ncomponents:\n- {{id: {own}, kind: queue, name: 012, owner: 1e3}}\n"
    design = load_text(text, "good").design
    assert list(design.components) == [word]
    assert (design.components[word].name, design.components[word].owner) == ("012", "1e3")


def test_extra_keys_are_typed_and_kept() -> None:
    text = "sketchcheck: 1\nx-a: {b: [1, 1.5, true, null, 012, 0x10, no, '1', 1e3, .inf, ~]}\n"
    text += "components:\n- {id: a, kind: queue, x-b: 2}\n"
    design = load_text(text, "good").design
    assert design.extra == {"x-a": {"b": [1, 1.5, True, None, 12, 16, "no", "1", 1000.0, ".inf", None]}}
    assert design.components["a"].extra == {"x-b": 2}


def test_places_of_what_is_gone_are_dropped() -> None:
    text = EXAMPLE.replace("{checkout: [0, 0]", "{gone: [0, 0], Not An Id: x").replace(
        "online: {at", "old: {at"
    )
    layout = load_text(text + "  locked: [gone, scorer]\n", "good").design.layout
    assert (set(layout.boxes), layout.zones, layout.locked) == ({"scorer"}, {}, {"scorer"})


def _mutations() -> list[Callable[[str, int, str], str]]:
    return [
        lambda text, at, other: text[:at] + other + text[at:],
        lambda text, at, other: text[:at] + text[at + len(other) :],
        lambda text, at, other: text[:at] + other,
        lambda text, at, other: text[:at] + text[at - len(other) : at] + text[at:],
    ]


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_never_anything_but_problems(data: st.DataObject) -> None:
    text = EXAMPLE
    for _ in range(data.draw(st.integers(1, 4))):
        change = data.draw(st.sampled_from(_mutations()))
        text = change(
            text, data.draw(st.integers(0, len(text))), data.draw(st.sampled_from([*SNIPPETS, *"\n:{}[],- "]))
        )
    with suppress(FileProblems):
        load_text(text, "mutant")


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_text(text: str) -> None:
    with pytest.raises(FileProblems):
        load_text(text, "noise")
