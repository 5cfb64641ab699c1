"""What the neighbours of a box say about its kind: training leads to it, an endpoint reads it: a registry.

Which kinds usually follow which is declared in neighbours.json; the flow matrix tells what may follow at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from designer.model.kinds import KINDS, STAGES
from designer.model.matrix import is_legal, legal_flows

_KINDS = tuple(KINDS)
_FIRST, _LAST, _BACKWARDS, _RARE, _IMPOSSIBLE = 1.6, 0.6, 0.2, -0.6, -1.6
_SAID_LIKELY, _SAID_POSSIBLE, _SAID_IMPOSSIBLE = 1.2, 0.2, -2.0
_AT_AN_END, _IN_STAGE, _SAME = 0.5, 0.7, 1.0
_UNNAMED, _GENERATES = -1.2, 0.5

_BEGINS = frozenset(
    {"data_source", "consumer_app", "event_stream", "code_repo", "orchestrator", "eval_set", "prompt_store"}
)
_ENDS = frozenset(
    {"dashboard", "alerting", "log_store", "metrics_monitor", "consumer_app", "prediction_store",
     "metadata_store", "dead_letter_queue", "experiment_tracker"}
)  # fmt: skip

_NAMED_OUTRIGHT = frozenset(
    {"cache", "candidate_retrieval", "fallback", "data_versioning", "metadata_store", "code_repo", "ci_cd",
     "orchestrator", "queue", "api_gateway", "dead_letter_queue", "baseline_model", "experiment_tracker",
     "experiment_platform", "drift_monitor", "guardrail", "optimiser", "alerting", "legacy_system",
     "prompt_store", "retriever", "ranking_stage"}
)  # fmt: skip
"""People write on such boxes what they are; a neighbour alone seldom makes one of another box."""

GENERATES = frozenset(
    {"llm_endpoint", "prompt_store", "retriever", "guardrail", "agent_tool", "document_pipeline",
     "vector_index", "eval_set"}
)  # fmt: skip
"""Kinds that stand beside language models."""

Support = tuple[float, ...]
"""A figure for each kind, in the order of the vocabulary; more is likelier."""


@cache
def _next() -> dict[str, dict[str, float]]:
    """How usual each kind is behind another one; the table names the most usual first."""
    text = files("designer.exchange.guessing").joinpath("neighbours.json").read_text("utf-8")
    table = json.loads(text)
    return {kind: dict(_ranked(table.get(kind, []))) for kind in KINDS}


def _ranked(row: list[str]) -> Iterator[tuple[str, float]]:
    return ((kind, _FIRST - (_FIRST - _LAST) * at / len(row)) for at, kind in enumerate(row))


@cache
def leading_to(neighbour: str) -> Support:
    """How well each kind fits a box with an arrow to a neighbour."""
    return tuple(_fit(kind, neighbour) for kind in _KINDS)


@cache
def led_from(neighbour: str) -> Support:
    """How well each kind fits a box with an arrow from a neighbour."""
    return tuple(_fit(neighbour, kind) for kind in _KINDS)


def _fit(source: str, target: str) -> float:
    if target in _next()[source]:
        return _next()[source][target]
    if source in _next()[target]:
        return _BACKWARDS
    return _RARE if legal_flows(source, target)[0] != "unspecified" else _IMPOSSIBLE


@cache
def carrying(flow: str, neighbour: str, is_out: bool) -> Support:
    """How well each kind fits a box with an arrow of which the label speaks of a kind of flow."""
    return tuple(_said(*((kind, flow, neighbour) if is_out else (neighbour, flow, kind))) for kind in _KINDS)


def _said(source: str, flow: str, target: str) -> float:
    if not is_legal(source, flow, target):
        return _SAID_IMPOSSIBLE
    return _SAID_LIKELY if legal_flows(source, target)[0] == flow else _SAID_POSSIBLE


@cache
def at_an_end(is_begin: bool) -> Support:
    """How well each kind fits where a drawing begins, or ends."""
    some = _BEGINS if is_begin else _ENDS
    return tuple(_AT_AN_END if kind in some else 0.0 for kind in _KINDS)


@cache
def among(group: str) -> Support:
    """How well each kind fits in a frame of which the title means a kind."""
    stage = KINDS[group].stage
    same = {kind for kind, cls in KINDS.items() if cls.stage == stage and stage in STAGES}
    return tuple(_IN_STAGE * (kind in same) + _SAME * (kind == group) for kind in _KINDS)


@cache
def about(is_generative: bool) -> Support:
    """How well each kind fits into a drawing at all, which may be about language models or not."""
    return tuple(
        _UNNAMED * (kind in _NAMED_OUTRIGHT)
        + (_GENERATES if is_generative else -_GENERATES) * (kind in GENERATES)
        for kind in _KINDS
    )
