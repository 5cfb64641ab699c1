"""FEA003: features that are refreshed more rarely than the brief allows."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.freshness import INTERVALS, Step, ages, freshest, in_words, way
from designer.graph.loose import mention, unread
from designer.graph.questions import answerers
from designer.model.kinds import SERVING
from designer.model.values import seconds

_PARTS = """\
sketchcheck: 1
name: Fraud
brief: {max_feature_age: 5m}
components:
  - {id: payments, kind: event_stream, name: Payments}
  - {id: profiles, kind: feature_pipeline, name: Profiles, schedule: 24h}
  - {id: store, kind: feature_store, name: Features, online: true}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
  - {id: checkout, kind: consumer_app, name: Checkout}
  - {id: velocity, kind: feature_pipeline, name: Velocity, mode: stream, schedule: 1m}
flows:
  - {from: payments, to: profiles, kind: stream_data}
  - {from: profiles, to: store, kind: features}
  - {from: scorer, to: store, kind: request_response}
  - {from: checkout, to: scorer, kind: request_response}
"""


_NIGHTLY = """\
sketchcheck: 1
name: Call list
brief: {max_feature_age: LIMIT}
components:
  - {id: clinic, kind: data_source, name: Clinic}
  - {id: night, kind: orchestrator, name: Nightly run}
  - {id: export, kind: ingestion_job, name: Export, schedule: 24h}
  - {id: tables, kind: warehouse, name: Tables}
  - {id: features, kind: feature_pipeline, name: Features, schedule: 24h}
  - {id: nightly, kind: batch_inference, name: Scores}
  - {id: list, kind: consumer_app, name: Call list}
flows:
  - {from: night, to: export, kind: control, purpose: schedule}
  - {from: night, to: features, kind: control, purpose: schedule}
  - {from: clinic, to: export, kind: batch_data}
  - {from: export, to: tables, kind: batch_data}
  - {from: tables, to: features, kind: batch_data}
  - {from: features, to: nightly, kind: features}
  - {from: nightly, to: list, kind: predictions}
"""


def _nightly(limit: str) -> str:
    return _NIGHTLY.replace("LIMIT", limit)


class FeaturesOlderThanTheNeed(Rule):
    """On every way from a source to a serving component the refresh intervals add up to more than allowed.

    The freshest way counts, so a slow pipeline beside a fast one is no gap. An interval that is not stated
    adds nothing, and if the verdict hangs on it, it is asked. Jobs that one orchestrator starts are one run,
    and the longest interval of these counts once. A feature store adds how often its online copy
    is refreshed; its ttl, which the catalogue adds too, says when a value is dropped and not when it is made.
    """

    code = "FEA003"
    name = "features-older-than-the-need"
    category = "features"
    severity = "error"
    gate = "live"
    message = (
        "The brief allows data up to {limit} old, but the freshest way into {serving} takes {total}:"
        " {slowest} alone {refreshes}.{spare}"
    )
    why = "The design contradicts a number of its own brief: each answer rests on what is no longer true."
    fix = (
        "Run the slowest step more often, make the features that must be fresh on a stream, or allow older"
        " data in the brief."
    )
    false_alarms = "Features of the request itself, which the caller sends; draw them as a flow of features."
    question = "Which of these features must be seconds old, and which would be as good a day old?"
    sources = (
        Source("SEED", "S7"), Source("ZIN", "8"), Source("MICH", "near-real-time"),
        Source("MLTS", "Monitor4"),
    )  # fmt: skip
    examples = (
        Bad(_PARTS, at="scorer", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: Call list
brief: {max_feature_age: 24h}
components:
  - {id: clinic, kind: data_source, name: Clinic}
  - {id: export, kind: ingestion_job, name: Export, schedule: 24h}
  - {id: features, kind: feature_pipeline, name: Features, schedule: 12h}
  - {id: nightly, kind: batch_inference, name: Scores}
  - {id: list, kind: consumer_app, name: Call list}
flows:
  - {from: clinic, to: export, kind: batch_data}
  - {from: export, to: features, kind: batch_data, delay: 2h}
  - {from: features, to: nightly, kind: features}
  - {from: nightly, to: list, kind: predictions}
""",
            at="nightly",
            fixed=True,
        ),
        Bad(_PARTS + "  - {from: payments, to: velocity, kind: stream_data}\n", at="scorer", fixed=True),
        Good(
            _PARTS + "  - {from: payments, to: velocity, kind: stream_data}\n"
            "  - {from: velocity, to: store, kind: features}\n",
            why="What must be fresh comes every minute; the profiles may be a day old.",
        ),
        Bad(_nightly("12h"), at="nightly", fixed=True),
        Good(
            _nightly("24h"),
            why="The steps follow each other in one nightly run, so that the data are one night old.",
        ),
        Good(_PARTS.replace("24h", "5m"), why="The pipeline runs as often as the brief asks."),
        Good(_PARTS.replace(", schedule: 24h", ""), why="How often it runs is a question, not a gap."),
        Good(_PARTS.replace("5m", "2d"), why="The brief allows data of two days."),
    )

    def places(self, view: View) -> Iterable[str]:
        """Serving components that answer somebody from data that come from somewhere."""
        if view.brief.max_feature_age:
            for one in answerers(view):
                if view.kind(one) in SERVING and freshest(view, one, known=False):
                    yield one

    def judge(self, view: View, place: str) -> Verdict:
        """Whether the freshest way is fresh enough, with what is stated or at best."""
        limit = seconds(view.brief.max_feature_age or "0s")
        best = freshest(view, place, known=False)
        if best is None or best.seconds <= limit:
            return self._at_best(view, place, limit)
        return self._finding(view, place, way(view, best.before), best.seconds)

    def _at_best(self, view: View, place: str, limit: float) -> Verdict:
        """Fresh enough if what is not stated adds nothing: for sure only where all of some way is stated."""
        best = freshest(view, place, known=False)
        if best is None or best.stated:
            return Passed("declaration")
        sure = freshest(view, place, known=True)
        if sure and sure.seconds <= limit:
            return Passed("declaration")
        unknown = next(one for one in way(view, best.before) if one.interval is None)
        return NotStated(_name(view, unknown), unknown.component)

    def _finding(self, view: View, place: str, steps: list[Step], total: float) -> Finding:
        slowest = max(steps, key=lambda step: step.interval or 0)
        alone, spare = in_words(slowest.interval or 0), _spare(view)
        return self.found(
            place,
            where=[*(one.component for one in sorted(steps, key=lambda step: -(step.interval or 0))), *spare],
            limit=view.brief.max_feature_age,
            serving=view.title(place),
            total=in_words(total),
            slowest=view.title(slowest.component) if slowest.interval else "the flow between two steps",
            refreshes=f"refreshes every {alone}" if slowest.interval else "is that late",
            spare=mention(view, spare, "would be fresh enough"),
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Let the slow steps run as often as the brief needs, and no more often."""
        best = freshest(view, finding.anchor, known=False)
        if best is None or finding.unstated:
            return []
        steps = _runs([one for one in way(view, best.before) if one.interval])
        lateness = best.seconds - sum(map(_longest, steps))
        budget = seconds(view.brief.max_feature_age or "0s") - lateness
        mending = Mending(view)
        for run, interval in _shortened(steps, budget):
            for step in run:
                if (step.interval or 0) > interval:
                    mending.state(step.component, **{_name(view, step): in_words(interval)})
        title = f"Refresh what {view.title(finding.anchor)} reads within {view.brief.max_feature_age}"
        return [mending.fix(title, "declared", complete=False)] if mending.edits else []


def _spare(view: View) -> list[str]:
    """Streams and features that would be fresh enough, and that nobody reads."""
    limit, behind = seconds(view.brief.max_feature_age or "0s"), ages(view, known=False)
    loose = unread(view, "event_stream", "feature_pipeline", "feature_store")
    return [one for one in loose if one in behind and behind[one].seconds <= limit]


def _name(view: View, step: Step) -> str:
    return INTERVALS[view.kind(step.component)]


def _runs(steps: list[Step]) -> list[list[Step]]:
    """Steps that are run in one go, together."""
    found: list[list[Step]] = []
    for step in steps:
        if step.joined and found:
            found[-1].append(step)
        else:
            found.append([step])
    return found


def _longest(run: list[Step]) -> float:
    return max(step.interval or 0 for step in run)


def _shortened(runs: list[list[Step]], budget: float) -> Iterable[tuple[list[Step], int]]:
    """The runs that must come more often, with the longest intervals that fit; only the slowest if it can."""
    slowest = max(runs, key=_longest, default=None)
    if slowest is None:
        return
    left = budget - sum(_longest(one) for one in runs if one is not slowest)
    if left >= 1:
        yield slowest, int(left)
    elif (share := int(budget / len(runs))) >= 1:
        yield from ((one, share) for one in runs if _longest(one) > share)
