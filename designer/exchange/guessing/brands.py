"""Names of products in a label."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from designer.model.technologies import Technology, find_technology

_LONGEST = 4
_ORDINARY = frozenset(
    {"scale", "unstructured", "highs", "sql", "beam", "soda", "prophet", "comet", "fiddler"}
)
"""Ids of the catalogue that are words of everybody."""

_ALSO = {
    "postgres": "postgresql", "psql": "postgresql", "mongo": "mongodb", "k8s": "kubernetes",
    "eks": "kubernetes", "gke": "kubernetes", "wandb": "weights_and_biases",
    "w&b": "weights_and_biases", "triton": "nvidia_triton", "tritoninferenceserver": "nvidia_triton",
    "pub/sub": "google_pub_sub", "pubsub": "google_pub_sub", "sagemaker": "aws_sagemaker",
    "vertex": "vertex_ai", "deltatable": "delta_lake", "delta": "delta_lake",
    "iceberg": "apache_iceberg", "hudi": "apache_hudi", "bedrock": "amazon_bedrock", "gpt": "openai",
    "gpt4": "openai", "gpt4o": "openai", "chatgpt": "openai", "claude": "anthropic",
    "gemini": "google_gemini", "mistral": "mistral_api", "dynamo": "dynamodb",
    "tfserving": "tensorflow_serving", "seldon": "seldon_core", "kubeflow": "kubeflow_pipelines",
    "argo": "argo_workflows", "labelstudio": "label_studio", "weightbiase": "weights_and_biases",
    "weight&biase": "weights_and_biases", "gx": "great_expectations",
    "greatexpectation": "great_expectations", "githubaction": "github_actions", "gha": "github_actions",
    "gitlabci": "gitlab_ci", "argocd": "argo_cd", "kinesisdatastream": "kinesis", "msk": "kafka",
    "awss3": "s3", "amazons3": "s3", "googlecloudstorage": "gcs", "apachekafka": "kafka",
    "apachespark": "spark", "apacheflink": "flink", "apacheairflow": "airflow", "apachebeam": "beam",
    "dataflow": "beam", "sparkstreaming": "spark_structured_streaming", "kafkastream": "kafka_streams",
    "elasticache": "redis", "stepfunction": "step_functions", "glue": "aws_glue", "hf": "hugging_face",
    "sklearn": "scikit_learn", "unitycatalog": "unity_catalog", "opa": "open_policy_agent",
    "scaleai": "scale", "sodacore": "soda", "huggingface": "hugging_face", "cometml": "comet",
    "amazonsagemaker": "aws_sagemaker", "azuremachinelearning": "azure_ml", "rayserve": "ray_serve",
    "nemoguardrail": "nemo_guardrails", "guardrailsai": "guardrails_ai", "guardrailai": "guardrails_ai",
    "apacheiceberg": "apache_iceberg", "ortool": "or_tools", "azureopenai": "azure_openai",
    "deltalake": "delta_lake",
}  # fmt: skip
"""Other names of what the catalogue has, without spaces and in their singular."""


def brands(words: list[str]) -> tuple[tuple[int, int, Technology], ...]:
    """The products that are named, each with where its name begins and ends; longer names first."""
    return _brands(tuple(words))


@lru_cache(maxsize=256)
def _brands(words: tuple[str, ...]) -> tuple[tuple[int, int, Technology], ...]:
    """Kept for a while, since one label is looked at from several sides."""
    found = []
    start = 0
    while start < len(words):
        named = _at(words, start)
        if named:
            found.append((start, *named))
        start = named[0] if named else start + 1
    return tuple(found)


def _at(words: Sequence[str], start: int) -> tuple[int, Technology] | None:
    for end in range(min(start + _LONGEST, len(words)), start, -1):
        technology = _called("".join(words[start:end]))
        if technology:
            return end, technology
    return None


@lru_cache(maxsize=4096)
def _called(name: str) -> Technology | None:
    if name in _ORDINARY:
        return None
    return find_technology(_ALSO.get(name, name)) or find_technology(f"{name}s")
