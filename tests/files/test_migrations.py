"""Old versions of the format load through one step for each version."""

import pytest

from designer.files import load_text, migrations, splice
from designer.files.tree import Mapping, Scalar
from designer.model.edits import apply, read_edit
from tests.files.example import EXAMPLE

OLD = EXAMPLE.replace("components:", "boxes:")


def _boxes_were_components(root: Mapping) -> Mapping:
    pairs = [
        (Scalar("components", key.start, key.end, None), value)
        if isinstance(key, Scalar) and key.value == "boxes"
        else (key, value)
        for key, value in root.pairs
    ]
    return Mapping(pairs, root.start, root.end, root.flow)


@pytest.fixture(autouse=True)
def _version_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the present version were 2, and 1 had called components boxes."""
    monkeypatch.setattr(migrations, "FORMAT_VERSION", 2)
    monkeypatch.setitem(migrations.MIGRATIONS, 1, _boxes_were_components)


def test_an_old_file_loads_with_its_lines() -> None:
    loaded = load_text(OLD, "old")
    assert list(loaded.design.components) == ["checkout", "scorer"]
    assert loaded.line_of("scorer") == 15
    assert loaded.text == OLD


def test_a_new_file_takes_no_step() -> None:
    design = load_text(EXAMPLE.replace("sketchcheck: 1", "sketchcheck: 2"), "new").design
    assert list(design.components) == ["checkout", "scorer"]


def test_an_old_file_can_be_changed() -> None:
    loaded = load_text(OLD, "old")
    assert splice(loaded, loaded.design) == OLD
    edited = apply(loaded.design, read_edit({"op": "delete", "ids": ["checkout"]})).design
    assert load_text(splice(loaded, edited), "new").design == edited
