"""The model's side of a session, against a real HTTP server: consent first, then what holds, nothing lost."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from checks.config import Config, ReviewSettings, WaiverPolicy
from checks.interview.transcript import transcript
from checks.review import Server
from designer.errors import SketchcheckError
from designer.files import load_text
from designer.store.store import Store
from sketchcheck.reviewing.reviewer import Reviewer
from sketchcheck.session import Session
from sketchcheck.verdicts import Verdicts
from tests.app.test_session import Tab
from tests.review.chat_server import Asked, ChatServer, Reply, refused, said, serving
from tests.review.samples import YAML, answer, claim

Plain = dict[str, Any]
KEY = "sk-secret-0123456789abcdef"
SHOW = ({"op": "review", "do": "show", "shown": True}, {"op": "ask", "do": "show", "shown": True})
RUN, MORE = ({"op": "review", "do": "run", "more": more} for more in (False, True))
AGREE = {"op": "line", "do": "agree"}
STEP = {"do": "add_component", "id": "sample", "kind": "labelling", "name": "Checked chargebacks"}


def words(text: str, **more: Any) -> str:
    """An answer to a question."""
    return json.dumps({"answer": text, "evidence": more.pop("evidence", []), **more})


def usual(asked: Asked) -> Reply:
    """A review with one finding and a suggestion, or an answer that names a box."""
    if "The question:" in asked.words:
        return said(words("Look at [scorer].", evidence=["scorer"], suggestion={"title": "", "steps": []}))
    return said(answer(claim(suggestion={"title": "Check some", "steps": [STEP]})))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, and no model in the environment."""
    monkeypatch.setenv("SKETCHCHECK_HOME", str(tmp_path))
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "SKETCHCHECK_MODEL", "SKETCHCHECK_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def chat(home: Path) -> Iterator[ChatServer]:
    """A server with the usual answers."""
    del home
    with serving(usual) as made:
        yield made


@pytest.fixture
def session(home: Path) -> Session:
    """A session on the design of the reviewer's tests."""
    store = Store.open(f"sqlite:///{home}/test.db")
    return Session(store, store.create(load_text(YAML, "test").design))


@pytest.fixture
def tab(session: Session, chat: ChatServer) -> Tab:
    """A tab with both panels in sight, whose model is chosen."""
    session.line.reviewer.server = Server(chat.url, "m", SecretStr(KEY))
    made = Tab()
    made.send(session, *SHOW)
    return made


def settled(session: Session, tab: Tab) -> Plain:
    """Wait for the answer as the page does, and give what is shown then."""
    end = time.monotonic() + 30
    while session.line.is_busy and time.monotonic() < end:
        session.line.settle()
        time.sleep(0.01)
    assert not session.line.is_busy
    return tab.send(session)


def reviewed(session: Session, tab: Tab) -> Plain:
    """A review that was agreed to."""
    tab.send(session, RUN, AGREE)
    return settled(session, tab)


def test_nothing_is_sent_before_consent(session: Session, tab: Tab, chat: ChatServer) -> None:
    """The host and every word are shown first; a refusal sends nothing; consent holds for the design."""
    consent = tab.send(session, RUN)["line"]["consent"]
    assert consent["server"]["host"] == chat.root.removeprefix("http://")
    assert consent["server"]["isLocal"]
    assert consent["estimate"]["sent"] > 100
    assert tab.send(session, {"op": "line", "do": "refuse"})["line"]["consent"] is None
    assert chat.all_paths == []

    found = reviewed(session, tab)
    shown = [without_tag(one["text"]) for one in consent["messages"]]
    assert shown == [without_tag(one["content"]) for one in chat.asked[0].body["messages"]]
    rest = {key: one for key, one in chat.asked[0].body.items() if key != "messages"}
    assert json.loads(consent["rest"]) == rest
    assert [one["anchor"] for one in found["review"]["result"]["findings"]] == ["chargebacks"]
    assert tab.send(session, MORE)["line"]["consent"] is None, "asked once for this host"


def without_tag(text: str) -> str:
    """A message without what is drawn anew for each call."""
    tag = text.partition("The tag is ")[2].partition(".")[0]
    return text.replace(tag, "TAG") if tag else text


def test_another_host_is_agreed_to_anew(session: Session, tab: Tab) -> None:
    """And so is another design: each session asks for itself."""
    reviewed(session, tab)
    with serving(usual) as other:
        session.line.reviewer.server = Server(other.url, "m")
        assert tab.send(session, RUN)["line"]["consent"]["address"].startswith(other.url)
        assert other.all_paths == []


def test_consent_is_for_the_host_that_was_shown(session: Session, tab: Tab, chat: ChatServer) -> None:
    """Whoever chooses another server while a question waits sends it to the first, or not at all."""
    with serving(usual) as other:
        tab.send(session, RUN)
        session.line.reviewer.server = Server(other.url, "m")
        tab.send(session, AGREE)
        told = settled(session, tab)
        assert (len(chat.asked), other.all_paths) == (1, [])
        assert told["review"]["result"]["isOld"], "it is of another model than the one that is chosen now"


def test_rules_are_as_they_were(session: Session, tab: Tab) -> None:
    """A review changes neither findings nor score, nor the design."""
    before = tab.send(session)
    after = reviewed(session, tab)
    for same in ("findings", "score", "notStated", "rev"):
        assert after[same] == before[same]


def test_a_second_run_is_explicit_and_counted(session: Session, tab: Tab, chat: ChatServer) -> None:
    """What comes again says so; moving a box asks for nothing new; drawing makes the review old."""
    reviewed(session, tab)
    tab.send(session, MORE)
    second = settled(session, tab)["review"]["result"]
    assert (second["runs"], second["findings"][0]["inRuns"]) == (2, 2)
    tab.send(session, {"op": "place", "boxes": {"scorer": [500, 500]}})
    assert not tab.send(session)["review"]["result"]["isOld"]
    tab.send(session, {"op": "set", "id": "scorer", "values": {"name": "Scores"}})
    assert tab.send(session)["review"]["result"]["isOld"]
    assert len(chat.asked) == 2

    again = Session(session.store, session.design_id)
    again.line.reviewer = session.line.reviewer
    tab.send(again, *SHOW, {"op": "set", "id": "scorer", "values": {"name": "Fraud scorer"}}, RUN, AGREE)
    remembered = settled(again, tab)["review"]["result"]
    assert (remembered["runs"], remembered["cached"], len(chat.asked)) == (2, 2, 2)


def test_a_suggestion_is_shown_and_applied_like_a_fix(session: Session, tab: Tab) -> None:
    """Ghosts first; the edit is one step; one undo takes it back."""
    finding = reviewed(session, tab)["review"]["result"]["findings"][0]
    ghosts = tab.send(session, {"op": "review", "do": "preview", "finding": finding["id"]})["ghosts"]
    assert ghosts["finding"] == finding["id"]
    assert [one["name"] for one in ghosts["components"]] == ["Checked chargebacks"]
    assert "sample" not in session.design.components
    tab.send(session, {"op": "batch", "title": ghosts["title"], "edits": ghosts["edits"]})
    assert "sample" in session.design.components
    told = tab.send(session, {"op": "review", "do": "preview", "finding": finding["id"]})
    assert told["notice"]["level"] == "warning", "it no longer fits, in words"
    assert told["ghosts"] is None
    tab.send(session, {"op": "undo"})
    assert "sample" not in session.design.components


def test_decisions_are_part_of_the_design(session: Session, tab: Tab) -> None:
    """Kept, dismissed with a reason, taken back: each a step; a dismissed one does not come back."""
    finding = reviewed(session, tab)["review"]["result"]["findings"][0]["id"]
    told = tab.send(session, {"op": "review", "do": "keep", "finding": finding})
    assert told["review"]["result"]["findings"][0]["status"] == "kept"
    assert session.design.reviews[finding].model == "m"
    told = tab.send(session, {"op": "review", "do": "dismiss", "finding": finding, "reason": "  "})
    assert "no reason is given" in told["notice"]["text"]
    told = tab.send(session, {"op": "review", "do": "dismiss", "finding": finding, "reason": "We check."})
    assert told["review"]["result"]["findings"][0]["status"] == "dismissed"
    assert [one["reason"] for one in told["review"]["decided"]] == ["We check."]
    tab.send(session, MORE)
    third = settled(session, tab)["review"]["result"]
    assert third["findings"] == []
    assert "it was dismissed: We check." in [one["reason"] for one in third["folded"]]
    assert tab.send(session, {"op": "review", "do": "forget", "finding": finding})["review"]["decided"] == []
    assert [one.title for one in session.store.revisions(session.design_id)][:2] == [
        "Take back a decision about a finding of the model", "Dismiss a finding of the model",
    ]  # fmt: skip


def test_a_finding_can_be_waived(session: Session, tab: Tab) -> None:
    """With the same form as a rule's, until a day."""
    finding = reviewed(session, tab)["review"]["result"]["findings"][0]["id"]
    until = (date.today() + timedelta(days=30)).isoformat()  # noqa: DTZ011 - any day to come
    waiver = {"finding": finding, "reason": "Later.", "owner": "us", "until": until}
    told = tab.send(session, {"op": "add_waiver", "waiver": waiver})["review"]["result"]["findings"][0]
    assert (told["status"], told["waiver"]["owner"]) == ("waived", "us")


def test_a_waiver_against_the_policy_leaves_it_open(
    session: Session, tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the project says of waivers counts here too, and it is said why."""
    config = Config(waivers=WaiverPolicy(owners=("platform",)))
    monkeypatch.setattr(session, "_verdicts", Verdicts(config))
    finding = reviewed(session, tab)["review"]["result"]["findings"][0]["id"]
    waiver = {"finding": finding, "reason": "Later.", "owner": "us", "until": "2999-01-01"}
    told = tab.send(session, {"op": "add_waiver", "waiver": waiver})["review"]["result"]["findings"][0]
    assert told["status"] == "open"
    assert told["refused"] == "us may not accept findings here, only platform"


FAILURES: list[tuple[Callable[[Asked], Reply], str]] = [
    (lambda _: refused(401, "Incorrect API key provided"), "Incorrect API key provided"),
    (lambda _: refused(429, "You exceeded your quota"), "You exceeded your quota"),
    (lambda _: said("I would look at the labels."), "I would look at the labels."),
    (lambda _: Reply(500, "<title>Bad gateway</title>"), "Bad gateway"),
]


@pytest.mark.parametrize(("habit", "says"), FAILURES, ids=("no key", "limit", "prose", "500"))
def test_a_failure_is_one_sentence_and_costs_nothing_drawn(
    session: Session, tab: Tab, chat: ChatServer, habit: Callable[[Asked], Reply], says: str
) -> None:
    """The server's own words; findings of the rules and an earlier review stay; the key shows nowhere."""
    before = reviewed(session, tab)
    chat.habit = habit
    tab.send(session, MORE)
    after = settled(session, tab)
    assert after["line"]["failure"]["what"] == "review"
    assert after["line"]["failure"]["text"].startswith("cannot ask ")
    assert says in after["line"]["failure"]["text"]
    assert after["findings"] == before["findings"]
    assert after["review"]["result"] == before["review"]["result"]
    assert KEY not in json.dumps(after)


def test_it_can_be_cancelled(session: Session, tab: Tab, chat: ChatServer) -> None:
    """Drawing goes on meanwhile; a second question waits its turn; afterwards nothing has happened."""
    chat.habit = lambda _: Reply(body={}, wait=60)
    tab.send(session, RUN, AGREE)
    assert tab.send(session)["line"]["running"]["what"] == "review"
    told = tab.send(session, {"op": "add_note", "note": {"id": "n9", "text": "On."}}, RUN)
    assert "n9" in session.design.notes
    assert "a question is under way" in told["notice"]["text"]
    tab.send(session, {"op": "line", "do": "cancel"})
    done = settled(session, tab)
    assert (done["line"]["failure"], done["review"]["result"]) == (None, None)


def test_a_session_has_a_cap(session: Session, tab: Tab, chat: ChatServer) -> None:
    """Nothing is sent that would go beyond it."""
    server = session.line.reviewer.server
    session.line.reviewer = Reviewer(ReviewSettings(session_tokens=10), server=server)
    told = reviewed(session, tab)
    assert told["line"]["spent"]["cap"] == 10
    assert "of its 10 tokens" in told["line"]["failure"]["text"]
    assert chat.asked == []


def test_asking_the_model(session: Session, tab: Tab, chat: ChatServer) -> None:
    """Question and answer are kept with the design; the next question knows both."""
    ask = {"op": "ask", "do": "send", "text": "What is weakest?"}
    assert tab.send(session, ask)["line"]["consent"]["what"] == "ask"
    tab.send(session, AGREE)
    settled(session, tab)
    tab.send(session, ask | {"text": "And then?"})
    talk = settled(session, tab)["ask"]
    assert [one["role"] for one in talk["messages"]] == ["person", "model", "person", "model"]
    assert talk["messages"][1]["about"] == ["scorer"]
    assert talk["messages"][1]["by"].startswith("m at 127.0.0.1")
    assert "Asked before: What is weakest?" in chat.asked[1].words
    assert "Answered: Look at [scorer]." in chat.asked[1].words
    assert [one.role for one in session.store.messages(session.design_id, 1)].count("model") == 2


def test_an_answer_to_a_question_of_the_bank_is_looked_at(
    session: Session, tab: Tab, chat: ChatServer
) -> None:
    """The model is told what was asked; a failed call can be made again without writing it anew."""
    question = tab.send(session, {"op": "ask", "do": "next", "area": ""})["ask"]["messages"][0]["text"]
    chat.habit = lambda _: refused(429, "Slow down")
    tab.send(session, {"op": "ask", "do": "send", "text": "By the request id."}, AGREE)
    assert "Slow down" in settled(session, tab)["line"]["failure"]["text"]
    chat.habit = usual
    tab.send(session, {"op": "ask", "do": "again"})
    talk = settled(session, tab)["ask"]
    assert [one["role"] for one in talk["messages"]] == ["question", "person", "model"]
    assert question.partition("”")[2] in chat.asked[-1].words
    assert "I answered: By the request id." in chat.asked[-1].words


def test_what_the_model_proposes_is_shown_as_ghosts(session: Session, tab: Tab, chat: ChatServer) -> None:
    """Also in a later session, from what was kept."""
    chat.habit = lambda _: said(words("Do this.", suggestion={"title": "Check some", "steps": [STEP]}))
    tab.send(session, {"op": "ask", "do": "send", "text": "What would help?"}, AGREE)
    message = settled(session, tab)["ask"]["messages"][-1]
    later = Session(session.store, session.design_id)
    told = tab.send(later, *SHOW, {"op": "ask", "do": "preview", "n": message["n"]})
    assert (told["ghosts"]["finding"], told["ghosts"]["title"]) == (f"ask:{message['n']}", "Check some")


def test_an_answer_that_is_cut_off_is_kept_and_says_so(session: Session, tab: Tab, chat: ChatServer) -> None:
    """In the conversation, and in the text to take away; without a sentence it is a failure."""
    chat.habit = lambda _: said('{"answer": "Look at [scorer]. And th', finish="length")
    tab.send(session, {"op": "ask", "do": "send", "text": "What is weakest?"}, AGREE)
    message = settled(session, tab)["ask"]["messages"][-1]
    assert (message["text"], message["about"]) == ("Look at [scorer].", ["scorer"])
    assert message["cut"].startswith("The answer was cut off after 100 of 4000 tokens")
    kept = session.store.messages(session.design_id, 1)
    assert "The answer was cut off after" in transcript(kept, session.design)
    chat.habit = lambda _: said("", finish="length")
    tab.send(session, {"op": "ask", "do": "send", "text": "And then?"})
    told = settled(session, tab)
    assert "the answer was cut off" in told["line"]["failure"]["text"]
    assert [one["role"] for one in told["ask"]["messages"]] == ["person", "model", "person"]


def test_without_a_model_nothing_is_asked(session: Session, chat: ChatServer) -> None:
    """It is said in words, and what was written is not half kept."""
    tab = Tab()
    told = tab.send(session, *SHOW, {"op": "ask", "do": "send", "text": "Hello?"}, RUN)
    assert "none is chosen" in told["notice"]["text"]
    assert told["ask"]["messages"] == []
    assert (told["line"]["server"], chat.all_paths) == (None, [])


def test_a_choice_is_recalled_without_its_key(session: Session, home: Path) -> None:
    """The browser remembers which it was, this session only what is told: no key, on no disk."""
    tab = Tab()
    session.line.reviewer.choose(session.line.reviewer.named("https://api.openai.com/v1", "gpt", KEY))
    told = tab.send(session, *SHOW)["line"]
    assert told["chosen"] == {"address": "https://api.openai.com/v1", "model": "gpt"}
    assert KEY not in json.dumps(told)
    assert KEY.encode() not in b"".join(one.read_bytes() for one in home.rglob("*") if one.is_file())

    later = Session(session.store, session.design_id)
    recall = {"op": "line", "do": "recall", **told["chosen"]}
    again = tab.send(later, *SHOW, recall)["line"]
    assert (again["server"], again["chosen"]) == (None, told["chosen"]), "it needs its key again"
    tab.send(later, recall | {"model": "other"})
    assert later.line.reviewer.shown == ("https://api.openai.com/v1", "gpt"), "what is chosen stays"


@pytest.mark.parametrize(
    ("address", "model"), [("no address", "m"), ("http://u:p@localhost/v1", "m"), ("", "")]
)
def test_a_broken_memory_chooses_nothing(session: Session, address: str, model: str) -> None:
    recall = {"op": "line", "do": "recall", "address": address, "model": model}
    assert Tab().send(session, *SHOW, recall)["line"]["server"] is None


def test_a_recalled_server_gets_the_key_of_the_environment_if_that_names_it() -> None:
    environment = {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": "https://llm.example/v1"}
    reviewer, other = Reviewer(environment=environment), Reviewer(environment=environment)
    reviewer.recall("https://llm.example/v1", "m")
    other.recall("https://evil.example/v1", "m")
    assert reviewer.server == Server("https://llm.example/v1", "m", SecretStr(KEY))
    assert other.server == Server("https://evil.example/v1", "m")


def test_no_address_is_not_the_one_of_openai() -> None:
    with pytest.raises(SketchcheckError, match="it has no address"):
        Reviewer(environment={}).named(" ", "m", KEY)


def test_a_key_of_the_environment_goes_only_where_the_environment_says() -> None:
    """Who may open the app could otherwise have it sent to a host of theirs."""
    environment = {"OPENAI_BASE_URL": "https://llm.example/v1", "OPENAI_API_KEY": KEY}
    reviewer = Reviewer(environment=environment)
    own = reviewer.named("https://llm.example/v1/", "big", "")
    assert own.key.get_secret_value() == KEY
    assert reviewer.named("https://evil.example/v1", "big", "").key.get_secret_value() == ""
    assert reviewer.named("https://evil.example/v1", "big", "typed").key.get_secret_value() == "typed"
    with pytest.raises(SketchcheckError, match="no key"):
        reviewer.named("https://api.openai.com/v1", "gpt", "")
    assert KEY not in repr(reviewer)


def test_the_environment_may_name_the_model() -> None:
    """Then nothing has to be chosen; without a name for the model there is none."""
    environment = {"OPENAI_BASE_URL": "http://localhost:11434/v1", "SKETCHCHECK_MODEL": "qwen3"}
    server = Reviewer(environment=environment).server
    assert server
    assert (server.model, server.is_local) == ("qwen3", True)
    assert Reviewer(environment={}).server is None
