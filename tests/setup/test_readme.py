"""The README shows what there is: its pictures and links lead somewhere, and each picture has its words."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
PICTURES = dict(re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", README))


def test_the_best_pictures_are_shown_with_words() -> None:
    shown = {Path(one).name.partition(".")[0].removesuffix("-light") for one in PICTURES.values()}
    assert shown == {"fix", "finding", "report", "diff"}
    assert all(len(words) > 30 for words in PICTURES)


def test_what_it_links_to_is_there() -> None:
    linked = [one for one in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in one]
    assert len(linked) > len(PICTURES)
    assert [one for one in linked if not (ROOT / one).exists()] == []
