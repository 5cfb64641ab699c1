"""The pages about files and edits say what is so."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest

from designer.files import load_text
from designer.files.dump import dump, file_data
from designer.files.sections import SECTIONS
from designer.model.edits import apply_all, read_edit
from designer.model.edits.language import AnyEdit

DOCS = Path(__file__).resolve().parents[2] / "docs"
EDITS = (DOCS / "edits.md").read_text("utf-8")
FORMAT = (DOCS / "file-format.md").read_text("utf-8")


def sections_of(page: str) -> dict[str, str]:
    parts = re.split(r"^### (\w+)$", page, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_edit_has_its_heading_and_no_other() -> None:
    assert list(sections_of(EDITS)) == [one.model_fields["op"].default for one in get_args(AnyEdit)]


def examples_of(text: str) -> list[dict[str, Any]]:
    return [json.loads(found) for found in re.findall(r"```json\n(.*?)```", text, re.DOTALL)]


@pytest.mark.parametrize("edit", get_args(AnyEdit), ids=lambda one: one.model_fields["op"].default)
def test_examples_of_edits_are_whole(edit: Any) -> None:
    op = edit.model_fields["op"].default
    text = sections_of(EDITS)[op]
    (example,) = examples_of(text)
    assert read_edit(example).op == op
    explained = {key for key in edit.model_fields if key in example or f"`{key}`" in text or key == "index"}
    aliases = {name for name, one in edit.model_fields.items() if one.alias in example}
    assert explained | aliases == set(edit.model_fields)


def test_the_example_of_the_file_is_a_design_in_the_style_of_the_house() -> None:
    text = re.search(r"```yaml\n(sketchcheck:.*?)```", FORMAT, re.DOTALL)
    assert text
    design = load_text(text[1], "the page").design
    assert len(design.components) == 3
    assert file_data(load_text(dump(design), "again").design) == file_data(design)


def test_all_sections_are_named() -> None:
    for key in SECTIONS:
        assert f"| `{key}` |" in FORMAT


def test_the_batch_can_be_done() -> None:
    text = "sketchcheck: 1\ncomponents: [{id: scorer, kind: serving_endpoint}]\n"
    (batch,) = examples_of(sections_of(EDITS)["batch"])
    assert len(apply_all(load_text(text, "a").design, [read_edit(batch)]).flows) == 1
