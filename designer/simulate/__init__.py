"""Arithmetic on the drawing: load, latency, capacity, availability. No randomness, no time."""

from designer.simulate.availability import (
    REPLICATED,
    SINGLE,
    availability,
    hard_dependencies,
    is_single,
    known_availability,
    stands_in,
)
from designer.simulate.capacity import HEADROOM, Ratio, capacity, capacity_ratios
from designer.simulate.latency import Chain, longest_chain
from designer.simulate.load import entries, offered_load
from designer.simulate.runs import LONGEST_RUN, rows_of_run, run_seconds

__all__ = [
    "HEADROOM", "LONGEST_RUN", "REPLICATED", "SINGLE", "Chain", "Ratio", "availability", "capacity",
    "capacity_ratios", "entries", "hard_dependencies", "is_single", "known_availability", "longest_chain",
    "offered_load", "rows_of_run", "run_seconds", "stands_in",
]  # fmt: skip
