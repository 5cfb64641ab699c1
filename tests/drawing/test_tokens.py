"""The tokens: complete, readable in both themes, and told apart by more than colour."""

from __future__ import annotations

import json
import re
from itertools import combinations, product
from pathlib import Path

import pytest

from designer.layout.tokens import tokens
from designer.model.flow import FLOWS
from designer.model.kinds import KINDS, STAGES

THEMES = ["light", "dark"]
DRAWING = Path(__file__).parents[2] / "designer" / "drawing"


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_every_kind_stage_and_flow_has_a_look() -> None:
    assert tokens()["stages"].keys() == STAGES.keys()
    assert tokens()["flows"].keys() == FLOWS.keys()
    assert tokens()["icons"].keys() == {*KINDS, "zone", "note"}


def test_icons_differ() -> None:
    drawn = [tuple(icon["paths"]) for icon in tokens()["icons"].values()]
    assert len(set(drawn)) == len(drawn)
    assert all(path.startswith("M") for icon in drawn for path in icon)


def test_flow_kinds_differ_without_colour() -> None:
    looks = [(look["dash"], look["width"]) for look in tokens()["flows"].values()]
    assert len(set(looks)) == len(looks)


def test_severities_differ_without_colour() -> None:
    looks = [(look["shape"], look["symbol"]) for look in tokens()["severities"].values()]
    assert len(set(looks)) == len(looks)


@pytest.mark.parametrize("theme", THEMES)
def test_text_is_readable_on_boxes(theme: str) -> None:
    common = tokens()["theme"][theme]
    for stage, look in tokens()["stages"].items():
        fill = look[theme]["fill"]
        for colour in (look[theme]["text"], common["text"], common["muted"]):
            assert contrast(colour, fill) >= 4.5, stage
        assert contrast(look[theme]["bar"], fill) >= 3, stage


@pytest.mark.parametrize(
    ("theme", "ground"), [*product(THEMES, ["background", "plate", "zone_fill", "zone_nested"])]
)
def test_flows_and_their_labels_are_readable(theme: str, ground: str) -> None:
    fill = tokens()["theme"][theme][ground]
    for kind, look in tokens()["flows"].items():
        assert contrast(look[theme], fill) >= 4.5, kind


@pytest.mark.parametrize("theme", THEMES)
def test_everything_else_is_readable(theme: str) -> None:
    common = tokens()["theme"][theme]
    pairs = [
        ("text", "background"), ("muted", "background"), ("text", "raised"), ("muted", "raised"),
        ("zone_text", "zone_fill"), ("zone_text", "zone_nested"), ("note_text", "note_fill"),
    ]  # fmt: skip
    assert all(contrast(common[one], common[other]) >= 4.5 for one, other in pairs)
    for severity, look in tokens()["severities"].items():
        assert contrast(look[theme], common["on_severity"]) >= 4.5, severity


def test_stages_have_colours_of_their_own() -> None:
    for theme in THEMES:
        bars = [look[theme]["bar"] for look in tokens()["stages"].values()]
        assert not [pair for pair in combinations(bars, 2) if pair[0] == pair[1]]


def test_the_font_and_its_measure_belong_together() -> None:
    advances = json.loads((DRAWING.parent / "layout" / "advances.json").read_text(encoding="utf-8"))
    counts = {len(advances[key]) for key in ("characters", "regular", "semibold")}
    assert len(counts) == 1
    assert set("→✓…aÄжΩ") < set(advances["characters"])
    assert sorted(path.name for path in (DRAWING / "fonts").glob("*.otf")) == [
        "Inter-Regular.otf",
        "Inter-SemiBold.otf",
    ]


def test_licences_lie_beside_what_they_cover() -> None:
    assert re.search(
        r"Lucide \d+\.\d+\.\d+.*ISC", (DRAWING / "ICONS-LICENSE").read_text(encoding="utf-8"), re.DOTALL
    )
    assert "SIL Open Font License" in (DRAWING / "fonts" / "OFL.txt").read_text(encoding="utf-8")
