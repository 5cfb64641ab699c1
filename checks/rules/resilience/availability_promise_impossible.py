"""RES005: what a request needs is up less often, taken together, than the brief promises."""

from __future__ import annotations

from collections.abc import Iterable
from math import prod

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.questions import titles
from designer.model.resolve import Origin
from designer.simulate import REPLICATED, entries, hard_dependencies, is_single, known_availability

_ROUNDING = 1e-9
NAMED = 4
"""So many dependencies are named."""

_TAXI = """\
sketchcheck: 1
name: Taxi fares
brief: {maturity: production, availability_target: 99.7}
components:
  - {id: app, kind: consumer_app, name: Taxi app}
  - {id: gateway, kind: api_gateway, name: Gateway, slo_availability: 99.95}
  - {id: fares, kind: serving_endpoint, name: Fare model, replicas: 3, slo_availability: 99.9}
  - {id: roads, kind: feature_store, name: Road features, replicas: 1}
flows:
  - {from: app, to: gateway, kind: request_response}
  - {from: gateway, to: fares, kind: request_response}
  - {from: fares, to: roads, kind: request_response}
"""


class AvailabilityPromiseImpossible(Rule):
    """The availabilities along a request, multiplied, are below the target of the brief.

    Multiplied are what is stated, and 99 % for a single instance. Several instances, managed services and
    what other companies run could be anything: where the target stands or falls with them their number is
    asked, not assumed. What a caller can do without counts as always there, and of several ways behind a
    gateway a request takes one: the worst is judged. A
    fallback is no front door: it is asked when one is down.
    """

    code = "RES005"
    name = "availability-promise-impossible"
    category = "resilience"
    severity = "error"
    maturity = "production"
    gate = "online"
    message = (
        "The brief promises {target} %, and what one request needs ({chain}) is up together for at most"
        " {product} %. {weakest} is the weakest of them, {own}."
    )
    why = "Things that must all be up fail one after the other: their gaps add up, and no tuning hides that."
    fix = "Run a second instance of the weakest, or let its caller go on without it: a default, a fallback."
    false_alarms = "Instances that the drawing does not show; state how many there are, or what they promise."
    question = "Multiply the availabilities along one request. What comes out, and what did you promise?"
    sources = (Source("WAF", "REL05-BP01"), Source("SRE"), Source("SEED", "S7"))
    examples = (
        Bad(_TAXI, at="gateway", fixed=True),
        Bad(
            _TAXI.replace("replicas: 1", "replicas: 2, slo_availability: 99.5"),
            at="gateway",
        ),
        Bad(_TAXI.replace(", replicas: 1", "").replace("99.7", "99.5"), at="gateway", fixed=True),
        Good(
            _TAXI.replace("replicas: 1", "replicas: 2, slo_availability: 99.9"),
            why="99.95 % of 99.9 % of 99.9 % is 99.75 %.",
        ),
        Good(
            _TAXI.replace(
                "slo_availability: 99.9}", "slo_availability: 99.9, missing_value_policy: default}"
            ),
            why="Without road features the fare is computed from defaults.",
        ),
        Good(_TAXI.replace("replicas: 1", "replicas: 2"), why="Two instances are taken for 99.9 %."),
        Good(
            _TAXI.replace("flows:\n", "  - {id: table, kind: fallback, name: Fare table}\nflows:\n")
            + "  - {from: gateway, to: table, kind: request_response}\n",
            why="The gateway takes the fare from a table when the model is away.",
        ),
        Good(
            _TAXI.replace("flows:\n", "  - {id: meter, kind: legacy_system, slo_availability: 99}\nflows:\n")
            + "  - {from: gateway, to: meter, kind: request_response}\n",
            why="The meter of today answers when the model is away.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The front doors, once there is a target."""
        if view.brief.availability_target is None:
            return []
        return [one for one in entries(view) if view.kind(one) != "fallback"]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether what the door needs can be up for as long as was promised."""
        target = float(view.brief.availability_target or 0) / 100 - _ROUNDING
        if _can_be_spared(view, place):
            return Passed()
        ways = [_known_of(view, way) for way in _ways(view, place)]
        known = min(ways, key=lambda one: prod(_stated(one).values()))
        if prod(_stated(known).values()) < target:
            return self._impossible(view, place, _stated(known))
        for way in ways:
            unknown = [one for one, value in way.items() if value is None]
            if prod(_stated(way).values()) * REPLICATED ** len(unknown) < target:
                return NotStated("slo_availability", unknown[0])
        return Passed("default" if any(None in way.values() for way in ways) else "declaration")

    def _impossible(self, view: View, place: str, known: dict[str, float]) -> Finding:
        weakest, *others = sorted(known, key=lambda one: (known[one], one))
        assumed = [one for one in known if view.get(one, "slo_availability") is None]
        counted = [one for one in assumed if view.value(one, "replicas").origin is Origin.DEFAULT]
        share = f"{known[weakest] * 100:.12g} %"
        return self.found(
            place,
            where=(weakest, *others),
            assumed=(["slo_availability"] if assumed else []) + (["replicas"] if counted else []),
            target=f"{view.brief.availability_target:.12g}",
            chain=titles(view, (weakest, *others), NAMED),
            product=f"{prod(known.values()) * 100:.6g}",
            weakest=view.title(weakest),
            own=f"counted with {share} as a single instance" if weakest in assumed else f"with {share}",
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """A second instance of each single one, where that is enough."""
        mending = Mending(view)
        for one in hard_dependencies(view, finding.anchor):
            if is_single(view, one) and view.get(one, "slo_availability") is None:
                mending.state(one, replicas=2)
        enough = mending.edits and isinstance(self.judge(mending.after(), finding.anchor), Passed)
        return [mending.fix("Run each single instance twice", "declared", complete=False)] if enough else []


def _ways(view: View, door: str) -> list[Members]:
    """What a request needs, by the way it takes: a gateway leads each request to one of those behind it."""
    needed = hard_dependencies(view, door)
    behind = needed & view.members(view.targets(door, "request_response"))
    if view.kind(door) != "api_gateway" or not behind:
        return [needed]
    return [view.members([door]) | hard_dependencies(view, one) for one in behind]


def _known_of(view: View, way: Members) -> dict[str, float | None]:
    return {one: known_availability(view, one) for one in way}


def _stated(way: dict[str, float | None]) -> dict[str, float]:
    return {one: value for one, value in way.items() if value is not None}


def _can_be_spared(view: View, door: str) -> bool:
    """Whether all who call it have a fallback to ask instead."""
    callers = view.sources(door, "request_response")
    return all(
        any(view.kind(one) == "fallback" for one in view.targets(caller, "request_response") if one != door)
        for caller in callers
    )
