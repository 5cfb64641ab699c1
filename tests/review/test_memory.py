"""A review is remembered by what the design means; runs are merged; what people decide stays decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.config import NO_CONFIG, Config, WaiverPolicy
from checks.engine import check
from checks.review import ModelFinding, Review, category_of, dismiss, forget, keep, remembered_runs, review
from checks.review.manner import Manner
from checks.review.remembered import MOST_REVIEWS, Memory
from designer.model.design import Design
from designer.model.edits import Edit, apply, read_edit
from tests.review.chat_server import said, serving
from tests.review.samples import TODAY, answer, asking, claim, design, report

FAIR = claim(category="fairness", claim="People who dispute less are protected less.", severity="medium")


def edited(of: Design, edit: Edit) -> Design:
    """The design after an edit."""
    return apply(of, edit).design


def test_moving_a_box_is_no_new_review(tmp_path: Path) -> None:
    moved = edited(design(), read_edit({"op": "place", "boxes": {"scorer": [700, 700]}}))
    renamed = edited(design(), read_edit({"op": "set", "id": "scorer", "values": {"name": "Judge"}}))
    with serving([said(answer())]) as chat:
        asked = asking(chat, tmp_path)
        first = review(report(), asked)
        second = review(report(moved), asked)
        assert len(chat.asked) == 1
        assert (remembered_runs(report(moved), asked), remembered_runs(report(renamed), asked)) == (1, 0)
        third = review(report(renamed), asked)

    assert len(chat.asked) == 2
    assert (first.cached, second.cached, third.cached) == (0, 1, 0)
    assert second.shown == first.shown
    assert (second.usage.tokens, second.seconds) == (0, 0.0)


def test_a_second_run_is_asked_for_and_counted(tmp_path: Path) -> None:
    with serving(
        [said(answer(claim(), FAIR)), said(answer(claim(claim="Said otherwise."))), said(answer())]
    ) as chat:
        asked = asking(chat, tmp_path)
        review(report(), asked)
        two = review(report(), asked, runs=2)
        three = review(report(), asked, runs=3)

    assert len(chat.asked) == 3
    assert [(one.category, one.in_runs) for one in two.shown] == [("labels", 2), ("fairness", 1)]
    assert [(one.category, one.in_runs) for one in three.shown] == [("labels", 3), ("fairness", 1)]
    assert (three.runs, three.cached) == (3, 2)


def test_another_model_is_another_review(tmp_path: Path) -> None:
    with serving([said(answer())]) as chat, serving([said(answer())]) as other:
        review(report(), asking(chat, tmp_path))
        review(report(), asking(other, tmp_path))

    assert len(other.asked) == 1


def first_review(tmp_path: Path, of: Design | None = None) -> Review:
    """A review with two findings, remembered from the first time on."""
    with serving([said(answer(claim(), FAIR))]) as chat:
        return review(report(of), asking(chat, tmp_path))


def finding(tmp_path: Path) -> ModelFinding:
    """The gravest of them."""
    return first_review(tmp_path).shown[0]


def test_what_is_dismissed_does_not_come_back(tmp_path: Path) -> None:
    dismissed = edited(design(), dismiss(design(), finding(tmp_path), "We count disputes on purpose.", "m"))
    again = first_review(tmp_path, dismissed)

    assert [one.category for one in again.shown] == ["fairness"]
    assert [one.reason for one in again.folded] == ["it was dismissed: We count disputes on purpose."]
    assert edited(dismissed, forget(dismissed, finding(tmp_path).id)) == design()


def test_what_is_kept_stays_with_the_design(tmp_path: Path) -> None:
    found = finding(tmp_path)
    kept = edited(design(), keep(design(), found, "m"))

    assert kept.reviews[found.id].stated() == {
        "id": found.id, "status": "kept", "model": "m", "text": found.claim,
    }  # fmt: skip
    assert first_review(tmp_path, kept).shown[0].status == "kept"


def test_a_finding_of_a_model_is_waived_as_any(tmp_path: Path) -> None:
    found = finding(tmp_path)
    waiver = {"finding": found.id, "reason": "later", "owner": "risk", "until": "2027-01-01"}
    waived = edited(design(), read_edit({"op": "add_waiver", "waiver": waiver}))

    assert first_review(tmp_path, waived).shown[0].status == "waived"
    judged = check(waived, today=TODAY, config=NO_CONFIG)
    assert judged.findings == report().findings
    assert judged.unmatched == ()


@pytest.mark.parametrize("policy", [WaiverPolicy(owners=("platform",)), WaiverPolicy(longest_days=20)])
def test_a_waiver_against_the_policy_does_not_count(policy: WaiverPolicy, tmp_path: Path) -> None:
    """As for a finding of a rule: it stays open, and the report says why."""
    found = finding(tmp_path)
    waiver = {"finding": found.id, "reason": "later", "owner": "risk", "until": "2027-01-01"}
    waived = edited(design(), read_edit({"op": "add_waiver", "waiver": waiver}))
    judged = check(waived, today=TODAY, config=Config(waivers=policy))
    with serving([said(answer(claim(), FAIR))]) as chat:
        shown = review(judged, asking(chat, tmp_path)).shown

    assert [one.status for one in shown] == ["open", "open"]
    assert [one.finding for one, _ in judged.refused] == [found.id]


def test_a_decision_follows_a_renamed_box(tmp_path: Path) -> None:
    dismissed = edited(design(), dismiss(design(), finding(tmp_path), "No.", "m"))
    renamed = edited(dismissed, read_edit({"op": "rename_id", "id": "chargebacks", "to": "disputes"}))
    claims = [claim(evidence=["disputes"]), FAIR | {"evidence": ["disputes"]}]
    with serving([said(answer(*claims))]) as chat:
        found = review(report(renamed), asking(chat, tmp_path))

    assert [one.category for one in found.shown] == ["fairness"]


def test_an_id_tells_its_category(tmp_path: Path) -> None:
    assert category_of(finding(tmp_path).id) == "labels"
    assert category_of("review:00000000@x") == ""


def test_the_rules_stay_as_they_were(tmp_path: Path) -> None:
    kept = edited(design(), keep(design(), finding(tmp_path), "m"))
    before, after = report(), check(kept, today=TODAY)

    assert (after.findings, after.score, after.unmatched) == (before.findings, before.score, before.unmatched)


def test_a_folder_that_cannot_be_written_or_read(tmp_path: Path) -> None:
    """A review works without; it only forgets."""
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    with serving([said(answer())]) as chat:
        assert review(report(), asking(chat, blocked)).shown
        assert review(report(), asking(chat, blocked)).shown
        assert len(chat.asked) == 2
        review(report(), asking(chat, tmp_path))
        for file in (tmp_path / "review").rglob("*.json"):
            file.write_text('{"half')
        assert review(report(), asking(chat, tmp_path)).shown

    assert len(chat.asked) == 4


def test_old_reviews_make_room(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    for number in range(MOST_REVIEWS + 5):
        memory.keep(str(number), [{"answer": number}])

    assert len([*(tmp_path / "review" / "answers").iterdir()]) == MOST_REVIEWS
    assert memory.answers(str(MOST_REVIEWS + 4)) == [{"answer": MOST_REVIEWS + 4}]


def test_an_unknown_manner_is_forgotten(tmp_path: Path) -> None:
    with serving([said(answer())]) as chat:
        server = asking(chat, tmp_path).server
        memory = Memory(tmp_path)
        memory.learn(server, Manner("plain"))
        assert memory.manner(server) == Manner("plain")
        file = tmp_path / "review" / "servers.json"
        file.write_text(file.read_text().replace('"plain"', '"telepathy"'))
        assert memory.manner(server) is None
