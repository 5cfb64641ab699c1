"""FBK002: outcomes and predictions are both kept, and nobody can tell which belongs to which."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.questions import (
    RECORD_FLOWS,
    RECORDS_STOP,
    all_readers,
    answer_records,
    answerers,
    titles,
)
from designer.model.flow import Flow

JOINERS = ("outcome_join", "labelling", "quality_monitor", "warehouse", "raw_store", "log_store", "training")
"""Where an outcome and its prediction may come together."""
SPEAKERS = ("consumer_app", "human_review", "legacy_system", "data_source")
NAMED = 3
"""So many serving components are named."""
_BULK = ("raw_store", "warehouse", "data_validation", "ingestion_job")
_ID = "request_id"

_FEED = """\
sketchcheck: 1
name: Feed
components:
  - {id: app, kind: consumer_app, name: App}
  - {id: ranker, kind: serving_endpoint, name: Ranker}
  - {id: log, kind: log_store, name: Prediction log}
  - {id: clicks, kind: raw_store, name: Clicks}
  - {id: join, kind: outcome_join, name: Join}
flows:
  - {from: app, to: ranker, kind: request_response}
  - {from: ranker, to: log, kind: logs, carries: [prediction, request_id], timestamped: true}
  - {from: log, to: join, kind: logs}
"""
_CLICKS = "  - {from: app, to: clicks, kind: feedback, id_key: request_id}\n"
_JOINED = _FEED + "  - {from: app, to: join, kind: feedback, carries: [decision]}\n"


class OutcomeNotJoinedToPrediction(Rule):
    """Feedback never meets the records of the answers that it belongs to, or carries no id of them.

    Wider than the catalogue in where both may meet: any store, labelling or monitor that both reach, and
    feedback that carries the prediction itself. A stated key of the join counts as the id. Feedback that
    states neither a key nor what it carries is asked. Only feedback about recorded answers is judged;
    where nothing is recorded, that is the finding.
    """

    code = "FBK002"
    name = "outcome-not-joined-to-prediction"
    category = "feedback"
    severity = "warning"
    gate = "live"
    suppressed_by = ("FBK001", "LOG001")
    message = "Feedback from {speaker} {lacks}, so there are outcomes and answers of {serving}, but no pairs."
    why = "Only pairs of answer and outcome can train a model or tell how good it is."
    fix = "Bring both into one outcome join, on the request id, and wait there as long as outcomes take."
    false_alarms = "Feedback about the product as a whole, which belongs to no single answer."
    question = "Here is one click. How do you find the inputs of the answer that it belongs to?"
    sources = (Source("FBC", "online-joiner"), Source("MICH", "monitor"), Source("SEED", "S2"))
    examples = (
        Bad(_FEED + _CLICKS, at="app>clicks:feedback", fixed=True),
        Bad(_JOINED, at="app>join:feedback", fixed=True),
        Good(
            _FEED + _CLICKS + "  - {from: clicks, to: join, kind: batch_data}\n",
            why="Clicks and answers meet in the join.",
        ),
        Good(_JOINED.replace("[decision]", "[decision, request_id]"), why="Each outcome names its request."),
        Good(_JOINED.replace("name: Join}", "name: Join, key: order}"), why="The join names its key."),
        Good(
            _FEED.replace("name: App}", "name: App, user_facing: true}")
            + "  - {from: app, to: log, kind: feedback, id_key: request_id}\n",
            why="Both lie in one store, under one key.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Flows of feedback about answers that are recorded."""
        for one in view.of_kind(*SPEAKERS):
            flows = [flow for flow in view.out(one, "feedback") if view.kind(flow.target) != "eval_set"]
            if flows and _records(view, one):
                yield from (flow.id for flow in flows)

    def judge(self, view: View, place: str) -> Verdict:
        """Whether it meets the records somewhere, and by which field."""
        flow = view.flow(place)
        carries, key = (view.flow_value(flow, name) for name in ("carries", "id_key"))
        if "prediction" in (carries.value or ()):
            return passed_by(carries)
        meeting = _ends(view, flow.target) & _records(view, flow.source)
        if not meeting:
            for further in view.out(flow.target, "unspecified"):
                return NotStated("kind", further.id)
            return self._found(view, flow, "is kept apart from the record of the answers")
        if key.value or _ID in (carries.value or ()):
            return Passed()
        if any(view.get(one, "key") for one in view.among(meeting, "outcome_join")):
            return Passed("declaration")
        if carries.value is None:
            return NotStated("id_key", place)
        return self._found(view, flow, "carries no id of the answer that it belongs to")

    def _found(self, view: View, flow: Flow, lacks: str) -> Finding:
        serving = _serving(view, flow.source)
        return self.found(
            flow.id,
            where=(flow.source, flow.target),
            speaker=view.title(flow.source),
            serving=titles(view, serving[:NAMED], total=len(serving)),
            lacks=lacks,
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State the id; where both never meet, bring them together in a join."""
        flow = view.flow(finding.anchor)
        mending = Mending(view)
        key = mending.id_key(flow.source, flow.target, *_serving(view, flow.source)[:1])
        if not getattr(flow, "id_key", None):
            mending.state(flow.id, id_key=key)
        if _ends(view, flow.target) & _records(view, flow.source):
            title = f"Send the request id with the feedback from {view.title(flow.source)}"
            return [mending.fix(title, "declared")]
        join = flow.target
        if view.kind(join) not in ("outcome_join", "labelling", "quality_monitor"):
            join = mending.existing("outcome_join") or mending.add(
                "outcome_join", like=flow.target, key=key, window=view.brief.label_delay
            )
            mending.connect(flow.target, join, _moved_by(view, flow.target))
        _lead_records(mending, flow.source, join)
        title = f"Join the feedback from {view.title(flow.source)} with the answers"
        return [mending.fix(title, "mixed", complete=False)]


def _serving(view: View, speaker: str) -> list[str]:
    """The components whose answers a speaker gets; all that answer where it gets none."""
    by_reader: dict[str, list[str]] = view.once("answerers by reader", lambda: _by_reader(view))
    return by_reader.get(speaker) or answerers(view)


def _by_reader(view: View) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for serving in answerers(view):
        for reader in all_readers(view, serving):
            found.setdefault(reader, []).append(serving)
    return found


def _records(view: View, speaker: str) -> Members:
    """Where records of the answers that a speaker gets come together with other data, or could."""
    asked = _serving(view, speaker)
    return view.once(("records for", tuple(asked)), lambda: _find_records(view, asked))


def _find_records(view: View, asked: list[str]) -> Members:
    found = view.none()
    for serving in asked:
        found = found | answer_records(view, serving)
    return view.among(found, *JOINERS)


def _ends(view: View, target: str) -> Members:
    """Where feedback goes from its first stop on, itself included."""
    here = view.members([target])
    if view.kind(target) in RECORDS_STOP:
        return here
    return here | view.downstream(target, RECORD_FLOWS, RECORDS_STOP)


def _moved_by(view: View, store: str) -> str:
    """The kind of flow by which a store or job hands records to a join."""
    if view.kind(store) in _BULK:
        return "batch_data"
    return "logs" if view.kind(store) == "log_store" else "stream_data"


def _lead_records(mending: Mending, speaker: str, join: str) -> None:
    """Lead the recorded answers to the join, unless they go there already."""
    view = mending.view
    records = _records(view, speaker)
    if join in view and records & view.members([join]):
        return
    for store in view.among(records, "log_store", "raw_store", "warehouse"):
        labelled = view.kind(join) == "labelling" if join in view else False
        mending.connect(store, join, "batch_data" if labelled else _moved_by(view, store))
        return
