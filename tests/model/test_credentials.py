"""Credentials never leave; the words around them do."""

from __future__ import annotations

import random
import string

import pytest
from hypothesis import given

from designer.model.credentials import MASK, mask
from tests.strategies import hostile_text

LETTERS = string.ascii_letters + string.digits
_RANDOM = random.Random(7)


def some(length: int, alphabet: str = LETTERS) -> str:
    """A credential that was never given to anybody."""
    return "".join(_RANDOM.choices(alphabet, k=length))


CREDENTIALS = [
    "sk-" + some(48), "sk-proj-" + some(80), "sk-ant-" + some(40), "sk_live_" + some(24), "ghp_" + some(36),
    "github_pat_" + some(60), "glpat-" + some(20), "xoxb-" + some(30),
    "hooks.slack.com/services/T0/B0/" + some(20),
    "AKIA" + some(16, string.ascii_uppercase + string.digits), "AIza" + some(35), "ya29." + some(60),
    "hf_" + some(34), "npm_" + some(36), "pypi-" + some(80), "dapi" + some(32, "0123456789abcdef"),
    f"SG.{some(22)}.{some(43)}", f"eyJ{some(30)}.eyJ{some(60)}.{some(43)}", some(40), some(64) + "==",
    f"-----BEGIN RSA PRIVATE KEY-----\n{some(64)}\n{some(64)}\n-----END RSA PRIVATE KEY-----",
]  # fmt: skip


@pytest.mark.parametrize("credential", CREDENTIALS, ids=lambda one: one[:12])
@pytest.mark.parametrize("around", ["{}", "the key is {} for now", 'url: "{}"', "({})", "a,{};b", "key={}"])
def test_what_a_service_gives_out_is_masked(credential: str, around: str) -> None:
    assert mask(around.format(credential)) == around.format(MASK)


def test_half_a_key_is_masked_too() -> None:
    assert mask(f"see -----BEGIN PRIVATE KEY-----\n{some(64)}\n{some(20)}") == f"see {MASK}"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (
            "postgres://ml:hunter2@db.internal:5432/features",
            f"postgres://ml:{MASK}@db.internal:5432/features",
        ),
        ("redis://:s3cret@cache/0", f"redis://:{MASK}@cache/0"),
        ("DB_PASSWORD=correct", f"DB_PASSWORD={MASK}"),
        ("password: hunter2 (ask Ann)", f"password: {MASK} (ask Ann)"),
        ('"api_key": "plainword"', f'"api_key": {MASK}'),
        ("apiKey => 'two words'", f"apiKey => {MASK}"),
        ("client_secret=abc,next=1", f"client_secret={MASK},next=1"),
        ("Authorization: Bearer abcDEF123456", f"Authorization: Bearer {MASK}"),
        ("AccountName=x;AccountKey=abc/def+123==;End=y", f"AccountName=x;AccountKey={MASK};End=y"),
        ("https://maps.example/x?key=abc&q=1", f"https://maps.example/x?key={MASK}&q=1"),
        ("https://blob/x?sv=1&sig=ab%2Fcd", f"https://blob/x?sv=1&sig={MASK}"),
    ],
)
def test_what_is_called_a_secret_is_masked(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Fraud scorer",
        "Password: reset service",
        "token: expires hourly",
        "Secrets: kept in the vault.",
        "max_token: 4096, token=4096",
        "tokenizer: bpe-32k",
        "a basic understanding of the market",
        "password=${DB_PASSWORD}",
        "token: {{ secrets.TOKEN }}",
        "api_key=<your key>",
        "password=***",
        "https://github.com/owner/name/tree/main/some/longer/path/to/a/File2Name",
        "commit 4ecb3f51d6a1b8f0c0e5a9d7b6c4e3f2a1908172, sha256:" + "0a" * 32,
        "3f0e4a9c-1b2d-4c5e-8f90-123456789abc",
        "CustomerTransactionAggregates30DayWindowFeatureViewV2",
        "s3://lake/curated/customer_transactions/year=2026/month=11/part-00001.parquet",
        "checkout>scorer:request_response",
        "ann@example.com, http://host:8080/v1",
    ],
)
def test_other_words_stay(text: str) -> None:
    assert mask(text) == text


@given(hostile_text(200))
def test_masking_again_changes_nothing(text: str) -> None:
    assert mask(mask(text)) == mask(text)
