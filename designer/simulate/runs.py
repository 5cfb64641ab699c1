"""How long one run of a scheduled job takes, by its rows and its speed."""

from __future__ import annotations

from designer.graph import View

LONGEST_RUN = 0.8
"""Share of the time between two runs that a run may take (rule of thumb of the catalogue, SCL004)."""


def rows_of_run(view: View, job: str) -> float | None:
    """Rows of one run: stated, else those of the bulk data that come in, else of the brief if it scores."""
    own = view.get(job, "rows_per_run")
    if own is not None:
        return float(own)
    incoming = [getattr(flow, "rows", None) for flow in view.into(job, "batch_data")]
    stated = [rows for rows in incoming if rows is not None]
    if stated:
        return float(sum(stated))
    return view.brief.rows_per_run if view.kind(job) == "batch_inference" else None


def run_seconds(view: View, job: str) -> float | None:
    """Time that one run takes; None where rows or speed are not stated, or the speed is none."""
    rows, speed = rows_of_run(view, job), view.get(job, "throughput_rows_s")
    return rows / float(speed) if rows is not None and speed else None
