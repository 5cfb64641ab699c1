"""Questions about loops of learning: which models are trained on what their own answers brought about."""

from __future__ import annotations

from collections.abc import Iterable

from designer.graph.reach import Members, components_of
from designer.graph.view import View
from designer.model.flow import CALL, DATA, Control
from designer.model.kinds import SERVING

ROUND = DATA | {"predictions", "logs", "model_artifact"}
"""Flows along which answers come back as data and data as models; calls lead both ways."""
NEAR = CALL | {"predictions"}
_MODEL = frozenset({"model_artifact"})


def loop_of(view: View, component: str) -> Members:
    """All components of the loop that a component lies on, itself included; empty if it lies on none."""
    loops: dict[str, Members] = view.once("loops", lambda: _loops(view))
    return loops.get(component, view.none())


def _loops(view: View) -> dict[str, Members]:
    """The loops that hold a training and a serving component, by each of their members."""
    needed = [view.all_of("training"), view.all_of(SERVING)]
    if not all(needed):
        return {}
    nexts = {node: list(after) for node, after in view.neighbours(ROUND | CALL).items()}
    for node, after in view.neighbours(CALL, back=True).items():
        nexts.setdefault(node, []).extend(after)
    loops: dict[str, Members] = {}
    for nodes in components_of(nexts, sorted(nexts)):
        if len(nodes) > 1:
            members = view.set_of(sum(1 << node for node in nodes))
            if all(members & one for one in needed):
                loops.update(dict.fromkeys(members, members))
    return loops


def learns_from_itself(view: View, serving: str) -> Members:
    """The trainings whose model a serving component runs and that its own answers can reach."""
    return loop_of(view, serving) & view.upstream(serving, _MODEL) & view.all_of("training")


def near(view: View, serving: str) -> Members:
    """A serving component with all that it calls, is called by, answers or is answered by."""
    around = view.upstream(serving, NEAR) | view.downstream(serving, NEAR)
    return around | view.members([serving])


def is_explored(view: View, serving: str) -> bool:
    """Whether some share of the answers around a serving component is left to chance or held out."""
    return bool(near(view, serving) & view.once("explored", lambda: _explored(view)))


def _explored(view: View) -> Members:
    """Components that explore, that a holdout command reaches, or that an experiment with chance steers."""
    stated = [one for one in view.of_kind(*SERVING) if view.get(one, "exploration_pct")]
    flows = view.flows("control")
    held = [one.target for one in flows if isinstance(one, Control) and one.purpose == "holdout"]
    chance = [one for one in view.of_kind("experiment_platform") if view.get(one, "random_bucket_pct")]
    steered = [end for one in chance for end in (*view.targets(one), *view.sources(one))]
    return view.members((*stated, *held, *steered))


def unclear_command(view: View, serving: str) -> Control | None:
    """A command of an experiment platform near a serving component that does not say what it is for."""
    around = near(view, serving)
    for platform in view.of_kind("experiment_platform"):
        for flow in view.out(platform, "control"):
            if isinstance(flow, Control) and flow.purpose is None and around & view.members([flow.target]):
                return flow
    return None


def acting_apps(view: View) -> Members:
    """Applications that act on an answer by themselves."""
    return view.once("acting", lambda: view.members(_acting(view)))


def _acting(view: View) -> Iterable[str]:
    return (one for one in view.of_kind("consumer_app") if view.get(one, "decision_effect") == "acts")
