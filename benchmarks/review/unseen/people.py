"""Mistakes that fall on people: whom an error hits, whose data it is, what the model itself causes."""

from __future__ import annotations

from benchmarks.gaps.changing import add, draw, put
from benchmarks.review.case import Gap
from benchmarks.review.unseen.planting import Unseen

MISTAKES = (
    Unseen(
        "credit-scoring",
        Gap(
            "origin_through_the_back_door",
            "First name and street tell where a person comes from; the model refuses by origin.",
            ("fairness", "features", "governance"),
            ("features", "features>store:features", "store", "training"),
        ),
        edits=(put("features", name="Credit features, first name and street"),),
        reworded=(put("features", name="Credit history, given name, neighbourhood"),),
    ),
    Unseen(
        "patient-no-show",
        Gap(
            "data_for_another_purpose",
            "What patients told a chaplain in confidence was not for a list of who will not come.",
            ("governance", "fairness", "security", "data", "features"),
            ("talks", "talks>export:batch_data", "export", "features", "warehouse"),
        ),
        edits=(
            add("data_source", "talks", expected_freshness="24h", owner="data-office"),
            put("talks", name="Notes of chaplains and social workers"),
            draw("talks", "batch_data", "export", contract="documented"),
        ),
        reworded=(
            add("data_source", "talks", expected_freshness="24h", owner="data-office"),
            put("talks", name="What was said in pastoral care"),
            draw("talks", "batch_data", "export", contract="documented"),
        ),
    ),
    Unseen(
        "ride-hailing-dispatch",
        Gap(
            "model_causes_its_own_evidence",
            "Who was offered few trips has accepted few, is therefore rated low and offered fewer.",
            ("feedback", "fairness", "features", "labels"),
            ("habits", "habits>store:features", "store", "training", "scorer", "matcher"),
        ),
        edits=(put("habits", name="Trips each driver was offered last week"),),
        reworded=(put("habits", name="How often the matcher chose a driver lately"),),
    ),
    Unseen(
        "patient-no-show",
        Gap(
            "action_hurts_whom_it_names",
            "Who is likely to miss is double-booked, so that the sick and poor are sent away.",
            ("fairness", "business", "brief", "governance", "feedback"),
            ("brief", "app", "callers", "list"),
        ),
        edits=(
            put("app", name="Double-booking of the 160 riskiest"),
            put("callers", notes="Nobody is called: their slot is given to a second patient."),
        ),
        reworded=(
            put("app", name="Overbooks whoever scores highest"),
            put("callers", notes="Gives the place of a risky patient away a second time, without a word."),
        ),
    ),
)
