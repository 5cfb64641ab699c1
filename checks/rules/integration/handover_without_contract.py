"""INT001: two teams pass data to each other, and nothing says what may change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.model.flow import CALL, FLOWS, Flow
from designer.model.kinds import GENERATIVE
from designer.model.resolve import Origin

HANDED_OVER = frozenset(name for name, cls in FLOWS.items() if "contract" in cls.model_fields)
"""Kinds of flow whose contract can be stated."""

_CLICKS = """\
sketchcheck: 1
name: Clicks of another team
components:
  - {id: clicks, kind: event_stream, name: Clicks, team: web}
  - {id: features, kind: feature_pipeline, name: Click features, team: ranking}
  - {id: ranker, kind: serving_endpoint, name: Ranker, team: ranking}
  - {id: shop, kind: consumer_app, name: Shop, team: ranking}
flows:
  - {from: clicks, to: features, kind: stream_data}
  - {from: features, to: ranker, kind: features}
  - {from: shop, to: ranker, kind: request_response}
"""
_BUREAU = """\
sketchcheck: 1
name: Credit bureau
components:
  - {id: bureau, kind: data_source, name: Credit bureau, external: true}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
  - {id: form, kind: consumer_app, name: Loan form}
flows:
  - {from: scorer, to: bureau, kind: request_response}
  - {from: bureau, to: scorer, kind: batch_data}
  - {from: form, to: scorer, kind: request_response}
"""


class Side(NamedTuple):
    """Where a component stands: with another company, in an old system, in a team ("" if nobody says so)."""

    external: bool
    legacy: bool
    team: str


class Border(NamedTuple):
    """What lies between two components, and the flows over it; `unknown` states no team."""

    words: str
    teams: bool = False
    unknown: str = ""
    flows: Sequence[Flow] = ()


class HandoverWithoutContract(Rule):
    """Components of different teams or companies, or old and new ones, are joined without a contract.

    One finding a pair, at the first of the flows between them. A team that is not stated is asked for at
    maturity production only, and only where the other end states one: a design without teams has none.
    An error where we need what another company sends or answers; one that only asks us is a warning.
    What two other companies hand to each other is their matter; what language models and
    their tools take is agreed by the published interface, and the version is asked for elsewhere.
    """

    code = "INT001"
    name = "handover-without-contract"
    category = "integration"
    severity = "warning"
    gate = "live"
    message = (
        "{source} and {target} {border}, and no contract fixes the fields, units and meaning of what passes"
        " between them, or how a change is announced. Either side can break the other without knowing."
    )
    why = "Models break most quietly when somebody else changes a field for good reasons of his own."
    fix = (
        "Agree on a versioned schema: fields, units, range of the score, what empty means, notice of changes."
    )
    false_alarms = "Teams that share their code and their releases; give them the same team."
    question = "What do you promise to those who read this, and what do you take for granted of what you get?"
    sources = (
        Source("SEED", "S1"), Source("SEED", "S2"), Source("MLTS", "Monitor1"),
        Source("SCU", "unstable-data"), Source("AME"),
    )  # fmt: skip
    examples = (
        Bad(_CLICKS, at="clicks>features:stream_data", fixed=True),
        Bad(_BUREAU, at="bureau>scorer:batch_data", fixed=True),
        Bad(
            _CLICKS.replace("team: web", "team: ranking").replace(
                "kind: consumer_app", "kind: legacy_system"
            ),
            at="shop>ranker:request_response",
            fixed=True,
        ),
        Good(_CLICKS.replace("kind: stream_data", "kind: stream_data, contract: versioned")),
        Good(_CLICKS.replace("team: web", "team: ranking"), why="One team changes both sides."),
        Good(
            _BUREAU.replace(
                "bureau, kind: request_response", "bureau, kind: request_response, contract: documented"
            ).replace("kind: batch_data", "kind: batch_data, contract: versioned"),
            why="Both flows of the pair are agreed.",
        ),
        Good(_CLICKS.replace(", team: web", ""), why="Whose clicks they are is not asked of a design."),
    )

    def places(self, view: View) -> Iterable[str]:
        """The first of the flows over each border."""
        return sorted(_borders(view))

    def judge(self, view: View, place: str) -> Verdict:
        """Whether all flows over that border have a contract."""
        border = _borders(view)[place]
        open_ = _uncontracted(border)
        if not open_:
            return Passed("declaration")
        if border.unknown:
            return NotStated("team", border.unknown)
        first = border.flows[0]
        return self.found(
            place,
            where=(first.source, first.target),
            flows=[flow.id for flow in open_],
            assumed=["team"] if border.teams and _is_assumed(view, first) else [],
            severity="error" if any(_needs_outside(view, flow) for flow in open_) else self.severity,
            source=view.title(first.source),
            target=view.title(first.target),
            border=border.words,
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State that there is a contract; what is in it is for the two sides to write."""
        mending = Mending(view)
        for flow in finding.flows:
            mending.state(flow, contract="documented")
        title = f"State a contract for {view.title(finding.anchor)}"
        return [mending.fix(title, "declared", complete=False)]


def _needs_outside(view: View, flow: Flow) -> bool:
    """Whether what another company sends or answers is used by it."""
    return bool(view.get(flow.target if flow.kind in CALL else flow.source, "external"))


def _is_assumed(view: View, flow: Flow) -> bool:
    """Whether a team is only taken from the owner."""
    return any(view.value(one, "team").origin is Origin.DEFAULT for one in (flow.source, flow.target))


def _uncontracted(border: Border) -> list[Flow]:
    return [flow for flow in border.flows if getattr(flow, "contract", None) in (None, "none")]


def _borders(view: View) -> dict[str, Border]:
    return view.once("borders", lambda: dict(_find_borders(view)))


def _find_borders(view: View) -> Iterable[tuple[str, Border]]:
    handed = view.flows(HANDED_OVER)
    sides = {one: _side(view, one) for one in {end for flow in handed for end in (flow.source, flow.target)}}
    vendors = set(view.of_kind(GENERATIVE, "agent_tool"))
    pairs: dict[tuple[str, str], list[Flow]] = {}
    for flow in handed:
        one, other = flow.source, flow.target
        if sides[one] != sides[other] and not vendors & {one, other}:
            pairs.setdefault((one, other) if one < other else (other, one), []).append(flow)
    for (one, other), flows in pairs.items():
        if border := _border(view, (one, sides[one]), (other, sides[other])):
            ordered = sorted(flows, key=lambda flow: flow.id)
            yield ordered[0].id, border._replace(flows=ordered)


def _side(view: View, component: str) -> Side:
    legacy = view.kind(component) == "legacy_system"
    if component not in view.stating("zone"):  # Most boxes say it themselves; asking a zone takes longer.
        external, team = (view.stating(name).get(component) for name in ("external", "team"))
        return Side(bool(external), legacy, _same_words(team or view.stating("owner").get(component)))
    return Side(bool(view.get(component, "external")), legacy, _same_words(view.get(component, "team")))


def _same_words(team: str | None) -> str:
    return team.strip().casefold() if team else ""


def _border(view: View, one: tuple[str, Side], other: tuple[str, Side]) -> Border | None:
    """What lies between two components that do not have the same side; None if nothing does."""
    ends = one, other
    outside = [key for key, side in ends if side.external]
    if outside:
        words = f"meet at the border to another company ({view.title(outside[0])})"
        return Border(words) if len(outside) == 1 else None
    if one[1].legacy or other[1].legacy:
        both = one[1].legacy and other[1].legacy
        return None if both else Border("meet at the border between old and new")
    unknown = [key for key, side in ends if not side.team]
    if unknown:
        return Border("", unknown=unknown[0]) if view.brief.maturity == "production" else None
    return Border("belong to different teams", teams=True)
