"""GEN023: one user is given the answer that was made for another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checks.finding import Finding, Fix, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.generation import retrievals
from designer.graph.guarding import before_model, guards_around, speakers
from designer.graph.questions import titles

_NARROW = {"tenant": ("tenant", "user"), "user": ("user",)}
_KEYED = {"shared": "its key is shared by all", "tenant": "its key is the same for all users of a tenant"}
_FILTERS = {"by_tenant": "tenant", "by_user": "user"}

_BENEFITS = """\
sketchcheck: 1
name: Questions about benefits
brief: {access_levels: user}
components:
  - {id: portal, kind: consumer_app, name: Staff portal, on_missing: hide}
  - {id: answers, kind: serving_endpoint, name: Answer service}
  - {id: recent, kind: cache, name: Recent answers, ttl: 10m}
  - {id: finder, kind: retriever, name: Finder}
  - {id: model, kind: llm_endpoint, name: Model}
flows:
  - {from: portal, to: answers, kind: request_response}
  - {from: answers, to: recent, kind: request_response}
  - {from: answers, to: finder, kind: request_response}
  - {from: answers, to: model, kind: request_response}
"""


class SharedCacheLeaksAnswers(Rule):
    """A cache of answers does not keep apart the users, or tenants, who may read different text.

    Who may read what is taken from the brief and from the filters of retrievers and indexes, the
    narrowest of them. A cache holds answers that a language model, a service that calls it or a guardrail
    writes to; one that nothing writes to, and that such a service or the gateway before it asks, is taken
    to. Wider than the catalogue: a key for each tenant is not enough where rights differ by user.
    """

    code = "GEN023"
    name = "shared-cache-leaks-answers"
    category = "generation"
    severity = "error"
    gate = "rag"
    message = (
        "{cache} is asked before {finder} checks who may read what, and {keyed}. A question of one {whose}"
        " is answered with what was written for another."
    )
    why = "A cache that is keyed by the question alone hands private answers on, quickly and without a trace."
    fix = (
        "Put the user or the tenant with its rights into the key, or keep public answers only; drop answers"
        " when a document changes."
    )
    false_alarms = "A cache of things that everybody may read; let what writes to it be drawn."
    question = "Two customers ask for their discount within a minute. Who is told whose?"
    sources = (Source("OWL", "LLM08 risk 2"), Source("AGL", "AGENTCOST02-BP03 (stale answers only)"))
    examples = (
        Bad(_BENEFITS, at="recent", fixed=True),
        Bad(_BENEFITS.replace("ttl: 10m", "ttl: 10m, key_scope: tenant"), at="recent", fixed=True),
        Bad(
            _BENEFITS.replace("brief: {access_levels: user}\n", "")
            .replace("name: Finder", "name: Finder, permission_filter: by_tenant")
            .replace("ttl: 10m", "ttl: 10m, key_scope: shared")
            + "  - {from: model, to: recent, kind: predictions}\n",
            at="recent",
            fixed=True,
        ),
        Good(_BENEFITS.replace("ttl: 10m", "ttl: 10m, key_scope: user")),
        Good(
            _BENEFITS.replace("access_levels: user", "access_levels: none"),
            why="All may read everything.",
        ),
        Good(
            _BENEFITS.replace("flows:\n", "  - {id: pay, kind: batch_inference, name: Pay bands}\nflows:\n")
            + "  - {from: pay, to: recent, kind: predictions}\n",
            why="The cache holds what a nightly job computed, not answers of the model.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Caches of answers, where not everybody may read everything."""
        if not view.of_kind("cache") or _level(view) is None:
            return []
        return [one for one in view.of_kind("cache") if _holds_answers(view, one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether the key keeps people apart."""
        level = _level(view) or "user"
        scope = view.value(place, "key_scope")
        if scope.value in _NARROW[level]:
            return passed_by(scope)
        finders = retrievals(view)
        keyed = _KEYED[scope.value] if scope.value else "whom its key keeps apart is not stated"
        return self.found(
            place,
            where=finders,
            cache=view.title(place),
            finder=titles(view, list(finders), 2),
            keyed=keyed,
            whose=level,
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State that the key is to hold the user or the tenant."""
        level = _level(view)
        mending = Mending(view)
        mending.state(finding.anchor, key_scope=level)
        title = f"Key {view.title(finding.anchor)} by {level}"
        return [mending.fix(title, "declared", complete=False)]


def _level(view: View) -> str | None:
    """Whether rights differ by user, by tenant or not at all."""
    return view.once("level of access", lambda: max(_levels(view), default=None))


def _levels(view: View) -> Iterator[str]:
    """The levels that are stated; in alphabetical order the narrower one comes last."""
    if view.brief.access_levels in _NARROW:
        yield view.brief.access_levels
    for one in retrievals(view):
        if level := _FILTERS.get(view.get(one, "permission_filter")):
            yield level


def _holds_answers(view: View, cache: str) -> bool:
    answering = view.once("answering for models", lambda: _answering(view))
    writers = view.sources(cache, "predictions")
    return bool(view.members(writers or view.sources(cache, "request_response")) & answering)


def _answering(view: View) -> Members:
    """Language models with the services that call them, their guardrails and the gateways before them."""
    found = view.all_of("llm_endpoint")
    for model in view.of_kind("llm_endpoint"):
        gateways = view.among(before_model(view, model), "api_gateway")
        found = found | speakers(view, model) | guards_around(view, model) | gateways
    return found
