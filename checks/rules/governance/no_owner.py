"""GOV001: nobody answers for it."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Passed, Verdict, passed_by
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.purpose import asked_maturity, is_blank, is_project, unsaid
from designer.graph.questions import titles
from designer.model.kinds import GENERATIVE, SERVING
from designer.model.resolve import Value

OWNED = tuple(sorted(SERVING | GENERATIVE | {"feature_store", "feature_pipeline", "alerting", "data_source"}))
"""Kinds that need somebody who answers for them in production."""
_THERE = ("new", "existing")
NAMED = 6
"""So many parts are named in one finding."""

_SCORES = """\
sketchcheck: 1
name: Card fraud
brief: {maturity: MATURITY}
zones:
  - {id: payments, kind: environment}
components:
  - {id: cards, kind: data_source, name: Card data, zone: payments}
  - {id: scorer, kind: serving_endpoint, name: Scorer, owner: payments-risk}
  - {id: shop, kind: consumer_app, name: Checkout, on_missing: default}
flows:
  - {from: cards, to: scorer, kind: batch_data}
  - {from: shop, to: scorer, kind: request_response}
"""


def _scores(maturity: str = "design") -> str:
    return _SCORES.replace("MATURITY", maturity)


class NoOwner(Rule):
    """No team answers for the system; in production, none for a part that can fail by itself.

    A component is owned by the team that it names as owner or team, or by the team of its zone: the
    catalogue asks for the owner alone. While the brief has no owner the parts are not asked: that is the
    first thing to settle. Parts that come later or go away are left out. Several parts of one zone, or
    several in none, are one finding at the zone, or at the design: one team is named for them all.
    """

    code = "GOV001"
    name = "no-owner"
    category = "governance"
    severity = "warning"
    gate = "has_model"
    message = "{subject} {have} no owner. When {it} fails, or when somebody leaves, nobody is responsible."
    why = "Models and feeds that belong to nobody go on running after they have stopped being right."
    fix = "Name a team (not a person) as the owner; parts of one zone can share the team of the zone."
    false_alarms = "A system run by one team: name that team once, on the zone that holds its parts."
    question = "Who is woken up, and who may switch it off?"
    sources = (
        Source("ZIN", "11"), Source("SE4", "9"), Source("SHA", "4.5.6"), Source("NIST", "GOVERN"),
        Source("MICH", "feature-metadata"),
    )  # fmt: skip
    examples = (
        Bad(_scores(), at="brief.owner"),
        Bad(
            _scores("production").replace("production", "production, owner: payments-risk"),
            at="cards",
        ),
        Bad(
            _scores("production, owner: payments-risk").replace(
                "owner: payments-risk}\n  - {id: shop", "zone: payments}\n  - {id: shop"
            ),
            at="payments",
        ),
        Bad(_scores("production, owner: ' '"), at="brief.owner"),
        Good(_scores("design, owner: payments-risk"), why="The brief names the team."),
        Good(
            _scores("production, owner: payments-risk").replace(
                "kind: environment", "kind: environment, team: payments-data"
            ),
            why="The card data belong to the team of their zone.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The brief of a project; in production the parts, or what holds several that nobody owns."""
        if not is_project(view):
            return
        yield "brief.owner"
        if asked_maturity(view) == "production" and not unsaid(view, "owner"):
            parts = [one for one in view.of_kind(*OWNED) if view.get(one, "status") in _THERE]
            several = _several(view)
            together = {one for some in several.values() for one in some}
            yield from (one for one in parts if one not in together)
            yield from several

    def judge(self, view: View, place: str) -> Verdict:
        """Whether a team is named."""
        if place == "brief.owner":
            named = view.title("design")
            subject = named if named != "the design" else "The design"
            return self._found(place, subject) if unsaid(view, "owner") else Passed("declaration")
        if parts := _several(view).get(place):
            subject = titles(view, parts, most=NAMED)
            return self.found(place, where=parts, subject=subject, have="have", it="one of them")
        owner = _owner(view, place)
        return passed_by(owner) if owner else self._found(place, view.title(place))

    def _found(self, place: str, subject: str) -> Finding:
        return self.found(place, subject=subject, have="has", it="it")


def _owner(view: View, part: str) -> Value | None:
    """The team that a part names as owner or as team, or that of its zone."""
    values = (view.value(part, name) for name in ("owner", "team"))
    return next((value for value in values if not is_blank(value.value)), None)


def _several(view: View) -> dict[str, list[str]]:
    """By zone, or `design` for none: the parts that nobody owns, where they are more than one."""
    return view.once("parts without owner", lambda: _find_several(view))


def _find_several(view: View) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    zones = view.stating("zone")
    for one in view.of_kind(*OWNED):
        if view.get(one, "status") in _THERE and _owner(view, one) is None:
            found.setdefault(zones.get(one, "design"), []).append(one)
    return {place: parts for place, parts in found.items() if len(parts) > 1}
