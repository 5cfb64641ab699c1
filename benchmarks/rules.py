"""All rules over designs of growing size, in one process, beside pytm on as many elements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from benchmarks.designs import design_of
from benchmarks.measure import cpu_seconds_beside
from checks.engine import check

SIZES = (40, 100, 200, 1000, 3000, 10000)
ROUNDS = 7
"""In each round every size is judged once; the least of its times counts."""
TODAY = date(2026, 11, 23)


def run() -> Iterator[tuple[str, str]]:
    """CPU time of all rules, and the time for one element against that at 1,000."""
    designs = {size: design_of(size) for size in SIZES}
    works = {size: partial(check, design, today=TODAY) for size, design in designs.items()}
    seconds = cpu_seconds_beside(works, ROUNDS)
    for size, design in designs.items():
        findings = len(check(design, today=TODAY).findings)
        yield (
            f"all rules, {len(design.components)} components, {len(design.flows)} flows",
            f"{seconds[size]:.3f} s CPU, {findings} findings",
        )
    per_element = {size: seconds[size] / len(design.components) for size, design in designs.items()}
    growth = per_element[10000] / per_element[1000]
    yield "time for one element at 10,000 against 1,000 (budget 1.3)", f"{growth:.2f}x"
