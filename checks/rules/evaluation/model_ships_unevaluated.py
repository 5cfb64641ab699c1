"""EVA001: a model goes live and nothing judged it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.questions import nearest_paths, titles
from designer.graph.reach import Members
from designer.model.flow import Control, Flow, flow_id
from designer.model.kinds import SERVING

_MODEL = frozenset({"model_artifact"})
_STOP = frozenset({"evaluation", "training"})
_GATING = ("gate", "approve")
_WANTED = {"on_fail": "block", "purpose": "gate"}

_PARTS = """\
sketchcheck: 1
name: Credit lines
components:
  - {id: train, kind: training, name: Train}
  - {id: judge, kind: evaluation, name: Evaluate, on_fail: block}
  - {id: registry, kind: model_registry, name: Registry}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
  - {id: bank, kind: consumer_app, name: Banking app}
flows:
  - {from: registry, to: scorer, kind: model_artifact}
  - {from: bank, to: scorer, kind: request_response}
"""
_JUDGED_BESIDE = _PARTS + (
    "  - {from: train, to: registry, kind: model_artifact}\n"
    "  - {from: train, to: judge, kind: model_artifact}\n"
)


class ModelShipsUnevaluated(Rule):
    """A model can come from a training to a serving component without passing an evaluation.

    An evaluation beside the way is enough where it judges that model, blocks on failure and gates, by a
    control flow, the registry, the serving component or what deploys to either.
    """

    code = "EVA001"
    name = "model-ships-unevaluated"
    category = "evaluation"
    severity = "error"
    gate = "trained and live"
    message = (
        "What {training} has trained can reach {serving} ({path}) without being judged. A run on half the"
        " data or with swapped labels would go live like any other."
    )
    why = "Training does not fail on bad data, it returns a bad model; only a judgement can stop that one."
    fix = "Put an evaluation that blocks between the training and the registry, or the serving component."
    false_alarms = (
        "A judgement that runs inside the training job; draw it as a box, for it decides what goes live."
    )
    question = "Last night's training read an empty table. What keeps that model from answering this morning?"
    sources = (
        Source("MLTS", "Infra4"), Source("ZIN", "9"), Source("GCP", "L1-model-validation"),
        Source("TFXD", "Evaluator"), Source("SEED", "S3"),
    )  # fmt: skip
    examples = (
        Bad(
            """\
sketchcheck: 1
name: Straight to the server
components:
  - {id: train, kind: training, name: Train}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
  - {id: bank, kind: consumer_app, name: Banking app}
flows:
  - {from: train, to: scorer, kind: model_artifact}
  - {from: bank, to: scorer, kind: request_response}
""",
            at="scorer",
            fixed=True,
        ),
        Bad(_JUDGED_BESIDE, at="scorer", fixed=True),
        Bad(
            _JUDGED_BESIDE.replace("block", "warn")
            + "  - {from: judge, to: registry, kind: control, purpose: gate}\n",
            at="scorer",
            fixed=True,
        ),
        Bad(
            _PARTS + "  - {from: train, to: scorer, kind: model_artifact}\n"
            "  - {from: train, to: judge, kind: model_artifact}\n"
            "  - {from: judge, to: registry, kind: model_artifact}\n",
            at="scorer",
            fixed=True,
        ),
        Good(
            _PARTS + "  - {from: train, to: judge, kind: model_artifact}\n"
            "  - {from: judge, to: registry, kind: model_artifact}\n",
            why="Every model passes the evaluation.",
        ),
        Good(
            _JUDGED_BESIDE + "  - {from: judge, to: registry, kind: control, purpose: approve}\n",
            why="The evaluation blocks, and the registry waits for its word.",
        ),
        Good(
            _JUDGED_BESIDE + "  - {from: judge, to: registry, kind: control}\n",
            why="What the control flow is for is not stated.",
        ),
        Good(
            _PARTS + "  - {from: train, to: judge, kind: model_artifact}\n",
            why="No training fills the registry.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Serving components that a trained model reaches."""
        trainings = view.all_of("training")
        return [one for one in view.of_kind(*SERVING) if view.upstream(one, _MODEL) & trainings]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether a search back from the serving, ended by evaluations, still meets a training."""
        unjudged = _unjudged(view, place)
        gates = [_gate(view, one, place) for one in unjudged]
        open_gates = [one for one, gate in zip(unjudged, gates, strict=True) if gate is None]
        if not open_gates:
            return next((gate for gate in gates if isinstance(gate, NotStated)), Passed())
        paths = nearest_paths(view, place, _MODEL, frozenset({"training"}), frozenset({"evaluation"}))
        path = next((path for path in paths if path[0].source in open_gates), paths[0])
        return self.found(
            place,
            where=[*open_gates, *(flow.source for flow in path)],
            flows=[flow.id for flow in path],
            training=titles(view, open_gates),
            serving=view.title(place),
            path=" → ".join(map(view.title, [path[0].source, *(flow.target for flow in path)])),
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Lead the model through the evaluation that is drawn, or through a new one."""
        serving = finding.anchor
        mending = Mending(view)
        while isinstance(unstated := self.judge(mending.after(), serving), NotStated):
            mending.state(unstated.element, **{unstated.property: _WANTED[unstated.property]})
        if mending.edits:
            return [mending.fix(f"State that the evaluation gates {view.title(serving)}", "declared")]
        for flow in list(_leaving(view, serving)):
            _through_evaluation(mending, flow, _registry(view, serving))
        return [mending.fix(f"Evaluate models before they reach {view.title(serving)}")]


def _unjudged(view: View, component: str) -> list[str]:
    """The trainings whose models reach a component without an evaluation, or another training, between."""
    return list(view.among(view.upstream(component, _MODEL, _STOP), "training"))


def _gate(view: View, training: str, serving: str) -> Passed | NotStated | None:
    """Whether an evaluation beside the way holds this model back; None if none does."""
    unknown: NotStated | None = None
    for flow in _gate_flows(view, serving):
        on_fail = view.get(flow.source, "on_fail")
        judges = view.members([training]) & view.upstream(flow.source, _MODEL)
        if not judges or on_fail not in (None, "block") or flow.purpose not in (None, *_GATING):
            continue
        if on_fail and flow.purpose:
            return Passed()
        unknown = NotStated("purpose", flow.id) if on_fail else NotStated("on_fail", flow.source)
    return unknown


def _gate_flows(view: View, serving: str) -> Iterator[Control]:
    """Control flows of evaluations into the way of the model, or into what deploys along it."""
    way: Members = view.upstream(serving, _MODEL) | view.members([serving])
    deployers = view.members(flow.source for one in way for flow in view.into(one, "control"))
    jobs = view.all_of("ci_cd", "orchestrator")
    for one in way | (deployers & jobs):
        for flow in view.into(one, "control"):
            if isinstance(flow, Control) and view.kind(flow.source) == "evaluation":
                yield flow


def _leaving(view: View, serving: str) -> Iterator[Flow]:
    """The flows on which unjudged models leave their trainings for the serving component."""
    way = view.upstream(serving, _MODEL, _STOP) | view.members([serving])
    for training in _unjudged(view, serving):
        for flow in view.out(training, "model_artifact"):
            if view.kind(flow.target) not in _STOP and way & view.members([flow.target]):
                yield flow


def _through_evaluation(mending: Mending, flow: Flow, registry: str | None) -> None:
    """Lead a flow through an evaluation; and through the registry, where it would pass it by."""
    judge = _judge_of(mending, flow.source)
    judge = judge or mending.add("evaluation", like=flow.source, on_fail="block")
    mending.reroute(flow.id, judge)
    if registry and mending.view.kind(flow.target) in SERVING:
        mending.reroute(flow_id(judge, flow.target, "model_artifact"), registry)


def _judge_of(mending: Mending, training: str) -> str | None:
    """The first evaluation that judges this training's models and no others, or none yet."""
    arriving: dict[str, set[str]] = {}
    for flow in mending.design.flows.values():
        if flow.kind == "model_artifact":
            arriving.setdefault(flow.target, set()).add(flow.source)
    judges = [key for key, one in mending.design.components.items() if one.kind == "evaluation"]
    fit = [one for one in judges if arriving.get(one, set()) <= {training}]
    return min(fit, key=lambda one: (one not in arriving, one), default=None)


def _registry(view: View, serving: str) -> str | None:
    """The registry on the way to the serving component, or another that holds judged models only."""
    trainings, servings = view.all_of("training"), view.all_of(*SERVING)
    for one in view.among(view.upstream(serving, _MODEL, frozenset({"training"})), "model_registry"):
        return one
    for one in view.of_kind("model_registry"):
        used = view.downstream(one, _MODEL) & servings
        if not _unjudged(view, one) and (view.upstream(one, _MODEL) & trainings or not used):
            return one
    return None
