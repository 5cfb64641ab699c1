"""What can be chosen for each box and each arrow, as rows of a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from designer.exchange import GuessedArrow
from designer.exchange.corrections import NOTE, SKIP
from designer.exchange.guessing import Guess
from designer.model.flow import FLOWS
from designer.model.kinds import KINDS, STAGES
from designer.model.matrix import legal_flows
from sketchcheck.wizard.choices import Choices

_SPECIAL = {SKIP: "Leave it out", NOTE: "A note"}


@dataclass(frozen=True, slots=True)
class Row:
    """A box or an arrow. `alike` are the keys of arrows, also its own, that may have the same kind."""

    key: str
    title: str
    place: str
    guess: Guess
    options: tuple[str, ...]
    is_doubtful: bool
    alike: tuple[str, ...] = ()


def box_rows(choices: Choices) -> list[Row]:
    """All boxes, those first whose guess is the least sure."""
    by_stage = (kind for stage in STAGES for kind, cls in KINDS.items() if cls.stage == stage)
    options = (*by_stage, NOTE, SKIP)
    rows = [
        Row(
            one.key,
            one.label or one.key,
            one.place,
            one.guess,
            options,
            choices.is_doubtful("boxes", one.key),
        )
        for one in choices.found.boxes
    ]
    return sorted(rows, key=lambda row: choices.rank("boxes", row.key))


def arrow_rows(choices: Choices) -> list[Row]:
    """All arrows, in the same order; each may be what is legal between its ends."""
    return sorted(_arrow_rows(choices), key=lambda row: choices.rank("arrows", row.key))


def _arrow_rows(choices: Choices) -> Iterator[Row]:
    alike = choices.alike()
    for one in choices.found.arrows:
        ends = choices.ends(one)
        legal = (*legal_flows(*ends), SKIP)
        options = legal if one.guess.kind in legal else (one.guess.kind, *legal)
        yield Row(
            one.key,
            _between(choices, one),
            one.place,
            one.guess,
            options,
            choices.is_doubtful("arrows", one.key),
            tuple(alike[ends]),
        )


def _between(choices: Choices, arrow: GuessedArrow) -> str:
    components = choices.found.design.components
    source, target = (components[one].name or one for one in (arrow.source, arrow.target))
    return f"{source} → {target}" + (f": {arrow.label}" if arrow.label else "")


def words_of(kind: str) -> str:
    """A kind as it stands in a select."""
    if kind in KINDS:
        return f"{KINDS[kind].label} · {STAGES[KINDS[kind].stage]}"
    return _SPECIAL.get(kind) or FLOWS[kind].title
