"""How often guesses are right, by how sure they say to be."""

from __future__ import annotations

from collections.abc import Iterable

from designer.exchange.guessing import Guess

UNKNOWN = frozenset({"other", "unspecified"})
_LEVELS = ("sure", "likely", "guess")


class Tally:
    """Guesses, each with the kinds that are right."""

    def __init__(self, guesses: Iterable[tuple[Guess, frozenset[str]]]) -> None:
        self._all = list(guesses)

    def __len__(self) -> int:
        return len(self._all)

    @property
    def right(self) -> float:
        """The share that is right; where nothing fits, not knowing is."""
        return _share(self._all)

    @property
    def unknown(self) -> float:
        """The share that is left open."""
        return sum(guess.kind in UNKNOWN for guess, _ in self._all) / max(len(self._all), 1)

    def at(self, level: str) -> tuple[int, float]:
        """How many guesses are that sure, and the share of these that is right."""
        some = [one for one in self._all if one[0].sure == level]
        return len(some), _share(some)

    def __str__(self) -> str:
        levels = ", ".join(
            f"{level} {share:.0%} of {count}" for level in _LEVELS for count, share in [self.at(level)]
        )
        return f"{self.right:.1%} right, {self.unknown:.0%} not known; right when {levels}"


def _share(guesses: list[tuple[Guess, frozenset[str]]]) -> float:
    return sum(guess.kind in kinds for guess, kinds in guesses) / max(len(guesses), 1)
