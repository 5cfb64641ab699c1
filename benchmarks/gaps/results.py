"""What a run of the gap benchmark found, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from benchmarks.gaps.cases import OPERATORS
from benchmarks.gaps.reading import Good
from benchmarks.gaps.running import ASKED, Outcome, Untouched, outcomes
from checks.finding import SEVERITIES, Finding
from checks.registry import all_rules
from designer.model.properties import Maturity


@dataclass(frozen=True)
class Results:
    """The good designs as they are, and every case in them."""

    untouched: Untouched
    outcomes: tuple[Outcome, ...]

    @property
    def missed(self) -> list[Outcome]:
        """The cases that no finding met, or not at every anchor."""
        return [one for one in self.outcomes if not one.met]

    @property
    def recall(self) -> float:
        """The share of cases that were met."""
        return 1 - len(self.missed) / len(self.outcomes) if self.outcomes else 0.0

    @property
    def broken(self) -> list[str]:
        """Rules that failed on a case or on a good design; there must be none."""
        reports = self.untouched.reports.values()
        own = [failed.code for report in reports for failed in report.failed]
        return own + [code for one in self.outcomes for code in one.failed]

    def false_findings(self, maturity: Maturity) -> list[tuple[str, Finding]]:
        """The findings in good designs, with the name of the design."""
        reports = sorted(self.untouched.reports.items())
        return [
            (name, one) for (name, asked), report in reports if asked == maturity for one in report.open()
        ]

    def false_count(self, maturity: Maturity, severity: str) -> int:
        """How many findings of a severity good designs have."""
        return sum(one.severity == severity for _, one in self.false_findings(maturity))

    def by(self, key: Callable[[Outcome], str]) -> dict[str, tuple[int, int]]:
        """Cases and those met, by a word of the outcome."""
        made, met = Counter(map(key, self.outcomes)), Counter(key(one) for one in self.outcomes if one.met)
        return {word: (made[word], met[word]) for word in sorted(made)}

    @cached_property
    def unreached(self) -> list[str]:
        """Rules that no case makes speak."""
        spoke = {one.code for one in self.outcomes if one.met}
        return [code for code in all_rules() if code not in spoke]

    @property
    def good_enough(self) -> bool:
        """Whether the benchmark holds what the project promises."""
        errors = sum(self.false_count(asked, "error") for asked in ASKED)
        return self.recall >= RECALL and not errors and not self.broken


RECALL = 0.98
"""The share of known mistakes that must be found."""


def run_all(designs: Sequence[Good]) -> Results:
    """Run every operator on every one of these good designs."""
    untouched = Untouched.of(designs)
    return Results(untouched, tuple(outcomes(designs, untouched)))


def summary(results: Results) -> list[tuple[str, str]]:
    """The result in a few lines."""
    made, rules = len(results.outcomes), len(all_rules())
    rows = [
        ("good designs", str(len(results.untouched.reports) // len(ASKED))),
        ("operators", str(len(OPERATORS))),
        ("known mistakes made", str(made)),
        ("of these found", f"{made - len(results.missed)} ({share(made - len(results.missed), made, 1)})"),
        ("rules that some mistake makes speak", f"{rules - len(results.unreached)} of {rules}"),
        ("rules that failed", str(len(results.broken))),
    ]
    for asked in ASKED:
        counts = [f"{results.false_count(asked, one)} {one}" for one in SEVERITIES]
        rows.append((f"findings in untouched good designs at {asked}", ", ".join(counts)))
    return rows


def share(met: int, made: int, places: int = 0) -> str:
    """A share in percent, rounded down: what is not all is never shown as 100%."""
    scale = 10**places
    return f"{100 * scale * met // made / scale:.{places}f}%"
