"""How a server wants to be asked: which format of answers it keeps to, and which options it takes."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, get_args

from checks.review.failures import ServerSaid, is_too_long
from checks.review.server import Server

Plain = dict[str, Any]
Rung = Literal["json_schema", "json_object", "plain"]
RUNGS: tuple[Rung, ...] = get_args(Rung)
"""The formats of answers, the strictest first."""

_FORMAT_WORDS = (
    "response_format", "json_schema", "json_object", "json schema", "schema", "grammar", "structured",
    "input should be", "validation", "no endpoints found", "text.format",
)  # fmt: skip
_BOUNDS = ("maxlength", "maxitems", "minitems", "not permitted")


@dataclass(frozen=True, slots=True)
class Manner:
    """`tokens` is the option's name for the length of an answer; `bounds`: a schema may bound lengths."""

    rung: Rung = "json_schema"
    tokens: str = "max_tokens"
    temperature: bool = True
    bounds: bool = True

    def body(self, server: Server, messages: list[Plain], schema: Plain, answer_tokens: int) -> Plain:
        """What is sent. The schema stands in the messages where the server does not keep to one itself."""
        asked = schema if self.bounds else without_bounds(schema)
        body: Plain = {"model": server.model, "messages": messages, self.tokens: answer_tokens}
        if self.temperature:
            body["temperature"] = 0
        if self.rung != "json_schema":
            body["messages"] = with_schema(messages, asked)
        if self.rung == "json_schema":
            named = {"name": "answer", "strict": True, "schema": asked}
            body["response_format"] = {"type": "json_schema", "json_schema": named}
        elif self.rung == "json_object":
            # llama-cpp-python keeps to a schema that stands here; OpenAI takes no more than the type.
            more = {} if server.is_openai else {"schema": asked}
            body["response_format"] = {"type": "json_object", **more}
        if server.is_openrouter and self.rung != "plain":
            body["provider"] = {"require_parameters": True}
        return body

    def lower(self) -> Manner | None:
        """The next rung down."""
        rest = RUNGS[RUNGS.index(self.rung) + 1 :]
        return replace(self, rung=rest[0]) if rest else None

    def after(self, said: ServerSaid) -> Manner | None:
        """How to ask after this error; None where asking in another way is of no use."""
        words = said.words.lower()
        if said.status not in (400, 404, 415, 422, 500, 501) or is_too_long(said):
            return None
        if "does not match the expected" in words and said.status == 500:
            return self  # llama.cpp's reader of answers stumbled; the next answer may please it
        if said.status < 500 and (changed := self._without(words)):
            return changed
        speaks_of_it = any(one in words for one in _FORMAT_WORDS)
        return self.lower() if speaks_of_it or said.status in (400, 422) else None

    def _without(self, words: str) -> Manner | None:
        if "max_tokens" in words or "max_completion_tokens" in words:
            other = "max_completion_tokens" if self.tokens == "max_tokens" else "max_tokens"
            return replace(self, tokens=other)
        if self.temperature and "temperature" in words:
            return replace(self, temperature=False)
        if self.bounds and self.rung == "json_schema" and any(one in words for one in _BOUNDS):
            return replace(self, bounds=False)
        return None


def usual_manner(server: Server) -> Manner:
    """How to ask a server that nothing is known of."""
    if server.is_openai:  # its models that think take no temperature, and its schemas bound no lengths
        return Manner(tokens="max_completion_tokens", temperature=False, bounds=False)
    return Manner(bounds=not server.is_openrouter)


def with_schema(messages: list[Plain], schema: Plain) -> list[Plain]:
    """The messages with the schema in words, at the end of the first one, which never changes."""
    shape = json.dumps(schema, separators=(",", ":"), ensure_ascii=False)
    words = f"\n\nAnswer with one JSON object and nothing else. Its JSON Schema:\n{shape}"
    first, *rest = messages
    return [first | {"content": first["content"] + words}, *rest]


def without_bounds(schema: Any) -> Any:
    """The schema without lengths, which some servers refuse."""
    if isinstance(schema, dict):
        return {
            key: without_bounds(one) for key, one in schema.items() if key not in ("maxLength", "maxItems")
        }
    return [without_bounds(one) for one in schema] if isinstance(schema, list) else schema


def read_manner(data: Any) -> Manner | None:
    """The manner that `asdict` gave, or None for anything else."""
    if not isinstance(data, dict) or data.keys() != asdict(Manner()).keys():
        return None
    return Manner(**data) if data["rung"] in RUNGS and isinstance(data["tokens"], str) else None
