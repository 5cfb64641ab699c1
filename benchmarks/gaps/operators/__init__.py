"""The operators, by area. Importing this package makes them known in a fixed order."""

from benchmarks.gaps.operators import (
    cost,
    data,
    delivery,
    feedback,
    generation,
    learning,
    logging,
    model,
    problem,
    security,
    serving,
    vendor,
    watching,
)

__all__ = [
    "cost", "data", "delivery", "feedback", "generation", "learning", "logging", "model", "problem",
    "security", "serving", "vendor", "watching",
]  # fmt: skip
