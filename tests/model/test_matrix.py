"""Which flow may connect which kinds, and which one is taken when nobody says."""

from itertools import product

import pytest

from designer.model.flow import FLOWS
from designer.model.kinds import KINDS, ONLINE, SERVING
from designer.model.matrix import PREFERENCE, flow_matrix, is_legal, legal_flows, likely_flow

PAIRS = list(product(KINDS, KINDS))
EVERYDAY = {
    "batch_data": (
        "data_source data_validation", "data_validation warehouse", "warehouse feature_pipeline",
        "data_source ingestion_job", "ingestion_job raw_store", "ingestion_job feature_pipeline",
        "data_validation feature_pipeline", "raw_store data_validation", "warehouse training",
        "data_versioning training", "log_store feature_pipeline", "ingestion_job outcome_join",
        "warehouse evaluation", "warehouse drift_monitor", "warehouse batch_inference",
    ),
    "stream_data": (
        "event_stream feature_pipeline", "consumer_app event_stream", "data_source event_stream",
        "feature_pipeline event_stream", "event_stream stream_inference", "event_stream outcome_join",
    ),
    "features": (
        "feature_pipeline training", "feature_pipeline feature_store", "feature_pipeline serving_endpoint",
        "feature_pipeline warehouse", "feature_store training", "feature_store batch_inference",
        "warehouse serving_endpoint", "document_pipeline vector_index",
    ),
    "labels": (
        "labelling training", "outcome_join training", "outcome_join warehouse", "data_source outcome_join",
        "outcome_join quality_monitor", "human_review training", "eval_set evaluation",
    ),
    "request_response": (
        "consumer_app serving_endpoint", "serving_endpoint feature_store", "stream_inference feature_store",
        "serving_endpoint feature_pipeline", "serving_endpoint fallback", "api_gateway serving_endpoint",
        "legacy_system serving_endpoint", "other serving_endpoint", "retriever vector_index",
        "ranking_stage candidate_retrieval", "agent_tool warehouse", "consumer_app prediction_store",
    ),
    "async_request": ("consumer_app queue", "queue serving_endpoint"),
    "predictions": (
        "batch_inference prediction_store", "prediction_store consumer_app", "batch_inference warehouse",
        "serving_endpoint human_review", "serving_endpoint event_stream", "serving_endpoint drift_monitor",
        "rules_engine consumer_app",
    ),
    "model_artifact": (
        "training evaluation", "evaluation model_registry", "evaluation serving_endpoint",
        "model_registry serving_endpoint", "model_registry batch_inference", "training model_registry",
    ),
    "metadata": ("training experiment_tracker", "feature_pipeline metadata_store"),
    "logs": ("serving_endpoint log_store", "consumer_app log_store", "log_store outcome_join"),
    "metrics": (
        "serving_endpoint metrics_monitor", "metrics_monitor dashboard", "serving_endpoint dashboard",
    ),
    "alerts": ("metrics_monitor alerting", "data_validation alerting", "drift_monitor alerting"),
    "feedback": ("consumer_app outcome_join", "human_review labelling", "experiment_platform warehouse"),
    "control": (
        "ci_cd serving_endpoint", "ci_cd evaluation", "orchestrator training", "drift_monitor training",
        "drift_monitor orchestrator", "human_review model_registry", "code_repo ci_cd", "evaluation ci_cd",
    ),
}  # fmt: skip


def test_every_kind_of_flow_has_a_row_of_kinds_that_exist() -> None:
    assert set(flow_matrix()) == set(FLOWS)
    for leaves, enters in flow_matrix().values():
        assert leaves <= set(KINDS)
        assert enters <= set(KINDS)


def test_preference_names_every_kind_of_flow_that_means_something() -> None:
    assert sorted((*PREFERENCE, "unspecified")) == sorted(FLOWS)


def test_legal_flows_are_the_legal_ones_once_each_and_unspecified_last() -> None:
    for source, target in PAIRS:
        legal = legal_flows(source, target)
        assert legal[-1] == "unspecified"
        assert sorted(legal) == sorted(kind for kind in FLOWS if is_legal(source, kind, target))


@pytest.mark.parametrize("kind", KINDS)
def test_other_fits_everywhere(kind: str) -> None:
    assert set(legal_flows("other", kind)) == set(legal_flows(kind, "other")) == set(FLOWS)


@pytest.mark.parametrize(
    ("source", "target", "kind"),
    [(*pair.split(), kind) for kind, pairs in EVERYDAY.items() for pair in pairs],
)
def test_likely_flow_of_an_everyday_pair(source: str, target: str, kind: str) -> None:
    assert likely_flow(source, target) == kind


@pytest.mark.parametrize("serving", sorted(SERVING))
def test_every_kind_that_serves_gets_models_and_gives_logs_and_metrics(serving: str) -> None:
    assert likely_flow("model_registry", serving) == "model_artifact"
    assert likely_flow("ci_cd", serving) == "control"
    assert likely_flow(serving, "log_store") == "logs"
    assert likely_flow(serving, "metrics_monitor") == "metrics"


@pytest.mark.parametrize("online", sorted(ONLINE))
def test_every_kind_that_answers_online_is_called_and_looks_features_up(online: str) -> None:
    assert likely_flow("consumer_app", online) == "request_response"
    assert likely_flow(online, "feature_store") == "request_response"
    assert likely_flow("feature_pipeline", online) == "features"


def test_where_nothing_fits_the_flow_is_unspecified() -> None:
    assert legal_flows("code_repo", "consumer_app") == ("unspecified",)
    assert likely_flow("dashboard", "consumer_app") == "unspecified"
