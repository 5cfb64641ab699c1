"""CIC002: a green pipeline that never looked at data or model."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.gates import gates
from designer.graph.questions import only_passes_on
from designer.model.kinds import SERVING

WANTED = ("unit", "data", "model_sanity", "integration")
"""What every pipeline of a learning system tests."""
RUNNING = ("infra_compat", "load")
"""Of these an online system tests one at least."""
_WORDS = {
    "unit": "unit tests",
    "data": "tests of the data",
    "model_sanity": "tests of what the model answers",
    "integration": "a test of the whole pipeline",
    "infra_compat": "a trial of the model in its serving image or under load",
}

_PARTS = """\
sketchcheck: 1
name: Prices
brief: {maturity: production}
components:
  - {id: train, kind: training, name: Train}
  - {id: scorer, kind: batch_inference, name: Pricing}
  - {id: shop, kind: consumer_app, name: Shop, on_missing: default}
  - {id: release, kind: ci_cd, name: ReleaseTESTS}
flows:
  - {from: train, to: scorer, kind: model_artifact}
  - {from: scorer, to: shop, kind: predictions}
"""


def _design(tests: str) -> str:
    return _PARTS.replace("TESTS", tests)


class CiTestsOnlyCode(Rule):
    """A release pipeline does not test data, model and the whole, or does not say what it tests.

    Where something answers online, a trial in the serving image or under load is wanted too. A design
    without a model of its own, which only calls language models, is left out.
    """

    code = "CIC002"
    name = "ci-tests-only-code"
    category = "cicd"
    severity = "warning"
    maturity = "production"
    gate = "has_model"
    message = (
        "{pipeline} {missing}. It can be green while a column is empty and the model answers the same to"
        " everybody."
    )
    why = "A learning system fails by its data and its model, and tests of the code touch neither."
    fix = (
        "Add what is missing: schema and ranges on a sample; range and known cases of the answers; the whole"
        " pipeline on a thousand rows; one answer from the model in its serving image."
    )
    false_alarms = "A pipeline that deploys nothing but a page; tests that another pipeline runs before it."
    question = "Two columns of features are swapped. Which test turns red?"
    sources = (
        Source("MLTS", "Infra2"), Source("MLTS", "Infra3"), Source("MLTS", "Data7"),
        Source("MLTS", "Monitor5"), Source("ZIN", "5"), Source("GCP", "CI"),
        Source("TFXD", "InfraValidator"), Source("SEED", "S3"),
    )  # fmt: skip
    examples = (
        Bad(_design(", tests: [unit, integration]"), at="release", fixed=True),
        Bad(_design(", technology: jenkins"), at="release", fixed=True),
        Bad(
            _design(", tests: [unit, data, model_sanity, integration]").replace(
                "batch_inference", "serving_endpoint"
            ),
            at="release",
            fixed=True,
        ),
        Good(
            _design(", tests: [unit, data, model_sanity, integration]"),
            why="Code, data, model and the whole are tested; nothing answers online.",
        ),
        Good(
            _design(", tests: [unit, data, model_sanity, integration, load]").replace(
                "batch_inference", "serving_endpoint"
            ),
            why="It is tried under load as well.",
        ),
        Good(
            """\
sketchcheck: 1
name: An assistant of a bought model
brief: {maturity: production}
components:
  - {id: help, kind: consumer_app, name: Help page, on_missing: default}
  - {id: assistant, kind: serving_endpoint, name: Assistant}
  - {id: model, kind: llm_endpoint, name: Language model}
  - {id: release, kind: ci_cd, name: Release, tests: [unit]}
flows:
  - {from: help, to: assistant, kind: request_response}
  - {from: assistant, to: model, kind: request_response}
""",
            why="No model of its own: its answers are tested by an evaluation, which other rules ask for.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Release pipelines, where a model of one's own is drawn."""
        pipelines = view.of_kind("ci_cd")
        return pipelines if pipelines and _has_own_model(view) else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether it states every test that is wanted."""
        tests = view.value(place, "tests")
        missing = _missing(view, tests.value or ())
        if not missing:
            return passed_by(tests)
        words = [_WORDS[one] for one in missing]
        listed = " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
        said = f"does not list {listed}" if tests.value else "does not state what it tests"
        return self.found(place, pipeline=view.title(place), missing=said)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """List the tests; a person has to write them."""
        mending = Mending(view)
        tests = view.get(finding.anchor, "tests") or ()
        mending.state(finding.anchor, tests=[*tests, *_missing(view, tests)])
        title = f"List the missing tests of {view.title(finding.anchor)}; they are still to be written"
        return [mending.fix(title, "declared", complete=False)]


def _missing(view: View, tests: Iterable[str]) -> list[str]:
    stated = set(tests)
    missing = [one for one in WANTED if one not in stated]
    online = "online" in gates(view) and not stated.intersection(RUNNING)
    return [*missing, *(RUNNING[:1] if online else ())]


def _has_own_model(view: View) -> bool:
    return bool(view.of_kind("training")) or not all(
        only_passes_on(view, one) for one in view.of_kind(*SERVING)
    )
