"""Loose ends: boxes that are drawn and lead nowhere.

A rule that misses what such a box would give names the box, so that one missing flow is one finding.
"""

from __future__ import annotations

from designer.graph.questions import titles
from designer.graph.view import View
from designer.model.flow import CALL


def unread(view: View, *kinds: str) -> list[str]:
    """Components of these kinds that pass nothing on and that nobody asks."""
    return [one for one in view.of_kind(*kinds) if not view.out(one) and not view.into(one, CALL)]


def unjoined(view: View, *kinds: str) -> list[str]:
    """Components of these kinds that no flow touches."""
    return [one for one in unread(view, *kinds) if not view.into(one)]


def mention(view: View, loose: list[str], would: str) -> str:
    """A sentence about what would help if it were read, to follow another one; "" where there is none."""
    it = "it" if len(loose) == 1 else "them"
    return f" {titles(view, loose)} {would}, but nothing reads {it}." if loose else ""
