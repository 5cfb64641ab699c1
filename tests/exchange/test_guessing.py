"""What boxes and arrows are taken for."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from designer.exchange.guessing import guess_arrow, guess_box
from designer.exchange.sketch import Arrow, Box
from designer.model.flow import FLOWS
from designer.model.kinds import KINDS
from designer.model.matrix import is_legal

NAMES = Path(__file__).parent.parent / "data" / "box_names.yaml"


def kind_of(label: str, **looks: str) -> str:
    return guess_box(Box("k", label, **looks)).kind


def test_most_names_of_boxes_are_understood() -> None:
    wanted = [
        (name, kind) for kind, names in yaml.safe_load(NAMES.read_text("utf-8")).items() for name in names
    ]
    wrong = [(name, kind, kind_of(name)) for name, kind in wanted if kind_of(name) != kind]
    assert len(wanted) >= 350
    assert {kind for _, kind in wanted} == set(KINDS)
    assert len(wrong) / len(wanted) <= 0.02, wrong


def test_what_is_sure_is_rarely_wrong() -> None:
    names = yaml.safe_load(NAMES.read_text("utf-8"))
    guessed = [(kind, guess_box(Box("k", name))) for kind, list_ in names.items() for name in list_]
    sure = [(kind, guess) for kind, guess in guessed if guess.sure == "sure"]
    assert len(sure) > len(guessed) / 2
    assert sum(kind != guess.kind for kind, guess in sure) <= 3


@pytest.mark.parametrize(
    ("label", "looks", "kind", "sure"),
    [
        ("Kafka topic clicks", {}, "event_stream", "sure"),
        ("MLflow", {}, "experiment_tracker", "guess"),
        ("orders", {"shape": "cylinder"}, "data_source", "guess"),
        ("", {"icon": "mxgraph.aws4.s3"}, "raw_store", "likely"),
        ("Zebra", {"shape": "rect"}, "other", "none"),
        ("", {}, "other", "none"),
    ],
)
def test_how_sure_a_guess_is(label: str, looks: dict[str, str], kind: str, sure: str) -> None:
    guess = guess_box(Box("k", label, **looks))
    assert (guess.kind, guess.sure) == (kind, sure)
    assert guess.why[0].isupper() or guess.why[0] == '"'
    assert guess.why.endswith(".")


def test_products_that_fit_are_kept() -> None:
    assert guess_box(Box("k", "Redis online store")).technologies == ("redis",)
    assert guess_box(Box("k", "Grafana dashboard")).technologies == ("grafana",)
    assert guess_box(Box("k", "Kafka consumer app")).technologies == ()


def test_guessed_flows_are_legal() -> None:
    for label in ("", "logs", "model", "request", "nonsense", "predictions"):
        for dash in ("solid", "dashed", "thick"):
            for source in KINDS:
                for target in KINDS:
                    guess = guess_arrow(Arrow("k", "a", "b", label, dash), source, target)
                    assert is_legal(source, guess.kind, target)
                    assert guess.kind in FLOWS


@pytest.mark.parametrize(
    ("label", "dash", "source", "target", "kind"),
    [
        ("prediction logs", "solid", "serving_endpoint", "log_store", "logs"),
        ("", "solid", "training", "model_registry", "model_artifact"),
        ("trigger", "solid", "orchestrator", "training", "control"),
        ("", "solid", "other", "other", "unspecified"),
        ("features", "solid", "other", "other", "features"),
        ("", "solid", "dashboard", "data_source", "unspecified"),
        ("", "dashed", "model_registry", "serving_endpoint", "model_artifact"),
        ("deploy", "dashed", "model_registry", "serving_endpoint", "control"),
        ("", "dotted", "feature_store", "drift_monitor", "features"),
        ("", "dashed", "event_stream", "raw_store", "stream_data"),
        ("", "dashed", "serving_endpoint", "log_store", "logs"),
        ("", "dashed", "orchestrator", "training", "control"),
        ("", "solid", "api_gateway", "serving_endpoint", "request_response"),
        ("", "dashed", "api_gateway", "serving_endpoint", "async_request"),
        ("", "dashed", "evaluation", "cache", "control"),
    ],
)
def test_arrows(label: str, dash: str, source: str, target: str, kind: str) -> None:
    assert guess_arrow(Arrow("k", "a", "b", label, dash), source, target).kind == kind
