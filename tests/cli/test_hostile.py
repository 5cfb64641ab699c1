"""Nonsense on the command line: one clear text, exit code 2, and nothing of the person's is touched."""

from __future__ import annotations

import json
import os
import shlex
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from designer.files import load_file
from tests.cli.test_commands import FLAWED, run


@pytest.fixture
def flawed(tmp_path: Path) -> Path:
    """A file with a prediction that nobody logs."""
    path = tmp_path / "scores.design.yaml"
    path.write_text(FLAWED)
    return path


def test_problems_of_a_file_stand_below_its_name(tmp_path: Path) -> None:
    """One line each, with its place."""
    path = tmp_path / "bad.design.yaml"
    path.write_text("sketchcheck: 1\ncomponents:\n  - {id: A b, kind: trainin}\n")
    lines = run("check", path).stderr.splitlines()

    assert lines[0] == f"{path}: not a design yet, 2 problems"
    assert [line.split(":")[:2] for line in lines[1:]] == [["  3", "10"], ["  3", "21"]]


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize("code", ["NOPE", "", "LOG,MON"])
def test_a_code_that_no_rule_begins_with_is_told(flawed: Path, option: str, code: str) -> None:
    """A typing mistake must not look like a clean design."""
    done = run("check", flawed, option, code)

    assert done.returncode == 2
    assert "no rule's code begins so" in done.stderr


def test_codes_may_be_small_letters(flawed: Path) -> None:
    """As in `rules log001`."""
    assert "LOG001" in run("check", flawed, "--select", "log").stdout
    assert run("rules", "log").stdout.startswith("LOG001")


def test_a_date_that_is_none(flawed: Path) -> None:
    """With an example of one."""
    done = run("check", flawed, "--date", "nonsense")

    assert done.returncode == 2
    assert "is no day; write it as 2026-11-23" in done.stderr


@pytest.mark.parametrize(
    "command",
    [["check", "FILE", "-o", "FILE"], ["schema", "-o", "FILE"], ["check", "FILE", "-o", "x.design.yaml"]],
)
def test_nothing_takes_the_place_of_a_design(flawed: Path, command: list[str]) -> None:
    """A report or a schema is no design, whatever it is told."""
    done = run(*(str(flawed) if word == "FILE" else word for word in command), cwd=flawed.parent)

    assert done.returncode == 2
    assert "designs are kept there" in done.stderr
    assert flawed.read_text() == FLAWED
    assert list(flawed.parent.iterdir()) == [flawed]


def test_a_picture_does_not_take_the_place_of_its_design(flawed: Path) -> None:
    """Even where the design is named as pictures are."""
    odd = flawed.rename(flawed.with_name("x.svg"))

    assert run("draw", odd, "-o", odd).returncode == 2
    assert odd.read_text() == FLAWED


def test_places_that_cannot_be_written(flawed: Path) -> None:
    """Named in words."""
    folder = flawed.parent

    assert "there is no folder" in run("check", flawed, "-o", folder / "none" / "x").stderr
    assert "it is a folder" in run("check", flawed, "-o", folder).stderr
    assert "is not a folder" in run("draw", flawed, "-o", flawed / "x.svg").stderr


def test_an_empty_folder_does_not_hide_the_others(flawed: Path) -> None:
    """And a file that is named twice is reported once."""
    (flawed.parent / "empty").mkdir()
    done = run("check", flawed.parent / "empty", flawed, flawed, "--format", "json")

    assert done.returncode == 2
    assert "no *.design.yaml is in it" in done.stderr
    assert "1 of 2 files could not be checked" in done.stderr
    assert len(json.loads(done.stdout)["reports"]) == 1


def test_silence_is_no_praise(flawed: Path) -> None:
    """Where nothing could be judged, the report says so."""
    assert "none of the rules applies" in run("check", flawed, "--select", "LBL").stdout.lower()
    flawed.write_text("sketchcheck: 1\n")
    assert "no components yet" in run("check", flawed).stdout


def test_the_report_fits_its_width(flawed: Path) -> None:
    """Words are never broken by the terminal; a place that does not fit has a line of its own."""
    path = flawed.rename(flawed.with_name("a-name-that-is-much-longer-than-others.design.yaml"))
    done = subprocess.run(
        [sys.executable, "-m", "sketchcheck", "check", path.name],
        capture_output=True, text=True, check=False, cwd=path.parent, env=os.environ | {"COLUMNS": "70"},
    )  # fmt: skip

    assert max(map(len, done.stdout.splitlines())) <= 70
    assert f"\n    {path.name}:7\n" in done.stdout


@pytest.mark.parametrize("command", ["check", "fix", "new"])
def test_a_name_that_no_disk_can_hold(tmp_path: Path, command: str) -> None:
    """No traceback."""
    done = run(command, tmp_path / ("a" * 5000))

    assert done.returncode == 2
    assert "too long" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_drives_the_terminal(tmp_path: Path) -> None:
    """Names of files and of designs with control characters are shown without them."""
    path = tmp_path / "esc.design.yaml"
    path.write_text('sketchcheck: 1\nname: "a\\e[31mb\\x9bc\\u202ed"\n')

    assert "a [31mb c d" in run("check", path).stdout
    assert "\x1b" not in run("check", tmp_path / "no\x1b[31mne").stderr


def test_any_text_goes_through_any_pipe(flawed: Path) -> None:
    """A pipe has UTF-8, whatever the system's encoding; names of files may be no text at all."""
    odd = flawed.rename(os.fsdecode(os.fsencode(flawed.parent) + b"/bad\xff.design.yaml"))
    command = [sys.executable, "-m", "sketchcheck", "check", os.fspath(odd)]
    for form in ("text", "json"):
        done = subprocess.run(
            [*command, "--format", form],
            capture_output=True,
            check=False,
            env=os.environ | {"PYTHONIOENCODING": "cp1252"},
        )
        assert done.returncode == 1, done.stderr
        assert "LOG001" in done.stdout.decode("utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_behind_the_pipe(flawed: Path) -> None:
    """Is told."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "sketchcheck", "check", str(flawed)],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip

    assert done.returncode == 2
    assert "no space left" in done.stderr


@pytest.mark.parametrize("name", ["null", "a b: #c'\"{", "no", "1e3", "n\nl", "-x", "  ", "é" * 100])
def test_new_makes_a_design_of_any_name(tmp_path: Path, name: str) -> None:
    """Which loads again and has that name; the commands that are shown can be pasted."""
    path = tmp_path / f"{name}.design.yaml"
    done = run("new", path)

    assert done.returncode == 0, done.stderr
    assert load_file(path).design.name == " ".join(name.replace("-", " ").split())
    if name.isprintable():
        assert shlex.quote(str(path)) in done.stdout


def test_new_keeps_what_is_there(flawed: Path) -> None:
    """Also a folder, also a link to nothing."""
    link = flawed.with_name("link.design.yaml")
    link.symlink_to("nowhere")
    for path in (flawed, flawed.parent, link):
        assert "it exists" in run("new", path).stderr
    assert flawed.read_text() == FLAWED
    assert "no template is named" in run("new", flawed.with_name("x"), "--flawed").stderr


def test_fix_says_why_not(flawed: Path) -> None:
    """Unknown, waived, declared only, or for people only; and what is left."""
    assert "does not find it" in run("fix", flawed, "--only", "LOG001@nobody").stderr
    shown = run("fix", flawed)
    assert "nothing is written" in shown.stderr
    assert "left" in shown.stderr
    waiver = "waivers:\n  - {finding: LOG001@scorer, reason: a, owner: b, until: 2999-01-01}\n"
    flawed.write_text(FLAWED + waiver)
    assert "it is waived" in run("fix", flawed, "--only", "LOG001@scorer").stderr


@pytest.mark.parametrize("form", ["crlf", "utf-16", "flow"])
def test_fix_keeps_the_form_of_a_file(flawed: Path, form: str) -> None:
    """Line ends, encoding, brackets."""
    text = FLAWED
    if form == "crlf":
        flawed.write_bytes(text.replace("\n", "\r\n").encode())
    elif form == "utf-16":
        flawed.write_text(text, "utf-16")
    else:
        flawed.write_text(
            "{sketchcheck: 1, components: [{id: a, kind: serving_endpoint}, {id: b, kind: consumer_app}],"
            " flows: [{from: b, to: a, kind: request_response}]}"
        )
    assert run("fix", flawed, "--write").returncode == 0
    data = flawed.read_bytes()

    assert "Nothing to fix" in run("fix", flawed).stderr
    assert form != "crlf" or data.count(b"\r\n") == data.count(b"\n") > FLAWED.count("\n")
    assert form != "utf-16" or data.startswith((b"\xff\xfe", b"\xfe\xff"))
    assert form != "flow" or b"\n" not in data.strip()


def test_fix_follows_a_link(flawed: Path) -> None:
    """The link stays one."""
    link = flawed.with_name("link.design.yaml")
    link.symlink_to(flawed.name)
    run("fix", link, "--write")

    assert link.is_symlink()
    assert flawed.read_text() != FLAWED


def test_fix_leaves_a_read_only_file(flawed: Path) -> None:
    """Somebody wants it kept."""
    flawed.chmod(0o444)
    done = run("fix", flawed, "--write")

    assert done.returncode == 2
    assert "it is read-only" in done.stderr
    assert flawed.read_text() == FLAWED


def test_watch_sees_changes_and_ends_quietly(flawed: Path) -> None:
    """A change is checked again; Ctrl+C leaves no trace but the exit code."""
    command = [sys.executable, "-m", "sketchcheck", "check", str(flawed), "--watch"]
    watching = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert watching.stderr
    assert "Watching" in watching.stderr.readline()
    flawed.write_text("nonsense")
    assert "not a design yet" in watching.stderr.readline()
    assert "cannot read" in watching.stderr.readline()
    assert "Watching" in watching.stderr.readline()
    watching.send_signal(signal.SIGINT)
    out, err = watching.communicate(timeout=60)

    assert (watching.returncode, err) == (2, "")
    assert "\x1b" not in out


def test_app_tells_a_port_in_use(tmp_path: Path) -> None:
    """Before the browser shows a stranger."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        done = _app("--port", port, home=tmp_path)

    assert done.returncode == 2
    assert "another program uses it" in done.stderr


def test_app_tells_a_home_that_cannot_be_used(flawed: Path) -> None:
    """A file where a folder should be; a database that is none."""
    assert "Set SKETCHCHECK_HOME" in _app(home=flawed).stderr
    (flawed.parent / "designs.db").write_text("no database")
    done = _app(home=flawed.parent)

    assert done.returncode == 2
    assert "no database of designs" in done.stderr


def test_app_tells_a_file_that_is_no_design(flawed: Path) -> None:
    """In the terminal, not in the browser."""
    flawed.write_text("")

    assert "it is empty" in _app(flawed, home=flawed.parent).stderr
    assert "no such file" in _app("none.yaml", home=flawed.parent).stderr


def _app(*arguments: str | Path, home: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sketchcheck", "app", "--no-browser", *map(str, arguments)]
    environment = os.environ | {"SKETCHCHECK_HOME": str(home)}
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=environment)
