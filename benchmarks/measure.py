"""Measuring CPU time of code and of whole processes."""

from __future__ import annotations

import gc
import resource
import subprocess
import time
from collections.abc import Callable
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


class Process(NamedTuple):
    """What a finished process took."""

    seconds: float
    megabytes: float


def process(command: list[str], times: int = 3, cwd: str | None = None) -> Process:
    """The least CPU time, and the largest memory, of several runs of a command."""
    best = Process(float("inf"), 0.0)
    for _ in range(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=False, capture_output=True, cwd=cwd)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        best = Process(min(best.seconds, used), max(best.megabytes, after.ru_maxrss / 1024))
    return best
