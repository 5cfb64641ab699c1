"""Questions about personal data: where they come from, and which components they reach."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from designer.graph.view import View
from designer.model.flow import DATA, Flow
from designer.model.kinds import STORE

PERSONAL = ("personal", "sensitive")
CLEAN = ("none", "pseudonymous")
CARRY = DATA | {"logs", "predictions", "request_response"}
"""Kinds of flow on which personal data travel."""
_CARRY = tuple(sorted(CARRY))
_LOOKED_UP = (STORE - {"cache"}) | {"data_source", "retriever"}
"""Kinds that a call reads and does not write: what they hold goes to the caller."""


def personal_data(view: View) -> dict[str, str]:
    """The components that personal data reach, each with the component they come from.

    Sources state `pii` themselves. What states that it holds none, or pseudonyms only, ends the way, and
    so does a flow that is redacted. A look-up in a store carries to the caller what the store holds; any
    other call carries the request to whoever is called.
    """
    return view.once("personal data", lambda: _spread(view))


def _spread(view: View) -> dict[str, str]:
    stated = view.stating("pii")
    found = {one: one for one in sorted(stated) if stated[one] in PERSONAL}
    queue = deque(found)
    while queue:
        here = queue.popleft()
        for target in _carried(view, here):
            if target not in found and stated.get(target) not in CLEAN:
                found[target] = found[here]
                queue.append(target)
    return found


def _carried(view: View, component: str) -> Iterable[str]:
    """The components to which a component hands what it holds."""
    for flow in view.out(component, *_CARRY):
        if not is_redacted(flow) and not _is_look_up(view, flow):
            yield flow.target
    if view.kind(component) in _LOOKED_UP:
        for flow in view.into(component, "request_response"):
            if not is_redacted(flow):
                yield flow.source


def is_redacted(flow: Flow) -> bool:
    """Whether a flow states that personal data are removed before it is sent."""
    return getattr(flow, "redacted", None) is True


def _is_look_up(view: View, flow: Flow) -> bool:
    return flow.kind == "request_response" and view.kind(flow.target) in _LOOKED_UP
