"""Measuring CPU time of code and of whole processes."""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable
from functools import cache
from typing import NamedTuple


def cpu_seconds(work: Callable[[], object], times: int = 5) -> float:
    """The least CPU time of several runs: the one that the machine disturbed least."""
    best = float("inf")
    for _ in range(times):
        gc.collect()
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


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
    subprocess.run(command, check=False, capture_output=True, cwd=cwd, env=environment)
    best = Process(float("inf"), 0.0)
    for _ in range(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=False, capture_output=True, cwd=cwd, env=environment)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        best = Process(min(best.seconds, used), max(best.megabytes, after.ru_maxrss / 1024))
    return best
