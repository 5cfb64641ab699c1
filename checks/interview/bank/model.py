"""Questions about training, judging and keeping models."""

from __future__ import annotations

from checks.interview.question import Question

_SERVING = ("serving_endpoint", "batch_inference", "stream_inference", "ranking_stage", "candidate_retrieval")

QUESTIONS = (
    Question(
        "why-this-model",
        "model",
        "Why this model in {it}, and not a linear one or a table of averages? What would make you go back?",
        (
            "The gain on the same test set, with its uncertainty.",
            "What is paid for it: milliseconds, machines, explanations, people who understand it.",
            "The gain below which the simple one wins.",
        ),
        it=("training",),
        beside=("EVA002", "CST002"),
    ),
    Question(
        "better-there-worse-here",
        "model",
        "{it} says better, the live numbers say worse. Name three causes in this drawing, and how to"
        " tell them apart.",
        (
            "Features are made differently in the two places: replay logged requests.",
            "The test set holds other cases than those that are really answered.",
            "The metric is not what people want, or another part of the system changed at the same time.",
        ),
        it=("evaluation",),
        gate="live",
    ),
    Question(
        "how-to-cut",
        "model",
        "How do you cut the data for {it}, and which question about the future does that cut answer?",
        (
            "By time, with a gap as long as labels take, where the future is what counts.",
            "One person, device or shop is on one side only, where the model shall work for new ones.",
            "The set that decides is looked at once.",
        ),
        it=("training",),
        beside=("LBL005", "LBL007", "EVA008"),
    ),
    Question(
        "unlike-the-past",
        "model",
        "The data of {it} end before the busiest season. What do you expect then, and what have you"
        " prepared?",
        (
            "The same weeks of the year before, held out and scored.",
            "Which features will have values that were never seen.",
            "A plan for these weeks: fresher training, wider limits, or the rules of before.",
        ),
        it=("training",),
    ),
    Question(
        "age-of-a-model",
        "model",
        "You allow a model to be {max_model_age} old. Which measurement is behind that number?",
        (
            "Older models scored on newer data, until the loss is worth a training.",
            "What a training costs, people's time for the release included.",
            "A trigger for the case that the world changes faster.",
        ),
        beside=("BRF006", "TRN004"),
    ),
    Question(
        "yesterdays-model-back",
        "model",
        "Bring the model of last week from {it} back into {other}. Which steps, whose hands, how many"
        " minutes?",
        (
            "One command that was tried before the day on which it is needed.",
            "Features, schema and thresholds of that model are still there.",
            "What caches and stored answers of the bad model do meanwhile.",
        ),
        it=("model_registry",),
        other=_SERVING,
        beside=("ROL001",),
    ),
    Question(
        "rare-class",
        "model",
        "The share of positives is {positive_rate}. How many days until you can tell two models apart?",
        (
            "What counts is the number of positives, not the number of rows.",
            "An interval for each score, and the smallest difference worth having.",
            "An early sign that is more frequent, and how well it stands for the real one.",
        ),
        beside=("EVA004", "EVA007"),
    ),
    Question(
        "same-training-again",
        "model",
        "Somebody repeats the training in {it} of three months ago and gets another score. What may"
        " have changed?",
        (
            "Data that arrived or were corrected since, labels too.",
            "Code, libraries, hardware, seeds: which of them were recorded.",
            "How large a difference is still called the same.",
        ),
        it=("training",),
        beside=("TRN001", "TRN002", "REG003"),
    ),
    Question(
        "never-retrieved",
        "model",
        "{it} never finds the item that {other} would have put first. How would you ever notice?",
        (
            "The search is judged by itself, against everything, on a sample.",
            "Some items come in by chance, so that there is something to learn from.",
            "What more candidates cost in time, and what they gain.",
        ),
        it=("candidate_retrieval", "vector_index", "retriever"),
        other=("ranking_stage",),
    ),
    Question(
        "worst-group",
        "model",
        "For which group is the model behind {it} worst, and who decided that it is good enough for them?",
        (
            "Named groups, chosen before looking, each with enough cases.",
            "A floor for each, which holds a release back.",
            "What is done for a group below it: more data, another path, people.",
        ),
        it=("evaluation", "model_registry", "training"),
        beside=("EVA003", "GOV004"),
        when=("affects_people",),
    ),
)
