"""MON001: nobody measures whether the model answers, how fast, and how often it fails."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.questions import (
    all_readers,
    answerers,
    fronts_of,
    is_behind_a_service,
    is_library,
    measured_by,
    titles,
)
from designer.model.flow import CALL
from designer.model.kinds import MONITOR
from designer.model.resolve import Origin

SERVICE = ("latency", "errors")
JOB = ("duration", "completeness")
_WATCHED_SERVICE = (*SERVICE, "throughput", "saturation")
NAMED = 20
"""So many readers are named."""

_SEARCH = """\
sketchcheck: 1
name: Flat search
components:
  - {id: site, kind: consumer_app, name: Flat portal, on_missing: default}
  - {id: ranker, kind: serving_endpoint, name: Ranker}
  - {id: records, kind: log_store, name: Records}
  - {id: health, kind: metrics_monitor, name: Service health, watches: [latency, errors, throughput]}
  - {id: pager, kind: alerting, name: Pager}
flows:
  - {from: site, to: ranker, kind: request_response}
  - {from: ranker, to: records, kind: logs, carries: [prediction, request_id], timestamped: true}
  - {from: records, to: health, kind: metrics}
  - {from: health, to: pager, kind: alerts}
"""
_NIGHTLY = """\
sketchcheck: 1
name: Nightly forecast
components:
  - {id: forecast, kind: batch_inference, name: Nightly forecast}
  - {id: planner, kind: consumer_app, name: Store planner}
  - {id: records, kind: log_store}
flows:
  - {from: forecast, to: planner, kind: predictions}
  - {from: forecast, to: records, kind: logs, carries: [prediction, request_id], timestamped: true}
"""


class ServiceNotMonitored(Rule):
    """No monitor gets metrics of a model that answers, or those that get them do not watch its health.

    Asked of services are latency and errors, of scheduled jobs run time or completeness. Metrics of the
    gateway before it count, for a language model those of its caller too, and for a library those of the
    application that it runs in; several monitors may share the work. What a monitor with metrics watches is
    asked where it is not stated. Where no monitor is drawn at all, that is one finding.
    """

    code = "MON001"
    name = "service-not-monitored"
    category = "monitoring"
    severity = "error"
    gate = "live"
    message = "Nobody measures {what} of {serving}, so {reader} will be the first to notice when it fails."
    why = "An outage that no instrument sees lasts until a user complains."
    fix = "Lead metrics to a monitor: latency, errors, traffic and saturation; of jobs time and completeness."
    false_alarms = "Health that a platform measures unasked; draw its monitor."
    question = "Somebody says that the model is broken. Which four numbers do you look at first?"
    sources = (
        Source("SEED", "S2"), Source("MLTS", "Monitor6"), Source("SRE"), Source("SE4", "21"),
        Source("NIST", "MEASURE-2.4"),
    )  # fmt: skip
    examples = (
        Bad(_SEARCH, at="ranker", fixed=True),
        Bad(_NIGHTLY, at="forecast", fixed=True),
        Bad(
            _NIGHTLY.replace("flows:\n", "  - {id: prices, kind: batch_inference, name: Prices}\nflows:\n")
            + "  - {from: prices, to: planner, kind: predictions}\n",
            at="forecast",
            fixed=True,
        ),
        Bad(
            _SEARCH.replace("[latency, errors, throughput]", "[throughput]")
            + "  - {from: ranker, to: health, kind: metrics}\n",
            at="ranker",
            fixed=True,
        ),
        Good(_SEARCH + "  - {from: ranker, to: health, kind: metrics}\n"),
        Good(
            _SEARCH.replace("name: Ranker", "name: Ranker, packaging: library")
            + "  - {from: site, to: health, kind: metrics}\n",
            why="The ranker is part of the portal, which is measured.",
        ),
        Good(
            _SEARCH.replace("watches: [latency, errors, throughput]", "technology: prometheus")
            + "  - {from: ranker, to: health, kind: metrics}\n",
            why="The tool watches latency and errors by itself.",
        ),
        Good(
            _SEARCH.replace(", watches: [latency, errors, throughput]", "")
            + "  - {from: ranker, to: health, kind: metrics}\n",
            why="What the monitor watches is a question.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Models that answer somebody; a language model behind a service is judged there."""
        return [one for one in answerers(view) if not is_behind_a_service(view, one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether monitors with its metrics watch its health."""
        monitors = _monitors(view, place)
        values = [view.value(one, "watches") for one in monitors]
        if _enough(view, place, {word for value in values for word in value.value or ()}):
            stated = {word for one in values if one.origin is Origin.STATED for word in one.value}
            return Passed("structure" if _enough(view, place, stated) else "technology")
        for monitor, value in zip(monitors, values, strict=True):
            if value.origin is Origin.MISSING:
                return NotStated("watches", monitor)
        readers = list(islice(all_readers(view, place), NAMED))
        what = "run time and completeness" if _is_job(view, place) else "latency and errors"
        title, reader = view.title(place), view.title(readers[0])
        return self.found(
            place,
            where=(*monitors, *readers),
            mended_at="" if view.of_kind(*MONITOR) else "a first monitor",
            what=what,
            serving=title,
            reader=reader,
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Lead its metrics to the service monitor that is drawn, or to a new one with an alert."""
        unwatched = [finding.anchor] if view.of_kind(*MONITOR) else self._unwatched(view)
        mending = Mending(view)
        jobs = {_is_job(view, one) for one in unwatched}
        watches = (*(_WATCHED_SERVICE if False in jobs else ()), *(JOB if True in jobs else ()))
        monitor = mending.monitor("metrics_monitor", watches, like=finding.anchor)
        for one in unwatched:
            mending.connect(one, monitor, "metrics")
        return [mending.fix(f"Monitor the health of {titles(view, unwatched)}")]

    def _unwatched(self, view: View) -> list[str]:
        return [one for one in self.places(view) if isinstance(self.judge(view, one), Finding)]


def _monitors(view: View, serving: str) -> Members:
    found = measured_by(view, serving)
    for one in fronts_of(view, serving) | _hosts(view, serving):
        found = found | measured_by(view, one)
    return found


def _hosts(view: View, serving: str) -> Members:
    """Who runs it inside their own process."""
    return view.upstream(serving, CALL) if is_library(view, serving) else view.none()


def _enough(view: View, serving: str, watched: set[str]) -> bool:
    return not watched.isdisjoint(JOB) if _is_job(view, serving) else watched.issuperset(SERVICE)


def _is_job(view: View, serving: str) -> bool:
    return view.kind(serving) == "batch_inference"
