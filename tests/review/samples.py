"""A design to review, and answers to it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from checks.engine import Report, check
from checks.review import Asking, Limits, Server
from designer.files import load_text
from designer.model.design import Design
from tests.review.chat_server import ChatServer

Plain = dict[str, Any]
TODAY = date(2026, 11, 30)

YAML = """\
sketchcheck: 1
name: Card fraud
brief:
  problem: Fraudulent card payments cost 2.1 M USD a month.
  decision: Block, step up or approve each payment.
  proxy_label: A chargeback stands for a fraud.
zones:
  - {id: online, name: Online}
components:
  - {id: checkout, kind: consumer_app, name: Checkout}
  - {id: scorer, kind: serving_endpoint, name: Fraud scorer, technology: [fastapi, kubernetes], zone: online}
  - {id: features, kind: feature_store, name: Card features, zone: online}
  - {id: train, kind: training, name: Nightly training}
  - {id: chargebacks, kind: data_source, name: Chargebacks}
flows:
  - {from: checkout, to: scorer, kind: request_response, timeout_ms: 80}
  - {from: features, to: scorer, kind: features}
  - {from: features, to: train, kind: features}
  - {from: chargebacks, to: train, kind: labels, label: settled cases}
notes:
  - {id: n1, text: Ask the issuer about their limits., about: scorer}
layout:
  boxes: {checkout: [0, 0], scorer: [240, 0]}
"""


def design(text: str = YAML) -> Design:
    """The design."""
    return load_text(text, "fraud.design.yaml").design


def report(of: Design | None = None) -> Report:
    """What the rules say of it."""
    return check(of or design(), today=TODAY)


def claim(**changes: Any) -> Plain:
    """A finding that holds, as a model writes it."""
    return {
        "evidence": ["chargebacks", "train"],
        "quote": "Chargebacks",
        "category": "labels",
        "kind": "present_problem",
        "missing_kind": "",
        "claim": "Chargebacks miss frauds that nobody disputes: the model learns who complains.",
        "severity": "high",
        "confidence": "medium",
        "same_as_rule": "",
        "question": "Which frauds never become a chargeback?",
        "suggestion": {"title": "", "steps": []},
    } | changes  # fmt: skip


def answer(*claims: Plain) -> str:
    """An answer with these findings, or with the usual one."""
    return json.dumps({"findings": list(claims or (claim(),))})


def asking(chat: ChatServer, folder: Path, *, model: str = "m", **more: Any) -> Asking:
    """A question to this server, in good time."""
    return Asking(
        Server(chat.url, model), limits=Limits(seconds=more.pop("seconds", 20)), folder=folder, **more
    )
