"""DAT003: a source stops delivering, and nothing notices."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.questions import answerers, data_into, titles
from designer.graph.reach import Members
from designer.model.flow import DATA
from designer.model.kinds import KINDS, MONITOR, SERVING, STORE

WATCH = "data_freshness"
_STARTS = ("data_source", "event_stream", "ingestion_job")
_ENDS = STORE | SERVING | {"training"}
_STREAMED = frozenset({"stream_data"})
_KEEPING = frozenset(KINDS) - {"event_stream", "data_validation", "queue", "ingestion_job"}
_FIRST = ("raw_store", "warehouse", "feature_store", "vector_index", "ingestion_job")
"""Where the age of the newest record is measured best, the best first."""
NAMED = 3
"""So many serving components are named."""

_PARTS = """\
sketchcheck: 1
name: Prices
components:
  - {id: shop, kind: data_source, name: Shop database}
  - {id: load, kind: ingestion_job, name: Nightly load}
  - {id: check, kind: data_validation, name: Check, checks: [schema], on_fail: block}
  - {id: tables, kind: warehouse, name: Tables}
  - {id: nightly, kind: batch_inference, name: Price run}
  - {id: site, kind: consumer_app, name: Site}
  - {id: watch, kind: metrics_monitor, name: Watch, watches: [data_freshness]}
flows:
  - {from: shop, to: load, kind: batch_data}
  - {from: load, to: check, kind: batch_data}
  - {from: check, to: tables, kind: batch_data}
  - {from: tables, to: nightly, kind: features}
  - {from: nightly, to: site, kind: predictions}
"""
_WATCHED = "  - {from: tables, to: watch, kind: metrics}\n"


class SilentStalenessPossible(Rule):
    """Data behind live answers may stop arriving, and no monitor and no validation looks at their age.

    A source is judged where it enters the drawing: not the streams and jobs that another source fills, and
    not what is called while an answer waits. A monitor counts if it gets anything from the source or from
    what lies between it and its first stores. What a monitor there watches is asked if it is not stated.
    Sources that fill the same store have one finding. Events that are answered as they pass are left out:
    where none comes, nothing is answered, and nothing is kept that could grow old.
    """

    code = "DAT003"
    name = "silent-staleness-possible"
    category = "data"
    severity = "warning"
    gate = "live"
    message = (
        "If {source} stops delivering, nothing notices. {serving} {go} on answering from older and older"
        " values, and quality falls so slowly that no limit is crossed."
    )
    why = "A table that is no longer filled raises no error: every job still runs, on yesterday's data."
    fix = "Watch the age of the newest record in the first store behind the source, and alert on it."
    false_alarms = "Data that never change, such as a list of countries."
    question = "One of the input tables has not been refreshed for six weeks. Who finds out, and how?"
    sources = (
        Source("ZIN", "10"), Source("SCU", "7-upstream-producers"), Source("MLTS", "Monitor1"),
        Source("SHA", "5.1.2"), Source("MICH", "data-quality"),
    )  # fmt: skip
    examples = (
        Bad(_PARTS, at="shop", fixed=True),
        Bad(
            _PARTS.replace("watches: [data_freshness]", "watches: [duration]") + _WATCHED,
            at="shop",
            fixed=True,
        ),
        Bad(
            """\
sketchcheck: 1
name: Clicks
components:
  - {id: clicks, kind: event_stream, name: Clicks}
  - {id: counts, kind: feature_pipeline, name: Counts}
  - {id: ranker, kind: serving_endpoint, name: Ranker}
  - {id: app, kind: consumer_app, name: App}
flows:
  - {from: clicks, to: counts, kind: stream_data}
  - {from: counts, to: ranker, kind: features}
  - {from: app, to: ranker, kind: request_response}
""",
            at="clicks",
            fixed=True,
        ),
        Good(_PARTS + _WATCHED, why="The age of the tables is watched."),
        Good(
            _PARTS.replace("checks: [schema]", "checks: [schema, freshness]"),
            why="The check looks at the age.",
        ),
        Good(
            _PARTS.replace(", watches: [data_freshness]", "") + _WATCHED,
            why="What the monitor watches is a question, not a gap.",
        ),
        Good(
            """\
sketchcheck: 1
name: Asked while the answer waits
components:
  - {id: rates, kind: data_source, name: Exchange rates}
  - {id: quote, kind: serving_endpoint, name: Quote}
  - {id: app, kind: consumer_app, name: App}
flows:
  - {from: app, to: quote, kind: request_response}
  - {from: quote, to: rates, kind: request_response}
""",
            why="A source that is called fails aloud.",
        ),
        Good(
            """\
sketchcheck: 1
name: Answered as they pass
components:
  - {id: camera, kind: data_source, name: Line camera}
  - {id: detector, kind: serving_endpoint, name: Detector}
  - {id: ejector, kind: consumer_app, name: Ejector}
flows:
  - {from: camera, to: detector, kind: stream_data}
  - {from: detector, to: ejector, kind: predictions}
""",
            why="Without a picture there is no answer, old or new.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Where data enter the drawing that live answers are made from."""
        return sorted(_answered(view))

    def judge(self, view: View, place: str) -> Verdict:
        """Whether a monitor or a validation looks at the age of what it delivers."""
        if place in view.once("age is watched", lambda: _behind(view, _tellers(view, WATCH), _ENDS)):
            return Passed()
        if place in view.once("age is checked", lambda: _behind(view, _validations(view, "freshness"))):
            return Passed("declaration")
        for one in view.downstream(place, DATA) & _validations(view, None):
            return NotStated("checks", one)
        for one in _near(view, place) & view.once("may be watched", lambda: _tellers(view, None)):
            return NotStated("watches", next(it for it in view.targets(one) if _watches(view, it, None)))
        serving = _answered(view)[place]
        return self.found(
            place,
            where=serving,
            mended_at=_measured(view, place),
            source=view.title(place),
            serving=titles(view, serving),
            go="goes" if len(serving) == 1 else "go",
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Lead numbers of the first store to the monitor that is drawn, or to a new one."""
        source, mending = _measured(view, finding.anchor), Mending(view)
        mending.connect(source, mending.monitor_also("metrics_monitor", (WATCH,), like=source), "metrics")
        return [mending.fix(f"Watch how old the data of {view.title(finding.anchor)} are")]


def _answered(view: View) -> dict[str, list[str]]:
    """The places where data enter, each with some of the serving components that answer from them."""
    return view.once("answered from", lambda: _find_answered(view))


def _find_answered(view: View) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    missing = view.members(one for one in view.of_kind(*_STARTS) if _enters(view, one))
    for serving in answerers(view):
        if view.kind(serving) not in SERVING:
            continue
        for place in _aging(view, serving) & missing:
            found.setdefault(place, []).append(serving)
            if len(found[place]) == NAMED:
                missing = missing - view.members([place])
    return found


def _aging(view: View, serving: str) -> Members:
    """All whose data reach a serving component, but for what only streams into it and is not kept."""
    into = data_into(view, serving)
    streams = view.upstream(serving, _STREAMED, _KEEPING)
    if view.kind(serving) == "batch_inference" or not streams:
        return into
    kept = into - streams
    for one in kept:
        kept = kept | view.upstream(one, DATA)
    return kept


def _enters(view: View, place: str) -> bool:
    """Whether data enter the drawing here and flow on from here by themselves."""
    flows = sorted(DATA)
    if not view.out(place, *flows):
        return False
    return view.kind(place) == "data_source" or not any(
        view.kind(one) in _STARTS or view.into(one, *flows) for one in view.sources(place, *flows)
    )


def _measured(view: View, place: str) -> str:
    """Where the age of what a source delivers is measured: in its first store, or at the source."""
    near = _near(view, place)
    return next((one for kind in _FIRST for one in view.among(near, kind)), place)


def _near(view: View, place: str) -> Members:
    """A source with all that lies between it and its first stores, these included."""
    return view.downstream(place, DATA, _ENDS) | view.members([place])


def _behind(view: View, starts: Members, stop: frozenset[str] = frozenset()) -> frozenset[str]:
    """These components and all whose data reach them without passing the kinds `stop`: one walk for all."""
    found, queue = set(starts), list(starts)
    before = view.neighbours(DATA, back=True)
    while queue:
        for number in before.get(view.number(queue.pop()), ()):
            one = view.id_at(number)
            if one not in found and view.kind(one) not in stop:
                found.add(one)
                queue.append(one)
    return frozenset(found)


def _validations(view: View, what: str | None) -> Members:
    """The validations that check this; with None those that do not state what."""
    return view.once(("validations", what), lambda: view.members(_checking(view, what)))


def _checking(view: View, what: str | None) -> Iterable[str]:
    return (one for one in view.of_kind("data_validation") if _holds(view.get(one, "checks"), what))


def _tellers(view: View, what: str | None) -> Members:
    """Components from which something flows to a monitor that watches this; None as above."""
    monitors = [one for one in view.of_kind(*MONITOR) if _watches(view, one, what)]
    return view.members(source for one in monitors for source in view.sources(one))


def _watches(view: View, one: str, what: str | None) -> bool:
    return view.kind(one) in MONITOR and _holds(view.get(one, "watches"), what)


def _holds(stated: tuple[str, ...] | None, what: str | None) -> bool:
    return stated is None if what is None else what in (stated or ())
