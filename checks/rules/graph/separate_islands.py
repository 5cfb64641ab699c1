"""GRF005: the drawing falls into parts that do not touch."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.model.kinds import GENERATIVE, KINDS, SERVING
from designer.model.matrix import likely_flow

LEAST = 5
"""So many components make a drawing of which parts can be missed."""
NAMED = 4
"""So many parts are named."""
_MODELS = tuple(sorted(SERVING | GENERATIVE))
_TELLING = ("model_registry", "evaluation", "training", *_MODELS, "consumer_app")
"""Kinds by which people know a part of a system, the first before the next."""
_LIKELY: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("model_registry",), _MODELS),
    (("evaluation",), _MODELS),
    (("training",), _MODELS),
    (("feature_store", "feature_pipeline"), (*_MODELS, "training")),
    (("consumer_app",), _MODELS),
    (_MODELS, ("log_store", "metrics_monitor")),
    (("warehouse", "raw_store"), ("feature_pipeline", "training")),
    (("consumer_app",), ("event_stream", "raw_store", "warehouse")),
)
"""Pairs of kinds whose flow is most often forgotten, the likeliest first."""

_TWO = """\
sketchcheck: 1
name: Two halves
components:
  - {id: orders, kind: data_source, name: Orders}
  - {id: checks, kind: data_validation, checks: [schema], on_fail: block}
  - {id: train, kind: training, name: Price training, learning: unsupervised}
  - {id: judge, kind: evaluation, name: Evaluation, split: time, on_fail: block}
  - {id: shop, kind: consumer_app, name: Shop, on_missing: default}
  - {id: scorer, kind: serving_endpoint, name: Price service}
flows:
  - {from: orders, to: checks, kind: batch_data}
  - {from: checks, to: train, kind: batch_data}
  - {from: train, to: judge, kind: model_artifact}
  - {from: shop, to: scorer, kind: request_response}
"""


class SeparateIslands(Rule):
    """Whatever the kinds of the flows, two or more groups of connected components have none between them."""

    code = "GRF005"
    name = "separate-islands"
    category = "graph"
    severity = "warning"
    gate = "has_model"
    suppressed_by = ("GRF001", "SRV001")
    message = "The design falls into {count} parts that do not touch: {parts}."
    why = (
        "Where two parts do not touch, the story has a hole: a model that never arrives, records never read."
    )
    fix = "Draw the missing flow; most often it is the model, the records or the feedback."
    false_alarms = "Two systems on one page; give each a design of its own."
    question = (
        "Follow one record from the moment it is made until it changes a decision and comes back. Where do"
        " you have to jump?"
    )
    sources = (Source("SEED", "S1"), Source("SEED", "S8"))
    examples = (
        Bad(_TWO, at="design", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: Records for nobody
components:
  - {id: shop, kind: consumer_app, name: Shop, on_missing: default}
  - {id: scorer, kind: serving_endpoint, name: Price service}
  - {id: log, kind: log_store, name: Records}
  - {id: drift, kind: drift_monitor, name: Drift, watches: [prediction_drift]}
  - {id: pager, kind: alerting, name: Pager}
flows:
  - {from: shop, to: scorer, kind: request_response}
  - {from: log, to: drift, kind: logs}
  - {from: drift, to: pager, kind: alerts}
""",
            at="design",
            fixed=True,
        ),
        Good(
            _TWO + "  - {from: judge, to: scorer, kind: model_artifact}\n",
            why="The model joins the halves.",
        ),
        Good(
            _TWO + "  - {from: judge, to: shop, kind: unspecified}\n",
            why="They touch, somehow.",
        ),
        Good(
            _TWO.replace("  - {from: shop, to: scorer, kind: request_response}\n", ""),
            why="Single boxes are no parts.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The design, once it is large enough."""
        return ["design"] if len(view.ids) >= LEAST else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether its flows hold it together."""
        parts = _parts(view)
        if len(parts) < 2:
            return Passed()
        named = "; ".join(_words(view, part) for part in parts[:NAMED])
        rest = f"; and {len(parts) - NAMED} more" if len(parts) > NAMED else ""
        where = [_telling(view, part) for part in parts]
        return self.found(place, where=where, count=len(parts), parts=named + rest)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """The likeliest flow between the largest part and each of the others, where each has one."""
        del finding
        first, *others = _parts(view)
        pairs = [_likely_pair(view, first, other) for other in others]
        mending = Mending(view)
        for pair in pairs:
            if pair is None:
                return []
            source, target = pair
            mending.connect(source, target, likely_flow(view.kind(source), view.kind(target)))
        words = ", ".join(f"{view.title(pair[0])} → {view.title(pair[1])}" for pair in pairs[:2] if pair)
        more = f" and {len(pairs) - 2} more" if len(pairs) > 2 else ""
        return [mending.fix(f"Connect {words}{more}", complete=False)]


def _parts(view: View) -> list[list[str]]:
    """The groups of at least two components that flows join, the largest first."""
    return view.once("parts", lambda: sorted(_find_parts(view), key=lambda part: (-len(part), part[0])))


def _find_parts(view: View) -> Iterable[list[str]]:
    near: dict[str, list[str]] = {}
    for flow in view.flows():
        near.setdefault(flow.source, []).append(flow.target)
        near.setdefault(flow.target, []).append(flow.source)
    seen: set[str] = set()
    for start in view.ids:
        if start in near and start not in seen:
            seen.add(start)
            part = _spread(start, near, seen)
            if len(part) > 1:
                yield sorted(part)


def _spread(start: str, near: dict[str, list[str]], seen: set[str]) -> list[str]:
    part = [start]
    for one in part:
        new = [other for other in dict.fromkeys(near[one]) if other not in seen]
        seen.update(new)
        part += new
    return part


def _telling(view: View, part: list[str]) -> str:
    by_kind = {view.kind(one): one for one in reversed(part)}
    return next((by_kind[kind] for kind in _TELLING if kind in by_kind), part[0])


def _words(view: View, part: list[str]) -> str:
    title, others = view.title(_telling(view, part)), len(part) - 1
    return f"{title} with {others} other{'s' if others > 1 else ''}"


def _likely_pair(view: View, one: list[str], other: list[str]) -> tuple[str, str] | None:
    """A component of each part, source and target of the flow that is most probably missing."""
    kinds = [{view.kind(key): key for key in reversed(part)} for part in (one, other)]
    ways = ((kinds[0], kinds[1]), (kinds[1], kinds[0]))
    for sources, targets in _LIKELY:
        for giving, taking in ways:
            found = [giving[kind] for kind in sources if kind in giving]
            ends = [taking[kind] for kind in targets if kind in taking]
            if found and ends:
                return found[0], ends[0]
    return next((pair for giving, taking in ways for pair in _any_pair(giving, taking)), None)


def _any_pair(giving: dict[str, str], taking: dict[str, str]) -> Iterable[tuple[str, str]]:
    for source in (kind for kind in KINDS if kind in giving):
        for target in (kind for kind in KINDS if kind in taking):
            if likely_flow(source, target) != "unspecified":
                yield giving[source], taking[target]
