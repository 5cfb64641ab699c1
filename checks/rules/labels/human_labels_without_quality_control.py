"""LBL002: people decide the truth, and nobody checks them."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View

PEOPLE = frozenset({"human", "crowd"})

_PARTS = """\
sketchcheck: 1
name: Damage photos
components:
  - {id: photos, kind: raw_store, name: Photos}
  - {id: experts, kind: labelling, name: Claims experts, MODE}
  - {id: features, kind: feature_pipeline, name: Crops}
  - {id: train, kind: training, name: Train}
flows:
  - {from: photos, to: experts, kind: batch_data}
  - {from: photos, to: features, kind: batch_data}
  - {from: features, to: train, kind: features}
  - {from: experts, to: train, kind: labels}
"""


class HumanLabelsWithoutQualityControl(Rule):
    """People label, and no second opinion, known item or review shows how often they err.

    Where nobody says who decides the label, that is asked, unless a control is stated.
    """

    code = "LBL002"
    name = "human-labels-without-quality-control"
    category = "labels"
    severity = "warning"
    gate = "trained"
    message = (
        "In {labelling} people decide the label, and {control}. Every score of the model will be exactly as"
        " wrong as these labels, and no number will show it."
    )
    why = "Wrong labels cap what a model can learn, and hide, because the test set is wrong in the same way."
    fix = (
        "Have a share of items labelled twice, mix in items with a known answer, or let a third person"
        " decide; write the guideline down and follow the rate of agreement."
    )
    false_alarms = "Labels that are a fact for whoever gives them, such as what a clerk booked."
    question = "Two people label the same hundred items. On how many do they agree?"
    sources = (Source("SE4", "4"), Source("DCA"), Source("SHA", "4.5.1"))
    examples = (
        Bad(_PARTS.replace("MODE", "mode: human"), at="experts", fixed=True),
        Bad(_PARTS.replace("MODE", "mode: crowd, quality_control: none"), at="experts", fixed=True),
        Good(
            _PARTS.replace("MODE", "mode: human, quality_control: agreement"),
            why="Some items are labelled twice.",
        ),
        Good(
            _PARTS.replace("MODE", "mode: outcome"),
            why="The world decides the label, not a person.",
        ),
        Good(_PARTS.replace(", MODE", ""), why="Who decides the label is a question, not a gap."),
    )

    def places(self, view: View) -> Iterable[str]:
        """The labellings that give labels and may be done by people."""
        for one in view.of_kind("labelling"):
            if view.out(one) and view.get(one, "mode") in (*PEOPLE, None):
                yield one

    def judge(self, view: View, place: str) -> Verdict:
        """Whether some control is stated."""
        control = view.value(place, "quality_control")
        if control.value not in (None, "none"):
            return passed_by(control)
        if view.get(place, "mode") is None:
            return NotStated("mode", place)
        words = "no check of their work is stated" if control.value is None else "nothing checks their work"
        return self.found(place, labelling=view.title(place), control=words)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State that agreement is measured."""
        mending = Mending(view)
        mending.state(finding.anchor, quality_control="agreement")
        title = f"State that {view.title(finding.anchor)} labels some items twice and compares"
        return [mending.fix(title, "declared", complete=False)]
