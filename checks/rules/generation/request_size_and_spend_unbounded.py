"""GEN015: nothing bounds what one request, or one user, may cost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from checks.finding import Finding, Fix, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.generation import callers_of_model
from designer.graph.guarding import before_model, hosting, reached_around
from designer.model.flow import CALL
from designer.model.values import quantity

LIMITERS = ("llm_endpoint", "serving_endpoint", "api_gateway")
"""Kinds that may limit how often one client asks."""
MAX_INPUT, MAX_OUTPUT, RATE_LIMIT = 6000, 600, 1
"""What a fix assumes: so many tokens in and out, and so many requests per second for one client."""
_TOKENS, _RATE, _BUDGET = "no limit on tokens", "no rate limit for a user", "no ceiling on cost for an answer"

_CHAT = """\
sketchcheck: 1
name: Chat on a shop page
components:
  - {id: page, kind: consumer_app, name: Shop page, user_facing: true, on_missing: hide}
  - {id: door, kind: api_gateway, name: Gateway, auth: oauth, rate_limit: 1}
  - {id: chat, kind: serving_endpoint, name: Chat service}
  - {id: model, kind: llm_endpoint, name: Model, max_input_tokens: 4000, max_output_tokens: 500}
flows:
  - {from: page, to: door, kind: request_response, timeout_ms: 9000}
  - {from: door, to: chat, kind: request_response, timeout_ms: 8000}
  - {from: chat, to: model, kind: request_response, timeout_ms: 7000}
"""
_PRICED = _CHAT.replace("name: Chat on a shop page", "name: Priced chat\nbrief: {qps_peak: 20}").replace(
    "max_input_tokens", "hosting: vendor_api, cost_per_1k_tokens: 0.01 USD, max_input_tokens"
)


class RequestSizeAndSpendUnbounded(Rule):
    """A language model is asked with prompts of any length, as often as anybody likes, or at any price.

    Three limits: on tokens, on the requests of one client where the public can ask, and on the cost of a
    request where a vendor's model is paid for at a stated load. A rate limit anywhere on the way counts.
    Models that nothing calls are left out.
    """

    code = "GEN015"
    name = "request-size-and-spend-unbounded"
    category = "generation"
    severity = "warning"
    gate = "generative"
    message = "Nothing bounds what requests to {model} may cost: the design states {missing}.{amount}"
    why = "Prompts are paid for by length, so one pasted book or one loop of retries is a bill of its own."
    fix = (
        "Limit tokens in and out, requests for each user at the gateway, and what one answer may cost; cut"
        " the context before the limit is reached."
    )
    false_alarms = "A ceiling that the vendor enforces; state it as the most that a request may cost."
    question = "A thousand users paste a book each. What does that hour cost you?"
    sources = (
        Source("OWL", "LLM10 mitigations 1, 3"), Source("MLSDR", "Modern AI fixes 9"),
        Source("AGL", "AGENTCOST02-BP02"),
    )  # fmt: skip
    examples = (
        Bad(_CHAT.replace(", max_input_tokens: 4000, max_output_tokens: 500", ""), at="model", fixed=True),
        Bad(_CHAT.replace(", rate_limit: 1", ""), at="model", fixed=True),
        Bad(_PRICED, at="model"),
        Good(_CHAT),
        Good(
            _PRICED.replace("qps_peak: 20", "qps_peak: 20, max_cost_per_request: 0.04 USD"),
            why="The brief says what an answer may cost.",
        ),
        Good(
            _CHAT.replace(", user_facing: true", "").replace(", rate_limit: 1", ""),
            why="Nobody outside the team is said to ask.",
        ),
        Good(
            "sketchcheck: 1\nname: First boxes\ncomponents:\n  - {id: model, kind: llm_endpoint}\n"
            "  - {id: page, kind: consumer_app, user_facing: true}\n",
            why="Nothing asks the model yet.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Language models that a service or application calls."""
        return [one for one in view.of_kind("llm_endpoint") if callers_of_model(view, one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether length, rate and cost are limited."""
        missing = list(_missing(view, place))
        if not missing:
            return Passed("declaration")
        where = (*_unlimited(view, place), *callers_of_model(view, place))
        words = " and ".join(filter(None, (", ".join(missing[:-1]), missing[-1])))
        amount = _amount(view, place)
        return self.found(place, where=where, model=view.title(place), missing=words, amount=amount)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Assume limits on tokens and rate; what an answer may cost is for people to say."""
        model = finding.anchor
        missing = set(_missing(view, model))
        if _BUDGET in missing:
            return []
        mending = Mending(view)
        if _TOKENS in missing:
            mending.state(model, max_input_tokens=MAX_INPUT, max_output_tokens=MAX_OUTPUT)
        if _RATE in missing:
            for one in _to_limit(view, model):
                mending.state(one, rate_limit=RATE_LIMIT)
        title = f"Limit what requests to {view.title(model)} may cost"
        return [mending.fix(title, "declared", complete=False)]


def _missing(view: View, model: str) -> Iterator[str]:
    if view.get(model, "max_input_tokens") is None and view.get(model, "max_output_tokens") is None:
        yield _TOKENS
    if _unlimited(view, model):
        yield _RATE
    paid = hosting(view, model) == "vendor_api" and (view.brief.qps_peak or 0) >= 1
    if paid and view.brief.max_cost_per_request is None:
        yield _BUDGET


def _unlimited(view: View, model: str) -> Members:
    """Public doors and applications of the public that reach a model past every rate limit."""
    limited = _limited(view)
    itself = view.members([model])
    if itself & limited:
        return itself - itself
    calls = partial(view.neighbours, CALL, back=True)
    reached = reached_around(view, "unlimited calls", calls, limited, model) | itself
    return (reached - limited) & view.once("open to the public", lambda: view.members(_open_to_all(view)))


def _limited(view: View) -> Members:
    return view.once("rate limited", lambda: view.members(_limiting(view)))


def _limiting(view: View) -> Iterator[str]:
    return (one for one in view.of_kind(*LIMITERS) if view.get(one, "rate_limit") is not None)


def _open_to_all(view: View) -> Iterator[str]:
    yield from (one for one in view.of_kind(*LIMITERS) if view.get(one, "exposure") == "public")
    yield from (one for one in view.of_kind("consumer_app") if view.get(one, "user_facing"))


def _to_limit(view: View, model: str) -> list[str]:
    """The gateways on the way if every open way leads through one, else the model."""
    ways = _unlimited(view, model)
    gateways = view.among(before_model(view, model), "api_gateway")
    covered = gateways
    for one in gateways:
        covered = covered | view.upstream(one, CALL)
    return [model] if ways - covered else list(gateways)


def _amount(view: View, model: str) -> str:
    """What an hour of the stated load may come to, where load, price and tokens are known."""
    load = view.brief.qps_peak
    if not load:
        return ""
    price = quantity(view.get(model, "cost_per_1k_tokens") or "")
    into, out = view.get(model, "max_input_tokens"), view.get(model, "max_output_tokens")
    if price.number is None or into is None or out is None:
        return f" At {load:g} requests per second that is an unknown amount an hour."
    hour = load * 3600 * (into + out) / 1000 * price.number
    return f" At {load:g} requests per second that is up to {hour:,.0f} {price.unit} an hour.".replace(
        "  ", " "
    )
