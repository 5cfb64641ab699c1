"""The pre-commit hook, and the commands of the page about CI, run as they stand there."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from xml.etree.ElementTree import parse

import pytest
import yaml

from designer.files.templates import list_templates

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/ci.md").read_text("utf-8")


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    name, *arguments = shlex.split(command)
    assert name == "sketchcheck"
    return subprocess.run(
        [sys.executable, "-m", "sketchcheck", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "designs").mkdir()
    one = list_templates()[0]
    (tmp_path / "designs/shop.design.yaml").write_text(one.flawed.read_text("utf-8"), "utf-8")
    return tmp_path


def test_the_hook_checks_designs_by_a_command_that_there_is(folder: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    (repository,) = next(one for one in blocks() if "repos" in one)["repos"]
    used = repository["hooks"][0]

    assert (hook["id"], hook["language"]) == (used["id"], "python")
    assert hook["entry"].split()[0] in scripts
    assert re.search(hook["files"], "designs/shop.design.yaml")
    assert not re.search(hook["files"], "designs/shop.yaml")
    done = run(shlex.join([*hook["entry"].split(), *used["args"], "designs/shop.design.yaml"]), folder)
    assert done.returncode == 1, done.stderr
    assert "designs/shop.design.yaml:" in done.stdout


def blocks() -> list[dict[str, object]]:
    return [yaml.safe_load(one) for one in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)]


def commands() -> list[str]:
    return re.findall(r"- (?:run: )?(sketchcheck check .*)", PAGE)


def test_commands_of_the_page_run_and_the_last_of_each_decides(folder: Path) -> None:
    assert len(blocks()) == 3
    assert len(commands()) == 5
    for command in commands():
        done = run(command, folder)
        assert done.returncode == (0 if "never" in command else 1), done.stderr

    assert json.loads((folder / "designs.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert int(parse(folder / "designs.xml").getroot().get("failures", "")) > 0
    assert (folder / "designs.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_a_report_that_could_not_be_made_is_not_a_clean_one(folder: Path) -> None:
    (folder / "designs/shop.design.yaml").write_text("nonsense", "utf-8")

    assert {run(command, folder).returncode for command in commands()} == {2}
