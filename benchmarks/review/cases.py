"""All cases of the review benchmark, made of the good designs of the templates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import benchmarks.gaps.operators  # noqa: F401 - makes the operators known
from benchmarks.gaps.cases import OPERATORS, Operator
from benchmarks.gaps.cases import Case as Mistake
from benchmarks.gaps.reading import Good
from benchmarks.gaps.running import good_designs
from benchmarks.review.case import TODAY, Case, Gap
from benchmarks.review.unseen import UNSEEN
from benchmarks.review.unseen.planting import Unseen
from checks.engine import check
from checks.registry import all_rules
from checks.review.answer import CATEGORIES
from designer.model.design import Design
from designer.model.edits import apply_all
from designer.model.edits.language import AddNote, Edit, Set
from tests.review.hostile_labels import LABELS

SEEN_A_CATEGORY = 2
"""Mistakes that rules name are many; so many of each category are asked about."""


@cache
def all_cases() -> tuple[Case, ...]:
    """Every case, in the order in which they are asked."""
    goods = good_designs()
    designs = {one.name: one.design for one in goods}
    clean = [Case(f"clean/{name}", "clean", design) for name, design in designs.items()]
    return (*_unseen(designs), *clean, *seen(goods), *_reworded(designs), *_hostile(designs))


def _name(one: Unseen) -> str:
    return f"unseen/{one.gap.name}"


def _unseen(designs: dict[str, Design]) -> Iterator[Case]:
    for one in UNSEEN:
        yield Case(_name(one), "unseen", apply_all(designs[one.template], one.edits), one.gap)


def _reworded(designs: dict[str, Design]) -> Iterator[Case]:
    for one in UNSEEN:
        design = apply_all(designs[one.template], one.reworded)
        yield Case(f"reworded/{one.gap.name}", "reworded", design, one.gap, of=_name(one))


def _hostile(designs: dict[str, Design]) -> Iterator[Case]:
    """Each label in one of the designs with a mistake; beside its pair it differs in that label alone."""
    for number, label in enumerate(LABELS):
        one = UNSEEN[number % len(UNSEEN)]
        planted = apply_all(designs[one.template], one.edits)
        design = apply_all(planted, _written(label, planted, one.gap))
        yield Case(f"hostile/{number:02}", "hostile", design, one.gap, of=_name(one))


def _written(label: str, design: Design, gap: Gap) -> Sequence[Edit]:
    """The label as the name of a box that the mistake is not about, and as a note."""
    aside = next(key for key in sorted(design.components) if not gap.is_at({key}))
    note = AddNote(note={"id": "written-here", "text": label})
    return Set(id=aside, values={"name": label[:300]}), note


def seen(goods: Sequence[Good]) -> Iterator[Case]:
    """Mistakes of the gap benchmark that the rules name, some of each category that a model may use."""
    for category in CATEGORIES:
        made = (
            one
            for number, operator in enumerate(OPERATORS)
            for one in _first(operator, number, goods, category)
        )
        for _, case in zip(range(SEEN_A_CATEGORY), made, strict=False):
            yield case


def _first(operator: Operator, number: int, goods: Sequence[Good], category: str) -> Iterator[Case]:
    """The first case of an operator that its rule names; designs take turns in being the first."""
    turn = number % len(goods)
    for good in (*goods[turn:], *goods[:turn]):
        for mistake in operator.make(good):
            code = mistake.cause or operator.code
            if all_rules()[code].category != category:
                continue
            design = apply_all(good.design, mistake.edits)
            if _named(code, mistake, design):
                gap = Gap(operator.name, operator.meaning, (category,), mistake.at)
                yield Case(f"seen/{operator.name}", "seen", design, gap)
                return


def _named(code: str, mistake: Mistake, design: Design) -> bool:
    found = {
        one.anchor for one in check(design, today=TODAY, select=(code[:3],)).findings if one.code == code
    }
    return found.issuperset(mistake.at)
