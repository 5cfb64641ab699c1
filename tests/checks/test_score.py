"""The score as people read it: one rounding in all reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from checks.comparison import compare
from checks.engine import check
from checks.reports.checked import CheckedFile
from checks.reports.compared import scores
from checks.reports.html import to_html
from checks.reports.markdown import markdown
from checks.reports.text import to_text
from checks.score import Score, Tally, points, score
from designer.model.design import Design

TODAY = date(2026, 11, 24)
NEARLY = Score({"problem": 0.899, "data": None})


def _markdown(files: Sequence[CheckedFile]) -> str:
    return markdown([one.report for one in files])


def test_only_a_full_score_shows_as_100() -> None:
    assert [points(thousandth / 1000) for thousandth in range(1001)] == [one // 10 for one in range(1001)]


def test_one_place_that_fails_among_many_is_no_full_score() -> None:
    tally = Tally()
    tally.add("advice", passed=5000, failed=1)

    assert score({"problem": tally}, 0, 0).overall == 0.999


@pytest.mark.parametrize("form", [to_text, _markdown, to_html])
def test_every_report_shows_the_points_that_the_canvas_shows(
    form: Callable[[Sequence[CheckedFile]], str],
) -> None:
    report = replace(check(Design(), today=TODAY), score=NEARLY)

    said = form([CheckedFile("some.design.yaml", report, lambda _: None)])

    assert "89%" in said
    assert "90%" not in said


def test_a_comparison_shows_them_too() -> None:
    judged = compare(Design(), Design(), lambda one: replace(check(one, today=TODAY), score=NEARLY))

    assert scores(judged)[:2] == [("overall", "89%", "89%"), ("problem", "89%", "89%")]
