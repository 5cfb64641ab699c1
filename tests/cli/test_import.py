"""`import` as a process: report, corrections, refusals."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from designer.files import load_file

CHART = """flowchart LR
  app[Mobile app] -->|request| m["Fraud model v3<br/>password=hunter22x"] <--> f[(Feast online)]
  thing --> m
"""


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sketchcheck", "import", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def chart(tmp_path: Path) -> Path:
    path = tmp_path / "chart.mmd"
    path.write_text(CHART)
    return path


def test_the_report_says_what_was_guessed_and_why(chart: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.design.yaml"
    done = run(chart, "-o", out)
    assert done.returncode == 0, done.stderr
    assert 'mobile_app = consumer_app (sure). "mobile app" names' in done.stdout
    assert "thing = other (none)" in done.stdout
    assert "line 2: The line points both ways" in done.stdout
    assert "Masked" in done.stdout
    assert "hunter22x" not in done.stdout + out.read_text()
    assert len(load_file(out).design.components) == 4
    again = run(chart, "-o", out)
    assert again.returncode == 2
    assert "it exists" in again.stderr
    assert run(chart, "-o", out, "--force").returncode == 0


def test_corrections_are_written_once_and_then_read(chart: Path, tmp_path: Path) -> None:
    out, corrections = tmp_path / "out.design.yaml", tmp_path / "map.yaml"
    assert run(chart, "--map", corrections).returncode == 0
    text = corrections.read_text().replace(
        "thing: {kind: other, id: thing}", "thing: {kind: cache, id: cached}"
    )
    corrections.write_text(text)
    done = run(chart, "-o", out, "--map", corrections, "--format", "json")
    report = json.loads(done.stdout)
    assert corrections.read_text() == text
    assert {box["id"]: (box["kind"], box["why"]) for box in report["boxes"]}["cached"] == (
        "cache",
        "You said so.",
    )
    assert load_file(out).design.components["cached"].kind == "cache"
    assert report["written"] == [str(out)]


def test_a_chart_in_markdown(tmp_path: Path) -> None:
    path, out = tmp_path / "README.md", tmp_path / "out.design.yaml"
    path.write_text(f"# Scoring\n\n```mermaid\n{CHART}```\n\n```mermaid\npie title x\n```\n")
    done = run(path, "-o", out)
    assert done.returncode == 0
    assert "line 9: This block of Mermaid is left out: a pie chart." in done.stdout
    assert {one.kind for one in load_file(out).design.components.values()} >= {
        "consumer_app",
        "feature_store",
    }


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.mmd", "sequenceDiagram\n a->>b: x", "line 1, column 1 a sequence diagram"),
        ("a.mmd", "flowchart LR\n a[b", "line 2, column 3 the bracket [ is not closed"),
        ("a.dot", "digraph { a -> ", "the text ends"),
        ("a.txt", "hello", "it is no drawing that is known"),
        ("a.png", "\x89PNG", "cannot read a.png"),
        ("a.md", "# Only words", "it holds no block of Mermaid"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(tmp_path: Path, name: str, text: str, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode("latin-1"))
    out = tmp_path / "out.design.yaml"
    done = run(path, "-o", out)
    assert done.returncode == 2
    assert words in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not out.exists()


def test_missing_files_and_folders(tmp_path: Path) -> None:
    assert "there is no such file" in run(tmp_path / "gone.mmd").stderr
    assert "it is a folder" in run(tmp_path).stderr
