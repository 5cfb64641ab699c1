"""BRF004: somebody waits for the model, and nobody said how long."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from checks.finding import Finding, Fix, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.purpose import awaited
from designer.graph.questions import all_readers, titles
from designer.model.edits.language import SetBrief
from designer.model.kinds import CONSUMER, GENERATIVE
from designer.simulate import entries, longest_chain

NAMED = 20
"""So many components are named."""
USUAL_MS = (100, 300, 1000)
"""Budgets to start from: a click, a page, a back office."""
WRITING_MS = 10_000
"""The same for a whole answer in words."""

_SHOP = """\
sketchcheck: 1
name: Search
BRIEF
components:
  - {id: shop, kind: consumer_app, name: Shop, on_missing: hide}
  - {id: ranker, kind: ranking_stage, name: Ranker}
  - {id: items, kind: feature_store, name: Items}
flows:
  - {from: shop, to: ranker, kind: request_response}
  - {from: ranker, to: items, kind: request_response}
"""


class OnlineLatencyBudgetMissing(Rule):
    """A consumer waits for an online model or a language model, and the brief states no latency budget.

    The catalogue asks wherever such a model answers a consumer. Where it is called through a queue only,
    or by jobs only, nobody waits and no budget is asked for.
    """

    code = "BRF004"
    name = "online-latency-budget-missing"
    category = "brief"
    severity = "error"
    gate = "online"
    message = (
        "The brief does not say how long {consumers} may wait for {serving}. Whether features can"
        " be looked up in the request, how large the model may be and when to give up all hang on that"
        " number."
    )
    why = "The time that an answer may take decides more of an online design than any other number."
    fix = "State latency_p99_ms: the time within which 99 of 100 callers must have their answer."
    false_alarms = "A caller that never minds waiting; draw a queue or async_request in place of the call."
    question = "At which millisecond does the caller stop waiting, and what happens then?"
    sources = (Source("SEED", "S4"), Source("NFX"), Source("IVR"))
    examples = (
        Bad(_SHOP.replace("BRIEF\n", ""), at="brief.latency_p99_ms", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: Answers for an agent
brief: {serving_mode: online}
components:
  - {id: help, kind: consumer_app, name: Help desk, on_missing: default}
  - {id: model, kind: llm_endpoint, name: Model, latency_p99_ms: 4000}
flows:
  - {from: help, to: model, kind: request_response}
""",
            at="brief.latency_p99_ms",
            fixed=True,
        ),
        Good(
            _SHOP.replace("BRIEF", "brief: {latency_p99_ms: 80}"),
            why="80 ms is what serving has to keep to.",
        ),
        Good(
            """\
sketchcheck: 1
name: Summaries by and by
components:
  - {id: editor, kind: consumer_app}
  - {id: jobs, kind: queue}
  - {id: writer, kind: serving_endpoint}
flows:
  - {from: editor, to: jobs, kind: async_request}
  - {from: jobs, to: writer, kind: async_request}
  - {from: writer, to: editor, kind: predictions}
""",
            why="The editor leaves its request in a queue and goes on.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The field, where somebody waits for a model."""
        return ["brief.latency_p99_ms"] if _waited_for(view) else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether there is a number."""
        if view.brief.latency_p99_ms is not None:
            return Passed("declaration")
        serving = _waited_for(view)
        readers = view.among(all_readers(view, serving[0]), CONSUMER)
        return self.found(
            place,
            where=(*serving[:NAMED], *islice(readers, NAMED)),
            consumers=view.title(next(iter(readers))),
            serving=titles(view, serving),
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Take the time-out that is drawn, else the smallest usual budget that holds what is measured."""
        del finding
        measured = max((longest_chain(view, one).total_ms for one in entries(view)), default=0.0)
        usual = (WRITING_MS,) if view.of_kind(*GENERATIVE) else USUAL_MS
        drawn = _time_outs(view)
        budget = next((one for one in (*drawn, *usual) if one >= measured), None)
        if budget is None:
            return []
        mending = Mending(view)
        mending.do(SetBrief(values={"latency_p99_ms": budget}))
        origin = "as drawn" if budget in drawn else "a usual value, to be confirmed"
        return [mending.fix(f"Start from {budget:,.12g} ms, {origin}", "declared", complete=False)]


def _waited_for(view: View) -> list[str]:
    """The awaited models that some consumer reads; a dashboard alone does not wait."""
    return view.once("waited for", lambda: _find_waited_for(view))


def _find_waited_for(view: View) -> list[str]:
    consumers = view.all_of(CONSUMER)
    return [one for one in awaited(view) if all_readers(view, one) & consumers]


def _time_outs(view: View) -> list[float]:
    """How long callers outside wait at most, by their own statement: the strictest, if any says so."""
    calls = [flow for one in entries(view) for flow in view.into(one, "request_response")]
    stated = [getattr(flow, "timeout_ms", None) for flow in calls if view.kind(flow.source) in CONSUMER]
    return sorted(one for one in stated if one)[:1]
