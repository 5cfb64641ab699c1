"""Reading a file as it was in a revision of its git repository."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from designer.errors import SketchcheckError

_SET_BY_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""Inside a hook they speak of the repository of the hook, in paths from its root."""


def text_at(path: Path, revision: str) -> str:
    """The text of a file in a revision: a branch, a tag, a commit, `HEAD~2`.

    Raises SketchcheckError where git, the repository, the revision or the file in it is missing.
    """
    file = Path(os.path.realpath(path))
    cannot = f"cannot read {path} at {revision}: because"
    if _git(file, cannot, "rev-parse", "--git-dir").returncode:
        raise SketchcheckError(f"{cannot} {path} is in no git repository. Name two files instead.")
    found = _git(file, cannot, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    commit = found.stdout.decode(errors="replace").strip()
    if found.returncode or revision.startswith("-"):
        raise SketchcheckError(
            f"{cannot} the repository has no revision {revision!r}."
            " Name a branch, a tag or a commit, or fetch it first."
        )
    shown = _git(file, cannot, "cat-file", "blob", f"{commit}:./{file.name}")
    if shown.returncode:
        raise SketchcheckError(
            f"{cannot} that revision has no such file. Name another one; `git log --follow` shows renames."
        )
    return _decoded(shown.stdout, cannot)


def _git(file: Path, cannot: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    if not file.parent.is_dir():
        raise SketchcheckError(f"{cannot} there is no folder {file.parent}. Check its name.")
    environment = {key: value for key, value in os.environ.items() if key not in _SET_BY_HOOKS}
    try:
        return subprocess.run(
            ["git", *arguments], cwd=file.parent, env=environment, capture_output=True, check=False
        )
    except FileNotFoundError:
        raise SketchcheckError(f"{cannot} git is not installed. Install it, or name two files.") from None
    except (OSError, ValueError) as error:
        raise SketchcheckError(f"{cannot} git cannot be started ({error}). Name two files.") from None


def _decoded(data: bytes, cannot: str) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise SketchcheckError(f"{cannot} it is no UTF-8 text there. Name another revision.") from None
