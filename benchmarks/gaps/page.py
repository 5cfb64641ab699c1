"""The page docs/gap-benchmark.md: the results in tables, the same on every machine and day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from benchmarks.gaps.cases import OPERATORS
from benchmarks.gaps.changing import told
from benchmarks.gaps.noise import MOST_A_BOX, noise_rows
from benchmarks.gaps.results import RECALL, Results, share, summary
from benchmarks.gaps.running import ASKED, TODAY, Outcome
from benchmarks.gaps.sweep import Swept
from checks.registry import all_rules

FIRST = 0.80
"""The recall of the labels as first written. Measured once, by hand; no run can give it again."""
SWEEP = "## Taking everything away once"
"""Where the part of the page begins that takes the longest to make."""
_INTRO = f"""\
# Gap benchmark

`python3 run.py bench --gaps` writes this page; do not edit it. All checks are those of {TODAY}.

A rule that never speaks is as useless as one that always does. So every good design of the templates is
spoilt, one known mistake at a time: a component, a flow or a fact is taken away, a flow is led elsewhere, a
kind is swapped, a number is set wrong. What a mistake means says which rule must speak, and where; that label
is written with the mistake, in `benchmarks/gaps/operators`, and not taken from what the checker says. A
mistake is made only where nothing else in the design makes up for it, and where a nearer cause hides a
finding, the label names the rule of that cause. A mistake counts as found when the finding is open at every
anchor of its label, or names it beside another that is mended at the same place. At least {RECALL:.0%}
must be found, and an untouched good design must have no error.

As they were first written, before anybody compared them with what the checker says, {FIRST:.0%} of the labels
were met. Labels and rules were then agreed on these same designs: some labels were wrong, and some rules.
So the recall below says that the rules keep their word, not that they know every mistake there is.
"""
_NOISE = f"""\
Each good design with its brief, drawn only so far, in the order of the pipeline: open findings a box at
maturity design, those of the brief apart. The median must be at most {MOST_A_BOX}.
"""


def page(results: Results, swept: Swept | None = None) -> str:
    """The whole page; without the sweep only what stands before it."""
    parts = [_INTRO, *_results(results)]
    return "\n".join(parts) + ("\n" + "\n".join(_sweep(swept)) if swept else "")


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(head), *map(list, rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def _results(results: Results) -> Iterator[str]:
    yield _table(("what", "result"), summary(results))
    yield "## By category\n"
    rules = all_rules()
    yield _table(("category", "mistakes", "found"), _shares(results.by(lambda one: rules[one.code].category)))
    yield "## What was not found\n"
    yield "".join(f"- {missed(one)}\n" for one in results.missed) or "Nothing.\n"
    yield "## Findings in untouched good designs\n"
    yield "".join(_false(results)) or "None.\n"
    yield "## While a good design is being drawn\n"
    yield _NOISE
    yield _table(("design", "median", "most"), noise_rows(results.untouched.designs))
    yield "## Rules that no mistake makes speak\n"
    silent = [f"- {code} {rules[code].name}\n" for code in results.unreached]
    yield "".join(silent) or "None.\n"
    yield "## By rule\n"
    kinds = Counter(one.code for one in OPERATORS)
    shares = _shares(results.by(lambda one: one.code))
    rows = [(code, rules[code].name, str(kinds[code]), *rest) for code, *rest in shares]
    yield _table(("rule", "name", "sorts of mistake", "mistakes", "found"), rows)
    yield "## The mistakes\n"
    made = results.by(lambda one: one.operator.name)
    ordered = sorted(OPERATORS, key=lambda one: (one.code, one.name))
    told_of = [(one.code, one.meaning, str(made.get(one.name, (0, 0))[0])) for one in ordered]
    yield _table(("rule", "what is wrong", "made"), told_of)


def _shares(counts: dict[str, tuple[int, int]]) -> list[tuple[str, str, str]]:
    return [(word, str(made), f"{met} ({share(met, made)})") for word, (made, met) in counts.items()]


def _false(results: Results) -> Iterator[str]:
    for asked in ASKED:
        for design, finding in results.false_findings(asked):
            yield f"- {design} at {asked}: {finding.severity} {finding.id}\n"


def missed(one: Outcome) -> str:
    """A case that was not found, in words."""
    edits = "; ".join(told(edit) for edit in one.case.edits)
    return f"{one.design}: {one.operator.meaning} ({edits}) must be {', '.join(sorted(one.missed))}"


def _sweep(swept: Swept) -> Iterator[str]:
    yield f"{SWEEP}\n"
    yield (
        "Without labels: each component, flow and stated fact is taken away once, at production. What leads\n"
        "to nothing is no failure: a design may state more than any rule asks for. It shows where the rules\n"
        "are blind.\n"
    )
    totals = {sort: swept.total(sort) for sort in ("component", "flow", "fact")}
    rows = [
        (f"{sort}s", *map(str, (made, found, asked, made - found - asked)))
        for sort, (made, found, asked) in totals.items()
    ]
    yield _table(("taken away", "times", "a finding", "a fact not stated", "nothing"), rows)
    yield f"Rules that failed: {len(swept.broken)}.\n"
    yield "Never noticed, in any design:\n"
    for sort in ("component", "flow", "fact"):
        yield f"- {sort}s: {', '.join(f'`{one}`' for one in swept.silent(sort)) or 'none'}"
    yield ""
