"""Asking until there is an answer of the right shape: another format or option, one repair, few calls."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from checks.review import transport
from checks.review.budget import Budget
from checks.review.failures import Reason, ReviewFailed, ServerSaid, failure_of
from checks.review.manner import Manner, usual_manner
from checks.review.parsing import NoJson, read_object
from checks.review.remembered import Memory
from checks.review.server import Server
from checks.review.transport import Answer
from checks.review.usage import CHARACTERS_A_TOKEN, Usage
from checks.review.wording import incoming
from designer.model.messages import explain

T = TypeVar("T")
Plain = dict[str, Any]
OnProgress = Callable[[str], None]

_SHOWN = 160


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """What is asked; `read` turns the object of an answer into what is wanted, or raises ValidationError."""

    messages: list[Plain]
    schema: Plain
    read: Callable[[Plain], T]


@dataclass(frozen=True, slots=True)
class Answered(Generic[T]):
    """An answer of the right shape, the object it was read from, and what it took."""

    value: T
    data: Plain
    manner: Manner
    usage: Usage


class Ladder(Generic[T]):
    """Asks one server one thing. `network` is a transport of httpx2, for tests."""

    def __init__(
        self, server: Server, budget: Budget, memory: Memory, on_progress: OnProgress, network: Any = None
    ) -> None:
        self._server = server
        self._budget = budget
        self._memory = memory
        self._on_progress = on_progress
        self._network = network
        self._usage = Usage()
        self._repaired = False

    def ask(self, question: Question[T]) -> Answered[T]:
        """The answer. Raises ReviewFailed, with what it cost, where there is none."""
        try:
            return self._climb(question)
        except ReviewFailed as failed:
            failed.usage, failed.calls, failed.seconds = self._usage, self._budget.calls, self._budget.seconds
            raise

    def _climb(self, question: Question[T]) -> Answered[T]:
        manner = self._memory.manner(self._server) or usual_manner(self._server)
        while True:
            try:
                answer = self._call(manner, question)
            except ServerSaid as said:
                manner = self._otherwise(manner.after(said), failure_of(said, self._server))
                continue
            try:
                data, value = self._read(answer, question)
            except _NotAsAsked as wrong:
                manner, question = self._mended(manner, question, answer, wrong)
                continue
            return Answered(value, data, manner, self._usage)

    def _call(self, manner: Manner, question: Question[T]) -> Answer:
        limits = self._budget.limits
        self._on_progress(
            f"Asking {self._server.model} at {self._server.host}"
            f" (call {self._budget.calls + 1}, at most {limits.calls})"
        )
        body = manner.body(self._server, question.messages, question.schema, limits.answer_tokens)
        answer = transport.complete(self._server, body, self._budget, self._network)
        self._memory.learn(self._server, manner)
        self._usage += _counted(answer, body)
        return answer

    def _read(self, answer: Answer, question: Question[T]) -> tuple[Plain, T]:
        """What was asked for. Raises _NotAsAsked where asking again may help, ReviewFailed where not."""
        for text in (answer.text, answer.thoughts):
            try:
                data = read_object(text)
                return data, question.read(data)
            except NoJson:
                continue
            except ValidationError as error:
                self._refuse_cut(answer)
                raise _NotAsAsked("wrong_shape", incoming(explain(error), _SHOWN)) from None
        self._refuse_refusal(answer)
        self._refuse_cut(answer)
        if not answer.text.strip():
            elsewhere = ", and what it thought is no JSON" if answer.thoughts else ""
            raise _NotAsAsked("empty", f"the text of the answer is empty{elsewhere}")
        raise _NotAsAsked("no_json", f"it answers in prose: “{incoming(answer.text, _SHOWN)}”")

    def _refuse_refusal(self, answer: Answer) -> None:
        if answer.refusal:
            words = f"the model refuses: “{incoming(answer.refusal, _SHOWN)}”"
            raise ReviewFailed(self._server, "model_refuses", words, "Try another model.")
        if answer.finish == "content_filter":
            words = "the server's content filter held the answer back"
            raise ReviewFailed(self._server, "filtered", words, "Try another model or server.")

    def _refuse_cut(self, answer: Answer) -> None:
        if answer.finish != "length":
            return
        most, came = self._budget.limits.answer_tokens, answer.usage.answered
        words = f"the answer was cut off after {most} tokens"
        cure = "Allow more with answer-tokens in the configuration, or take a model that thinks less."
        if 0 < came < most:
            words = f"the answer was cut off after {came} of {most} tokens, as its context is full"
            cure = "Start the server with a longer context, or take a model that reads more."
        raise ReviewFailed(self._server, "truncated", words, cure, begun=answer.text)

    def _otherwise(self, manner: Manner | None, failed: ReviewFailed) -> Manner:
        """Another manner, if there is one and a call is left for it."""
        if manner is None or not self._budget.calls_left:
            raise failed
        return manner

    def _mended(
        self, manner: Manner, question: Question[T], answer: Answer, wrong: _NotAsAsked
    ) -> tuple[Manner, Question[T]]:
        """How to ask after an answer of the wrong shape: with the schema in words, and what was wrong."""
        if self._repaired or not self._budget.calls_left:
            raise ReviewFailed(
                self._server, wrong.reason, wrong.words, "Test the connection, or try another model."
            )
        self._repaired = True
        manner = replace(manner, rung="plain")
        if not answer.text.strip():
            return manner, question
        again = f"That cannot be read: {wrong.words}. Answer again, with the JSON object alone."
        turns = [
            {"role": "assistant", "content": answer.text[:4000]},
            {"role": "user", "content": again},
        ]
        return manner, replace(question, messages=[*question.messages, *turns])


class _NotAsAsked(Exception):
    """An answer that is not what was asked for, and may be if asked for again."""

    def __init__(self, reason: Reason, words: str) -> None:
        self.reason, self.words = reason, words
        super().__init__(words)


def _counted(answer: Answer, body: Plain) -> Usage:
    """What the server counted; an estimate where it does not count."""
    if not answer.usage.uncounted:
        return answer.usage
    sent = len(json.dumps(body, ensure_ascii=False)) // CHARACTERS_A_TOKEN
    answered = (len(answer.text) + len(answer.thoughts)) // CHARACTERS_A_TOKEN
    return replace(answer.usage, sent=sent, answered=answered)
