"""What the project says of itself, in the places where it has to say it."""

import ast
import importlib.metadata
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / name).read_text(encoding="utf-8"))


def pins(name: str) -> set[str]:
    return set(
        re.findall(r"^\S+==\S+(?: ;.*?)?(?= \\$)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
    )


def test_name_and_version_agree_wherever_they_stand() -> None:
    project, manifest = read("pyproject.toml")["project"], read("sketchcheck/pyproject.toml")["project"]
    installed = importlib.metadata.metadata("sketchcheck")
    stated = (project["name"], project["version"])
    assert stated == (manifest["name"], manifest["version"])
    assert stated == (installed["Name"], installed["Version"])


def test_streamlit_finds_the_canvas() -> None:
    from streamlit.components.v2.manifest_scanner import scan_component_manifests

    found = {manifest.name: (manifest, root) for manifest, root in scan_component_manifests()}
    manifest, root = found["sketchcheck"]
    assert [component.name for component in manifest.components] == ["canvas"]
    assert root == ROOT / "sketchcheck"


def test_app_only_hands_over() -> None:
    source = (ROOT / "app.py").read_text(encoding="utf-8")
    imports = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert len(source.splitlines()) <= 12
    assert [ast.unparse(node) for node in imports] == [
        "from streamlit.starlette import App",
        "from sketchcheck.direct import routes",
        "from sketchcheck.served import opening",
    ]


@pytest.mark.parametrize("name", LOCKS)
def test_locks_name_hashes_and_no_host(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "hatchling==" in text
    assert text.count("\n    --hash=sha256:") >= len(pins(name)) > 0


def test_the_development_lock_holds_everything_of_the_other() -> None:
    app, development = (pins(name) for name in LOCKS)
    assert app < development
