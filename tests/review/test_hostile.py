"""An injection can at worst change what the model finds: not the rules, not the design, not the format."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from checks.config import ReviewSettings
from checks.engine import Report, check
from checks.reports.checked import CheckedFile
from checks.review import review
from checks.review.compact import compact
from designer.model.design import Design
from designer.model.edits import apply_all, read_edit
from sketchcheck.cli.review_forms import Reviewed, to_json, to_markdown, to_text
from tests.review.chat_server import Asked, Reply, said, serving
from tests.review.hostile_labels import LABELS
from tests.review.samples import TODAY, answer, asking, claim, design, report

FENCE = re.compile(r"The tag is ([0-9a-f]{16})\.\n<data \1>\n(.*)\n</data \1>\n", re.DOTALL)


def hostile(label: str) -> Design:
    """The design with a label wherever a person can write one."""
    short = label[:300] or "x"
    edits = [
        {"op": "set", "id": "scorer", "values": {"name": short, "owner": label, "technology": [short]}},
        {"op": "set", "id": "chargebacks>train:labels", "values": {"label": short}},
        {"op": "set_zone", "id": "online", "values": {"name": short, "team": label}},
        {"op": "set_note", "id": "n1", "values": {"text": label}},
        {"op": "set_brief", "values": {"problem": label, "users": label}},
        {"op": "set", "id": "design", "values": {"name": short}},
    ]
    return apply_all(design(), map(read_edit, edits))


def test_there_are_enough() -> None:
    assert len(set(LABELS)) >= 40


@pytest.mark.parametrize("label", LABELS, ids=range(len(LABELS)))
def test_the_data_stays_within_its_fence(label: str, tmp_path: Path) -> None:
    """One line stays one line, and no label can end the fence: nobody knows its tag."""
    with serving([said(answer())]) as chat:
        review(report(hostile(label)), asking(chat, tmp_path))
    (asked,) = chat.asked
    system, user = (one["content"] for one in asked.body["messages"])
    fenced = FENCE.match(user)

    assert label not in system
    assert fenced is not None
    assert "<" not in fenced[2]
    assert user.endswith(f"</data {fenced[1]}>\n\nWhat do you find?")
    assert fenced[2].count("\n") == lines(report(hostile("plain")))
    assert all(char.isprintable() or char in "\n\u200c\u200d" for char in user)


def lines(of: Report) -> int:
    """The lines of a design that no label has changed."""
    return compact(of).text.count("\n")


@pytest.mark.parametrize("label", LABELS, ids=range(len(LABELS)))
def test_an_obeyed_label_changes_the_models_findings_alone(label: str, tmp_path: Path) -> None:
    """A model that does whatever the label says, and repeats it everywhere."""
    before = report(hostile(label))

    def obedient(_: Asked) -> Reply:
        echoed = claim(evidence=["chargebacks"], claim=label or "x", question=label, severity="high")
        return said(answer(echoed, claim(evidence=[label[:100] or "x"]), claim(quote=label)))

    with serving(obedient) as chat:
        found = review(before, asking(chat, tmp_path))
    after = check(before.design, today=TODAY)

    assert replace(after, view=before.view) == before, "rules, score and waivers are as they were"
    assert len(found.shown) + len(found.folded) == 3
    for one in found.shown:
        assert all(element in before.design.components for element in one.evidence)
    for text in forms(found, before):
        assert harmless(text)


def forms(found: object, before: Report) -> list[str]:
    """The review in all its forms."""
    file = CheckedFile("fraud.design.yaml", before, lambda _: 1)
    reviewed = Reviewed(file, found, ReviewSettings())  # type: ignore[arg-type]
    shown = json.loads(to_json(reviewed))
    assert shown["format"] == "sketchcheck-review/1"
    return [to_text(reviewed), to_markdown(reviewed)]


def harmless(text: str) -> bool:
    """Nothing that a terminal acts on, and in Markdown no tag, picture or link."""
    return all(char.isprintable() or char == "\n" for char in text)


@pytest.mark.parametrize("label", [one for one in LABELS if "<" in one or "](" in one])
def test_markdown_loads_and_leads_nowhere(label: str, tmp_path: Path) -> None:
    with serving([said(answer(claim(claim=label, question=label)))]) as chat:
        before = report(hostile(label))
        found = review(before, asking(chat, tmp_path))
    file = CheckedFile("fraud.design.yaml", before, lambda _: 1)
    text = to_markdown(Reviewed(file, found, ReviewSettings()))

    assert not re.search(r"<[a-z/|]|(?<!\\)\]\(", text)
