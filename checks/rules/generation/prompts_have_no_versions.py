"""GEN002: a prompt is changed, and the old one is gone."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.generation import callers_of_model, evaluations_of
from designer.graph.questions import titles

ENOUGH = 2
"""So many versions are needed to go back from one to another."""
KEPT = 10
"""So many versions a new prompt store keeps."""
_DELIVERS = frozenset({"control", "metadata", "model_artifact"})
_JUDGING = ("evaluation", "quality_monitor")
_VERSIONED = ("code_repo", "prompt_store")

_CHAT = """\
sketchcheck: 1
name: Support chat
components:
  - {id: app, kind: consumer_app, name: Help page, on_missing: hide}
  - {id: chat, kind: serving_endpoint, name: Chat service, exposure: internal}
  - {id: model, kind: llm_endpoint, name: Model}
MOREflows:
  - {from: app, to: chat, kind: request_response}
  - {from: chat, to: model, kind: request_response}
"""
_STORED = _CHAT.replace("MORE", "  - {id: prompts, kind: prompt_store, name: Prompts, keep_versions: 5}\n")
_IN_CODE = (
    _CHAT.replace("MORE", "  - {id: repo, kind: code_repo}\n  - {id: deploy, kind: ci_cd}\n")
    + "  - {from: repo, to: deploy, kind: control, purpose: deploy}\n"
)
_APP = """\
sketchcheck: 1
name: Plain call
components:
  - {id: app, kind: consumer_app, name: Note taker, on_missing: hide}
  - {id: model, kind: llm_endpoint, name: Model}
  - {id: records, kind: log_store, name: Records}
flows:
  - {from: app, to: model, kind: request_response}
  - {from: model, to: records, kind: logs, carries: [prediction, request_id]}
"""


class PromptsHaveNoVersions(Rule):
    """Nothing drawn keeps versions of the prompts that a caller sends, or that a model is set up with.

    A prompt store counts, and so does a code repository that reaches the caller or the model through what
    deploys it. A model that several services call is asked about at each of them; one that no service and
    no application calls is asked about itself, so an application and its model are one finding. A model
    that only evaluations ask is part of the test.
    """

    code = "GEN002"
    name = "prompts-have-no-versions"
    category = "generation"
    severity = "warning"
    gate = "generative"
    message = (
        "The prompt {whose} {how}. A new wording changes what the model does as much as"
        " new weights would, and the wording before it cannot be found or brought back."
    )
    why = (
        "Whoever wants to know why answers changed must be able to see which words the model was given when."
    )
    fix = (
        "Keep prompts in a store with versions and review, or in the repository from which the caller ships."
    )
    false_alarms = "Prompts in the code of a service whose repository is not drawn; draw it with its CI/CD."
    question = "A customer sends an answer from last Tuesday. Which prompt made it, and who let it through?"
    sources = (
        Source("AGL", "AGENTOPS02-BP01"), Source("MLSDR-AI", "Observability"),
        Source("GAL", "Reliability: catalogs"),
    )  # fmt: skip
    examples = (
        Bad(_CHAT.replace("MORE", ""), at="chat", fixed=True),
        Bad(_APP, at="app", fixed=True),
        Bad(
            _STORED.replace("keep_versions: 5", "keep_versions: 1")
            + "  - {from: prompts, to: chat, kind: metadata}\n",
            at="chat",
            fixed=True,
        ),
        Bad(_IN_CODE, at="chat", fixed=True),
        Good(
            _STORED + "  - {from: prompts, to: chat, kind: metadata}\n",
            why="Five versions can be brought back.",
        ),
        Good(
            _IN_CODE + "  - {from: deploy, to: chat, kind: control, purpose: deploy}\n",
            why="The prompt is part of the code, and the code has versions.",
        ),
        Good(
            _STORED.replace(", keep_versions: 5", "") + "  - {from: prompts, to: chat, kind: metadata}\n",
            why="How many versions the store keeps is a question.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Callers of language models, and models that are used without a caller of these kinds."""
        return sorted(_models_at(view))

    def judge(self, view: View, place: str) -> Verdict:
        """Whether a store or repository with versions gets to the caller or to one of its models."""
        models = _models_at(view)[place]
        kept = _kept_for(view, [place, *models])
        if view.among(kept, "code_repo"):
            return Passed()
        versions = {one: view.value(one, "keep_versions") for one in kept}
        for value in versions.values():
            if value.value is not None and value.value >= ENOUGH:
                return passed_by(value)
        for one, value in versions.items():
            if value.value is None:
                return NotStated("keep_versions", one)
        return _open_question(view, [place, *models]) or self._finding(view, place, models, kept)

    def _finding(self, view: View, place: str, models: list[str], kept: Members) -> Finding:
        store = next(iter(kept), None)
        how = f"is kept in {view.title(store)} without earlier versions" if store else "is kept nowhere"
        whose = f"of {view.title(place)}"
        if view.kind(place) != "llm_endpoint":
            whose = f"that {view.title(place)} uses for {titles(view, models)}"
        return self.found(place, where=[*models, *kept], whose=whose, how=how)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """A prompt store for the caller and for the tests of its answers; or more versions in the store."""
        place = finding.anchor
        models = _models_at(view)[place]
        mending = Mending(view)
        kept = _kept_for(view, [place, *models])
        for store in kept:
            mending.state(store, keep_versions=KEPT)
            return [mending.fix(f"Keep {KEPT} versions in {view.title(store)}", "declared")]
        drawn = next((one for one in view.of_kind("prompt_store") if _can_go_back(view, one)), None)
        store = drawn or mending.add("prompt_store", like=place, keep_versions=KEPT)
        if view.kind(place) == "consumer_app":
            mending.connect(place, store, "request_response")
        for user in models if view.kind(place) == "consumer_app" else [place]:
            mending.connect(store, user, "metadata")
        for evaluation in evaluations_of(view, place):
            mending.connect(store, evaluation, "metadata")
        return [mending.fix(f"Keep the prompts of {view.title(place)} in a store with versions")]


def _models_at(view: View) -> dict[str, list[str]]:
    """The places with the models whose prompts are written there."""
    return view.once("prompts_at", lambda: _find_models_at(view))


def _find_models_at(view: View) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for model in view.of_kind("llm_endpoint"):
        callers = callers_of_model(view, model)
        for caller in callers:
            found.setdefault(caller, []).append(model)
        users = view.sources(model, "request_response", "async_request", "predictions")
        if not callers and any(view.kind(one) not in _JUDGING for one in users):
            found[model] = [model]
    return found


def _kept_for(view: View, users: list[str]) -> Members:
    """What keeps versions and reaches one of these."""
    found = view.none()
    for one in users:
        asked = view.members(view.targets(one, "request_response"))
        found = found | view.upstream(one, _DELIVERS) | asked
    return view.among(found, *_VERSIONED)


def _open_question(view: View, users: list[str]) -> NotStated | None:
    """A flow that does not say what it is, from or to something that keeps versions."""
    for one in users:
        for flow in (*view.into(one, "unspecified"), *view.out(one, "unspecified")):
            if {view.kind(flow.source), view.kind(flow.target)}.intersection((*_VERSIONED, "ci_cd")):
                return NotStated("kind", flow.id)
    return None


def _can_go_back(view: View, store: str) -> bool:
    versions = view.get(store, "keep_versions")
    return versions is None or versions >= ENOUGH
