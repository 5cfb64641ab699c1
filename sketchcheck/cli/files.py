"""Reading, writing and finding files for the commands."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import typer

from designer.errors import SketchcheckError

ENDING = ".design.yaml"
CANNOT = 2
"""Exit code: the check could not be made. 1 means findings, 0 none."""


def design_files(given: Iterable[Path]) -> list[Path]:
    """The files as given, each once. A folder stands for the designs in it, for itself if it has none."""
    return list(dict.fromkeys(one for path in given for one in _in_folder(path) or (path,)))


def _in_folder(path: Path) -> list[Path]:
    return sorted(path.rglob(f"*{ENDING}")) if is_folder(path) else []


def is_folder(path: Path) -> bool:
    """Whether it is one; a name that no disk can hold names none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def write_output(text: str | bytes, output: Path | None, *sources: Path) -> None:
    """Write to a file, or to the terminal.

    Raises SketchcheckError where the file cannot be written, is one of the sources, or is named as designs
    are: a report must not take the place of a design.
    """
    if output is None:
        _print(text)
        return
    if output.name.endswith(ENDING) or any(_same(output, one) for one in sources):
        raise SketchcheckError(
            f"cannot write {output}: because designs are kept there, and this is none. Choose another name."
        )
    try:
        output.write_bytes(text if isinstance(text, bytes) else text.encode(errors="replace"))
    except OSError as error:
        raise not_written(output, error) from None


def _print(text: str | bytes) -> None:
    try:
        typer.echo(text, nl=False)
    except BrokenPipeError:
        raise  # The reader has seen enough: typer ends quietly.
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SketchcheckError(f"cannot print: because {reason}. Use --output FILE.") from None


def _same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def not_written(path: Path, error: OSError) -> SketchcheckError:
    """Why a file cannot be written, in words."""
    return SketchcheckError(f"cannot write {path}: because {_reason(path, error)}. Choose another place.")


def _reason(path: Path, error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return f"there is no folder {path.parent}, or nothing can be made in it"
        case IsADirectoryError():
            return "it is a folder"
        case NotADirectoryError():
            return f"{path.parent} is not a folder"
        case PermissionError():
            return "you are not allowed to"
    return (error.strerror or str(error)).lower()


def lines_for_people(error: SketchcheckError) -> Iterator[str]:
    """An error for the terminal: a file's problems stand below its name, one a line, each at its place."""
    from checks.reports.text import counted, plain
    from designer.errors import FileProblems

    if isinstance(error, FileProblems):
        yield plain(f"{error.name}: not a design yet, {counted(len(error.problems), 'problem')}")
        yield from (f"  {plain(str(one))}" for one in error.problems)
    else:
        yield from map(plain, str(error).splitlines())


def tell(error: SketchcheckError) -> None:
    """Say on the error stream what cannot be done."""
    typer.echo("\n".join(lines_for_people(error)), err=True)
