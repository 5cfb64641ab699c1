"""Where to, and with which key: a key goes only where a person wanted it."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest

from checks.config import ReviewSettings
from checks.review import Server, server_for
from designer.errors import SketchcheckError

KEY = {"OPENAI_API_KEY": "sk-secret"}
LOCAL = "http://localhost:11434/v1"


def server(settings: dict[str, Any] | None = None, env: dict[str, str] | None = None, **given: Any) -> Server:
    """The server that is chosen."""
    return server_for(ReviewSettings(**{"model": "m", **(settings or {})}), environment=env or {}, **given)


def key_of(found: Server) -> str:
    """The key that it would get."""
    return found.key.get_secret_value()


def test_openai_unless_somebody_says_otherwise() -> None:
    found = server(env=KEY)

    assert found.address == "https://api.openai.com/v1/chat/completions"
    assert (found.host, found.is_local, found.is_openai) == ("api.openai.com", False, True)


def test_arguments_before_environment_before_configuration() -> None:
    settings = {"base_url": "http://one.example/v1", "model": "one"}
    env = {"OPENAI_BASE_URL": "http://two.example/v1", "SKETCHCHECK_MODEL": "two"}

    found = (
        server(settings),
        server(settings, env),
        server(settings, env, base_url="http://3.example/v1", model="3"),
    )

    assert [(one.host, one.model) for one in found] == [
        ("one.example", "one"), ("two.example", "two"), ("3.example", "3"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("settings", "env", "key"),
    [
        ({}, KEY, "sk-secret"),
        ({}, KEY | {"OPENAI_BASE_URL": "https://llm.corp.example/v1"}, "sk-secret"),
        ({"base_url": "https://api.openai.com/v1"}, KEY, "sk-secret"),
        # Whoever writes a project's file does not get the key of whoever checks it.
        ({"base_url": "https://evil.example/v1"}, KEY, ""),
        ({"base_url": "http://localhost:8000/v1"}, KEY, ""),
        ({"base_url": "https://llm.corp.example/v1"}, KEY | {"SKETCHCHECK_API_KEY": "own"}, "own"),
        ({"base_url": LOCAL}, {}, ""),
    ],
)
def test_who_gets_which_key(settings: dict[str, Any], env: dict[str, str], key: str) -> None:
    assert key_of(server(settings, env)) == key


@pytest.mark.parametrize(
    ("env", "address", "version"),
    [
        ({}, "https://x.openai.azure.com/openai/v1/chat/completions", ""),
        (
            {"OPENAI_API_VERSION": "2024-10-21"},
            "https://x.openai.azure.com/openai/deployments/m/chat/completions",
            "2024-10-21",
        ),
    ],
)
def test_azure(env: dict[str, str], address: str, version: str) -> None:
    named = {"AZURE_OPENAI_ENDPOINT": "https://x.openai.azure.com/", "AZURE_OPENAI_API_KEY": "azure"}
    found = server(env=named | KEY | env)

    assert (found.address, found.api_version, key_of(found)) == (address, version, "azure")
    assert found.is_openai


@pytest.mark.parametrize(
    ("url", "local", "host"),
    [
        ("http://localhost:11434/v1", True, "localhost:11434"),
        ("http://127.0.0.1:8080/v1/", True, "127.0.0.1:8080"),
        ("http://[::1]:8080/v1", True, "[::1]:8080"),
        ("http://127.1.2.3/v1", True, "127.1.2.3"),
        ("http://llm.localhost/v1", True, "llm.localhost"),
        ("http://localhost.evil.example/v1", False, "localhost.evil.example"),
        ("http://127.0.0.1.evil.example/v1", False, "127.0.0.1.evil.example"),
        ("http://192.168.0.7:8000/v1", False, "192.168.0.7:8000"),
        ("https://openrouter.ai/api/v1/chat/completions", False, "openrouter.ai"),
    ],
)
def test_what_is_this_machine(url: str, local: bool, host: str) -> None:
    found = server(base_url=url, key="k")

    assert (found.is_local, found.host) == (local, host)
    assert found.is_readable_on_the_way == (not local and url.startswith("http:"))
    assert found.address.count("/chat/completions") == 1


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"base_url": "localhost:11434"}, "that is no address"),
        ({"base_url": "ftp://x/v1"}, "that is no address"),
        ({"base_url": "http://[::1/v1"}, "that is no address"),
        ({"base_url": "http://x:99999/v1"}, "that is no address"),
        ({"base_url": "https://me:hunter2@x.example/v1"}, "must hold no password"),
        ({"base_url": "https://x.example/v1?key=hunter2"}, "must hold no password or query"),
        ({}, "there is no key for it. Set OPENAI_API_KEY"),
        ({"base_url": "https://openrouter.ai/api/v1"}, "there is no key for it"),
    ],
)
def test_what_cannot_be_asked(given: dict[str, str], words: str) -> None:
    with pytest.raises(SketchcheckError, match="cannot ask") as told:
        server(**given)

    assert words in str(told.value)
    assert "hunter2" not in str(told.value)


def test_no_key_for_a_host_that_only_a_file_names() -> None:
    with pytest.raises(SketchcheckError, match="SKETCHCHECK_API_KEY"):
        server({"base_url": "https://openrouter.ai/api/v1"}, KEY)


def test_no_model() -> None:
    with pytest.raises(SketchcheckError, match="SKETCHCHECK_MODEL"):
        server({"model": ""}, KEY)


def test_a_server_shows_no_key() -> None:
    found = server(env=KEY)

    for text in (repr(found), str(found), f"{found}", str(dataclasses.asdict(found))):
        assert "sk-secret" not in text
    with pytest.raises(TypeError):
        json.dumps(dataclasses.asdict(found))
