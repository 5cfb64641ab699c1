"""A property that no kind has is told; one that only this kind lacks is missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from designer.errors import SketchcheckError
from designer.files import load_text
from designer.graph import View
from designer.graph.watched import WatchedView

TEXT = """\
sketchcheck: 1
components:
  - {id: fit, kind: training}
  - {id: scorer, kind: serving_endpoint}
flows:
  - {from: fit, to: scorer, kind: model_artifact}
"""


@pytest.fixture(params=[View, WatchedView])
def view(request: pytest.FixtureRequest) -> View:
    """Both kinds of view."""
    made: View = request.param(load_text(TEXT, "test").design)
    return made


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda view: view.get("fit", "retention_day"), "Did you mean retention_days?"),
        (lambda view: view.value("fit", "copy"), "no kind of component has it"),
        (lambda view: view.has("fit", "ownr"), "Did you mean owner?"),
        (lambda view: view.flow_value(view.flows()[0], "owner_team"), "no kind of flow has it"),
        (lambda view: view.brief_value("latency_p99"), "no brief has it. Did you mean latency_p99_ms?"),
    ],
)  # fmt: skip
def test_a_misspelled_name_is_told(view: View, ask: Callable[[View], object], words: str) -> None:
    """With the nearest one."""
    with pytest.raises(SketchcheckError, match=r"^cannot read the property '\w+': because") as error:
        ask(view)
    assert words in str(error.value)


def test_what_only_this_kind_lacks_is_missing(view: View) -> None:
    """As if nobody had stated it."""
    assert view.get("fit", "retention_days") is None
    assert not view.has("fit", "retention_days")
