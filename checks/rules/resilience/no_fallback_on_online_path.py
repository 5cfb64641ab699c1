"""RES001: the product has no other answer when the model has none."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.questions import all_readers, answerers, is_behind_a_service, is_library
from designer.model.flow import CALL
from designer.model.kinds import CONSUMER, GENERATIVE, KINDS, ONLINE, SERVING
from designer.simulate import stands_in

COPES = ("default", "hide", "fallback")
"""Ways of a consumer to live without an answer."""
NAMED = 20
"""So many consumers are named."""
_PREDICTIONS = frozenset({"predictions"})
_KEEPS = frozenset(KINDS) - SERVING - {"api_gateway", "guardrail", "rules_engine", "optimiser", "other"}
"""Kinds behind which an answer does not depend on the model any more: it is kept, or has arrived."""

_POPULAR = "  - {id: popular, kind: fallback, name: Most played, type: popular}\n"
_APP = """\
sketchcheck: 1
name: Playlist
components:
  - {id: player, kind: consumer_app, name: Player}
  - {id: gateway, kind: api_gateway, name: Gateway}
  - {id: ranker, kind: ranking_stage, name: Playlist ranker}
flows:
  - {from: player, to: gateway, kind: request_response, timeout_ms: 150}
  - {from: gateway, to: ranker, kind: request_response, timeout_ms: 100}
"""


class NoFallbackOnOnlinePath(Rule):
    """A consumer waits for a model, and nothing stands in when the model is down, slow or silent.

    A fallback counts when something on the way between consumer and model calls it, steers it, or gets
    its answers; a consumer counts when it says that it copes. With several ways to a model one guarded
    way is enough. People, and consumers that read answers kept in a store, are not left alone by an
    outage; a policy layer or optimiser is asked only where no application stands behind it. Models for which
    the same fallback would stand in have one finding. What a library answers fails with the application
    that it is part of: there it is asked what the application does.
    """

    code = "RES001"
    name = "no-fallback-on-online-path"
    category = "resilience"
    severity = "error"
    gate = "online"
    message = (
        "When {serving} is down, slow or answers nothing, there is no other answer for {consumers}, so an"
        " outage of the model is an outage of the product."
    )
    why = "Models fail in more ways than other services; what users then see is better decided beforehand."
    fix = "Add a fallback that gateway or consumer asks on error and timeout: a fixed answer, a rule, people."
    false_alarms = "A consumer that copes in its own code; state what it does in on_missing."
    question = "For one request in fifty the model gives nothing in time. What is on the screen?"
    sources = (
        Source("SEED", "S3"), Source("WAF", "REL05-BP01"), Source("NFX"), Source("AWSC", "7.3"),
        Source("SHA", "4.5.2"),
    )  # fmt: skip
    examples = (
        Bad(_APP, at="ranker", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: Answers for an agent
components:
  - {id: help, kind: consumer_app, on_missing: error}
  - {id: assistant, kind: serving_endpoint}
  - {id: model, kind: llm_endpoint}
flows:
  - {from: help, to: assistant, kind: request_response}
  - {from: assistant, to: model, kind: request_response}
""",
            at="assistant",
            fixed=True,
        ),
        Good(
            _APP.replace("flows:\n", _POPULAR + "flows:\n")
            + "  - {from: gateway, to: popular, kind: request_response, timeout_ms: 20}\n",
            why="The gateway asks the fallback instead.",
        ),
        Good(
            _APP.replace("flows:\n", "  - {id: charts, kind: legacy_system, name: Charts by hand}\nflows:\n")
            + "  - {from: gateway, to: charts, kind: request_response}\n",
            why="The system of today answers instead.",
        ),
        Bad(
            _APP.replace("flows:\n", "  - {id: search, kind: candidate_retrieval, name: Search}\nflows:\n")
            + "  - {from: gateway, to: search, kind: request_response}\n",
            at="ranker",
            fixed=True,
        ),
        Good(
            _APP.replace("kind: ranking_stage", "kind: serving_endpoint, packaging: library"),
            why="It runs inside its callers; what the player does without it is a question.",
        ),
        Good(
            _APP.replace("name: Player", "name: Player, on_missing: hide"),
            why="The player says that it leaves the list out.",
        ),
        Good(
            """\
sketchcheck: 1
name: A doctor reads the score
components:
  - {id: doctor, kind: human_review}
  - {id: scorer, kind: serving_endpoint}
flows:
  - {from: doctor, to: scorer, kind: request_response}
""",
            why="A person decides without the score.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Online models that some application or system waits for; language models behind a service aside."""
        online = (one for one in answerers(view) if view.kind(one) in ONLINE | GENERATIVE)
        return [one for one in online if _dependants(view, one) and not is_behind_a_service(view, one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether each of its consumers copes, or has a fallback on the way."""
        alone = list(islice(_left_alone(view, place), NAMED))
        if alone:
            if is_library(view, place):
                return NotStated("on_missing", alone[0])
            consumers = " and ".join(view.title(one) for one in alone[:2])
            fronts = sorted({_front(view, one, place) for one in alone})
            return self.found(
                place,
                where=alone,
                mended_at=" ".join((*fronts, "for", *alone)),
                serving=view.title(place),
                consumers=consumers,
            )
        copes = _dependants(view, place) & _coping(view)
        return Passed("declaration" if copes else "structure")

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """A fallback that the front of each way asks and owns; or let the consumers say that they cope."""
        alone = _left_alone(view, finding.anchor)
        mending = Mending(view)
        spare = next((one for one in view.of_kind("fallback") if not (view.out(one) or view.into(one))), None)
        fronts = list(dict.fromkeys(_front(view, one, finding.anchor) for one in alone))
        fallback = spare or mending.add("fallback", like=fronts[0], type="static_default")
        for front in fronts:
            mending.connect(front, fallback, "request_response")
        fixes = [mending.fix(f"Add a fallback for {view.title(finding.anchor)}")]
        if not alone - view.all_of("consumer_app"):
            coping = Mending(view)
            for one in alone:
                coping.state(one, on_missing="default")
            fixes.append(coping.fix("Say that the consumer goes on with a default", "declared"))
        return fixes


def _dependants(view: View, serving: str) -> Members:
    """The consumers that an outage leaves without an answer."""
    return view.once(("dependants", serving), lambda: _find_dependants(view, serving))


def _find_dependants(view: View, serving: str) -> Members:
    consumers = view.all_of(CONSUMER - {"human_review"})
    waiting = all_readers(view, serving) & consumers & _waiting(view, serving)
    return view.among(waiting, "consumer_app", "legacy_system") or waiting


def _waiting(view: View, serving: str) -> Members:
    """Who is given the answer as it is made, or calls something that makes or passes it on."""
    given = view.downstream(serving, _PREDICTIONS, _KEEPS)
    waiting = given | view.upstream(serving, CALL)
    for one in given - view.all_of(_KEEPS):
        waiting = waiting | view.upstream(one, CALL)
    return waiting


def _left_alone(view: View, serving: str) -> Members:
    asked = _dependants(view, serving) - _coping(view)
    guarded = view.once("guarded", lambda: _guarded(view))
    if not asked or not guarded:
        return asked
    way = _waiting(view, serving) | view.members([serving])
    return asked - _covered(view, guarded & way)


def _coping(view: View) -> Members:
    """Applications that say how they live without an answer."""
    return view.once("coping", lambda: view.members(_find_coping(view)))


def _find_coping(view: View) -> Iterable[str]:
    return (one for one in view.of_kind("consumer_app") if view.get(one, "on_missing") in COPES)


def _covered(view: View, guarded: Members) -> Members:
    """Who calls these, directly or not, or gets answers from them."""
    return view.once(("covered", guarded.mask), lambda: _find_covered(view, guarded))


def _find_covered(view: View, guarded: Members) -> Members:
    found = guarded
    for one in guarded:
        found = found | view.upstream(one, CALL) | view.downstream(one, _PREDICTIONS)
    return found


def _guarded(view: View) -> Members:
    """Who calls, steers or is answered by a fallback, or asks the system of today beside a model."""
    found: set[str] = set()
    for one in view.of_kind("fallback"):
        found.update(view.sources(one, "request_response", "async_request", "control"))
        found.update(view.targets(one, "predictions"))
    for one in view.of_kind("legacy_system"):
        found.update(view.sources(one, "request_response") if stands_in(view, one) else ())
    return view.members(found)


def _front(view: View, consumer: str, serving: str) -> str:
    """The gateway on the way from consumer to model, or the consumer itself."""
    steps = [flow.target for flow in view.path(consumer, serving, CALL)]
    return next((one for one in steps if view.kind(one) == "api_gateway"), consumer)
