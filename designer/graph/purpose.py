"""Questions about the brief: what it leaves unsaid, and how much is asked of the drawing."""

from __future__ import annotations

from typing import Any, get_args

from designer.graph.questions import answerers, request_path
from designer.graph.reach import Members
from designer.graph.view import View
from designer.model.flow import CALL
from designer.model.kinds import GENERATIVE, ONLINE
from designer.model.properties import Maturity

SMALLEST_PROJECT = 3
"""With fewer boxes a drawing is no project yet, and owes nobody a brief."""


def is_project(view: View) -> bool:
    """Whether enough is drawn to ask what it is for."""
    return len(view.ids) >= SMALLEST_PROJECT


def asked_maturity(view: View) -> Maturity:
    """How much is asked of the design: by whoever set `maturity` for the view, else by its brief."""
    own = view.brief.maturity or "design"
    return next((one for one in get_args(Maturity) if one == view.settings.get("maturity")), own)


def unsaid(view: View, *fields: str) -> list[str]:
    """Those of these fields of the brief in which nothing stands; blanks are nothing."""
    return [name for name in fields if is_blank(getattr(view.brief, name))]


def is_blank(value: Any) -> bool:
    """Whether a value is missing, blank text, or a list of nothing else."""
    if isinstance(value, tuple):
        return all(map(is_blank, value))
    return value is None or (isinstance(value, str) and not value.strip())


def awaited(view: View) -> Members:
    """The online models and language models whose answer somebody waits for, or may.

    Called through a queue alone, or by jobs alone, nobody waits. Where no caller is drawn, it counts.
    """
    return view.once("awaited", lambda: view.members(_awaited(view)))


def _awaited(view: View) -> list[str]:
    online = [one for one in answerers(view) if view.kind(one) in ONLINE | GENERATIVE]
    return [one for one in online if _is_awaited(view, one)]


def _is_awaited(view: View, component: str) -> bool:
    called = view.into(component, CALL)
    return component in _reached(view) or not called


def _reached(view: View) -> frozenset[str]:
    return view.once("reached by waiting calls", lambda: frozenset(request_path(view)))
