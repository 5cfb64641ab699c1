"""GRF001: a box that nothing flows into or out of."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from designer.graph import View
from designer.model.kinds import KINDS
from designer.model.matrix import likely_flow

OFFERED = 3
"""So many neighbours are offered."""


class OrphanComponent(Rule):
    """A component of a design with several has no flow at all."""

    code = "GRF001"
    name = "orphan-component"
    category = "graph"
    severity = "error"
    maturity = "sketch"
    message = "{component} is connected to nothing."
    why = "A box without flows does nothing, or the drawing leaves out what it does."
    fix = "Draw what comes in and what goes out, or delete the box."
    false_alarms = "Context that is drawn for the reader only; use a note for it."
    question = "What goes into this box, and what comes out?"
    examples = (
        Bad(
            """\
sketchcheck: 1
name: Floating monitor
components:
  - {id: app, kind: consumer_app}
  - {id: api, kind: serving_endpoint}
  - {id: watch, kind: metrics_monitor}
flows:
  - {from: app, to: api, kind: request_response}
""",
            at="watch",
            fixed=True,
        ),
        Bad(
            """\
sketchcheck: 1
name: Two boxes
components:
  - {id: a, kind: data_source}
  - {id: b, kind: warehouse}
""",
            at=("a", "b"),
            fixed=True,
        ),
        Bad(
            """\
sketchcheck: 1
name: Nobody is told
components:
  - {id: api, kind: serving_endpoint}
  - {id: health, kind: metrics_monitor, watches: [latency, errors]}
  - {id: pager, kind: alerting}
flows:
  - {from: api, to: health, kind: metrics}
""",
            at="pager",
            fixed=True,
        ),
        Good(
            """\
sketchcheck: 1
name: Connected monitor
components:
  - {id: app, kind: consumer_app}
  - {id: api, kind: serving_endpoint}
  - {id: watch, kind: metrics_monitor}
flows:
  - {from: app, to: api, kind: request_response}
  - {from: api, to: watch, kind: metrics}
"""
        ),
        Good(
            "sketchcheck: 1\nname: One box\ncomponents:\n  - {id: a, kind: data_source}\n",
            why="A first box is alone for a moment.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Every component, once there are two."""
        return view.ids if len(view.ids) > 1 else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether any flow touches it."""
        if view.out(place) or view.into(place):
            return Passed()
        return self.found(place, component=view.title(place))

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Flows to and from the most likely neighbours."""
        found = []
        for source, target in _neighbours(view, finding.anchor)[:OFFERED]:
            mending = Mending(view)
            kind = likely_flow(view.kind(source), view.kind(target))
            mending.connect(source, target, kind)
            found.append(mending.fix(f"Connect {view.title(source)} → {view.title(target)}", complete=False))
        return found


def _neighbours(view: View, lonely: str) -> list[tuple[str, str]]:
    """Pairs with the lonely one that a flow may join, connected boxes first, and none of its own kind.

    What watches or tells is more often given something than asked: there, flows into it come first.
    """
    others = sorted(
        (one for one in view.ids if view.kind(one) != view.kind(lonely)),
        key=lambda one: not (view.out(one) or view.into(one)),
    )
    pairs = [pair for one in others for pair in ((one, lonely), (lonely, one))]
    if KINDS[view.kind(lonely)].stage == "observe":
        pairs.sort(key=lambda pair: pair[0] == lonely)
    return [pair for pair in pairs if likely_flow(view.kind(pair[0]), view.kind(pair[1])) != "unspecified"]
