"""INT003: the brief knows of an older system, and the drawing does not."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.model.kinds import SERVING

NOTHING = frozenset({"", "-", "n/a", "na", "no", "none", "nothing"})
"""What people write when there is no older system."""
LONGEST = 40
"""A description in more characters is a sentence, not a name for a box."""
_MAY_BE_OLD = ("fallback", "human_review", "optimiser", "rules_engine", *sorted(SERVING))
_FIELD = "brief.legacy"

_CLAIMS = """\
sketchcheck: 1
name: Insurance claims
brief: {legacy: Rules in the host system}
components:
  - {id: desk, kind: consumer_app, name: Claims desk, on_missing: default}
  - {id: train, kind: training, name: Claims training, learning: unsupervised}
  - {id: judge, kind: evaluation, name: Evaluation, split: time, on_fail: block}
flows:
  - {from: train, to: judge, kind: model_artifact}
  - {from: judge, to: desk, kind: unspecified}
"""
_HOST = "  - {id: host, kind: legacy_system, name: Host system}\nflows:\n"


class LegacyNotConnected(Rule):
    """What does the job today is named in the brief and not drawn, or drawn and connected to nothing.

    Wider than the catalogue in what counts as drawn: a baseline of the existing rules, or a component that
    may do such a job and states that it exists or is retiring.
    """

    code = "INT003"
    name = "legacy-not-connected"
    category = "integration"
    severity = "warning"
    gate = "has_model"
    suppressed_by = ("GRF001",)
    message = (
        "{legacy} does the job today, and the design {how}. Its inputs, its users and its rules will {then}."
    )
    why = (
        "The old system knows cases that nobody has written down, and its users expect them to go on working."
    )
    fix = "Draw it: as what gives labels or features, the model to beat, the fallback, or what is replaced."
    false_alarms = "A brief that names a tool which does not decide anything; leave it out there."
    question = "What does the present system do that the new one must still do on its first day?"
    sources = (Source("SEED", "S1"), Source("SEED", "S2"), Source("ZIN", "7"))
    examples = (
        Bad(_CLAIMS, at="brief.legacy", fixed=True),
        Bad(
            _CLAIMS.replace("flows:\n", _HOST),
            at="host",
            fixed=True,
        ),
        Good(
            _CLAIMS.replace("flows:\n", _HOST) + "  - {from: host, to: judge, kind: predictions}\n",
            why="The old system is what the model has to beat.",
        ),
        Good(_CLAIMS.replace("Rules in the host system", "none"), why="There is no older system."),
        Good(
            _CLAIMS.replace(
                "flows:\n",
                "  - {id: rules, kind: baseline_model, name: Rules, type: existing_rules}\nflows:\n",
            )
            + "  - {from: rules, to: judge, kind: predictions}\n",
            why="The rules of today are the baseline.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The brief where it names an older system that is not drawn, and older systems that are."""
        if (view.brief.legacy or "").strip().casefold() not in NOTHING and not view.of_kind("legacy_system"):
            yield _FIELD
        yield from view.of_kind("legacy_system")

    def judge(self, view: View, place: str) -> Verdict:
        """Whether it is drawn, and connected."""
        if place != _FIELD:
            if view.into(place) or view.out(place):
                return Passed()
            how, then = "does not connect it", "meet the new system unprepared"
            return self.found(place, legacy=view.title(place), how=how, then=then)
        if _old(view):
            return Passed()
        models = view.of_kind("training", *SERVING)[:1]
        how, then = "does not show it", "collide with the new system"
        return self.found(place, where=models, legacy=_name(view) or "Another system", how=how, then=then)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Draw it, and lead its answers to the evaluation, or else to an application."""
        mending = Mending(view)
        target = mending.existing("evaluation") or mending.existing("consumer_app")
        if target is None:
            return []
        drawn = finding.anchor != _FIELD
        legacy = finding.anchor if drawn else mending.add("legacy_system", _name(view), status="existing")
        mending.connect(legacy, target, "predictions")
        title = f"Lead the answers of {mending.design.title_of(legacy)} to {view.title(target)}"
        return [mending.fix(title, complete=False)]


def _name(view: View) -> str | None:
    legacy = (view.brief.legacy or "").strip().rstrip(".")
    return legacy if 0 < len(legacy) <= LONGEST else None


def _old(view: View) -> bool:
    """Whether something is drawn that may be what does the job today."""
    if any(view.get(one, "type") == "existing_rules" for one in view.of_kind("baseline_model")):
        return True
    return any(view.get(one, "status") in ("existing", "retiring") for one in view.of_kind(*_MAY_BE_OLD))
