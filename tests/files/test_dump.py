"""Fresh files: they read back as the same design, in the style of the house."""

from hypothesis import given, settings

from designer.files import load_text
from designer.files.dump import dump
from designer.model.design import Design
from tests.strategies import designs


@given(designs())
@settings(max_examples=60, deadline=None)
def test_what_is_dumped_reads_back_the_same(design: Design) -> None:
    text = dump(design)
    assert load_text(text, "dumped").design == design
    assert dump(load_text(text, "dumped").design) == text


def test_a_box_may_be_called_as_a_free_key_begins() -> None:
    """In the layout its id is a name, and no key without one."""
    text = "sketchcheck: 1\ncomponents:\n  - {id: x-, kind: other}\nlayout:\n  boxes:\n    x-: [8, 16]\n"
    design = load_text(text, "some.yaml").design
    assert design.layout.boxes["x-"] == (8, 16)
    assert load_text(dump(design), "dumped").design == design
