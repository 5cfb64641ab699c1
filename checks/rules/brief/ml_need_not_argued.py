"""BRF002: a model, and no word on why a rule would not do."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.learning import feature_givers
from designer.graph.purpose import is_blank, is_project, unsaid
from designer.model.edits.language import SetBrief

WITHOUT_LEARNING = frozenset({"heuristic", "existing_rules"})
"""Types of baseline that could do the job in place of a model; a naive guess is only a yardstick."""

_TOURS = """\
sketchcheck: 1
name: Delivery tours
brief:
  problem: One tour in four comes late because depots are chosen by hand.
BRIEF
components:
  - {id: history, kind: feature_pipeline, name: Past tours}
  - {id: train, kind: training, name: Train}
  - {id: judge, kind: evaluation, name: Evaluate}
  - {id: planner, kind: batch_inference, name: Planner}
BASELINE
flows:
  - {from: history, to: train, kind: features}
  - {from: train, to: judge, kind: model_artifact}
  - {from: judge, to: planner, kind: model_artifact}
"""


def _tours(brief: str = "", baseline: str = "") -> str:
    return _TOURS.replace("BRIEF\n", brief).replace("BASELINE\n", baseline)


class MlNeedNotArgued(Rule):
    """The brief neither says why a model is needed nor names what would be done without one.

    A baseline that is drawn as a heuristic or as the rules of today names it as well. A naive guess or a
    linear model does not: nobody would run the one, and the other is a model.
    """

    code = "BRF002"
    name = "ml-need-not-argued"
    category = "brief"
    severity = "warning"
    gate = "has_model"
    suppressed_by = ("BRF001",)
    message = (
        "Nothing says why this needs a model, or which rule, query or solver was considered instead."
        " Such a rule often brings much of the gain, and is needed anyway as the thing to beat and to fall"
        " back on."
    )
    why = (
        "A model has to be fed, watched and retrained for as long as it lives. That is worth it only for"
        " what a rule cannot do, so the rule has to be known first."
    )
    fix = "Name the best rule that you can think of, how far it gets, and why that is not enough."
    false_alarms = "Tasks that no rule can attempt, such as translating; one sentence in why_ml says so."
    question = "How far would a good analyst get with one SQL query and two thresholds?"
    sources = (
        Source("ZIN", "1"), Source("ZIN", "3"), Source("SEED", "S4"), Source("SEED", "S6"), Source("IVR"),
    )  # fmt: skip
    examples = (
        Bad(_tours(), at="brief.why_ml", fixed=True),
        Bad(
            _tours("  baseline: Nearest depot, 75 % on time\n  why_ml: '  '\n"), at="brief.why_ml", fixed=True
        ),
        Bad(
            _tours(baseline="  - {id: last, kind: baseline_model, name: Last week, type: naive}\n")
            + "  - {from: last, to: judge, kind: predictions}\n",
            at="brief.why_ml",
            fixed=True,
        ),
        Good(
            _tours("  non_ml_alternative: The nearest depot brings 82 % on time; we need 90 %.\n"),
            why="The rule and how far it gets are stated.",
        ),
        Good(
            _tours(baseline="  - {id: near, kind: baseline_model, name: Nearest depot, type: heuristic}\n")
            + "  - {from: near, to: judge, kind: predictions}\n",
            why="A rule is drawn, and judged beside the model.",
        ),
        Good(
            "sketchcheck: 1\nname: First box\ncomponents:\n  - {id: train, kind: training}\n",
            why="A first box is no project yet.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The field, once there are three components."""
        return ["brief.why_ml"] if is_project(view) else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether the brief argues, or a rule is drawn."""
        if len(unsaid(view, "why_ml", "non_ml_alternative")) < 2:
            return Passed("declaration")
        untold = None
        for one in view.of_kind("baseline_model"):
            drawn = view.value(one, "type")
            if drawn.value in WITHOUT_LEARNING:
                return passed_by(drawn)
            untold = untold or (one if drawn.value is None else None)
        return NotStated("type", untold) if untold else self.found(place, where=["brief.problem"])

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Take what the brief says elsewhere as the alternative; draw a rule that is judged as well."""
        del finding
        return [*_from_brief(view), *_drawn(view)]


def _from_brief(view: View) -> Iterable[Fix]:
    for name in ("baseline", "legacy"):
        text = getattr(view.brief, name)
        if not is_blank(text):
            mending = Mending(view)
            mending.do(SetBrief(values={"non_ml_alternative": text}))
            yield mending.fix(f"Name the {name} as the alternative", "declared", complete=False)


def _drawn(view: View) -> Iterable[Fix]:
    judges = view.of_kind("evaluation")
    if judges:
        mending = Mending(view)
        training = next(iter(view.of_kind("training")), None)
        rule = mending.add("baseline_model", "Rule of thumb", like=training or judges[0], type="heuristic")
        for giver in feature_givers(view, training) if training else ():
            mending.connect(giver, rule, "features")
        mending.connect(rule, judges[0], "predictions")
        yield mending.fix("Judge a rule of thumb beside the model", complete=False)
