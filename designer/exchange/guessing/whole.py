"""The kinds of all boxes of a drawing: what labels say, and where that is little, what neighbours say."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from designer.exchange.guessing.arrows import said_flows
from designer.exchange.guessing.boxes import Opinion, opinion_of, products
from designer.exchange.guessing.guess import Guess, Sure
from designer.exchange.guessing.neighbours import (
    Support,
    about,
    among,
    at_an_end,
    carrying,
    leading_to,
    led_from,
)
from designer.exchange.sketch import Arrow, Box, Group
from designer.model.kinds import KINDS

_KINDS = tuple(KINDS)
_PLACE = {kind: at for at, kind in enumerate(_KINDS)}
_TRUST: dict[Sure, float] = {"sure": 1.0, "likely": 0.8, "guess": 0.4, "none": 0.0}
_ROUNDS = 2
_AGREES, _LEAST, _WORDLESS = 0.8, 0.12, 0.15
"""How probable a kind must be: that words call likely, to stay so; that neighbours choose among what the
words leave open; that they choose where no word says anything."""
_MOST = 50.0
"""More support than so much is not told apart."""
_TELLING = frozenset(
    {"llm_endpoint", "prompt_store", "retriever", "guardrail", "agent_tool", "document_pipeline"}
)
_MOST_ARROWS = 40
"""More neighbours than so many say no more."""


_Seen = Mapping[str, tuple[str, float]]
"""The kinds of boxes by their keys, and how far each is believed."""


@dataclass(frozen=True, slots=True)
class _Says:
    """What a neighbour says, how far it is believed, and the kind that it has itself."""

    support: Support
    trust: float
    kind: str


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
    doubtful = [key for key, guess in found.items() if guess.sure != "sure"]
    for _ in range(_ROUNDS):
        guessed = {key: (guess.kind, _TRUST[guess.sure]) for key, guess in found.items()}
        seen = guessed | {key: (kind, 1.0) for key, kind in known.items()}
        theme = _theme(seen)
        for key in doubtful:
            title = titles.get(group_of[key] or "", "")
            found[key] = _judged(opinions[key], around.get(key), seen, title, theme)
    return found


def _theme(seen: _Seen) -> _Says:
    """Whether the drawing is about language models."""
    tells = any(trust >= _TRUST["likely"] and kind in _TELLING for kind, trust in seen.values())
    return _Says(about(tells), 1.0, "")


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


def _judged(opinion: Opinion, around: _Around | None, seen: _Seen, title: str, theme: _Says) -> Guess:
    says = [*_from_arrows(around, seen), *([_Says(among(title), 1.0, "")] if title else ())]
    if not says:
        return opinion.guess
    shares = _shares(opinion, [*says, theme])
    was = opinion.guess
    if was.sure == "likely":
        return was if shares[_PLACE[was.kind]] >= _AGREES else _doubted(was)
    best = max(range(len(shares)), key=shares.__getitem__)
    if _KINDS[best] == was.kind or shares[best] < (_LEAST if opinion.scores else _WORDLESS):
        return was
    return _by_neighbours(opinion, best, says)


def _doubted(was: Guess) -> Guess:
    return replace(was, sure="guess", why=f"{was.why[:-1]}; what it is joined to does not confirm it.")


def _shares(opinion: Opinion, says: Sequence[_Says]) -> list[float]:
    """How probable each kind is. Words that speak of some kinds rule the others out."""
    open_to = opinion.scores or _PLACE
    total = [opinion.scores.get(kind, 0.0) for kind in _KINDS]
    for one in says:
        total = [own + one.trust * more for own, more in zip(total, one.support, strict=True)]
    weights = [
        math.exp(min(own, _MOST)) if kind in open_to and kind != "other" else 0.0
        for kind, own in zip(_KINDS, total, strict=True)
    ]
    whole = sum(weights)
    return [one / whole for one in weights] if whole else weights


def _from_arrows(around: _Around | None, seen: _Seen) -> list[_Says]:
    if not around:
        return []
    found: list[_Says] = []
    for pairs, is_out in ((around.out, True), (around.into, False)):
        for other, flow in sorted(pairs)[:_MOST_ARROWS]:
            kind, trust = seen.get(other, ("other", 0.0))
            if trust and kind != "other" and kind in KINDS:
                found.append(_Says(leading_to(kind) if is_out else led_from(kind), trust, kind))
            if flow:
                found.append(_Says(carrying(flow, kind if kind in KINDS else "other", is_out), 1.0, ""))
    if not around.into or not around.out:
        found.append(_Says(at_an_end(not around.into), 1.0, ""))
    return found


def _by_neighbours(opinion: Opinion, best: int, says: Sequence[_Says]) -> Guess:
    helping = sorted(says, key=lambda one: (-one.trust * one.support[best], one.kind))
    names = (KINDS[one.kind].label.lower() for one in helping if one.kind and one.support[best] > 0)
    beside = " and ".join([*dict.fromkeys(names)][:2])
    where = f"Beside {beside}" if beside else "Where it stands in the drawing"
    kind = _KINDS[best]
    why = f"{where} it may be {KINDS[kind].label.lower()}."
    return Guess(kind, "guess", why, products(opinion.box, kind))
