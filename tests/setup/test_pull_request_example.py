"""The example for pull requests: its script is run in a real repository, its workflow read."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from designer.files.templates import find_template

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "docs/examples/pull-request"
WORKFLOW = EXAMPLE / ".github/workflows/designs.yml"
TEMPLATE = find_template("fraud-detection")


def git(folder: Path, *arguments: str) -> None:
    named = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *named, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path, files: dict[str, str | None]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_text(text, "utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-m", "Change")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-b", "main")
    good = TEMPLATE.good.read_text("utf-8")
    commit(tmp_path, {"designs/fraud.design.yaml": good, "old.design.yaml": good, "same.design.yaml": good})
    git(tmp_path, "checkout", "-b", "work")
    return tmp_path


def comment(repository: Path) -> str:
    command = shlex.join([sys.executable, "-m", "sketchcheck"])
    subprocess.run(
        [sys.executable, str(EXAMPLE / "comment.py"), "main", "out"],
        cwd=repository, env=os.environ | {"SKETCHCHECK": command, "PYTHONPATH": str(ROOT)}, check=True,
    )  # fmt: skip
    return (repository / "out/comment.md").read_text("utf-8")


def test_changed_new_deleted_and_broken_designs(repository: Path) -> None:
    commit(
        repository,
        {
            "designs/fraud.design.yaml": TEMPLATE.flawed.read_text("utf-8"),
            "-new one.design.yaml": TEMPLATE.flawed.read_text("utf-8"),
            "old.design.yaml": None,
            "broken<b>.design.yaml": "nonsense: [",
        },
    )
    told = comment(repository)

    assert told.startswith("<!-- sketchcheck -->")
    assert "### New findings" in told
    assert told.count("```mermaid\nflowchart") == 2
    assert "## <code>old.design.yaml</code> is deleted" in told
    assert "## <code>broken&lt;b&gt;.design.yaml</code> could not be read" in told
    assert "same.design.yaml" not in told
    pictures = {one.name for one in (repository / "out").glob("*.svg")}
    assert pictures == {"designs-fraud.svg", "new-one.svg"}
    assert 'data-mark="changed"' in (repository / "out/designs-fraud.svg").read_text("utf-8")


def test_no_design_and_too_long_a_comment(repository: Path) -> None:
    commit(repository, {"README.md": "# Read me"})
    assert "changes no design" in comment(repository)

    new = {f"d{n}.design.yaml": TEMPLATE.flawed.read_text("utf-8") for n in range(9)}
    commit(repository, new)
    told = comment(repository)
    assert len(told) < 65_000
    assert told.rstrip().endswith("see the files of this run.")


def test_the_workflow_runs_the_script_and_its_last_step_decides(repository: Path) -> None:
    workflow = yaml.safe_load(WORKFLOW.read_text("utf-8"))
    steps = workflow["jobs"]["comment"]["steps"]
    assert any("comment.py" in step.get("run", "") for step in steps)
    script = steps[-1]["run"].replace("origin/", "")
    script = script.replace("sketchcheck diff", f"{sys.executable} -m sketchcheck diff")
    assert not re.search(r"\$\{\{", script)

    def decide() -> int:
        environment = os.environ | {"BASE": "main", "PYTHONPATH": str(ROOT)}
        return subprocess.run(["bash", "-c", script], cwd=repository, env=environment, check=False).returncode

    commit(repository, {"README.md": "# Read me"})
    assert decide() == 0
    commit(repository, {"designs/fraud.design.yaml": TEMPLATE.flawed.read_text("utf-8")})
    assert decide() != 0
