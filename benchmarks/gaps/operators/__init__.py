"""The operators, by area. Importing this package makes them known in a fixed order."""

from benchmarks.gaps.operators import (
    cost,
    data,
    delivery,
    feedback,
    generation,
    learning,
    model,
    operation,
    problem,
    security,
    serving,
    vendor,
)

__all__ = [
    "cost", "data", "delivery", "feedback", "generation", "learning", "model", "operation", "problem",
    "security", "serving", "vendor",
]  # fmt: skip
