"""The language-model reviewer: optional, grounded, apart from the rules. The only place that knows openai.

What a front door needs, each importable from here; nothing of it loads openai before a call is made:

    server_for(config.review, model=None, base_url=None, key=None, environment=os.environ) -> Server
        Where to: arguments go before the environment, that before the configuration. Raises
        SketchcheckError, in words, where no model or no key is known. A server has `host`, `address`,
        `model`, `is_local`; its key shows nowhere.

    try_connection(server, *, limits, cancel) -> Connection
        A few tiny calls: `works`, `sentences` (plain words, one a line), `rung` (the format of answers that the
        server keeps to, remembered), `better_address` ("" or the address that would have worked).

    preview(report, server) -> Outgoing
        What a review would send, for consent: `messages` (role and content), `host`, `masked` (how many
        credentials were taken out), `estimate` (tokens there and back, cost where a price is set).
        `preview_question(report, server, question, earlier)` is the same for `converse`.

    review(report, server, *, runs=1, limits=Limits(), meter=None, cancel=None, on_progress=None) -> Review
        `runs` is how many runs are wanted in all: those that the cache has count, so 1 asks nothing when
        the design means the same as before, and `again = review(..., runs=before.runs + 1)` is one more.
        Review: `shown` (ModelFinding, at most 8), `folded` (Folded: finding and reason), `runs`, `cached`,
        `usage`, `seconds`, `rung`, `model`, `host`.
        ModelFinding: `id` (review:8hex@anchor), `anchor`, `evidence`, `category`, `kind`
        (present_problem or missing_part), `claim`, `quote`, `severity`, `confidence`, `question`, `fix` (a
        checks.finding.Fix or None), `why_no_fix`, `in_runs`, `status` (open, kept or waived).

    converse(report, server, question, *, earlier=(), limits, meter, cancel, on_progress) -> Reply
        `earlier` are Turn(question, answer). Reply: `text`, `cites` (ids of this design), `fix` (or None),
        `folded` (reasons, for what did not hold), `usage`, `seconds`, `rung`.

    keep(design, finding, model) and dismiss(design, finding, reason, model) -> SetReviews; forget(design, id)
        The edits by which a person decides. What is dismissed does not come back.

    Limits(calls=3, seconds=120, answer_tokens=4000); Meter(cap) counts what a session has spent and refuses
    what would go beyond its cap; `cancel` is a threading.Event, `on_progress` gets a sentence.

What goes wrong raises ReviewFailed, a SketchcheckError: one sentence, with the server's own words; `reason`
is a word for it (`cancelled`, `rate_limit` ...), `usage` and `seconds` what it cost all the same.
"""
