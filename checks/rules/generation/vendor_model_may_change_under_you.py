"""GEN014: the vendor's model is called by a name that the vendor can point at another model."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checks.finding import Passed, Verdict
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.guarding import hosting

MOVING = frozenset({"latest", "default", "newest", "current", "stable", "auto"})
"""Words in a name that say that it moves."""
OTHERS = ("vendor_api", "managed")

_TALK = """\
sketchcheck: 1
name: Travel assistant
brief: {maturity: production}
components:
  - {id: app, kind: consumer_app, name: Travel app, on_missing: default}
  - {id: model, kind: llm_endpoint, name: Chat model, technology: anthropic, model_version: 2026-08-06}
flows:
  - {from: app, to: model, kind: request_response, timeout_ms: 20000}
"""


class VendorModelMayChangeUnderYou(Rule):
    """A model that somebody else runs is called without a version, or by a name that moves.

    A heuristic on the name: it is pinned where it has a digit and no word such as latest. A name such as
    a family with its generation passes, although its owner may still repoint it. Nothing is offered as a
    fix: only a person knows which version is meant, and until when it is served.
    """

    code = "GEN014"
    name = "vendor-model-may-change-under-you"
    category = "generation"
    severity = "warning"
    maturity = "production"
    gate = "generative"
    message = (
        "{model} is called {by}, so its owner decides which model answers. Answers may change without a"
        " release of yours, and what was measured before the launch was another model."
    )
    why = "An evaluation holds for one model; behind a moving name it holds until the vendor's next release."
    fix = "Pin a dated version, note when it is switched off, and run the evaluation again before moving on."
    false_alarms = "A version that is pinned in the configuration and only not drawn; state it."
    question = "Which version answered this morning, and on which day is it switched off?"
    sources = (
        Source("MLSDR-AI", "Observability"), Source("GAL", "Reliability: catalogs"),
        Source("OWL", "LLM03 (title)"),
    )  # fmt: skip
    examples = (
        Bad(_TALK.replace("2026-08-06", "chat-large-4-latest"), at="model"),
        Bad(_TALK.replace(", model_version: 2026-08-06", ""), at="model"),
        Bad(
            _TALK.replace("technology: anthropic", "hosting: managed").replace("2026-08-06", "chat-large"),
            at="model",
        ),
        Good(_TALK, why="The version has a date."),
        Good(
            _TALK.replace("technology: anthropic", "hosting: self_hosted").replace("2026-08-06", "latest"),
            why="Whoever runs the model decides when it changes.",
        ),
        Good(
            _TALK.replace("technology: anthropic, model_version: 2026-08-06", "auth: iam"),
            why="Who runs it is not stated; other rules ask.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Language models that another company runs."""
        return [one for one in view.of_kind("llm_endpoint") if hosting(view, one) in OTHERS]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether the version is pinned."""
        version = view.get(place, "model_version")
        if version and _is_pinned(version):
            return Passed("declaration")
        by = f"by the name {version}, which is no fixed version" if version else "with no version stated"
        return self.found(place, model=view.title(place), by=by)


def _is_pinned(version: str) -> bool:
    words = re.split(r"[^a-z0-9]+", version.lower())
    return bool(re.search(r"\d", version)) and MOVING.isdisjoint(words)
