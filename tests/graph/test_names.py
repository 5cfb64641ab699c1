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


BY_KIND: list[Callable[[View, str | frozenset[str]], object]] = [
    lambda view, kinds: view.of_kind(kinds),
    lambda view, kinds: view.all_of(kinds),
    lambda view, kinds: view.among(view.members(view.ids), kinds),
    lambda view, kinds: view.downstream("fit", frozenset({"logs"}), frozenset({"training"}).union([*kinds])),
    lambda view, kinds: view.path("fit", "scorer", frozenset({"logs"}), frozenset([*kinds])),
]
BY_FLOW: list[Callable[[View, str | frozenset[str]], object]] = [
    lambda view, kinds: view.flows(kinds),
    lambda view, kinds: view.out("fit", kinds),
    lambda view, kinds: view.sources("fit", kinds),
    lambda view, kinds: view.upstream("scorer", frozenset([*kinds])),
]


@pytest.mark.parametrize("ask", BY_KIND)
def test_a_kind_that_there_is_not_is_told(
    view: View, ask: Callable[[View, str | frozenset[str]], object]
) -> None:
    """Alone and among others, each time; a kind that is only not drawn is none of them."""
    for _ in range(2):
        with pytest.raises(
            SketchcheckError, match=r"^cannot look for 'trainnig': .* Did you mean training\?$"
        ):
            ask(view, frozenset({"cache", "trainnig"}))
    ask(view, frozenset({"cache", "training"}))


@pytest.mark.parametrize("ask", BY_FLOW)
def test_a_kind_of_flow_that_there_is_not_is_told(
    view: View, ask: Callable[[View, str | frozenset[str]], object]
) -> None:
    """A kind of component is none."""
    for wrong in ("cache", "model"):
        with pytest.raises(SketchcheckError, match=rf"^cannot look for '{wrong}': .* no such kind of flow\."):
            ask(view, frozenset({"features", wrong}))
    ask(view, frozenset({"features", "model_artifact"}))


def test_one_kind_that_is_not_drawn_is_found_nowhere(view: View) -> None:
    """Also where its name holds that of one that is drawn."""
    assert list(view.of_kind("cache")) == []
    assert list(view.flows("async_request")) == []
    with pytest.raises(SketchcheckError):
        view.of_kind("trainnig")
    with pytest.raises(SketchcheckError):
        view.flows("model")
