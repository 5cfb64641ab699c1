"""Arithmetic on the drawing: load, latency, capacity, availability. No randomness, no time."""

from designer.simulate.availability import availability
from designer.simulate.capacity import HEADROOM, Ratio, capacity, capacity_ratios
from designer.simulate.latency import Chain, longest_chain
from designer.simulate.load import entries, offered_load

__all__ = [
    "HEADROOM", "Chain", "Ratio", "availability", "capacity", "capacity_ratios", "entries", "longest_chain",
    "offered_load",
]  # fmt: skip
