"""RES002: the fallback needs what has just failed."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Passed, Verdict
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.questions import answerers
from designer.model.flow import CALL
from designer.model.kinds import GENERATIVE, ONLINE, SERVING

_PREDICTIONS = frozenset({"predictions"})
_ENDS = SERVING | GENERATIVE | {"fallback"}
_OWN = frozenset({"fallback", "cache", "prediction_store"})
"""What was filled earlier still answers when its source is down."""

_HOTEL = """\
sketchcheck: 1
name: Hotel search
components:
  - {id: site, kind: consumer_app, name: Hotel site}
  - {id: gateway, kind: api_gateway, name: Gateway}
  - {id: ranker, kind: ranking_stage, name: Ranker}
  - {id: older, kind: fallback, name: Model of last month, type: previous_model}
  - {id: online, kind: feature_store, name: Guest features, online: true}
flows:
  - {from: site, to: gateway, kind: request_response}
  - {from: gateway, to: ranker, kind: request_response}
  - {from: gateway, to: older, kind: request_response}
  - {from: ranker, to: online, kind: request_response}
"""


class FallbackSharesTheFailure(Rule):
    """A fallback calls, or is fed at once by, what the model that it stands in for needs as well.

    A fallback stands in for the first online models that its callers, or the receivers of its answers,
    reach; of several not for those that it asks itself.
    Caches and stores of earlier answers are no shared failure; pipelines further up that fill a store
    are none either, for the store outlives them.
    """

    code = "RES002"
    name = "fallback-shares-the-failure"
    category = "resilience"
    severity = "error"
    gate = "online"
    message = "{fallback} stands in for {serving} and needs {shared} too: when that fails, neither answers."
    why = "A second answer helps only if it does not fail for the same reason as the first."
    fix = (
        "Let the fallback live on data of its own: a fixed answer, a list in a cache, rules without look-ups."
    )
    false_alarms = "A dependency that runs in several copies which fail apart; draw the copies."
    question = "Switch off the feature store. Which answer does the user get now?"
    sources = (Source("WAF", "REL05-BP01"), Source("SRE"), Source("FRD"))
    examples = (
        Bad(_HOTEL + "  - {from: older, to: online, kind: request_response}\n", at="older"),
        Bad(_HOTEL + "  - {from: older, to: ranker, kind: request_response}\n", at="older"),
        Bad(
            _HOTEL.replace("ranker, to: online, kind: request_response", "online, to: ranker, kind: features")
            + "  - {from: online, to: older, kind: features}\n",
            at="older",
        ),
        Good(_HOTEL, why="The older model asks nobody."),
        Good(
            _HOTEL.replace("kind: feature_store, name: Guest features, online: true", "kind: cache")
            + "  - {from: older, to: online, kind: request_response}\n",
            why="A cache that was filled earlier still answers.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Fallbacks that stand in for an online model."""
        return [one for one in view.of_kind("fallback") if _stands_in_for(view, one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether it needs something that one of those models needs, or the model itself."""
        own = _needs(view, place)
        for serving in _stands_in_for(view, place):
            shared = list(own & (_needs(view, serving) | view.members([serving])))
            if shared:
                called = view.targets(place, CALL)
                first = min(shared, key=lambda one: (one != serving, one not in called, one))
                return self.found(
                    place,
                    where=(serving, *shared),
                    flows=[flow.id for one in (place, serving) for flow in view.path(one, first, CALL)],
                    fallback=view.title(place),
                    serving=view.title(serving),
                    shared=view.title(first),
                )
        return Passed()


def _stands_in_for(view: View, fallback: str) -> Members:
    return view.once(("stands_in_for", fallback), lambda: _find_backed(view, fallback))


def _find_backed(view: View, fallback: str) -> Members:
    guarded = {
        *view.sources(fallback, "request_response", "async_request", "control"),
        *view.targets(fallback, "predictions"),
    }
    reached = view.members(guarded)
    for one in guarded:
        reached = reached | view.downstream(one, CALL, _ENDS) | view.upstream(one, _PREDICTIONS, _ENDS)
    models = reached & view.once("online answerers", lambda: _online(view))
    others = models - _needs(view, fallback)
    return others or models


def _online(view: View) -> Members:
    return view.members(one for one in answerers(view) if view.kind(one) in ONLINE | GENERATIVE)


def _needs(view: View, component: str) -> Members:
    """What it calls, directly or not, and what gives those their features."""
    return view.once(("needs", component), lambda: _find_needs(view, component))


def _find_needs(view: View, component: str) -> Members:
    reached = view.downstream(component, CALL, _OWN)
    called = reached - view.among(reached, _OWN)
    fed = view.once("fed by features", lambda: _fed(view))
    found = called
    for one in (called | view.members([component])) & fed:
        found = found | view.members(view.sources(one, "features"))
    return found - view.among(found, _OWN | {"other"})


def _fed(view: View) -> Members:
    return view.members(flow.target for flow in view.flows("features"))
