"""What is guessed, with the kinds that are right."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from designer.exchange.sketch import Arrow, Box, Group, Sketch
from designer.files import load_file
from designer.files.templates import list_templates
from designer.model.design import Design

HALVES = ("tuning", "held out")
_HERE = Path(__file__).parent


class BoxCase(NamedTuple):
    """A label, and the kinds that are right for it."""

    label: str
    kinds: frozenset[str]


class ArrowCase(NamedTuple):
    """A label between two kinds of box, and the kinds of flow that are right for it."""

    label: str
    source: str
    target: str
    kinds: frozenset[str]


def boxes(half: str) -> list[BoxCase]:
    """Labels of one half."""
    return [BoxCase(row["name"].replace("\\n", "\n"), _kinds(row)) for row in _rows("boxes", half)]


def arrows(half: str) -> list[ArrowCase]:
    """Labels of arrows of one half."""
    return [
        ArrowCase(row["label"], row["source"], row["target"], _kinds(row)) for row in _rows("arrows", half)
    ]


def _rows(name: str, half: str) -> Iterator[dict[str, str]]:
    with (_HERE / f"{name}.csv").open(encoding="utf-8", newline="") as table:
        yield from (row for row in csv.DictReader(table) if row["half"] == half)


def _kinds(row: dict[str, str]) -> frozenset[str]:
    return frozenset(row["kinds"].split())


def template_designs() -> list[Design]:
    """The good design of each template."""
    return [load_file(one.good).design for one in list_templates()]


def template_names(designs: list[Design]) -> list[BoxCase]:
    """The names in the templates, each once for each kind."""
    known = {(one.title, one.kind) for design in designs for one in design.components.values()}
    return [BoxCase(title, frozenset({kind})) for title, kind in sorted(known) if kind != "other"]


def drawn(design: Design) -> Sketch:
    """A design as another tool would hold it: names, arrows and frames, and nothing of what they mean."""
    return Sketch(
        "drawing",
        boxes=[Box(one.id, one.title, group=one.zone) for one in design.components.values()],
        arrows=[Arrow(key, flow.source, flow.target, flow.label or "") for key, flow in design.flows.items()],
        groups=[Group(one.id, one.name or one.id, one.parent) for one in design.zones.values()],
    )
