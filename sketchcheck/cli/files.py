"""Reading, writing and finding files for the commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import typer

from designer.errors import SketchcheckError

ENDING = ".design.yaml"
CANNOT = 2
"""Exit code: the check could not be made. 1 means findings, 0 none."""


def design_files(given: Iterable[Path]) -> Iterator[Path]:
    """The files as given; a folder stands for the design files in and below it."""
    for path in given:
        if not path.is_dir():
            yield path
            continue
        found = sorted(path.rglob(f"*{ENDING}"))
        if not found:
            raise SketchcheckError(
                f"cannot check {path}: because no *{ENDING} is in it. Name a file or another folder."
            )
        yield from found


def write_output(text: str | bytes, output: Path | None) -> None:
    """Write to a file, or to the terminal. Raises SketchcheckError where the file cannot be written."""
    if output is None:
        typer.echo(text, nl=False)
        return
    content = text.encode() if isinstance(text, str) else text
    try:
        output.write_bytes(content)
    except OSError as error:
        raise SketchcheckError(
            f"cannot write {output}: because {error.strerror}. Choose another place."
        ) from None
