"""PNG, PDF, Mermaid, DOT, and the design inside its picture."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from designer.drawing import (
    FORMATS,
    Mark,
    dot,
    mermaid,
    pdf,
    png,
    raster,
    render,
    source_of,
    svg,
    write_picture,
)
from designer.drawing.raster import bounded, size_of
from designer.errors import DrawingError
from tests.drawing.samples import fraud, marketplace, sketch
from tests.drawing.test_picture import HOSTILE, named


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("L")


def dark_pixels(name: str) -> int:
    """How many pixels of a picture are as dark as text."""
    return sum(opened(png(svg(sketch(f"a training - {name}", "")), 2)).histogram()[:70])


def test_a_png_has_its_size() -> None:
    drawn = svg(fraud())
    wide, high = size_of(drawn)
    assert opened(png(drawn, 1)).size == (wide, high)
    assert opened(png(drawn, 0.5)).size == (round(wide / 2), round(high / 2))


def test_a_png_shows_text_without_any_system_font() -> None:
    assert dark_pixels("MMMMMMMMMM") > dark_pixels(".") + 500


def test_a_dark_png_is_dark() -> None:
    low, high = opened(png(svg(fraud(), dark=True), 0.2)).crop((0, 0, 4, 4)).getextrema()
    assert (low, high) < (40, 40)


def test_a_huge_picture_is_drawn_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "LARGEST", 2_000)
    drawn = svg(sketch("a training - A", ""), legend=False, title=False)
    made = png(drawn, 1000)
    assert max(opened(made).size) == 2_000
    assert bounded(made) == opened(made).size
    assert bounded(png(drawn, 1)) is None


def test_a_picture_of_many_pixels_is_drawn_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "MOST", 40_000)
    made = png(svg(fraud()), 4)
    wide, high = opened(made).size
    assert 38_000 < wide * high < 41_000
    assert bounded(made) == (wide, high)
    assert bounded(png(svg(fraud()), 0.1)) is None


def test_the_pdf_has_our_font_and_is_always_the_same() -> None:
    drawn = svg(fraud())
    made = pdf(drawn, "Card fraud")
    assert made.startswith(b"%PDF")
    assert made == pdf(drawn, "Card fraud")
    assert b"Inter" in made


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext to read the PDF with")
def test_the_pdf_holds_text(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(svg(fraud()), "Card fraud"))
    done = subprocess.run(
        ["pdftotext", str(tmp_path / "a.pdf"), "-"], capture_output=True, text=True, check=True
    )
    assert "Transaction history" in done.stdout


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="no pdfinfo to read the PDF with")
@pytest.mark.parametrize(
    ("page", "tall", "size"),
    [
        ("a4", False, "841.89 x 595.28 pts (A4)"),
        ("a4", True, "595.28 x 841.89 pts (A4)"),
        ("letter", False, "792 x 612 pts (letter)"),
        ("slide", True, "960 x 540 pts"),
    ],
)
def test_a_pdf_fits_a_page(tmp_path: Path, page: str, tall: bool, size: str) -> None:
    apart = [0, 2000] if tall else [2000, 0]
    design = sketch("a training - A\nb training - B", "", layout={"boxes": {"a": [0, 0], "b": apart}})
    (tmp_path / "a.pdf").write_bytes(render(design, "pdf", page=page))
    done = subprocess.run(["pdfinfo", str(tmp_path / "a.pdf")], capture_output=True, text=True, check=True)
    assert size in done.stdout
    assert re.search(r"Pages: +1$", done.stdout, re.MULTILINE)


def test_an_unknown_page_is_named() -> None:
    with pytest.raises(DrawingError, match="a4, letter, slide"):
        render(fraud(), "pdf", page="a0")


def test_a_transparent_picture_has_no_ground() -> None:
    through = render(fraud(), "png", transparent=True, scale=0.2)
    assert Image.open(io.BytesIO(through)).getpixel((0, 0)) == (0, 0, 0, 0)
    assert Image.open(io.BytesIO(render(fraud(), "png", scale=0.2))).getpixel((0, 0)) == (255, 255, 255, 255)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_survive_every_format(name: str) -> None:
    for ending in FORMATS:
        assert render(named(name), ending, marks=[Mark("a", "error", name, name)], source=name)


@given(st.text(max_size=500))
@settings(max_examples=50, deadline=None)
def test_the_design_comes_back_out_of_its_picture(source: str) -> None:
    design = sketch("a training - A", "")
    source = source.encode(errors="replace").decode()
    for ending in ("svg", "png"):
        assert source_of(render(design, ending, source=source, scale=0.1)) == source


def test_a_picture_without_its_design_says_so() -> None:
    assert source_of(render(fraud(), "svg")) is None
    assert source_of(render(fraud(), "png", scale=0.1)) is None
    assert source_of(b"anything") is None


MERMAID_LINE = re.compile(
    r'flowchart LR|(  )+(subgraph \w+\["[^"<>`]*"\]|end|\w+\["[^"`]*"\]:::\w+|\w+>"[^"<>`]*"\])'
    r'|  \w+ (-->|==>|-\.->)\|"[^"<>`]*"\| \w+|  \w+ -\.- \w+|  classDef \w+ [\w:#,]+'
)


@pytest.mark.parametrize("name", HOSTILE)
def test_mermaid_lines_keep_their_form(name: str) -> None:
    for line in mermaid(named(name), [Mark("a", "error", name, name)]).splitlines():
        assert MERMAID_LINE.fullmatch(line.replace("<br/>", "")), line


def test_mermaid_shows_zones_flows_and_marks() -> None:
    text = mermaid(marketplace(), [Mark("rank", "error", "x"), Mark("rank", "error", "y")])
    assert text.count("subgraph") == 5
    assert 'p_app -->|"Feedback"|' not in text
    assert 'p_app -.->|"Feedback"| p_clicks' in text
    assert 'p_registry -->|"Model"| p_rank' in text
    assert "error 2" in text


def test_mermaid_names_stay_apart() -> None:
    design = sketch("a-b training - A\na_b training - B", "a-b a_b metadata")
    assert 'p_a_b -.->|"Metadata"| p_a_b_2' in mermaid(design)


@pytest.mark.parametrize("name", HOSTILE)
def test_dot_is_read_by_graphviz(name: str) -> None:
    import pygraphviz

    graph = pygraphviz.AGraph(string=dot(named(name)))
    assert {str(node) for node in graph.nodes()} == {"a", "end"}
    assert len(graph.edges()) == 1


def test_the_ending_chooses_the_format(tmp_path: Path) -> None:
    for ending, start in (
        ("svg", b"<svg"),
        ("PNG", b"\x89PNG"),
        ("pdf", b"%PDF"),
        ("mmd", b"flowchart"),
        ("gv", b"digraph"),
    ):
        write_picture(fraud(), tmp_path / f"out.{ending}")
        assert (tmp_path / f"out.{ending}").read_bytes().startswith(start)


def test_unknown_endings_and_bad_places_are_named(tmp_path: Path) -> None:
    with pytest.raises(DrawingError, match="svg, png, pdf, mmd"):
        write_picture(fraud(), tmp_path / "out.docx")
    with pytest.raises(DrawingError, match="without an ending"):
        write_picture(fraud(), tmp_path / "out")
    with pytest.raises(DrawingError, match="cannot write"):
        write_picture(fraud(), tmp_path / "no" / "such" / "out.svg")
    with pytest.raises(DrawingError, match="cannot read the size"):
        png("<svg/>")
