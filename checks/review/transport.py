"""One call to a server. The only file that knows openai, and it loads it only to call.

The timeouts of the library are for each read, so a server that drips bytes could hold a caller for hours:
the call runs as a task that is cancelled at the deadline or when somebody wants no answer any more. It does
not follow redirects, since a design goes only to the host that was named, and it does not try again: that
is for the ladder to say.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from checks.review.budget import Budget
from checks.review.failures import Reason, ReviewFailed, ServerSaid, words_of
from checks.review.server import Server
from checks.review.usage import Usage, read_usage

if TYPE_CHECKING:
    import httpx2
    import openai

T = TypeVar("T")
Plain = dict[str, Any]

_LOOK_EVERY = 0.1
"""Seconds after which it is looked whether somebody has cancelled."""
_NO_KEY_NEEDED = "none"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model answered. `thoughts` is what some servers put beside the text, or in its place."""

    text: str
    thoughts: str
    finish: str
    refusal: str
    usage: Usage


def complete(server: Server, body: Plain, budget: Budget, network: Any = None) -> Answer:
    """Ask for a chat completion.

    `network` is a transport of httpx2, for tests. Raises ServerSaid where the server answers with an error,
    ReviewFailed where it answers with something else, too late, or not at all.
    """
    budget.calls += 1
    text = _run(lambda client: _post(client, body), server, budget, network)
    try:
        return _read(json.loads(text))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        raise ReviewFailed(
            server, "not_a_model",
            f"what answers is no language model: “{words_of(text, server)}”" if text.strip()
            else "the answer is empty",
            "Look at the address: most end in /v1.",
        ) from None  # fmt: skip


def models(server: Server, budget: Budget, network: Any = None) -> list[str]:
    """The models that the server names; raises as `complete` does, and ValueError for no such list."""
    text = _run(_get_models, server, budget, network)
    return [str(one["id"]) for one in json.loads(text)["data"]]


async def _post(client: openai.AsyncOpenAI, body: Plain) -> str:
    import httpx2

    response = await client.post("/chat/completions", cast_to=httpx2.Response, body=body)
    return response.text


async def _get_models(client: openai.AsyncOpenAI) -> str:
    import httpx2

    response = await client.get("/models", cast_to=httpx2.Response)
    return response.text


def _read(body: Any) -> Answer:
    choice = body["choices"][0]
    message = choice["message"]
    thoughts = message.get("reasoning_content") or message.get("reasoning") or ""
    return Answer(
        text=_text(message.get("content")),
        thoughts=thoughts if isinstance(thoughts, str) else "",
        finish=str(choice.get("finish_reason") or ""),
        refusal=str(message.get("refusal") or ""),
        usage=read_usage(body.get("usage")),
    )


def _text(content: Any) -> str:
    """The text of a message, which some servers give in parts."""
    if isinstance(content, list):
        return "".join(str(one.get("text") or "") for one in content if isinstance(one, dict))
    return content if isinstance(content, str) else ""


def _run(call: Any, server: Server, budget: Budget, network: Any) -> str:
    """Run one call on a loop of its own. A lookup of a name that hangs is left behind, not waited for."""
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(_calling(call, server, budget, network))
    finally:
        loop.close()


async def _calling(call: Any, server: Server, budget: Budget, network: Any) -> str:
    import httpx2
    import openai

    try:
        async with _client(server, budget.seconds_left, network) as client:
            return await _watched(call(client), server, budget)
    except openai.APIStatusError as error:
        raise _said(error.response, server) from None
    except openai.APITimeoutError:
        raise _too_late(server, budget) from None
    except (openai.OpenAIError, httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        raise _no_answer(error, server) from None


async def _watched(call: Coroutine[Any, Any, T], server: Server, budget: Budget) -> T:
    task = asyncio.ensure_future(call)
    try:
        while not task.done():
            if budget.is_cancelled:
                raise ReviewFailed(server, "cancelled", "it was cancelled", "Ask again when you like.")
            if budget.seconds_left <= 0:
                raise _too_late(server, budget)
            await asyncio.wait({task}, timeout=min(_LOOK_EVERY, max(budget.seconds_left, 0)))
        return task.result()
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _client(server: Server, seconds: float, network: Any) -> openai.AsyncOpenAI:
    """A client for one call. To this machine it goes without a proxy, or the design would leave it."""
    import openai

    http = openai.DefaultAsyncHttpxClient(
        transport=network, follow_redirects=False, trust_env=not server.is_local
    )
    key = server.key.get_secret_value() or _NO_KEY_NEEDED
    common: Plain = {"api_key": key, "max_retries": 0, "timeout": max(seconds, 0.1), "http_client": http}
    if server.api_version:
        return openai.AsyncAzureOpenAI(
            azure_endpoint=server.base_url, api_version=server.api_version, **common
        )
    return openai.AsyncOpenAI(base_url=server.base_url, **common)


def _said(response: httpx2.Response, server: Server) -> ServerSaid:
    return ServerSaid(
        response.status_code,
        words_of(response.text, server),
        words_of(response.headers.get("retry-after", ""), server),
        response.headers.get("location", ""),
    )


def _too_late(server: Server, budget: Budget) -> ReviewFailed:
    return ReviewFailed(
        server, "timeout",
        f"no whole answer came within {budget.limits.seconds:g} seconds",
        "Take a smaller or faster model, or allow more seconds in the configuration.",
    )  # fmt: skip


_CONNECTION: tuple[tuple[str, Reason, str], ...] = (
    ("refused", "refused", "Start the server, or mend its address."),
    ("name or service", "unknown_host", "Mend the address, or look at the network."),
    ("name resolution", "unknown_host", "Mend the address, or look at the network."),
    ("getaddrinfo", "unknown_host", "Mend the address, or look at the network."),
    ("nodename", "unknown_host", "Mend the address, or look at the network."),
    ("certificate", "not_encrypted", "Name your company's certificates in SSL_CERT_FILE."),
    ("ssl", "not_encrypted", "Mend the address: is it http or https?"),
)  # fmt: skip


def _no_answer(error: BaseException, server: Server) -> ReviewFailed:
    """Why nothing answered, in the words of the deepest cause."""
    while error.__cause__ or error.__context__:
        error = error.__cause__ or error.__context__ or error
    words = words_of(_in_words(error), server)
    for sign, reason, cure in _CONNECTION:
        if sign in words.lower():
            return ReviewFailed(server, reason, f"nothing answers there (“{words}”)", cure)
    cure = "Look at the server and its address, and ask again."
    return ReviewFailed(server, "no_connection", f"the connection broke (“{words}”)", cure)


def _in_words(error: BaseException) -> str:
    if isinstance(error, OSError) and error.errno and error.errno > 0:
        return os.strerror(error.errno)
    return str(error) or type(error).__name__
