"""The page about the configuration: its example is one, and it tells every setting."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from checks.config import Config, WaiverPolicy, config_for

PAGE = (Path(__file__).parents[2] / "docs/configuration.md").read_text("utf-8")
SETTINGS = ("select", "ignore", "maturity", "severity", "options", "waivers", "review", "paths")


def example() -> str:
    found = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


@pytest.fixture(params=["sketchcheck.toml", "pyproject.toml"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The example in a file of its own, and below the name of the tool in the project's file."""
    text = example()
    if request.param == "pyproject.toml":
        text = "[tool.sketchcheck]\n" + re.sub(
            r"^(\[+)(?=\w)", r"\1tool.sketchcheck.", text, flags=re.MULTILINE
        )
    (tmp_path / request.param).write_text(text, "utf-8")
    return tmp_path


def test_the_example_is_read(folder: Path) -> None:
    config = config_for(folder / "shop.design.yaml")

    assert isinstance(config, Config)
    assert "LOG" in config.select
    assert config.ignore == ("MON003",)
    assert (config.maturity, config.severity) == ("design", {"RES002": "warning", "SKW003": "advice"})
    assert config.options == {"SCL001.headroom": 1.5}
    assert config.waivers == WaiverPolicy(180, ("platform", "risk"))


def test_the_example_says_other_things_of_some_files(folder: Path) -> None:
    sketch = config_for(folder / "sketches" / "new" / "shop.design.yaml")
    paid = config_for(folder / "payments" / "cards.design.yaml")

    assert (sketch.maturity, sketch.ignore) == ("sketch", ("MON003", "SCL"))
    assert (paid.maturity, paid.severity["SKW003"]) == ("design", "error")


def test_the_example_and_the_table_have_every_setting() -> None:
    stated = tomllib.loads(example())
    rows = set(re.findall(r"^\| `([a-z-]+)", PAGE, re.MULTILINE))

    assert set(stated) == set(SETTINGS) == rows
    assert set(stated["waivers"]) == {"longest-days", "owners"}
