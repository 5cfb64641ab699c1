"""run.py: its decisions, its messages, and what it does in a checkout."""

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import run

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with locks of its own, to which run.py's paths point."""
    for name in ("pyproject.toml", run.APP_LOCK, run.DEV_LOCK):
        (tmp_path / name).write_text(f"{name}\n", encoding="utf-8")
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(run, "PRIVATE_UV", tmp_path / ".uv")
    monkeypatch.setattr(run, "STAMP", tmp_path / ".venv" / "stamp.json")
    return tmp_path


@pytest.fixture
def environment(checkout: Path) -> Callable[[str], Path]:
    """Makes what looks like an environment that was installed from a lock."""

    def make(lock: str) -> Path:
        python = run.executable(run.VENV, "python")
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()
        version = ".".join(map(str, sys.version_info[:3]))
        (run.VENV / "pyvenv.cfg").write_text(f"version_info = {version}\n", encoding="utf-8")
        run.STAMP.write_text(json.dumps(run.wanted(lock)), encoding="utf-8")
        return checkout

    return make


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The locks that would have been installed."""
    locks: list[str] = []
    monkeypatch.setattr(run, "install", lambda lock, _stamp: locks.append(lock))
    return locks


def test_parses_on_the_oldest_python_3() -> None:
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 4))


@pytest.mark.parametrize("version", [(3, 4), (3, 8), (3, 10)])
def test_an_old_python_is_told_which_one_is_needed(version: tuple[int, int]) -> None:
    with pytest.raises(run.SetupError, match=r"^cannot start .*: because .*3\.11 or newer\. Do: "):
        run.check_python(version)


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (4, 0)])
def test_a_new_python_is_taken(version: tuple[int, int]) -> None:
    run.check_python(version)


def test_a_python_without_venv_is_told_debians_package() -> None:
    with pytest.raises(run.SetupError, match=r"sudo apt install python3\.\d+-venv"):
        run.check_venv_tools(has_ensurepip=False)


def test_a_failed_step_says_so_and_what_to_do(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(run.SetupError, match=r"exit code 3: .*Do: "):
        run.run(sys.executable, "-c", "import sys; print('why'); sys.exit(3)")
    assert capfd.readouterr() == ("", "why\n")


@pytest.mark.parametrize("arguments", [[], ["-h"], ["--help"]])
def test_help_installs_nothing(
    arguments: list[str], checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run.main(arguments) == 0
    assert "python3 run.py app" in capsys.readouterr().out
    assert not (checkout / ".venv").exists()


@pytest.mark.usefixtures("checkout")
def test_no_environment_yet(installed: list[str]) -> None:
    run.prepare("app")
    run.prepare("test")
    assert installed == [run.APP_LOCK, run.DEV_LOCK]


def test_a_fresh_environment_is_left_alone(environment: Callable[[str], Path], installed: list[str]) -> None:
    environment(run.APP_LOCK)
    run.prepare("app")
    run.prepare("check")
    assert installed == []


def test_the_development_environment_serves_the_app_too(
    environment: Callable[[str], Path], installed: list[str]
) -> None:
    environment(run.DEV_LOCK)
    for word in ("app", "test", "bench", "check"):
        run.prepare(word)
    assert installed == []


def test_development_tools_stay_when_the_lock_changes(
    environment: Callable[[str], Path], installed: list[str]
) -> None:
    (environment(run.DEV_LOCK) / run.DEV_LOCK).write_text("newer\n", encoding="utf-8")
    run.prepare("app")
    assert installed == [run.DEV_LOCK]


@pytest.mark.parametrize("name", ["pyproject.toml", "requirements.lock"])
def test_a_change_is_installed(name: str, environment: Callable[[str], Path], installed: list[str]) -> None:
    (environment(run.APP_LOCK) / name).write_text("newer\n", encoding="utf-8")
    run.prepare("app")
    assert installed == [run.APP_LOCK]


def test_a_stamp_that_cannot_be_read_counts_as_none(
    environment: Callable[[str], Path], installed: list[str]
) -> None:
    environment(run.APP_LOCK)
    for text in ("", "[]", "{"):
        run.STAMP.write_text(text, encoding="utf-8")
        run.prepare("app")
    assert installed == [run.APP_LOCK] * 3


def test_an_environment_whose_python_is_gone_is_made_again(
    environment: Callable[[str], Path], installed: list[str]
) -> None:
    environment(run.APP_LOCK)
    run.executable(run.VENV, "python").unlink()
    run.prepare("app")
    assert installed == [run.APP_LOCK]
    assert not run.made_by_this_python(run.read_stamp())


def test_an_environment_of_another_python_or_another_place_is_made_again(
    environment: Callable[[str], Path],
) -> None:
    environment(run.APP_LOCK)
    stamp = run.read_stamp()
    assert run.made_by_this_python(stamp)
    assert not run.made_by_this_python({**stamp, "root": "elsewhere"})
    (run.VENV / "pyvenv.cfg").write_text("version_info = 3.11.99\n", encoding="utf-8")
    assert not run.made_by_this_python(stamp)
    (run.VENV / "pyvenv.cfg").unlink()
    assert not run.made_by_this_python(stamp)


def test_an_incomplete_checkout_is_told_what_is_missing(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / run.APP_LOCK).unlink()
    assert run.main(["app"]) == 2
    assert re.search(r"^cannot set .*: because .*requirements\.lock.* Do: ", capsys.readouterr().err)


def test_the_pin_of_uv_is_one_version_with_its_hashes() -> None:
    lines = run.uv_pin((ROOT / run.DEV_LOCK).read_text(encoding="utf-8")).splitlines()
    assert lines[0].startswith("uv==")
    assert len(lines) > 1
    assert all(line.startswith("    --hash=sha256:") for line in lines[1:])
    assert not lines[-1].endswith("\\")


def test_a_uv_that_does_not_run_is_not_taken(tmp_path: Path) -> None:
    assert run.uv_version(str(tmp_path / "uv")) == ()
    assert run.uv_version(str(Path(sys.executable).with_name("uv"))) >= run.OLDEST_UV


def test_words_become_command_lines() -> None:
    python = str(run.executable(run.VENV, "python"))
    assert run.command(["test", "-x"]) == [python, "-m", "pytest", "-x"]
    assert run.command(["bench"]) == [python, "-m", "benchmarks"]
    assert run.command(["check", "a.yaml"]) == [python, "-P", "-m", "sketchcheck", "check", "a.yaml"]


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for the environment's Python")
def test_the_command_keeps_folder_output_and_exit_code(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    script = (
        "import run, sys\n"
        "run.prepare = lambda word: None\n"
        f"run.executable = lambda environment, name: {str(tmp_path / 'python')!r}\n"
        "sys.exit(run.main(['check', 'a.yaml']))\n"
    )
    (tmp_path / "python").write_text('#!/bin/sh\npwd\necho "$@"\nexit 7\n', encoding="utf-8")
    (tmp_path / "python").chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=elsewhere,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 7
    assert done.stdout == f"{elsewhere}\n-P -m sketchcheck check a.yaml\n"
    assert done.stderr == ""
