"""FBK004: what the model refuses, nobody ever learns about."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.loops import acting_apps, is_explored, near, unclear_command
from designer.graph.questions import all_readers, answerers, only_passes_on
from designer.model.kinds import SERVING

REFUSES = frozenset({"fraud", "credit_scoring", "spam", "content_filter", "risk_scoring"})
"""Tasks in which an answer that acts stops the event itself."""
CHOOSES = frozenset(
    {
        "forecasting", "pricing", "ranking", "recommendation", "search", "ads", "routing", "scheduling",
        "assignment", "allocation", "dispatch", "packing", "regression",
    }
)  # fmt: skip
"""Tasks in which nobody is refused; what is hidden is how another choice would have ended."""
SHARE = 1
"""The share, in percent, that a fix lets through."""
_TAKES_LABELS = ("outcome_join", "training", "quality_monitor", "warehouse", "raw_store")
_GIVEN = frozenset({"predictions", "async_request"})

_CARDS = """\
sketchcheck: 1
name: Card payments
brief: {decision_blocks_outcome: true}
components:
  - {id: checkout, kind: consumer_app, name: Checkout, on_missing: default}
  - {id: scorer, kind: serving_endpoint, name: Fraud scorer}
  - {id: train, kind: training, name: Training}
  - {id: desk, kind: human_review, name: Fraud desk}
flows:
  - {from: checkout, to: scorer, kind: request_response}
  - {from: train, to: scorer, kind: model_artifact}
  - {from: scorer, to: desk, kind: predictions}
"""
_MAIL = """\
sketchcheck: 1
name: Mail filter
brief: {ml_task: spam}
components:
  - {id: mail, kind: consumer_app, name: Mail, decision_effect: acts, on_missing: default}
  - {id: filter, kind: serving_endpoint, name: Filter}
  - {id: words, kind: feature_store, name: Word counts}
  - {id: counts, kind: feature_pipeline, name: Counting}
flows:
  - {from: mail, to: filter, kind: request_response}
  - {from: filter, to: words, kind: request_response}
  - {from: counts, to: words, kind: features}
"""

_REFUSAL = (
    "{} decides which cases go on, and nothing shows what the refused ones were",
    "go through",
    "Wrong refusals cannot be counted.",
)
_CHOICE = (
    "What is done after the answer of {} hides how another choice would have ended, and nothing shows that",
    "choices are made",
    "What it keeps getting wrong looks right in its own data.",
)


class DecisionCensorsItsOwnOutcome(Rule):
    """No refused case is let through by chance, or shown to people who say what it was.

    Asked where the brief says that a decision hides its outcome, or leaves it open and the task refuses
    cases by answers that act. People count where cases reach them and labels or feedback leave them:
    which cases they are shown, a drawing cannot tell. Retrieval stages and services without a model of
    their own are left out. Where the task chooses and refuses nobody, as a forecast of demand does, people
    cannot tell afterwards: only chance shows it.
    """

    code = "FBK004"
    name = "decision-censors-its-own-outcome"
    category = "feedback"
    severity = "error"
    gate = "live"
    message = "{hidden}: that some {go} by chance is not stated, and nobody labels a sample. {so}"
    why = (
        "Quality is then measured, and the next model taught, on accepted cases alone, and errors among the"
        " refused feed on themselves."
    )
    fix = "Let a small share through within a limit of loss, or have people judge a sample of refused cases."
    false_alarms = "Refused cases whose outcome is seen elsewhere; state decision_blocks_outcome: false."
    question = "How many of those whom you refused would have paid?"
    sources = (Source("ZIN", "34"), Source("FRD"), Source("SCU", "feedback-loops"))
    examples = (
        Bad(_CARDS, at="scorer", fixed=True),
        Bad(_MAIL, at="filter", fixed=True),
        Bad(_CARDS.replace("{decision", "{ml_task: pricing, decision"), at="scorer", fixed=True),
        Good(
            _CARDS + "  - {from: desk, to: train, kind: labels}\n",
            why="People look at cases and say what they were.",
        ),
        Good(
            _CARDS.replace("name: Fraud scorer", "name: Fraud scorer, exploration_pct: 0.5"),
            why="One in two hundred goes through.",
        ),
        Good(
            _MAIL.replace("ml_task: spam", "ml_task: spam, decision_blocks_outcome: false"), why="It is seen."
        ),
        Good(_MAIL.replace("acts", "informs"), why="A person decides, and sees what comes of it."),
    )

    def places(self, view: View) -> Iterable[str]:
        """Serving components with a model whose answers may hide what would have happened."""
        if view.brief.decision_blocks_outcome is False:
            return []
        return [one for one in answerers(view) if _decides(view, one) and not only_passes_on(view, one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether some refused cases are let through, or judged by people."""
        if is_explored(view, place):
            return Passed("declaration")
        if _shown(view, place) & _judging(view):
            return Passed()
        if unclear := unclear_command(view, place):
            return NotStated("purpose", unclear.id)
        where = _shown(view, place)
        words = _CHOICE if _chooses(view) else _REFUSAL
        hidden, go, so = (one.format(view.title(place)) for one in words)
        return self.found(place, where=where, hidden=hidden, go=go, so=so)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Have people judge a sample; or let a share through."""
        serving, title = finding.anchor, view.title(finding.anchor)
        chance = Mending(view)
        chance.state(serving, exploration_pct=SHARE)
        if _chooses(view):
            words = f"Leave {SHARE} % of what {title} decides to chance"
            return (
                [chance.fix(words, "declared", complete=False)]
                if view.has(serving, "exploration_pct")
                else []
            )
        mending = Mending(view)
        shown = list(_shown(view, serving))
        desk = shown[0] if shown else mending.ensure("human_review", like=serving, role=["audit"])
        if not shown:
            mending.connect(serving, desk, "predictions", label="sample of refused cases")
        _give_labels(mending, serving, desk)
        fixes = [mending.fix(f"Have people judge a sample of what {title} refuses", complete=False)]
        if view.has(serving, "exploration_pct"):
            words = f"Let {SHARE} % of what {title} would refuse go through"
            fixes.append(chance.fix(words, "declared", complete=False))
        return fixes


def _chooses(view: View) -> bool:
    """Whether the task chooses among things to do, and refuses nobody."""
    return view.brief.ml_task in CHOOSES


def _decides(view: View, serving: str) -> bool:
    if view.kind(serving) not in SERVING or view.kind(serving) == "candidate_retrieval":
        return False
    if view.brief.decision_blocks_outcome:
        return True
    if view.brief.ml_task not in REFUSES:
        return False
    return bool(all_readers(view, serving) & acting_apps(view))


def _shown(view: View, serving: str) -> Members:
    """People whom cases of a serving component reach."""
    around = near(view, serving)
    return view.members(one for one in view.of_kind("human_review") if view.upstream(one, _GIVEN) & around)


def _judging(view: View) -> Members:
    """People who give labels or feedback."""
    return view.once("judging", lambda: view.members(_labelling(view)))


def _labelling(view: View) -> Iterable[str]:
    return (one for one in view.of_kind("human_review") if view.out(one, "labels", "feedback"))


def _give_labels(mending: Mending, serving: str, desk: str) -> None:
    """Lead what people say to where labels are used already, or to a new join with the answers."""
    view = mending.view
    target = next((one for kind in _TAKES_LABELS for one in view.of_kind(kind)), None)
    key = mending.id_key(serving, desk)
    if target is None:
        target = mending.add("outcome_join", like=serving, key=key)
        mending.connect(serving, target, "predictions", id_key=key)
    mending.connect(desk, target, "labels", id_key=key)
