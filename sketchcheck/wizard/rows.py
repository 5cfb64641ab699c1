"""What can be chosen for each box and each arrow, as rows of a list."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from designer.exchange import GuessedArrow, GuessedBox
from designer.exchange.corrections import NOTE, SKIP
from designer.exchange.guessing import Guess
from designer.model.flow import FLOWS
from designer.model.kinds import KINDS, STAGES
from designer.model.matrix import legal_flows
from sketchcheck.wizard.choices import Choices

_SPECIAL = {SKIP: "Leave it out", NOTE: "A note"}
_IN_DOUBT = ("none", "guess", "likely")
"""What a person should look at, the most doubtful first."""
_BY_STAGE = (*(kind for stage in STAGES for kind, cls in KINDS.items() if cls.stage == stage), NOTE, SKIP)


@dataclass(frozen=True, slots=True)
class Row:
    """A box or an arrow.

    `first` is what was guessed at first: whoever corrects a row finds it where it was. `others` are the
    keys of those like it that have another kind, where it was chosen last: they may be set along with it.
    """

    key: str
    title: str
    place: str
    guess: Guess
    first: Guess
    options: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def rank(self) -> int:
        """How far down it stands."""
        return _IN_DOUBT.index(self.first.sure) if self.first.sure in _IN_DOUBT else len(_IN_DOUBT)

    @property
    def is_doubtful(self) -> bool:
        """Whether a person should look at it."""
        return self.rank < len(_IN_DOUBT)


def box_rows(choices: Choices) -> list[Row]:
    """All boxes, those first whose guess was the least sure. Alike are those of one look and first guess."""
    first = {one.key: one.guess for one in choices.first.boxes}
    looks = {one.key: (one.shape, one.icon) for one in choices.sketch.boxes}
    signs = {one.key: (looks.get(one.key), first[one.key].kind) for one in choices.found.boxes}
    others = _others(choices.found.boxes, signs, choices.last)
    rows = [_row(one, one.label or one.key, first, _BY_STAGE, others) for one in choices.found.boxes]
    return sorted(rows, key=lambda row: row.rank)


def arrow_rows(choices: Choices) -> list[Row]:
    """All arrows, in the same order, each with what is legal there. Alike are those of the same ends."""
    first = {one.key: one.guess for one in choices.first.arrows}
    ends = {one.key: choices.ends(one) for one in choices.found.arrows}
    others = _others(choices.found.arrows, ends, choices.last)
    rows = [
        _row(one, _between(choices, one), first, (*legal_flows(*ends[one.key]), SKIP), others)
        for one in choices.found.arrows
    ]
    return sorted(rows, key=lambda row: row.rank)


def _row(
    one: GuessedBox | GuessedArrow,
    title: str,
    first: dict[str, Guess],
    options: tuple[str, ...],
    others: dict[str, tuple[str, ...]],
) -> Row:
    """What a drawing of ours says may be illegal; then it is an option all the same."""
    kind = one.guess.kind
    legal = options if kind in options else (kind, *options)
    guess = first.get(one.key, one.guess)
    return Row(one.key, title, one.place, one.guess, guess, legal, others.get(one.key, ()))


def _others(
    found: Sequence[GuessedBox | GuessedArrow], signs: Mapping[str, Hashable], last: str
) -> dict[str, tuple[str, ...]]:
    """For the one that was chosen last: those of the same sign that have another kind."""
    kind = next((one.guess.kind for one in found if one.key == last), "")
    alike = (one for one in found if kind and signs[one.key] == signs[last])
    return {last: tuple(one.key for one in alike if one.guess.kind != kind)}


def _between(choices: Choices, arrow: GuessedArrow) -> str:
    components = choices.found.design.components
    source, target = (components[one].name or one for one in (arrow.source, arrow.target))
    return f"{source} → {target}" + (f": {arrow.label}" if arrow.label else "")


def words_of(kind: str) -> str:
    """A kind as it stands in a select."""
    if kind in KINDS:
        return f"{KINDS[kind].label} · {STAGES[KINDS[kind].stage]}"
    return _SPECIAL.get(kind) or FLOWS[kind].title
