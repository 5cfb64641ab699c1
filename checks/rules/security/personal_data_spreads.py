"""SEC002: personal data lie where nobody removes them, for as long as nobody says, or leave unprotected."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from checks.finding import Finding, Fix, NotStated, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.personal import CARRY, personal_data
from designer.graph.questions import flow_carries
from designer.model.flow import Flow
from designer.model.resolve import Value
from designer.model.values import days

LIMITS = {
    "raw_store": ("retention_days",),
    "warehouse": ("retention_days",),
    "vector_index": ("retention_days",),
    "log_store": ("retention_days",),
    "prediction_store": ("retention_days", "ttl"),
    "feature_store": ("ttl",),
    "cache": ("ttl",),
}
"""By the kind of store, the properties that say when its records go."""
_CARRY = tuple(sorted(CARRY))
_TECHNICAL = frozenset(
    {"errors", "pipeline_step", "tokens", "request_id", "model_version", "prompt_version", "exposure"}
)
"""Records of nothing but these hold nothing about a person."""

_CLINIC = """\
sketchcheck: 1
name: Clinic
components:
  - {id: portal, kind: consumer_app, name: Patient portal, pii: sensitive, on_missing: default}
  - {id: triage, kind: serving_endpoint, name: Triage}
  - {id: log, kind: log_store, name: Log, retention_days: 90}
  - {id: mail, kind: legacy_system, name: Mail provider, external: true}
flows:
  - {from: portal, to: triage, kind: request_response}
"""
_LOG = (
    "  - {from: triage, to: log, kind: logs, carries: [inputs, prediction, request_id], timestamped: true,"
    " redacted: false}\n"
)
_LAKE = """\
sketchcheck: 1
name: Lake
components:
  - {id: crm, kind: data_source, name: CRM, pii: personal}
  - {id: lake, kind: raw_store, name: Lake}
  - {id: train, kind: training, name: Training}
flows:
  - {from: crm, to: lake, kind: batch_data}
  - {from: lake, to: train, kind: batch_data}
"""


class PersonalDataSpreads(Rule):
    """Personal data go into logs unredacted, leave the company unprotected, or stay without a stated end.

    Followed from components that state personal or sensitive data, along data, logs, predictions and
    calls, up to components that state that they hold none, and to redacted flows. Other than in the
    catalogue a store that states no limit is a warning, since nothing is known to be wrong yet; what is
    encrypted or redacted may go to another company, because what that company may do with it is settled
    in a contract; and records of errors and versions alone are left out. Whether a log is redacted, or a
    flow protected, is asked where nobody states it.
    """

    code = "SEC002"
    name = "personal-data-spreads"
    category = "security"
    severity = "error"
    gate = "has_model"
    suppressed_by = ("RES006",)
    message = "Personal data {problem}."
    why = "Logs and copies are where personal data leak, and where a request to delete never arrives."
    fix = "Remove or hash what names a person, keep a pseudonym as the key, and say when records go."
    false_alarms = "Data that were made anonymous on the way; state pii: none where they arrive."
    question = "Somebody asks you to delete all you have about them. In which boxes do you look?"
    sources = (
        Source("MLTS", "Data5"), Source("OWA", "ML03"), Source("OWA", "ML04"), Source("SE4", "29"),
    )  # fmt: skip
    examples = (
        Bad(_CLINIC + _LOG, at="triage>log:logs", fixed=True),
        Bad(_LAKE, at="lake", fixed=True),
        Bad(
            _CLINIC + "  - {from: triage, to: mail, kind: predictions, encrypted: false}\n",
            at="triage>mail:predictions",
            fixed=True,
        ),
        Good(_CLINIC + _LOG.replace("redacted: false", "redacted: true"), why="Nobody is named in the log."),
        Good(_CLINIC + _LOG.replace(", redacted: false", ""), why="Whether it is redacted is a question."),
        Good(_CLINIC + _LOG.replace("inputs, prediction", "errors"), why="Errors name nobody."),
        Good(
            _LAKE.replace("name: Lake}", "name: Lake, retention_days: 365}"), why="After a year it is gone."
        ),
        Good(_LAKE.replace("name: Lake}", "name: Lake, pii: none}"), why="What arrives there names nobody."),
    )

    def places(self, view: View) -> Iterable[str]:
        """Stores that personal data reach, and flows on which they go into logs or to other companies."""
        for one in personal_data(view):
            if view.kind(one) in LIMITS:
                yield one
            for flow in view.out(one, *_CARRY):
                if _is_log(view, flow) or _leaves(view, flow):
                    yield flow.id

    def judge(self, view: View, place: str) -> Verdict:
        """Whether a store forgets, or a flow is redacted or protected."""
        if place in view:
            return self._judge_store(view, place)
        flow = view.flow(place)
        redacted = view.flow_value(flow, "redacted")
        other = view.value(flow.target, "redaction") if _is_log(view, flow) else _encrypted(view, flow)
        for value in (redacted, other):
            if value.value is True:
                return passed_by(value)
        if redacted.value is None and other.value is None:
            return NotStated("redacted" if _is_log(view, flow) else "encrypted", place)
        to = view.title(flow.target)
        source = personal_data(view)[flow.source]
        way = (
            f"go into {to} unredacted, where more people read them than have to"
            if _is_log(view, flow)
            else f"go to {to} unprotected, and can be read on the way"
        )
        where = (flow.source, flow.target, source)
        return self.found(place, where=where, problem=f"from {view.title(source)} {way}")

    def _judge_store(self, view: View, store: str) -> Verdict:
        names = LIMITS[view.kind(store)]
        for value in (view.value(store, name) for name in names):
            if value.value is not None:
                return passed_by(value)
        source = personal_data(view)[store]
        title, ending = (
            view.title(store),
            "and when they are deleted there is not stated: as drawn, they stay for ever",
        )
        way = f"from {view.title(source)} reach {title}" if source != store else f"lie in {title}"
        return self.found(store, where=(source,), severity="warning", problem=f"{way}, {ending}")

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State that the flow is redacted or encrypted; or a limit as long as learning needs the records."""
        mending = Mending(view)
        if finding.anchor in view:
            return _limited(mending, finding.anchor)
        flow = view.flow(finding.anchor)
        to = view.title(flow.target)
        if _is_log(view, flow):
            mending.state(flow.id, redacted=True)
            return [mending.fix(f"Remove personal data before they go into {to}", "declared")]
        mending.state(flow.id, encrypted=True)
        return [mending.fix(f"Encrypt what goes to {to}", "declared")]


def _is_log(view: View, flow: Flow) -> bool:
    if flow.kind != "logs" or view.kind(flow.target) != "log_store":
        return False
    return not _TECHNICAL.issuperset(flow_carries(flow))


def _leaves(view: View, flow: Flow) -> bool:
    """Whether a flow goes to another company; calls of language models have a rule of their own."""
    if view.kind(flow.target) == "llm_endpoint" or not view.get(flow.target, "external"):
        return False
    return not view.get(flow.source, "external")


def _encrypted(view: View, flow: Flow) -> Value:
    return view.flow_value(flow, "encrypted")


def _limited(mending: Mending, store: str) -> list[Fix]:
    """A limit by what the brief says of outcomes, training and the age of features."""
    view = mending.view
    title = f"Delete in {view.title(store)} what is no longer needed"
    if "retention_days" in LIMITS[view.kind(store)]:
        delay, window = view.brief.label_delay or "0d", view.brief_value("training_window").value
        mending.state(store, retention_days=ceil(days(delay) + days(window)))
    elif view.brief.max_feature_age:
        mending.state(store, ttl=view.brief.max_feature_age)
    else:
        return []
    return [mending.fix(title, "declared", complete=False)]
