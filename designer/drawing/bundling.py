"""Flows that run side by side: a few beside each other, more as one arrow with a count, as on the canvas."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import chain

from designer.drawing.routes import Ends
from designer.layout.tokens import tokens
from designer.model.flow import FLOWS, Flow

Bundles = dict[str, tuple[str, ...]]
"""The flows that each arrow stands for; an arrow has the id of its first flow."""


def bundled(flows: Collection[Ends], zones: Collection[str], apart: Collection[str]) -> Bundles:
    """Flows from one box to another as one arrow where there are more than have room.

    A folded zone has so much else to receive that each pair is one arrow; flows `apart` are never bundled.
    """
    pairs: dict[tuple[str, str, str], list[str]] = {}
    for one in flows:
        own = one.id if one.id in apart else ""
        pairs.setdefault((one.source, one.target, own), []).append(one.id)
    made = dict(chain.from_iterable(_arrows(ids, _room(pair[:2], zones)) for pair, ids in pairs.items()))
    return {one.id: made[one.id] for one in flows if one.id in made}


def _room(pair: tuple[str, str], zones: Collection[str]) -> int:
    return 1 if any(end in zones for end in pair) else int(tokens()["arrow"]["beside"])


def _arrows(ids: list[str], room: int) -> Iterable[tuple[str, tuple[str, ...]]]:
    return [(ids[0], tuple(ids))] if len(ids) > room else [(one, (one,)) for one in ids]


def kind_of_all(flows: Collection[Flow]) -> str | None:
    """The one kind of all these, if they are of one."""
    kinds = {flow.kind for flow in flows}
    return kinds.pop() if len(kinds) == 1 else None


def bundle_title(flows: Collection[Flow]) -> str:
    """How many, and of which kind if they are of one."""
    kind = kind_of_all(flows)
    return f"{len(flows)} \N{MULTIPLICATION SIGN} {FLOWS[kind].title}" if kind else f"{len(flows)} flows"
