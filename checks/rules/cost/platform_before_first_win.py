"""CST004: a platform for a first version."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.questions import all_readers, answerers
from designer.model.flow import CALL
from designer.model.kinds import CONSUMER, ONLINE, SERVING

MOST = 18
"""So many new components are enough for a first version: a convention of the catalogue."""
SIMPLE = frozenset({"linear", "tree", "rules", "statistical"})
"""Families whose training beside another is the simple model to beat, not a second product."""
NAMED = 20
"""So many components are named."""

_FIRST = """\
sketchcheck: 1
name: Churn
brief: {phase: PHASE}
components:
  - {id: customers, kind: data_source, name: Customers}
  - {id: store, kind: feature_store, name: Feature storeSTATUS}
  - {id: train, kind: training, name: Train}
  - {id: nightly, kind: batch_inference, name: Nightly scores}
  - {id: crm, kind: consumer_app, name: CRM}
flows:
  - {from: customers, to: train, kind: batch_data}
  - {from: store, to: nightly, kind: features}
  - {from: train, to: nightly, kind: model_artifact}
  - {from: nightly, to: crm, kind: predictions}
"""
_TOOLS = """\
sketchcheck: 1
name: All tools and no reader
brief: {phase: first_version}
components:
  - {id: events, kind: warehouse, name: Events}
  - {id: train, kind: training, name: Train}
  - {id: ranker, kind: ranking_stage, name: Ranker}
  - {id: plan, kind: orchestrator, name: Plan}
  - {id: tests, kind: experiment_platform, name: Tests}
  - {id: drift, kind: drift_monitor, name: Drift}
flows:
  - {from: events, to: train, kind: features}
  - {from: train, to: ranker, kind: model_artifact}
  - {from: ranker, to: drift, kind: predictions}
  - {from: plan, to: train, kind: control}
  - {from: tests, to: ranker, kind: control}
"""


def _first(phase: str = "first_version", status: str = "") -> str:
    return _FIRST.replace("PHASE", phase).replace("STATUS", status)


class PlatformBeforeFirstWin(Rule):
    """A first version holds more than its first user needs; a heuristic.

    It does so with more than 18 new components, with a feature store for one model that answers one
    reader in batches, with several models, or with plan, tests and drift watch before anybody is
    answered. A simple training beside another is the thing to beat and is not counted, nor are those of
    retrieval and ranking, which belong together. The catalogue also asks of designs that do not state
    their phase and have no live model; that is most drawings, so there the phase is asked for instead.
    """

    code = "CST004"
    name = "platform-before-first-win"
    category = "cost"
    severity = "advice"
    gate = "has_model"
    message = (
        "This is a first version with {excess}. Each box must be run, watched and explained before the first"
        " user has anything from it."
    )
    why = "Parts that nobody uses yet are debt from the first day, and they delay what could be learnt."
    fix = (
        "Mark what the first version can do without as later; keep checks, evaluation, logs, monitors and the"
        " way back."
    )
    false_alarms = "A platform that exists already and costs nothing more; mark its parts as existing."
    question = "Which five boxes would you ship first, and what would you learn from them?"
    sources = (Source("SEED", "S8"), Source("ZIN", "4"), Source("ZIN", "16"), Source("SHA", "4.5.5"))
    examples = (
        Bad(_first(), at="design", fixed=True),
        Bad(_TOOLS, at="design", fixed=True),
        Good(_first(status=", status: later"), why="The feature store comes later."),
        Good(_first("running"), why="This is no first version."),
        Good(
            _first().replace("batch_inference", "serving_endpoint"),
            why="Answers online need features at once.",
        ),
        Good(
            _first().replace("{phase: first_version}", "{}"),
            why="Whether this is a first version is a question.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The design, unless it is running."""
        return ["design"] if view.brief.phase != "running" else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether there is more than a first version needs."""
        excess = _excess(view)
        if not excess:
            return Passed()
        if view.brief.phase is None:
            return NotStated("phase", "brief")
        where = [one for found in excess.values() for one in found]
        return self.found(place, where=where[:NAMED], excess=", and ".join(excess))

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Mark as later what can wait, where that is enough."""
        del finding
        mending = Mending(view)
        for one in _can_wait(view):
            mending.state(one, status="later")
        if not mending.edits or _excess(mending.after()):
            return []
        return [
            mending.fix("Leave for later what the first version can do without", "declared", complete=False)
        ]


def _new(view: View, *kinds: str) -> list[str]:
    """The components of these kinds, or all, that the first version would have to build."""
    found = view.of_kind(*kinds) if kinds else view.ids
    return [one for one in found if view.get(one, "status") == "new"]


def _excess(view: View) -> dict[str, list[str]]:
    """What is too much, in words, with the components."""
    found: dict[str, list[str]] = {}
    if (count := len(_new(view))) > MOST:
        found[f"{count} new components"] = []
    if stores := _needless_stores(view):
        found["a feature store for a single batch model"] = stores
    if len(trainings := _products(view)) > 1:
        found[f"{len(trainings)} models to train"] = trainings
    if tools := _tools_without_readers(view):
        found["tools for tests, plans and drift before anybody is answered"] = tools
    return found


def _needless_stores(view: View) -> list[str]:
    stores = _new(view, "feature_store")
    if not stores or view.of_kind(*ONLINE, "stream_inference") or len(view.of_kind(*SERVING)) != 1:
        return []
    serving = answerers(view)
    readers = view.among(all_readers(view, serving[0]), CONSUMER) if serving else ()
    return stores if len(readers) == 1 and len(view.of_kind("training")) <= 1 else []


def _products(view: View) -> list[str]:
    """The trainings of a first version that are not just the simple model to beat."""
    trainings = _new(view, "training")
    if view.of_kind("candidate_retrieval"):
        return trainings[:1]
    return [one for one in trainings if view.get(one, "model_family") not in SIMPLE]


def _tools_without_readers(view: View) -> list[str]:
    tools = [_new(view, kind) for kind in ("orchestrator", "experiment_platform", "drift_monitor")]
    answered = any(view.kind(one) in SERVING for one in answerers(view))
    return [] if answered or not all(tools) else [one for group in tools for one in group]


def _can_wait(view: View) -> list[str]:
    """Needless stores, indexes that nothing reads, further models, and tests before anybody is answered."""
    indexes = [one for one in _new(view, "vector_index") if not _is_read(view, one)]
    tests = _new(view, "experiment_platform") if _tools_without_readers(view) else []
    return [*_needless_stores(view), *indexes, *_products(view)[1:], *tests]


def _is_read(view: View, index: str) -> bool:
    return bool(view.into(index, CALL) or view.out(index))
