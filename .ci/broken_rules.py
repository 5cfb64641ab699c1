"""Install rules that break beside the example's, and see that `sketchcheck check` says so and goes on.

Runs where the wheels are installed, with `search.design.yaml` of the example in the folder.
"""

import json
import os
import subprocess
from pathlib import Path

RULES = '''
from sketchcheck_rules_example.too_many_teams_on_one_request import TooManyTeamsOnOneRequest


class Raises(TooManyTeamsOnOneRequest):
    """Breaks."""

    code, name = "BROKEN001", "raises"

    def judge(self, view, place):
        raise RuntimeError("out of ideas")


class Misspells(TooManyTeamsOnOneRequest):
    """Reads a property that does not exist."""

    code, name = "BROKEN002", "misspells"

    def judge(self, view, place):
        return self.found(place, where=[view.get(place, "taem")])
'''
NAMES = ("BROKEN001", "BROKEN002", "broken-package")


def install(folder: Path) -> None:
    """Two distributions: one whose rules break, one that cannot be imported."""
    for name, module, text in (
        ("broken-rules", "rules_that_break", RULES),
        ("broken-package", "not_importable", "import what_is_not_there\n"),
    ):
        info = folder / f"{name.replace('-', '_')}-1.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n", "utf-8")
        (info / "entry_points.txt").write_text(f"[sketchcheck.rules]\nx = {module}\n", "utf-8")
        (folder / f"{module}.py").write_text(text, "utf-8")


def check(folder: Path, form: str) -> str:
    """The report in this form. Fails where the exit code is not 2."""
    command = ["sketchcheck", "check", "search.design.yaml", "--format", form]
    environment = os.environ | {"PYTHONPATH": str(folder)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2, f"exit code {done.returncode}, not 2: {done.stderr}"
    return done.stdout


def main() -> None:
    """Check in text and JSON."""
    folder = Path("broken").resolve()
    install(folder)
    text = check(folder, "text")
    print(text)
    report = json.loads(check(folder, "json"))
    failed = {one["code"]: one["why"] for one in report["rules"]["failed"]}
    for name in NAMES:
        assert name in text, f"{name} is not named in the text"
        assert name in failed, f"{name} is not named in the JSON"
    assert "out of ideas" in failed["BROKEN001"]
    assert "taem" in failed["BROKEN002"]
    assert "Did you mean team?" in failed["BROKEN002"]
    assert "HOUSE001@shop" in {one["id"] for one in report["findings"]}


if __name__ == "__main__":
    main()
