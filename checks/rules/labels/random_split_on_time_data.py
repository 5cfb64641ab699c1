"""LBL005: a test set drawn at random from data that have an order in time."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.learning_time import time_matters
from designer.graph.questions import titles
from designer.graph.reach import Members

_JUDGED = frozenset({"model_artifact", "predictions"})

_PARTS = """\
sketchcheck: 1
name: Demand
brief: {ml_task: TASK}
components:
  - {id: sales, kind: SOURCE, name: Sales}
  - {id: features, kind: feature_pipeline, name: Features}
  - {id: train, kind: training, name: Train}
  - {id: judge, kind: evaluation, name: Evaluate, split: SPLIT}
flows:
  - {from: sales, to: features, kind: DATA}
  - {from: features, to: train, kind: features}
  - {from: train, to: judge, kind: model_artifact}
"""


def _design(split: str, task: str = "forecasting", source: str = "warehouse") -> str:
    rows = "stream_data" if source == "event_stream" else "batch_data"
    words = {"TASK": task, "SOURCE": source, "SPLIT": split, "DATA": rows}
    text = _PARTS
    for word, value in words.items():
        text = text.replace(word, value)
    return text


class RandomSplitOnTimeData(Rule):
    """An evaluation splits at random where order in time matters to the training it judges.

    The tasks in which it matters are those of the rule about point-in-time joins: besides the
    catalogue's also credit scoring and ads. `temporal: false` in the brief settles that it does not.
    """

    code = "LBL005"
    name = "random-split-on-time-data"
    category = "labels"
    severity = "error"
    gate = "trained"
    message = (
        "{judge} picks its test rows at random, but the data of {trainings} have an order in time. Rows from"
        " after each test row are in the training set, so the score is better than anything that live use"
        " will show."
    )
    why = "A model that is tested on the past with knowledge of the future is not tested."
    fix = "Train up to a day and test after it, with a gap as long as a label takes."
    false_alarms = "Data in which nothing changes over time; write temporal: false into the brief."
    question = "This model learned from data up to 5 January. On which days was it tested?"
    sources = (Source("ZIN", "33"), Source("SHA", "4.5.5"), Source("TSX"))
    examples = (
        Bad(_design("random"), at="judge", fixed=True),
        Bad(_design("random", "classification", "event_stream"), at="judge", fixed=True),
        Bad(
            _design("random", "sentiment").replace("sentiment", "sentiment, temporal: true"),
            at="judge",
            fixed=True,
        ),
        Good(_design("time"), why="It is tested on days after those it learned from."),
        Good(_design("random", "sentiment"), why="Nothing says that order in time matters."),
        Good(
            _design("random").replace("forecasting", "forecasting, temporal: false"),
            why="The brief says that time does not matter.",
        ),
        Good(_design("time").replace(", split: time", ""), why="The split is a question, not a gap."),
    )

    def places(self, view: View) -> Iterable[str]:
        """The evaluations that set rows apart to judge a training to which order in time matters."""
        for one in view.of_kind("evaluation"):
            if view.get(one, "split") != "none" and any(time_matters(view, it) for it in _judged(view, one)):
                yield one

    def judge(self, view: View, place: str) -> Verdict:
        """Whether its split is not random."""
        split = view.value(place, "split")
        if split.value is None:
            return NotStated("split", place)
        if split.value != "random":
            return passed_by(split)
        trainings = [one for one in _judged(view, place) if time_matters(view, one)]
        words = titles(view, trainings)
        return self.found(place, where=trainings, judge=view.title(place), trainings=words)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Split by time."""
        mending = Mending(view)
        mending.state(finding.anchor, split="time")
        return [mending.fix(f"State that {view.title(finding.anchor)} tests on later days", "declared")]


def _judged(view: View, judge: str) -> Members:
    """The trainings whose models it judges, by the model or by its predictions."""
    return view.among(view.upstream(judge, _JUDGED, frozenset({"training"})), "training")
