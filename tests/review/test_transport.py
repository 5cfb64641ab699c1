"""One call, without a socket: which options are sent to whom."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx2
import pytest
from pydantic import SecretStr

from checks.review import Asking, ReviewFailed, Server, review
from tests.review.samples import answer, report

SENT = {"choices": [{"finish_reason": "stop", "message": {"content": answer()}}]}


def sent(server: Server, folder: Path) -> tuple[httpx2.Request, dict[str, Any]]:
    """The request that a review sends, and its body."""
    requests: list[httpx2.Request] = []

    def network(request: httpx2.Request) -> httpx2.Response:
        requests.append(request)
        return httpx2.Response(200, json=SENT)

    assert review(report(), Asking(server, folder=folder, network=httpx2.MockTransport(network))).shown
    return requests[0], json.loads(requests[0].content)


def test_openai_gets_a_strict_schema_and_its_own_options(tmp_path: Path) -> None:
    request, body = sent(Server("https://api.openai.com/v1", "gpt", SecretStr("k")), tmp_path)
    form = body["response_format"]

    assert str(request.url) == "https://api.openai.com/v1/chat/completions"
    assert request.headers["authorization"] == "Bearer k"
    assert body.keys() == {"model", "messages", "max_completion_tokens", "response_format"}
    assert (form["type"], form["json_schema"]["strict"]) == ("json_schema", True)
    assert "maxLength" not in json.dumps(body)


def test_home_servers_get_bounds_and_temperature(tmp_path: Path) -> None:
    _, body = sent(Server("http://localhost:11434/v1", "llama"), tmp_path)

    assert (body["temperature"], body["max_tokens"]) == (0, 4000)
    assert "max_completion_tokens" not in body
    assert '"maxLength": 600' in json.dumps(body)


def test_openrouter_is_told_to_keep_to_the_schema(tmp_path: Path) -> None:
    _, body = sent(Server("https://openrouter.ai/api/v1", "x/y", SecretStr("k")), tmp_path)

    assert body["provider"] == {"require_parameters": True}


def test_azure_by_deployment(tmp_path: Path) -> None:
    server = Server("https://x.openai.azure.com", "dep", SecretStr("k"), "2024-10-21")
    request, _ = sent(server, tmp_path)

    assert str(request.url) == f"{server.address}?api-version=2024-10-21"
    assert request.headers["api-key"] == "k"


def every_object(schema: Any) -> list[dict[str, Any]]:
    """All parts of a schema that describe objects."""
    if isinstance(schema, list):
        return [found for one in schema for found in every_object(one)]
    if not isinstance(schema, dict):
        return []
    own = [schema] if schema.get("type") == "object" else []
    return own + [found for one in schema.values() for found in every_object(one)]


def test_the_schema_is_one_that_every_server_takes(tmp_path: Path) -> None:
    _, body = sent(Server("https://api.openai.com/v1", "gpt", SecretStr("k")), tmp_path)
    schema = body["response_format"]["json_schema"]["schema"]
    text = json.dumps(schema)

    assert schema["type"] == "object"
    for part in every_object(schema):
        assert part["additionalProperties"] is False
        assert part["required"] == list(part["properties"])
    for word in ("pattern", "anyOf", "$ref", "default", 'title": "', "minLength"):
        assert word not in text
    ids = schema["properties"]["findings"]["items"]["properties"]["evidence"]["items"]["enum"]
    assert {"scorer", "chargebacks>train:labels", "online", "brief", "design"} <= set(ids)
    assert "n1" not in ids


@pytest.mark.parametrize(
    "error", [httpx2.ReadError("reset by peer"), httpx2.RemoteProtocolError("half an answer")]
)
def test_a_broken_connection(error: Exception, tmp_path: Path) -> None:
    def network(_: httpx2.Request) -> httpx2.Response:
        raise error

    asked = Asking(Server("http://localhost/v1", "m"), folder=tmp_path, network=httpx2.MockTransport(network))
    with pytest.raises(ReviewFailed, match=str(error)) as failed:
        review(report(), asked)

    assert failed.value.reason == "no_connection"
    assert failed.value.calls == 1


def test_openai_is_loaded_only_to_call() -> None:
    """It costs more than all rules together."""
    code = "import sys, checks.review; print([one for one in ('openai', 'httpx2') if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"
