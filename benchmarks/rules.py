"""All rules over designs of growing size, in one process, beside pytm on as many elements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from benchmarks.designs import design_of
from benchmarks.measure import cpu_seconds
from checks.engine import check

SIZES = (40, 100, 200, 1000, 3000, 10000)
TODAY = date(2026, 11, 23)


def run() -> Iterator[tuple[str, str]]:
    """CPU time of all rules, and the time for one element against that at 1,000."""
    per_element: dict[int, float] = {}
    for size in SIZES:
        design = design_of(size)
        seconds = cpu_seconds(lambda: check(design, today=TODAY), times=3)  # noqa: B023 - called at once
        count = len(design.components)
        per_element[size] = seconds / count
        findings = len(check(design, today=TODAY).findings)
        yield (
            f"all rules, {count} components, {len(design.flows)} flows",
            f"{seconds:.3f} s CPU, {findings} findings",
        )
    growth = per_element[10000] / per_element[1000]
    yield "time for one element at 10,000 against 1,000 (budget 1.3)", f"{growth:.2f}x"
