"""DAT004: data are transformed before anything keeps them as they came."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Option, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.questions import titles
from designer.model.kinds import KINDS

TRANSFORMS = ("ingestion_job", "feature_pipeline")
KEEPERS = frozenset({"raw_store", "data_versioning"})
LONG_DAYS = 365
"""A stream that keeps its events so long can itself be replayed."""
_ROWS = ("batch_data", "stream_data")
_CHANGING = frozenset(KINDS) - {"event_stream", "ingestion_job", "data_validation", "queue"}

_PARTS = """\
sketchcheck: 1
name: Clicks
components:
  - {id: clicks, kind: event_stream, name: Clicks, retention_days: DAYS}
  - {id: features, kind: feature_pipeline, name: Sessions}
  - {id: lake, kind: raw_store, name: Lake}
  - {id: train, kind: training, name: Train}
flows:
  - {from: clicks, to: features, kind: stream_data}
  - {from: features, to: train, kind: features}
"""


class NoRawCopyToReplay(Rule):
    """A pipeline reads a stream or another company's data, of which no raw copy is kept within two steps.

    What only moves or checks rows is no step: a load that is checked before it lands in the lake keeps them.
    Snapshots count as a copy, and so does a stream that keeps its events for a year; the catalogue names
    only raw stores.
    """

    code = "DAT004"
    name = "no-raw-copy-to-replay"
    category = "data"
    severity = "advice"
    gate = "has_model"
    message = (
        "Nothing keeps what {sources} {give} as it came before {pipeline} works on it. A mistake there"
        " cannot be repaired by a replay, and a new feature has no past."
    )
    why = "Events pass once. What was not kept raw cannot be computed again, not even by better code."
    fix = "Keep an append-only copy beside the transform, for at least as long as a training looks back."
    false_alarms = "Sources that can be read again from the beginning, such as a stream that never expires."
    question = (
        "You find that a feature was wrong for two months. From what do you build the training set again?"
    )
    sources = (Source("MICH", "backfill"), Source("ZIN", "6"))
    examples = (
        Bad(_PARTS.replace("DAYS", "7"), at="features", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: Weather
components:
  - {id: weather, kind: data_source, name: Weather service, external: true}
  - {id: load, kind: ingestion_job, name: Load}
  - {id: tables, kind: warehouse, name: Tables}
  - {id: train, kind: training, name: Train}
flows:
  - {from: weather, to: load, kind: batch_data}
  - {from: load, to: tables, kind: batch_data}
  - {from: tables, to: train, kind: batch_data}
""",
            at="load",
            fixed=True,
        ),
        Good(
            _PARTS.replace("DAYS", "7") + "  - {from: clicks, to: lake, kind: stream_data}\n",
            why="The lake keeps each event as it came.",
        ),
        Good(
            _PARTS.replace("DAYS", "7").replace(
                "flows:\n",
                "  - {id: load, kind: ingestion_job}\n  - {id: check, kind: data_validation}\nflows:\n",
            )
            + "  - {from: clicks, to: load, kind: stream_data}\n"
            + "  - {from: load, to: check, kind: stream_data}\n"
            + "  - {from: check, to: lake, kind: stream_data}\n",
            why="Loading and checking change nothing of what they let pass.",
        ),
        Good(_PARTS.replace("DAYS", "400"), why="The stream itself can be replayed."),
        Good(
            _PARTS.replace("DAYS", "7").replace("event_stream", "data_source"),
            why="The team's own database can be read again.",
        ),
    )

    options = (Option("replay_days", LONG_DAYS, "Days that a stream must keep to be its own raw copy."),)

    def places(self, view: View) -> Iterable[str]:
        """Jobs and pipelines that read a stream or another company's data."""
        return [one for one in view.of_kind(*TRANSFORMS) if _passing(view, one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether all that passes is kept somewhere as it came."""
        passing = _passing(view, place)
        lost = [one for one in passing if not _kept(view, one)]
        if not lost:
            return Passed()
        days = [view.value(one, "retention_days") for one in lost if view.kind(one) == "event_stream"]
        if len(days) == len(lost) and all(
            (one.value or 0) >= self.option(view, "replay_days") for one in days
        ):
            return passed_by(days[0])
        return self.found(
            place,
            where=lost,
            pipeline=view.title(place),
            sources=titles(view, lost),
            give="gives" if len(lost) == 1 else "give",
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Keep a raw copy beside the transform, under the contract that there is with another company."""
        mending = Mending(view)
        lost = [one for one in _passing(view, finding.anchor) if not _kept(view, one)]
        store = mending.add("raw_store", "Raw copy", like=finding.anchor, immutable=True)
        agreed = {one: _contract(view, one, finding.anchor) for one in lost}
        for one, contract in agreed.items():
            streamed = view.kind(one) == "event_stream"
            mending.connect(one, store, "stream_data" if streamed else "batch_data", contract=contract)
        complete = all(agreed[one] or not view.get(one, "external") for one in lost)
        return [mending.fix(f"Keep {titles(view, lost)} as it came", complete=complete)]


def _contract(view: View, source: str, reader: str) -> str | None:
    """What is agreed on the rows that a reader gets from a source."""
    flows = (flow for flow in view.out(source, *_ROWS) if flow.target == reader)
    stated = (getattr(flow, "contract", None) for flow in flows)
    return next((one for one in stated if one not in (None, "none")), None)


def _passing(view: View, place: str) -> list[str]:
    """The streams and sources of other companies that it reads."""
    return [one for one in view.sources(place, *_ROWS) if _passes_once(view, one)]


def _passes_once(view: View, source: str) -> bool:
    kind = view.kind(source)
    return kind == "event_stream" or (kind == "data_source" and view.get(source, "external") is True)


def _kept(view: View, source: str, steps: int = 2) -> bool:
    """Whether rows of a source come to a store that keeps them, in so many steps."""
    after = view.targets(source, *_ROWS)
    if any(view.kind(one) in KEEPERS for one in after):
        return True
    if view.among(view.downstream(source, frozenset(_ROWS), _CHANGING), *KEEPERS):
        return True
    return steps > 1 and any(_kept(view, one, steps - 1) for one in after)
