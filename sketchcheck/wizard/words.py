"""Words of a foreign drawing as a page may show them: never as Markdown, which makes links of them."""

from __future__ import annotations

import re
from html import escape

from checks.reports.data import straight

_LONGEST = 100
_SIGNS = re.compile(r"[\\`*~\[\]()<>|!$&:#{}@]+|(?<=www)\.", re.IGNORECASE)


def shown(text: str) -> str:
    """As HTML, on one line."""
    return escape(straight(" ".join(text.split())))


def cut(text: str) -> str:
    """Not longer than a row of a list can show."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def name_for(text: str) -> str:
    """For the name of a field, which is read as Markdown, but spoken as it is: without the signs of it."""
    return " ".join(_SIGNS.sub(" ", straight(cut(text))).split())
