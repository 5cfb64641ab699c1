"""Write the comment about the designs of a pull request: what changed, new findings, the picture.

    python comment.py BASE FOLDER

BASE is the revision that the pull request goes into. The comment goes to FOLDER/comment.md, and beside it
lies a picture of each changed design, with what changed marked. Run it in the root of the repository; it
needs nothing but Python, git and sketchcheck.
"""

from __future__ import annotations

import html
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

SKETCHCHECK = shlex.split(os.environ.get("SKETCHCHECK", "sketchcheck"))
MARKER = "<!-- sketchcheck -->"
"""By which the comment of the last run is found again."""
LONGEST = 60_000
"""Characters; GitHub takes a few more in a comment."""
ENDING = ".design.yaml"


def main(base: str, folder: Path) -> None:
    """Write the comment and the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = [_part(state, file, base, folder) for state, file in _changed(base)]
    text = "\n\n".join([MARKER, *(parts or ["This pull request changes no design."])])
    (folder / "comment.md").write_text(_cut(text), "utf-8")


def _changed(base: str) -> list[tuple[str, str]]:
    """A (added), M (modified) or D (deleted), and the file, since the branch left the base."""
    command = ["git", "diff", "--name-status", "--no-renames", "-z", f"{base}...HEAD", "--", f"*{ENDING}"]
    words = _output(command).split("\0")
    return list(zip(words[0::2], words[1::2], strict=False))


def _part(state: str, file: str, base: str, folder: Path) -> str:
    shown = f"<code>{html.escape(file)}</code>"
    file = f"./{file}"  # Or a name that begins with a hyphen would be an option.
    if state == "D":
        return f"## {shown} is deleted"
    picture = folder / f"{re.sub(r'[^A-Za-z0-9]+', '-', file.removesuffix(ENDING)).strip('-')}.svg"
    try:
        if state == "A":
            _run("draw", file, "--badges", "-o", str(picture))
            return _run("check", file, "--format", "markdown", "--fail-on", "never")
        compared = _run("diff", file, "--rev", base, "--format", "markdown", "--picture", str(picture))
        return f"{compared.rstrip()}\n\n{_picture(file, folder, picture.name)}"
    except subprocess.CalledProcessError as error:
        return f"## {shown} could not be read\n\n<pre>{html.escape(error.stderr.strip())}</pre>"


def _picture(file: str, folder: Path, name: str) -> str:
    """The drawing as Mermaid, which GitHub shows in a comment; an SVG cannot be put into one."""
    drawn = folder / "drawn.mmd"
    _run("draw", file, "--badges", "-o", str(drawn))
    mermaid = drawn.read_text("utf-8").strip()
    drawn.unlink()
    note = f"With what changed marked: {name}, in the files of this run."
    return f"<details><summary>Picture</summary>\n\n```mermaid\n{mermaid}\n```\n\n{note}\n\n</details>"


def _run(*arguments: str) -> str:
    return _output([*SKETCHCHECK, *arguments])


def _output(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    kept = text[:LONGEST]
    if kept.count("```") % 2:
        kept += "\n```\n"
    return f"{kept}\n\n</details>\n\nThe rest is too long for a comment: see the files of this run."


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
