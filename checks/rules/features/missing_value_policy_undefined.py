"""FEA004: nobody says what happens when a feature is missing."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, Severity, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.learning import runs
from designer.graph.loops import acting_apps
from designer.graph.questions import all_readers, answerers, feature_path
from designer.graph.reach import Members
from designer.model.kinds import ONLINE, SERVING

POLICY = "missing_value_policy"

_PARTS = """\
sketchcheck: 1
name: Offers
components:
  - {id: tables, kind: warehouse, name: Tables}
  - {id: profiles, kind: feature_pipeline, name: Profiles, missing_value_policy: POLICY}
  - {id: live, kind: feature_pipeline, name: Live profiles, missing_value_policy: default}
  - {id: train, kind: training, name: Train}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
  - {id: app, kind: consumer_app, name: App}
flows:
  - {from: tables, to: profiles, kind: batch_data}
  - {from: profiles, to: train, kind: features}
  - {from: train, to: scorer, kind: model_artifact}
  - {from: app, to: scorer, kind: request_response}
"""
_SHARED = "  - {from: profiles, to: scorer, kind: features}\n"
_APART = "  - {from: live, to: scorer, kind: features}\n"
_UNSTATED = _PARTS.replace(", missing_value_policy: POLICY", "")

_LOOKED_UP = (
    _PARTS.replace("POLICY", "impute").replace(
        "flows:", "  - {id: store, kind: feature_store, name: Store, online: true}\nflows:"
    )
    + """\
  - {from: profiles, to: store, kind: features}
  - {from: scorer, to: store, kind: request_response}
"""
)


class MissingValuePolicyUndefined(Rule):
    """A feature pipeline of live answers states no policy for missing values, or another than in training.

    A serving component is asked where it makes features itself, where no pipeline stands before its stores,
    and where it looks features up in a store, which may have no row for the key whatever the pipelines do;
    the latter only once these state their policy, so that one gap is told once. Two pipelines are compared
    where one serves only training and the other only serving. It is an error where an application acts on
    the answer by itself.
    """

    code = "FEA004"
    name = "missing-value-policy-undefined"
    category = "features"
    severity = "warning"
    gate = "live"
    message = "{problem}. {consequence}"
    why = "Some input will be missing. What happens then by accident is different in training and live."
    fix = "State what is done with a missing value once, in the code that both sides share, and log each use."
    false_alarms = "Features that cannot be missing, such as those that the request must carry."
    question = (
        "The service with the history of each user is down for an hour. Which values does the model see?"
    )
    sources = (Source("SEED", "S2"), Source("SEED", "S3"), Source("SHA", "5.1.2"), Source("MICH", "DSL"))
    examples = (
        Bad(_UNSTATED + _SHARED, at="profiles", fixed=True),
        Bad(_PARTS.replace("POLICY", "impute") + _APART, at="live", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: Makes its own features and acts
components:
  - {id: scorer, kind: serving_endpoint, name: Scorer, computes_features: true}
  - {id: app, kind: consumer_app, name: App, decision_effect: acts}
flows:
  - {from: app, to: scorer, kind: request_response}
""",
            at="scorer",
            fixed=True,
        ),
        Bad(_LOOKED_UP, at="scorer", fixed=True),
        Good(
            _LOOKED_UP.replace("name: Scorer", "name: Scorer, missing_value_policy: impute"),
            why="Pipeline and scorer both say what a missing value becomes.",
        ),
        Good(_PARTS.replace("POLICY", "impute") + _SHARED, why="One policy, in the code of both sides."),
        Good(_PARTS.replace("POLICY", "default") + _APART, why="Both sides do the same."),
        Good(_UNSTATED, why="The pipeline feeds no live answer."),
    )

    def places(self, view: View) -> Iterable[str]:
        """The feature pipelines behind live answers, and serving components that must decide themselves."""
        yield from _serving(view)
        for one in answerers(view):
            if view.kind(one) in ONLINE and view.has(one, POLICY) and _decides(view, one):
                yield one

    def judge(self, view: View, place: str) -> Verdict:
        """Whether its policy is stated, and is that of the training."""
        policy = view.value(place, POLICY)
        if policy.value is None:
            problem = f"Nothing says what {view.title(place)} does when a feature is missing"
            return self._finding(
                view,
                place,
                (),
                problem,
                "What then happens is an accident of the code, and may differ by side.",
            )
        other = _otherwise(view, place)
        if other is None:
            return passed_by(policy)
        theirs = view.get(other, POLICY)
        problem = (
            f"{view.title(other)} treats a missing value by {theirs} for training, and {view.title(place)} by"
            f" {policy.value} for live answers"
        )
        return self._finding(
            view, place, (other,), problem, "The model meets values that it never learned from."
        )

    def _finding(
        self, view: View, place: str, where: Iterable[str], problem: str, consequence: str
    ) -> Finding:
        severity = _severity(view, place)
        return self.found(place, where=where, severity=severity, problem=problem, consequence=consequence)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State the policy of the training, or that a default is taken."""
        place = finding.anchor
        other = _otherwise(view, place) if view.get(place, POLICY) else None
        policy = view.get(other, POLICY) if other else "default"
        mending = Mending(view)
        mending.state(place, missing_value_policy=policy)
        for one in _fed(view, place):
            if one != place and _looks_up(view, one) and not view.get(one, POLICY):
                mending.state(one, missing_value_policy=policy)
        title = f"State what {view.title(place)} does with a missing value: {policy}"
        return [mending.fix(title, "declared", complete=False)]


def _serving(view: View) -> Members:
    """The feature pipelines behind live answers."""
    return view.once("pipelines of answers", lambda: _pipelines(view, _answering(view)))


def _taught(view: View) -> Members:
    """The feature pipelines behind trainings."""
    return view.once("pipelines of trainings", lambda: _pipelines(view, view.of_kind("training")))


def _answering(view: View) -> list[str]:
    return [one for one in answerers(view) if view.kind(one) in SERVING]


def _pipelines(view: View, readers: Iterable[str]) -> Members:
    found = view.members(())
    for one in readers:
        found = found | feature_path(view, one)
    return view.among(found, "feature_pipeline")


def _fed(view: View, pipeline: str) -> list[str]:
    """The serving components that a pipeline feeds; of another component, itself."""
    if view.kind(pipeline) != "feature_pipeline":
        return [pipeline]
    itself = view.members([pipeline])
    return [one for one in _answering(view) if feature_path(view, one) & itself]


def _decides(view: View, serving: str) -> bool:
    """Whether it makes features, reads stores without a pipeline before them, or may find no row in one."""
    if view.get(serving, "computes_features"):
        return True
    path = feature_path(view, serving)
    pipelines = view.among(path, "feature_pipeline")
    if not pipelines:
        return bool(path)
    return _looks_up(view, serving) and all(view.get(one, POLICY) for one in pipelines)


def _looks_up(view: View, serving: str) -> bool:
    """Whether it can state a policy and asks a feature store while the request waits."""
    if view.kind(serving) not in ONLINE or not view.has(serving, POLICY):
        return False
    return any(view.kind(one) == "feature_store" for one in view.targets(serving, "request_response"))


def _otherwise(view: View, pipeline: str) -> str | None:
    """A pipeline of training alone whose policy is another than that of this one, which serves alone."""
    if pipeline not in view.once("serves alone", lambda: frozenset(_serving(view) - _taught(view))):
        return None
    mine = view.get(pipeline, POLICY)
    for serving in _fed(view, pipeline):
        trainings = [one for group in runs(view, serving) for one in group]
        for one in _pipelines(view, trainings) - feature_path(view, serving):
            if view.get(one, POLICY) not in (None, mine):
                return one
    return None


def _severity(view: View, place: str) -> Severity:
    acting = acting_apps(view)
    return "error" if any(all_readers(view, one) & acting for one in _fed(view, place)) else "warning"
