"""A real HTTP server that speaks chat completions, with the habits of the servers that people have."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Plain = dict[str, Any]


@dataclass
class Asked:
    """A request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: Plain

    @property
    def format(self) -> str:
        """The format of answers that is asked for."""
        return str(self.body.get("response_format", {}).get("type", "plain"))

    @property
    def schema(self) -> Plain:
        """The schema, wherever it stands; empty where there is none."""
        form = self.body.get("response_format", {})
        found: Plain = form.get("json_schema", {}).get("schema") or form.get("schema") or {}
        return found

    @property
    def words(self) -> str:
        """All messages."""
        return "\n".join(str(one["content"]) for one in self.body.get("messages", []))


@dataclass
class Reply:
    """What the server answers; `drip` waits that long before each byte, `wait` before the first."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0
    drip: float = 0


Habit = Callable[[Asked], Reply]


def said(content: Any, *, finish: str = "stop", usage: Plain | None = None, **message: Any) -> Reply:
    """A completion with this text."""
    counted = {"prompt_tokens": 900, "completion_tokens": 100, "total_tokens": 1000}
    body: Plain = {
        "id": "c", "object": "chat.completion", "created": 1, "model": "m",
        "choices": [{
            "index": 0, "finish_reason": finish,
            "message": {"role": "assistant", "content": content, **message},
        }],
    }  # fmt: skip
    wanted = counted if usage is None else usage
    return Reply(body=body | ({"usage": wanted} if wanted else {}))


def refused(status: int, message: str, **headers: str) -> Reply:
    """An error as OpenAI words it."""
    body = {"error": {"message": message, "type": "invalid_request_error"}}
    return Reply(status, body, {key.replace("_", "-"): value for key, value in headers.items()})


class ChatServer:
    """Answers by a habit, or by one after the other; `asked` are the requests for a completion."""

    def __init__(self, habit: Habit | Sequence[Reply], models: Sequence[str] | None = ("m",)) -> None:
        self.habit = habit
        self.models = models
        self.root = ""
        self.asked: list[Asked] = []
        self.all_paths: list[str] = []
        self.stopped = threading.Event()

    @property
    def url(self) -> str:
        """The address with /v1."""
        return f"{self.root}/v1"

    def answer(self, asked: Asked) -> Reply:
        """The reply to a request."""
        self.all_paths.append(asked.path)
        if asked.path == "/v1/models" and self.models is not None:
            return Reply(body={"object": "list", "data": [{"id": one} for one in self.models]})
        if not asked.path.partition("?")[0].endswith("/chat/completions") or not asked.path.startswith(
            ("/v1/", "/openai/")
        ):
            return Reply(404, {"detail": "Not Found"})
        self.asked.append(asked)
        if callable(self.habit):
            return self.habit(asked)
        return self.habit[min(len(self.asked), len(self.habit)) - 1]


@contextmanager
def serving(habit: Habit | Sequence[Reply], models: Sequence[str] | None = ("m",)) -> Iterator[ChatServer]:
    """The server, on a port of this machine, until the end of the block."""
    chat = ChatServer(habit, models)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._reply()

        def do_POST(self) -> None:
            self._reply()

        def log_message(self, *_: object) -> None:
            """Quietly."""

        def _reply(self) -> None:
            text = self.rfile.read(int(self.headers.get("content-length") or 0))
            headers = {key.lower(): value for key, value in self.headers.items()}
            reply = chat.answer(Asked(self.command, self.path, headers, json.loads(text or b"{}")))
            chat.stopped.wait(reply.wait)
            try:
                self._write(reply)
            except OSError:  # nobody wants the answer any more
                self.close_connection = True

        def _write(self, reply: Reply) -> None:
            plain = isinstance(reply.body, str)
            data = (reply.body if plain else json.dumps(reply.body)).encode()
            self.send_response(reply.status)
            self.send_header("content-type", "text/html" if plain else "application/json")
            for key, value in reply.headers.items():
                self.send_header(key, value)
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            for at in range(0, len(data), 1 if reply.drip else len(data) or 1):
                time.sleep(reply.drip)
                self.wfile.write(data[at : at + 1] if reply.drip else data)
                self.wfile.flush()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    chat.root = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield chat
    finally:
        chat.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()


# The habits of servers, as they were measured or reported.


def openai(text: str) -> Habit:
    """Keeps to schemas; takes the new name for the length of an answer, and no temperature."""

    def habit(asked: Asked) -> Reply:
        if "max_tokens" in asked.body:
            return refused(
                400, "Unsupported parameter: 'max_tokens' is not supported with this model."
                " Use 'max_completion_tokens' instead.",
            )  # fmt: skip
        if "temperature" in asked.body:
            return refused(400, "Unsupported value: 'temperature' does not support 0 with this model.")
        if "maxLength" in json.dumps(asked.schema):
            return refused(400, "Invalid schema for response_format 'answer': 'maxLength' is not permitted.")
        return said(text)

    return habit


def llama_cpp_python(text: str) -> Habit:
    """No json_schema: HTTP 500 by its own validation. json_object with the schema beside it."""

    def habit(asked: Asked) -> Reply:
        if asked.format == "json_schema":
            words = "[{'type': 'literal_error', 'msg': \"Input should be 'text' or 'json_object'\"}]"
            return Reply(500, {"error": {"message": words, "type": "internal_server_error"}})
        if asked.format == "json_object" and asked.schema:
            return said(text.replace(", ", ",\n\t"))
        return said("Once upon a time")

    return habit


def lm_studio(text: str) -> Habit:
    """json_schema yes, json_object no, and an error that is a mere text."""

    def habit(asked: Asked) -> Reply:
        if asked.format == "json_object":
            return Reply(400, {"error": "'response_format.type' must be 'json_schema' or 'text'"})
        return said(text)

    return habit


def lm_studio_without_schemas(text: str) -> Habit:
    """Refuses both formats."""

    def habit(asked: Asked) -> Reply:
        if asked.format != "plain":
            return Reply(400, {"error": f"response_format {asked.format} is not supported by this model"})
        return said(f"Sure! Here it is:\n```json\n{text}\n```\nHope that helps.")

    return habit


def transformers(text: str) -> Habit:
    """Passes over the format in silence; answers in prose until the shape is asked for in words."""

    def habit(asked: Asked) -> Reply:
        in_words = "JSON Schema" in asked.words
        return said(text if in_words else "I would look at the labels first.", usage={})

    return habit


def thinking_vllm(text: str) -> Habit:
    """The answer stands beside the text, which is empty."""
    return lambda _: said(None, reasoning_content=text)


def thinking_aloud(text: str) -> Habit:
    """Thinks within the text, with a first draft of the answer in its thoughts."""
    return lambda _: said(f'<think>Maybe {{"findings": []}}? No.</think>\n{text}')


def openrouter(text: str) -> Habit:
    """Names the cost."""
    usage = {"prompt_tokens": 1200, "completion_tokens": 300, "cost": 0.0021}
    return lambda _: said(text, usage=usage)
