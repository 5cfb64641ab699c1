"""GRF004: something is filled, and nobody takes anything out of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from checks.finding import Passed, Verdict
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.questions import titles
from designer.model.flow import CALL, FLOWS
from designer.model.kinds import KINDS, MONITOR

ENDS = MONITOR | {
    "alerting", "batch_inference", "code_repo", "consumer_app", "dashboard", "data_source", "data_versioning",
    "dead_letter_queue", "experiment_tracker", "human_review", "legacy_system", "log_store",
    "metadata_store", "other", "training",
}  # fmt: skip
"""Kinds where a way may end: people, systems outside, what is kept; and those that other rules ask."""
_PASSES_ON = tuple(sorted(frozenset(KINDS) - ENDS))

_SHOP = """\
sketchcheck: 1
name: Orders
components:
  - {id: orders, kind: data_source, name: Orders}
  - {id: dwh, kind: warehouse, name: Order warehouse}
  - {id: train, kind: training, name: Training}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
  - {id: shop, kind: consumer_app, name: Shop}
flows:
  - {from: orders, to: dwh, kind: batch_data}
  - {from: orders, to: train, kind: batch_data}
  - {from: train, to: scorer, kind: model_artifact}
  - {from: shop, to: scorer, kind: request_response}
"""


class Ends(NamedTuple):
    """What flows leave, what flows enter other than calls, and what is called."""

    giving: set[str]
    getting: set[str]
    called: set[str]


class DeadEnd(Rule):
    """A component receives flows, nothing leaves it, and nobody asks it.

    More ends are allowed than in the catalogue. Other rules ask what becomes of a model (SRV001), of the
    answers of a job (SRV004) and of what a monitor sees (ALR001); a snapshot of data is kept for the day
    when it is needed; what a box of kind other does is not known.
    """

    code = "GRF004"
    name = "dead-end"
    category = "graph"
    severity = "warning"
    gate = "has_model"
    suppressed_by = ("GRF001", "SRV001", "SRV002", "SRV004", "DAT002", "GRF005", "FEA003", "LBL003", "GEN003")
    message = (
        "{component} receives {what} from {givers} and passes nothing on. Either its reader is missing from"
        " the drawing, or it is not needed."
    )
    why = "What nobody reads is paid for, breaks unnoticed, and keeps others from changing what feeds it."
    fix = "Draw the reader, or take the component away."
    false_alarms = "An archive that the law asks for; waive it, with the law as the reason."
    question = "If you deleted this tonight, who would notice, and when?"
    sources = (Source("SCU", "underutilised-data"), Source("ZIN", "22"))
    examples = (
        Bad(_SHOP, at="dwh"),
        Bad(
            _SHOP.replace("to: train, kind: batch_data", "to: topic, kind: stream_data").replace(
                "flows:\n", "  - {id: topic, kind: event_stream, name: Orders topic}\nflows:\n"
            ),
            at=("dwh", "topic"),
        ),
        Good(
            _SHOP + "  - {from: dwh, to: train, kind: batch_data}\n",
            why="Training reads the warehouse.",
        ),
        Good(
            _SHOP + "  - {from: scorer, to: dwh, kind: request_response}\n",
            why="The scorer asks the warehouse.",
        ),
        Good(_SHOP.replace("kind: warehouse", "kind: data_versioning"), why="Snapshots are kept."),
        Good(
            _SHOP + "  - {from: dwh, to: shop, kind: unspecified}\n",
            why="Something leaves it, whatever it is.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """What receives something, is not asked, and is no end."""
        ends = _ends(view)
        filled = ends.getting - ends.called
        return [one for one in view.of_kind(*_PASSES_ON) if one in filled]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether anything leaves it."""
        if place in _ends(view).giving:
            return Passed()
        flows = [flow for flow in view.into(place) if flow.source != place]
        givers = list(dict.fromkeys(flow.source for flow in flows))
        words = dict.fromkeys(FLOWS[flow.kind].title.lower() for flow in flows)
        return self.found(
            place,
            flows=[flow.id for flow in flows],
            component=view.title(place),
            what=" and ".join(words),
            givers=titles(view, givers),
        )


def _ends(view: View) -> Ends:
    return view.once("ends of flows", lambda: _find_ends(view))


def _find_ends(view: View) -> Ends:
    ends = Ends(set(), set(), set())
    for flow in view.flows():
        if flow.source != flow.target:
            ends.giving.add(flow.source)
            (ends.called if flow.kind in CALL else ends.getting).add(flow.target)
    return ends
