"""Finding the templates in a checkout and in a wheel."""

from pathlib import Path

import pytest

from designer.errors import SketchcheckError
from designer.files import load_file
from designer.files.templates import Template, find_template, find_templates, list_templates
from tests.files.example import EXAMPLE

ABOUT = "title: Fraud\nstory: A bank loses money.\nteaches: [Log it.]\nexpected: [RES001@scorer]\n"


def _template(folder: Path, about: str = ABOUT) -> None:
    folder.mkdir(parents=True)
    (folder / "template.yaml").write_text(about, "utf-8")
    for name in ("good", "flawed"):
        (folder / f"{name}.design.yaml").write_text(EXAMPLE, "utf-8")


def test_in_this_checkout() -> None:
    assert find_templates() == Path(__file__).resolve().parents[2] / "templates"


def test_beside_designer_in_a_checkout(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    assert find_templates(tmp_path / "designer") == tmp_path / "templates"


def test_inside_designer_in_a_wheel(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()  # of somebody else, beside it in site-packages
    inside = tmp_path / "designer" / "_templates"
    inside.mkdir(parents=True)
    assert find_templates(tmp_path / "designer") == inside


def test_nowhere(tmp_path: Path) -> None:
    with pytest.raises(SketchcheckError, match="cannot find the templates: because"):
        find_templates(tmp_path)


def test_reading_one(tmp_path: Path) -> None:
    _template(tmp_path / "fraud")
    (found,) = list_templates(tmp_path)
    assert found == Template(
        name="fraud",
        title="Fraud",
        story="A bank loses money.",
        teaches=("Log it.",),
        good=tmp_path / "fraud" / "good.design.yaml",
        flawed=tmp_path / "fraud" / "flawed.design.yaml",
        expected=("RES001@scorer",),
    )


@pytest.mark.parametrize(
    "about", ["", "title: only\n", "- a\n", "title: [\n", "title: a\nstory: [b]\n", "expected: 3\n"]
)
def test_damaged_ones(tmp_path: Path, about: str) -> None:
    _template(tmp_path / "fraud", about)
    with pytest.raises(SketchcheckError, match="cannot read"):
        list_templates(tmp_path)


def test_unknown_name() -> None:
    with pytest.raises(SketchcheckError, match="cannot find the template nothing"):
        find_template("nothing")


@pytest.mark.parametrize("template", list_templates(), ids=lambda one: one.name)
def test_all_that_ship_load(template: Template) -> None:
    assert load_file(template.good).design.components
    assert load_file(template.flawed).design.components
