"""GEN019: the index is filled less often than the brief allows its text to be old."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.generation import retrievals
from designer.graph.indexing import INTERVALS, Wait, Way, freshest_way
from designer.graph.purpose import asked_maturity
from designer.model.values import seconds

_LEAST = 2
"""Seconds: a limit that can be halved into whole ones."""
_UNITS = (("d", 86400), ("h", 3600), ("m", 60), ("s", 1))

_PRICES = """\
sketchcheck: 1
name: Questions about tariffs
brief: {max_feature_age: 24h}
components:
  - {id: chat, kind: consumer_app, name: Chat, on_missing: hide}
  - {id: answers, kind: serving_endpoint, name: Answer service}
  - {id: model, kind: llm_endpoint, name: Model}
  - {id: pages, kind: data_source, name: Tariff pages}
  - {id: cutter, kind: document_pipeline, name: Page cutter, mode: batch, schedule: 7d}
  - {id: index, kind: vector_index, name: Tariff index}
flows:
  - {from: chat, to: answers, kind: request_response}
  - {from: answers, to: model, kind: request_response}
  - {from: answers, to: index, kind: request_response}
  - {from: pages, to: cutter, kind: batch_data}
  - {from: cutter, to: index, kind: features}
"""


class IndexOlderThanTheNeed(Rule):
    """On its freshest way new text waits longer for the index than the brief allows.

    Added up are the schedules of jobs and pipelines, the refresh of stores and index, and the delays of
    flows. A wait that nobody states counts as none for a finding and is asked for otherwise. An index
    without a refresh of its own that a pipeline writes to has what it is sent at once.
    """

    code = "GEN019"
    name = "index-older-than-the-need"
    category = "generation"
    severity = "error"
    gate = "rag"
    suppressed_by = ("FEA003",)
    message = (
        "Text may be {limit} old by the brief, but it can take {total} to get into {index}{slowest}. Until"
        " then users are told what was true before, as if it still were."
    )
    why = "An answer from withdrawn text reads as certain as a right one, and nothing fails."
    fix = (
        "Index on change instead of on a schedule, or run the slowest step more often, and watch how old the"
        " newest text in the index is."
    )
    false_alarms = "An urgent way for single corrections; draw it, because the freshest way counts."
    question = "A price changes at nine. When does the assistant know?"
    sources = (
        Source("MLSDR-AI", "RAG Review"), Source("RAGDOC", "VI.2 Outdated Index"),
        Source("MLSDR", "dimension 5"),
    )  # fmt: skip
    examples = (
        Bad(_PRICES, at="index", fixed=True),
        Bad(
            _PRICES.replace("schedule: 7d", "schedule: 12h").replace(
                "Tariff index", "Tariff index, refresh_interval: 18h"
            ),
            at="index",
            fixed=True,
        ),
        Bad(
            _PRICES.replace("schedule: 7d", "schedule: 1h").replace(
                "kind: features", "kind: features, delay: 2d"
            ),
            at="index",
        ),
        Good(_PRICES.replace("schedule: 7d", "schedule: 6h")),
        Good(_PRICES.replace("24h", "14d"), why="The brief allows two weeks."),
        Good(
            _PRICES.replace("flows:\n", "  - {id: urgent, kind: document_pipeline, mode: stream}\nflows:\n")
            + "  - {from: pages, to: urgent, kind: stream_data}\n"
            "  - {from: urgent, to: index, kind: features}\n",
            why="Changes are indexed as they happen; the weekly run only makes sure.",
        ),
        Good(_PRICES.replace(", schedule: 7d", ""), why="How often the pipeline runs is a question."),
    )

    def places(self, view: View) -> Iterable[str]:
        """Indexes that are asked for passages, once the brief says how old text may be."""
        if view.brief.max_feature_age is None:
            return []
        return view.among(retrievals(view), "vector_index")

    def judge(self, view: View, place: str) -> Verdict:
        """Whether the freshest way is fresh enough."""
        limit = seconds(view.brief.max_feature_age or "0s")
        way = freshest_way(view, place)
        if way is None:
            return NotStated("refresh_interval", place)
        if way.total > limit:
            return self._finding(view, place, way)
        sure = freshest_way(view, place, known=True)
        if sure and sure.total <= limit:
            return Passed("declaration" if sure.waits else "structure")
        unknown = way.unknown[0]
        return NotStated(unknown.property, unknown.element)

    def _finding(self, view: View, index: str, way: Way) -> Finding:
        slow = _slowest_first(way)
        parts = [wait.element for wait in slow if wait.element in view]
        ways = [view.flow(one) for one in way.flows]
        part = "all" if slow[0].seconds == way.total else _written(slow[0].seconds or 0)
        longest = f", {part} of it waiting for {view.title(slow[0].element)}"
        return self.found(
            index,
            where=(*parts, *(flow.source for flow in ways)),
            flows=way.flows,
            limit=view.brief.max_feature_age,
            total=_written(way.total),
            index=view.title(index),
            slowest="" if slow[0].element == index else longest,
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Assume a shorter interval for the slowest step, or for all of them if that is not enough."""
        index, way = finding.anchor, freshest_way(view, finding.anchor)
        limit = seconds(view.brief.max_feature_age or "0s")
        shorter = _shorter(view, way, limit) if way else {}
        if not shorter:
            return []
        mending = Mending(view)
        for element, length in shorter.items():
            mending.state(element, **{INTERVALS[view.kind(element)]: _written(length)})
        verdict = self.judge(mending.after(), index)
        asked_for = isinstance(verdict, NotStated) and asked_maturity(view) != "production"
        if not (asked_for or isinstance(verdict, Passed)):
            return []
        return [mending.fix(f"Refresh {view.title(index)} often enough", "declared", complete=False)]


def _slowest_first(way: Way) -> list[Wait]:
    return sorted(way.waits, key=lambda wait: -(wait.seconds or 0))


def _shorter(view: View, way: Way, limit: float) -> dict[str, float]:
    """New intervals that together stay below the limit; none where delays alone exceed it."""
    steps = [wait for wait in _slowest_first(way) if wait.element in view and wait.seconds]
    rest = way.total - sum(wait.seconds or 0 for wait in steps[:1])
    if steps and limit >= _LEAST and rest + limit / 2 <= limit:
        return {steps[0].element: limit // 2}
    room = limit - sum(wait.seconds or 0 for wait in way.waits if wait.property == "delay")
    share = room // (2 * len(steps)) if steps else 0
    return {wait.element: share for wait in steps if (wait.seconds or 0) > share} if share >= 1 else {}


def _written(length: float) -> str:
    """A length in the largest unit that leaves a whole number, such as 36h; else in seconds."""
    for unit, size in _UNITS:
        if length >= size and length % size == 0:
            return f"{length / size:.0f}{unit}"
    return f"{length:.12g}s"
