"""Mistakes in time: what is not known yet, or no longer true, or counted over the wrong days."""

from __future__ import annotations

from benchmarks.gaps.changing import add, draw, put, say
from benchmarks.review.case import Gap
from benchmarks.review.unseen.planting import Unseen
from designer.model.edits.language import Edit


def _source(name: str, words: str, through: str, freshness: str) -> tuple[Edit, ...]:
    """One more source behind the checks that the others pass."""
    box = add("data_source", name, expected_freshness=freshness, owner="data-office")
    flow = draw(name, "batch_data", through, contract="documented")
    return box, put(name, name=words), flow


MISTAKES = (
    Unseen(
        "notebook-to-production",
        Gap(
            "not_known_at_prediction_time",
            "Reviews that guests write after their stay cannot tell beforehand who will cancel it.",
            ("features", "skew", "data", "labels"),
            ("reviews", "reviews>checks:batch_data", "daily", "store", "checks"),
        ),
        edits=_source("reviews", "What guests wrote of this stay", "checks", "24h"),
        reworded=_source("reviews", "Ratings given at checkout for the booking", "checks", "24h"),
    ),
    Unseen(
        "ad-ranking",
        Gap(
            "label_window_too_short",
            "What is advertised is bought months later, so almost every sale is counted as none.",
            ("labels", "brief", "business", "training", "data"),
            ("brief", "joiner", "joiner>training:labels"),
        ),
        edits=(
            say(problem="Advertisers sell kitchens and holidays that take people three months to decide."),
        ),
        reworded=(
            say(problem="Customers of our advertisers buy a house half a year after their first click."),
        ),
    ),
    Unseen(
        "finance-forecasting",
        Gap(
            "sums_hold_the_future",
            "A sum over the whole month, read on its third day, holds what is to be forecast.",
            ("features", "skew", "labels", "data"),
            ("features", "features>training:features", "features>forecast:features", "training"),
        ),
        edits=(put("features", name="Lags, calendar and closing total of the same month"),),
        reworded=(put("features", name="Calendar, lags, and the month's final sum on each of its days"),),
    ),
    Unseen(
        "fraud-detection",
        Gap(
            "learnt_elsewhere",
            "The history is of one country and one channel; the model decides about others.",
            ("data", "training", "evaluation", "skew", "fairness"),
            ("lake", "training", "profiles", "brief", "evaluation"),
        ),
        edits=(
            put("lake", name="Payment history of French shop terminals"),
            say(users="Online checkouts in Brazil and Mexico, and sixty analysts at the fraud desk."),
        ),
        reworded=(
            put("lake", name="Past payments, card present, France only"),
            say(users="Web shops in Latin America, and the analysts who look at their cases."),
        ),
    ),
    Unseen(
        "delivery-routes",
        Gap(
            "quiet_season_decides_the_busy_one",
            "The model has seen only quiet months and plans the weeks in which four times as much is sent.",
            ("data", "training", "evaluation", "brief"),
            ("brief", "training", "lake", "evaluation"),
        ),
        edits=(
            put("lake", name="Everything as loaded from March to August"),
            say(problem="In the weeks before Christmas tours planned by hand cost twice as much a parcel."),
        ),
        reworded=(
            put("lake", name="Loads of the low season"),
            say(problem="Planning breaks down each December, when four times as many parcels are sent."),
        ),
    ),
)
