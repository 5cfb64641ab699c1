"""HOUSE001: a request that many teams must keep alive together."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import NotStated, Passed, Verdict
from checks.rule import Bad, Good, Option, Rule
from checks.sources import Source, Work
from designer.graph import View
from designer.model.flow import CALL

_GUIDE = Work("Our operations handbook", "full")
"""A work that Sketchcheck does not list; an address beginning with https:// would become a link."""

_REQUEST = """\
sketchcheck: 1
name: Product search
components:
  - {id: shop, kind: consumer_app, name: Shop, team: shop}
  - {id: gateway, kind: api_gateway, name: Gateway, team: platform}
  - {id: ranker, kind: serving_endpoint, name: Ranker, team: search}
  - {id: store, kind: feature_store, name: Features, team: STORE_TEAM}
flows:
  - {from: shop, to: gateway, kind: request_response}
  - {from: gateway, to: ranker, kind: request_response}
  - {from: ranker, to: store, kind: request_response}
"""


class TooManyTeamsOnOneRequest(Rule):
    """Answering one request takes the systems of more teams than can be called together at night.

    Counted are the teams of the application and of everything that it calls, directly or through others; a
    team may be stated on the component or on its zone. Where a part states no team, the rule asks for it.
    """

    code = "HOUSE001"
    name = "too-many-teams-on-one-request"
    category = "resilience"
    severity = "warning"
    gate = "live"
    message = "A request of {app} needs the systems of {count} teams ({teams}): more than {limit}."
    why = "With each team on the path, an outage takes longer to find, and a change needs one more agreement."
    fix = "Move a call off the path, answer from data that one team keeps at hand, or join two systems."
    false_alarms = "Teams that share one on-call rota; raise the option for them."
    question = "It is three in the morning and answers are slow. How many people have to get up?"
    sources = (Source(_GUIDE, "chapter 2"),)
    options = (Option("teams", 3, "So many teams may be on the path of one request.", least=1),)
    examples = (
        Bad(_REQUEST.replace("STORE_TEAM", "features"), at="shop"),
        Good(_REQUEST.replace("STORE_TEAM", "search"), why="The search team keeps its own features."),
        Good(_REQUEST.replace(", team: STORE_TEAM", ""), why="Whose it is is a question, and no finding."),
    )

    def places(self, view: View) -> Iterable[str]:
        """Applications that call something."""
        return [one for one in view.of_kind("consumer_app") if view.out(one, CALL)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether few enough teams are on the path."""
        path = [place, *view.downstream(place, CALL)]
        limit = self.option(view, "teams")
        teams = sorted({team for one in path if (team := view.get(one, "team"))})
        if len(teams) > limit:
            words = {"count": len(teams), "teams": ", ".join(teams), "limit": f"{limit:g}"}
            return self.found(place, where=path, app=view.title(place), **words)
        unstated = next((one for one in path if view.get(one, "team") is None), None)
        return NotStated("team", unstated) if unstated else Passed("declaration")
