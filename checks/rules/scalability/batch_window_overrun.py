"""SCL004: a job is not done when its next run begins."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from checks.finding import Finding, Fix, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.model.values import seconds
from designer.simulate import LONGEST_RUN, rows_of_run, run_seconds

HOUR = 3600.0
_ROUNDING = 1e-9

_NIGHTLY = """\
sketchcheck: 1
name: Nightly scoring
components:
  - {id: nightly, kind: batch_inference, schedule: 24h, rows_per_run: 90M, throughput_rows_s: 1000}
  - {id: crm, kind: consumer_app, name: CRM}
flows:
  - {from: nightly, to: crm, kind: predictions}
""".replace("90M", "90000000")
_HOURLY = """\
sketchcheck: 1
name: Hourly features
components:
  - {id: orders, kind: warehouse, name: Orders}
  - {id: sums, kind: feature_pipeline, name: Sums, mode: batch, schedule: 1h, throughput_rows_s: 2000}
  - {id: nightly, kind: batch_inference, name: Scoring}
flows:
  - {from: orders, to: sums, kind: batch_data, rows: 6000000}
  - {from: sums, to: nightly, kind: features}
"""


class BatchWindowOverrun(Rule):
    """Rows over speed of a scheduled job is more than 80 % of the time until its next run.

    Rows that the job does not state are those of the bulk data that come in; of a job that scores, those
    of the brief.
    """

    code = "SCL004"
    name = "batch-window-overrun"
    category = "scalability"
    severity = "error"
    gate = "batch"
    message = (
        "{job} needs {needed} for {rows} rows and starts again every {schedule}; a fifth of that should stay"
        " free. Runs will overlap, or results come too late."
    )
    why = "A job without slack is late after the first retry, and stays late as the data grow."
    fix = "Split the rows over several workers, compute only what has changed, or run it less often."
    false_alarms = "Runs that are meant to overlap; state the speed of all workers together."
    question = "The job takes most of the night today. What about the same night next year?"
    sources = (Source("SEED", "S3"), Source("ZIN", "8"))
    examples = (
        Bad(_NIGHTLY, at="nightly", fixed=True),
        Bad(_HOURLY, at="sums", fixed=True),
        Good(
            _NIGHTLY.replace("throughput_rows_s: 1000", "throughput_rows_s: 10000"),
            why="Two and a half hours of twenty-four.",
        ),
        Good(_HOURLY.replace("rows: 6000000", "rows: 5760000"), why="Exactly four fifths of the hour."),
        Good(_HOURLY.replace("mode: batch", "mode: stream"), why="A stream has no runs."),
        Good(
            _NIGHTLY.replace(", throughput_rows_s: 1000", ""), why="Without a speed there is no arithmetic."
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Scheduled jobs that state rows and speed."""
        jobs = view.of_kind("batch_inference", "feature_pipeline", "training")
        return [one for one in jobs if _in_batches(view, one) and run_seconds(view, one) is not None]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether a run is over in time."""
        needed, schedule = run_seconds(view, place), view.get(place, "schedule")
        if needed is None or needed <= LONGEST_RUN * seconds(schedule) * (1 + _ROUNDING):
            return Passed("declaration")
        return self.found(
            place,
            job=view.title(place),
            needed=_hours(needed),
            rows=f"{rows_of_run(view, place):,.12g}",
            schedule=schedule,
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Run it so rarely that a run fits, where the brief does not say how old results may be."""
        needed = run_seconds(view, finding.anchor)
        trains = view.kind(finding.anchor) == "training"
        allowed = view.brief.max_model_age if trains else view.brief.max_feature_age
        if needed is None or allowed is not None:
            return []
        every = f"{ceil(needed / LONGEST_RUN / HOUR * (1 - _ROUNDING))}h"
        mending = Mending(view)
        mending.state(finding.anchor, schedule=every)
        return [mending.fix(f"Run {view.title(finding.anchor)} every {every}", "declared", complete=False)]


def _in_batches(view: View, job: str) -> bool:
    if view.get(job, "schedule") is None:
        return False
    return view.kind(job) != "feature_pipeline" or view.get(job, "mode") == "batch"


def _hours(needed: float) -> str:
    return f"{needed / HOUR:,.3g} h" if needed >= HOUR else f"{needed / 60:,.3g} min"
