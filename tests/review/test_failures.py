"""What goes wrong ends in one sentence with the server's own words, in time, after three calls or fewer."""

from __future__ import annotations

import json
import socket
import threading
import time
from pathlib import Path

import openai  # noqa: F401 - loaded beforehand, so that short deadlines are about servers alone
import pytest
from pydantic import SecretStr

from checks.review import Asking, Limits, Meter, ReviewFailed, Server, review
from tests.review.chat_server import Reply, refused, said, serving
from tests.review.samples import answer, asking, claim, report

KEY = "sk-" + "0123456789abcdef" * 3

FULL = {"prompt_tokens": 900, "completion_tokens": 4000}

TOLD = [
    (refused(401, f"Incorrect API key: {KEY}."), "no_key", "401 “Incorrect API key: [masked]", 1),
    (refused(403, "Not allowed to use m"), "no_key", "Not allowed to use m", 1),
    (refused(429, "Rate limit reached for m", retry_after="17"), "rate_limit", "Wait 17 seconds", 1),
    (refused(429, "You exceeded your current quota"), "rate_limit", "exceeded your current quota", 1),
    (refused(404, "The model m does not exist"), "not_found", "The model m does not exist", 1),
    (refused(500, "CUDA out of memory"), "server_error", "500 “CUDA out of memory”", 1),
    (Reply(503, "<html><title>Service down</title></html>"), "server_error", "Service down", 1),
    (Reply(502, ""), "server_error", "it answers 502", 1),
    (refused(400, "maximum context length is 4096 tokens, you requested 9000"), "too_long", "4096", 1),
    (refused(400, "Something odd"), "rejected", "Something odd", 3),
    (Reply(400, {"error": "a mere text"}), "rejected", "a mere text", 3),
    (refused(500, "Output does not match the expected peg format"), "server_error", "peg", 3),
    (Reply(307, "", {"location": "https://other.example/v1"}), "redirect", "https://other.example/v1", 1),
    (Reply(200, "<html><title>Your proxy</title></html>"), "not_a_model", "Your proxy", 1),
    (Reply(200, ""), "not_a_model", "empty", 1),
    (Reply(200, {"choices": []}), "not_a_model", "choices", 1),
    (Reply(200, {"choices": None}), "not_a_model", "choices", 1),
    (Reply(200, [1, 2]), "not_a_model", "[1, 2]", 1),
    (said('{"findings": [{"evi', finish="length", usage=FULL), "truncated", "cut off after 4000 tokens", 1),
    (said("", finish="length"), "truncated", "cut off", 1),
    (said('{"findings": [', finish="length"), "truncated", "100 of 4000 tokens, as its context is full", 1),
    (said(None, finish="content_filter"), "filtered", "content filter", 1),
    (said(None, refusal="I will not judge people."), "model_refuses", "I will not judge people.", 1),
    (said("Your design looks great!"), "no_json", "Your design looks great!", 2),
    (said(None), "empty", "empty", 2),
    (said("", reasoning_content="Let me think about labels."), "empty", "what it thought is no JSON", 2),
    (said('{"issues": []}'), "wrong_shape", "findings is missing", 2),
    (said('{"findings": [{"text": "bad"}]}'), "wrong_shape", "evidence is missing", 2),
    (said("[]"), "no_json", "prose", 2),
]  # fmt: skip


@pytest.mark.parametrize(
    ("reply", "reason", "words", "calls"), TOLD, ids=[f"{one[1]}-{i}" for i, one in enumerate(TOLD)]
)
def test_it_is_told(reply: Reply, reason: str, words: str, calls: int, tmp_path: Path) -> None:
    with serving([reply]) as chat:
        asked = Asking(Server(chat.url, "m", SecretStr(KEY)), limits=Limits(seconds=20), folder=tmp_path)
        with pytest.raises(ReviewFailed) as failed:
            review(report(), asked)

    sentence = str(failed.value)
    assert failed.value.reason == reason, sentence
    assert words in sentence
    assert sentence.startswith('cannot ask "m" at 127.0.0.1')
    assert KEY not in sentence
    assert "\n" not in sentence
    assert len(chat.asked) == failed.value.calls == calls


def test_the_design_goes_to_no_other_host(tmp_path: Path) -> None:
    """A redirect is told, not followed."""
    with serving([said(answer())]) as other:
        moved = Reply(308, "", {"location": f"{other.url}/chat/completions"})
        with (
            serving([moved]) as chat,
            pytest.raises(ReviewFailed, match="give the address"),
        ):
            review(report(), asking(chat, tmp_path))

    assert other.asked == []


def test_a_missing_v1(tmp_path: Path) -> None:
    with serving([said(answer())]) as chat, pytest.raises(ReviewFailed) as failed:
        review(report(), Asking(Server(chat.root, "m"), folder=tmp_path))

    assert f"try {chat.root}/v1" in str(failed.value)


def test_nobody_is_there(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    with pytest.raises(ReviewFailed, match="Connection refused") as failed:
        review(report(), Asking(Server(url, "m"), folder=tmp_path))

    assert failed.value.reason == "refused"


def test_no_such_host(tmp_path: Path) -> None:
    with pytest.raises(ReviewFailed) as failed:
        review(report(), Asking(Server("http://nobody.invalid/v1", "m"), folder=tmp_path))

    assert failed.value.reason == "unknown_host"


@pytest.mark.parametrize(
    "url", ["http://a b/v1", "http://x..y/v1", "http://ex\u2028ample/v1", "http://é\x7f/v1"]
)
def test_an_odd_address(url: str, tmp_path: Path) -> None:
    with pytest.raises(ReviewFailed, match=r"Look at|Mend"):
        review(report(), Asking(Server(url, "m"), folder=tmp_path))


def test_an_odd_key(tmp_path: Path) -> None:
    with serving([said(answer())]) as chat, pytest.raises(ReviewFailed) as failed:
        review(report(), Asking(Server(chat.url, "m", SecretStr("clé\n")), folder=tmp_path))

    assert "clé" not in str(failed.value)


def test_a_server_that_never_answers(tmp_path: Path) -> None:
    with (
        serving([Reply(wait=60, body={})]) as chat,
        pytest.raises(ReviewFailed, match="within 1 seconds") as failed,
    ):
        review(report(), asking(chat, tmp_path, seconds=1))

    assert failed.value.reason == "timeout"
    assert failed.value.seconds < 10


def test_a_server_that_drips(tmp_path: Path) -> None:
    """Each byte comes in time; the whole never does."""
    dripping = said(answer())
    dripping.drip = 0.1
    with serving([dripping]) as chat, pytest.raises(ReviewFailed) as failed:
        review(report(), asking(chat, tmp_path, seconds=1))

    assert failed.value.reason == "timeout"
    assert failed.value.seconds < 10


def test_one_deadline_for_all_calls(tmp_path: Path) -> None:
    slow = refused(400, "response_format is not supported")
    slow.wait = 3
    with serving([slow]) as chat, pytest.raises(ReviewFailed) as failed:
        review(report(), asking(chat, tmp_path, seconds=4))

    assert failed.value.reason == "timeout"
    assert failed.value.seconds < 6, "two calls of three seconds were not waited for"


def test_cancelling_from_another_thread(tmp_path: Path) -> None:
    cancel = threading.Event()
    with serving([Reply(wait=60, body={})]) as chat:
        threading.Timer(0.3, cancel.set).start()
        began = time.monotonic()
        with pytest.raises(ReviewFailed) as failed:
            review(report(), asking(chat, tmp_path, seconds=60, cancel=cancel))

    assert failed.value.reason == "cancelled"
    assert time.monotonic() - began < 20


def test_a_repair_is_asked_for_once(tmp_path: Path) -> None:
    """With what was wrong, and the shape in words."""
    with serving([said("I think labels."), said(answer())]) as chat:
        found = review(report(), asking(chat, tmp_path))

    assert found.shown
    assert found.usage.sent == 1800, "both calls count"
    assert "I think labels." in chat.asked[1].words
    assert "JSON Schema" in chat.asked[1].words
    assert chat.asked[1].format == "plain"


def test_one_finding_of_the_wrong_shape_does_not_spoil_the_others(tmp_path: Path) -> None:
    broken = claim() | {"severity": "catastrophic"}
    with serving([said(answer(claim(), broken))]) as chat:
        found = review(report(), asking(chat, tmp_path))

    assert len(found.shown) == 1
    assert "has not the form of a finding: severity" in found.folded[0].reason


def test_failures_are_counted_and_capped(tmp_path: Path) -> None:
    meter = Meter(cap=5000)
    with serving([said("prose")]) as chat:
        with pytest.raises(ReviewFailed):
            review(report(), asking(chat, tmp_path, meter=meter))
        assert meter.spent.tokens == 2000
        meter.cap = 2500
        with pytest.raises(ReviewFailed, match="2,000 of its 2,500 tokens") as failed:
            review(report(), asking(chat, tmp_path, meter=meter))

    assert failed.value.reason == "cap"
    assert len(chat.asked) == 2, "nothing more was sent"


def test_the_key_shows_nowhere(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    with serving([said(answer())]) as chat:
        server = Server(chat.url, "m", SecretStr(KEY))
        asked = Asking(server, folder=tmp_path)
        review(report(), asked)

    assert chat.asked[0].headers["authorization"] == f"Bearer {KEY}"
    stored = "".join(one.read_text() for one in tmp_path.rglob("*.json"))
    assert stored
    for text in (repr(server), repr(asked), str(server), caplog.text, stored, json.dumps(chat.asked[0].body)):
        assert KEY not in text
