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
