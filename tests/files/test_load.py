"""Loading: what a good file gives, and where it says things stand."""

from pathlib import Path

import pytest

from designer.files import load_file, load_text
from tests.files.example import EXAMPLE


def test_a_whole_design() -> None:
    design = load_text(EXAMPLE, "fraud").design
    assert design.name == "Card fraud detection"
    assert design.brief.latency_p99_ms == 100
    assert list(design.components) == ["checkout", "scorer"]
    assert design.components["scorer"].technology == ("fastapi", "kubernetes")
    assert list(design.flows) == ["checkout>scorer:request_response"]
    assert design.notes["n1"].about == "scorer"
    assert design.waivers["RES001@scorer"].until.isoformat() == "2027-03-01"
    assert design.layout.boxes == {"checkout": (0, 0), "scorer": (240, 0)}
    assert design.layout.zones["online"].size == (260, 160)


def test_lines_of_anchors() -> None:
    loaded = load_text(EXAMPLE, "fraud")
    lines = {
        "design": 2, "brief": 4, "brief.latency_p99_ms": 8, "brief.users": 4, "online": 10, "checkout": 12,
        "scorer": 15, "checkout>scorer:request_response": 22, "n1": 24, "RES001@scorer": 26,
        "nobody": None,
    }  # fmt: skip
    assert {anchor: loaded.line_of(anchor) for anchor in lines} == lines


def test_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "fraud.design.yaml"
    path.write_text(EXAMPLE, "utf-8")
    loaded = load_file(path)
    assert loaded.design == load_text(EXAMPLE, "fraud").design
    assert (loaded.text, loaded.name) == (EXAMPLE, str(path))


def test_behind_an_x_key_any_name_goes() -> None:
    """What this program does not read, it does not judge."""
    loaded = load_text("sketchcheck: 1\nx-mine: {x-: 1}\n", "file")

    assert loaded.design.extra == {"x-mine": {"x-": 1}}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("3k", 3000),
        ("1.5k", 1500),
        ("2.3k", 2300),
        ("2M", 2_000_000),
        ("10_000", 10_000),
        ("'10,000'", 10_000),
    ],
)
def test_counts_and_rates_as_people_write_them(written: str, read: int) -> None:
    brief = load_text(f"sketchcheck: 1\nbrief: {{qps_peak: {written}}}", "some").design.brief
    assert brief.qps_peak == read

    scorer = f"{{id: scorer, kind: serving_endpoint, replicas: {written}}}"
    replicas = load_text(f"sketchcheck: 1\ncomponents: [{scorer}]", "some").design.components["scorer"]
    assert replicas.stated()["replicas"] == read


@pytest.mark.parametrize("written", ["1.4289698362398227", "0.1", "12345678.123456789"])
def test_a_plain_number_keeps_all_its_digits(written: str) -> None:
    brief = load_text(f"sketchcheck: 1\nbrief: {{latency_p99_ms: {written}}}", "some").design.brief
    assert brief.latency_p99_ms == float(written)
