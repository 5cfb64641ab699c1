"""Loops of learning: who learns from what its own answers brought about, and whether chance has a part."""

from __future__ import annotations

from designer.graph import View
from designer.graph.loops import is_explored, learns_from_itself, loop_of, unclear_command
from designer.graph.releases import released_by_itself, starts_by_itself
from designer.model.design import read_design

BOXES = {
    "app": "consumer_app",
    "ranker": "ranking_stage",
    "clicks": "raw_store",
    "train": "training",
    "other": "serving_endpoint",
    "tests": "experiment_platform",
    "lead": "human_review",
}
LOOP = [
    ("app", "ranker", "request_response"),
    ("app", "clicks", "feedback"),
    ("clicks", "train", "batch_data"),
    ("train", "ranker", "model_artifact"),
]


def view_of(*flows: tuple[str, str, str], purpose: str | None = None, **stated: dict[str, object]) -> View:
    """A view of the boxes with these flows; `stated` are properties by box, `purpose` that of commands."""
    components = [{"id": key, "kind": kind, **stated.get(key, {})} for key, kind in BOXES.items()]
    drawn = [
        {"from": source, "to": target, "kind": kind} | ({"purpose": purpose} if kind == "control" else {})
        for source, target, kind in flows
    ]
    return View(read_design({"components": components, "flows": drawn}))


def test_a_call_leads_both_ways_around_a_loop() -> None:
    """The app calls the ranker, and its feedback teaches the model that the ranker runs."""
    view = view_of(*LOOP)

    assert list(loop_of(view, "ranker")) == ["app", "clicks", "ranker", "train"]
    assert list(learns_from_itself(view, "ranker")) == ["train"]
    assert not loop_of(view, "other")


def test_an_open_chain_is_no_loop() -> None:
    """Without the feedback nothing comes back."""
    view = view_of(*[flow for flow in LOOP if flow[2] != "feedback"])

    assert not loop_of(view, "train")
    assert not released_by_itself(view, "train")


def test_chance_counts_where_it_is_near() -> None:
    """A share at the component, or a holdout command to it, and not at an unrelated one."""
    command = ("tests", "ranker", "control")

    assert is_explored(view_of(*LOOP, ranker={"exploration_pct": 1}), "ranker")
    assert is_explored(view_of(*LOOP, command, purpose="holdout"), "ranker")
    assert is_explored(view_of(*LOOP, command, purpose="ab", tests={"random_bucket_pct": 2}), "ranker")
    assert not is_explored(view_of(*LOOP, ranker={"exploration_pct": 0}), "ranker")
    assert not is_explored(view_of(*LOOP, other={"exploration_pct": 5}), "ranker")
    assert not is_explored(view_of(*LOOP, command, purpose="ab"), "ranker")


def test_a_command_without_purpose_is_unclear() -> None:
    """It may be a holdout."""
    unclear = unclear_command(view_of(*LOOP, ("tests", "ranker", "control")), "ranker")

    assert unclear is not None
    assert unclear.id == "tests>ranker:control"
    assert unclear_command(view_of(*LOOP, ("tests", "ranker", "control"), purpose="ab"), "ranker") is None


def test_a_person_on_the_way_releases() -> None:
    """Who approves or deploys does; who only disables does not."""
    command = ("lead", "ranker", "control")

    assert released_by_itself(view_of(*LOOP), "train") == ["ranker"]
    assert released_by_itself(view_of(*LOOP, command, purpose="approve"), "train") == []
    assert released_by_itself(view_of(*LOOP, command, purpose="disable"), "train") == ["ranker"]


def test_a_schedule_starts_a_training_by_itself() -> None:
    """As a trigger or as a stated schedule; by hand or unknown it does not."""
    assert starts_by_itself(view_of(train={"trigger": "drift"}), "train")
    assert starts_by_itself(view_of(train={"schedule": "7d"}), "train")
    assert not starts_by_itself(view_of(), "train")
