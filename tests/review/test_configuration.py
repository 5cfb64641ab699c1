"""The table `review` of a configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.config import ReviewSettings, config_for
from checks.review import Limits, limits_of, meter_of
from designer.errors import SketchcheckError


def settings(folder: Path, *lines: str) -> ReviewSettings:
    """What these lines say."""
    (folder / "sketchcheck.toml").write_text("\n".join(("[review]", *lines)))
    return config_for(folder / "x.design.yaml").review


def test_all_of_it(tmp_path: Path) -> None:
    found = settings(
        tmp_path, 'base-url = "http://x/v1"', 'model = "m"', 'api-version = "v"', "seconds = 9",
        "answer-tokens = 8", "session-tokens = 7", "price-sent = 0.5", "price-answered = 2",
    )  # fmt: skip

    assert found == ReviewSettings("http://x/v1", "m", "v", 9, 8, 7, 0.5, 2.0)
    assert limits_of(found) == Limits(3, 9, 8)
    assert meter_of(found).cap == 7
    assert limits_of(ReviewSettings()) == Limits()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('key = "sk-1"', "A key stands in no file: set OPENAI_API_KEY"),
        ('api-key = "sk-1"', "A key stands in no file"),
        ("seconds = 0", "review.seconds: because it is below 1"),
        ("price-sent = -1", "review.price-sent: because it is below 0"),
        ("price-sent = inf", "review.price-sent: because it is below 0, or no number"),
        ("price-sent = true", "review.price-sent: because True is not a number"),
        ("model = 3", "review.model: because 3 is not text"),
        ('modell = "m"', "Did you mean model?"),
    ],
)
def test_mistakes(line: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(SketchcheckError) as told:
        settings(tmp_path, line)

    assert words in str(told.value)
    assert "sk-1" not in str(told.value)
