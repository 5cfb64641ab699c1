"""A question of the bank, and a question as it is asked about one drawing."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter

from checks.rule import Gate


@dataclass(frozen=True, slots=True)
class Question:
    """A question for any drawing that has what it speaks of.

    `{it}` in the text is a component of the kinds `it`, `{other}` one of the kinds `other` that an arrow
    joins to it; any other word in braces is a field of the brief that must be stated. `shows` is what a
    strong answer would show. `beside` are rules that ask for much the same: while one of them is open,
    its own question is enough. `when` are facts of the brief that must be true.
    """

    id: str
    area: str
    text: str
    shows: tuple[str, ...]
    it: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    gate: Gate = "always"

    @property
    def facts(self) -> tuple[str, ...]:
        """The fields of the brief that its text names."""
        words = (name for _, name, _, _ in Formatter().parse(self.text) if name)
        return tuple(one for one in words if one not in ("it", "other"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the names of one drawing in it.

    `source` is `bank:ID`, or the rule whose finding it follows up. `about` are the elements it speaks of.
    """

    source: str
    area: str
    text: str
    shows: tuple[str, ...]
    about: tuple[str, ...] = ()
