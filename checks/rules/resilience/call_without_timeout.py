"""RES003: a caller waits for its callee without a limit."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, isfinite

from checks.finding import Finding, Fix, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.questions import request_path, titles
from designer.model.flow import Flow
from designer.model.kinds import CONSUMER
from designer.simulate import longest_chain

SLACK = 2
"""A call is given so many times the 99th percentile of what it waits for."""

_CHECKOUT = """\
sketchcheck: 1
name: Checkout
brief: {maturity: production, latency_p99_ms: 200}
components:
  - {id: shop, kind: consumer_app, name: Shop}
  - {id: scorer, kind: serving_endpoint, name: Scorer, latency_p99_ms: 20}
  - {id: store, kind: feature_store, name: Features, online: true, latency_p99_ms: 5}
  - {id: prices, kind: data_source, name: Prices, latency_p99_ms: 8}
flows:
  - {from: shop, to: scorer, kind: request_response, timeout_ms: 150}
  - {from: scorer, to: store, kind: request_response, TIMEOUT}
  - {from: scorer, to: prices, kind: request_response, timeout_ms: 20}
"""


class CallWithoutTimeout(Rule):
    """A call on the way of a request states no timeout, or one that is longer than the whole budget.

    One finding a caller, at the first of its calls that lack a limit, with all of them: they are mended in
    one place, its client. People who wait, and callers that another company runs, have no client of ours.
    """

    code = "RES003"
    name = "call-without-timeout"
    category = "resilience"
    severity = "warning"
    maturity = "production"
    gate = "online"
    message = "{caller} waits for {callees} {how}. A slow answer there holds up every request of {caller}."
    why = "A slow dependency does more harm than a dead one: every request that waits for it holds its place."
    fix = "Give each call a share of the latency budget, and say what happens when it is used up."
    false_alarms = "A limit that a service mesh sets for all calls; state it on the flows."
    question = (
        "The feature store answers in five seconds instead of five milliseconds. What does checkout do?"
    )
    sources = (Source("SRE"), Source("WAF", "REL05-BP01"), Source("MLSDP"))
    examples = (
        Bad(_CHECKOUT.replace(", TIMEOUT", ""), at="scorer>store:request_response", fixed=True),
        Bad(_CHECKOUT.replace("TIMEOUT", "timeout_ms: 3000"), at="scorer>store:request_response", fixed=True),
        Bad(
            _CHECKOUT.replace(", TIMEOUT", "").replace(", timeout_ms: 20}", "}"),
            at="scorer>prices:request_response",
            fixed=True,
        ),
        Good(_CHECKOUT.replace("TIMEOUT", "timeout_ms: 15")),
        Good(
            _CHECKOUT.replace("TIMEOUT", "timeout_ms: 15")
            .replace("kind: consumer_app", "kind: human_review")
            .replace(", timeout_ms: 150", ""),
            why="A person gives up when it takes too long.",
        ),
        Good(
            _CHECKOUT.replace("TIMEOUT", "timeout_ms: 15").replace(
                "flows:\n", "  - {id: judge, kind: evaluation, name: Evaluation}\nflows:\n"
            )
            + "  - {from: judge, to: scorer, kind: request_response}\n",
            why="An evaluation is on no request path.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """One call of each caller: the first that lacks a limit, else the first."""
        return sorted(_lacking(view))

    def judge(self, view: View, place: str) -> Verdict:
        """Whether every call of that caller has a limit within the budget."""
        lacking = _lacking(view)[place]
        if not lacking:
            return Passed("declaration")
        caller = lacking[0].source
        callees = list(dict.fromkeys(flow.target for flow in lacking))
        longest = max(getattr(flow, "timeout_ms", None) or 0 for flow in lacking)
        open_ended = any(getattr(flow, "timeout_ms", None) is None for flow in lacking)
        how = (
            "without a stated limit"
            if open_ended
            else f"for up to {longest:,.12g} ms, longer than the budget"
        )
        return self.found(
            place,
            where=(caller, *callees),
            flows=[flow.id for flow in lacking],
            caller=view.title(caller),
            callees=titles(view, callees),
            how=how,
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Limits from the stated latencies and the budget, where those give one for each call."""
        mending = Mending(view)
        for flow in (view.flow(one) for one in finding.flows):
            limit = _limit(view, flow)
            if limit is None:
                return []
            mending.state(flow.id, timeout_ms=limit)
        caller = view.title(view.flow(finding.anchor).source)
        return [mending.fix(f"Limit how long {caller} waits", "declared", complete=False)]


def _lacking(view: View) -> dict[str, list[Flow]]:
    """For each caller on a request path its calls without a limit, by the call where they are reported."""
    return view.once("calls without a limit", lambda: dict(_find_lacking(view)))


def _find_lacking(view: View) -> Iterable[tuple[str, list[Flow]]]:
    budget = view.brief.latency_p99_ms
    for caller in request_path(view) | view.all_of(CONSUMER):
        calls = list(view.out(caller, "request_response"))
        if calls and view.kind(caller) != "human_review" and not view.get(caller, "external"):
            lacking = [flow for flow in calls if _too_long(flow, budget)]
            yield (lacking or calls)[0].id, lacking


def _too_long(flow: Flow, budget: float | None) -> bool:
    timeout = getattr(flow, "timeout_ms", None)
    return timeout is None or (budget is not None and timeout > budget)


def _limit(view: View, flow: Flow) -> float | None:
    """Twice what the callee takes with all it waits for, at most what the caller itself is given."""
    chain = longest_chain(view, flow.target)
    known = chain.total_ms and not chain.missing and isfinite(SLACK * chain.total_ms)
    own = [float(ceil(SLACK * chain.total_ms))] if known else []
    given = [getattr(one, "timeout_ms", None) for one in view.into(flow.source, "request_response")]
    stated = [one for one in (view.brief.latency_p99_ms, *given) if one is not None]
    return min([*own, *stated], default=None)
