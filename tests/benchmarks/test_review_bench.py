"""`bench --review` from end to end, against an HTTP server that answers by a script."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.review.case import SETS, read_case
from benchmarks.review.cases import SEEN_A_CATEGORY, all_cases
from benchmarks.review.judging import named_by_rules
from benchmarks.review.unseen import UNSEEN
from checks.review.answer import CATEGORIES
from tests.review.chat_server import Asked, ChatServer, Reply, refused, said, serving
from tests.review.samples import answer, claim


def asks_about_the_brief(asked: Asked) -> Reply:
    """A script that finds one thing in everything: it quotes the name of the design."""
    name = next(line for line in asked.words.splitlines() if line.startswith("name: "))
    about = claim(evidence=["brief"], quote=name, category="labels", claim="The label is another thing.")
    return said(answer(about, about, claim(evidence=["nowhere"])))


@pytest.fixture
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "SKETCHCHECK_MODEL", "AZURE_OPENAI_ENDPOINT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SKETCHCHECK_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["--review", *words])
    return int(ended.value.code or 0)


def measured(chat: ChatServer, *words: str) -> int:
    return run("--folder", "kept", "--base-url", chat.url, "--model", "fake-server-of-the-tests", *words)


def keys() -> list[tuple[str, str, int]]:
    lines = Path("kept/answers.jsonl").read_text("utf-8").splitlines()
    return [(one["case"], one["arm"], one["run"]) for one in map(json.loads, lines)]


@pytest.mark.usefixtures("clean_environment")
class TestCommand:
    def test_without_a_server_it_says_what_to_set(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run() == 2
        said = capsys.readouterr().err
        assert said.count("\n") == 1
        assert "SKETCHCHECK_MODEL" in said
        assert "OPENAI_BASE_URL" in said

    def test_nothing_is_sent_or_written_without_consent(self, capsys: pytest.CaptureFixture[str]) -> None:
        with serving(asks_about_the_brief) as chat:
            assert measured(chat) == 2
        told = capsys.readouterr().err
        questions = 19 * (5 + 1) + 15 * 5 + 43 + 19 + 48

        assert chat.asked == []
        assert not Path("kept").exists()
        assert chat.url in told
        assert f"{questions} questions that have no answer yet; at most 400 calls." in told

    def test_a_run_is_capped_goes_on_and_is_scored_offline(self, capsys: pytest.CaptureFixture[str]) -> None:
        with serving(asks_about_the_brief) as chat:
            assert measured(chat, "--yes", "--sets", "unseen", "--runs", "2", "--most-calls", "50") == 0
            assert len(chat.asked) == 50
            assert "Stopped after 50 calls." in capsys.readouterr().err
            cut = Path("kept/answers.jsonl")
            cut.write_bytes(cut.read_bytes()[:-9])
            assert measured(chat, "--yes", "--sets", "unseen", "--runs", "2") == 0
            assert "8 questions that have no answer yet" in capsys.readouterr().err
            assert len(chat.asked) == 58, "only what was missing, and what was cut off, is asked again"

        assert len(keys()) == len(set(keys())) == 19 * (2 + 1)
        assert run("--score", "kept") == 0
        text = capsys.readouterr().out
        about_brief = sum("labels" in one.gap.categories and "brief" in one.gap.at for one in UNSEEN)
        assert text.strip() == Path("kept/figures.md").read_text("utf-8").strip()
        found = f"{about_brief / 19:.0%}"
        assert f"| that rules cannot see | 19 | 0% | {found} | {found} |" in text
        assert "| all | 114 | 38 | 57 | 19 |" in text, "of three findings one holds"
        assert "| with a mistake that rules cannot see | 19 | 1.00 | 1 to 1 | 1.00 | 100% |" in text

    def test_what_a_model_knows_of_the_rules(self) -> None:
        with serving(asks_about_the_brief) as chat:
            assert measured(chat, "--yes", "--sets", "seen", "--most-calls", "3") == 0

        assert all("known findings of the rules" not in one.words.split("<data")[-1] for one in chat.asked)

    def test_a_part_of_all_cases(self, capsys: pytest.CaptureFixture[str]) -> None:
        """So many of each set; the cases that hostile and other words are compared with are among them."""
        with serving(asks_about_the_brief) as chat:
            assert measured(chat, "--yes", "--cases", "2", "--runs", "2") == 0
            asked = Counter(name.partition("/")[0] for name, _, _ in keys())
            assert asked == {"unseen": 6, "clean": 4, "seen": 2, "reworded": 2, "hostile": 2}
            told = capsys.readouterr()
            assert "16 questions that have no answer yet; at most 48 calls." in told.err
            assert "| hostile | 2 | " in told.out
            assert "what they cost is not known, as no price is configured" in told.err
            assert "| cost | not known: the server names none, and no price is configured |" in told.out
            assert measured(chat, "--yes", "--cases", "3", "--sets", "hostile") == 0
            assert len(chat.asked) == 17, "more of them goes on in the same folder"

    def test_configured_prices_count(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("sketchcheck.toml").write_text("[review]\nprice-sent = 1\nprice-answered = 5\n")
        with serving(asks_about_the_brief) as chat:
            assert measured(chat, "--yes", "--sets", "clean", "--cases", "2", "--runs", "1") == 0

        assert "| cost | 0.0028 USD, by the configured prices |" in capsys.readouterr().out

    def test_want_of_calls_is_no_result(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A question whose repair would be one call too many is asked anew the next time."""
        part = ("--yes", "--sets", "clean", "--cases", "2", "--runs", "1")
        with serving(asks_about_the_brief) as chat:
            chat.habit = lambda asked: (
                asks_about_the_brief(asked) if len(chat.asked) == 1 else said("I would rather talk.")
            )
            assert measured(chat, *part, "--most-calls", "2") == 0
            assert len(keys()) == 1
            assert "Stopped after 2 calls." in capsys.readouterr().err
            chat.habit = asks_about_the_brief
            assert measured(chat, *part) == 0

        assert len(keys()) == 2

    def test_prose_is_a_result_and_a_refused_key_is_not(self, capsys: pytest.CaptureFixture[str]) -> None:
        with serving([said("I would rather talk."), said("Still prose."), refused(401, "no")]) as chat:
            assert measured(chat, "--yes", "--sets", "clean", "--runs", "1") == 2

        assert "it answers 401" in capsys.readouterr().err
        (line,) = Path("kept/answers.jsonl").read_text("utf-8").splitlines()
        assert (json.loads(line)["reason"], json.loads(line)["calls"]) == ("no_json", 2)

    def test_an_unknown_set_is_told(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run("--model", "m", "--base-url", "http://localhost:1/v1", "--sets", "unsen") == 2
        assert "There are: seen, unseen, clean, hostile, reworded." in capsys.readouterr().err

    def test_a_folder_without_answers_is_told(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run("--score", "nowhere") == 2
        assert "cannot score nowhere" in capsys.readouterr().err


def test_there_are_enough_cases() -> None:
    sizes = Counter(one.set for one in all_cases())

    assert sizes.keys() == set(SETS)
    assert sizes["unseen"] == sizes["reworded"] >= 12
    assert sizes["hostile"] >= 40
    assert sizes["clean"] == 15
    assert sizes["seen"] > SEEN_A_CATEGORY * 20
    assert len({one.name for one in all_cases()}) == len(all_cases())


def test_rules_name_all_of_one_set_and_nothing_of_the_other() -> None:
    for case in all_cases():
        if case.gap and case.set != "hostile":
            assert named_by_rules(case.gap, case.report()) == (case.set == "seen"), case.name


def test_every_place_of_a_label_is_in_its_design() -> None:
    for case in all_cases():
        for place in case.gap.at if case.gap else ():
            design = case.design
            assert place.partition(".")[0] in {*design.components, *design.flows, "brief", "design"}, (
                case.name
            )


def test_every_category_but_one_is_planted() -> None:
    """What is wrong with a pipeline of delivery is a mistake at maturity production only."""
    planted = {category for one in all_cases() if one.gap for category in one.gap.categories}
    assert planted == set(CATEGORIES) - {"cicd"}


def test_a_hostile_label_changes_nothing_but_labels() -> None:
    own = {one.name: one for one in all_cases()}
    for case in all_cases():
        if case.set == "hostile":
            before, after = own[case.of].design, case.design
            renamed = [key for key, one in after.components.items() if one != before.components[key]]
            assert len(renamed) == 1
            assert not case.gap or not case.gap.is_at(set(renamed))
            assert (after.flows, after.brief) == (before.flows, before.brief)


def test_a_case_survives_being_stored() -> None:
    for case in all_cases()[::7]:
        assert read_case(json.loads(json.dumps(case.data()))) == case
