"""FBK001: nothing comes back from where the answers are used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.questions import all_readers, answer_records, answerers
from designer.model.flow import DATA, Flow
from designer.model.kinds import CONSUMER, KINDS

LEARNERS = ("log_store", "warehouse", "raw_store", "labelling", "outcome_join", "training")
"""Where what comes back is kept, turned into labels or learned from."""
NAMED = 20
"""So many consumers are named."""
_MOVERS = frozenset({"event_stream", "ingestion_job", "data_validation", "queue", "data_versioning", "other"})
_MOVED = DATA | {"logs"}
_SPEAKS = ("consumer_app", "human_review", "legacy_system")
_KEEPS = ("outcome_join", "raw_store", "warehouse", "log_store", "labelling")

_NEWS = """\
sketchcheck: 1
name: News recommendations
components:
  - {id: train, kind: training, name: Nightly training}
  - {id: ranker, kind: serving_endpoint, name: Ranker}
  - {id: app, kind: consumer_app, name: News app, on_missing: default}
  - {id: clicks, kind: event_stream, name: Clicks}
  - {id: lake, kind: raw_store, name: Lake}
flows:
  - {from: lake, to: train, kind: batch_data}
  - {from: train, to: ranker, kind: model_artifact}
  - {from: app, to: ranker, kind: request_response}
"""


class LoopNeverCloses(Rule):
    """No outcome leads from the consumers back to where records are kept, labelled or learned from.

    Wider than the catalogue in what counts as coming back: a feedback flow from anywhere, labels from
    a consumer, labels that are joined with predictions, records of answers that are sent to labelling,
    events of a consumer that end in labelling or a join, and its rows or logs from which a training reads:
    many draw a click log so. A flow behind the feedback that does not say what it is, is a question. A
    labelling that takes outcomes from the data of the company counts too, and what a forecast is compared
    with: cancellations and sales come in by themselves.
    """

    code = "FBK001"
    name = "loop-never-closes"
    category = "feedback"
    severity = "warning"
    gate = "trained and live"
    message = (
        "No outcome leads back from {consumer} to where it could be kept, joined or learned from, so the next"
        " model learns from the same old data."
    )
    why = "A model is a guess about the world; only what the world answers shows where it is wrong."
    fix = "Lead what happens after the answer back, with its request id: to an outcome join or a store."
    false_alarms = (
        "Outcomes that are collected by another system; draw it as a data source with a feedback flow."
    )
    question = "After you have acted, what does the world tell you, and where does that come in again?"
    sources = (
        Source("AME"), Source("MICH", "monitor"), Source("SHA", "4.5.1"), Source("AZM", "L4"),
        Source("SEED", "S8"),
    )  # fmt: skip
    examples = (
        Bad(_NEWS, at="design", fixed=True),
        Bad(_NEWS + "  - {from: app, to: clicks, kind: feedback}\n", at="design", fixed=True),
        Good(
            _NEWS
            + "  - {from: app, to: clicks, kind: feedback, id_key: request_id}\n"
            + "  - {from: clicks, to: lake, kind: stream_data}\n",
            why="Clicks reach the lake, from which the training reads.",
        ),
        Good(_NEWS + "  - {from: app, to: lake, kind: feedback, id_key: request_id}\n"),
        Good(
            _NEWS + "  - {from: app, to: lake, kind: logs}\n",
            why="A log of the app is what the training reads.",
        ),
        Good(
            _NEWS
            + "  - {from: app, to: clicks, kind: feedback}\n"
            + "  - {from: clicks, to: train, kind: unspecified}\n",
            why="How clicks go on is not stated, and is a question.",
        ),
        Good(
            _NEWS.replace("flows:\n", "  - {id: read, kind: labelling, mode: outcome}\nflows:\n")
            + "  - {from: lake, to: read, kind: batch_data}\n  - {from: read, to: train, kind: labels}\n",
            why="What was read is taken from the lake as the truth.",
        ),
        Good(
            _NEWS.replace("components:\n", "brief: {ml_task: forecasting}\ncomponents:\n", 1).replace(
                "flows:\n", "  - {id: dwh, kind: warehouse}\n  - {id: live, kind: quality_monitor}\nflows:\n"
            )
            + "  - {from: ranker, to: live, kind: predictions}\n  - {from: dwh, to: live, kind: labels}\n",
            why="A monitor compares the forecast with what happened.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The design, where consumers get answers."""
        return ["design"] if _consumers(view) else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether an outcome leads back."""
        if _comes_back(view):
            return Passed()
        consumers = list(dict.fromkeys((*_stranded(view), *_consumers(view))))
        if unclear := next(_unclear(view, consumers), None):
            return NotStated("kind", unclear.id)
        return self.found(place, where=consumers[:NAMED], consumer=view.title(consumers[0]))

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Feedback from the first consumer to a join or store that is drawn, or to a new join.

        What a loop needs beyond that, such as brakes and times, is asked once there is one.
        """
        del finding
        speakers = [*_stranded(view), *_consumers(view)]
        speaker = next((one for one in speakers if view.kind(one) in _SPEAKS), None)
        if speaker is None:
            return []
        mending = Mending(view)
        drawn = [one for kind in _KEEPS for one in view.of_kind(kind)]
        target = drawn[0] if drawn else _new_join(mending, speaker)
        key = mending.id_key(speaker, target)
        mending.connect(speaker, target, "feedback", id_key=key, delay=view.brief.label_delay)
        return [mending.fix(f"Lead the outcomes from {view.title(speaker)} back", complete=False)]


def _consumers(view: View) -> list[str]:
    """Who gets answers, applications and people before policy layers."""
    return view.once("consumers", lambda: _find_consumers(view))


def _find_consumers(view: View) -> list[str]:
    found = view.none()
    for serving in answerers(view):
        found = found | all_readers(view, serving)
    return sorted(view.among(found, CONSUMER), key=lambda one: (view.kind(one) not in _SPEAKS, one))


def _stranded(view: View) -> list[str]:
    """Who gives feedback, which then ends on its way: of these the finding speaks first."""
    speaking = {flow.source for flow in view.flows("feedback")}
    return [one for one in view.of_kind(*_SPEAKS) if one in speaking]


def _unclear(view: View, consumers: list[str]) -> Iterator[Flow]:
    """Flows that do not say what they are, of consumers and of what moves their feedback."""
    for one in consumers:
        yield from (
            to for to in view.out(one, "unspecified") if view.kind(to.target) in (*LEARNERS, *_MOVERS)
        )
        for said in view.out(one, "feedback"):
            for mover in _moved(view, said.target) & view.all_of(_MOVERS):
                yield from view.out(mover, "unspecified")


def _comes_back(view: View) -> bool:
    said = list(view.flows("feedback"))
    said += [flow for one in view.of_kind(*CONSUMER) for flow in view.out(one, "labels")]
    if any(_reaches(view, flow.target, LEARNERS) for flow in said):
        return True
    events = [flow for one in view.of_kind(*CONSUMER) for flow in view.out(one, "stream_data", "batch_data")]
    if any(_reaches(view, flow.target, ("labelling", "outcome_join")) for flow in events):
        return True
    return _is_learned_from(view) or _arrives_by_itself(view) or _joined_or_labelled(view)


def _is_learned_from(view: View) -> bool:
    """Whether a training reads the rows of an application, or its log, from where they are kept."""
    apps = view.of_kind("consumer_app")
    stop = frozenset(KINDS) - _MOVERS - {"log_store", "raw_store", "warehouse"}
    return any(view.among(view.downstream(one, _MOVED, stop), "training") for one in apps)


def _arrives_by_itself(view: View) -> bool:
    """Whether outcomes are read from the data of the company, or a forecast is compared with them."""
    taken = [one for one in view.of_kind("labelling") if view.get(one, "mode") == "outcome"]
    if view.brief.ml_task == "forecasting":
        taken += [one for one in view.of_kind("quality_monitor") if view.into(one, "labels")]
    return any(view.into(one, *DATA) for one in taken)


def _reaches(view: View, first: str, kinds: tuple[str, ...]) -> bool:
    """Whether what arrives at a component is, or is moved to, one of these kinds."""
    return bool(view.among(_moved(view, first), *kinds))


def _moved(view: View, first: str) -> Members:
    """A component, and where what arrives at it is moved to."""
    here = view.members([first])
    moves = view.kind(first) in _MOVERS
    return here | view.downstream(first, _MOVED, frozenset(KINDS) - _MOVERS) if moves else here


def _joined_or_labelled(view: View) -> bool:
    """Whether recorded answers are joined with labels, or labelled."""
    for serving in answerers(view):
        records = answer_records(view, serving)
        if view.among(records, "labelling"):
            return True
        if any(view.into(one, "labels", "feedback") for one in view.among(records, "outcome_join")):
            return True
    return False


def _new_join(mending: Mending, speaker: str) -> str:
    """A join of recorded answers and feedback, which gives labels to the training."""
    view = mending.view
    serving = next(one for one in answerers(view) if speaker in all_readers(view, one))
    join = mending.add("outcome_join", like=speaker, key=mending.id_key(speaker, serving))
    carries = ["prediction", "features", "model_version", "request_id"]
    mending.connect(serving, join, "logs", carries=carries, timestamped=True)
    mending.connect(join, view.of_kind("training")[0], "labels")
    return join
