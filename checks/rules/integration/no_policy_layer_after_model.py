"""INT004: hard rules of the business have no place of their own."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.questions import all_readers, only_passes_on
from designer.model.flow import CALL, Flow
from designer.model.kinds import GENERATIVE, SERVING

TASKS = frozenset(
    {"recommendation", "ranking", "ads", "fraud", "credit_scoring", "search", "content_filter", "pricing"}
)
"""Tasks in which law and business decide about single cases, whatever the model says."""
_PREDICTIONS = frozenset({"predictions"})
_LEAVES = frozenset({"cache", "event_stream", "prediction_store", "queue"})

_SHOP = """\
sketchcheck: 1
name: Shop ranking
brief: {ml_task: ranking}
components:
  - {id: shop, kind: consumer_app, name: Shop, user_facing: true, on_missing: default}
  - {id: gateway, kind: api_gateway, name: Gateway}
  - {id: ranker, kind: serving_endpoint, name: Ranker}
  - {id: finder, kind: candidate_retrieval, name: Candidates}
flows:
  - {from: shop, to: gateway, kind: request_response}
  - {from: gateway, to: ranker, kind: request_response}
  - {from: ranker, to: finder, kind: request_response}
"""
_LETTERS = """\
sketchcheck: 1
name: Credit limits
brief: {ml_task: credit_scoring}
components:
  - {id: limits, kind: consumer_app, name: Limit service, decision_effect: acts}
  - {id: monthly, kind: batch_inference, name: Monthly scores}
  - {id: scores, kind: prediction_store, name: Scores}
flows:
  - {from: monthly, to: scores, kind: predictions}
  - {from: limits, to: scores, kind: request_response}
"""


class NoPolicyLayerAfterModel(Rule):
    """The answer of the last model goes to users, or to what acts on it, and no policy layer is on the way.

    Asked is the last model of a chain only, and not who passes on what a language model says. A policy
    layer counts wherever the application can reach it, or it gets the answers: where exactly rules are
    applied is not decided from a drawing.
    """

    code = "INT004"
    name = "no-policy-layer-after-model"
    category = "integration"
    severity = "advice"
    gate = "live"
    message = (
        "What {serving} answers goes to {consumer} as it is. Hard rules (stock, age limits, legal blocks,"
        " caps) would have to be learned, and could not be changed within the hour."
    )
    why = "A rule that must always hold cannot be left to weights that were learned from cases."
    fix = "Put a policy layer with versions between model and consumer."
    false_alarms = "Rules in the code of the consumer; draw them, since somebody has to change them."
    question = "Legal asks you to stop showing one item within ten minutes. What do you change, and where?"
    sources = (
        Source("ZIN", "15"), Source("ZIN", "13"), Source("SHA", "4.5.3"), Source("NFX"), Source("FRD"),
    )  # fmt: skip
    examples = (
        Bad(_SHOP, at="ranker", fixed=True),
        Bad(_LETTERS, at="monthly", fixed=True),
        Good(
            _SHOP.replace("flows:\n", "  - {id: rules, kind: rules_engine, name: Page rules}\nflows:\n")
            + "  - {from: gateway, to: rules, kind: request_response}\n",
            why="The gateway asks the rules before it answers.",
        ),
        Good(
            _LETTERS.replace("kind: prediction_store", "kind: rules_engine").replace(
                "from: limits, to: scores, kind: request_response",
                "from: scores, to: limits, kind: predictions",
            ),
            why="The scores pass through rules.",
        ),
        Good(_SHOP.replace("user_facing: true, ", ""), why="Whether users see it is a question."),
        Good(_SHOP.replace("ranking", "forecasting"), why="A forecast blocks nobody."),
    )

    def places(self, view: View) -> Iterable[str]:
        """The last models before an application, where the task has hard rules."""
        if view.brief.ml_task not in TASKS:
            return []
        models = view.all_of(SERVING)
        return [
            one
            for one in models
            if _apps(view, one) and not _goes_on(view, one, models) and not _speaks(view, one)
        ]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether rules are on the way to those who see the answer or act on it."""
        apps, rules = _apps(view, place), view.all_of("rules_engine")
        given = view.downstream(place, _PREDICTIONS) | view.downstream(place, CALL)
        if given & rules or any(_reached(view, app) & rules for app in apps):
            return Passed()
        affected = [app for app in apps if _affects(view, app)]
        if affected:
            title = view.title(affected[0])
            return self.found(place, where=affected, serving=view.title(place), consumer=title)
        open_ = [app for app in apps if view.get(app, "user_facing") is None]
        return NotStated("user_facing", open_[0]) if open_ else Passed("declaration")

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """A policy layer before the model where it is called, after it where it sends its answers."""
        serving = finding.anchor
        mending = Mending(view)
        calls, sent = list(view.into(serving, "request_response")), _sent(view, serving)
        flows = calls or sent
        if not flows:
            return []
        rules = mending.insert(flows[0].id, "rules_engine", versioned=True)
        for flow in flows[1:]:
            mending.reconnect(flow.id, **({"target": rules} if calls else {"source": rules}))
        title = f"Put a policy layer around {view.title(serving)}"
        return [mending.fix(title, "mixed", complete=False)]


def _apps(view: View, serving: str) -> Members:
    return view.among(all_readers(view, serving), "consumer_app")


def _goes_on(view: View, serving: str, models: Members) -> bool:
    """Whether a later model gets its answers, or asks it."""
    later = view.downstream(serving, _PREDICTIONS) | view.upstream(serving, CALL)
    return bool((later - view.members([serving])) & models)


def _speaks(view: View, serving: str) -> bool:
    """Whether it has no model of its own and asks a language model, for which guardrails are the rules."""
    talks = view.among(view.downstream(serving, CALL), GENERATIVE)
    return bool(talks) and only_passes_on(view, serving)


def _reached(view: View, app: str) -> Members:
    return view.downstream(app, CALL) | view.upstream(app, _PREDICTIONS)


def _affects(view: View, app: str) -> bool:
    return bool(view.get(app, "user_facing")) or view.get(app, "decision_effect") == "acts"


def _sent(view: View, serving: str) -> list[Flow]:
    """The flows by which it sends answers to applications, or to where they read them."""
    readers = all_readers(view, serving)
    ends = view.all_of(_LEAVES) | readers
    sent = view.out(serving, "predictions")
    return [flow for flow in sent if view.members([flow.target]) & ends]
