"""A conversation about a design: answers name elements of it, and may suggest edits that work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from checks.config import ReviewSettings
from checks.engine import Report
from checks.finding import Fix
from checks.review.answer import QuestionAnswer, schema_of
from checks.review.asking import Asking, Outgoing, outgoing_of
from checks.review.compact import compact
from checks.review.failures import ReviewFailed
from checks.review.grounding import is_element, suggested
from checks.review.ladder import Question
from checks.review.manner import Plain
from checks.review.parsing import begun
from checks.review.prompt import Turn, question_messages
from checks.review.usage import Usage
from checks.review.wording import incoming
from designer.model.design import Design

_MOST_OF_AN_ANSWER = 6000
_PARAGRAPH = re.compile(r"\n\s*\n")
_WHOLE = re.compile(r".*[.!?…][\"')\]]*(?=\s|\Z)", re.DOTALL)
"""Everything up to the end of the last sentence."""
_NAMED = re.compile(r"\[([a-z][a-z0-9_>:.-]{0,199})\]")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer. `cites` are ids of this design, those that stand in square brackets in the text among them.

    `folded` says what did not hold and was left out; `cut`, why there is no more of it, "" if it is whole.
    """

    text: str
    cites: tuple[str, ...]
    fix: Fix | None
    folded: tuple[str, ...]
    usage: Usage
    seconds: float
    cut: str = ""


def preview_question(
    report: Report,
    asking: Asking,
    question: str,
    earlier: Sequence[Turn] = (),
    settings: ReviewSettings | None = None,
) -> Outgoing:
    """What a question would send."""
    asked = _question(report, question, earlier)
    return outgoing_of(asked.messages, asked.schema, asking, settings)


def converse(report: Report, asking: Asking, question: str, earlier: Sequence[Turn] = ()) -> Reply:
    """The model's answer to a question about the design. Raises ReviewFailed where it gives none.

    Of an answer that was cut off the whole sentences are kept.
    """
    try:
        answered, seconds = asking.ask(_question(report, question, earlier))
    except ReviewFailed as failed:
        if not (sentences := _WHOLE.match(begun(failed.begun, "answer"))):
            raise
        reply = _reply(QuestionAnswer(answer=sentences[0]), report.design, failed.usage, failed.seconds)
        return replace(reply, cut=failed.words[:1].upper() + failed.words[1:])
    return _reply(answered.value, report.design, answered.usage, seconds)


def _reply(answer: QuestionAnswer, design: Design, usage: Usage, seconds: float) -> Reply:
    """What of an answer holds."""
    text = _shown(answer.answer)
    named = dict.fromkeys((*answer.evidence, *_NAMED.findall(text)))
    unknown = [one for one in named if not is_element(one, design)]
    fix, why = suggested(answer.suggestion, design)
    folded = [f"it speaks of {incoming(one, 60)}, which is not in this design" for one in unknown]
    folded += [f"what it suggests cannot be done: {why}"] if why else []
    return Reply(
        text,
        tuple(one for one in named if one not in unknown),
        fix,
        tuple(folded),
        usage,
        seconds,
    )


def _question(report: Report, question: str, earlier: Sequence[Turn]) -> Question[QuestionAnswer]:
    messages = question_messages(compact(report), question, earlier)
    return Question(messages, _schema(report.design), QuestionAnswer.model_validate)


def _schema(design: Design) -> Plain:
    return schema_of(QuestionAnswer, {*design.components, *design.flows, *design.zones, "brief", "design"})


def _shown(text: str) -> str:
    """The answer with its paragraphs, each on one line."""
    paragraphs = (incoming(one, _MOST_OF_AN_ANSWER) for one in _PARAGRAPH.split(text[:_MOST_OF_AN_ANSWER]))
    return "\n\n".join(one for one in paragraphs if one)
