"""Questions about the problem: worth, errors, people, limits."""

from __future__ import annotations

from checks.interview.question import Question

QUESTIONS = (
    Question(
        "first-two-weeks",
        "problem",
        "You have two people and two weeks. Which boxes of this drawing do you build, and which do you"
        " leave out?",
        (
            "One thin path from data to a decision, however plain the model in it.",
            "A number that this first version already moves, or at least measures.",
            "For each thing left out, what would have to happen before it is built.",
        ),
        beside=("CST004",),
    ),
    Question(
        "where-to-act",
        "problem",
        "A false alarm costs {cost_false_positive}, a miss {cost_false_negative}. At which score do you act?",
        (
            "The threshold follows from the two costs, if the score is a calibrated probability.",
            "Whoever handles the alarms may be the tighter limit: how many can they take?",
            "The threshold is a setting with an owner, looked at again when a cost changes.",
        ),
        beside=("BIZ004", "EVA005"),
    ),
    Question(
        "gamed-metric",
        "problem",
        "Your bonus hangs on {ml_metric}. How do you raise it without helping anybody?",
        (
            "A real shortcut: easier cases, another threshold, a leak from the label, another crowd counted.",
            "A second number that would fall when somebody takes this shortcut.",
            "Who looks at both together.",
        ),
        beside=("BIZ002",),
    ),
    Question(
        "season-or-model",
        "problem",
        "{business_metric} moves with season, price and weather. How do you tell what the model did?",
        (
            "A share of cases that goes on without the model, for as long as an outcome takes.",
            "The smallest effect that can be seen with that many cases.",
            "What to do where a random share is not allowed.",
        ),
        beside=("EVA006", "BIZ005"),
    ),
    Question(
        "answers-ignored",
        "problem",
        "Half of those who work with {it} ignore the answer. How do you notice, and what do you change"
        " first?",
        (
            "What was done with each answer is recorded, not only that it was shown.",
            "Reasons differ: too late, no explanation, wrong too often for this group.",
            "The decision is judged, not the score.",
        ),
        it=("human_review", "consumer_app"),
        gate="live",
    ),
    Question(
        "second-country",
        "problem",
        "Next quarter a second country is added. Which boxes change, and which only get more data?",
        (
            "Code and settings are kept apart, so that a country is a setting where it can be.",
            "Labels, base rates and law differ: one model with a feature, or two models, and why.",
            "Where the data may lie, and who answers for it there.",
        ),
    ),
    Question(
        "switch-off",
        "problem",
        "Which result of the first month would make you switch this off for good, and who says so?",
        (
            "A number and a date, agreed before the start.",
            "Somebody who did not build it decides.",
            "What runs in its place the next morning.",
        ),
        gate="has_model",
    ),
    Question(
        "one-wrong-refusal",
        "problem",
        "One person is treated wrongly by an answer of this system. What do they see, and whom can they ask?",
        (
            "Words that this person understands, with the reasons that really counted.",
            "A human who may decide otherwise, within a stated time.",
            "The case comes back as a label, or as a test that the next model must pass.",
        ),
        beside=("GOV003", "GOV004"),
        when=("affects_people",),
    ),
    Question(
        "price-of-an-answer",
        "problem",
        "What does one answer cost from the data to the screen? It has to be half of that: which box do"
        " you cut?",
        (
            "An order of magnitude for each box, for a thousand answers.",
            "What an answer is worth, so that both can be compared.",
            "What gets worse by the cut, and how that would be measured.",
        ),
        gate="has_model",
    ),
)
