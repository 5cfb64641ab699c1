"""What a server answers while the pictures of the documentation are made: written by hand, by no model."""

from __future__ import annotations

import json

from tests.review.chat_server import Asked, Reply, said

MODEL = "scripted-answers"

_FINDINGS = (
    {
        "evidence": ["chargebacks", "training"],
        "quote": "Chargebacks",
        "category": "labels",
        "kind": "present_problem",
        "claim": "A chargeback says that somebody disputed a payment. Buyers who never read their statements"
        " count as honest, so the model learns who complains.",
        "severity": "high",
        "confidence": "medium",
        "question": "How would you find the frauds that nobody disputes?",
        "suggestion": {
            "title": "Let analysts label a random sample of payments",
            "steps": [
                {"do": "add_component", "id": "sample", "kind": "labelling", "name": "Labelled sample"},
                {"do": "add_flow", "kind": "labels", "source": "sample", "target": "training"},
            ],
        },
    },
    {
        "evidence": ["brief"],
        "quote": "recall at 0.1 % of payments stopped",
        "category": "business",
        "kind": "present_problem",
        "claim": "Recall counts frauds and not money: a coffee weighs as much as a laptop, so the metric can"
        " rise while the loss does not fall.",
        "severity": "medium",
        "confidence": "medium",
        "question": "What share of the money lost do the frauds make that you catch?",
    },
    {
        "evidence": ["scorer"],
        "quote": "Fraud scorer",
        "category": "fairness",
        "kind": "present_problem",
        "claim": "Perhaps tourists are declined more often.",
        "severity": "low",
        "confidence": "low",
    },
    {
        "evidence": ["data_lake"],
        "quote": "Data lake",
        "category": "data",
        "kind": "present_problem",
        "claim": "The data lake keeps raw card numbers.",
        "severity": "high",
        "confidence": "high",
    },
)  # fmt: skip


def scripted(asked: Asked) -> Reply:
    """A greeting when the connection is tried; else a review, two findings of which do not hold."""
    if "can be reached" in asked.words:
        return said('{"greeting": "hello there you", "ready": "yes"}')
    return said(json.dumps({"findings": _FINDINGS}), usage={"prompt_tokens": 4412, "completion_tokens": 612})
