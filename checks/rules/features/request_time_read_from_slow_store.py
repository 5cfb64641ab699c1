"""FEA002: a request waits for a store that is made for scans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from checks.finding import Finding, Fix, NotStated, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Option, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.learning import givers_of_training
from designer.graph.questions import feature_path, request_path, titles
from designer.model.flow import Flow
from designer.model.kinds import ONLINE
from designer.model.resolve import Value

SLOW = frozenset({"warehouse", "raw_store"})
FAST_MS = 1000
"""Answers that must come within so many milliseconds cannot wait for a scan."""

_PARTS = """\
sketchcheck: 1
name: Home page
brief: {latency_p99_ms: 150}
components:
  - {id: app, kind: consumer_app, name: Shop}
  - {id: ranker, kind: serving_endpoint, name: Ranker}
  - {id: dwh, kind: warehouse, name: Warehouse}
  - {id: store, kind: feature_store, name: Profiles, ONLINE}
flows:
  - {from: app, to: ranker, kind: request_response}
"""
_WITH_STORE = _PARTS.replace("ONLINE", "online: true") + "  - {from: dwh, to: store, kind: features}\n"
_ALONE = "\n".join(line for line in _PARTS.splitlines() if "id: store" not in line) + "\n"


class Read(NamedTuple):
    """A flow by which features are read while a request waits, and the store they come from."""

    flow: Flow
    store: str


class RequestTimeReadFromSlowStore(Rule):
    """An online component reads features from a warehouse, a raw store or a store that is not online.

    Rows in bulk are taken for the features only where it gets none in another way; a list that is loaded
    on a schedule beside looked-up features is no read at request time, nor is what a stage of a batch system
    reads for which nobody waits.
    """

    code = "FEA002"
    name = "request-time-read-from-slow-store"
    category = "features"
    severity = "error"
    gate = "live"
    message = (
        "{serving} reads features from {stores} while somebody waits. What is made for scans does not find"
        " one key within {latency:g} ms."
    )
    why = "A scan takes seconds and few run at once; such a design misses its latency on the first day."
    fix = "Copy the features into an online feature store, and read them there by key."
    false_alarms = (
        "Tables that are small and held in memory; draw the cache or feature store that holds them."
    )
    question = (
        "How many keys does one request look up, and what does each lookup cost at the 99th percentile?"
    )
    sources = (Source("MICH", "online"), Source("GCP", "feature-store"), Source("FST"), Source("NFX"))
    examples = (
        Bad(_ALONE + "  - {from: ranker, to: dwh, kind: request_response}\n", at="ranker", fixed=True),
        Bad(_ALONE + "  - {from: dwh, to: ranker, kind: features}\n", at="ranker", fixed=True),
        Bad(_ALONE + "  - {from: dwh, to: ranker, kind: batch_data}\n", at="ranker", fixed=True),
        Bad(
            _PARTS.replace("ONLINE", "online: false") + "  - {from: store, to: ranker, kind: features}\n",
            at="ranker",
            fixed=True,
        ),
        Bad(
            """\
sketchcheck: 1
name: The training side has features already
brief: {latency_p99_ms: 150}
components:
  - {id: app, kind: consumer_app, name: Shop}
  - {id: ranker, kind: serving_endpoint, name: Ranker}
  - {id: dwh, kind: warehouse, name: Warehouse}
  - {id: features, kind: feature_pipeline, name: Features}
  - {id: train, kind: training, name: Train}
flows:
  - {from: app, to: ranker, kind: request_response}
  - {from: ranker, to: dwh, kind: request_response}
  - {from: dwh, to: features, kind: batch_data}
  - {from: features, to: train, kind: features}
  - {from: train, to: ranker, kind: model_artifact}
""",
            at="ranker",
            fixed=True,
        ),
        Good(
            _WITH_STORE + "  - {from: ranker, to: store, kind: request_response}\n",
            why="The warehouse fills an online store, and the request reads that.",
        ),
        Good(
            _WITH_STORE
            + "  - {from: ranker, to: store, kind: request_response}\n"
            + "  - {from: dwh, to: ranker, kind: batch_data, label: popular items}\n",
            why="The list comes on a schedule; the features are looked up.",
        ),
        Good(
            _ALONE.replace("150", "30000") + "  - {from: ranker, to: dwh, kind: request_response}\n",
            why="Half a minute is time enough for a query.",
        ),
    )

    options = (Option("fast_ms", FAST_MS, "Milliseconds within which an answer cannot wait for a scan."),)

    def places(self, view: View) -> Iterable[str]:
        """Online and stream components that read from some store, unless they may take their time."""
        for one in view.of_kind(*ONLINE, "stream_inference"):
            if view.brief.serving_mode == "batch" and one not in request_path(view):
                continue
            allowed = _latency(view, one).value
            if (allowed is None or allowed <= self.option(view, "fast_ms")) and any(_reads(view, one)):
                yield one

    def judge(self, view: View, place: str) -> Verdict:
        """Whether every store that is read can look up single keys."""
        reads = list(_reads(view, place))
        slow = [one for one in reads if _is_slow(view, one.store)]
        if not slow:
            return _online_stated(view, [one.store for one in reads])
        latency = _latency(view, place)
        if latency.value is None:
            return NotStated("latency_p99_ms", "brief")
        stores = dict.fromkeys(one.store for one in slow)
        return self.found(
            place,
            where=stores,
            flows=[one.flow.id for one in slow],
            serving=view.title(place),
            stores=titles(view, stores),
            latency=latency.value,
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Switch the store on where it has a switch, and lead the other reads to an online store."""
        mending = Mending(view)
        if self.judge(view, finding.anchor) == NotStated("latency_p99_ms", "brief"):
            return []
        slow = [one for one in _reads(view, finding.anchor) if view.get(one.store, "online") is not True]
        declared = [one for one in slow if view.kind(one.store) == "feature_store"]
        for one in declared:
            mending.state(one.store, online=True)
        led = [one for one in slow if one not in declared]
        if led:
            _lead(mending, finding.anchor, led)
        title = f"Give {view.title(finding.anchor)} an online feature store"
        return [mending.fix(title, "structural" if not declared else "mixed" if led else "declared")]


def _latency(view: View, serving: str) -> Value:
    own = view.value(serving, "latency_p99_ms")
    return own if own.value is not None else view.brief_value("latency_p99_ms")


def _reads(view: View, serving: str) -> Iterator[Read]:
    stores = SLOW | {"feature_store"}
    for flow in view.out(serving, "request_response"):
        if view.kind(flow.target) in stores:
            yield Read(flow, flow.target)
    bulk = () if feature_path(view, serving) else ("batch_data",)
    for flow in view.into(serving, "features", *bulk):
        if view.kind(flow.source) in stores:
            yield Read(flow, flow.source)


def _is_slow(view: View, store: str) -> bool:
    return view.kind(store) in SLOW or view.get(store, "online") is False


def _online_stated(view: View, stores: list[str]) -> Verdict:
    values = [(store, view.value(store, "online")) for store in stores]
    unknown = [store for store, value in values if value.value is None]
    return NotStated("online", unknown[0]) if unknown else passed_by(values[0][1])


def _lead(mending: Mending, serving: str, reads: list[Read]) -> None:
    """Lead reads to an online store. It is filled from where they went, unless a training fills it too."""
    view = mending.view
    store = mending.online_store(serving)
    learned = store in givers_of_training(view, serving)
    for flow, slow in reads:
        alone = len(view.out(slow)) + len(view.into(slow)) == 1
        if alone or not learned:
            mending.connect(slow, store, "features")
        if flow.source == serving:
            mending.reconnect(flow.id, target=store)
        elif flow.kind == "features":
            mending.reconnect(flow.id, source=store)
        else:
            mending.delete(flow.id)
            mending.connect(store, serving, "features")
