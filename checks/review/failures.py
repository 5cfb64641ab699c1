"""What can go wrong with a model, each in one sentence, with the server's own words."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Literal

from checks.review.server import Server
from checks.review.usage import Usage
from designer.errors import SketchcheckError
from designer.model.credentials import MASK, mask
from designer.model.messages import shorten

Reason = Literal[
    "refused", "unknown_host", "not_encrypted", "no_connection", "timeout", "cancelled", "no_key",
    "not_found", "redirect", "too_long", "rate_limit", "rejected", "server_error", "not_a_model",
    "truncated", "filtered", "model_refuses", "empty", "no_json", "wrong_shape", "cap",
]  # fmt: skip
_MOST_WORDS = 300


class ReviewFailed(SketchcheckError):
    """A model was asked, or should have been, and there is no answer to show.

    `reason` is a word for programs; `usage`, `calls` and `seconds` are what it cost all the same; `words` are
    why and what to do; `begun` is what came of an answer that was cut off.
    """

    def __init__(self, server: Server, reason: Reason, because: str, cure: str, *, begun: str = "") -> None:
        self.reason = reason
        self.words = f"{because}. {cure}"
        self.begun = begun
        self.usage = Usage()
        self.calls = 0
        self.seconds = 0.0
        super().__init__(f"cannot ask {shorten(server.model)} at {server.host}: because {self.words}")


@dataclass(frozen=True, slots=True)
class ServerSaid(Exception):
    """A server answered with an error; what follows from that is for the ladder to say."""

    status: int
    words: str
    retry_after: str = ""
    location: str = ""


def words_of(text: str, server: Server) -> str:
    """The server's own words in the body of an error: short, on one line, and without the key."""
    found = _message(text)
    if key := server.key.get_secret_value():
        found = found.replace(key, MASK)
    printable = "".join(char if char.isprintable() else " " for char in mask(found))
    line = " ".join(printable.split())
    return line if len(line) <= _MOST_WORDS else line[: _MOST_WORDS - 1] + "…"


def _message(text: str) -> str:
    try:
        body: Any = json.loads(text)
    except (ValueError, RecursionError):
        title = re.search(r"<title>([^<]{1,300})</title>", text, re.IGNORECASE)
        return title[1] if title else text
    for name in ("error", "message", "detail"):
        while isinstance(body, dict) and body.get(name):
            body = body[name]
    return body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)


def failure_of(said: ServerSaid, server: Server) -> ReviewFailed:
    """The sentence for an error that a server answered with."""
    words = f"it answers {said.status}" + (f" “{said.words}”" if said.words else "")
    reason, cure = _cure(said, server)
    return ReviewFailed(server, reason, words, cure)


def _cure(said: ServerSaid, server: Server) -> tuple[Reason, str]:
    if is_too_long(said):
        return (
            "too_long",
            "Take a model that reads more, or lower answer-tokens in the configuration.",
        )
    match said.status:
        case 401 | 403:
            return "no_key", "Give a key of this server that may use this model, such as in OPENAI_API_KEY."
        case 404 | 405:
            return "not_found", _look_at_address(server)
        case 402 | 429:
            wait = f"Wait {said.retry_after} seconds and ask again" if said.retry_after else "Ask again later"
            return "rate_limit", f"{wait}, or look at the limits of your account."
        case status if 300 <= status < 400:
            return "redirect", _follow(said)
        case status if status >= 500:
            return "server_error", "Ask again later, or look at the log of the server."
    return "rejected", "Try another model, or test the connection."


def is_too_long(said: ServerSaid) -> bool:
    """Whether the design is more than the model reads at once."""
    words = said.words.lower()
    too_much = any(one in words for one in ("exceed", "maximum", "too long", "too large", "limit", "larger"))
    return said.status == 413 or (said.status in (400, 422, 500) and "context" in words and too_much)


def _look_at_address(server: Server) -> str:
    if server.base_url.endswith("/v1") or server.api_version:
        return "Look at the name of the model, and at the address."
    return f"Most addresses end in /v1: try {server.base_url}/v1. If that is right, look at the model's name."


def _follow(said: ServerSaid) -> str:
    leads = f" It leads to {shorten(mask(said.location), 200)}." if said.location else ""
    return f"A review goes only to the host that you were shown: give the address that answers itself.{leads}"
