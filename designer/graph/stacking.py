"""Models that feed on other models: the longest chain to each component, in one pass."""

from __future__ import annotations

from itertools import pairwise

from designer.graph.questions import only_passes_on
from designer.graph.reach import Members, components_of
from designer.graph.view import View
from designer.model.flow import Flow
from designer.model.kinds import KINDS

FEEDS = frozenset({"predictions", "features"})
"""Kinds of flow by which the output of one model becomes the input of another."""
_LEARNED = ("serving_endpoint", "batch_inference", "stream_inference")
_FUNNEL = frozenset({"candidate_retrieval", "ranking_stage"})
_HOLDS = frozenset(
    {"feature_store", "feature_pipeline", "prediction_store", "queue", "cache", "rules_engine",
     "api_gateway", "guardrail", "other"}
)  # fmt: skip
_PASSES = frozenset(_LEARNED) | _FUNNEL | _HOLDS
_ENDS = frozenset(KINDS) - _PASSES
"""Kinds that hand nothing on. Warehouses and lakes keep answers for the record."""
_BETWEEN = _ENDS | frozenset(_LEARNED)
"""Kinds that end the way from one model to the next."""
_MODEL = frozenset({"model_artifact"})


def learned(view: View) -> Members:
    """The models that count as a link of a chain.

    Retrieval and ranking stages belong together and count as none; nor does what only passes on what
    others answer.
    """
    return view.once("learned", lambda: view.members(_learned(view)))


def _learned(view: View) -> list[str]:
    return [one for one in view.of_kind(*_LEARNED) if not only_passes_on(view, one)]


def feeding(view: View, component: str) -> Members:
    """The models whose output reaches a component without passing another of them."""
    return view.upstream(component, FEEDS, _BETWEEN) & learned(view)


def links(view: View, chain: tuple[str, ...]) -> list[Flow]:
    """The flows that lead from each model of a chain to the next, on shortest ways."""
    return [flow for one, after in pairwise(chain) for flow in view.path(one, after, FEEDS, _ENDS)]


def chains(view: View) -> dict[str, tuple[str, ...]]:
    """For each model that ends one: the models of the longest chain to it, itself the last.

    Only chains of two and more; of several as long, one. Models in a circle feed each other and count as
    one. A training that learns from the output of models ends a chain in place of its own model, unless
    that model ends one as long, or is a link of the chain itself.
    """
    return view.once("chains", lambda: _chains(view))


def _chains(view: View) -> dict[str, tuple[str, ...]]:
    if not learned(view):
        return {}
    search = _Chains(view)
    found = {end: search.back_from(end) for end in search.ends()}
    found = {end: chain for end, chain in found.items() if len(chain) > 1}
    told = {end for end in found if _is_told_by_its_model(view, end, found)}
    told |= {
        one for end in found if view.kind(end) == "training" and end not in told for one in found[end][:-1]
    }
    return {end: chain for end, chain in found.items() if end not in told}


def _is_told_by_its_model(view: View, end: str, found: dict[str, tuple[str, ...]]) -> bool:
    if view.kind(end) != "training":
        return False
    own = view.downstream(end, _MODEL) & learned(view)
    chain = set(found[end])
    return any(one in chain or len(found.get(one, ())) >= len(chain) for one in own)


class _Chains:
    """One pass over the groups of components that reach each other, givers before takers."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.givers = self._givers()
        self.link: dict[int, int | None] = {}
        self.length: dict[int, int] = {}
        self.before: dict[int, int | None] = {}
        self.groups = list(components_of(self.givers, sorted(self.givers)))
        self.counting = learned(view) | view.all_of("training")
        for group in self.groups:
            self._add(group)

    def _givers(self) -> dict[int, list[int]]:
        """By index those that hand their own output, or that of a model, on to a component."""
        given = self.view.neighbours(FEEDS, back=True)
        kept = ((node, [one for one in givers if self._passes(one)]) for node, givers in given.items())
        return {node: givers for node, givers in kept if givers}

    def _passes(self, node: int) -> bool:
        return self.view.kind(self.view.id_at(node)) in _PASSES

    def _outside(self, group: list[int]) -> list[int]:
        inside = set(group)
        return [one for node in group for one in self.givers.get(node, ()) if one not in inside]

    def _counts(self, node: int) -> bool:
        return bool(self.counting.mask >> node & 1)

    def _add(self, group: list[int]) -> None:
        longest = max(self._outside(group), key=lambda one: (self.length[one], -one), default=None)
        link = next((node for node in sorted(group) if self._counts(node)), None)
        for node in group:
            self.link[node] = node if self._counts(node) else link
            self.length[node] = (self.length[longest] if longest is not None else 0) + (link is not None)
            self.before[node] = longest

    def ends(self) -> list[str]:
        """The models after which no other one comes, of a circle the first; and the trainings."""
        leading: set[int] = set()
        found: list[int] = []
        for group in reversed(self.groups):
            leads = not leading.isdisjoint(group)
            link = min(filter(self._counts, group), default=None)
            if link is not None and not leads:
                found.append(link)
            taught = link is not None and self.view.kind(self.view.id_at(link)) == "training"
            if leads or (link is not None and not taught):
                leading.update(self._outside(group))
        return [self.view.id_at(node) for node in sorted(found)]

    def back_from(self, end: str) -> tuple[str, ...]:
        """The longest chain to a component, in its order."""
        chain: list[str] = []
        node: int | None = self.view.number(end)
        while node is not None:
            link = self.link[node]
            if link is not None:
                chain.append(self.view.id_at(link))
            node = self.before[node]
        return tuple(reversed(chain))
