"""What the benchmark is made of: operators, and the cases that they make of a design."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from benchmarks.gaps.reading import Good
from checks.registry import all_rules
from checks.rule import MATURITIES
from designer.model.edits.language import Edit
from designer.model.properties import Maturity


@dataclass(frozen=True, slots=True)
class Case:
    """One mistake in one design: the edits that make it, and the anchors at which it must be found.

    `cause` is the rule that must speak where that of the operator is silent because of it. With `one_of`
    any one of the anchors is enough, because the mistake lies between them.
    """

    edits: tuple[Edit, ...]
    at: tuple[str, ...]
    cause: str = ""
    one_of: bool = False


Cases = Iterator[Case]


@dataclass(frozen=True, slots=True)
class Operator:
    """One kind of mistake: what it means, the rule that must speak, and how it is made."""

    name: str
    code: str
    meaning: str
    make: Callable[[Good], Cases]
    maturity: Maturity


OPERATORS: list[Operator] = []
"""All operators, in the order in which their files were read."""


def operator(
    code: str, meaning: str, *, maturity: Maturity = "design"
) -> Callable[[Callable[[Good], Cases]], Callable[[Good], Cases]]:
    """Make an operator of a function that yields the cases of a design.

    `maturity` is that from which the mistake is one; never less than that from which the rule runs.
    """

    def kept(make: Callable[[Good], Cases]) -> Callable[[Good], Cases]:
        asked = max(maturity, all_rules()[code].maturity, key=MATURITIES.index)
        OPERATORS.append(Operator(make.__name__, code, meaning, make, asked))
        return make

    return kept


def case(*edits: Edit, at: str | Iterable[str], cause: str = "", one_of: bool = False) -> Case:
    """A case from its edits, with one anchor or several."""
    anchors = (at,) if isinstance(at, str) else tuple(sorted(set(at)))
    return Case(edits, anchors, cause, one_of)
