"""Where a user's designs live when no database is named."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from designer.errors import StoreError

_NAME = "sketchcheck"
_CURE = "Set SKETCHCHECK_HOME to a folder that can be written."


def data_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """The user's data folder: SKETCHCHECK_HOME, else the system's convention. It need not exist yet."""
    if home := environment.get("SKETCHCHECK_HOME"):
        return Path(home).expanduser()
    if platform == "win32":
        return _base(environment.get("LOCALAPPDATA"), "AppData", "Local") / _NAME
    if platform == "darwin":
        return _base(None, "Library", "Application Support") / _NAME
    return _base(environment.get("XDG_DATA_HOME"), ".local", "share") / _NAME


def _base(stated: str | None, *under_home: str) -> Path:
    if stated and Path(stated).is_absolute():  # the XDG rules say that a relative one counts for nothing
        return Path(stated)
    try:
        return Path.home().joinpath(*under_home)
    except RuntimeError:
        raise StoreError(f"cannot keep designs: because this user has no home folder. {_CURE}") from None


def made_folder(folder: Path) -> Path:
    """The folder, made where it is missing. Raises StoreError where that fails."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(f"cannot keep designs in {folder}: because {reason.lower()}. {_CURE}") from None
    return folder
