"""FBK003: a model that learns only from what it chose itself."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.loops import (
    acting_apps,
    is_explored,
    learns_from_itself,
    loop_of,
    near,
    unclear_command,
)
from designer.graph.questions import all_readers, answerers, flow_carries, records_of
from designer.model.kinds import CONSUMER, SERVING

CHOOSES = frozenset({"recommendation", "ranking", "ads", "search", "pricing"})
"""Tasks in which only what was chosen gets an answer from the world."""
SHARE = 1
"""The share, in percent, that a fix leaves to chance."""

_SHOP = """\
sketchcheck: 1
name: Shop ranking
brief: {ml_task: recommendation}
components:
  - {id: shop, kind: consumer_app, name: Shop, on_missing: default}
  - {id: ranker, kind: ranking_stage, name: Ranker}
  - {id: clicks, kind: raw_store, name: Clicks}
  - {id: train, kind: training, name: Training}
  - {id: log, kind: log_store, name: Log}
flows:
  - {from: shop, to: ranker, kind: request_response}
  - {from: shop, to: clicks, kind: feedback, id_key: request_id}
  - {from: clicks, to: train, kind: batch_data}
  - {from: train, to: ranker, kind: model_artifact}
  - {from: ranker, to: log, kind: logs, carries: [prediction, request_id], timestamped: true}
  - {from: log, to: clicks, kind: batch_data}
"""
_OFFERS = _SHOP.replace("ml_task: recommendation", "decision_blocks_outcome: true").replace(
    "on_missing: default", "on_missing: default, decision_effect: acts"
)


class SelfConfirmingLoop(Rule):
    """A model is trained on feedback to its own choices, and no choice is left to chance.

    Asked for tasks that choose what is shown, and for answers that act by themselves where the outcome of
    what was not chosen is never seen. The catalogue asks wherever answers act; but a wrong arrival time
    is found out whatever was done with it, so whether the decision hides its outcome is asked instead.
    A share left to chance counts at any stage that calls, or is called by, the one that serves; a first
    stage of retrieval is asked only where no later stage could explore.
    """

    code = "FBK003"
    name = "self-confirming-loop"
    category = "feedback"
    severity = "warning"
    gate = "trained and live"
    suppressed_by = ("FBK004",)
    message = (
        "{training} learns from feedback to what {serving} chose, and no share left to chance is stated. What"
        " is never chosen gets no feedback, so the model grows sure of its own choices."
    )
    why = "Such a loop looks better with each training, while what it offers becomes narrower."
    fix = "Choose a small share by chance, record with which probability, and weigh or test with it."
    false_alarms = "Chance that is mixed in by another system; draw it, or the holdout."
    question = "How can a new item ever get its first click?"
    sources = (
        Source("ZIN", "28"), Source("ZIN", "35"), Source("SCU", "feedback-loops"), Source("ZIN", "36"),
    )  # fmt: skip
    examples = (
        Bad(_SHOP, at="ranker", fixed=True),
        Bad(_OFFERS, at="ranker", fixed=True),
        Good(_SHOP.replace("name: Ranker", "name: Ranker, exploration_pct: 2"), why="Two in a hundred."),
        Good(
            _SHOP.replace("flows:\n", "  - {id: tests, kind: experiment_platform}\nflows:\n")
            + "  - {from: tests, to: ranker, kind: control, purpose: holdout}\n",
            why="A part of the users is held out.",
        ),
        Good(
            _SHOP.replace("  - {from: clicks, to: train, kind: batch_data}\n", ""),
            why="Nothing is learned from the clicks.",
        ),
        Good(
            _OFFERS.replace("blocks_outcome: true", "blocks_outcome: false"),
            why="What happens is seen whatever was decided.",
        ),
        Good(
            _OFFERS.replace("brief: {decision_blocks_outcome: true}\n", ""),
            why="Whether the outcome of what was not chosen is seen is a question.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Serving components that learn from feedback to their answers, where the answers choose."""
        return [
            one
            for one in answerers(view)
            if view.kind(one) in SERVING and _learns_from_feedback(view, one) and _chooses(view, one)
        ]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether something is left to chance around it."""
        if is_explored(view, place):
            return Passed("declaration")
        if view.brief.ml_task not in CHOOSES and view.brief.decision_blocks_outcome is None:
            return NotStated("decision_blocks_outcome", "brief")
        if unclear := unclear_command(view, place):
            return NotStated("purpose", unclear.id)
        trainings = learns_from_itself(view, place)
        readers = loop_of(view, place) & all_readers(view, place)
        training = view.title(next(iter(trainings)))
        where = (*trainings, *readers)
        return self.found(place, where=where, training=training, serving=view.title(place))

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State a share for exploration, and record with which chance each answer was chosen."""
        serving = finding.anchor
        if not view.has(serving, "exploration_pct"):
            return []
        mending = Mending(view)
        mending.state(serving, exploration_pct=SHARE)
        for flow in records_of(view, serving):
            carries = flow_carries(flow)
            if "prediction" in carries and getattr(flow, "carries", None):
                mending.state(flow.id, carries=list(dict.fromkeys((*carries, "propensity"))))
        title = f"Let {view.title(serving)} leave {SHARE} % to chance"
        return [mending.fix(title, "declared", complete=False)]


def _learns_from_feedback(view: View, serving: str) -> bool:
    """Whether it runs a model that feedback of consumers teaches, on one loop; and may explore itself."""
    if not learns_from_itself(view, serving):
        return False
    if not view.has(serving, "exploration_pct") and near(view, serving) & _may_explore(view):
        return False
    loop = loop_of(view, serving)
    return bool(loop & view.once("fed back", lambda: _fed_back(view)))


def _may_explore(view: View) -> Members:
    return view.all_of(*sorted(SERVING - {"candidate_retrieval"}))


def _fed_back(view: View) -> Members:
    """Consumers from which feedback comes back into their loop."""
    flows = (flow for one in view.of_kind(*CONSUMER) for flow in view.out(one, "feedback"))
    return view.members(
        flow.source for flow in flows if loop_of(view, flow.source) & view.members([flow.target])
    )


def _chooses(view: View, serving: str) -> bool:
    """Whether the answers choose what gets an outcome, or may do so."""
    if view.brief.ml_task in CHOOSES:
        return True
    if view.brief.decision_blocks_outcome is False:
        return False
    return bool(all_readers(view, serving) & loop_of(view, serving) & acting_apps(view))
