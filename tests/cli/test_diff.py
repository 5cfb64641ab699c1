"""`diff` and `check --baseline` as a person or a pipeline runs them, with a real git repository."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

DAY = ("--date", "2026-11-23")
OLD = """\
sketchcheck: 1
name: Scores
brief: {problem: Fraudulent payments cost two million a month., qps_peak: 100}
components:
  - {id: shop, kind: consumer_app, name: Shop, on_missing: default}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
  - {id: log, kind: log_store, name: "Log <b>|*x*"}
flows:
  - {from: shop, to: scorer, kind: request_response}
  - {from: scorer, to: log, kind: logs}
"""
NEW = OLD.replace("qps_peak: 100", "qps_peak: 250").replace("  - {from: scorer, to: log, kind: logs}\n", "")
LATER = "layout: {boxes: {shop: [0, 0]}}\n"


def run(*arguments: str | Path, cwd: Path | None = None, **more: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sketchcheck", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120, cwd=cwd, **more
    )


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, timeout=60)


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "old.design.yaml", tmp_path / "new.design.yaml"
    old.write_text(OLD)
    new.write_text(NEW)
    return old, new


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A file in a subfolder of a repository: OLD on main, NEW a commit later, LATER on disk."""
    path = tmp_path / "repo" / "designs" / "scores.design.yaml"
    path.parent.mkdir(parents=True)
    git(tmp_path / "repo", "init", "-q", "-b", "main")
    for number, text in enumerate((OLD, NEW)):
        path.write_text(text)
        git(path.parent, "add", ".")
        git(path.parent, "commit", "-q", "-m", f"{number}")
    path.write_text(NEW + LATER)
    return path


def test_text_tells_parts_findings_and_score(two: tuple[Path, Path]) -> None:
    done = run("diff", *two, *DAY)

    assert done.returncode == 0, done.stderr
    assert "Peak load: 100 → 250 requests/s" in done.stdout
    assert "- Scorer → Log <b>|*x* [scorer>log:logs] (Logs)" in done.stdout
    assert f"+ ✗ error LOG001@scorer predictions-not-logged  {two[1]}:6" in done.stdout
    assert "Score " in done.stdout
    assert "\x1b[" not in done.stdout


def test_json_has_the_documented_keys(two: tuple[Path, Path]) -> None:
    data = json.loads(run("diff", *two, "--format", "json", *DAY).stdout)
    brief, flow = data["changes"]

    assert list(data) == ["format", "date", "before", "after", "changes", "findings", "score"]
    assert (data["format"], data["date"]) == ("sketchcheck-diff/1", "2026-11-23")
    assert (data["before"]["flows"], data["after"]["flows"]) == (2, 1)
    assert brief["properties"] == [
        {"property": "qps_peak", "label": "Peak load", "before": 100, "after": 250}
    ]
    assert (flow["element"], flow["id"], flow["change"]) == ("flow", "scorer>log:logs", "removed")
    assert "LOG001@scorer" in {one["id"] for one in data["findings"]["new"]}
    assert data["score"]["before"]["overall"] is not None


def test_markdown_escapes_what_people_typed(two: tuple[Path, Path]) -> None:
    text = run("diff", *two, "--format", "markdown", *DAY).stdout

    assert "### New findings" in text
    assert "LOG001" in text
    assert "<b>" not in text
    assert "|*x*" not in text


def test_a_design_and_itself(two: tuple[Path, Path]) -> None:
    two[1].write_text(OLD + LATER)
    done = run("diff", *two)

    assert done.returncode == 0
    assert "No difference" in done.stdout
    assert "0 new, 0 gone" in done.stdout


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_a_picture_beside_the_text(two: tuple[Path, Path], ending: str) -> None:
    out = two[0].with_name(f"out.{ending}")
    done = run("diff", *two, "--picture", out)

    assert done.returncode == 0, done.stderr
    assert "Findings" in done.stdout
    assert {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF"}[ending] in out.read_bytes()[:200]


def test_fail_on_new_decides_the_exit_code(two: tuple[Path, Path]) -> None:
    assert run("diff", *two, "--fail-on-new", "error").returncode == 1
    assert run("diff", *reversed(two), "--fail-on-new", "error").returncode == 0


def test_a_revision_and_the_file_on_disk(kept: Path) -> None:
    assert "Peak load: 100 → 250" in run("diff", kept, "--rev", "main~1").stdout
    assert "No difference" in run("diff", kept, "--rev", "main").stdout


def test_two_revisions_from_another_folder_and_in_a_hook(kept: Path, tmp_path: Path) -> None:
    hook = os.environ | {"GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/index"}
    path = kept.relative_to(tmp_path)
    done = run("diff", path, "--rev", "main", "--rev", "main~1", cwd=tmp_path, env=_with_sources(hook))

    assert f"{path} at main → {path} at main~1" in done.stdout
    assert "Peak load: 250 → 100" in done.stdout


def _with_sources(environment: dict[str, str]) -> dict[str, str]:
    """From another folder the package is found on the path."""
    return environment | {"PYTHONPATH": str(Path(__file__).parents[2])}


def test_a_file_that_is_only_in_the_repository(kept: Path) -> None:
    kept.unlink()
    done = run("diff", kept, "--rev", "main~1", "--rev", "main")

    assert done.returncode == 0, done.stderr
    assert "100 → 250" in done.stdout


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--rev", "nowhere"], "no revision 'nowhere'"),
        (["--rev", "--output=x"], "no revision"),
        (["--rev", "main", "--rev", "main", "--rev", "main"], "takes two designs"),
        ([], "takes two designs"),
    ],
)
def test_what_git_does_not_know_is_told(kept: Path, options: list[str], words: str) -> None:
    done = run("diff", kept, *options)

    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_the_revision_lacks(kept: Path) -> None:
    other = kept.with_name("other.design.yaml")
    other.write_text(OLD)

    done = run("diff", other, "--rev", "main")
    assert (done.returncode, "no such file" in done.stderr) == (2, True)


def test_a_file_in_no_repository_and_no_git(two: tuple[Path, Path], tmp_path: Path) -> None:
    outside = _with_sources({**os.environ, "GIT_CEILING_DIRECTORIES": str(tmp_path.parent)})
    done = run("diff", two[0], "--rev", "main", env=outside)
    assert (done.returncode, "in no git repository" in done.stderr) == (2, True)

    done = run("diff", two[0], "--rev", "main", env=outside | {"PATH": str(tmp_path)})
    assert (done.returncode, "git is not installed" in done.stderr) == (2, True)


def test_a_design_that_cannot_be_read(two: tuple[Path, Path]) -> None:
    two[0].write_text("nonsense")
    assert run("diff", *two).returncode == 2
    assert run("diff", two[1], two[0].with_name("none.yaml")).returncode == 2


def test_nothing_takes_the_place_of_a_design(two: tuple[Path, Path]) -> None:
    for option in ("--output", "--picture"):
        assert run("diff", *two, option, two[0]).returncode == 2
    assert two[0].read_text() == OLD


@pytest.mark.parametrize("form", ["design", "report"])
def test_known_findings_do_not_fail(two: tuple[Path, Path], form: str) -> None:
    old, new = two
    baseline = old
    if form == "report":
        baseline = old.with_name("old.json")
        run("check", old, "--format", "json", "--output", baseline)
    kept = run("check", old, "--baseline", baseline, "--fail-on", "advice")
    grown = run("check", new, "--baseline", baseline, "--fail-on", "advice")

    assert (kept.returncode, grown.returncode) == (0, 1), kept.stdout + kept.stderr
    assert "Nothing new found." in kept.stdout
    assert "Known from the baseline" in kept.stdout
    assert "New: " in grown.stdout


def test_json_says_what_is_known(two: tuple[Path, Path]) -> None:
    old, new = two
    data = json.loads(run("check", new, "--baseline", old, "--format", "json").stdout)
    known = {one["id"]: one["baseline"] for one in data["findings"]}

    assert known["LOG001@scorer"] is False
    assert True in known.values()
    assert "baseline" not in json.loads(run("check", new, "--format", "json").stdout)["findings"][0]


def test_a_report_on_several_files_is_matched_by_name(two: tuple[Path, Path]) -> None:
    old, new = two
    baseline = old.with_name("all.json")
    run("check", *two, "--format", "json", "--output", baseline)
    added = old.with_name("added.design.yaml")
    added.write_text(OLD)

    assert (
        run(
            "check",
            old.name,
            new.name,
            "--baseline",
            baseline,
            cwd=old.parent,
            env=_with_sources(dict(os.environ)),
        ).returncode
        == 0
    )
    done = run("check", old.parent, "--baseline", baseline)
    assert done.returncode == 1
    assert f"has no report on {added}" in done.stderr


@pytest.mark.parametrize(
    "content", ['{"format": "x"}', "[1]", "{", '{"reports": 1}', '{"reports": [[]]}', "7"]
)
def test_a_baseline_that_is_none(two: tuple[Path, Path], content: str) -> None:
    bad = two[0].with_name("bad.json")
    bad.write_text(content)
    done = run("check", two[0], "--baseline", bad)

    assert done.returncode == 2
    assert "as the baseline" in done.stderr
    assert "Traceback" not in done.stderr


def test_one_design_is_no_baseline_of_several_files(two: tuple[Path, Path]) -> None:
    done = run("check", *two, "--baseline", two[0])

    assert done.returncode == 2
    assert "it is one design" in done.stderr
