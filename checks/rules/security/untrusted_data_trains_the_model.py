"""SEC003: outsiders write what a model learns, and nothing filters it or can undo it."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.loose import unread
from designer.graph.questions import titles
from designer.graph.untrusted import (
    FILTERS,
    first_flows,
    outsiders,
    perhaps_unfiltered,
    unfiltered,
    untrusted_into,
)
from designer.model.flow import DATA
from designer.model.matrix import is_legal

_WANTED = tuple(sorted(FILTERS))
_BY_USERS, _BY_A_COMPANY = "outsiders write", "another company writes"
_HARM = {
    _BY_USERS: "A thousand fake accounts can teach it what they like.",
    _BY_A_COMPANY: "What goes wrong there, or is planted there, is learned as if it were the truth.",
}

_REVIEWS = """\
sketchcheck: 1
name: Review ranking
components:
  - {id: reviews, kind: event_stream, name: Reviews, user_generated: true}
  - {id: check, kind: data_validation, name: Check, checks: [schema, duplicates], on_fail: quarantine}
  - {id: lake, kind: raw_store, name: Lake, time_travel: true}
  - {id: train, kind: training, name: Training}
"""
_THROUGH = """\
flows:
  - {from: reviews, to: check, kind: stream_data}
  - {from: check, to: lake, kind: stream_data}
  - {from: lake, to: train, kind: batch_data}
"""
_PAST = """\
flows:
  - {from: reviews, to: lake, kind: stream_data}
  - {from: lake, to: train, kind: batch_data}
"""
_REPORTS = """\
sketchcheck: 1
name: Spam reports
components:
  - {id: mail, kind: consumer_app, name: Mail, user_facing: true}
  - {id: lake, kind: raw_store, name: Lake, time_travel: true}
  - {id: desk, kind: human_review, name: Desk}
  - {id: train, kind: training, name: Training}
flows:
  - {from: mail, to: lake, kind: feedback, id_key: request_id}
  - {from: lake, to: train, kind: batch_data}
"""


class UntrustedDataTrainsTheModel(Rule):
    """Data of users or of another company reach a training unfiltered, or without a version to return to.

    Outsiders are sources and streams that state it, and user-facing applications whose feedback is the
    only truth. A validation filters if it checks distribution, duplicates or anomalies. A store on the
    way that keeps earlier states, or never changes what was written, is as good to return to as data
    versioning. What a validation checks and whether a store keeps earlier states is asked where it is
    not stated.
    """

    code = "SEC003"
    name = "untrusted-data-trains-the-model"
    category = "security"
    severity = "warning"
    gate = "trained"
    suppressed_by = ("GRF004",)
    message = "{training} learns from {sources}, which {whose}, {lacks}. {follows}"
    why = "Whoever can write the training data can move the model, and fake accounts are cheap."
    fix = (
        "Check distribution, duplicates and odd sources, set aside what fails, and keep versions of the data;"
        " limit how much one source can weigh."
    )
    false_alarms = "Sources that cannot be written in bulk, such as a bank that signs what it sends."
    question = "I have a thousand accounts. What can I make your model believe?"
    sources = (
        Source("OWA", "ML02"), Source("OWA", "ML08"), Source("AWSL", "MLSEC04-BP03"), Source("ZIN", "15"),
    )  # fmt: skip
    examples = (
        Bad(_REVIEWS + _PAST, at="train", fixed=True),
        Bad(_REVIEWS.replace("schema, duplicates", "schema, nulls") + _THROUGH, at="train", fixed=True),
        Bad(_REVIEWS.replace("time_travel: true", "time_travel: false") + _THROUGH, at="train", fixed=True),
        Bad(_REPORTS, at="train", fixed=True),
        Good(_REVIEWS + _THROUGH, why="Copies are set aside, and the lake can be read as it was."),
        Good(_REVIEWS.replace(", user_generated: true", "") + _PAST, why="Nobody says that users write it."),
        Good(
            _REVIEWS.replace(", checks: [schema, duplicates]", "") + _THROUGH,
            why="What the validation checks is a question.",
        ),
        Good(
            _REPORTS + "  - {from: desk, to: train, kind: labels}\n",
            why="People whom you know label as well, so that fakes can be told.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Trainings that learn from outsiders."""
        if not outsiders(view):
            return []
        return [one for one in view.of_kind("training") if untrusted_into(view, one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether a filter stands on every way, and an earlier state can be read."""
        passed = unfiltered(view, place)
        version = _version(view, place)
        if not passed and version is True:
            return self._perhaps(view, place) or Passed()
        if not passed and isinstance(version, NotStated):
            return version
        writers = list(untrusted_into(view, place))
        whose = _whose(view, writers)
        lacks = (
            "without a check that would notice manipulation" if passed else "without a version to return to"
        )
        follows = (
            _HARM[whose] if passed else "Once it has learnt something planted, nobody can go back to before."
        )
        return self.found(
            place,
            where=writers if passed else [*writers, *_unread_versions(view, writers)],
            training=view.title(place),
            sources=titles(view, writers),
            whose=whose,
            lacks=lacks,
            follows=follows,
        )

    def _perhaps(self, view: View, place: str) -> NotStated | None:
        if perhaps_unfiltered(view, place):
            for one in view.among(view.upstream(place, DATA), "data_validation"):
                if view.get(one, "checks") is None:
                    return NotStated("checks", one)
        return None

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Filter behind each outsider, and keep versions of what is learned."""
        training = finding.anchor
        mending = Mending(view)
        before = view.upstream(training, DATA) | view.members([training])
        if unfiltered(view, training):
            for writer in untrusted_into(view, training):
                _filter(mending, writer, before)
        if _version(view, training) is None and not _keep_versions(mending, training):
            return []
        title = f"Guard {view.title(training)} against planted data"
        return [mending.fix(title, "mixed", complete=False)] if mending.edits else []


def _whose(view: View, writers: list[str]) -> str:
    """Who writes what is learned: users, or only another company that gives data."""
    given = ("data_source", "event_stream")
    users = [one for one in writers if view.kind(one) not in given or view.get(one, "user_generated")]
    return _BY_USERS if users else _BY_A_COMPANY


def _version(view: View, training: str) -> bool | NotStated | None:
    """True if an earlier state of the data can be read; None if not; else what is not stated."""
    if view.of_kind("data_versioning"):
        return True
    before = view.upstream(training, DATA)
    if before & view.once("kept states", lambda: _kept(view)):
        return True
    stores = view.among(before, "raw_store", "warehouse")
    return next(
        (NotStated("time_travel", one) for one in stores if view.get(one, "time_travel") is None), None
    )


def _kept(view: View) -> Members:
    """Stores of which earlier states can be read."""
    stores = view.of_kind("raw_store", "warehouse")
    return view.members(one for one in stores if view.get(one, "time_travel") or view.get(one, "immutable"))


def _unread_versions(view: View, writers: list[str]) -> list[str]:
    """Stores that keep earlier states of what these write, and that nobody reads."""
    kept = view.members(unread(view, "raw_store", "warehouse")) & view.once(
        "kept states", lambda: _kept(view)
    )
    return [one for one in kept if view.upstream(one, DATA) & view.members(writers)]


def _filter(mending: Mending, writer: str, before: Members) -> None:
    """Let the validation behind an outsider filter, or put one there."""
    view = mending.view
    for flow in first_flows(view, writer):
        if not before & view.members([flow.target]):
            continue
        if view.kind(flow.target) == "data_validation":
            checks = view.get(flow.target, "checks") or ()
            mending.state(flow.target, checks=list(dict.fromkeys((*checks, *_WANTED))))
        else:
            name = f"Check {view.title(writer)}"[:80]
            mending.insert(flow.id, "data_validation", name, checks=list(_WANTED), on_fail="quarantine")


def _keep_versions(mending: Mending, training: str) -> bool:
    """Put data versioning on a flow into the training; False where it fits on none."""
    view = mending.view
    for flow in view.into(training, DATA):
        ends = ((view.kind(flow.source), "data_versioning"), ("data_versioning", "training"))
        fits = all(is_legal(source, flow.kind, target) for source, target in ends)
        if fits and flow.id in mending.design.flows:
            mending.insert(flow.id, "data_versioning")
            return True
    return False
