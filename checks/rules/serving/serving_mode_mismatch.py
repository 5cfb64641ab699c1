"""SRV003: the brief wants answers in one way, and the drawing gives them in another."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.questions import all_readers
from designer.model.flow import CALL
from designer.model.kinds import CONSUMER, GENERATIVE, ONLINE, SERVING
from designer.model.values import seconds
from designer.simulate import LONGEST_RUN, run_seconds

_PREDICTIONS = frozenset({"predictions"})
_KEPT = ("prediction_store", "cache")

_NIGHTLY = """\
sketchcheck: 1
name: Card fraud by night
brief: {serving_mode: online}
components:
  - {id: checkout, kind: consumer_app, name: Checkout}
  - {id: nightly, kind: batch_inference, name: Nightly scores}
  - {id: payments, kind: warehouse, name: Payments}
flows:
  - {from: payments, to: nightly, kind: batch_data}
  - {from: nightly, to: checkout, kind: predictions}
"""
_STALE = """\
sketchcheck: 1
name: Stock forecast
brief: {max_feature_age: 6h}
components:
  - {id: shop, kind: consumer_app, name: Shop planner}
  - {id: forecast, kind: batch_inference, name: Forecast, schedule: 24h}
flows:
  - {from: forecast, to: shop, kind: predictions}
"""


class ServingModeMismatch(Rule):
    """The brief asks for answers at once and nothing can be asked, or for batches and all is online.

    Third, answers come from batch jobs only, and the job that runs most often does so less often than
    the brief lets data age. A language model, and a stream component that is called, answer at once too.
    That features are too old as well (FEA003) does not silence this: each is mended by itself.
    """

    code = "SRV003"
    name = "serving-mode-mismatch"
    category = "serving"
    severity = "error"
    gate = "has_model"
    suppressed_by = ("SRV001", "SRV002")
    message = "The brief asks for {wanted}, but {offer}."
    why = (
        "How answers are given decides most of the architecture; a drawing that gives them in another way"
        " solves another task."
    )
    fix = (
        "Add an endpoint that can be asked, or keep the answers of the batch job where they can be looked up,"
        " or run the job more often; or correct the brief."
    )
    false_alarms = "A batch system that sends its rows to an endpoint one by one; draw it as batch inference."
    question = "Does the answer depend on anything that is known only when the request comes in?"
    sources = (Source("SEED", "S1"), Source("ZIN", "4"), Source("NFX"), Source("MICH", "deploy"))
    examples = (
        Bad(_NIGHTLY, at="design", fixed=True),
        Bad(_STALE, at="design", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: Monthly letters
brief: {serving_mode: batch}
components:
  - {id: letters, kind: consumer_app, name: Letters}
  - {id: api, kind: serving_endpoint, name: Scoring service}
flows:
  - {from: letters, to: api, kind: request_response}
""",
            at="design",
        ),
        Good(
            _NIGHTLY.replace(
                "nightly, to: checkout, kind: predictions", "nightly, to: scores, kind: predictions"
            ).replace("flows:\n", "  - {id: scores, kind: prediction_store}\nflows:\n")
            + "  - {from: checkout, to: scores, kind: request_response}\n",
            why="The scores are computed at night and looked up at once.",
        ),
        Good(_STALE.replace("schedule: 24h", "schedule: 6h")),
        Good(_STALE.replace(", schedule: 24h", ""), why="How often it runs is a question."),
        Good(_NIGHTLY.replace("brief: {serving_mode: online}\n", ""), why="The brief asks for nothing."),
    )

    def places(self, view: View) -> Iterable[str]:
        """The design, where something answers and the brief says how or how fresh."""
        asked = view.brief.serving_mode or view.brief.max_feature_age
        return ["design"] if asked and view.of_kind(*SERVING, *GENERATIVE) else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether the boxes that answer can do it as the brief wants."""
        del place
        mode = view.brief.serving_mode
        answering = view.of_kind(*SERVING)
        if mode == "online" and not _can_be_asked(view):
            offer = "nothing in the design can be asked: answers come when a job or an event makes them"
            return _called_other(view) or self._mismatch(view, "answers at once", offer)
        if mode == "batch" and answering and all(view.kind(one) in ONLINE for one in answering):
            offer = "the design has only components that answer one request at a time"
            return self._mismatch(view, "answers in batches", offer)
        return self._too_rare(view)

    def _mismatch(self, view: View, wanted: str, offer: str) -> Finding:
        return self.found("design", where=view.of_kind(*SERVING), wanted=wanted, offer=offer)

    def _too_rare(self, view: View) -> Verdict:
        allowed = view.brief.max_feature_age
        jobs = view.of_kind(*SERVING, *GENERATIVE)
        if allowed is None or any(view.kind(one) != "batch_inference" for one in jobs):
            return Passed()
        schedules = {one: view.get(one, "schedule") for one in jobs}
        unknown = [one for one, schedule in schedules.items() if schedule is None]
        known = {one: seconds(schedule) for one, schedule in schedules.items() if schedule is not None}
        if any(every <= seconds(allowed) for every in known.values()):
            return Passed("declaration")
        if unknown:
            return NotStated("schedule", unknown[0])
        first = min(known, key=lambda one: (known[one], one))
        offer = f"all answers come from batch jobs, and {view.title(first)} runs every {schedules[first]}"
        return self._mismatch(view, f"data at most {allowed} old", offer)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Keep the answers of the jobs where they can be looked up; or run the job more often."""
        if not isinstance(self.judge(view, "design"), Finding):
            return []
        if view.brief.serving_mode == "online" and not _can_be_asked(view):
            return list(_looked_up(view))
        if view.brief.serving_mode == "batch" and all(view.kind(one) in ONLINE for one in finding.where):
            return []
        return list(_more_often(view))


def _can_be_asked(view: View) -> bool:
    if view.of_kind(*ONLINE, *GENERATIVE):
        return True
    if any(view.into(one, CALL) for one in view.of_kind("stream_inference")):
        return True
    models = view.all_of(SERVING)
    stores = (one for one in view.of_kind(*_KEPT) if view.upstream(one, _PREDICTIONS) & models)
    return any(all_readers(view, one) for one in stores)


def _called_other(view: View) -> NotStated | None:
    """A box of kind other that somebody asks, which may be what answers."""
    called = (one for one in view.of_kind("other") if view.into(one, CALL, "unspecified"))
    return next((NotStated("kind", one) for one in called), None)


def _looked_up(view: View) -> Iterable[Fix]:
    mending = Mending(view)
    jobs = view.of_kind("batch_inference")
    readers = [(job, one) for job in jobs for one in view.among(all_readers(view, job), CONSUMER)]
    if not readers:
        return
    store = mending.ensure("prediction_store", like=readers[0][0])
    for job, reader in readers:
        mending.connect(job, store, "predictions")
        mending.connect(reader, store, "request_response")
    yield mending.fix("Keep the answers where they can be looked up", complete=False)


def _more_often(view: View) -> Iterable[Fix]:
    """The job that runs most often, as often as the brief asks, where its run fits into that time."""
    allowed = view.brief.max_feature_age
    jobs = sorted(view.of_kind("batch_inference"), key=lambda one: (seconds(view.get(one, "schedule")), one))
    if allowed is None:
        return
    for job in jobs:
        needed = run_seconds(view, job)
        if needed is None or needed <= LONGEST_RUN * seconds(allowed):
            mending = Mending(view)
            mending.state(job, schedule=allowed)
            yield mending.fix(f"Run {view.title(job)} every {allowed}", "declared", complete=False)
            return
