"""The figures of a measurement. A share of nothing is None, never 0 or 1."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from statistics import mean

from benchmarks.review.case import Arm, Case, Set
from benchmarks.review.judging import Flaws, Judged, Point, judge, named_by_rules
from benchmarks.review.stored import Stored, sent_of

Share = float | None
OFTEN = 0.8
"""A finding is steady when it is in so many of the runs: in four of five."""


@dataclass(frozen=True, slots=True)
class Recall:
    """The share of mistakes that were found: by rules, by the model alone, by one of both."""

    gaps: int
    rules: Share
    alone: Share
    both: Share


@dataclass(frozen=True, slots=True)
class Agreement:
    """How much the runs of a case have in common, on average over the cases with several runs."""

    cases: int
    findings: Share
    fewest: int
    most: int
    jaccard: Share
    steady: Share


@dataclass(frozen=True, slots=True)
class Change:
    """Recall and findings a review under changed labels, beside those of the same cases with their own."""

    answers: int
    recall: Share
    own_recall: Share
    findings: Share
    own_findings: Share

    @property
    def drop(self) -> Share:
        """How much recall is lost; below 0 it is won."""
        if self.recall is None or self.own_recall is None:
            return None
        return self.own_recall - self.recall


@dataclass(frozen=True)
class Scores:
    """All figures of the answers in a folder."""

    cases: dict[str, Case]
    judged: tuple[Judged, ...]
    stale: int = 0
    """Answers to lines that would read differently today, as rules find more or less in a design."""
    named: frozenset[str] = frozenset()
    """The cases whose mistake the rules name."""

    @cached_property
    def by_case(self) -> dict[tuple[str, Arm], list[Judged]]:
        """The answers by what was asked, in the order of runs."""
        kept: dict[tuple[str, Arm], list[Judged]] = defaultdict(list)
        for one in sorted(self.judged, key=lambda one: one.stored.run):
            kept[one.stored.case, one.stored.arm].append(one)
        return dict(kept)

    def of(self, name: str, arm: Arm) -> list[Judged]:
        """The answers to one case."""
        return self.by_case.get((name, arm), [])

    def planted(self, *sets: Set) -> list[Case]:
        """The cases of these sets with a mistake about which anything was asked."""
        asked = {name for name, _ in self.by_case}
        return [one for one in self.cases.values() if one.gap and one.set in sets and one.name in asked]

    # --- found ----------------------------------------------------------------------------------

    def found(self, case: Case, arm: Arm) -> Share:
        """In which share of its answers the mistake of a case was found."""
        return share(one.found for one in self.of(case.name, arm))

    def recall(self, cases: Collection[Case]) -> Recall:
        """Recall over cases, each of which weighs the same however often it was asked."""
        rules = [float(one.name in self.named) for one in cases]
        return Recall(
            len(cases),
            average(rules),
            average(self.found(one, "alone") for one in cases),
            average(self._both(one) for one in cases),
        )

    def _both(self, case: Case) -> Share:
        """What is found by rules or model, as both are used: the model knows what the rules have found."""
        return 1.0 if case.name in self.named else self.found(case, "with rules")

    def by_category(self, *sets: Set) -> dict[str, Recall]:
        """Recall by the category under which a mistake is counted."""
        kept: dict[str, list[Case]] = defaultdict(list)
        for one in self.planted(*sets):
            kept[one.gap.categories[0] if one.gap else ""].append(one)
        return {category: self.recall(kept[category]) for category in sorted(kept)}

    def placed(self, cases: Iterable[Case], arm: Arm) -> Share:
        """The share of mistakes at whose place something was found, in whatever category."""
        return average(share(one.placed for one in self.of(case.name, arm)) for case in cases)

    def recall_of_runs(self) -> list[float]:
        """Recall of unseen mistakes in each run, the first run first."""
        runs: dict[int, list[bool]] = defaultdict(list)
        for case in self.planted("unseen"):
            for one in self.of(case.name, "with rules"):
                runs[one.stored.run].append(one.found)
        return [mean(runs[number]) for number in sorted(runs)]

    # --- said -----------------------------------------------------------------------------------

    def flaws(self, arm: Arm) -> tuple[Flaws, Flaws]:
        """The flaws before and after validation."""
        chosen = [one for one in self.judged if one.stored.arm == arm]
        return sum((one.before for one in chosen), Flaws()), sum((one.after for one in chosen), Flaws())

    def agreement(self, chosen: Set) -> Agreement:
        """How steady the model is on a set, where it was asked several times."""
        groups = list(self._groups(chosen))
        counts = [one.shown for group in groups for one in group]
        points = [[one.points for one in group] for group in groups]
        return Agreement(
            len(groups),
            average(counts),
            min(counts, default=0),
            max(counts, default=0),
            average(jaccard(one) for one in points),
            average(steady(one) for one in points),
        )

    def _groups(self, chosen: Set) -> Iterator[list[Judged]]:
        for (name, _), group in self.by_case.items():
            answered = [one for one in group if one.stored.answer is not None]
            if self.cases[name].set == chosen and len(answered) > 1:
                yield answered

    def change(self, chosen: Set) -> Change:
        """What hostile or other words do, beside the cases that they were written into."""
        pairs = [one for one in self.planted(chosen) if self.of(one.of, "with rules")]
        own = [self.cases[one.of] for one in pairs]
        return Change(
            sum(len(self.of(one.name, "with rules")) for one in pairs),
            average(self.found(one, "with rules") for one in pairs),
            average(self.found(one, "with rules") for one in own),
            average(self.shown(one) for one in pairs),
            average(self.shown(one) for one in own),
        )

    def shown(self, case: Case) -> Share:
        """Findings that are shown in a review of this case."""
        return average(one.shown for one in self.of(case.name, "with rules"))

    def failures(self) -> Counter[str]:
        """Why there was no answer, how often."""
        return Counter(one.stored.reason for one in self.judged if one.stored.answer is None)


def scored(cases: Iterable[Case], answers: Iterable[Stored]) -> Scores:
    """Judge the answers; of two to the same question the later one counts."""
    by_name = {one.name: one for one in cases}
    kept = {one.key: one for one in answers}
    judged = tuple(judge(by_name[one.case], one) for one in kept.values())
    stale = sum(one.sent != sent_of(by_name[one.case].report(one.arm)) for one in kept.values())
    asked = [by_name[name] for name in {one.case for one in kept.values()}]
    named = {one.name for one in asked if one.gap and named_by_rules(one.gap, one.report())}
    return Scores(by_name, judged, stale, frozenset(named))


def average(values: Iterable[float | None]) -> Share:
    """The mean of those that are known."""
    known = [one for one in values if one is not None]
    return mean(known) if known else None


def share(values: Iterable[bool]) -> Share:
    """How many of them are true."""
    return average(float(one) for one in values)


def jaccard(runs: Sequence[frozenset[Point]]) -> Share:
    """What two runs have in common of what they say together, on average; two that say nothing agree."""
    pairs = [(len(a & b) / len(a | b)) if a | b else 1.0 for a, b in combinations(runs, 2)]
    return average(pairs)


def steady(runs: Sequence[frozenset[Point]]) -> Share:
    """The share of all that was said that was said in four of five runs, or more."""
    counts = Counter(point for run in runs for point in run)
    return share(one >= OFTEN * len(runs) for one in counts.values())
