"""RES006: kept answers go on being given after they have become wrong."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.questions import all_readers
from designer.model.flow import DATA
from designer.model.kinds import GENERATIVE, SERVING
from designer.model.values import seconds

LONGEST = "24h"
"""Answers of a model that changes are kept so long at most, unless a release clears them."""
CLEARS = ("deploy", "rollback", "invalidate")
_PREDICTIONS, _MODEL = frozenset({"predictions"}), frozenset({"model_artifact"})
_KINDS = ("cache", "prediction_store")

_OFFERS = """\
sketchcheck: 1
name: Offers
brief: {max_feature_age: 1h}
components:
  - {id: shop, kind: consumer_app, name: Shop}
  - {id: cache, kind: cache, name: Offer cache, TTL}
  - {id: model, kind: serving_endpoint, name: Offer model}
flows:
  - {from: shop, to: cache, kind: request_response}
  - {from: model, to: cache, kind: predictions}
"""
_BESIDE = _OFFERS.replace("shop, to: cache", "shop, to: model").replace("predictions", "request_response")
_PRICES = """\
  - {id: prices, kind: feature_pipeline, name: Prices}
flows:
  - {from: prices, to: cache, kind: features}
"""
_ROLLED_BACK = """\
sketchcheck: 1
name: Offers of a model with versions
components:
  - {id: shop, kind: consumer_app, name: Shop}
  - {id: cache, kind: cache, name: Offer cache, ttl: 7d}
  - {id: model, kind: serving_endpoint, name: Offer model}
  - {id: models, kind: model_registry, name: Registry}
flows:
  - {from: shop, to: cache, kind: request_response}
  - {from: model, to: cache, kind: predictions}
  - {from: models, to: model, kind: model_artifact}
"""
_TABLE = """\
sketchcheck: 1
name: Nightly table
components:
  - {id: shop, kind: consumer_app, name: Shop}
  - {id: table, kind: prediction_store, name: Scores}
  - {id: nightly, kind: batch_inference, name: Nightly scores, schedule: 24h}
flows:
  - {from: shop, to: table, kind: request_response}
  - {from: nightly, to: table, kind: predictions}
"""


class CacheServesStaleAnswers(Rule):
    """Kept answers have no expiry, outlive what the brief allows, or outlive a change of the model.

    A store that a scheduled job fills is as old as the schedule; an expiry of up to two runs is there for the
    one that fails. A run after a change of the model writes it anew, so that the last clause asks only for
    what expires by itself.
    """

    code = "RES006"
    name = "cache-serves-stale-answers"
    category = "resilience"
    severity = "warning"
    gate = "live"
    suppressed_by = ("SRV003",)
    message = "{cache} {how}. Users get answers from {old}."
    why = "Answers that never expire are an old model that nobody has deployed and nobody can roll back."
    fix = "Let answers expire within the age that is allowed, and clear them with each release."
    false_alarms = (
        "Keys that hold the version of the model; say so with a control flow of purpose invalidate."
    )
    question = "You roll back a bad model. For how long do users still see its answers?"
    sources = (Source("NFX"),)
    examples = (
        Bad(_OFFERS.replace(", TTL", ""), at="cache", fixed=True),
        Bad(_OFFERS.replace("TTL", "ttl: 24h"), at="cache", fixed=True),
        Bad(_ROLLED_BACK, at="cache", fixed=True),
        Bad(_BESIDE.replace(", TTL", ""), at="cache"),
        Bad(_BESIDE.replace("TTL", "ttl: 24h"), at="cache"),
        Good(_OFFERS.replace("TTL", "ttl: 15m")),
        Good(_BESIDE.replace("TTL", "ttl: 15m")),
        Good(
            _BESIDE.replace(", TTL", "").replace("flows:\n", _PRICES),
            why="What a job puts there are data, not answers.",
        ),
        Good(
            _ROLLED_BACK + "  - {from: models, to: cache, kind: control, purpose: invalidate}\n",
            why="A release clears the cache.",
        ),
        Good(_TABLE, why="The table is written anew each night."),
        Good(
            _TABLE.replace("Scores}", "Scores, ttl: 48h}").replace(
                "components:", "brief: {max_feature_age: 24h}\ncomponents:"
            ),
            why="It is written anew each night; the expiry is for the night on which the job fails.",
        ),
        Good(_TABLE.replace(", schedule: 24h", ""), why="How often it is written is a question."),
        Good(
            _OFFERS.replace(", TTL", "").replace("kind: cache", "kind: feature_store"),
            why="A store of features has other rules.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Caches and stores of answers between a model and a reader."""
        kept = (one for one in view.of_kind(*_KINDS) if _fillers(view, one))
        return [one for one in kept if all_readers(view, one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether answers leave it in time."""
        ttl, allowed = view.value(place, "ttl"), view.brief.max_feature_age
        too_long = _is_too_long(view, place)
        if ttl.value is None or _spares_a_run(view, place, ttl.value):
            return self._without_ttl(view, place)
        if too_long:
            return self._too_old(view, place, ttl.value, str(allowed))
        if _outlives_models(view, place):
            return self._until_cleared(view, place, ttl.value)
        return passed_by(ttl)

    def _without_ttl(self, view: View, place: str) -> Verdict:
        jobs = _jobs_into(view, place)
        if not jobs:
            return self._stale(view, place, "does not state when answers expire", "data of any age")
        schedules = [view.get(one, "schedule") for one in jobs]
        allowed = view.brief.max_feature_age
        if None in schedules:
            return NotStated("schedule", jobs[schedules.index(None)])
        rarest = max(schedules, key=seconds)
        if allowed is not None and seconds(rarest) > seconds(allowed):
            return self._too_old(view, place, rarest, allowed)
        return Passed("declaration")

    def _too_old(self, view: View, place: str, age: str, allowed: str) -> Finding:
        return self._stale(
            view, place, f"keeps answers for {age}, and the brief allows {allowed}", "old data"
        )

    def _until_cleared(self, view: View, place: str, ttl: str) -> Verdict:
        commands = [(flow.id, getattr(flow, "purpose", None)) for flow in view.into(place, "control")]
        if any(purpose in CLEARS for _, purpose in commands):
            return Passed()
        for flow, purpose in commands:
            if purpose is None:
                return NotStated("purpose", flow)
        how = f"keeps answers for {ttl}, and no release or rollback clears it"
        return self._stale(view, place, how, "the old model after its successor has come")

    def _stale(self, view: View, place: str, how: str, old: str) -> Finding:
        return self.found(place, where=_fillers(view, place), cache=view.title(place), how=how, old=old)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """An expiry within what is allowed; or a command that clears it when the registry has a new model."""
        place = finding.anchor
        if view.get(place, "ttl") is None and _jobs_into(view, place):
            return []
        known = [one for one in (view.brief.max_feature_age, LONGEST) if one is not None]
        ttl, title = min(known, key=seconds), view.title(place)
        expire, clear = Mending(view), Mending(view)
        expire.state(place, ttl=ttl)
        fixes = [expire.fix(f"Let answers of {title} expire after {ttl}", "declared", complete=False)]
        releasing = clear.existing("ci_cd") or clear.existing("model_registry")
        if releasing and not _is_too_long(view, place) and _outlives_models(view, place):
            clear.connect(releasing, place, "control", purpose="invalidate")
            fixes.insert(0, clear.fix(f"Clear {title} with each release"))
        return fixes


def _spares_a_run(view: View, store: str, ttl: str) -> bool:
    """Whether a job writes it anew before answers expire, and one failed run may be waited out."""
    schedules = [view.get(one, "schedule") for one in _jobs_into(view, store)]
    if not schedules or None in schedules:
        return False
    rarest = max(map(seconds, schedules))
    return rarest <= seconds(ttl) <= 2 * rarest


def _is_too_long(view: View, store: str) -> bool:
    ttl, allowed = view.get(store, "ttl"), view.brief.max_feature_age
    return ttl is not None and allowed is not None and seconds(ttl) > seconds(allowed)


def _fillers(view: View, store: str) -> Members:
    """The models whose answers it keeps: they send them, it asks for them, or they look there first."""
    asked = view.members(view.targets(store, "request_response"))
    models = view.all_of(SERVING | GENERATIVE)
    found = (view.upstream(store, _PREDICTIONS) | asked) & models
    return found or (view.members(_lookers(view, store)) & models)


def _lookers(view: View, store: str) -> list[str]:
    """Who looks into a cache that nothing else is drawn to fill, and so keeps its own answers there."""
    beside = view.kind(store) == "cache" and not view.into(store, DATA)
    return view.sources(store, "request_response") if beside else []


def _jobs_into(view: View, store: str) -> list[str]:
    """The batch jobs that write a store anew; what a cache holds goes by itself."""
    kept = view.kind(store) == "prediction_store"
    return list(view.among(_fillers(view, store), "batch_inference")) if kept else []


def _outlives_models(view: View, store: str) -> bool:
    """Whether answers are kept for long, and come from a model that is exchanged now and then."""
    ttl = view.get(store, "ttl")
    changes = any(view.upstream(one, _MODEL) for one in _fillers(view, store))
    return ttl is not None and seconds(ttl) > seconds(LONGEST) and changes
