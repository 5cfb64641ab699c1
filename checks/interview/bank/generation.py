"""Questions about designs with language models, retrieval and agents."""

from __future__ import annotations

from checks.interview.question import Question

_MODEL = ("llm_endpoint",)

QUESTIONS = (
    Question(
        "half-the-price",
        "generation",
        "A model at half the price comes out. How do you decide within a week whether {it} moves to it?",
        (
            "Real questions with known good answers, hard and hostile ones among them.",
            "A judge that people have checked, and people for the cases where it is unsure.",
            "Time and cost for an answer beside quality; then a share of the traffic, and a way back.",
        ),
        it=_MODEL,
        beside=("GEN003", "GEN014"),
    ),
    Question(
        "search-or-model",
        "generation",
        "An answer is wrong. How do you tell whether {it} brought the wrong passages or {other} misread"
        " the right ones?",
        (
            "The passages that were seen are kept with the answer.",
            "The search has test questions of its own, with the passages that should be found.",
            "The same question again with the right passages put in by hand.",
        ),
        it=("retriever", "vector_index"),
        other=(*_MODEL, "serving_endpoint", "stream_inference"),
        beside=("GEN004", "GEN017"),
        gate="rag",
    ),
    Question(
        "table-over-two-pages",
        "generation",
        "A table goes over two pages. What does {it} make of it, and which question fails because of that?",
        (
            "A sample of what was read from documents is looked at by people.",
            "Pieces follow headings and tables, and keep where they come from.",
            "Questions whose answer is in a table or a picture are in the test set.",
        ),
        it=("document_pipeline",),
    ),
    Question(
        "new-index-while-asked",
        "generation",
        "You build {it} anew with another embedding model, while people go on asking. In which order do"
        " you switch?",
        (
            "A second index beside the first; question and passages change together.",
            "Both are scored on the same questions before the switch.",
            "What happens to documents that change meanwhile.",
        ),
        it=("vector_index",),
        beside=("GEN021",),
        gate="rag",
    ),
    Question(
        "good-request-blocked",
        "generation",
        "{it} blocks one good request in fifty. Who finds out, and how do you weigh that against what"
        " it stops?",
        (
            "Blocked requests are kept and a sample is judged.",
            "Both rates of error, also by language and by group of users.",
            "What the user reads, and how they get further.",
        ),
        it=("guardrail",),
    ),
    Question(
        "right-tool-wrong-customer",
        "generation",
        "The model calls {it} correctly, but for the wrong customer. What stops it before anything happens?",
        (
            "The call has the rights of the person in front of it, not those of the agent.",
            "Arguments are checked in code against the session.",
            "What cannot be undone is a draft until somebody agrees; all calls are recorded.",
        ),
        it=("agent_tool",),
        beside=("GEN010", "GEN011"),
    ),
    Question(
        "forty-seconds",
        "generation",
        "{it} needs forty seconds today. What does the user see after two, ten and thirty?",
        (
            "First words or first sources come early, and it can be stopped.",
            "A limit after which a smaller model, or the plain search results, answer.",
            "A stopped request costs nothing further.",
        ),
        it=_MODEL,
        beside=("RES001", "RES003"),
    ),
    Question(
        "year-old-questions",
        "generation",
        "{it} was collected a year ago. Which of today's questions are not in it, and how do they get in?",
        (
            "A sample of live questions each month, and every failure that somebody reported.",
            "Kinds of question with a number for each, not one average.",
            "It is kept out of prompts and of training.",
        ),
        it=("eval_set",),
        beside=("GEN005",),
    ),
    Question(
        "nothing-found",
        "generation",
        "Nothing that {it} finds answers the question. Follow this request through the drawing to what"
        " the user reads.",
        (
            "A score below which nothing counts as found.",
            "An answer that says so, and offers a way on: a person, a search, a better question.",
            "How often that happens, and for which topics.",
        ),
        it=("retriever", "vector_index"),
        beside=("GEN018", "GEN001"),
        gate="rag",
    ),
    Question(
        "two-edits-in-an-hour",
        "generation",
        "Two people change a prompt in {it} within an hour. Which one reaches the users, and how do you"
        " go back?",
        (
            "Versions that are reviewed, and a release that is a step of its own.",
            "Each version is put to the same test questions.",
            "The version stands with every answer.",
        ),
        it=("prompt_store",),
        beside=("GEN002",),
    ),
    Question(
        "turn-nine",
        "generation",
        "One answer may cost {max_cost_per_request}, and a long conversation with {it} passes that at"
        " its eighth"
        " turn. What happens at the ninth?",
        (
            "What of the past is kept, shortened or looked up again.",
            "A limit for a user and a day, with words for who reaches it.",
            "The cost of each request is known before it is sent.",
        ),
        it=_MODEL,
        beside=("GEN012", "GEN015", "GEN016"),
    ),
    Question(
        "asked-to-forget-its-rules",
        "generation",
        "A document that {it} has read says: forget your rules. What is the worst that can happen here?",
        (
            "Follow the answer: who reads it, what acts on it, which rights that has.",
            "Found text is marked as data, and what the model may do does not depend on what it reads.",
            "Tried on purpose, with every release.",
        ),
        it=("document_pipeline", "retriever", "vector_index"),
        beside=("GEN008", "GEN009"),
        gate="generative",
    ),
)
