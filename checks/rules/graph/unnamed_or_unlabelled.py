"""GRF006: nobody can tell which of several boxes or arrows is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from checks.finding import Passed, Verdict
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.questions import titles
from designer.model.flow import FLOWS, Flow
from designer.model.kinds import KINDS

SPEAKS_FOR_ITSELF = frozenset({"orchestrator", "code_repo"})
"""Kinds whose commands are known: they start jobs, and releases."""
_NO_LETTERS = re.compile(r"[\W\d_]+")

_SEARCH = """\
sketchcheck: 1
name: Search
components:
  - {id: query, kind: feature_pipeline, name: Feature pipeline 1}
  - {id: click, kind: feature_pipeline, name: Click counts by hour}
  - {id: ranker, kind: serving_endpoint, name: Ranker}
  - {id: release, kind: ci_cd, name: Release}
flows:
  - {from: query, to: ranker, kind: features}
  - {from: click, to: ranker, kind: features}
  - {from: release, to: ranker, kind: control, purpose: deploy}
"""


class Group(NamedTuple):
    """Boxes or flows that lack the word which would tell them apart, and what to say of them."""

    boxes: list[str]
    flows: list[str]
    things: str
    which: str


class UnnamedOrUnlabelled(Rule):
    """Boxes are named like their kind, flows of a kind have no label, or commands have no purpose.

    One finding for the boxes of a kind, for the flows of a kind between two boxes, and for the commands of
    one box. Milder than the catalogue: an id that says something is a name, flows of different kinds
    between two boxes are told apart by their kinds, and an orchestrator says what it commands by being one.
    """

    code = "GRF006"
    name = "unnamed-or-unlabelled"
    category = "graph"
    severity = "advice"
    message = "{things}: nobody can tell {which}."
    why = "Whoever reads the drawing without its author has only the words in it."
    fix = 'Name by content: "orders, sums of 30 days" and not "feature pipeline 2"; say what a command does.'
    false_alarms = "Copies that really do the same; draw one of them, and state the number of instances."
    sources = (Source("SEED", "S1"), Source("SEED", "S5"))
    examples = (
        Bad(_SEARCH, at="query"),
        Bad(
            _SEARCH.replace("Feature pipeline 1", "Spelling").replace(", purpose: deploy", ""),
            at="release>ranker:control",
        ),
        Bad(
            _SEARCH.replace("Feature pipeline 1", "Spelling")
            + "  - {id: second, from: click, to: ranker, kind: features}\n",
            at="click>ranker:features",
        ),
        Good(_SEARCH.replace("Feature pipeline 1", "Spelling of the query")),
        Good(
            _SEARCH.replace(", name: Feature pipeline 1", ""),
            why="The id says which it is.",
        ),
        Good(
            _SEARCH.replace("Feature pipeline 1", "Spelling")
            + "  - {from: ranker, to: release, kind: metrics}\n"
            + "  - {from: ranker, to: release, kind: alerts}\n",
            why="The kinds tell the two flows apart.",
        ),
        Good(
            _SEARCH.replace("click, kind: feature_pipeline", "click, kind: warehouse"),
            why="The only one of its kind needs no name.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The first box or flow of each group that could be mixed up."""
        return sorted(_groups(view))

    def judge(self, view: View, place: str) -> Verdict:
        """Whether names, labels and purposes tell them apart."""
        group = _groups(view)[place]
        if group is None:
            return Passed("declaration")
        flows = [view.flow(one) for one in group.flows]
        ends = [end for flow in flows for end in (flow.source, flow.target)]
        return self.found(
            place,
            where=(*group.boxes, *ends),
            flows=group.flows,
            things=group.things,
            which=group.which,
        )


def _groups(view: View) -> dict[str, Group | None]:
    """By their first one groups of boxes and flows, None where they can be told apart."""
    return view.once("groups of names", lambda: {**_boxes(view), **dict(_flows(view))})


def _boxes(view: View) -> dict[str, Group | None]:
    found: dict[str, Group | None] = {}
    for kind, cls in KINDS.items():
        alike = view.of_kind(kind)
        if len(alike) > 1:
            plain = {_bare(kind), _bare(cls.label)}
            boxes = [one for one in alike if _bare(view.title(one)) in plain]
            found[(boxes or alike)[0]] = _named_by_kind(view, boxes, len(alike)) if boxes else None
    return found


def _named_by_kind(view: View, boxes: list[str], alike: int) -> Group:
    things = f"{titles(view, boxes)} {'is' if len(boxes) == 1 else 'are'} named by kind"
    return Group(boxes, [], things, f"which of the {alike} boxes of this kind is meant")


@lru_cache(maxsize=4096)  # many names, again after every edit
def _bare(name: str) -> str:
    """The letters of a name, without case, spaces and numbers."""
    return _NO_LETTERS.sub("", name.casefold())


def _flows(view: View) -> Iterable[tuple[str, Group | None]]:
    commands: dict[str, list[Flow]] = {}
    parallel: dict[tuple[str, str, str], list[Flow]] = {}
    for flow in view.flows():
        if flow.kind == "control":
            commands.setdefault(flow.source, []).append(flow)
        elif flow.own_id:
            ends = flow.source, flow.target, flow.kind
            parallel[ends] = [one for one in view.out(flow.source, flow.kind) if one.target == flow.target]
    for source, flows in commands.items():
        if view.kind(source) not in SPEAKS_FOR_ITSELF:
            yield _commands(view, flows)
    for flows in parallel.values():
        if len(flows) > 1:
            yield _parallel(view, flows)


def _commands(view: View, flows: list[Flow]) -> tuple[str, Group | None]:
    lacking = sorted(flow.id for flow in flows if getattr(flow, "purpose", None) is None)
    if not lacking:
        return min(flow.id for flow in flows), None
    things = f"{view.title(flows[0].source)} sends commands without a purpose"
    return lacking[0], Group([], lacking, things, "what they are to bring about")


def _parallel(view: View, flows: list[Flow]) -> tuple[str, Group | None]:
    lacking = sorted(flow.id for flow in flows if not flow.label)
    if len(lacking) < 2:  # A single one without a label differs from those that have one.
        return min(flow.id for flow in flows), None
    one = flows[0]
    ends = f"{view.title(one.source)} and {view.title(one.target)}"
    things = f"Several flows of {FLOWS[one.kind].title.lower()} between {ends} have no label"
    return lacking[0], Group([], lacking, things, "which is which")
