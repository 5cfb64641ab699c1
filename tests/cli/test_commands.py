"""The command line as a person or a pipeline runs it: real processes, real files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("networkx", "openai", "sqlalchemy", "streamlit", "rich")
FLAWED = """\
sketchcheck: 1
name: Scores
brief: {problem: Fraudulent payments cost two million a month.}
components:
  - {id: shop, kind: consumer_app, name: Shop, on_missing: default}
  # the one that answers
  - {id: scorer, kind: serving_endpoint, name: Scorer}
flows:
  - {from: shop, to: scorer, kind: request_response}
"""


@pytest.fixture
def flawed(tmp_path: Path) -> Path:
    """A file with a prediction that nobody logs."""
    path = tmp_path / "scores.design.yaml"
    path.write_text(FLAWED)
    return path


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    command = [sys.executable, "-m", "sketchcheck", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, cwd=cwd)


def test_text_names_finding_place_and_cure(flawed: Path) -> None:
    """A person reads what is wrong, where in the file, and what to do."""
    done = run("check", flawed)

    assert done.returncode == 1
    assert "LOG001@scorer predictions-not-logged" in done.stdout
    assert f"{flawed}:7" in done.stdout
    assert "Mend:" in done.stdout
    assert "\x1b[" not in done.stdout


def test_json_is_the_documented_format(flawed: Path) -> None:
    """The keys of docs/command-line.md, with the line and the edits of the fixes."""
    report = json.loads(run("check", flawed, "--format", "json", "--date", "2026-11-23").stdout)
    finding = next(one for one in report["findings"] if one["id"] == "LOG001@scorer")

    assert report["format"] == "sketchcheck-report/1"
    assert report["date"] == "2026-11-23"
    assert report["design"]["components"] == 2
    assert (finding["line"], finding["area"], finding["status"]) == (7, "operation", "open")
    assert finding["fixes"][0]["edits"]


def test_several_files_and_folders(flawed: Path) -> None:
    """A folder stands for the designs in it."""
    twin = flawed.with_name("twin.design.yaml")
    twin.write_text(FLAWED)
    reports = json.loads(run("check", flawed.parent, "--format", "json").stdout)["reports"]

    assert [Path(one["design"]["file"]).name for one in reports] == ["scores.design.yaml", "twin.design.yaml"]


def test_markdown_escapes_what_people_typed(flawed: Path) -> None:
    """Names are data, in tables and headings too."""
    flawed.write_text(FLAWED.replace("name: Scores", 'name: "<script>alert(1)</script> | *x*"'))
    text = run("check", flawed, "--format", "markdown").stdout

    assert "```mermaid" in text
    assert "<script>" not in text
    assert "LOG001" in text


@pytest.mark.parametrize(("fail_on", "code"), [("error", 1), ("warning", 1), ("never", 0)])
def test_fail_on_decides_the_exit_code(flawed: Path, fail_on: str, code: int) -> None:
    """So that a pipeline can be strict or only look."""
    assert run("check", flawed, "--fail-on", fail_on).returncode == code


def test_select_ignore_and_maturity(flawed: Path) -> None:
    """Rules by code, and how much is asked."""
    assert run("check", flawed, "--ignore", "LOG", "--select", "LOG001").returncode == 0
    assert "LOG001" not in run("check", flawed, "--maturity", "sketch").stdout


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
        (b"just words", "sketchcheck"),
        (b"sketchcheck: 9\n", "9"),
        (b"a: [1\n", "YAML"),
        (b"sketchcheck: 1\ncomponents:\n  - {id: A b, kind: trainin}\n", "training"),
        ("sketchcheck: 1\nname: caf\u00e9\n".encode("latin-1"), "UTF-8"),
        (b"sketchcheck: 1\nx: " + b"[" * 3000, "deep"),
        (b"sketchcheck: 1\nx-a: &a [x]\nx-b: [*a, *a]\n", "alias"),
    ],
)
def test_bad_files_are_told_in_words_with_exit_2(tmp_path: Path, content: bytes, words: str) -> None:
    """Never a traceback; the file stays as it was."""
    path = tmp_path / "bad.design.yaml"
    path.write_bytes(content)
    done = run("check", path)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert words.lower() in done.stderr.lower()
    assert path.read_bytes() == content


def test_a_missing_file_and_an_empty_folder(tmp_path: Path) -> None:
    """Named, with exit code 2."""
    assert run("check", tmp_path / "none.yaml").returncode == 2
    assert "no *.design.yaml" in run("check", tmp_path).stderr


def test_one_unreadable_file_does_not_hide_the_others(flawed: Path) -> None:
    """The readable one is reported; the exit code says that not all was checked."""
    bad = flawed.with_name("a.design.yaml")
    bad.write_text("nonsense")
    done = run("check", flawed.parent)

    assert done.returncode == 2
    assert "LOG001" in done.stdout


def test_fix_shows_then_writes_and_is_done_once(flawed: Path) -> None:
    """A diff first; written on demand; comments stay; a second run has nothing of it to do."""
    shown = run("fix", flawed, "--only", "LOG001@scorer")

    assert "+" in shown.stdout
    assert flawed.read_text() == FLAWED

    written = run("fix", flawed, "--only", "LOG001@scorer", "--write")

    assert "LOG001@scorer" in written.stderr
    assert "# the one that answers" in flawed.read_text()
    assert "LOG001" not in run("check", flawed).stdout
    assert run("fix", flawed, "--only", "LOG001@scorer").returncode == 2


@pytest.mark.parametrize("ending", ["svg", "png", "pdf", "mmd"])
def test_draw_follows_the_ending(flawed: Path, ending: str) -> None:
    """Each format begins as it must."""
    out = flawed.with_name(f"out.{ending}")
    beginnings = {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF", "mmd": b"flowchart"}
    done = run("draw", flawed, "-o", out, "--badges")

    assert done.returncode == 0, done.stderr
    assert beginnings[ending] in out.read_bytes()[:200]


def test_a_png_that_is_smaller_than_asked_is_told(tmp_path: Path) -> None:
    """A row of boxes that no viewer takes at four times its size."""
    row = "".join(f"  - {{id: b{n}, kind: other}}\n" for n in range(20))
    places = "".join(f"    b{n}: [{n * 240}, 0]\n" for n in range(20))
    design = tmp_path / "row.design.yaml"
    design.write_text(f"sketchcheck: 1\ncomponents:\n{row}layout:\n  boxes:\n{places}")
    large = run("draw", design, "-o", tmp_path / "large.png", "--scale", "4")
    small = run("draw", design, "-o", tmp_path / "small.png", "--scale", "1")

    assert large.returncode == small.returncode == 0
    assert "16000 x" in large.stderr
    assert "SVG has no bound" in large.stderr
    assert small.stderr == ""


def test_draw_refuses_an_unknown_ending(flawed: Path) -> None:
    """And says which there are."""
    done = run("draw", flawed, "-o", flawed.with_name("out.bmp"))

    assert done.returncode == 2
    assert "svg" in done.stderr


def test_draw_watches(flawed: Path) -> None:
    """Drawn again when the design changes; a mistake meanwhile is told and does not end it."""
    out = flawed.with_name("out.svg")
    command = [sys.executable, "-m", "sketchcheck", "draw", str(flawed), "-o", str(out), "--watch"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as watching:
        assert watching.stderr
        try:
            assert "Watching" in watching.stderr.readline()
            assert "Cashier" not in out.read_text()
            flawed.write_text("nonsense: [")
            told = [watching.stderr.readline() for _ in range(3)]
            assert any("not a design yet" in line for line in told), told
            flawed.write_text(FLAWED.replace("name: Shop", "name: Cashier"))
            while "Watching" not in watching.stderr.readline():
                pass
            assert "Cashier" in out.read_text()
        finally:
            watching.kill()


@pytest.mark.parametrize(
    ("wish", "inside"),
    [
        (["--no-title"], "Scores</text>"),
        (["--no-legend"], "data-legend"),
        (["--transparent"], '<rect width="'),
        (["--no-source"], "data-sketchcheck"),
    ],
)
def test_draw_leaves_out_what_is_not_wished(flawed: Path, wish: list[str], inside: str) -> None:
    """One option each."""
    plain, without = flawed.with_name("a.svg"), flawed.with_name("b.svg")
    assert run("draw", flawed, "-o", plain).returncode == 0
    assert run("draw", flawed, "-o", without, *wish).returncode == 0

    assert inside in plain.read_text()
    assert inside not in without.read_text()


@pytest.mark.parametrize("reader", ["executive", "product", "engineer", "data-scientist"])
def test_report_for_a_reader(flawed: Path, reader: str) -> None:
    """As a page and as a PDF, by the ending."""
    for ending, beginning in (("html", b"<!DOCTYPE html>"), ("pdf", b"%PDF")):
        out = flawed.with_name(f"out.{ending}")
        done = run("report", flawed, "-o", out, "--for", reader)
        assert done.returncode == 0, done.stderr
        assert out.read_bytes().startswith(beginning)


def test_report_refuses_what_it_cannot_write(flawed: Path) -> None:
    """With the cure, and nothing is written."""
    done = run("report", flawed, "-o", flawed.with_name("out.docx"))
    assert done.returncode == 2
    assert done.stderr.strip().endswith("End the name in .html or .pdf.")
    assert not flawed.with_name("out.docx").exists()


def test_new_makes_files_that_check(tmp_path: Path) -> None:
    """Empty, or from a template; never over a file that is there."""
    empty, fraud = tmp_path / "my idea.design.yaml", tmp_path / "fraud.design.yaml"

    assert run("new", empty).returncode == 0
    assert run("check", empty).returncode == 0
    assert run("new", fraud, "--template", "fraud-detection").returncode == 0
    assert run("check", fraud).returncode == 0
    assert run("new", fraud).returncode == 2
    assert "fraud-detection" in run("new", tmp_path / "x.yaml", "--template", "fraud").stderr


def test_lists_and_explanations() -> None:
    """Templates, rules, one rule, the schema, the version."""
    assert "fraud-detection" in run("templates").stdout
    assert "LOG001" in run("rules").stdout
    assert "predictions-not-logged" in run("rules", "log001").stdout
    assert "LOG001" in run("rules", "LOG0O1").stderr
    assert json.loads(run("schema").stdout)["$schema"]
    assert json.loads(run("schema", "--report").stdout)["title"] == "Sketchcheck report"
    assert run("--version").stdout.startswith("sketchcheck ")


def test_check_loads_nothing_heavy(flawed: Path) -> None:
    """Names of modules, not times, so that this never flickers."""
    code = (
        "import sys; from sketchcheck.cli import app;"
        f"sys.argv = ['sketchcheck', 'check', {str(flawed)!r}];\n"
        "try: app.main()\nexcept SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.stdout.splitlines()[-1] == "[]", done.stdout
