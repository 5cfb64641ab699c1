"""The user's data folder, by the conventions of three systems."""

from __future__ import annotations

from pathlib import Path

import pytest

from designer.errors import StoreError
from designer.store.folder import data_folder


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({"SKETCHCHECK_HOME": "/own", "XDG_DATA_HOME": "/data"}, "linux", "/own"),
        ({"XDG_DATA_HOME": "/data"}, "linux", "/data/sketchcheck"),
        ({"XDG_DATA_HOME": "relative"}, "linux", "/home/ada/.local/share/sketchcheck"),
        ({}, "linux", "/home/ada/.local/share/sketchcheck"),
        ({"XDG_DATA_HOME": "/data"}, "darwin", "/home/ada/Library/Application Support/sketchcheck"),
        ({"LOCALAPPDATA": "/profile"}, "win32", "/profile/sketchcheck"),
        ({}, "win32", "/home/ada/AppData/Local/sketchcheck"),
    ],
)
def test_the_folder(
    environment: dict[str, str], platform: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/home/ada"))
    assert data_folder(environment, platform) == Path(expected)


def test_a_user_without_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", nowhere)
    with pytest.raises(StoreError, match=r"because this user has no home folder\. Set SKETCHCHECK_HOME"):
        data_folder({}, "linux")
