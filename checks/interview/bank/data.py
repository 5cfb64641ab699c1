"""Questions about data, labels and features."""

from __future__ import annotations

from checks.interview.question import Question

_MAKERS = ("ingestion_job", "feature_pipeline", "stream_inference", "document_pipeline", "data_validation")

QUESTIONS = (
    Question(
        "late-events",
        "data",
        "A part of the events reaches {it} three hours late, after the cut of the day. Which numbers"
        " are wrong,"
        " and which of them are put right?",
        (
            "When something happened and when it arrived are two columns.",
            "How long is waited, and what is done with what comes later.",
            "Days are written again as a whole, so that a second run changes nothing that was right.",
        ),
        it=("event_stream", "ingestion_job"),
    ),
    Question(
        "same-event-twice",
        "data",
        "{it} delivers the same event twice. What does {other} make of the second one?",
        (
            "A key by which the second is known, or writes that may be repeated.",
            "Which count, sum or label would be too high otherwise.",
            "A test that plays an hour of events twice.",
        ),
        it=("event_stream",),
        other=_MAKERS,
    ),
    Question(
        "renamed-column",
        "data",
        "On Friday evening the people behind {it} rename a column. Where does it show first, and who is"
        " called?",
        (
            "An agreement with names, types and a version, which both sides have tested.",
            "A check that stops what reads it, before training and before answers.",
            "Who of the other team is told, and by which rule they tell you first next time.",
        ),
        it=("data_source", "legacy_system"),
        beside=("DAT001", "INT001"),
    ),
    Question(
        "history-of-a-feature",
        "data",
        "You add a feature to {it} that looks back a year. How do you fill the past, and how do you"
        " know that it"
        " is what would have been seen then?",
        (
            "The same code over kept raw data, as of each moment in the past.",
            "Nothing in it that was only known later.",
            "Some days compared with what was really logged.",
        ),
        it=("feature_pipeline",),
        beside=("DAT004",),
    ),
    Question(
        "to-be-forgotten",
        "data",
        "A person asks to be forgotten. Walk from {it} to the model: what goes, what stays, what is"
        " trained again?",
        (
            "All copies: features, snapshots for training, logs, caches, what was given to others.",
            "A date by which it is done, and a reason for what stays.",
            "How long a model that has seen them goes on answering.",
        ),
        it=("raw_store", "warehouse", "log_store"),
        beside=("SEC002", "GEN013"),
    ),
    Question(
        "age-when-read",
        "data",
        "How old may a value of {it} be when {other} reads it, and how old were the values that the"
        " model learnt from?",
        (
            "The worst case and not the average, for the features that matter.",
            "The same age in training as in use.",
            "A number that goes red when values get older than that.",
        ),
        it=("feature_store", "prediction_store", "warehouse"),
        other=(
            "serving_endpoint",
            "ranking_stage",
            "candidate_retrieval",
            "stream_inference",
            "batch_inference",
        ),
        beside=("FEA003", "BRF006"),
    ),
    Question(
        "first-seen-today",
        "data",
        "Somebody appears today for the first time. What does {it} say about them, and did the model ever see"
        " such a row?",
        (
            "One value for unknown that training has seen as well.",
            "The share of such requests, and the quality for them alone.",
            "What is done where it is not good enough: a rule, a question, another model.",
        ),
        it=("feature_store", "feature_pipeline"),
        beside=("FEA004",),
    ),
    Question(
        "labels-not-there-yet",
        "data",
        "Labels take {label_delay}. On which rows do you train today, and what do you hold the newest"
        " ones for?",
        (
            "No row counts as negative only because nothing has come yet.",
            "Training ends one delay before today, or uses an early sign whose error is known.",
            "What that costs in freshness, and what is watched meanwhile.",
        ),
        beside=("LBL004",),
    ),
    Question(
        "graders-disagree",
        "data",
        "Two people disagree in {it} on one case of five. What do you train on, and what do you tell"
        " the business?",
        (
            "Agreement for each class, not overall alone.",
            "Who decides the hard cases, and how the instructions change after them.",
            "The measured quality of any model has that disagreement as its ceiling.",
        ),
        it=("labelling",),
    ),
    Question(
        "outcomes-never-seen",
        "data",
        "Which outcomes never reach {it}, and are those cases like the ones that do?",
        (
            "Who is missing: the refused, the ones shown nothing, the ones that left.",
            "What that does to training, and to every number computed on it.",
            "A small random share that is let through, or looked at by people.",
        ),
        it=("outcome_join",),
        beside=("FBK001", "FBK004"),
    ),
    Question(
        "two-counts",
        "data",
        "{it} and the log of the model disagree on yesterday's count. How do you find out which is right?",
        (
            "Both are joined by a key, and the rows that only one has are looked at.",
            "Time zone, cut of the day, repeated events: definitions before bugs.",
            "The comparison then runs every day.",
        ),
        it=("warehouse",),
        gate="has_model",
    ),
    Question(
        "poisoned-source",
        "data",
        "Who outside of your company can write something that ends in {it}, and what would they gain by"
        " a lie?",
        (
            "The ways in, each with who controls it.",
            "How much one source, account or day can move the model.",
            "What is set aside and looked at before it is learnt.",
        ),
        it=("event_stream", "raw_store", "warehouse"),
        beside=("SEC003",),
        gate="trained",
    ),
)
