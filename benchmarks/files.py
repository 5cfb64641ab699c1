"""Loading and writing design files, beside the safe C loader of PyYAML on the same text."""

from __future__ import annotations

import yaml

from benchmarks.designs import design_of
from benchmarks.measure import cpu_seconds
from designer.files import dump, load_text, splice
from designer.model.edits import apply_all, read_edit

SIZES = (40, 1_000, 10_000)
_PEER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def run() -> list[tuple[str, str]]:
    """CPU seconds for each size; the peer only parses, ours also validates and finds mistakes."""
    return [row for size in SIZES for row in _rows(size)]


def _rows(size: int) -> list[tuple[str, str]]:
    design = design_of(size)
    text = dump(design)
    times = 5 if size < SIZES[-1] else 3
    loaded = load_text(text, "benchmark")
    first = next(iter(design.components))
    edited = apply_all(design, [read_edit({"op": "set", "id": first, "values": {"name": "Changed"}})])
    load = cpu_seconds(lambda: load_text(text, "benchmark"), times)
    peer = cpu_seconds(lambda: yaml.load(text, Loader=_PEER), times)
    what = f"{len(design.components):,} components, {len(design.flows):,} flows"
    return [
        (f"load {what}", f"{load:.3f} s"),
        ("  beside: yaml.CSafeLoader, parsing alone", f"{peer:.3f} s ({peer / load:.1f} times as long)"),
        ("  write anew", f"{cpu_seconds(lambda: dump(design), times):.3f} s"),
        ("  splice one changed value", f"{cpu_seconds(lambda: splice(loaded, edited), times):.3f} s"),
    ]
