"""Collecting everything that is wrong with a file before anybody is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from designer.errors import FileProblems, Problem
from designer.model.limits import MAX_PROBLEMS
from designer.model.messages import did_you_mean


class Mark(Protocol):
    """A place in a text; everything counts from 0."""

    @property
    def index(self) -> int: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class Unreadable(Exception):
    """What follows cannot be understood, and the problems say why; never leaves this package."""


@dataclass(slots=True)
class _Found:
    mark: Mark
    message: str
    found: str
    valid: str


@dataclass(slots=True)
class Problems:
    """The problems found so far. The first MAX_PROBLEMS are kept, the others counted."""

    listed: list[_Found] = field(default_factory=list)
    more: int = 0

    @property
    def full(self) -> bool:
        """Whether further problems are only counted."""
        return len(self.listed) >= MAX_PROBLEMS

    def add(
        self, mark: Mark, what: str, because: str, do: str = "", found: str = "", valid: Iterable[str] = ()
    ) -> None:
        """Note one problem; of the `valid` words the one that was probably meant is suggested."""
        if self.full:
            self.more += 1
            return
        words = list(valid)
        hint = did_you_mean(found, words) or (f" {do}" if do else "")
        self.listed.append(_Found(mark, f"cannot {what}: because {because}.{hint}", found, ", ".join(words)))

    def check(self, name: str, element_at: Callable[[int], str]) -> None:
        """Raise FileProblems, in the order of the text, if there is any problem."""
        if not self.listed:
            return
        found = [
            Problem(
                one.mark.line + 1,
                one.mark.column + 1,
                element_at(one.mark.index),
                one.message,
                one.found,
                one.valid,
            )
            for one in sorted(self.listed, key=lambda one: one.mark.index)
        ]
        if self.more:
            last = found[-1]
            text = f"cannot list {self.more} more problems: because these are enough. Mend them first."
            found.append(Problem(last.line, last.column, "", text))
        raise FileProblems(name, found)


def only(name: str, message: str, line: int = 1, column: int = 1) -> FileProblems:
    """The error for a file with a single problem that hides everything else."""
    return FileProblems(name, [Problem(line, column, "", message)])
