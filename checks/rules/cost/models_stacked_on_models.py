"""CST005: models that feed on models that feed on models."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.stacking import chains, feeding, learned, links

LONG = 3
"""So many models in a row are a stack."""
NAMED = 20
"""So many models are named."""
_FEATURES = frozenset({"features"})

_TICKETS = """\
sketchcheck: 1
name: Support tickets
components:
  - {id: intent, kind: stream_inference, name: Intent}
  - {id: topic, kind: stream_inference, name: Topic}
  - {id: urgency, kind: stream_inference, name: Urgency}
  - {id: judge, kind: evaluation, name: Whole chain}
  - {id: desk, kind: human_review, name: Desk}
flows:
  - {from: intent, to: topic, kind: predictionsCONTRACT}
  - {from: topic, to: urgency, kind: predictionsCONTRACT}
  - {from: urgency, to: desk, kind: predictions}
"""
_JUDGED = "  - {from: urgency, to: judge, kind: predictions}\n"
_TEAMS = """\
sketchcheck: 1
name: Offers
components:
  - {id: clicks, kind: feature_pipeline, name: Clicks}
  - {id: taste, kind: batch_inference, name: Taste, team: search}
  - {id: store, kind: feature_store, name: Store}
  - {id: offers, kind: batch_inference, name: Offers, team: TEAM}
  - {id: mail, kind: consumer_app, name: Mail}
flows:
  - {from: taste, to: store, kind: predictions}
  - {from: clicks, to: store, kind: features}
  - {from: store, to: offers, kind: features}
  - {from: offers, to: mail, kind: predictions}
"""


def _tickets(contract: str = "", judged: str = "") -> str:
    return _TICKETS.replace("CONTRACT", contract) + judged


class ModelsStackedOnModels(Rule):
    """Three models in a row, or a model on features and on another team's model, with nothing to hold them.

    The chain is held where each link has a versioned contract and an evaluation gets what comes out at
    the end: the catalogue names these as the mending, so they are what passes. Links are predictions and
    features, directly or through stores and pipelines; lakes, warehouses and logs keep answers for the
    record and make no link. Stages of retrieval and ranking belong together and are not counted. A model
    that reads features and another model is only asked whose it is.
    """

    code = "CST005"
    name = "models-stacked-on-models"
    category = "cost"
    severity = "warning"
    gate = "has_model"
    message = (
        "{chain}{teams}: when {first} is retrained, what reaches {last} shifts though nobody touched {last},"
        " and a better {first} can make the result worse."
    )
    why = "Each model is fitted to the errors of the one before; nobody owns the sum, and nobody tests it."
    fix = (
        "Agree on a versioned, calibrated output between them, judge the whole chain on one test set, and"
        " retrain what follows a change; or merge two of them."
    )
    false_alarms = (
        "An embedding that is frozen for good; state its contract and judge the model that uses it."
    )
    question = "The first model becomes 2 % better. How do you know that the last answer did not get worse?"
    sources = (
        Source("SCU", "correction-cascades"), Source("ZIN", "40"), Source("ZIN", "17"), Source("AME"),
        Source("SEED", "S1"), Source("SHA", "4.5.5"),
    )  # fmt: skip
    examples = (
        Bad(_tickets(), at="urgency", fixed=True),
        Bad(_tickets(judged=_JUDGED), at="urgency", fixed=True),
        Bad(_TEAMS.replace("TEAM", "mailing"), at="offers", fixed=True),
        Good(
            _tickets(", contract: versioned", _JUDGED),
            why="Each link has a version, and the end is judged.",
        ),
        Good(_TEAMS.replace("TEAM", "search"), why="One team has both models."),
        Good(_TEAMS.replace(", team: TEAM", ""), why="Whose model it is is a question."),
        Good(
            """\
sketchcheck: 1
name: A funnel
components:
  - {id: finder, kind: candidate_retrieval}
  - {id: first, kind: ranking_stage}
  - {id: second, kind: ranking_stage}
  - {id: shop, kind: consumer_app}
flows:
  - {from: finder, to: first, kind: predictions}
  - {from: first, to: second, kind: predictions}
  - {from: second, to: shop, kind: predictions}
""",
            why="Retrieval and ranking are made to work in a row.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The ends of long chains, and models that read features and another model."""
        return sorted(_long(view) | _mixed(view).keys())

    def judge(self, view: View, place: str) -> Verdict:
        """Whether the chain is held, or belongs to one team."""
        chain, teams = _chain(view, place), ""
        if place not in _long(view):
            giver = _mixed(view)[place]
            if giver is None:
                return Passed("declaration")
            if isinstance(giver, NotStated):
                return giver
            chain, teams = (
                (giver, place),
                f" (of the teams {view.get(giver, 'team')} and {view.get(place, 'team')})",
            )
        if _is_judged(view, place) and not _loose(view, chain):
            return Passed()
        return self.found(
            place,
            where=chain[-NAMED:],
            flows=[flow.id for flow in links(view, chain)],
            chain=" → ".join(view.title(one) for one in chain[-NAMED:]),
            teams=teams,
            first=view.title(chain[0]),
            last=view.title(chain[-1]),
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Versioned contracts on the links, and an evaluation of the end."""
        end = finding.anchor
        mending = Mending(view)
        for flow in finding.flows:
            mending.state(flow, contract="versioned")
        if not _is_judged(view, end):
            kind = "model_artifact" if view.kind(end) == "training" else "predictions"
            judge = mending.existing("evaluation") or mending.add("evaluation", like=end, on_fail="block")
            mending.connect(end, judge, kind)
        title = f"Agree on versions, and judge what {view.title(end)} makes of it all"
        return [mending.fix(title, "mixed", complete=False)]


def _long(view: View) -> set[str]:
    return view.once("stacked", lambda: {end for end, chain in chains(view).items() if len(chain) >= LONG})


def _chain(view: View, place: str) -> tuple[str, ...]:
    return chains(view).get(place, (place,))


def _mixed(view: View) -> dict[str, str | NotStated | None]:
    """Models that read features and another model: one of another team, an unknown team, or None."""
    return view.once("mixed models", lambda: _find_mixed(view))


def _find_mixed(view: View) -> dict[str, str | NotStated | None]:
    pipelines = view.all_of("feature_pipeline")
    found: dict[str, str | NotStated | None] = {}
    if len(learned(view)) > 1 and pipelines:
        for one in learned(view):
            givers = feeding(view, one) - view.members([one])
            if givers and view.upstream(one, _FEATURES) & pipelines:
                found[one] = _other_team(view, one, givers)
    return found


def _other_team(view: View, model: str, givers: Members) -> str | NotStated | None:
    teams = view.once("models by team", lambda: _by_team(view))
    own = view.get(model, "team")
    known = givers - teams.get(None, view.members([]))
    if own is None:
        return NotStated("team", model)
    others = known - teams[own]
    unknown = givers - known
    if others:
        return next(iter(others))
    return NotStated("team", next(iter(unknown))) if unknown else None


def _by_team(view: View) -> dict[str | None, Members]:
    teams: dict[str | None, list[str]] = {}
    for one in learned(view):
        teams.setdefault(view.get(one, "team"), []).append(one)
    return {team: view.members(models) for team, models in teams.items()}


def _is_judged(view: View, end: str) -> bool:
    kind = "model_artifact" if view.kind(end) == "training" else "predictions"
    return any(view.kind(one) == "evaluation" for one in view.targets(end, kind))


def _loose(view: View, chain: tuple[str, ...]) -> bool:
    """Whether some link has no versioned contract."""
    return any(getattr(flow, "contract", None) != "versioned" for flow in links(view, chain))
