"""SCL001: a component on the request path cannot take the peak that the brief states."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, isfinite

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Option, Rule
from checks.sources import Source
from designer.graph import View
from designer.model.resolve import Origin
from designer.simulate import HEADROOM, Ratio, capacity_ratios

ENOUGH = 1 - 1e-9
"""Ratios this close to one differ from it by rounding only."""

_PEAK = """\
sketchcheck: 1
name: Ticket prices on sale day
brief: {qps_peak: 900}
components:
  - {id: app, kind: consumer_app, name: Ticket app, on_missing: default}
  - {id: gateway, kind: api_gateway, name: Gateway, capacity_qps: 5000}
  - {id: pricer, kind: serving_endpoint, name: Price model, capacity_qps: 200, replicas: 4}
flows:
  - {from: app, to: gateway, kind: request_response}
  - {from: gateway, to: pricer, kind: request_response}
"""


class CapacityBelowPeak(Rule):
    """The instances of a component together take less than the peak load with 30 % kept free.

    The peak is taken to enter at each front door; the load behind it follows `calls_per_request`.
    Where a component scales by itself and nobody states how far, the rule asks for that instead of
    assuming that it does not grow.
    """

    code = "SCL001"
    name = "capacity-below-peak"
    category = "scalability"
    severity = "error"
    gate = "online"
    message = (
        "{component} can take {capacity} requests/s, and the peak asks {need} of it, with {free} % kept free."
        " Requests will queue and time out, and the callers with them."
    )
    why = "What is too small at the peak fails when most users are there, and takes down what waits for it."
    fix = "Run enough instances for the peak, or spare the component by a cache or a queue before it."
    false_alarms = "Load that is spread over several front doors: each is judged as if it took all of it."
    question = "Which box gives in first at the peak, and what do users see at that moment?"
    sources = (Source("SEED", "S7"), Source("SEED", "S1"), Source("SRE"), Source("FRD"))
    examples = (
        Bad(_PEAK, at="pricer", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: Twenty look-ups a request
brief: {qps_peak: 50}
components:
  - {id: app, kind: consumer_app, on_missing: hide}
  - {id: ranker, kind: serving_endpoint}
  - {id: history, kind: data_source, capacity_qps: 1000}
  - {id: profiles, kind: feature_store, capacity_qps: 500, calls_per_request: 20}
flows:
  - {from: app, to: ranker, kind: request_response}
  - {from: ranker, to: history, kind: request_response}
  - {from: ranker, to: profiles, kind: request_response}
""",
            at="profiles",
            fixed=True,
        ),
        Good(
            _PEAK.replace("replicas: 4", "replicas: 6"),
            why="Six instances take 1,200, and 900 with 30 % more is 1,170.",
        ),
        Good(_PEAK.replace("replicas: 4", "replicas: 2, autoscaling: true, max_replicas: 12")),
        Good(
            _PEAK.replace("replicas: 4", "replicas: 4, autoscaling: true"),
            why="It grows; how far is a question, not a gap.",
        ),
    )

    options = (Option("headroom", HEADROOM, "Capacity asked for at the peak, as a multiple of it.", least=1),)

    def places(self, view: View) -> Iterable[str]:
        """Components on the request path that state a capacity, once there is a peak."""
        return sorted(self._ratios(view))

    def judge(self, view: View, place: str) -> Verdict:
        """Whether capacity covers need."""
        ratio = self._ratios(view)[place]
        if ratio.ratio >= ENOUGH:
            return Passed("declaration")
        limit = view.value(place, _limit(view, place))
        if limit.origin is not Origin.STATED and view.get(place, "autoscaling"):
            return NotStated("max_replicas", place)
        return self.found(
            place,
            where=view.sources(place, "request_response"),
            flows=[flow.id for flow in view.into(place, "request_response")],
            assumed=[
                name
                for name in (_limit(view, place), "calls_per_request")
                if view.value(place, name).origin is Origin.DEFAULT
            ],
            component=view.title(place),
            capacity=f"{ratio.capacity:,.12g}",
            need=f"{ratio.need:,.12g}",
            free=f"{(self.option(view, 'headroom') - 1) * 100:.0f}",
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State as many instances as the peak needs."""
        place = finding.anchor
        ratio, one = self._ratios(view)[place], view.get(place, "capacity_qps")
        if not one or not view.has(place, "replicas") or not isfinite(ratio.need):
            return []
        count = ceil(ratio.need / one * ENOUGH)
        mending = Mending(view)
        mending.state(place, **{_limit(view, place): count})
        return [mending.fix(f"Run {count} instances of {view.title(place)}", "declared")]

    def _ratios(self, view: View) -> dict[str, Ratio]:
        return capacity_ratios(view, headroom=self.option(view, "headroom"))


def _limit(view: View, component: str) -> str:
    return "max_replicas" if view.get(component, "autoscaling") else "replicas"
