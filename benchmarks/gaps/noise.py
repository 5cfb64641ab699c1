"""How much the rules speak while a good design is still being drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from statistics import median

from benchmarks.gaps.running import TODAY
from checks.engine import check
from checks.registry import all_rules
from designer.model.design import Design
from designer.model.edits import apply_all
from designer.model.edits.language import Delete
from designer.model.kinds import STAGES

SHARES = (0.25, 0.5, 0.75)
MOST_A_BOX = 0.8
"""So many findings a box are allowed, those of the brief apart."""


def drawn_up_to(design: Design, share: float) -> Design:
    """The first boxes in the order of the pipeline, with the flows between them, and the brief."""
    stages = list(STAGES)
    order = sorted(design.components, key=lambda one: stages.index(design.components[one].stage))
    return apply_all(design, [Delete(ids=order[round(share * len(order)) :])])


def per_box(design: Design) -> float:
    """Open findings a box at maturity design; those of the brief apart."""
    report = check(design, maturity="design", today=TODAY)
    found = [one for one in report.open() if all_rules()[one.code].category != "brief"]
    return len(found) / len(design.components)


def noise(designs: Iterable[Design]) -> dict[float, list[float]]:
    """Findings a box of each design, by the share of it that is drawn."""
    drawn = list(designs)
    return {share: [per_box(drawn_up_to(one, share)) for one in drawn] for share in SHARES}


def noise_rows(designs: Iterable[Design]) -> Iterator[tuple[str, str, str]]:
    """The share drawn, the median and the most findings a box."""
    figures = noise(designs)
    for share, values in figures.items():
        yield f"{share:.0%} drawn", f"{median(values):.2f}", f"{max(values):.2f}"
    together = [value for values in figures.values() for value in values]
    yield "together", f"{median(together):.2f}", f"{max(together):.2f}"
