"""Reading a good design: plain questions, so that labels do not lean on how the rules ask theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from designer.graph import View
from designer.model.design import Design
from designer.model.edits import apply_all
from designer.model.edits.language import Edit, Unset
from designer.model.flow import CALL, DATA, Flow
from designer.model.kinds import CONSUMER, GENERATIVE, KINDS, ONLINE, SERVING
from designer.model.matrix import is_legal
from designer.model.values import seconds as seconds_of

T = TypeVar("T")
MODEL = frozenset({"model_artifact"})
WAITS = frozenset({"request_response"})
FEATURES = frozenset({"features"})
PREDICTIONS = frozenset({"predictions"})
FEATURE_KINDS = ("feature_pipeline", "feature_store")
NOT_PASSED = frozenset(KINDS) - {"guardrail", "queue", "cache", "other"}
SOURCES = ("data_source", "event_stream")


class Good(View):
    """A good design with its name, read in plain questions."""

    def __init__(self, name: str, design: Design) -> None:
        super().__init__(design)
        self.name = name

    def after(self, *edits: Edit) -> Good:
        """The design with these edits made."""
        return Good(self.name, apply_all(self.design, edits))

    def words(self, element: str, name: str) -> tuple[str, ...]:
        """A list of words of a component or flow; empty where it is missing."""
        flow = self.design.flows.get(element)
        return (getattr(flow, name, None) if flow else self.get(element, name)) or ()

    def holding(self, name: str, word: str, *kinds: str) -> list[str]:
        """The components of these kinds that have a word in a list."""
        found = self.of_kind(*kinds) if kinds else self.ids
        return [one for one in found if self.has(one, name) and word in self.words(one, name)]

    def states(self, name: str, *kinds: str) -> list[str]:
        """The components that state a property themselves; of these kinds, or of any."""
        found = self.of_kind(*kinds) if kinds else self.ids
        return [one for one in found if name in self.design.components[one].stated()]

    def forgettable(self, name: str, *kinds: str) -> list[str]:
        """The components of which nothing says a property any more once they do not state it."""
        stated = self.states(name, *kinds)
        return [one for one in stated if self.after(_unset(one, name)).get(one, name) is None]

    def legal(self, source: str, kind: str, target: str) -> bool:
        """Whether the language has such a flow between these two components."""
        return is_legal(self.kind(source), kind, self.kind(target))

    def parts(self) -> int:
        """In how many parts the drawing falls, boxes that stand alone left out."""
        left, found = {end for flow in self.flows() for end in (flow.source, flow.target)}, 0
        while left:
            queue, found = [left.pop()], found + 1
            while queue:
                here = queue.pop()
                near = left.intersection((*self.targets(here), *self.sources(here)))
                left -= near
                queue += near
        return found

    def lonely(self) -> list[str]:
        """Boxes that no flow touches."""
        return [one for one in self.ids if not self.out(one) and not self.into(one)]

    # --- who is answered ------------------------------------------------------------------------

    def readers(self, model: str) -> list[str]:
        """The consumers that get what a model answers, by its predictions or by calls.

        Behind people stands their decision, no longer the answer.
        """
        given = self.downstream(model, PREDICTIONS, frozenset({"human_review"}))
        found = given
        for one in (model, *given):
            found = found | self.upstream(one, CALL)
        return [one for one in found if self.kind(one) in CONSUMER and one != model]

    def answering(self, *kinds: frozenset[str]) -> list[str]:
        """The models that answer somebody: of these kinds, or of any that serves."""
        return [one for one in self.of_kind(*(kinds or (SERVING, GENERATIVE))) if self.readers(one)]

    def blamed(self, models: Iterable[str]) -> list[str]:
        """Those of these models at which a gap is told.

        A language model that only services and jobs call is not: what it lacks is told at these, once.
        """
        return [one for one in models if not self._behind_a_service(one)]

    def _behind_a_service(self, model: str) -> bool:
        callers = {self.kind(one) for one in self.upstream(model, CALL, NOT_PASSED)}
        fronts = {"api_gateway", *CONSUMER}
        return self.kind(model) in GENERATIVE and bool(callers & SERVING) and not callers & fronts

    def online(self) -> list[str]:
        """The online models that take part in answering somebody who waits."""
        waited = self.request_path()
        return [one for one in self.answering(ONLINE, GENERATIVE) if one in waited]

    def request_path(self) -> set[str]:
        """Everything that somebody who consumes answers reaches by calls that wait."""
        return {one for reader in self.of_kind(CONSUMER) for one in self.downstream(reader, WAITS)}

    def entries(self) -> list[str]:
        """The first components that an application, a person or a legacy system calls and waits for."""
        callers = ("consumer_app", "human_review", "legacy_system")
        called = {
            one for caller in self.of_kind(*callers) for one in self.targets(caller, "request_response")
        }
        return sorted(one for one in called if self.kind(one) not in callers)

    # --- who learns from what -------------------------------------------------------------------

    def trained(self) -> list[str]:
        """The serving components that run a model which is trained here."""
        return [one for one in self.of_kind(SERVING) if self.trainings_of(one)]

    def trainings_of(self, model: str) -> list[str]:
        """The trainings whose model reaches a component."""
        return [one for one in self.upstream(model, MODEL) if self.kind(one) == "training"]

    def feature_givers(self, component: str) -> set[str]:
        """Feature pipelines and stores that a component gets its features from, or asks, and theirs."""
        asked = [
            one for one in self.targets(component, "request_response") if self.kind(one) in FEATURE_KINDS
        ]
        found = set(self.upstream(component, FEATURES)) | set(asked)
        for one in asked:
            found |= set(self.upstream(one, FEATURES))
        return {one for one in found if self.kind(one) in FEATURE_KINDS}

    def data_of(self, model: str) -> set[str]:
        """Everything whose data reach a model, by flows or because it asks for them."""
        found = set(self.upstream(model, DATA))
        for one in self.downstream(model, WAITS):
            if self.kind(one) not in SERVING | GENERATIVE | CONSUMER:
                found |= {one, *self.upstream(one, DATA | PREDICTIONS)}
        return found

    def feeding_models(self, *kinds: str) -> list[str]:
        """The components of these kinds whose data reach a model that answers somebody."""
        fed = {one for model in self.answering(SERVING) for one in self.data_of(model)}
        return [one for one in self.of_kind(*kinds) if one in fed]

    def learns_from_itself(self, model: str, training: str) -> bool:
        """Whether what came of a model's answers reaches the training whose model it runs."""
        around = DATA | PREDICTIONS | {"logs"}
        reached = {model, *self.downstream(model, around)}
        reached |= {one for reader in self.readers(model) for one in self.downstream(reader, around)}
        return training in reached and training in self.trainings_of(model)

    def commands(self, *purposes: str) -> list[Flow]:
        """The control flows for these purposes."""
        return [one for one in self.flows("control") if getattr(one, "purpose", None) in purposes]

    def holds_personal(self, *levels: str) -> list[str]:
        """The components that hold data about people of these levels."""
        return [one for one in self.ids if self.has(one, "pii") and self.get(one, "pii") in levels]


def sole(found: Iterable[T]) -> T | None:
    """The only one there is, or None."""
    kept: Sequence[T] = list(found)
    return kept[0] if len(kept) == 1 else None


def seconds(value: Any) -> float:
    """A duration in seconds; nothing is no time."""
    return seconds_of(value) if value else 0.0


def _unset(element: str, name: str) -> Edit:
    return Unset(id=element, properties=[name])
