"""What one rule says of a design that is edited: asked again only where something that it read changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from checks.finding import Verdict
from checks.judging import Judged, sort
from checks.rule import Rule
from designer.graph import Answer, WatchedView


class Told(NamedTuple):
    """What a rule said, in all, and at each of its places."""

    judged: Judged
    places: Answer[tuple[str, ...]]
    verdicts: Mapping[str, Answer[Verdict]]


Remembered: TypeAlias = Answer[Told]


def judge_again(rule: Rule, view: WatchedView, before: Remembered | None) -> Remembered:
    """As `judge`, going on from what the rule said of the design as it was. Raises as that does."""
    if before and view.is_untouched(before.reading):
        return before
    return view.watch(lambda: _ask(rule, view, before.told if before else None))


def _ask(rule: Rule, view: WatchedView, before: Told | None) -> Told:
    places = view.again(before and before.places, lambda: tuple(rule.places(view)))
    known = before.verdicts if before else {}
    verdicts = {
        place: view.again(known.get(place), lambda: rule.judge(view, place))  # noqa: B023 - called at once
        for place in places.told
    }
    judged = sort(rule, view, ((place, one.told) for place, one in verdicts.items()))
    return Told(judged, places, verdicts)
