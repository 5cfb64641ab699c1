"""What usually follows what, counted in the good templates: quick-add offers it first."""

from __future__ import annotations

from collections import Counter

from designer.files import load_file
from designer.files.templates import list_templates


def usual_neighbours() -> dict[str, dict[str, int]]:
    """For each kind: the kinds that its flows lead to, most often drawn first, and how often."""
    drawn: Counter[tuple[str, str]] = Counter()
    for template in list_templates():
        design = load_file(template.good).design
        kinds = {key: one.kind for key, one in design.components.items()}
        pairs = {(flow.source, flow.target) for flow in design.flows.values()}
        drawn.update((kinds[a], kinds[b]) for a, b in sorted(pairs))
    usual: dict[str, dict[str, int]] = {}
    for (a, b), times in sorted(drawn.items(), key=lambda item: (item[0][0], -item[1], item[0][1])):
        usual.setdefault(a, {})[b] = times
    return usual
