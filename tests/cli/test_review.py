"""`review` as a person or a pipeline runs it: real processes, a real server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.review.chat_server import ChatServer, refused, said, serving
from tests.review.samples import YAML, answer, claim

KEY = "sk-" + "0123456789abcdef" * 3


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A design on disk."""
    path = tmp_path / "fraud.design.yaml"
    path.write_text(YAML)
    return path


@pytest.fixture
def chat() -> Iterator[ChatServer]:
    """A server that finds one thing that holds and one that does not."""
    with serving([said(answer(claim(), claim(evidence=["ledger"])))]) as chat:
        yield chat


def run(file: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command, without a terminal."""
    command = [sys.executable, "-m", "sketchcheck", "review", str(file), *arguments]
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("OPENAI", "SKETCHCHECK"))}
    home = {"SKETCHCHECK_HOME": str(file.parent / "home")}
    return subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=120, env=clean | home | environment,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


def test_nothing_leaves_without_consent(file: Path, chat: ChatServer) -> None:
    done = run(file, "--model", "m", "--base-url", chat.url)

    assert done.returncode == 2
    assert chat.all_paths == []
    assert chat.root.removeprefix("http://") in done.stderr
    assert "chargebacks|data_source|Chargebacks" in done.stderr
    assert "Nothing was sent" in done.stderr
    assert done.stdout == ""


def test_a_dry_run_prints_what_is_sent(file: Path, chat: ChatServer) -> None:
    """The same as the server then gets, but for the tag."""
    words = run(file, "--model", "m", "--base-url", chat.url, "--dry-run")
    body = run(file, "--model", "m", "--base-url", chat.url, "--dry-run", "--format", "json")
    assert chat.all_paths == []
    run(file, "--model", "m", "--base-url", chat.url, "--yes")
    shown, sent = json.loads(body.stdout), chat.asked[0].body

    assert (words.returncode, body.returncode) == (0, 0)
    assert "About " in words.stdout
    assert "RES001@scorer|error|no fallback on online path" in words.stdout
    tags = [
        str(one["messages"][1]["content"]).split("\n")[0].split()[-1].rstrip(".") for one in (shown, sent)
    ]
    assert json.dumps(shown).replace(tags[0], "TAG") == json.dumps(sent).replace(tags[1], "TAG")


def test_a_dry_run_needs_no_key_and_no_model(file: Path) -> None:
    shown = run(file, "--dry-run")

    assert shown.returncode == 0
    assert "at api.openai.com (another machine)" in shown.stdout
    assert "chargebacks|data_source|Chargebacks" in shown.stdout


def test_a_review_in_words(file: Path, chat: ChatServer) -> None:
    environment = {"OPENAI_BASE_URL": chat.url, "SKETCHCHECK_MODEL": "m", "OPENAI_API_KEY": KEY}
    done = run(file, "--yes", **environment)

    assert done.returncode == 0, done.stderr
    assert "◇ high review:" in done.stdout
    assert f"{file}:14" in done.stdout
    assert "Ask: Which frauds never become a chargeback?" in done.stdout
    assert "it speaks of ledger, which is not in this design" in " ".join(done.stdout.split())
    assert "6 errors" in done.stdout
    assert chat.asked[0].headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in done.stdout + done.stderr

    again = run(file, **environment)
    assert again.returncode == 0, "nothing is sent, so nobody need agree"
    assert "remembered: nothing was sent" in again.stdout
    assert len(chat.asked) == 1


def test_json_and_markdown(file: Path, chat: ChatServer) -> None:
    common = ("--model", "m", "--base-url", chat.url, "--yes", "--runs", "2")
    data = json.loads(run(file, *common, "--format", "json").stdout)
    text = run(file, *common, "--format", "markdown").stdout

    assert data["format"] == "sketchcheck-review/1"
    assert data["server"] == {"host": chat.root[7:], "model": "m", "answers_in": "json_schema"}
    assert (data["runs"], data["remembered"], data["usage"]["sent"], data["cost"]) == (2, 0, 1800, None)
    (finding,) = data["findings"]
    assert (finding["anchor"], finding["line"], finding["in_runs"]) == ("chargebacks", 14, 2)
    assert data["folded"][0]["finding"] is None
    assert text.startswith("# Review of Card fraud\n")
    assert len(chat.asked) == 2


def test_the_exit_code_is_asked_for(file: Path, chat: ChatServer) -> None:
    common = ("--model", "m", "--base-url", chat.url, "--yes")

    assert run(file, *common).returncode == 0
    assert run(file, *common, "--fail-on-review").returncode == 1


def test_a_waiver_counts_if_the_policy_accepts_it(file: Path, chat: ChatServer) -> None:
    """`owners` of the configuration is for findings of a model too."""
    common = ("--model", "m", "--base-url", chat.url, "--yes", "--fail-on-review")
    found = json.loads(run(file, *common, "--format", "json").stdout)["findings"][0]["id"]
    file.write_text(
        f"{YAML}waivers:\n  - {{finding: '{found}', reason: Later., owner: risk, until: 2999-01-01}}\n"
    )
    assert run(file, *common).returncode == 0
    (file.parent / "sketchcheck.toml").write_text("[waivers]\nowners = ['platform']\n")
    done = run(file, *common)

    assert done.returncode == 1
    assert "its waiver is refused: risk may not accept findings here, only platform" in " ".join(
        done.stdout.split()
    )


def test_nothing_found(file: Path) -> None:
    with serving([said('{"findings": []}')]) as chat:
        done = run(file, "--model", "m", "--base-url", chat.url, "--yes", "--fail-on-review")

    assert done.returncode == 0
    assert "The model found nothing." in done.stdout


def test_failures_are_one_sentence(file: Path) -> None:
    with serving([refused(401, "Incorrect API key provided")]) as chat:
        done = run(file, "--model", "m", "--base-url", chat.url, "--yes")

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1] == (
        f'cannot ask "m" at {chat.root[7:]}: because it answers 401 “Incorrect API key provided”.'
        " Give a key of this server that may use this model, such as in OPENAI_API_KEY."
    )


def test_the_configuration(file: Path, chat: ChatServer) -> None:
    settings = f'base-url = "{chat.url}"\nmodel = "small"\nanswer-tokens = 700'
    prices = "price-sent = 1\nprice-answered = 4"
    (file.parent / "sketchcheck.toml").write_text(f"[review]\n{settings}\n{prices}\n")
    shown = run(file, "--dry-run").stdout
    done = run(file, "--yes", "--format", "json")

    assert "at most 700 back, at most 0.00" in shown
    assert json.loads(done.stdout)["cost"] == pytest.approx((900 + 4 * 100) / 1_000_000)
    assert (chat.asked[0].body["model"], chat.asked[0].body["max_tokens"]) == ("small", 700)


def test_trying_a_connection(file: Path) -> None:
    with serving([said('{"greeting": "hi", "ready": "yes"}')]) as chat:
        good = run(file, "--model", "m", "--base-url", chat.url, "--try")
        bad = run(file, "--model", "m", "--base-url", chat.root, "--try")

    assert good.returncode == 0
    assert "keeps to a given schema" in good.stdout
    assert bad.returncode == 2
    assert f"At {chat.url} a model answers: use this address." in bad.stdout
    assert all("chargebacks" not in one.words for one in chat.asked)
