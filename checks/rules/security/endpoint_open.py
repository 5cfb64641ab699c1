"""SEC001: outsiders reach a model without proving who they are, or as often as they like."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.questions import gateways_before
from designer.model.edits.language import Reconnect
from designer.model.flow import CALL, Flow
from designer.model.kinds import CONSUMER

DOORS = ("serving_endpoint", "llm_endpoint", "api_gateway")
"""Kinds that state how callers prove who they are, and from where they can be reached."""
AUTH, RATE_LIMIT = "oauth", 10
"""What a fix assumes: sign-in, and so many requests per second for one client."""
_WORDS = {"auth": "no authentication", "rate_limit": "no rate limit"}

_OPEN = """\
sketchcheck: 1
name: Public translation
components:
  - {id: web, kind: consumer_app, name: Any web site, external: true, on_missing: hide}
  - {id: translate, kind: serving_endpoint, name: Translator, exposure: public}
  - {id: model, kind: ranking_stage, name: Phrase ranking}
flows:
  - {from: web, to: translate, kind: request_response, timeout_ms: 300}
  - {from: translate, to: model, kind: request_response, timeout_ms: 200}
"""


class EndpointOpen(Rule):
    """An endpoint that outsiders reach has no authentication, or is public without a rate limit.

    A gateway before it may do both. Outsiders are a component of another company that calls it, or
    anybody where it states that it is public. An endpoint that an application calls and that does not
    state its exposure is asked about, unless both protections are there anyway.
    """

    code = "SEC001"
    name = "endpoint-open"
    category = "security"
    severity = "error"
    gate = "online"
    message = (
        "{serving} can be reached from outside with {missing} stated. It can be overloaded, probed for its"
        " weak spots, or copied by asking it often enough."
    )
    why = "Every answer given to a stranger costs money and shows a little of the model."
    fix = "Put a gateway before it that knows its callers and limits each of them, and record who asked."
    false_alarms = (
        "Protection in front of the drawing, such as a private network; state the exposure as internal."
    )
    question = "Somebody sends ten million well-chosen requests to rebuild your model. What stops them?"
    sources = (
        Source("OWA", "ML05"), Source("OWA", "ML01"), Source("SRE", "launch-abuse"), Source("SEED", "S7"),
    )  # fmt: skip
    examples = (
        Bad(_OPEN, at="translate", fixed=True),
        Bad(
            _OPEN.replace("exposure: public", "exposure: public, auth: api_key"),
            at="translate",
            fixed=True,
        ),
        Bad(
            _OPEN.replace("exposure: public", "technology: flask"),
            at="translate",
            fixed=True,
        ),
        Good(_OPEN.replace("exposure: public", "exposure: public, auth: api_key, rate_limit: 5")),
        Good(
            """\
sketchcheck: 1
name: Public translation behind a gateway
components:
  - {id: web, kind: consumer_app, name: Any web site, external: true, on_missing: hide}
  - {id: door, kind: api_gateway, name: Gateway, exposure: public, auth: oauth, rate_limit: 5}
  - {id: translate, kind: serving_endpoint, name: Translator, exposure: public}
flows:
  - {from: web, to: door, kind: request_response, timeout_ms: 400}
  - {from: door, to: translate, kind: request_response, timeout_ms: 300}
""",
            why="The gateway knows and limits the callers.",
        ),
        Good(
            _OPEN.replace(", external: true", "").replace("exposure: public", "exposure: internal"),
            why="Nobody outside reaches it.",
        ),
        Good(
            _OPEN.replace(", external: true", "").replace(", exposure: public", ""),
            why="Who can reach it is a question.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Doors that are public, or that an application or system calls."""
        return [one for one in view.of_kind(*DOORS) if _is_public(view, one) or _calls(view, one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether outsiders must say who they are, and are limited."""
        outside = [flow.source for flow in _calls(view, place) if view.get(flow.source, "external")]
        asked = tuple(_WORDS) if _is_public(view, place) else ("auth",) if outside else ()
        missing = _missing(view, place)
        lacks = [_WORDS[one] for one in missing if one in asked]
        if lacks:
            where = (*outside, *gateways_before(view, place))
            return self.found(place, where=where, serving=view.title(place), missing=" and ".join(lacks))
        if missing and not asked and _may_be_public(view, place):
            return NotStated("exposure", place)
        return Passed("declaration")

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """A gateway before it; or the protection stated where there is one already, or nobody calls."""
        place = finding.anchor
        doors = list(gateways_before(view, place))
        calls = [flow for flow in _calls(view, place) if flow.kind == "request_response"]
        if doors or not calls or view.kind(place) == "api_gateway":
            return [_stated(view, doors[0] if doors else place, _missing(view, place))]
        mending = Mending(view)
        door = mending.insert(calls[0].id, "api_gateway", auth=AUTH, rate_limit=RATE_LIMIT)
        for flow in calls[1:]:
            mending.do(Reconnect(id=flow.id, to=door))
        fix = mending.fix(f"Put a gateway before {view.title(place)}", "mixed", complete=False)
        return [fix, _stated(view, place, _missing(view, place))]


def _is_public(view: View, door: str) -> bool:
    return bool(view.get(door, "exposure") == "public")


def _may_be_public(view: View, door: str) -> bool:
    apps = any(view.kind(flow.source) == "consumer_app" for flow in _calls(view, door))
    return apps and view.get(door, "exposure") is None


def _calls(view: View, door: str) -> list[Flow]:
    """Calls from applications, people and other systems."""
    return [flow for flow in view.into(door, CALL) if view.kind(flow.source) in CONSUMER]


def _missing(view: View, door: str) -> list[str]:
    """The protections that neither the door nor a gateway before it states."""
    guards = (door, *gateways_before(view, door))
    known = any(view.get(one, "auth") not in (None, "none") for one in guards)
    limited = any(view.get(one, "rate_limit") is not None for one in guards)
    return [name for name, there in (("auth", known), ("rate_limit", limited)) if not there]


def _stated(view: View, door: str, missing: list[str]) -> Fix:
    mending = Mending(view)
    values = {"auth": AUTH, "rate_limit": RATE_LIMIT}
    mending.state(door, **{name: values[name] for name in missing})
    return mending.fix(f"State who may call {view.title(door)}, and how often", "declared")
