"""Questions about changing the system: releases, runs, tests, owners, attackers."""

from __future__ import annotations

from checks.interview.question import Question

QUESTIONS = (
    Question(
        "one-line-changes",
        "delivery",
        "One line in {it} changes how a feature is computed. Which tests run, what is trained again,"
        " how does it go live?",
        (
            "A test with known rows, and one that compares training with serving.",
            "The changed feature is a new version; models name the one they were trained on.",
            "A share of the traffic first, and a way back for code and model together.",
        ),
        it=("code_repo", "ci_cd"),
        beside=("CIC001", "CIC002", "REG004"),
    ),
    Question(
        "third-try",
        "delivery",
        "A step that {it} starts fails twice and passes at the third try. What was written twice?",
        (
            "Steps that may be repeated: they replace what they wrote before.",
            "Half written results are never read.",
            "How often is tried, and who hears that it was not the first time.",
        ),
        it=("orchestrator",),
    ),
    Question(
        "a-year-later",
        "delivery",
        "A year later you work elsewhere. What does the next owner need that this drawing does not say?",
        (
            "An owner for each part, and who is asked when two parts quarrel.",
            "Decisions with their reasons, and what was tried in vain.",
            "How to train, release and go back, as commands that work.",
        ),
        beside=("GOV001",),
    ),
    Question(
        "gains-by-your-error",
        "delivery",
        "Somebody earns money whenever {it} is wrong in their favour. What do they try, and what do you"
        " see of it?",
        (
            "Which inputs they control, and how many tries they have.",
            "Limits for each caller, and answers that do not tell how close they were.",
            "A trace of trying: many similar requests, values just below a limit.",
        ),
        it=("serving_endpoint", "ranking_stage", "stream_inference"),
        beside=("SEC001",),
    ),
    Question(
        "gain-that-fades",
        "delivery",
        "{it} shows a gain that is gone after four weeks. What happened?",
        (
            "Novelty, a season, or a test that was stopped on a good day.",
            "Both groups touch each other: stock, prices, the same training data.",
            "A small group that stays without the change for months.",
        ),
        it=("experiment_platform",),
    ),
    Question(
        "ships-with-the-model",
        "delivery",
        "{it} gives {other} a new model. Which other things have to change in the same moment?",
        (
            "Transform code, thresholds, schema, the set of classes.",
            "What would happen if only one of them arrived.",
            "They are one package with one version, or are checked against each other at the start.",
        ),
        it=("model_registry", "training"),
        other=("serving_endpoint", "batch_inference", "stream_inference", "ranking_stage"),
        beside=("SKW002",),
    ),
    Question(
        "gone-for-a-day",
        "delivery",
        "{it} is gone for a whole day, and it is not your fault. Which boxes stop, which go on, and"
        " what is lost?",
        (
            "Follow the arrows: what waits, what has a copy, what has neither.",
            "How the missed day is made up for afterwards, and in which order.",
            "What users are told.",
        ),
        it=("data_source", "event_stream", "legacy_system", "llm_endpoint"),
    ),
)
