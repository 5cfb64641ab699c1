"""A linked file and the sketchcheck.toml beside it: followed, or told in words; the design opens anyway."""

from __future__ import annotations

from pathlib import Path

import pytest

from designer.files import load_file
from designer.store.store import Store
from sketchcheck.linked import LinkedFile
from sketchcheck.session import Session

DESIGN = """\
sketchcheck: 1
components:
  - {id: scorer, kind: serving_endpoint}
  - {id: fit, kind: training}
  - {id: log, kind: log_store}
flows:
  - {from: fit, to: scorer, kind: model_artifact}
"""


def opened(folder: Path, config: str) -> Session:
    """A session on a linked file, with this configuration beside it."""
    path = folder / "mine.design.yaml"
    path.write_text(DESIGN)
    (folder / "sketchcheck.toml").write_text(config)
    store, loaded = Store.open(f"sqlite:///{folder}/test.db"), load_file(path)
    assert loaded.stamp
    linked = LinkedFile(path, loaded.stamp.digest, lambda _: None)
    return Session(store, store.create(loaded.design), linked)


@pytest.mark.parametrize("config", ["ignore = [", "colour = 'red'\n", "ignore = ['NOPE001']\n"])
def test_a_mistake_is_told_and_the_design_opens(tmp_path: Path, config: str) -> None:
    """The rules look at it as if nothing were configured."""
    session = opened(tmp_path, config)

    assert "sketchcheck.toml" in session.config_trouble
    assert any(one.code == "BRF001" for one in session.report.findings)


def test_what_is_configured_applies_and_is_told(tmp_path: Path) -> None:
    """A category that is ignored gives no findings."""
    session = opened(tmp_path, "ignore = ['BRF']\n")

    assert session.config_trouble == ""
    assert session.report.findings
    assert not [one for one in session.report.findings if one.code.startswith("BRF")]
    assert session.notice
    assert "sketchcheck.toml" in session.notice.text
