"""What an arrow probably carries: by its label, by the kinds that it joins, by how it is dashed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from designer.exchange.guessing.guess import Guess
from designer.exchange.guessing.naming import segments
from designer.exchange.sketch import Arrow
from designer.model.flow import FLOWS
from designer.model.kinds import KINDS
from designer.model.matrix import is_legal, legal_flows

_WORDS = {
    "model_artifact": (
        "model, artifact, artefact, weight, checkpoint, model file, load model, register model, "
        "model version, deploy model, best model, push model, trained model, onnx, pull model, "
        "docker image"
    ),
    "features": "feature, feature vector, feature lookup, embedding, get feature, online feature, vector",
    "labels": "label, ground truth, annotation, labeled data, labelled data, target",
    "predictions": (
        "prediction, score, recommendation, result, decision, output, forecast, ranked list, "
        "candidate, ranking, answer, inference"
    ),
    "feedback": (
        "feedback, outcome, rating, correction, thumb, click feedback, chargeback, conversion, "
        "reward, user feedback, appeal"
    ),
    "logs": "log, trace, audit, request log, prediction log, logging, inference log",
    "metrics": "metric, latency, telemetry, scrape, gauge, monitoring",
    "alerts": "alert, notify, notification, page, alarm, warning",
    "metadata": "metadata, param, parameter, lineage, run, experiment, artifact metadata, hyperparameter",
    "control": (
        "trigger, schedule, deploy, rollback, start, kick off, approve, approval, promote, retrain, "
        "run job, rollout, orchestrate, cron, launch, gate, release, drift detected, route, pass, "
        "passed"
    ),
    "request_response": (
        "request, query, call, rest, grpc, http, https, api call, get, response, invoke, ask, "
        "prompt, search, predict, lookup, read, api, json, fetch, question, context, post, sync, "
        "rest api"
    ),
    "async_request": "enqueue, async, task, job, message, dequeue, queue",
    "stream_data": (
        "event, stream, streaming, click, publish, consume, cdc, real time, realtime, subscribe, "
        "impression, kafka, produce, message stream, topic, change"
    ),
    "batch_data": (
        "batch, daily, nightly, etl, csv, parquet, dump, export, row, load, copy, raw data, data, "
        "extract, training data, historical data, file, ingest, hourly, snapshot, clean data, "
        "document, chunk, transaction, write, store, record"
    ),
}
"""Words of labels, in their singular."""

_ASKING = frozenset({"request_response", "async_request"})
_LONGEST = 3


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    return {tuple(one.split()): kind for kind, words in _WORDS.items() for one in words.split(", ")}


def guess_arrow(arrow: Arrow, source: str, target: str, *, certain: bool = True) -> Guess:
    """The flow of an arrow between two kinds of component; `unspecified` where nothing speaks of one.

    It is a guess at most where the kinds of its ends are not `certain`.
    """
    guess = _guess(arrow, source, target)
    return replace(guess, sure="guess") if guess.sure == "likely" and not certain else guess


def _guess(arrow: Arrow, source: str, target: str) -> Guess:
    said = list(_said(arrow.label))
    fitting = next(((kind, words) for kind, words in said if is_legal(source, kind, target)), None)
    if fitting:
        what = FLOWS[fitting[0]].title.lower()
        return Guess(fitting[0], "likely", f'"{fitting[1]}" on it speaks of {what}.')
    if "other" in (source, target):
        return Guess("unspecified", "none", "What it joins is not known.")
    return _by_ends(arrow, source, target)


def _by_ends(arrow: Arrow, source: str, target: str) -> Guess:
    *legal, _ = legal_flows(source, target)
    between = f"from {KINDS[source].label.lower()} to {KINDS[target].label.lower()}"
    if not legal:
        return Guess("unspecified", "none", f"No kind of flow leads {between}.")
    dashed = _by_dash(arrow.dash, legal)
    if dashed != legal[0]:
        return Guess(dashed, "guess", f"It is {arrow.dash}, and may lead {between} so.")
    what = FLOWS[legal[0]].title.lower()
    if len(legal) == 1:
        return Guess(legal[0], "likely", f"Only {what} can lead {between}.")
    return Guess(legal[0], "guess", f"Most arrows {between} are {what}.")


def _by_dash(dash: str, legal: Sequence[str]) -> str:
    """What the look of a line makes of the likely flow.

    Nobody waits at the end of a dashed line for an answer: it is no request, if it can be anything else. Of
    flows that are none it says nothing. Along thick lines something is asked.
    """
    if dash == "thick":
        return next((kind for kind in legal if kind in _ASKING), legal[0])
    if dash not in ("dashed", "dotted") or legal[0] != "request_response":
        return legal[0]
    others = [kind for kind in legal if kind != "request_response"]
    return "async_request" if "async_request" in others else next(iter(others), legal[0])


def said_flows(label: str) -> list[str]:
    """The kinds of flow that words of the label speak of, the clearest first."""
    return [kind for kind, _ in _said(label)] if label else []


def _said(label: str) -> Iterator[tuple[str, str]]:
    """The kinds that words of the label speak of; longer phrases before shorter ones, then in their order."""
    known, found = _phrases(), []
    for part in segments(label):
        for start in range(len(part)):
            for end in range(start + 1, min(start + _LONGEST, len(part)) + 1):
                words = tuple(part[start:end])
                if words in known:
                    found.append((start - end, known[words], " ".join(words)))
    found.sort(key=lambda one: one[0])
    return ((kind, words) for _, kind, words in found)
