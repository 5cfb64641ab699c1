"""A review: the design goes out as lines, and what comes back is looked at before anybody sees it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from pydantic import ValidationError

from checks.config import ReviewSettings
from checks.engine import Report
from checks.review.answer import Claim, ReviewAnswer, read_claims, schema_of
from checks.review.asking import Asking, Outgoing, outgoing_of
from checks.review.compact import Compact, compact
from checks.review.decisions import decided
from checks.review.findings import Folded, ModelFinding, Review
from checks.review.grounding import Grounding, capped, merged
from checks.review.ladder import Answered, Question
from checks.review.manner import Plain, Rung
from checks.review.prompt import REVIEW, VERSION, review_messages
from checks.review.server import Server
from checks.review.usage import Usage
from checks.review.wording import incoming
from designer.model.design import Design
from designer.model.messages import explain

MOST_RUNS = 9
Claims = tuple[list[Claim], list[tuple[str, ValidationError]]]
"""What of an answer has the form of a claim, and what has not, with why."""


def preview(report: Report, asking: Asking, settings: ReviewSettings | None = None) -> Outgoing:
    """What one run of a review would send; with prices in the settings also what it can cost."""
    lines = compact(report)
    return outgoing_of(review_messages(lines), _schema(report.design), asking, settings)


def remembered_runs(report: Report, asking: Asking) -> int:
    """How many runs are remembered for what this design means, with this model."""
    return len(asking.memory.answers(_key(asking.server, compact(report))))


def review(report: Report, asking: Asking, *, runs: int = 1) -> Review:
    """A review of so many runs; those that are remembered for this design are not asked for again.

    Raises ReviewFailed where the model gives no answer. What it found is not in the report: rules, score and
    exit code stay as they are.
    """
    lines = compact(report)
    key = _key(asking.server, lines)
    answers = asking.memory.answers(key)
    cached, usage, seconds, rung = len(answers), Usage(), 0.0, _rung(answers)
    while len(answers) < min(runs, MOST_RUNS):
        answered, took = _ask(report, lines, asking)
        usage, seconds, rung = usage + answered.usage, seconds + took, answered.manner.rung
        answers = [*answers, {"answer": answered.data, "rung": rung}]
        asking.memory.keep(key, answers)
    shown, folded = looked_at(answers, report)
    server = asking.server
    return Review(
        tuple(shown), tuple(folded), len(answers), cached, usage, seconds, rung, server.model, server.host
    )


def ask_once(report: Report, asking: Asking) -> tuple[Answered[Claims], float]:
    """One answer and the seconds that it took, whatever is remembered; for whoever measures a model."""
    return _ask(report, compact(report), asking)


def _ask(report: Report, lines: Compact, asking: Asking) -> tuple[Answered[Claims], float]:
    return asking.ask(Question(review_messages(lines), _schema(report.design), read_claims))


def looked_at(answers: Sequence[Plain], report: Report) -> tuple[list[ModelFinding], list[Folded]]:
    """What holds of all the answers together, and what does not and why."""
    grounding = Grounding(report, compact(report))
    runs: list[list[ModelFinding]] = []
    folded: list[Folded] = []
    for one in answers:
        found, ungrounded = _one(one, grounding)
        runs.append(found)
        folded += ungrounded
    together, duplicates = merged(runs)
    left, dismissed = decided(together, report)
    shown, rest = capped(left)
    return shown, [*folded, *duplicates, *dismissed, *rest]


def _one(remembered: Plain, grounding: Grounding) -> tuple[list[ModelFinding], list[Folded]]:
    """What holds of one answer. An answer that another version remembered may have another form."""
    try:
        claims, malformed = read_claims(remembered["answer"])
    except (KeyError, ValidationError) as error:
        return [], [Folded("", f"the remembered answer cannot be read: {type(error).__name__}")]
    found, folded = grounding.sort(claims)
    forms = [
        Folded(incoming(text, 600), f"it has not the form of a finding: {incoming(explain(error), 200)}")
        for text, error in malformed
    ]
    return found, [*forms, *folded]


def _schema(design: Design) -> Plain:
    return schema_of(ReviewAnswer, {*design.components, *design.flows, *design.zones, "brief", "design"})


def _rung(answers: Sequence[Plain]) -> Rung:
    found: Rung = answers[-1].get("rung", "plain") if answers else "plain"
    return found


def _key(server: Server, lines: Compact) -> str:
    """What an answer depends on: whom it was asked, in which words, and what the design means to it."""
    return json.dumps([server.base_url, server.api_version, server.model, VERSION, REVIEW, lines.text])
