"""Questions about answering: time, load, failure, and what acts on an answer."""

from __future__ import annotations

from checks.interview.question import Question

_ONLINE = ("serving_endpoint", "ranking_stage", "candidate_retrieval", "llm_endpoint")

QUESTIONS = (
    Question(
        "milliseconds",
        "serving",
        "{latency_p99_ms} ms for 99 of 100 callers. Write a number on each hop behind {it}: which do"
        " you give back first?",
        (
            "The numbers add up to less than the limit, and leave something for the network.",
            "The slow end counts, not the average; calls side by side wait for the slowest.",
            "A price for each saving: computed beforehand, cached, a smaller model, one feature less.",
        ),
        it=("serving_endpoint", "ranking_stage", "llm_endpoint"),
        beside=("SRV005",),
    ),
    Question(
        "store-is-down",
        "serving",
        "{it} does not answer for ten minutes. What does {other} say meanwhile, and does anybody see"
        " the difference?",
        (
            "A time after which the call is given up, well below the limit of the caller.",
            "Default values or a simpler answer, whose quality is known.",
            "Such answers are marked, counted and raise an alarm.",
        ),
        it=("feature_store", "prediction_store", "vector_index", "cache", "warehouse"),
        other=_ONLINE,
        beside=("RES001", "RES002", "RES003"),
    ),
    Question(
        "how-many-machines",
        "serving",
        "{qps_peak} requests a second come to {it}. How many instances do you run, and how did you get"
        " there?",
        (
            "Time of one request times requests a second, over what one instance does at once.",
            "Room for one that fails and for a release.",
            "A load test, not a guess; and what happens above the number.",
        ),
        it=("serving_endpoint", "ranking_stage", "api_gateway"),
        beside=("SCL001", "SCL002", "BRF005"),
    ),
    Question(
        "half-a-batch",
        "serving",
        "{it} dies after half of the rows. What do the readers of {other} see in the morning?",
        (
            "All of the new answers or all of the old ones, never a mixture.",
            "A restart goes on from where it stopped, and may be repeated.",
            "Each answer has a date, and somebody is told that it is late.",
        ),
        it=("batch_inference",),
        other=("prediction_store", "warehouse", "cache", "raw_store"),
    ),
    Question(
        "two-versions-at-once",
        "serving",
        "During a release two models answer behind {it}. What may one user notice, and what may your"
        " numbers?",
        (
            "A user stays with one version.",
            "The version stands in the log of each answer.",
            "Thresholds and meanings of the score are the same, or travel with the model.",
        ),
        it=("serving_endpoint", "ranking_stage"),
        beside=("ROL002", "LOG004"),
    ),
    Question(
        "key-of-the-cache",
        "serving",
        "What is the key of {it}, how long does an entry live, and which change makes all entries wrong"
        " at once?",
        (
            "Everything that changes the answer is in the key, the version of the model included.",
            "The lifetime follows from how old an answer may be.",
            "How it is emptied with a release, and whether the rest survives the cold minutes.",
        ),
        it=("cache",),
        beside=("RES006", "GEN023"),
    ),
    Question(
        "growing-queue",
        "serving",
        "{it} grows faster than it is read. From which age on is an answer worth nothing, and what"
        " becomes of it?",
        (
            "An alarm on the age of the oldest entry, not on the length.",
            "Old ones are dropped, answered plainly or done later, by a stated rule.",
            "Whoever writes into it is slowed down or told.",
        ),
        it=("queue", "event_stream"),
        gate="live",
    ),
    Question(
        "overruled",
        "serving",
        "{it} overrules the model in one case of ten. Who wrote these rules, and who notices that one"
        " is out of date?",
        (
            "Each rule has an owner, a reason and a date.",
            "What the model said is logged beside what the rule made of it.",
            "Now and then a share goes through without the rule, to see whether it still helps.",
        ),
        it=("rules_engine",),
    ),
    Question(
        "more-cases-than-people",
        "serving",
        "Five hundred cases a day come to {it}, and two hundred can be looked at. Which ones, and what"
        " of the rest?",
        (
            "An order by what a look is worth, not by the score alone.",
            "A stated answer for those that nobody sees.",
            "The verdicts become labels, with a note that these cases were chosen.",
        ),
        it=("human_review",),
    ),
    Question(
        "wrong-forecast",
        "serving",
        "What {it} is told is off by a fifth. How much worse is its plan, and would anybody see it?",
        (
            "The error in money or minutes of the plan, not in per cent of the forecast.",
            "A plan that holds for a range, not for one number.",
            "The plan compared with what then happened.",
        ),
        it=("optimiser",),
    ),
    Question(
        "cannot-be-changed",
        "serving",
        "{it} cannot be changed this year. What do you build on your side of the line, and what do you"
        " ask of its owners?",
        (
            "A thin adapter with its own tests, and an agreed format.",
            "What happens when it is slow, away or sends nonsense.",
            "The date or the event at which the adapter can go.",
        ),
        it=("legacy_system",),
        beside=("INT003", "ROL004"),
    ),
    Question(
        "fallback-in-earnest",
        "serving",
        "When did {it} last answer in earnest, and how good were its answers?",
        (
            "It is tried on purpose, at a quiet hour.",
            "Its quality on the same cases as the model is known.",
            "How long it may go on, and who is told that it does.",
        ),
        it=("fallback",),
    ),
)
