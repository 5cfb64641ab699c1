"""SRV002: a model answers, and nobody gets the answer."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.questions import READERS, all_readers, titles
from designer.model.flow import CALL
from designer.model.kinds import GENERATIVE, SERVING

USERS = SERVING | GENERATIVE | READERS | {"training", "other"}
"""Who may use an answer: if it is used by a later model, that one is asked who uses its own."""
_GIVES = frozenset({"predictions", "features", "batch_data", "stream_data", "async_request"})
_LOOKED_UP = ("prediction_store", "cache", "warehouse")
LONGEST_NAME = 40
"""Users in more characters are a sentence, not a name for a box."""

_NIGHTLY = """\
sketchcheck: 1
name: Nightly churn scores
components:
  - {id: nightly, kind: batch_inference, name: Churn scoring}
  - {id: scores, kind: prediction_store, name: Scores}
  - {id: records, kind: log_store}
  - {id: watch, kind: metrics_monitor, watches: [duration, completeness]}
  - {id: pager, kind: alerting}
flows:
  - {from: nightly, to: scores, kind: predictions}
  - {from: nightly, to: records, kind: logs, carries: [prediction, request_id], timestamped: true}
  - {from: nightly, to: watch, kind: metrics}
  - {from: watch, to: pager, kind: alerts}
"""
_SHOP = """\
sketchcheck: 1
name: Shop search
components:
  - {id: shop, kind: consumer_app, name: Shop, on_missing: default}
  - {id: ranker, kind: serving_endpoint, name: Ranker}
  - {id: speller, kind: serving_endpoint, name: Spelling correction}
  - {id: records, kind: log_store}
  - {id: watch, kind: metrics_monitor, watches: [latency, errors]}
  - {id: pager, kind: alerting}
flows:
  - {from: shop, to: ranker, kind: request_response, timeout_ms: 80}
  - {from: ranker, to: records, kind: logs, carries: [prediction, request_id], timestamped: true}
  - {from: speller, to: records, kind: logs, carries: [prediction, request_id], timestamped: true}
  - {from: ranker, to: watch, kind: metrics}
  - {from: speller, to: watch, kind: metrics}
  - {from: watch, to: pager, kind: alerts}
"""


class PredictionsReachNobody(Rule):
    """A component with a model is drawn, and no application, person or system gets what it answers.

    Wider than the catalogue in what counts as use: answers that become features, training data or input
    of a later model are used. A shadow model and a language model that only judges have no readers by
    intent. The fix only brings a reader: what was hidden while nobody read the answers (records, health,
    fallback) is asked from then on. Models whose answers end in the same stores have one finding: these lack
    one reader.
    """

    code = "SRV002"
    name = "predictions-reach-nobody"
    category = "serving"
    severity = "error"
    gate = "has_model"
    suppressed_by = ("GRF001", "SRV004")
    message = (
        "No application, person or system gets the answers of {serving}.{lying} Either their reader is"
        " missing from the drawing, or nothing would change without them."
    )
    why = "An answer that nobody acts on has cost and no value, and no outcome can come back from it."
    fix = "Draw who calls it or who is given its predictions; if there is nobody, leave the component out."
    false_alarms = "A component that is kept for trials only; say so with a control flow of purpose shadow."
    question = "Who acts on this answer, and what would they do without it?"
    sources = (Source("SEED", "S1"), Source("SEED", "S2"))
    examples = (
        Bad(_NIGHTLY, at="nightly", fixed=True),
        Bad(_SHOP, at="speller", fixed=True),
        Bad(
            _NIGHTLY.replace(
                "components:\n", "components:\n  - {id: hourly, kind: batch_inference, name: New customers}\n"
            )
            + "  - {from: hourly, to: scores, kind: predictions}\n"
            + "  - {from: hourly, to: records, kind: logs, timestamped: true,"
            + " carries: [prediction, request_id]}\n"
            + "  - {from: hourly, to: watch, kind: metrics}\n",
            at="hourly",
            fixed=True,
        ),
        Good(
            _SHOP + "  - {from: shop, to: speller, kind: request_response, timeout_ms: 20}\n",
            why="The shop calls it.",
        ),
        Good(
            _NIGHTLY.replace("components:\n", "components:\n  - {id: crm, kind: consumer_app, name: CRM}\n")
            + "  - {from: crm, to: scores, kind: request_response}\n",
            why="The application looks the scores up.",
        ),
        Good(
            _SHOP + "  - {from: watch, to: speller, kind: control, purpose: shadow}\n",
            why="A shadow model has no readers yet.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Models with something beside them, but for shadows and judges."""
        models = view.of_kind(*SERVING, *GENERATIVE) if len(view.ids) > 1 else []
        return [one for one in models if not _only_judges(view, one) and not _is_shadow(view, one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether somebody reads its answer, or a later model uses it."""
        if all_readers(view, place) or _users(view, place):
            return Passed()
        for flow in (*view.out(place, "unspecified"), *view.into(place, "unspecified")):
            other = flow.target if flow.source == place else flow.source
            if view.kind(other) in USERS:
                return NotStated("kind", flow.id)
        ends = [*view.downstream(place, _GIVES)]
        lying = f" They end in {titles(view, ends)}." if ends else ""
        lies = [one for one in ends if view.kind(one) in _LOOKED_UP]
        return self.found(place, where=ends, mended_at=" ".join(lies), serving=view.title(place), lying=lying)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Lead the answer to the application that is drawn, or to a new one."""
        mending = Mending(view)
        serving = finding.anchor
        consumer = mending.existing("consumer_app") or mending.add("consumer_app", _name_of_users(view))
        stores = [one for one in view.targets(serving, "predictions") if view.kind(one) in _LOOKED_UP]
        if stores:
            mending.connect(consumer, stores[0], "request_response")
        elif view.kind(serving) in ("batch_inference", "stream_inference"):
            mending.connect(serving, consumer, "predictions")
        else:
            mending.connect(consumer, serving, "request_response")
        name = mending.design.title_of(consumer)
        return [mending.fix(f"Give the answers of {view.title(serving)} to {name}", complete=False)]


def _is_shadow(view: View, one: str) -> bool:
    words = [flow.stated() for flow in view.into(one, "control")]
    return any("shadow" in (word.get("purpose"), word.get("strategy")) for word in words)


def _only_judges(view: View, one: str) -> bool:
    callers = {view.kind(caller) for caller in view.sources(one, CALL)}
    return view.get(one, "role") == ("judge",) or callers == {"evaluation"}


def _users(view: View, serving: str) -> bool:
    given = view.downstream(serving, _GIVES) | view.upstream(serving, CALL)
    return bool(view.among(given, USERS) - view.members([serving]))


def _name_of_users(view: View) -> str | None:
    users = (view.brief.users or "").strip()
    return users if 0 < len(users) <= LONGEST_NAME else None
