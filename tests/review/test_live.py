"""Against a real server, where SKETCHCHECK_LIVE_MODEL_URL names one; SKETCHCHECK_LIVE_MODEL is the model.

A tiny random model does: it answers nonsense, in the right shape if its server keeps to a schema.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from checks.review import Asking, Limits, Server, converse, review, try_connection
from tests.review.samples import report

URL = os.environ.get("SKETCHCHECK_LIVE_MODEL_URL", "")
pytestmark = pytest.mark.skipif(not URL, reason="SKETCHCHECK_LIVE_MODEL_URL names no server")


@pytest.fixture
def live(tmp_path: Path) -> Asking:
    """The server, with time enough for a slow machine."""
    server = Server(URL.rstrip("/"), os.environ.get("SKETCHCHECK_LIVE_MODEL", "tiny"))
    return Asking(server, limits=Limits(seconds=300), folder=tmp_path)


def test_it_can_be_reached(live: Asking) -> None:
    connection = try_connection(live)

    assert connection.works, connection.sentences


def test_what_is_shown_speaks_of_this_design(live: Asking) -> None:
    before = report()
    found = review(before, live)
    known = {*before.design.components, *before.design.flows, *before.design.zones, "brief", "design"}

    assert found.usage.tokens
    for one in found.shown:
        assert {element.partition(".")[0] for element in one.evidence} <= known
    assert report().findings == before.findings


def test_a_question_is_answered(live: Asking) -> None:
    reply = converse(report(), live, "What is the label?")

    assert reply.seconds
