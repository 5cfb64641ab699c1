"""Measuring CPU time of code and of whole processes."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple, TypeVar

T = TypeVar("T")


def cpu_seconds(work: Callable[[], object], times: int = 5) -> float:
    """The least CPU time of several runs: the one that the machine disturbed least."""
    return min(_once(work) for _ in range(times))


def cpu_seconds_beside(works: Mapping[T, Callable[[], object]], times: int) -> dict[T, float]:
    """As `cpu_seconds`, for works that are compared: they take turns, so a busy minute meets all."""
    rounds = [{name: _once(work) for name, work in works.items()} for _ in range(times)]
    return {name: min(one[name] for one in rounds) for name in works}


def _once(work: Callable[[], object]) -> float:
    """Garbage is collected before and not during the run; commands do without it as well."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        gc.enable()


@cache
def _compiled() -> tempfile.TemporaryDirectory[str]:
    """Where compiled modules are kept until the benchmarks end."""
    return tempfile.TemporaryDirectory()


class Process(NamedTuple):
    """What a finished process took."""

    seconds: float
    megabytes: float


def process(command: list[str], times: int = 3, cwd: str | None = None) -> Process:
    """The least CPU time, and the largest memory, of several runs of a command.

    A run before them compiles the modules, as happens once after an installation.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = _compiled().name
    runs = [_run(command, cwd, environment) for _ in range(times + 1)][1:]
    return Process(min(one.seconds for one in runs), max(one.megabytes for one in runs))


_LAUNCHER = """\
import os, subprocess, sys
started = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, _, used = os.wait4(started.pid, 0)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""


def _run(command: list[str], cwd: str | None, environment: dict[str, str]) -> Process:
    """Started by a small process: the memory of the one that starts another counts as that of the other."""
    launched = [sys.executable, "-c", _LAUNCHER, *command]
    told = subprocess.run(launched, check=True, capture_output=True, text=True, cwd=cwd, env=environment)
    return Process(*map(float, told.stdout.split()))
