"""A page around any report: everything is inside, nothing is loaded, no script runs but our own."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from checks.finding import SEVERITIES
from checks.reports.html.markup import node, text
from designer.layout.tokens import tokens

_FOLDER = Path(__file__).parent


def page(title: str, body: str) -> str:
    """The whole page, with `body` as markup."""
    whole = node("body", body, f"<script>{_part('report.js')}</script>")
    return f'<!DOCTYPE html>\n<html lang="en">\n{_head(title)}\n{whole}\n</html>\n'


def _head(title: str) -> str:
    style, script = _style(), _part("report.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return "\n".join(
        (
            '<head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">',
            '<link rel="icon" href="data:,">',  # or a browser asks the server for one
            node("title", text(title)),
            f"<style>{style}</style></head>",
        )
    )


@cache
def _part(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")


def _style() -> str:
    """The style sheet, with the colours of the drawings."""
    light, dark = (f":root {{ {' '.join(_colours(theme))} }}" for theme in ("light", "dark"))
    return f"{light}\n@media screen and (prefers-color-scheme: dark) {{ {dark} }}\n{_part('report.css')}"


def _colours(theme: str) -> Iterator[str]:
    for name, colour in tokens()["theme"][theme].items():
        yield f"--{name.replace('_', '-')}: {colour};"
    for severity in SEVERITIES:
        yield f"--{severity}: {tokens()['severities'][severity][theme]};"
    yield f"--passed: {tokens()['severities']['passed'][theme]};"


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
