"""GRF002: a flow that cannot mean anything between these two boxes."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, FixKind, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from designer.graph import View
from designer.model.flow import FLOWS, Flow
from designer.model.kinds import KINDS
from designer.model.matrix import flow_matrix, is_legal, legal_flows

OFFERED = 3
"""So many readings of the flow are offered."""

_BOXES = """\
sketchcheck: 1
name: Churn
components:
  - {id: store, kind: feature_store, name: Features}
  - {id: train, kind: training, name: Train}
  - {id: registry, kind: model_registry, name: Registry}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
  - {id: desk, kind: human_review, name: Desk}
flows:
"""


class FlowNotAllowedBetweenKinds(Rule):
    """A flow leaves a kind that cannot send it, enters one that cannot take it, or ends where it began.

    The table is generous: what is possible but unwise is the subject of other rules. A flow of kind
    `unspecified` is not judged but listed as not stated, and whatever touches a box of kind `other` fits.
    """

    code = "GRF002"
    name = "flow-not-allowed-between-kinds"
    category = "graph"
    severity = "error"
    maturity = "sketch"
    message = (
        "“{flow}” from {source} ({source_kind}) to {target} ({target_kind}) has no meaning: {reason}.{hint}"
    )
    why = "A drawing that says what cannot be makes every other judgement rest on a falsehood."
    fix = "Change the kind of the flow, or turn it round: a call is drawn from the caller to the called."
    false_alarms = "A box that does two jobs; draw two boxes, or one of kind other."
    question = "What exactly moves along this arrow, and who begins the exchange?"
    examples = (
        Bad(
            _BOXES + "  - {from: scorer, to: registry, kind: model_artifact}\n",
            at="scorer>registry:model_artifact",
            fixed=True,
        ),
        Bad(
            _BOXES + "  - {from: registry, to: scorer, kind: features}\n",
            at="registry>scorer:features",
            fixed=True,
        ),
        Bad(
            _BOXES + "  - {from: train, to: store, kind: features}\n"
            "  - {from: registry, to: registry, kind: metadata}\n",
            at=("train>store:features", "registry>registry:metadata"),
        ),
        Good(
            _BOXES + "  - {from: registry, to: scorer, kind: model_artifact}\n",
            why="A registry hands models to what serves them.",
        ),
        Good(
            _BOXES + "  - {from: desk, to: registry, kind: unspecified}\n",
            why="Somehow connected; which way is a question, not an error.",
        ),
        Good(
            _BOXES.replace("human_review", "other") + "  - {from: desk, to: train, kind: alerts}\n",
            why="A box of kind other may do anything.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Every flow."""
        return [flow.id for flow in view.flows()]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether the flow is in the table of what may connect which kinds."""
        flow = view.flow(place)
        if flow.source != flow.target:
            if flow.kind == "unspecified":
                return NotStated("kind", place)
            if is_legal(view.kind(flow.source), flow.kind, view.kind(flow.target)):
                return Passed()
        return self._finding(view, flow)

    def _finding(self, view: View, flow: Flow) -> Finding:
        source, target = view.kind(flow.source), view.kind(flow.target)
        return self.found(
            flow.id,
            where=[flow.source, flow.target],
            flows=[flow.id],
            flow=FLOWS[flow.kind].title,
            source=view.title(flow.source),
            target=view.title(flow.target),
            source_kind=KINDS[source].label,
            target_kind=KINDS[target].label,
            reason=_reason(view, flow),
            hint=_hint(view, flow),
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Turn the flow round or change its kind; where several readings are left, a person must choose."""
        flow = view.flow(finding.anchor)
        if flow.source == flow.target:
            return []
        if flow.kind == "unspecified":
            return [_retyped(view, flow, kind, "declared") for kind in _readings(view, flow)[:OFFERED]]
        turned, readings = _turns(view, flow), _readings(view, flow)
        only: FixKind = "structural" if turned + len(readings) == 1 else "declared"
        found = [_turned(view, flow, only if _is_often_turned(flow) else "declared")] if turned else []
        found += [_retyped(view, flow, kind, only) for kind in readings[: OFFERED - turned]]
        if any(one.target == flow.target for one in view.out(flow.source, "unspecified")):
            return found
        return [*found, _retyped(view, flow, "unspecified", "declared")]


def _reason(view: View, flow: Flow) -> str:
    if flow.source == flow.target:
        return "it ends where it began"
    leaves, enters = flow_matrix()[flow.kind]
    if view.kind(flow.source) not in leaves:
        return "the first cannot send it"
    return (
        "the second cannot take it" if view.kind(flow.target) not in enters else "the two cannot exchange it"
    )


def _is_often_turned(flow: Flow) -> bool:
    """Whether people draw such a flow the wrong way round; rows go where the arrow says, as a rule."""
    return flow.kind not in ("batch_data", "stream_data")


def _hint(view: View, flow: Flow) -> str:
    if flow.source == flow.target:
        return ""
    readings = _readings(view, flow)
    if _turns(view, flow) and (_is_often_turned(flow) or not readings):
        return " Did you mean the other direction?"
    return f" Did you mean “{FLOWS[readings[0]].title}”?" if readings else ""


def _turns(view: View, flow: Flow) -> bool:
    return is_legal(view.kind(flow.target), flow.kind, view.kind(flow.source))


def _readings(view: View, flow: Flow) -> list[str]:
    """The kinds that the flow may have in its direction and that are not drawn yet, the likely one first."""
    drawn = {one.kind for one in view.out(flow.source) if one.target == flow.target} | {"unspecified"}
    return [one for one in legal_flows(view.kind(flow.source), view.kind(flow.target)) if one not in drawn]


def _turned(view: View, flow: Flow, kind: FixKind) -> Fix:
    mending = Mending(view)
    mending.reconnect(flow.id, source=flow.target, target=flow.source)
    return mending.fix(f"Turn {view.title(flow.id)} round", kind)


def _retyped(view: View, flow: Flow, wanted: str, kind: FixKind) -> Fix:
    mending = Mending(view)
    mending.retype(flow.id, wanted)
    title = (
        "Leave open what flows"
        if wanted == "unspecified"
        else f"Make it a flow of kind “{FLOWS[wanted].title}”"
    )
    return mending.fix(f"{title} ({view.title(flow.id)})", kind, complete=False)
