"""A question of the bank with the names of a drawing in it, where the drawing has what it speaks of."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from checks.interview.question import Asked, Question
from checks.reports.data import straight
from checks.reports.words import words
from designer.graph import View
from designer.graph.gates import gates
from designer.model.brief import Metric


def filled(question: Question, view: View, troubled: Collection[str]) -> Asked | None:
    """The question about this drawing; None where it does not fit.

    Where several components could be meant, one of the `troubled` is, else the one with the most arrows.
    """
    if question.gate not in gates(view):
        return None
    if not all(view.brief_value(one).value is True for one in question.when):
        return None
    facts = {name: _fact(view, name) for name in question.facts}
    about = _about(question, view, troubled)
    if about is None or not all(facts.values()):
        return None
    names = {
        slot: f"“{straight(view.title(one))}”" for slot, one in zip(("it", "other"), about, strict=False)
    }
    text = question.text.format(**facts, **names)
    fields = (f"brief.{name}" for name in question.facts)
    return Asked(f"bank:{question.id}", question.area, text, question.shows, (*about, *fields))


def _fact(view: View, name: str) -> str:
    """A field of the brief as words; "" where it is not stated."""
    value = getattr(view.brief, name)
    if isinstance(value, Metric):
        return f"“{straight(value.name)}”" if value.name else ""
    return "" if value is None else straight(words(value))


def _about(question: Question, view: View, troubled: Collection[str]) -> tuple[str, ...] | None:
    """The components that the question is about: none, one, or two that an arrow joins."""
    if not question.it:
        return ()
    first = view.of_kind(*question.it)
    if not question.other:
        return max(((one,) for one in first), key=lambda ids: _rank(view, ids, troubled), default=None)
    pairs = (
        (one, other) for one in first for other in _beside(view, one) if view.kind(other) in question.other
    )
    return max(pairs, key=lambda ids: _rank(view, ids, troubled), default=None)


def _beside(view: View, component: str) -> Iterable[str]:
    """Whatever an arrow joins to the component, in either direction."""
    return (*view.targets(component), *view.sources(component))


def _rank(view: View, ids: tuple[str, ...], troubled: Collection[str]) -> tuple[int, int]:
    arrows = sum(len(view.out(one)) + len(view.into(one)) for one in ids)
    return sum(one in troubled for one in ids), arrows
