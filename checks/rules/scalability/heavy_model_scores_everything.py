"""SCL005: one request makes the ranking model score far too many items."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.questions import only_passes_on
from designer.model.flow import CALL
from designer.model.resolve import Origin

TASKS = frozenset({"recommendation", "ranking", "search", "ads"})
MANY, LARGE = 1000, 10_000
"""Items of one request that a heavy model can score; items of a catalogue that it cannot."""
CANDIDATES = 500
"""Candidates that a first stage is taken to pass on, for people to correct."""
FINDS = ("candidate_retrieval", "retriever", "vector_index", "prediction_store")
"""Kinds that choose candidates, or hold what was chosen."""
NARROWS = (*FINDS, "batch_inference", "ranking_stage", "other")
"""Kinds that may do so where they give items to the model, or the model asks them."""
_PREDICTIONS = frozenset({"predictions"})

_FEED = """\
sketchcheck: 1
name: Video feed
brief: {ml_task: recommendation, catalogue_size: 2000000, qps_peak: 300, latency_p99_ms: 200}
components:
  - {id: app, kind: consumer_app, name: App, on_missing: default}
  - {id: ranker, kind: ranking_stage, name: Ranker}
  - {id: log, kind: log_store}
  - {id: watch, kind: metrics_monitor, watches: [latency, errors]}
  - {id: pager, kind: alerting}
flows:
  - {from: app, to: ranker, kind: request_response}
  - {from: ranker, to: log, kind: logs, carries: [request_id, prediction], timestamped: true}
  - {from: ranker, to: watch, kind: metrics}
  - {from: watch, to: pager, kind: alerts}
"""
_FRONT = _FEED.replace(
    "flows:\n", "  - {id: front, kind: api_gateway, name: Feed service}\nflows:\n"
).replace(
    "{from: app, to: ranker, kind: request_response}",
    "{from: app, to: front, kind: request_response}\n  - {from: front, to: ranker, kind: request_response}",
)


class HeavyModelScoresEverything(Rule):
    """A ranking model scores thousands of items a request, or a large catalogue, and nothing chooses before.

    Wider than the catalogue in what counts as a first stage: an index, and a store or cache of candidates,
    choose as well; and it may be asked by the ranker, or by whoever asks the ranker. An endpoint that
    states no number of items is judged only where it has a model and no ranking stage is drawn beside it.
    """

    code = "SCL005"
    name = "heavy-model-scores-everything"
    category = "scalability"
    severity = "error"
    gate = "online"
    suppressed_by = ("GRF001", "SRV002")
    message = "{ranker} scores {items} for each request, and nothing chooses among them before.{load}"
    why = "Time and cost of a request grow with the catalogue until neither fits."
    fix = "Let a cheap first stage, such as a vector index, choose some hundred candidates for the model."
    false_alarms = (
        "A light model that scores thousands in a few milliseconds; waive it with the measured time."
    )
    question = (
        "How do ten million items become the thirty on the screen, in which steps and in how much time?"
    )
    sources = (Source("EY"), Source("META"), Source("RRF"), Source("FBC"))
    examples = (
        Bad(_FEED, at="ranker", fixed=True),
        Bad(_FRONT.replace("name: Ranker", "items_per_request: 5000"), at="ranker", fixed=True),
        Good(_FEED.replace("name: Ranker", "items_per_request: 400"), why="It is asked for 400."),
        Good(
            _FRONT.replace("flows:\n", "  - {id: finder, kind: candidate_retrieval}\nflows:\n")
            + "  - {from: front, to: finder, kind: request_response}\n",
            why="The service fetches candidates first and has them ranked.",
        ),
        Good(
            _FEED.replace("flows:\n", "  - {id: nightly, kind: batch_inference}\nflows:\n")
            + "  - {from: nightly, to: ranker, kind: predictions}\n",
            why="Candidates are chosen at night.",
        ),
        Good(_FEED.replace("2000000", "800"), why="A small catalogue can be scored as a whole."),
        Good(
            _FEED.replace("catalogue_size: 2000000, ", ""),
            why="How much it scores is a question.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Rankers of tasks that choose from a catalogue, and models that state their items."""
        stated = [one for one in view.of_kind("ranking_stage", "serving_endpoint") if _items(view, one)]
        return sorted({*stated, *_rankers(view)})

    def judge(self, view: View, place: str) -> Verdict:
        """Whether the items are few, or something chooses them."""
        items, size = _items(view, place), view.brief.catalogue_size
        if items is not None and items <= MANY:
            return Passed("declaration")
        if _is_narrowed(view, place):
            return Passed()
        if items is None and size is None:
            return NotStated("items_per_request", place)
        count = items if items is not None else float(size or 0)
        if items is None and count <= LARGE:
            return Passed("declaration")
        what = f"{count:,.12g} items" if items is not None else f"any of the {count:,.12g} items there are"
        load = _load(view, count)
        return self.found(place, where=_unasked(view), ranker=view.title(place), items=what, load=load)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """A first stage that the ranker asks, recorded and watched like the ranker."""
        ranker = finding.anchor
        mending = Mending(view)
        drawn = view.of_kind("candidate_retrieval")
        first = (
            drawn[0] if drawn else mending.add("candidate_retrieval", like=ranker, candidates_out=CANDIDATES)
        )
        mending.connect(ranker, first, "request_response")
        for flow in () if drawn else view.out(ranker, "logs", "metrics"):
            stated = {key: value for key, value in flow.stated().items() if key in ("carries", "timestamped")}
            mending.connect(first, flow.target, flow.kind, **stated)
        for index in view.of_kind("vector_index")[:1]:
            mending.connect(first, index, "request_response")
        return [mending.fix(f"Choose candidates before {view.title(ranker)}", "mixed", complete=False)]


def _items(view: View, one: str) -> float | None:
    """Items of one request where somebody says so; the assumed one is no statement."""
    value = view.value(one, "items_per_request")
    return None if value.origin in (Origin.DEFAULT, Origin.MISSING) else float(value.value)


def _rankers(view: View) -> Sequence[str]:
    if view.brief.ml_task not in TASKS:
        return []
    ranking = view.of_kind("ranking_stage")
    endpoints = view.of_kind("serving_endpoint")
    return ranking or [one for one in endpoints if not only_passes_on(view, one)]


def _is_narrowed(view: View, ranker: str) -> bool:
    """Whether something that chooses gives it items, or is asked by it or by one of its callers."""
    callers = view.upstream(ranker, CALL)
    near = view.upstream(ranker, _PREDICTIONS) | callers | view.downstream(ranker, CALL)
    if view.among(near - view.members([ranker]), *NARROWS):
        return True
    finders = view.all_of(*FINDS)
    return any(view.members(view.targets(one, CALL)) & finders for one in callers)


def _unasked(view: View) -> list[str]:
    """First stages that are drawn and that nobody asks."""
    return [
        one
        for one in view.of_kind("candidate_retrieval")
        if not view.into(one, CALL) and not view.out(one, _PREDICTIONS)
    ]


def _load(view: View, count: float) -> str:
    peak = view.brief.qps_peak
    return f" At {peak:,.12g} requests/s that is {peak * count:,.12g} scores a second." if peak else ""
