"""What axe-core says of a page: the serious and critical violations, ours and Streamlit's apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

FILE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
GRAVE = ("serious", "critical")


RUN = """async () => {
    const moving = document.getAnimations().filter(one => one.effect.getComputedTiming().endTime < Infinity);
    await Promise.allSettled(moving.map(one => one.finished)); // what still fades in is pale
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    const told = ({ target, html, failureSummary }) =>
        ({ target: target.flat().join(' >> '), html: html.slice(0, 160), why: failureSummary });
    return violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(told) }));
}"""


def violations(page: Page) -> list[str]:
    """Every grave violation on a line of its own: rule, place, and why."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(FILE.read_text("utf-8"))
    found: list[dict[str, Any]] = page.evaluate(RUN)
    return [
        f"{one['id']} ({one['impact']}) at {node['target']}: {node['html']} {node['why']}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]
