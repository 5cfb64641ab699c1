"""The language-model reviewer: optional, grounded, apart from the rules. The only place that knows openai.

What a front door needs stands in `__all__`; nothing of it loads openai before a call is made.

    server = server_for(config.review, model=None, base_url=None, key=None)
        Where to: arguments go before the environment, that before the configuration. Raises
        SketchcheckError, in words, where no model or no key is known. A server has `host`, `address`,
        `model`, `is_local`, `is_readable_on_the_way`; its key shows nowhere.

    asking = Asking(server, limits_of(config.review), meter_of(config.review), cancel, on_progress)
        `meter` belongs to a session and refuses what would go beyond its cap; `cancel` is a
        threading.Event; `on_progress` gets a sentence, in the thread that asks.

    try_connection(asking) -> Connection: works, sentences, rung (remembered), better_address. Never raises.

    preview(report, asking, config.review) -> Outgoing: messages, host, estimate, masked; for consent.
    preview_question(report, asking, question, earlier, config.review) is the same for `converse`.

    review(report, asking, runs=1) -> Review: shown (ModelFinding, at most 8), folded (text, reason), runs,
        cached, usage, seconds, rung, model, host.
        `runs` is how many are wanted in all: those that are remembered count, so 1 asks nothing when the
        design means the same as before, and `runs=before.runs + 1` is one more. Take care that one review
        of a design runs at a time. `remembered_runs(report, asking)` says how many there are: nothing is
        sent, so nobody need be asked for consent, where that is enough.

    converse(report, asking, question, earlier) -> Reply: text, cites, fix, folded, usage, seconds, cut;
        `earlier` are Turn(question, answer).

    keep(design, finding, model), dismiss(design, finding, reason, model), forget(design, id) -> SetReviews:
        the edits by which a person decides. What is dismissed does not come back. A waiver accepts the id of
        a finding as it does that of a rule's.

    review_data(review), model_finding_data(finding), folded_data(folded): as plain data.

    price(usage, config.review) -> USD, or None where nobody knows.

What goes wrong raises ReviewFailed, a SketchcheckError of one sentence with the server's own words; `reason`
is a word for it (`cancelled`, `rate_limit` ...), `usage`, `calls` and `seconds` what it cost all the same.
"""

from checks.review.asking import Asking, Outgoing
from checks.review.budget import Limits, limits_of
from checks.review.connection import Connection, try_connection
from checks.review.conversing import Reply, converse, preview_question
from checks.review.data import folded_data, model_finding_data, review_data
from checks.review.decisions import dismiss, forget, keep
from checks.review.failures import ReviewFailed
from checks.review.findings import Folded, ModelFinding, Review, category_of
from checks.review.prompt import VERSION, Turn
from checks.review.reviewing import preview, remembered_runs, review
from checks.review.server import Server, server_for
from checks.review.usage import Estimate, Meter, Usage, meter_of, price

__all__ = [
    "VERSION",
    "Asking",
    "Connection",
    "Estimate",
    "Folded",
    "Limits",
    "Meter",
    "ModelFinding",
    "Outgoing",
    "Reply",
    "Review",
    "ReviewFailed",
    "Server",
    "Turn",
    "Usage",
    "category_of",
    "converse",
    "dismiss",
    "folded_data",
    "forget",
    "keep",
    "limits_of",
    "meter_of",
    "model_finding_data",
    "preview",
    "preview_question",
    "price",
    "remembered_runs",
    "review",
    "review_data",
    "server_for",
    "try_connection",
]
