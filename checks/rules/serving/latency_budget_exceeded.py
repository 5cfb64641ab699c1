"""SRV005: the calls that a user waits for take longer than the brief allows."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.model.edits.language import Reconnect
from designer.model.flow import Flow
from designer.model.matrix import is_legal
from designer.simulate import Chain, entries, longest_chain

CACHE_MS = 2
"""Assumed time of a look-up in a cache, ms."""
_WAITS = frozenset({"request_response"})

_PATH = """\
sketchcheck: 1
name: Home page ranking
brief: {latency_p99_ms: 100}
components:
  - {id: app, kind: consumer_app, name: Shop app, on_missing: default}
  - {id: gateway, kind: api_gateway, name: Gateway, latency_p99_ms: 10}
  - {id: ranker, kind: serving_endpoint, name: Ranker, latency_p99_ms: 50}
  - {id: taste, kind: serving_endpoint, name: Taste model, latency_p99_ms: 60}
flows:
  - {from: app, to: gateway, kind: request_response}
  - {from: gateway, to: ranker, kind: request_response}
  - {from: ranker, to: taste, kind: request_response}
"""


class LatencyBudgetExceeded(Rule):
    """The slowest chain of waiting calls behind a front door adds up to more than the latency budget.

    Parallel branches count once, the slowest. Adding up 99th percentiles is the careful estimate: the
    99th percentile of the sum is usually lower. Where a component of the path states no latency the sum
    is a lower bound: over the budget it is still a finding, under it nothing is known.
    """

    code = "SRV005"
    name = "latency-budget-exceeded"
    category = "serving"
    severity = "error"
    gate = "online"
    message = (
        "The calls {chain} add up to {least}{total} ms at the 99th percentile, and the budget is {budget} ms."
        " {slowest} takes most of it, {own} ms."
    )
    why = "Whoever waits gives up or gets a timeout; no tuning later makes up for a chain that is too long."
    fix = (
        "Compute the slowest part beforehand or keep its answers in a cache; then call branches side by side;"
        " then take a smaller model; or agree on a larger budget."
    )
    false_alarms = "Slow answers that never come together; state the latency that was measured for the chain."
    question = "Where does each millisecond go, and which of them would you give back first?"
    sources = (Source("SEED", "S4"), Source("NFX"), Source("FRD"), Source("MLTS", "Data3"))
    examples = (
        Bad(_PATH, at="gateway", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: One slow call
brief: {latency_p99_ms: 50}
components:
  - {id: desk, kind: human_review}
  - {id: api, kind: serving_endpoint}
  - {id: prices, kind: data_source, latency_p99_ms: 80}
flows:
  - {from: desk, to: api, kind: request_response}
  - {from: api, to: prices, kind: request_response}
""",
            at="api",
        ),
        Good(_PATH.replace("latency_p99_ms: 60", "latency_p99_ms: 40"), why="10 + 50 + 40 is the budget."),
        Good(
            _PATH.replace("{from: ranker, to: taste", "{from: gateway, to: taste"),
            why="Both models are called side by side.",
        ),
        Good(_PATH.replace(", latency_p99_ms: 60", ""), why="What is not stated is asked, not judged."),
    )

    def places(self, view: View) -> Iterable[str]:
        """The front doors, once there is a budget."""
        return entries(view) if view.brief.latency_p99_ms is not None else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether the longest chain fits into the budget."""
        chain = longest_chain(view, place)
        budget = view.brief.latency_p99_ms
        unknown = _unmeasured(view) & (view.downstream(place, _WAITS) | view.members([place]))
        if budget is None or chain.total_ms <= budget * (1 + 1e-9):
            return NotStated("latency_p99_ms", next(iter(unknown))) if unknown else Passed("declaration")
        slowest = _slowest_first(view, chain)
        callers = [one for one in view.sources(place, "request_response") if one not in chain.components]
        return self.found(
            place,
            where=(*slowest, *callers),
            flows=[flow.id for flow in _calls(view, chain)],
            chain=" → ".join(view.title(one) for one in chain.components),
            least="at least " if unknown else "",
            total=f"{chain.total_ms:,.12g}",
            budget=f"{budget:,.12g}",
            slowest=view.title(slowest[0]),
            own=f"{view.get(slowest[0], 'latency_p99_ms'):,.12g}",
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Answer the calls of the slowest model on the chain from a cache that it fills."""
        if not isinstance(self.judge(view, finding.anchor), Finding):
            return []
        for slow in _slowest_first(view, longest_chain(view, finding.anchor)):
            if is_legal(view.kind(slow), "predictions", "cache"):
                mending, cache = _precomputed(view, slow)
                if self._fits(mending.after(), finding.anchor, cache):
                    title = f"Keep the answers of {view.title(slow)} in a cache"
                    return [mending.fix(title, "mixed", complete=False)]
        return []

    def _fits(self, after: View, *doors: str) -> bool:
        judged = [self.judge(after, one) for one in doors if one in entries(after)]
        return not any(isinstance(one, Finding) for one in judged)


def _unmeasured(view: View) -> Members:
    """Components behind the front doors that could state a latency and do not."""
    return view.once("unmeasured", lambda: _find_unmeasured(view))


def _find_unmeasured(view: View) -> Members:
    asked = view.members(entries(view))
    for one in entries(view):
        asked = asked | view.downstream(one, _WAITS)
    could = (one for one in asked if view.has(one, "latency_p99_ms"))
    return view.members(one for one in could if view.get(one, "latency_p99_ms") is None)


def _slowest_first(view: View, chain: Chain) -> list[str]:
    return sorted(chain.components, key=lambda one: (-(view.get(one, "latency_p99_ms") or 0), one))


def _calls(view: View, chain: Chain) -> list[Flow]:
    pairs = zip(chain.components, chain.components[1:], strict=False)
    return [
        next(flow for flow in view.out(caller, "request_response") if flow.target == callee)
        for caller, callee in pairs
    ]


def _precomputed(view: View, slow: str) -> tuple[Mending, str]:
    """Callers ask a cache, which the slow component fills when nobody waits."""
    mending = Mending(view)
    cache = mending.add("cache", f"Answers of {view.title(slow)}", like=slow, latency_p99_ms=CACHE_MS)
    for flow in view.into(slow, "request_response"):
        mending.do(Reconnect(id=flow.id, to=cache))
    mending.connect(slow, cache, "predictions")
    return mending, cache
