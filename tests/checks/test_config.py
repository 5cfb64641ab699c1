"""The configuration: which file counts, what it changes, and that all mistakes are told at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checks.config import NO_CONFIG, Config, WaiverPolicy, config_for
from checks.engine import Report, check, recheck
from checks.fixes import mend
from designer.errors import SketchcheckError
from designer.files import load_text

TODAY = date(2026, 11, 24)
PEAK = """\
sketchcheck: 1
name: Ticket prices
brief: {qps_peak: 900, maturity: sketch}
components:
  - {id: app, kind: consumer_app, on_missing: default}
  - {id: pricer, kind: serving_endpoint, name: Price model, capacity_qps: 200, replicas: 6}
flows:
  - {from: app, to: pricer, kind: request_response}
waivers:
  - {finding: SCL001@pricer, reason: Sale day only., owner: tickets, until: 2027-06-01}
"""


def judged(config: Config, text: str = PEAK) -> Report:
    return check(load_text(text, "peak").design, today=TODAY, config=config)


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return folder / "some.design.yaml"


def test_without_a_file_nothing_is_configured(tmp_path: Path) -> None:
    assert config_for(tmp_path / "a.design.yaml") is NO_CONFIG


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    """A folder's own file, then those above; in one folder ours before the one that is shared."""
    write(tmp_path, "pyproject.toml", "[tool.sketchcheck]\nignore = ['MON']\n")
    below = write(tmp_path / "designs", "sketchcheck.toml", "ignore = ['LOG001']\n")
    write(tmp_path / "designs", "pyproject.toml", "[tool.sketchcheck]\nignore = ['ALR']\n")

    assert config_for(below).ignore == ("LOG001",)
    assert config_for(tmp_path / "other" / "x.design.yaml").ignore == ("MON",)


def test_a_project_file_that_does_not_speak_of_us_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "sketchcheck.toml", "ignore = ['LOG001']\n")
    below = write(tmp_path / "lib", "pyproject.toml", "[project]\nname = 'lib'\n")

    assert config_for(below).ignore == ("LOG001",)


def test_paths_change_it_for_some_files(tmp_path: Path) -> None:
    text = """\
        ignore = ["MON"]
        [severity]
        SCL001 = "warning"
        [[paths]]
        match = "sketches/*"
        ignore = ["LOG"]
        maturity = "sketch"
        severity = {SCL001 = "advice"}
    """
    write(tmp_path, "sketchcheck.toml", text)

    inside = config_for(tmp_path / "sketches" / "deep" / "x.design.yaml")
    outside = config_for(tmp_path / "real" / "x.design.yaml")

    assert (inside.ignore, inside.maturity, inside.severity) == (
        ("MON", "LOG"),
        "sketch",
        {"SCL001": "advice"},
    )
    assert (outside.ignore, outside.maturity, outside.severity) == (("MON",), None, {"SCL001": "warning"})


def test_all_mistakes_are_told_at_once_with_what_is_valid(tmp_path: Path) -> None:
    text = """\
        selct = ["LOG"]
        ignore = ["LOG00X"]
        maturity = "prod"
        [severity]
        LOG001 = "eror"
        NOPE01 = "error"
        [options.SCL001]
        headrom = 2
        [options.LOG001]
        depth = 1
        [options.SCL003]
        [waivers]
        longest-days = 0
        [[paths]]
        ignore = ["MON"]
    """
    with pytest.raises(SketchcheckError) as told:
        config_for(write(tmp_path, "sketchcheck.toml", text))

    lines = str(told.value).splitlines()
    assert len(lines) == 9
    assert all(line.startswith(f"{tmp_path / 'sketchcheck.toml'}: cannot read ") for line in lines)
    for words in (
        "selct: because there is no such setting. Did you mean select?",
        'maturity: because "prod" is not one of the valid words. Write one of sketch, design, production.',
        'severity.LOG001: because "eror" is not one of the valid words. Did you mean error?',
        "options.SCL001.headrom: because SCL001 has no such option. Did you mean headroom?",
        "options.LOG001.depth: because LOG001 has no such option. LOG001 has none.",
        "waivers.longest-days: because it is below 1.",
        "paths[1].match: because it is missing.",
    ):
        assert any(words in line for line in lines), words


@pytest.mark.parametrize(
    "text",
    [
        "select = 5", "severity = 'error'", "options = []", "options = {SCL001 = 3}", "paths = 'a'",
        "paths = [1]", "waivers = 1", "waivers = {owners = [1]}", "options = {SCL001 = {headroom = true}}",
        "options = {SCL001 = {headroom = 0.5}}", "= nothing", "ignore = [[]]", "maturity = {}",
    ],
)  # fmt: skip
def test_nonsense_is_told_in_words(tmp_path: Path, text: str) -> None:
    with pytest.raises(SketchcheckError, match="cannot read"):
        config_for(write(tmp_path, "sketchcheck.toml", text + "\n"))


def test_it_selects_ignores_and_weighs() -> None:
    assert judged(Config(select=("LOG", "SCL001"))).run == ()  # a sketch asks for neither
    asked = judged(Config(select=("LOG", "SCL001"), maturity="design"))
    assert asked.maturity == "design"
    assert set(asked.run) == {"LOG001", "SCL001"} | {code for code in asked.run if code.startswith("LOG")}

    harsh = judged(Config(maturity="design", ignore=("LOG", "SCL"), severity={"MON001": "advice"}))
    assert "LOG001" not in harsh.run
    assert {one.severity for one in harsh.findings if one.code == "MON001"} == {"advice"}
    assert all("ignored" in one.why for one in harsh.skipped if one.code.startswith("LOG"))


def test_a_command_line_selection_takes_the_place_of_the_configured_one() -> None:
    design = load_text(PEAK, "peak").design
    report = check(design, today=TODAY, select=["SCL001"], config=Config(select=("LOG",), maturity="design"))

    assert report.run == ("SCL001",)


def test_an_option_changes_the_verdict_and_the_fix() -> None:
    """Six instances of 200 carry 900 with 30 % free, not with 100 %; the fix goes by the same number."""
    lenient = Config(select=("SCL001",), maturity="design", options={"SCL001.headroom": 1.2})
    strict = Config(select=("SCL001",), maturity="design", options={"SCL001.headroom": 2})

    assert judged(lenient).findings == ()
    assert "1,800" in judged(strict).findings[0].message
    assert recheck(load_text(PEAK, "peak").design, None, today=TODAY, config=strict).findings
    design, applied = mend(
        load_text(PEAK.partition("waivers")[0], "peak").design, declare=True, config=strict
    )
    assert design.components["pricer"].stated()["replicas"] == 9
    assert len(applied) == 1


@pytest.mark.parametrize(
    ("policy", "why"),
    [
        (WaiverPolicy(longest_days=90), "2027-02-22, 90 days from today"),
        (WaiverPolicy(owners=("platform",)), "only platform"),
    ],
)
def test_a_waiver_against_the_policy_does_not_count(policy: WaiverPolicy, why: str) -> None:
    config = Config(select=("SCL001",), maturity="design", options={"SCL001.headroom": 2}, waivers=policy)
    report = judged(config)

    assert [one.status for one in report.findings] == ["open"]
    assert [one.finding for one, _ in report.refused] == ["SCL001@pricer"]
    assert why in report.refused[0][1]


def test_a_waiver_within_the_policy_counts() -> None:
    policy = WaiverPolicy(longest_days=200, owners=("tickets",))
    config = Config(select=("SCL001",), maturity="design", options={"SCL001.headroom": 2}, waivers=policy)

    assert [one.status for one in judged(config).findings] == ["waived"]
