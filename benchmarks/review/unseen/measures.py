"""Mistakes in the measure: it will be gamed, looks at the wrong cases, or is not what the decision moves."""

from __future__ import annotations

from benchmarks.gaps.changing import say
from benchmarks.review.case import Gap
from benchmarks.review.unseen.planting import Unseen

MISTAKES = (
    Unseen(
        "support-assistant",
        Gap(
            "metric_will_be_gamed",
            "The assistant closes tickets itself and is measured by how many it closes.",
            ("business", "evaluation", "brief", "labels", "feedback"),
            ("brief", "assistant", "chat", "quality"),
        ),
        edits=(
            say(
                business_metric={
                    "name": "tickets closed by the assistant",
                    "unit": "%",
                    "current": "22",
                    "target": "60",
                },
                proxy_label="A ticket that the assistant has closed counts as solved.",
                metric_link="The more conversations it ends, the more are counted as solved.",
            ),
        ),
        reworded=(
            say(
                business_metric={
                    "name": "conversations ended without an agent",
                    "unit": "%",
                    "current": "22",
                    "target": "60",
                },
                proxy_label="Once the assistant says goodbye, the problem is taken to be solved.",
                metric_link="Each goodbye counts, whether or not the customer got anywhere.",
            ),
        ),
    ),
    Unseen(
        "finance-forecasting",
        Gap(
            "average_hides_the_bad_days",
            "The buffer is decided by the worst days, the measure is the middle of ordinary ones.",
            ("evaluation", "business", "brief", "monitoring"),
            ("brief", "evaluation", "quality"),
        ),
        edits=(
            say(
                ml_metric={
                    "name": "median error on days without a holiday",
                    "current": "3.1M",
                    "target": "2.4M",
                },
                metric_link="A smaller median error lets the desk keep a smaller buffer.",
            ),
        ),
        reworded=(
            say(
                ml_metric={"name": "typical error in ordinary weeks", "current": "3.1M", "target": "2.4M"},
                metric_link="If the usual day is forecast better, less has to be held back.",
            ),
        ),
    ),
    Unseen(
        "patient-no-show",
        Gap(
            "risk_instead_of_effect",
            "Who misses most is not who is helped by a call; those whom no call changes fill the list.",
            ("business", "evaluation", "brief", "labels"),
            ("brief", "callers", "list", "evaluation"),
        ),
        edits=(
            say(
                metric_link="Each patient who is rightly foreseen to miss is taken as a slot that is saved.",
                decision="The 160 patients who are surest to miss are called, whatever a call does for them.",
            ),
        ),
        reworded=(
            say(
                metric_link="A correct alarm is booked as a filled slot, without asking what the call did.",
                decision="Calls go to the highest scores, most of whom have no telephone or never answer.",
            ),
        ),
    ),
    Unseen(
        "streaming-recommendation",
        Gap(
            "engagement_that_harms",
            "What keeps people and children awake counts as success.",
            ("business", "fairness", "brief", "evaluation", "governance"),
            ("brief", "evaluation", "quality", "outcomes"),
        ),
        edits=(
            say(
                ml_metric={"name": "minutes watched after midnight", "current": "31", "target": "45"},
                proxy_label="Who cannot stop before three in the morning is taken to be content.",
            ),
        ),
        reworded=(
            say(
                ml_metric={
                    "name": "length of the longest session in the night",
                    "current": "31 min",
                    "target": "45 min",
                },
                proxy_label="Who skips sleep for one more episode, child or adult, counts as content.",
            ),
        ),
    ),
    Unseen(
        "security-anomaly-detection",
        Gap(
            "numbers_do_not_meet",
            "Nine analysts look at forty cases a day, and the decision hands them ten thousand.",
            ("brief", "business", "scalability", "cost", "alerting"),
            ("brief", "desk", "budget", "queue"),
        ),
        edits=(say(decision="Which ten thousand cases the analysts look at today, none of them unread."),),
        reworded=(
            say(decision="Every one of some 10,000 alarms a day is read by an analyst before the evening."),
        ),
    ),
)
