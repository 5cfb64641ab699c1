"""What is told of a session, piece by piece: the canvas ends with what the server has, whatever gets lost."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.config import NO_CONFIG
from checks.engine import check
from checks.reports.data import finding_data
from designer.errors import RefusedEdit
from designer.files import load_file
from designer.files.templates import find_template
from designer.model.edits import apply
from designer.store.store import Store
from sketchcheck.payload import canvas_data, canvas_news
from sketchcheck.session import Session
from sketchcheck.verdicts import Verdicts
from tests import strategies

FRAUD = load_file(find_template("fraud-detection").flawed).design


class Canvas:
    """What a browser does with the answers: frontend/src/news.ts and outbox.ts, in the plainest way."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.heard = {"epoch": "", "n": 0}
        self.parts: dict[str, dict[str, Any]] = {}
        self.ops: list[dict[str, Any]] = []

    def send(self, *ops: dict[str, Any]) -> dict[str, Any]:
        """Send operations and what was heard; the answer may get lost."""
        self.ops += [op | {"seq": len(self.ops) + n} for n, op in enumerate(ops, 1)]
        outbox = {"client": "tab", "ops": self.ops, "heard": dict(self.heard)}
        self.session.receive(json.loads(json.dumps(outbox)))
        told: dict[str, Any] = json.loads(json.dumps(canvas_news(self.session)))
        return told

    def hear(self, news: dict[str, Any]) -> None:
        """Take an answer in, one that was heard before as well."""
        if not news["since"]:
            self.parts = {}
        assert news["since"] <= self.heard["n"]
        for section, parts in news["told"].items():
            self.parts.setdefault(section, {}).update(parts)
        for section, names in news["gone"].items():
            for name in names:
                self.parts[section].pop(name, None)
        self.heard = {"epoch": news["epoch"], "n": news["n"]}

    def shows(self) -> dict[str, Any]:
        """All of it, in the shape of CanvasData."""
        parts = {name: dict(some) for name, some in self.parts.items()}
        lists = {name: [parts[name][one] for one in some] for name, some in parts["order"].items()}
        findings = lists.pop("findings")
        layout = parts["layout"] | {"boxes": parts.get("boxes", {}), "zones": parts.get("areas", {})}
        design = parts["design"] | lists | {"layout": layout}
        return parts["rest"] | {"design": design, "ack": parts.get("ack", {}), "findings": findings}


def what_python_has(session: Session) -> Any:
    """The same from Python's side."""
    return json.loads(json.dumps(canvas_data(session)))


@pytest.fixture
def canvas(tmp_path: Path) -> Canvas:
    """A canvas that shows a template."""
    store = Store.open(f"sqlite:///{tmp_path}/test.db")
    return Canvas(Session(store, store.create(FRAUD)))


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_the_canvas_ends_with_what_the_server_has(data: st.DataObject) -> None:
    """Any edits, undo and redo; answers get lost, are heard twice, or after the next edit was sent."""
    with TemporaryDirectory() as folder, Store.open(f"sqlite:///{folder}/test.db") as store:
        canvas = Canvas(Session(store, store.create(data.draw(strategies.designs()))))
        under_way: list[dict[str, Any]] = []
        for _ in range(8):
            other = st.sampled_from([{"op": "undo"}, {"op": "redo"}, {"op": "arrange"}, {"op": "dismiss"}])
            edits = strategies.edits(canvas.session.design).map(lambda edit: edit.stated())
            under_way.append(canvas.send(data.draw(edits | other)))
            for news in data.draw(st.sampled_from([(), under_way[-1:], under_way[-1:] * 2, under_way])):
                canvas.hear(news)
            under_way = under_way if not canvas.parts else under_way[-1:]
        canvas.hear(canvas.send())

        assert canvas.shows() == what_python_has(canvas.session)


def test_a_move_is_told_without_the_rest(canvas: Canvas) -> None:
    """What an answer costs does not grow with the design."""
    canvas.hear(canvas.send())
    box = next(iter(FRAUD.components))
    news = canvas.send({"op": "place", "boxes": {box: [7, 9]}})

    assert news["told"].keys() == {"boxes", "ack", "rest"}
    assert news["told"]["boxes"] == {box: [7, 9]}
    canvas.hear(news)
    assert canvas.shows() == what_python_has(canvas.session)


def test_nothing_new_is_the_same_answer_again(canvas: Canvas) -> None:
    """So that the browser has nothing to do."""
    canvas.hear(canvas.send())

    assert canvas.send() == canvas.send()


def test_a_new_mount_and_a_new_session_get_all_of_it(canvas: Canvas) -> None:
    """One that has heard nothing, and one that has heard another session."""
    canvas.hear(canvas.send({"op": "set", "id": "design", "values": {"name": "Fraud"}}))
    canvas.heard = {"epoch": "", "n": 0}
    assert canvas.send()["since"] == 0

    canvas.session = Session(canvas.session.store, canvas.session.design_id)
    canvas.heard = {"epoch": "another", "n": 1}
    canvas.hear(canvas.send())
    assert canvas.shows() == what_python_has(canvas.session)


@settings(max_examples=8)
@given(st.data())
def test_a_verdict_of_before_is_the_verdict_of_now(data: st.DataObject) -> None:
    """To and fro between designs: what is at hand of them is what a check says."""
    designs, verdicts = [FRAUD], Verdicts(NO_CONFIG)
    for _ in range(6):
        try:
            designs.append(apply(designs[-1], data.draw(strategies.edits(designs[-1]))).design)
        except RefusedEdit:
            continue
    for design in data.draw(st.lists(st.sampled_from(designs), min_size=3, max_size=8)):
        verdict = verdicts.on(design)
        fresh = check(design, today=verdict.report.date)

        assert verdict.report.design is design
        assert verdict.data["findings"] == [finding_data(one, fresh) for one in fresh.findings]
        assert verdict.report.score == fresh.score


def test_a_new_day_is_judged_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waivers end."""
    verdicts = Verdicts(NO_CONFIG)
    today = verdicts.on(FRAUD)
    later = date(2099, 1, 1)

    class Clock:
        @staticmethod
        def now(_zone: object) -> Any:
            return type("Moment", (), {"date": lambda _: later})()

    monkeypatch.setattr("sketchcheck.verdicts.datetime", Clock)

    assert today.data["today"] != "2099-01-01"
    assert verdicts.on(FRAUD).data["today"] == "2099-01-01"
