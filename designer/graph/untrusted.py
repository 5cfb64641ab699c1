"""Questions about data that outsiders write: which trainings they reach, and past which checks."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from designer.graph.reach import Members
from designer.graph.view import View
from designer.model.flow import DATA, Flow

Checks = tuple[str, ...] | None
Stops = Callable[[Checks], bool]
FILTERS = frozenset({"distribution", "duplicates", "anomaly"})
"""Checks that notice when somebody writes data on purpose to be learned."""
_DATA = tuple(sorted(DATA))
_TRUSTED = frozenset(
    {"human_review", "labelling", "legacy_system", "data_source", "data_validation", "warehouse"}
)


def outsiders(view: View) -> Members:
    """Sources and streams that users or another company write, and applications with feedback of users."""
    return view.once("outsiders", lambda: view.members(one for one in _writers(view)))


def _writers(view: View) -> list[str]:
    written = [
        one
        for one in view.of_kind("data_source", "event_stream")
        if view.get(one, "user_generated") or view.get(one, "external")
    ]
    apps = [one for one in view.of_kind("consumer_app") if view.get(one, "user_facing")]
    return written + [one for one in apps if view.out(one, "feedback")]


def untrusted_into(view: View, training: str) -> Members:
    """The outsiders whose data reach a training; applications only where nobody else gives it labels."""
    return view.once(("untrusted", training), lambda: _untrusted_into(view, training))


def _untrusted_into(view: View, training: str) -> Members:
    before = view.upstream(training, DATA)
    found = before & outsiders(view)
    apps = view.all_of("consumer_app")
    if found & apps and before & view.once("labellers", lambda: _labellers(view)):
        return found - apps
    return found


def _labellers(view: View) -> Members:
    """Components other than applications and outsiders that give labels or feedback."""
    ends = view.flows("labels", "feedback")
    return view.members(one.source for one in ends if view.kind(one.source) in _TRUSTED) - outsiders(view)


def unfiltered(view: View, training: str) -> bool:
    """Whether data of its outsiders reach a training without passing a validation that may filter them."""
    return _reached(view, training, lambda checks: checks is None or _filters(checks), "known")


def perhaps_unfiltered(view: View, training: str) -> bool:
    """As `unfiltered`, but past validations of which nobody states what they check."""
    return _reached(view, training, _filters, "unknown")


def _reached(view: View, training: str, stops: Stops, name: str) -> bool:
    """Whether outsiders reach a training past these checks; feedback of users where it is the only truth."""
    apps = view.all_of("consumer_app")
    counted = apps if untrusted_into(view, training) & apps else apps - apps
    starts = (outsiders(view) - apps) | (outsiders(view) & counted)
    spread = view.once(("reached", name, starts.mask), lambda: _spread(view, starts, stops))
    return bool(spread & view.members([training]))


def _filters(checks: Checks) -> bool:
    return not FILTERS.isdisjoint(checks or ())


def _spread(view: View, starts: Members, stops: Stops) -> Members:
    reached: set[str] = set()
    queue = deque(starts)
    while queue:
        for flow in first_flows(view, queue.popleft()):
            if flow.target not in reached:
                reached.add(flow.target)
                if view.kind(flow.target) != "data_validation" or not stops(view.get(flow.target, "checks")):
                    queue.append(flow.target)
    return view.members(reached)


def first_flows(view: View, component: str) -> list[Flow]:
    """The flows of data that leave a component; of an application its feedback alone."""
    kinds = ("feedback",) if view.kind(component) == "consumer_app" else _DATA
    return list(view.out(component, *kinds))
