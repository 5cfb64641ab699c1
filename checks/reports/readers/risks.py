"""What the findings of a category mean to somebody who runs a business: a sentence or two for each."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Cost(Enum):
    """What a risk is paid in, and so which numbers of the brief belong to it."""

    MISTAKES = "mistakes"
    OUTAGES = "outages"
    GOAL = "goal"
    OTHER = "other"


class Risk(NamedTuple):
    """A risk in plain words: a heading, what may happen, what to ask for, what it is paid in."""

    title: str
    what: str
    ask: str
    cost: Cost


RISKS: dict[str, Risk] = {
    "brief": Risk(
        "The task is not fully described",
        "Parts of what the system is for, or of what it must live up to, are not written down. People may"
        " build the wrong thing and only find out at the end.",
        "Ask for the missing lines of the brief before more is built.",
        Cost.GOAL,
    ),
    "business": Risk(
        "Success cannot be shown",
        "It is not clear which number of the business this should move, by how much, or how that will be"
        " measured. Later nobody can say whether it was worth the money.",
        "Agree on one number, its value today, the target, and who measures it.",
        Cost.GOAL,
    ),
    "governance": Risk(
        "Responsibility is not settled",
        "It is not settled who answers for the system, who can correct it, or how its decisions are"
        " explained to the people they touch.",
        "Name an owner, and a way to explain and to object, before it decides about anybody.",
        Cost.OTHER,
    ),
    "data": Risk(
        "Bad data can get in unnoticed",
        "Data that are wrong, late or incomplete can reach the system without anybody stopping them. Its"
        " answers then get worse, and look as normal as before.",
        "Have data checked at the door, with a rule for what happens to those that fail.",
        Cost.MISTAKES,
    ),
    "features": Risk(
        "Decisions may rest on stale or missing facts",
        "What the system knows when it decides can be out of date, missing or slow to get, so the decision is"
        " made on less than people assume.",
        "Agree on how old the facts behind a decision may be, and on what happens when one is missing.",
        Cost.MISTAKES,
    ),
    "skew": Risk(
        "It may work in the test and not in daily use",
        "What the system learned from and what it sees in daily use can differ without anybody noticing. It"
        " then performs worse than its test promised.",
        "Have both made in the same way, and compared regularly.",
        Cost.MISTAKES,
    ),
    "labels": Risk(
        "It may learn from the wrong examples",
        "The examples of right and wrong that the system learns from are missing, late, unreliable or"
        " reveal what it should predict. Its test results then look better than they are.",
        "Have somebody answer for the quality and the timing of these examples.",
        Cost.MISTAKES,
    ),
    "training": Risk(
        "Nobody can repeat how it was made",
        "The making of the model is not recorded, reviewed or renewed in an orderly way. When it fails,"
        " nobody can say what changed.",
        "Ask for a record of every training, and for a rule of when the next one is due.",
        Cost.MISTAKES,
    ),
    "evaluation": Risk(
        "It is not proven to work",
        "The system is not tested, or not in a way that shows how it does for every group of customers or"
        " against what is done today. Mistakes will be found by customers.",
        "Ask for a test against today's way of working, before each release and for each important group.",
        Cost.MISTAKES,
    ),
    "registry": Risk(
        "It is not known which version is running",
        "Versions are not kept in one place, so nobody can say for certain what decided yesterday, or go"
        " back to it.",
        "Have every version kept, approved and traceable.",
        Cost.MISTAKES,
    ),
    "serving": Risk(
        "Answers may come late or reach nobody",
        "The way from the system to those who need its answer is not sound: answers can be too slow, get"
        " lost, or come in a form that nobody can use.",
        "Ask for the promised answer time to be shown from end to end.",
        Cost.OUTAGES,
    ),
    "scalability": Risk(
        "It may not stand the busiest hour",
        "At the busiest time, or after growth, parts of the system are asked for more than they can do. It"
        " becomes slow or stops when it is needed most.",
        "Ask for a test at the expected peak, and for a plan for the growth that you plan.",
        Cost.OUTAGES,
    ),
    "resilience": Risk(
        "One failure can stop the service",
        "When a single part fails, what depends on it has no second way to an answer. A small disturbance"
        " becomes an outage, or wrong answers pass as right ones.",
        "Have a simple answer ready for when the system cannot give one, and have it tried out.",
        Cost.OUTAGES,
    ),
    "cost": Risk(
        "It may be more expensive than it needs to be",
        "The design is more elaborate than the task seems to need. That costs money and people every month.",
        "Ask what the simplest version would achieve, and what each step beyond it brings.",
        Cost.GOAL,
    ),
    "logging": Risk(
        "Decisions cannot be traced",
        "What the system decides, or on what grounds, is not recorded well enough. Disputes cannot be"
        " answered, and mistakes can be neither explained nor learned from.",
        "Have each decision recorded with its grounds, for as long as its outcome is open.",
        Cost.OTHER,
    ),
    "monitoring": Risk(
        "It can get worse without anybody seeing it",
        "Nothing, or too little, watches whether the system still does its job. It can go wrong for weeks"
        " before somebody notices.",
        "Ask for a small set of numbers that show every day whether it still works.",
        Cost.MISTAKES,
    ),
    "alerting": Risk(
        "Nobody is called when it goes wrong",
        "Something may notice a problem, but nobody is told, nobody has to act, or there are so many"
        " messages that they are ignored.",
        "Name who is called, for what, and what that person does.",
        Cost.MISTAKES,
    ),
    "feedback": Risk(
        "It does not learn from what happens",
        "What became of its decisions does not come back, or comes back distorted by the decisions"
        " themselves. The system then repeats its mistakes, or proves itself right.",
        "Have outcomes collected and compared with the decisions, in part independently of them.",
        Cost.MISTAKES,
    ),
    "rollout": Risk(
        "A bad change hits everybody at once",
        "New versions go to all customers at once, or cannot be taken back quickly. One mistake then has its"
        " full effect.",
        "Ask for small steps, and for a way back that takes minutes.",
        Cost.MISTAKES,
    ),
    "cicd": Risk(
        "Changes are made by hand",
        "Changes reach customers without the usual checks of the work. Avoidable mistakes will get through.",
        "Have releases made and checked by a fixed procedure.",
        Cost.MISTAKES,
    ),
    "security": Risk(
        "Data or the system are open to misuse",
        "People who should not can reach the system or data in it, or can change what it learns. That can"
        " lead to loss of data, to fines and to manipulated decisions.",
        "Have access and personal data reviewed by those who answer for security.",
        Cost.OTHER,
    ),
    "integration": Risk(
        "It does not fit into what is there",
        "What is handed over between teams or systems is not agreed. A change on one side can break the"
        " other without warning.",
        "Have each handover agreed between the teams on both sides.",
        Cost.OUTAGES,
    ),
    "graph": Risk(
        "The plan has loose ends",
        "Parts of the plan are not connected, go round in a circle or are not named. Work on them is lost,"
        " or nobody knows what they are for.",
        "Have the plan completed before it is costed.",
        Cost.OTHER,
    ),
    "generation": Risk(
        "The written answers are not under control",
        "Answers that a language model writes can be wrong, be manipulated by what others write, reveal what"
        " they should not, or do more than they should.",
        "Ask how wrong and dangerous answers are held back, and how that is tested.",
        Cost.MISTAKES,
    ),
}
"""By category of the rules; a test holds that each has one."""

LEVELS = {"error": "Serious", "warning": "Worth fixing", "advice": "To consider"}
"""How severe a risk is, in plain words."""

AREAS = {
    "problem": "Purpose", "data": "Data", "model": "Learning and testing", "serving": "Giving answers",
    "operation": "Watching and learning", "delivery": "Changing it safely", "generation": "Written answers",
}  # fmt: skip
"""The areas of the score in plain words."""
