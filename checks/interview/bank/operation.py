"""Questions about watching, waking people up, and what comes back."""

from __future__ import annotations

from checks.interview.question import Question

_ANSWERING = ("serving_endpoint", "ranking_stage", "batch_inference", "stream_inference")

QUESTIONS = (
    Question(
        "fast-and-wrong",
        "operation",
        "{it} answers fast, without any error, and wrongly. Which box notices first, and after how many"
        " hours?",
        (
            "What can be seen before outcomes: the shape of the answers, the inputs, what people do"
            " with them.",
            "When the real outcomes arrive, and for which share of the answers.",
            "The time until somebody knows, as a number.",
        ),
        it=_ANSWERING,
        beside=("MON002", "MON004", "MON005"),
    ),
    Question(
        "red-at-night",
        "operation",
        "{it} goes red at night. What do you look at first, second and third, and when do you go back"
        " to bed?",
        (
            "A broken feed before a changed world: nulls, counts, units.",
            "Whether the answers moved, not only the inputs.",
            "What it is compared with, and why that is a fair comparison.",
        ),
        it=("drift_monitor",),
        beside=("MON003", "ALR003"),
    ),
    Question(
        "worth-keeping",
        "operation",
        "After an incident you open {it}. What do you need to find there, how far back, and what must"
        " not be in it?",
        (
            "Request id, time, version of the model, inputs, answer, and what was done with it.",
            "Kept for longer than outcomes and complaints take.",
            "Names and numbers of people are masked, and reading it is recorded.",
        ),
        it=("log_store",),
        beside=("LOG003", "LOG004", "LOG005"),
    ),
    Question(
        "first-hour",
        "operation",
        "It is Saturday, and {it} rings. Tell me the first hour, with names.",
        (
            "Somebody who may roll back without asking the author of the model.",
            "A page that says what to look at, and in which order.",
            "Who is told outside of the team, and when.",
        ),
        it=("alerting",),
        beside=("ALR002",),
    ),
    Question(
        "who-looks",
        "operation",
        "Who looks at {it} every week, and which decision did it change last?",
        (
            "A reader by role, and the number they look for.",
            "What they do at which value.",
            "Charts without a reader are taken away.",
        ),
        it=("dashboard",),
    ),
    Question(
        "feeds-itself",
        "operation",
        "What {it} answers today is in its training data next month. Which mistake feeds itself?",
        (
            "A concrete circle: who is shown, chosen or refused, and what is then never seen.",
            "A random share, with its probability recorded.",
            "Training or judging that takes this probability into account.",
        ),
        it=("serving_endpoint", "ranking_stage", "candidate_retrieval"),
        beside=("FBK003", "FBK004"),
        gate="trained and live",
    ),
    Question(
        "slow-decay",
        "operation",
        "Quality falls by one per cent a month. How does {it} show that, and against what?",
        (
            "A fixed reference beside last week, because last week falls as well.",
            "For groups, as a slow fall is often one group that falls fast.",
            "The value at which something is done.",
        ),
        it=("quality_monitor",),
    ),
    Question(
        "healthy-machines",
        "operation",
        "Every machine that {it} watches is healthy. What of this system may still be broken?",
        (
            "Answers, inputs, age of data and age of the model are watched as well.",
            "What the user sees is measured at the user's end.",
            "Silence is an alarm too: no requests, no labels, no new rows.",
        ),
        it=("metrics_monitor",),
    ),
)
