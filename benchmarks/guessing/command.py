"""The table: boxes and arrows, both halves and the templates, and the time that guessing takes."""

from __future__ import annotations

import random
from collections.abc import Iterator

from benchmarks.guessing.cases import (
    HALVES,
    arrows,
    boxes,
    drawn,
    template_designs,
    template_names,
)
from benchmarks.guessing.tally import Tally
from benchmarks.measure import cpu_seconds
from designer.exchange.building import build
from designer.exchange.guessing import guess_arrow, guess_box
from designer.exchange.sketch import Arrow, Box, Sketch
from designer.model.design import Design

SIZE = 1000


def run() -> Iterator[tuple[str, str]]:
    """What is guessed right, and how long it takes."""
    designs = template_designs()
    for half in HALVES:
        yield _row(f"boxes, labels alone, {half}", by_label(half))
    names = template_names(designs)
    yield _row(
        "boxes, labels alone, templates", Tally((guess_box(Box("k", one.label)), one.kinds) for one in names)
    )
    yield _row("boxes, whole drawings, templates", boxes_of(designs))
    for half in HALVES:
        yield _row(f"arrows between known kinds, {half}", by_arrow_label(half))
    yield _row("arrows between known kinds, templates", flows_of(designs))
    yield _row("arrows, whole drawings, templates", arrows_of(designs))
    sketch = big_sketch(SIZE)
    took = cpu_seconds(lambda: build(sketch))
    yield f"a design of {SIZE} boxes, {len(sketch.arrows)} arrows", f"{took:.2f} s CPU"


def _row(what: str, tally: Tally) -> tuple[str, str]:
    return f"{what} ({len(tally)})", str(tally)


def by_label(half: str) -> Tally:
    """Boxes that stand alone."""
    return Tally((guess_box(Box("k", one.label)), one.kinds) for one in boxes(half))


def by_arrow_label(half: str) -> Tally:
    """Arrows of which both ends are known."""
    return Tally(
        (guess_arrow(Arrow("k", "a", "b", one.label), one.source, one.target), one.kinds)
        for one in arrows(half)
    )


def boxes_of(designs: list[Design]) -> Tally:
    """Boxes among their neighbours."""
    return Tally(
        (found.guess, frozenset({design.components[found.key].kind}))
        for design in designs
        for found in build(drawn(design)).boxes
        if design.components[found.key].kind != "other"
    )


def flows_of(designs: list[Design]) -> Tally:
    """Arrows between boxes that a person has corrected."""
    return Tally(
        (
            guess_arrow(
                Arrow("k", "a", "b", flow.label or ""),
                design.components[flow.source].kind,
                design.components[flow.target].kind,
            ),
            frozenset({flow.kind}),
        )
        for design in designs
        for flow in design.flows.values()
    )


def arrows_of(designs: list[Design]) -> Tally:
    """Arrows between boxes that are guessed themselves."""
    return Tally(
        (found.guess, frozenset({design.flows[found.key].kind}))
        for design in designs
        for found in build(drawn(design)).arrows
    )


def big_sketch(size: int) -> Sketch:
    """The labels of both halves again and again, with arrows by chance."""
    labels = [one.label for half in HALVES for one in boxes(half)]
    chance = random.Random(1)
    ends = [(chance.randrange(size), chance.randrange(size)) for _ in range(size * 3 // 2)]
    return Sketch(
        "drawing",
        boxes=[Box(f"n{n}", f"{labels[n % len(labels)]} {n}") for n in range(size)],
        arrows=[Arrow(f"e{k}", f"n{a}", f"n{b}") for k, (a, b) in enumerate(ends)],
    )
