"""DAT001: a model learns from whatever arrives."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.questions import nearest_paths, titles
from designer.graph.reach import Members
from designer.model.flow import DATA, Flow
from designer.model.matrix import is_legal

SOURCES = frozenset({"data_source", "event_stream"})
STOP = frozenset({"data_validation"})
NAMED = 3
"""So many sources are named, each with a way."""

_PARTS = """\
sketchcheck: 1
name: Delivery times
components:
  - {id: orders, kind: data_source, name: Orders}
  - {id: lake, kind: raw_store, name: Lake}
  - {id: features, kind: feature_pipeline, name: Features}
  - {id: train, kind: training, name: Train}
  - {id: check, kind: data_validation, name: Check orders, on_fail: block}
  - {id: oncall, kind: alerting, name: On call}
flows:
  - {from: orders, to: lake, kind: batch_data}
  - {from: check, to: oncall, kind: alerts}
  - {from: features, to: train, kind: features}
"""


class UnvalidatedDataReachesTraining(Rule):
    """Data come from a source to a training on some way that passes no validation.

    Labels and feedback are data too. The nearest sources are named, with a shortest way from each.
    """

    code = "DAT001"
    name = "unvalidated-data-reaches-training"
    category = "data"
    severity = "error"
    gate = "trained"
    message = (
        "{training} learns from {sources} without any check on the way ({path}). A renamed column, another"
        " unit or half a load will be learned as if it were the truth, and nothing will fail."
    )
    why = (
        "Broken data rarely stop a training; they make a model that is quietly worse, and weeks pass until"
        " somebody traces it back."
    )
    fix = (
        "Put a data validation on the last piece that all unchecked ways share: schema, nulls, ranges, volume"
        " and freshness, blocking on failure, with an alert."
    )
    false_alarms = (
        "Checks that run inside an ingestion or feature job; draw them, or waive with the name of the job."
    )
    question = (
        "Tonight the upstream team sends cents in place of euros. Which box stops it, and who hears of it?"
    )
    sources = (
        Source("GCP", "L1-data-validation"), Source("MLTS", "Data1"), Source("MLTS", "Monitor2"),
        Source("BRK19"), Source("SE4", "1"), Source("SCU", "8-data-testing"), Source("AWSL", "MLSEC04-BP03"),
    )  # fmt: skip
    examples = (
        Bad(
            """\
sketchcheck: 1
name: Delivery times
components:
  - {id: orders, kind: data_source, name: Orders}
  - {id: lake, kind: raw_store, name: Lake}
  - {id: features, kind: feature_pipeline, name: Features}
  - {id: train, kind: training, name: Train}
flows:
  - {from: orders, to: lake, kind: batch_data}
  - {from: lake, to: features, kind: batch_data}
  - {from: features, to: train, kind: features}
""",
            at="train",
            fixed=True,
        ),
        Bad(
            _PARTS + "  - {from: lake, to: features, kind: batch_data}\n"
            "  - {from: lake, to: check, kind: batch_data}\n"
            "  - {from: check, to: features, kind: batch_data}\n",
            at="train",
            fixed=True,
        ),
        Bad(
            """\
sketchcheck: 1
name: Two ways in
components:
  - {id: clicks, kind: event_stream, name: Clicks}
  - {id: refunds, kind: data_source, name: Refunds}
  - {id: features, kind: feature_pipeline, name: Features}
  - {id: joined, kind: outcome_join, name: Outcomes}
  - {id: train, kind: training, name: Train}
flows:
  - {from: clicks, to: features, kind: stream_data}
  - {from: clicks, to: train, kind: stream_data}
  - {from: features, to: train, kind: features}
  - {from: refunds, to: joined, kind: feedback}
  - {from: joined, to: train, kind: labels}
""",
            at="train",
            fixed=True,
        ),
        Good(
            _PARTS + "  - {from: lake, to: check, kind: batch_data}\n"
            "  - {from: check, to: features, kind: batch_data}\n",
            why="Whatever leaves the lake passes the check.",
        ),
        Good(
            """\
sketchcheck: 1
name: Nothing drawn before the training
components:
  - {id: train, kind: training}
  - {id: registry, kind: model_registry}
  - {id: tracker, kind: experiment_tracker}
flows:
  - {from: train, to: registry, kind: model_artifact}
  - {from: train, to: tracker, kind: metadata}
""",
            why="Where no source is drawn, there is no way to judge.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The trainings that data of some source reach."""
        sources = view.all_of(SOURCES)
        return [one for one in view.of_kind("training") if view.upstream(one, DATA) & sources]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether a search back from the training, ended by validations, still meets a source."""
        unchecked = _unchecked(view, place)
        if not unchecked:
            return Passed()
        paths = nearest_paths(view, place, DATA, SOURCES, STOP, min(NAMED, len(unchecked)))
        first = [paths[0][0].source, *(flow.target for flow in paths[0])]
        return self.found(
            place,
            where=[flow.source for path in paths for flow in path],
            flows=[flow.id for path in paths for flow in path],
            training=view.title(place),
            sources=titles(view, [path[0].source for path in paths], total=len(unchecked)),
            path=" → ".join(map(view.title, first)),
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Put validations on the unchecked ways, as few as the drawing allows."""
        mending = Mending(view)
        alerting = mending.ensure("alerting")
        for flow in _cuts(view, finding.anchor):
            streamed = flow.kind == "stream_data"
            check = mending.insert(
                flow.id,
                "data_validation",
                f"Check {view.title(flow.source)}"[:80],
                zone=view.design.components[flow.source].zone,
                checks=["schema", "nulls", "range", "volume", "freshness"],
                on_fail="quarantine" if streamed else "block",
            )
            mending.connect(check, alerting, "alerts")
        return [mending.fix(f"Validate the data that {view.title(finding.anchor)} learns from")]


def _unchecked(view: View, training: str) -> Members:
    return view.among(view.upstream(training, DATA, STOP), SOURCES)


def _cuts(view: View, training: str) -> list[Flow]:
    """Flows that together lie on every unchecked way: one that all ways share, or one for each way in."""
    chains = [_chain(view, flow) for flow in _unchecked_into(view, training)]
    shared = set.intersection(*({flow.id for flow in chain} for chain in chains))
    if shared:
        return [_best([flow for flow in chains[0] if flow.id in shared])]
    return list({flow.id: flow for flow in map(_best, chains)}.values())


def _unchecked_into(view: View, component: str) -> list[Flow]:
    return [flow for flow in view.into(component, DATA) if _brings_unchecked(view, flow.source)]


def _brings_unchecked(view: View, component: str) -> bool:
    kind = view.kind(component)
    return kind in SOURCES or (kind not in STOP and bool(_unchecked(view, component)))


def _chain(view: View, flow: Flow) -> list[Flow]:
    """The flow and those before it that everything unchecked on it must take, the last one first."""
    chain = [flow]
    while view.kind(chain[-1].source) not in SOURCES:
        before = _unchecked_into(view, chain[-1].source)
        if len(before) != 1 or before[0] in chain:
            break
        chain.append(before[0])
    return chain


def _best(chain: list[Flow]) -> Flow:
    """The last flow of raw data, since a broken column is seen best before it is a feature; else the last."""
    legal = [flow for flow in chain if is_legal("data_validation", flow.kind, "data_validation")]
    raw = [flow for flow in legal if flow.kind in ("batch_data", "stream_data")]
    return (raw or legal or chain)[0]
