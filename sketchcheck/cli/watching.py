"""Doing a command's work again whenever one of its files changes."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import typer

POLL_SECONDS = 0.5


def watch(files: Callable[[], Iterable[Path]], run: Callable[[], int]) -> int:
    """Run, and again whenever a file changes, until interrupted; the exit code of the last time."""
    seen: dict[Path, int] | None = None
    code = 0
    gc.enable()  # Commands do without, but this one does not end.
    try:
        while True:
            now = {path: _stamp(path) for path in files()}
            if now != seen:
                seen = now
                if sys.stdout.isatty():
                    typer.echo("\x1b[2J\x1b[H", nl=False)
                code = run()
                typer.echo("Watching; stop with Ctrl+C.", err=True)
            time.sleep(POLL_SECONDS)
    except KeyboardInterrupt:
        return code


def _stamp(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except (OSError, ValueError):
        return 0
