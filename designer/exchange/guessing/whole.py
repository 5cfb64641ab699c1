"""The kinds of all boxes of a drawing: what each label says, and where that is little, what its neighbours say."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from designer.exchange.guessing.arrows import said_flows
from designer.exchange.guessing.boxes import Opinion, opinion_of
from designer.exchange.guessing.guess import Guess, Sure
from designer.exchange.guessing.neighbours import Support, among, at_an_end, carrying, leading_to, led_from
from designer.exchange.sketch import Arrow, Box, Group
from designer.model.kinds import KINDS

_KINDS = tuple(KINDS)
_PLACE = {kind: at for at, kind in enumerate(_KINDS)}
_TRUST: dict[Sure, float] = {"sure": 1.0, "likely": 0.8, "guess": 0.4, "none": 0.0}
import os
LEV=os.environ.get("L","guess none").split()
_TS=float(os.environ.get("TS","0.25"))
_ROUNDS = 2
_MOST_ARROWS = 40
"""More neighbours than so many say no more."""


@dataclass(slots=True)
class _Around:
    """The arrows of a box: to and from which keys, and which flows their labels speak of."""

    out: list[tuple[str, str]] = field(default_factory=list)
    into: list[tuple[str, str]] = field(default_factory=list)


def guess_boxes(
    boxes: Sequence[Box], arrows: Sequence[Arrow], groups: Sequence[Group], known: Mapping[str, str]
) -> dict[str, Guess]:
    """The guess for each box by its key. `known` are the kinds of boxes that need no guess."""
    opinions = {box.key: opinion_of(box) for box in boxes if box.key not in known}
    found = {key: one.guess for key, one in opinions.items()}
    around, titles = _around(arrows), _titles(groups)
    group_of = {box.key: box.group for box in boxes}
    doubtful = [key for key, guess in found.items() if guess.sure in LEV]
    for _ in range(_ROUNDS):
        seen = {key: (guess.kind, _TRUST[guess.sure]) for key, guess in found.items()}
        seen |= {key: (kind, 1.0) for key, kind in known.items()}
        for key in doubtful:
            title = titles.get(group_of[key] or "", "")
            found[key] = _judged(opinions[key], around.get(key), seen, title)
    return found


def _around(arrows: Sequence[Arrow]) -> dict[str, _Around]:
    found: dict[str, _Around] = {}
    for arrow in arrows:
        flow = next(iter(said_flows(arrow.label)), "")
        found.setdefault(arrow.source, _Around()).out.append((arrow.target, flow))
        found.setdefault(arrow.target, _Around()).into.append((arrow.source, flow))
    return found


def _titles(groups: Sequence[Group]) -> dict[str, str]:
    """The kind that the title of a frame means, where it means any."""
    guesses = ((group.key, opinion_of(Box(group.key, group.label)).guess) for group in groups)
    return {key: guess.kind for key, guess in guesses if guess.kind != "other"}


def _judged(
    opinion: Opinion, around: _Around | None, seen: Mapping[str, tuple[str, float]], title: str
) -> Guess:
    supports = [*_from_arrows(around, seen), *([(among(title), 1.0, "")] if title else ())]
    if not supports:
        return opinion.guess
    start = [opinion.scores.get(kind, 0.0) for kind in _KINDS]
    total = [
        own + sum(weight * support[at] for support, weight, _ in supports) for at, own in enumerate(start)
    ]
    for at, kind in enumerate(_KINDS):
        if kind == "other" or (opinion.scores and kind not in opinion.scores):
            total[at] = -math.inf
    best = max(range(len(total)), key=total.__getitem__)
    share = 1 / sum(math.exp(one - total[best]) for one in total)
    return _worded(opinion, best, share, supports)


def _from_arrows(
    around: _Around | None, seen: Mapping[str, tuple[str, float]]
) -> list[tuple[Support, float, str]]:
    """What each neighbour says, how far it is to be believed, and the kind of the neighbour."""
    if not around:
        return []
    found: list[tuple[Support, float, str]] = []
    for pairs, is_out in ((around.out, True), (around.into, False)):
        for other, flow in pairs[:_MOST_ARROWS]:
            kind, trust = seen.get(other, ("other", 0.0))
            if trust and kind != "other" and kind in KINDS:
                found.append((leading_to(kind) if is_out else led_from(kind), trust, kind))
            if flow:
                found.append((carrying(flow, kind if kind in KINDS else "other", is_out), 1.0, ""))
    if not around.into or not around.out:
        found.append((at_an_end(not around.into), 1.0, ""))
    return found


def _worded(
    opinion: Opinion, best: int, share: float, supports: list[tuple[Support, float, str]]
) -> Guess:
    kind, was = _KINDS[best], opinion.guess
    helping = sorted(((support[best] * weight, name) for support, weight, name in supports if name), reverse=True)
    beside = list(dict.fromkeys(KINDS[name].label.lower() for gain, name in helping if gain > 0))[:2]
    if kind == was.kind:
        return was
    if share < _TS:
        return was
    what = f"Beside {' and '.join(beside)}" if beside else "Where it stands"
    return Guess(kind, "guess", f"{what} it is probably {KINDS[kind].label.lower()}.", opinion.fitting(kind))
