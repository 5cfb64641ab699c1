"""`python3 run.py bench --gaps`: run the gap benchmark, print it, and write docs/gap-benchmark.md."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.gaps.page import missed, page
from benchmarks.gaps.results import Results, run_all, summary
from benchmarks.gaps.running import ASKED, good_designs
from benchmarks.gaps.sweep import Swept, sweep
from checks.registry import all_rules

PAGE = Path(__file__).parents[2] / "docs" / "gap-benchmark.md"


def main() -> None:
    """Run, print, write; exit code 1 where the benchmark does not hold what the project promises."""
    designs = good_designs()
    results = run_all(designs)
    _print_rules(results)
    swept = sweep(designs, results.untouched)
    _print_sweep(swept)
    PAGE.write_text(page(results, swept), encoding="utf-8")
    print(f"\nWritten: docs/{PAGE.name}")
    if not results.good_enough or swept.broken:
        sys.exit("cannot pass: because known mistakes are missed, good designs have errors or rules fail.")


def _print_rules(results: Results) -> None:
    for what, figure in summary(results):
        print(f"{what:<60} {figure}", flush=True)
    for title, counts in (
        ("category", results.by(lambda one: all_rules()[one.code].category)),
        ("rule", results.by(lambda one: one.code)),
    ):
        print(f"\nFound by {title}:")
        for word, (made, met) in counts.items():
            print(f"  {word:<20} {met:>4} of {made:>4}")
    for one in results.missed:
        print(f"MISSED {missed(one)}")
    for asked in ASKED:
        for design, finding in results.false_findings(asked):
            print(f"UNPLANNED {design} at {asked}: {finding.severity} {finding.id}")
    print(f"\nRules that no mistake makes speak: {', '.join(results.unreached) or 'none'}", flush=True)


def _print_sweep(swept: Swept) -> None:
    for sort in ("component", "flow", "fact"):
        made, found, asked = swept.total(sort)
        print(f"each {sort} taken away: {made}; a finding {found}, a fact not stated {asked}")
        print(f"  never noticed: {', '.join(swept.silent(sort)) or 'none'}")
    print(f"rules that failed: {len(swept.broken)}", *swept.broken[:20], sep="\n")
