"""Mistakes in what is learnt from: the label is not what is meant, or not of those who are meant."""

from __future__ import annotations

from benchmarks.gaps.changing import put, say
from benchmarks.review.case import Gap
from benchmarks.review.unseen.planting import Unseen

MISTAKES = (
    Unseen(
        "credit-scoring",
        Gap(
            "proxy_punishes_the_poor",
            "The label stands for having little money, not for a loan that is lost.",
            ("labels", "fairness", "brief", "business"),
            ("brief", "outcomes", "outcomes>training:labels"),
        ),
        edits=(say(proxy_label="A first reminder for an overdrawn account stands for a loan that is lost."),),
        reworded=(say(proxy_label="Whoever was ever charged an overdraft fee counts as not having repaid."),),
    ),
    Unseen(
        "notebook-to-production",
        Gap(
            "only_survivors",
            "The history holds only hosts who stayed; who cancelled most was removed and is in no row.",
            ("data", "labels", "training", "fairness", "evaluation"),
            ("lake", "listings", "daily", "training"),
        ),
        edits=(
            put("lake", name="Event history of hosts listed today"),
            put("listings", name="Hosts and listings in good standing"),
        ),
        reworded=(
            put("lake", name="Past events, removed hosts purged"),
            put("listings", name="Hosts that still have an account"),
        ),
    ),
    Unseen(
        "security-anomaly-detection",
        Gap(
            "judge_sees_the_score",
            "Analysts read the model's verdict before they give theirs, so the labels agree with the model.",
            ("labels", "feedback", "evaluation", "monitoring"),
            ("desk", "desk>verdicts:labels", "verdicts", "quality", "cases"),
        ),
        edits=(
            put("desk", notes="The case opens with the model's verdict filled in; one click confirms it."),
        ),
        reworded=(
            put("desk", notes="What the detector concluded is preselected, and analysts press agree."),
        ),
    ),
    Unseen(
        "sentiment-api",
        Gap(
            "annotators_are_not_the_writers",
            "People who do not speak the dialects decide what their writers meant.",
            ("labels", "fairness", "data", "evaluation"),
            ("annotators", "annotators>training:labels", "annotators>quality:labels", "brief"),
        ),
        edits=(
            put(
                "annotators",
                notes="All four work in one office in Zurich, also for posts in dialects and slang.",
            ),
        ),
        reworded=(
            put("annotators", notes="One team of standard-language speakers labels every region's posts."),
        ),
    ),
    Unseen(
        "ecommerce-recommendation",
        Gap(
            "judged_on_what_it_showed",
            "The gate replays clicks on what the present model showed, so a model that differs cannot win.",
            ("evaluation", "feedback", "labels", "data"),
            ("evaluation", "training", "log", "outcomes"),
        ),
        edits=(
            put(
                "evaluation",
                notes="Counts as right only what buyers bought from the twenty items of today's model.",
            ),
        ),
        reworded=(
            put("evaluation", notes="Items that the live ranker did not display are scored as not wanted."),
        ),
    ),
)
