"""Each server's habits, over a real connection: the answer is read in few calls; the way is remembered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from checks.review import Asking, Server, review, try_connection
from tests.review import chat_server as habits
from tests.review.chat_server import Habit, serving
from tests.review.samples import answer, asking, report

GREETING = '{"greeting": "hello there you", "ready": "yes"}'
KNOWN: list[tuple[Callable[[str], Habit], str, int]] = [
    (habits.lm_studio, "json_schema", 1),
    (habits.openrouter, "json_schema", 1),
    (habits.thinking_vllm, "json_schema", 1),
    (habits.thinking_aloud, "json_schema", 1),
    (habits.llama_cpp_python, "json_object", 2),
    (habits.lm_studio_without_schemas, "plain", 3),
    (habits.transformers, "plain", 2),
]


@pytest.mark.parametrize(("habit", "rung", "calls"), KNOWN, ids=lambda one: getattr(one, "__name__", ""))
def test_a_servers_habits(habit: Callable[[str], Habit], rung: str, calls: int, tmp_path: Path) -> None:
    with serving(habit(answer())) as chat:
        found = review(report(), asking(chat, tmp_path))
        again = review(report(), asking(chat, tmp_path), runs=2)

    assert [one.anchor for one in found.shown] == ["chargebacks"]
    assert (found.rung, again.rung) == (rung, rung)
    assert len(chat.asked) == calls + 1, "what the server keeps to is remembered"


def test_openai_takes_other_options(tmp_path: Path) -> None:
    """Behind a proxy nobody knows that it is OpenAI: its own words tell, and are remembered."""
    with serving(habits.openai(GREETING)) as chat:
        connection = try_connection(asking(chat, tmp_path))
        chat.habit = habits.openai(answer())
        found = review(report(), asking(chat, tmp_path))

    assert connection.works
    assert connection.rung == "json_schema"
    assert found.shown
    assert len(chat.asked) == 5
    assert chat.asked[-1].body["max_completion_tokens"]


def test_azures_older_address(tmp_path: Path) -> None:
    with serving(habits.lm_studio(answer())) as chat:
        server = Server(chat.root, "my-deployment", api_version="2024-10-21")
        assert review(report(), Asking(server, folder=tmp_path)).shown

    assert chat.asked[0].path == "/openai/deployments/my-deployment/chat/completions?api-version=2024-10-21"
    assert "api-key" in chat.asked[0].headers
    assert "authorization" not in chat.asked[0].headers


def test_the_cost_that_a_server_names(tmp_path: Path) -> None:
    with serving(habits.openrouter(answer())) as chat:
        found = review(report(), asking(chat, tmp_path))

    assert (found.usage.sent, found.usage.answered, found.usage.cost) == (1200, 300, 0.0021)


def test_a_server_that_does_not_count(tmp_path: Path) -> None:
    with serving(habits.transformers(answer())) as chat:
        found = review(report(), asking(chat, tmp_path))

    assert found.usage.uncounted == 2
    assert found.usage.sent > 1000


@pytest.mark.parametrize(
    ("habit", "rung"), [(habit, rung) for habit, rung, _ in KNOWN if "thinking" not in habit.__name__]
)
def test_trying_finds_the_format(habit: Callable[[str], Habit], rung: str, tmp_path: Path) -> None:
    with serving(habit(GREETING)) as chat:
        connection = try_connection(asking(chat, tmp_path))

    assert connection.works, connection.sentences
    assert connection.rung == rung
    assert rung in " ".join(connection.sentences)
    assert any("unless that server passes on what it gets" in one for one in connection.sentences)


def test_trying_finds_the_right_address(tmp_path: Path) -> None:
    with serving(habits.lm_studio("{}")) as chat:
        connection = try_connection(Asking(Server(chat.root, "m"), folder=tmp_path))

    assert not connection.works
    assert connection.better_address == chat.url


def test_trying_names_the_models(tmp_path: Path) -> None:
    with serving([habits.refused(404, "model 'm' not found")], models=["small", "large"]) as chat:
        connection = try_connection(asking(chat, tmp_path))

    assert connection.sentences[1] == "The server has these models: small, large."


def test_trying_a_model_that_only_talks(tmp_path: Path) -> None:
    with serving([habits.said("I am a poet.")]) as chat:
        connection = try_connection(asking(chat, tmp_path))

    assert not connection.works
    assert "I am a poet." in connection.sentences[0]
