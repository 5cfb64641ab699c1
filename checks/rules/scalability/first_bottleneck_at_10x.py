"""SCL003: what gives in first when the load grows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from checks.finding import NotStated, Passed, Verdict
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.model.resolve import Origin
from designer.model.values import seconds
from designer.simulate import LONGEST_RUN, capacity_ratios

ENOUGH = 1 - 1e-9

_FUNNEL = """\
sketchcheck: 1
name: Card payments
brief: {qps_peak: 100}
components:
  - {id: checkout, kind: consumer_app, name: Checkout, on_missing: default}
  - {id: scorer, kind: serving_endpoint, name: Scorer, capacity_qps: 200, autoscaling: true, max_replicas: 10}
  - {id: history, kind: data_source, name: Card history, capacity_qps: 400}
flows:
  - {from: checkout, to: scorer, kind: request_response}
  - {from: scorer, to: history, kind: request_response}
"""
_DESK = """\
sketchcheck: 1
name: Alerts for a review desk
brief: {qps_avg: 0.5, positive_rate: 0.001, growth_factor: 4}
components:
  - {id: feed, kind: event_stream}
  - {id: scorer, kind: stream_inference, name: Alert model}
  - {id: desk, kind: human_review, name: Review desk, capacity_per_day: 50}
flows:
  - {from: feed, to: scorer, kind: stream_data}
  - {from: scorer, to: desk, kind: predictions}
"""


class Limit(NamedTuple):
    """What a component can take and what it will be asked, in `unit`."""

    component: str
    able: float
    need: float
    unit: str

    @property
    def ratio(self) -> float:
        """Capacity over need; below 1 it cannot keep up."""
        return self.able / self.need if self.need else float("inf")


class FirstBottleneckAt10x(Rule):
    """At the load that the brief wants to grow to, one component gives in first, and it cannot grow.

    Compared are requests at the peak with 30 % kept free, rows of a scheduled job within 80 % of its
    interval, and cases a day of a review desk. That a desk gets the positive share of all requests is
    a guess, made only where load, positive rate and capacity are all stated. A component that scales
    by itself is no bottleneck; whether one does that states neither that nor a number of instances is
    asked, unless another one is sure to give in.
    """

    code = "SCL003"
    name = "first-bottleneck-at-10x"
    category = "scalability"
    severity = "warning"
    gate = "live"
    suppressed_by = ("SCL001", "SCL004")
    message = (
        "At {factor} times the load {component} gives in first: it can take {able} of the {need} {unit} that"
        " would be asked of it.{second}"
    )
    why = "One part decides how far the whole can grow. It is cheaper to know it now than on a busy day."
    fix = (
        "Spread or partition it, compute beforehand, score less, batch or cache; for a review desk raise the"
        " threshold or sort cases before it."
    )
    false_alarms = "A system that will never grow so far; state the growth that is expected in the brief."
    question = "Ten times as many users come. Which box do you change first, and into what?"
    sources = (Source("SEED", "S1"), Source("SEED", "S8"), Source("SEED", "S3"))
    examples = (
        Bad(_FUNNEL, at="history"),
        Bad(_DESK, at="desk"),
        Bad(
            """\
sketchcheck: 1
name: Nightly forecast
brief: {rows_per_run: 20000000}
components:
  - {id: nightly, kind: batch_inference, schedule: 24h, throughput_rows_s: 1000}
  - {id: planner, kind: consumer_app}
flows:
  - {from: nightly, to: planner, kind: predictions}
""",
            at="nightly",
        ),
        Good(
            _FUNNEL.replace("capacity_qps: 400", "capacity_qps: 1300"),
            why="Ten times 100 with 30 % more is 1,300.",
        ),
        Good(_FUNNEL.replace("qps_peak: 100", "qps_peak: 100, growth_factor: 3")),
        Good(_DESK.replace("capacity_per_day: 50", "capacity_per_day: 200")),
        Good(
            _FUNNEL.replace("kind: data_source", "kind: feature_store"),
            why="A store that states neither instances nor scaling may do both.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The tightest component that cannot grow, where load and a capacity are stated."""
        return [one.component for one in _limits(view)[:1]]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether it still keeps up."""
        first, *others = _limits(view)
        if first.ratio >= ENOUGH:
            return Passed("declaration")
        unknown = _may_grow(view, place)
        if unknown:
            return NotStated(unknown, place)
        second = next((one for one in others if one.ratio < ENOUGH), None)
        return self.found(
            place,
            where=[second.component] if second else (),
            assumed=_assumed(view, place),
            factor=f"{_factor(view):,.12g}",
            component=view.title(place),
            able=f"{first.able:,.12g}",
            need=f"{first.need:,.12g}",
            unit=first.unit,
            second=f" {view.title(second.component)} comes next." if second else "",
        )


def _factor(view: View) -> float:
    return float(view.brief_value("growth_factor").value)


def _assumed(view: View, place: str) -> list[str]:
    values = {"growth_factor": view.brief_value("growth_factor")}
    values["calls_per_request"] = view.value(place, "calls_per_request")
    return [name for name, value in values.items() if value.origin is Origin.DEFAULT]


def _may_grow(view: View, place: str) -> str:
    """The property that would say whether it can grow; "" where that is known."""
    if not view.has(place, "autoscaling") or view.get(place, "autoscaling") is False:
        return ""
    return "" if view.value(place, "replicas").origin is Origin.STATED else "autoscaling"


def _limits(view: View) -> list[Limit]:
    """What components that do not scale by themselves can take: those too small first, sure ones ahead."""
    return view.once("limits", lambda: sorted(_all_limits(view), key=lambda one: _order(view, one)))


def _order(view: View, one: Limit) -> tuple[bool, bool, float, str]:
    return one.ratio >= ENOUGH, bool(_may_grow(view, one.component)), one.ratio, one.component


def _all_limits(view: View) -> Iterator[Limit]:
    for one in capacity_ratios(view, _factor(view)).values():
        if not view.get(one.component, "autoscaling"):
            yield Limit(one.component, one.capacity, one.need, "requests/s")
    yield from _jobs(view)
    yield from _desks(view)


def _jobs(view: View) -> Iterator[Limit]:
    for one in view.of_kind("batch_inference"):
        rows = view.get(one, "rows_per_run") or view.brief.rows_per_run
        speed, schedule = view.get(one, "throughput_rows_s"), view.get(one, "schedule")
        if rows is not None and speed is not None and schedule is not None:
            yield Limit(one, speed * seconds(schedule) * LONGEST_RUN, rows * _factor(view), "rows a run")


def _desks(view: View) -> Iterator[Limit]:
    load, share = view.brief.qps_avg, view.brief.positive_rate
    if load is None or share is None:
        return
    for one in view.of_kind("human_review"):
        able = view.get(one, "capacity_per_day")
        if able is not None and view.into(one, "predictions", "async_request") and _decides(view, one):
            yield Limit(one, able, load * seconds("1d") * share * _factor(view), "cases a day")


def _decides(view: View, desk: str) -> bool:
    return bool({"triage", "approval"} & set(view.get(desk, "role") or ("triage",)))
