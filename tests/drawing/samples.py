"""Designs that the tests of pictures and layout draw."""

from __future__ import annotations

import random
from typing import Any

from designer.model.design import Design, read_design
from designer.model.flow import FLOWS
from designer.model.kinds import KINDS


def sketch(boxes: str, flows: str, zones: dict[str, str | None] | None = None, **more: Any) -> Design:
    """A design in short hand: `id kind zone|- Name` and `from to kind label` a line."""
    components, arrows = [], []
    for line in boxes.strip().splitlines():
        id_, kind, zone, name = line.split(maxsplit=3)
        name, _, technology = name.partition(" | ")
        one = {"id": id_, "kind": kind, "name": name}
        one |= ({"zone": zone} if zone != "-" else {}) | ({"technology": technology} if technology else {})
        components.append(one)
    for line in flows.strip().splitlines():
        source, target, kind, *label = line.split(maxsplit=3)
        arrows.append({"from": source, "to": target, "kind": kind} | ({"label": label[0]} if label else {}))
    groups = [
        {"id": id_, "name": id_.title()} | ({"parent": parent} if parent else {})
        for id_, parent in (zones or {}).items()
    ]
    return read_design({"components": components, "flows": arrows, "zones": groups} | more)


def fraud() -> Design:
    """Twelve boxes in two zones."""
    return sketch(
        """
        payments event_stream - Payment events | kafka
        warehouse warehouse offline Transaction history | snowflake
        checks data_validation offline Schema checks | great_expectations
        features feature_pipeline offline Card aggregates | dbt
        store feature_store online Feature store | feast
        training training offline Fraud model | xgboost
        gate evaluation offline Release gate
        registry model_registry offline Model registry | mlflow
        scorer serving_endpoint online Fraud scorer | fastapi
        checkout consumer_app - Checkout
        log log_store online Prediction log
        drift drift_monitor online Drift watch | evidently
        """,
        """
        payments checks stream_data
        checks warehouse batch_data daily
        warehouse features batch_data
        features store features hourly
        features training features
        training gate model_artifact
        gate registry model_artifact
        registry scorer model_artifact pinned version
        store scorer features
        checkout scorer request_response 80 ms
        scorer checkout predictions
        scorer log logs
        log drift logs
        log training labels after 60 days
        """,
        {"offline": None, "online": None},
        name="Card fraud detection",
        brief={"maturity": "design", "decision": "Block, step up or approve each payment."},
        notes=[{"id": "n1", "text": "Ask the issuer about their limits per merchant.", "about": "scorer"}],
    )


def marketplace() -> Design:
    """Thirty boxes, four zones of which one lies in another."""
    return sketch(
        """
        orders data_source - Orders | postgresql
        clicks event_stream - Click stream | kafka
        catalogue data_source - Product catalogue
        ingest ingestion_job platform Nightly load | airbyte
        lake raw_store platform Data lake | delta_lake
        validate data_validation platform Data checks | great_expectations
        quarantine dead_letter_queue platform Rejected rows
        warehouse warehouse platform Curated tables | bigquery
        join outcome_join platform Click join
        batchfeat feature_pipeline platform Daily features | spark
        streamfeat feature_pipeline platform Session features | flink
        fstore feature_store online Feature store | feast
        train training training Ranker training | pytorch
        tracker experiment_tracker training Experiments | mlflow
        baseline baseline_model training Popularity baseline
        evaluate evaluation training Offline evaluation
        registry model_registry training Model registry | mlflow
        gateway api_gateway online API gateway | kong
        retrieve candidate_retrieval serving Candidate retrieval | faiss
        rank ranking_stage serving Ranker | nvidia_triton
        rules rules_engine serving Business rules
        fallback fallback serving Popular items
        app consumer_app - Shop app
        ab experiment_platform online Experiments
        log log_store operations Impression log | kafka
        service metrics_monitor operations Service metrics | prometheus
        drift drift_monitor operations Feature drift | evidently
        quality quality_monitor operations Click quality
        alert alerting operations On-call alerts | pagerduty
        cicd ci_cd - Build and release | github_actions
        """,
        """
        orders ingest batch_data
        catalogue ingest batch_data
        ingest lake batch_data
        lake validate batch_data
        validate warehouse batch_data
        validate quarantine batch_data
        warehouse batchfeat batch_data
        clicks streamfeat stream_data
        clicks join stream_data
        batchfeat fstore features
        streamfeat fstore features
        batchfeat train features
        join train labels within a day
        train tracker metadata
        train evaluate model_artifact
        baseline evaluate predictions
        evaluate registry model_artifact
        registry rank model_artifact
        registry retrieve model_artifact
        fstore rank features
        app gateway request_response
        gateway retrieve request_response 30 ms
        retrieve rank predictions 500 items
        rank rules predictions
        rules app predictions 20 items
        rank fallback request_response
        ab gateway control
        rank log logs
        rules log logs
        rank service metrics
        gateway service metrics
        log drift logs
        log join logs
        log quality logs
        join quality labels
        service alert alerts
        drift alert alerts
        quality alert alerts
        app clicks feedback
        cicd rank control deploy
        alert cicd control roll back
        """,
        {"platform": None, "training": None, "online": None, "serving": "online", "operations": None},
        name="Marketplace recommendations",
        brief={"maturity": "production"},
    )


def random_design(boxes: int, seed: int, zones: int = 4) -> Design:
    """A design with that many boxes, about one and a half flows a box, nested zones."""
    chance = random.Random(seed)
    ids = [f"b{i}" for i in range(boxes)]
    names = [f"z{i}" for i in range(zones)]
    groups = {n: chance.choice(names[:i]) if i > 1 and i % 3 == 2 else None for i, n in enumerate(names)}
    groups = {n: p if p is None or groups[p] is None else None for n, p in groups.items()}
    lines = [f"{i} {chance.choice(list(KINDS))} {chance.choice([*names, '-'])} Part {i} | tool" for i in ids]
    flows: dict[tuple[str, str, str], str] = {}
    while boxes > 1 and len(flows) < boxes * 3 // 2:
        at = chance.randrange(boxes - 1)
        ends = [ids[at], ids[min(boxes - 1, at + chance.randint(1, 8))]]
        if chance.random() < 0.2:
            ends.reverse()
        key = (ends[0], ends[1], chance.choice(list(FLOWS)))
        flows[key] = " ".join(key) + chance.choice(["", "", " a label"])
    return sketch("\n".join(lines), "\n".join(flows.values()), groups)
