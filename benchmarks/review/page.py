"""The figures as Markdown, for the terminal and for the folder of the answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from statistics import median

from benchmarks.review.case import SETS, Arm
from benchmarks.review.judging import Flaws
from benchmarks.review.scores import Agreement, Change, Recall, Scores, Share, average
from checks.config import ReviewSettings
from checks.review.usage import Usage, price
from checks.review.wording import one_line

NOTHING = "-"
"""Where nothing was asked there is no figure."""
_ARMS: tuple[Arm, ...] = ("with rules", "alone")
_CAUTION = """\
A mistake counts as found when a finding that is shown has one of its categories and cites one of its places;
that what it says is right no program has judged. A finding in a good design is one too many or a discovery:
read it. The figures speak of this model, on these designs, with this prompt."""


def page(scores: Scores, settings: ReviewSettings) -> str:
    """All figures; the prices in the settings are for servers that name no cost."""
    return "\n".join(_parts(scores, settings))


def _parts(scores: Scores, settings: ReviewSettings) -> Iterator[str]:
    yield f"# Review benchmark: {_whom(scores)}\n"
    yield f"{_CAUTION}\n"
    yield from _asked(scores)
    yield "## Recall\n"
    yield _recall(scores)
    yield "The mistakes that rules cannot see, by run: " + _of_runs(scores.recall_of_runs()) + "\n"
    yield "### By category\n"
    yield _table(_RECALL_HEAD, (_recall_row(*one) for one in scores.by_category("seen", "unseen").items()))
    yield "### Mistakes that rules cannot see\n"
    yield _unseen(scores)
    yield "## Findings in good designs\n"
    yield _clean(scores)
    yield "## What does not hold\n"
    yield _flaws(scores)
    yield "## Agreement between runs\n"
    yield _agreement(scores)
    yield "## Other labels\n"
    yield _changes(scores)
    yield "## What it took\n"
    yield _took(scores, settings)


def _whom(scores: Scores) -> str:
    found = {(one.stored.model, one.stored.host, one.stored.prompt) for one in scores.judged}
    told = (f"{_code(model)} at {_code(host)}, prompt {prompt}" for model, host, prompt in sorted(found))
    return ", ".join(told) or "no answers"


def _code(text: str) -> str:
    return "`" + one_line(text).replace("`", "'") + "`"


def _asked(scores: Scores) -> Iterator[str]:
    counts = Counter(scores.cases[one.stored.case].set for one in scores.judged)
    yield f"{len(scores.judged)} answers scored: " + ", ".join(f"{counts[one]} {one}" for one in SETS) + ".\n"
    if scores.stale:
        yield f"To {scores.stale} of them other lines were sent than today: the rules have changed since.\n"


_RECALL_HEAD = ("mistakes", "made", "rules alone", "model alone", "both")


def _recall(scores: Scores) -> str:
    seen, unseen = scores.planted("seen"), scores.planted("unseen")
    rows = (("that rules name", seen), ("that rules cannot see", unseen), ("together", [*seen, *unseen]))
    return _table(_RECALL_HEAD, (_recall_row(what, scores.recall(cases)) for what, cases in rows))


def _recall_row(what: str, recall: Recall) -> tuple[str, ...]:
    return what, str(recall.gaps), *map(percent, (recall.rules, recall.alone, recall.both))


def _of_runs(runs: list[float]) -> str:
    if not runs:
        return "not asked."
    spread = f"from {percent(min(runs))} to {percent(max(runs))}"
    return f"{percent(average(runs))} on average of {len(runs)}, {spread}."


def _unseen(scores: Scores) -> str:
    rows = []
    for case in scores.planted("unseen"):
        told = scores.of(case.name, "with rules")
        found, placed = sum(one.found for one in told), sum(one.placed for one in told)
        alone = percent(scores.found(case, "alone"))
        meaning = case.gap.meaning if case.gap else ""
        rows.append((meaning, f"{found} of {len(told)}", f"{placed} of {len(told)}", alone))
    return _table(("mistake", "found in runs", "its place in runs", "model alone"), rows)


def _clean(scores: Scores) -> str:
    cases = [one for one in scores.cases.values() if one.set == "clean" and scores.of(one.name, "with rules")]
    rows = [
        (one.name.removeprefix("clean/"), str(len(one.report().open())), number(scores.shown(one)))
        for one in cases
    ]
    mean = number(average(scores.shown(one) for one in cases))
    few = sum((scores.shown(one) or 0) <= 1 for one in cases)
    told = f"\nOn average {mean} a review; at most one in {few} of {len(cases)} designs.\n" if cases else ""
    return _table(("design", "of rules", "of the model, a review"), rows) + told


_FLAWS: tuple[tuple[str, Callable[[Flaws], int]], ...] = (
    ("not in the form of one", lambda one: one.malformed),
    ("not grounded: no such element, or the quote does not stand there", lambda one: one.ungrounded),
    ("duplicate: same category and place as another one", lambda one: one.duplicate),
    ("says what a rule says", lambda one: one.repeated),
)


def _flaws(scores: Scores) -> str:
    both = [scores.flaws(arm) for arm in _ARMS]
    columns = [one for pair in both for one in pair]
    head = ("findings", "told the rules, before", "after", "alone, before", "after")
    rows = [("all", *(str(one.said) for one in columns))]
    rows += [(what, *(_rate(count(one), one.said) for one in columns)) for what, count in _FLAWS]
    return _table(head, rows)


def _agreement(scores: Scores) -> str:
    head = (
        "designs",
        "asked often",
        "findings a review",
        "fewest to most",
        "Jaccard",
        "in four of five runs",
    )
    unseen, clean = scores.agreement("unseen"), scores.agreement("clean")
    rows = (("with a mistake that rules cannot see", unseen), ("good", clean))
    return _table(head, ((what, *_agreed(one)) for what, one in rows))


def _agreed(one: Agreement) -> tuple[str, ...]:
    spread = f"{one.fewest} to {one.most}" if one.cases else NOTHING
    return str(one.cases), number(one.findings), spread, number(one.jaccard), percent(one.steady)


def _changes(scores: Scores) -> str:
    head = ("labels", "answers", "recall", "with their own labels", "drop", "findings", "with their own")
    rows = (("hostile", scores.change("hostile")), ("in other words", scores.change("reworded")))
    return _table(head, ((what, *_changed(one)) for what, one in rows))


def _changed(one: Change) -> tuple[str, ...]:
    shares = map(percent, (one.recall, one.own_recall, one.drop))
    return str(one.answers), *shares, number(one.findings), number(one.own_findings)


def _took(scores: Scores, settings: ReviewSettings) -> str:
    stored = [one.stored for one in scores.judged]
    usage = sum((one.usage for one in stored), Usage())
    seconds = [one.seconds for one in stored] or [0.0]
    rungs = Counter(one.rung for one in stored if one.rung)
    rows = [
        ("calls", f"{sum(one.calls for one in stored)} for {len(stored)} reviews"),
        ("answers in", ", ".join(f"{rung} {count}" for rung, count in sorted(rungs.items())) or NOTHING),
        ("tokens sent", _each(usage.sent, len(stored))),
        ("tokens answered", _each(usage.answered, len(stored))),
        ("of these thinking", _each(usage.thinking, len(stored))),
        ("calls that the server did not count, estimated", str(usage.uncounted)),
        ("cost", _cost(usage, settings)),
        ("seconds a review", f"median {median(seconds):.1f}, most {max(seconds):.1f}"),
        ("no answer", ", ".join(f"{why} {count}" for why, count in sorted(scores.failures().items())) or "0"),
    ]
    return _table(("what", "how much"), rows)


def _cost(usage: Usage, settings: ReviewSettings) -> str:
    cost = price(usage, settings)
    if cost is None:
        return "not known: the server names none, and no price is configured"
    return f"{cost:.4f} USD, " + (
        "as the server says" if usage.cost is not None else "by the configured prices"
    )


def _each(total: int, reviews: int) -> str:
    return f"{total:,}, {total / reviews:,.0f} a review" if reviews else "0"


def _rate(count: int, of: int) -> str:
    return f"{count} ({count / of:.0%})" if of else NOTHING


def percent(value: Share) -> str:
    """A share, or a dash where there is none."""
    return NOTHING if value is None else f"{value:.0%}"


def number(value: Share) -> str:
    """A number, or a dash where there is none."""
    return NOTHING if value is None else f"{value:.2f}"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(head), *map(list, rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)
