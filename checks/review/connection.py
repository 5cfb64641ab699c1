"""Trying a connection: what works, in plain words, and which format of answers the server keeps to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from checks.review import transport
from checks.review.asking import Asking
from checks.review.budget import Budget
from checks.review.failures import ReviewFailed, ServerSaid, failure_of
from checks.review.manner import Manner, Plain, Rung, usual_manner
from checks.review.parsing import NoJson, read_object
from checks.review.server import Server
from checks.review.transport import Answer
from designer.model.messages import shorten

_MOST_CALLS = 6
_ANSWER_TOKENS = 1000
"""Enough for a model that thinks before it says a word."""
_MOST_NAMES = 8

_MESSAGES: list[Plain] = [
    {"role": "system", "content": "You are asked whether you can be reached."},
    {"role": "user", "content": "Say hello in three words; no JSON is needed."},
]
"""Only a server that keeps to a format answers in it; OpenAI wants the word, where JSON is the format."""
_SCHEMA: Plain = {
    "type": "object",
    "properties": {
        "greeting": {"type": "string", "maxLength": 60},
        "ready": {"type": "string", "enum": ["yes"]},
    },
    "required": ["greeting", "ready"],
    "additionalProperties": False,
}  # fmt: skip

_RUNGS: dict[Rung, str] = {
    "json_schema": "It keeps to a given schema (json_schema), the surest format.",
    "json_object": "It keeps to JSON, not to a schema (json_object): now and then a second call is needed.",
    "plain": "It keeps to no format (plain): shape is asked for in words, some answers need a second call.",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Connection:
    """What a try has shown. `better_address` is the one that would have worked, "" if there is none."""

    works: bool
    sentences: tuple[str, ...]
    rung: Rung | None = None
    better_address: str = ""


def try_connection(asking: Asking) -> Connection:
    """Ask a little, and say in words what came of it. The manner that works is remembered. Never raises."""
    limits = replace(asking.limits, calls=_MOST_CALLS, answer_tokens=_ANSWER_TOKENS)
    trial = _Trial(asking, Budget(limits, asking.cancel))
    try:
        return trial.run()
    except ServerSaid as said:
        return trial.failed(failure_of(said, asking.server))
    except ReviewFailed as failed:
        return trial.failed(failed)


class _Trial:
    def __init__(self, asking: Asking, budget: Budget) -> None:
        self._asking = asking
        self._budget = budget

    def run(self) -> Connection:
        """Go down the rungs until one holds."""
        server = self._asking.server
        manner: Manner | None = usual_manner(server)
        answer: Answer | None = None
        while manner is not None and self._budget.calls_left:
            try:
                answer = self._call(manner)
            except ServerSaid as said:
                manner = self._after(manner, said)
                continue
            if _is_as_asked(answer, manner.rung):
                self._asking.memory.learn(server, manner)
                return Connection(True, (*self._works(answer), _RUNGS[manner.rung]), manner.rung)
            manner = manner.lower()
        heard = shorten(answer.text or answer.thoughts, 100) if answer else "nothing"
        return Connection(
            False, (f"{server.model} answers, but not in JSON however it is asked: {heard}. Try another.",)
        )  # fmt: skip

    def _call(self, manner: Manner) -> Answer:
        body = manner.body(self._asking.server, _MESSAGES, _SCHEMA, _ANSWER_TOKENS)
        if manner.rung == "json_object":
            body["messages"] = _MESSAGES  # without the schema in words, which alone could bring JSON
        answer = transport.complete(self._asking.server, body, self._budget, self._asking.network)
        self._asking.meter.add(answer.usage)
        return answer

    def _after(self, manner: Manner, said: ServerSaid) -> Manner:
        if (found := manner.after(said)) is None or not self._budget.calls_left:
            raise said
        return found

    def _works(self, answer: Answer) -> Iterator[str]:
        server = self._asking.server
        yield f"{server.model} at {server.host} answers, after {self._budget.seconds:.1f} seconds in all."
        if server.is_local:
            yield "Nothing leaves this machine, unless that server passes on what it gets, as a proxy does."
        elif server.is_readable_on_the_way:
            yield "Others on the way can read what is sent: the address does not begin with https."
        if answer.usage.uncounted:
            yield "It does not count tokens, so what is shown of them is estimated."

    def failed(self, failed: ReviewFailed) -> Connection:
        """What is wrong, with the address or the models that would do where they can be found."""
        better = ""
        sentences = [str(failed)]
        if failed.reason in ("not_found", "not_a_model", "redirect"):
            better = self._better_address()
            sentences += [f"At {better} a model answers: use this address."] if better else self._models()
        return Connection(False, tuple(sentences), None, better)

    def _better_address(self) -> str:
        """The address with /v1, if the server names models there and not here."""
        server = self._asking.server
        longer = replace(server, base_url=f"{server.base_url}/v1")
        if server.base_url.endswith("/v1") or server.api_version or not self._named(longer):
            return ""
        return longer.base_url

    def _models(self) -> list[str]:
        found = self._named(self._asking.server)
        if not found or self._asking.server.model in found:
            return []
        more = f" and {len(found) - _MOST_NAMES} more" if len(found) > _MOST_NAMES else ""
        shown = ", ".join(shorten(one, 60)[1:-1] for one in found[:_MOST_NAMES])
        return [f"The server has these models: {shown}{more}."]

    def _named(self, server: Server) -> list[str]:
        """The models that a server names; none where it does not."""
        try:
            return transport.models(server, self._budget, self._asking.network)
        except (ServerSaid, ReviewFailed, ValueError, KeyError, TypeError, RecursionError):
            return []


def _is_as_asked(answer: Answer, rung: Rung) -> bool:
    for text in (answer.text, answer.thoughts):
        try:
            found = read_object(text)
        except NoJson:
            continue
        shaped = found.get("ready") == "yes" and isinstance(found.get("greeting"), str)
        return shaped or rung == "json_object"
    return False
