"""GOV004: people are scored without reasons, or without a look at who is hit more often."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.learning import runs
from designer.graph.questions import answerers, titles
from designer.model.kinds import MONITOR, SERVING

NAMED = 20
"""So many models are named."""
DEMANDING = frozenset({"credit", "employment", "health", "insurance"})
"""Fields in which the law asks how groups fare."""
_GIVES_REASONS = ("serving_endpoint", "batch_inference", "rules_engine")
_COMPARES = {"evaluation": "checks", **dict.fromkeys(sorted(MONITOR), "watches")}

_CREDIT = """\
sketchcheck: 1
name: Credit
brief: {BRIEF}
components:
  - {id: train, kind: training, name: Train}
  - {id: gate, kind: evaluation, name: Release gate, checks: [metric, baselineCHECKS]}
  - {id: scorer, kind: serving_endpoint, name: ScorerREASONS}
  - {id: bank, kind: consumer_app, name: Bank, on_missing: default}
flows:
  - {from: train, to: gate, kind: model_artifact}
  - {from: gate, to: scorer, kind: model_artifact}
  - {from: bank, to: scorer, kind: request_response}
"""
_BOTH = "regulated: [credit], affects_people: true, explainability_required: true"


def _credit(brief: str = _BOTH, checks: str = "", reasons: str = "") -> str:
    return _CREDIT.replace("BRIEF", brief).replace("CHECKS", checks).replace("REASONS", reasons)


class ExplanationOrFairnessCheckMissing(Rule):
    """Reasons are required and nothing gives them, or people are scored and groups are never compared.

    That reasons are required is stated, so a drawing in which nothing says that it gives them does not
    meet the brief, and that is the finding. Groups are asked about where single persons are affected and
    harm is not low, or where a law on credit, employment, health or insurance reaches the decision; the
    catalogue also asks where only reasons are required, as for a machine that must be repaired. An
    evaluation or quality monitor that does not say what it looks at is asked.
    """

    code = "GOV004"
    name = "explanation-or-fairness-check-missing"
    category = "governance"
    severity = "error"
    gate = "live"
    message = "By the brief, {reason}, but {gap}."
    why = (
        "A person who is refused may ask why, and a model that errs more often for one group does so"
        " silently. In some fields the law asks for both answers."
    )
    fix = (
        "Give reasons with each answer and log them; add fairness to the checks of the evaluation and to the"
        " watches of the quality monitor, with the groups named."
    )
    false_alarms = "Decisions in which groups cannot be known by law; name the stand-in that you compare."
    question = "Why was I refused, exactly? And is that kind of error as rare for people like me?"
    sources = (
        Source("CFPB"), Source("MLTS", "Model7"), Source("MLTS", "Data4"), Source("SE4", "29"),
        Source("NIST", "MEASURE"), Source("NSH"),
    )  # fmt: skip
    examples = (
        Bad(_credit(), at="design", fixed=True),
        Bad(_credit(reasons=", explanations: true"), at="design", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: Job adverts
brief: {affects_people: true, harm: {level: medium}}
components:
  - {id: train, kind: training, name: Train}
  - {id: ranker, kind: ranking_stage, name: Ranker}
  - {id: site, kind: consumer_app, name: Site, on_missing: hide}
flows:
  - {from: train, to: ranker, kind: model_artifact}
  - {from: site, to: ranker, kind: request_response}
""",
            at="design",
            fixed=True,
        ),
        Bad(_credit("explainability_required: true"), at="design", fixed=True),
        Good(
            _credit(checks=", fairness", reasons=", explanations: true"),
            why="Reasons for each score, groups compared before each release.",
        ),
        Good(
            _credit("affects_people: false, explainability_required: true", reasons=", explanations: true"),
            why="A mechanic wants the reasons; machines have no groups to protect.",
        ),
        Good(
            _credit("affects_people: true, harm: {level: medium}").replace(
                ", checks: [metric, baseline]", ""
            ),
            why="What the release gate checks is a question.",
        ),
        Good(_credit("regulated: [privacy]"), why="Privacy asks for neither."),
    )

    def places(self, view: View) -> Iterable[str]:
        """The design, where the brief asks for reasons or for a look at groups."""
        return ["design"] if view.brief.explainability_required or _must_compare(view) else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether what the brief asks for is drawn."""
        compares = _compares(view) if _must_compare(view) else True
        gaps = [] if _explains(view) else ["nothing in the design gives reasons for a single answer"]
        if compares is False:
            gaps.append("nothing compares the errors of one group with those of another")
        if gaps:
            return self.found(
                place, where=_answering(view)[:NAMED], reason=_reason(view), gap=", and ".join(gaps)
            )
        return compares if isinstance(compares, NotStated) else Passed("declaration")

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State reasons where they can be given; compare groups in the evaluation, drawn or new."""
        del finding
        mending = Mending(view)
        steps: list[str] = []
        if not _explains(view):
            steps += _explain(mending)
        if _must_compare(view) and _compares(view) is not True:
            steps += _compare(mending)
        if not all(steps) or not steps:
            return []
        adds = any(edit.op == "add_component" for edit in mending.edits)
        title = " and ".join(steps)
        title = f"{title[0].upper()}{title[1:]}"
        return [mending.fix(title, "mixed" if adds else "declared", complete=False)]


def _must_compare(view: View) -> bool:
    brief = view.brief
    if brief.affects_people is False:
        return False
    harmful = brief.harm is not None and brief.harm.level in ("medium", "high")
    return bool(DEMANDING & set(brief.regulated or ())) or bool(brief.affects_people and harmful)


def _reason(view: View) -> str:
    """What the brief says that makes reasons, or a look at groups, necessary."""
    fields = sorted(DEMANDING & set(view.brief.regulated or ()))
    if not _must_compare(view):
        return "reasons are required"
    return "people are scored" if view.brief.affects_people else f"laws on {' and '.join(fields)} apply"


def _answering(view: View) -> list[str]:
    answering = answerers(view)
    return [one for one in answering if view.kind(one) in SERVING] or answering


def _explains(view: View) -> bool:
    """Whether reasons are not required, or something gives them."""
    if not view.brief.explainability_required:
        return True
    return any(view.get(one, "explanations") for one in view.of_kind(*_GIVES_REASONS))


def _compares(view: View) -> bool | NotStated:
    """Whether an evaluation or a monitor compares groups; not stated where one may."""
    untold = None
    for kind, name in _COMPARES.items():
        for one in view.of_kind(kind):
            looks_at = view.get(one, name)
            if "fairness" in (looks_at or ()):
                return True
            if looks_at is None and kind in ("evaluation", "quality_monitor"):
                untold = untold or NotStated(name, one)
    return untold or False


def _explain(mending: Mending) -> list[str]:
    """Let those that answer give reasons, else the policy layer; an empty word where none can."""
    view = mending.view
    can = [one for one in _answering(view) if view.has(one, "explanations")] or view.of_kind("rules_engine")
    for one in can:
        mending.state(one, explanations=True)
    return [f"let {titles(view, can)} give reasons" if can else ""]


def _compare(mending: Mending) -> list[str]:
    """Let the first evaluation compare groups, else a monitor that is told outcomes, else a new one."""
    view = mending.view
    told = [one for one in view.of_kind("quality_monitor") if view.into(one, "labels", "feedback")]
    drawn = [*view.of_kind("evaluation"), *told][:1]
    for one in drawn:
        name = _COMPARES[view.kind(one)]
        mending.state(one, **{name: [*(view.get(one, name) or ()), "fairness"]})
    return [f"compare groups in {titles(view, drawn)}" if drawn else _judge(mending)]


def _judge(mending: Mending) -> str:
    """Add an evaluation of the models that answer; an empty word where none is trained here."""
    view = mending.view
    groups = [group for serving in _answering(view) for group in runs(view, serving)]
    trainings = sorted({one for group in groups for one in group})
    if not trainings:
        return ""
    gate = mending.add("evaluation", like=trainings[0], checks=["metric", "fairness"], on_fail="block")
    for one in trainings:
        mending.connect(one, gate, "model_artifact")
    return "compare groups before each release"
