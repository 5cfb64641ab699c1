"""What exports write beside the shapes of a foreign format, so that an import finds the same design."""

from __future__ import annotations

import json
from typing import Any

from designer.files.dump import file_data
from designer.model.design import Design

KEY = "sketchcheck"
"""The name under which our data stand in foreign files."""

_SHAPES = frozenset({"zones", "components", "flows", "notes"})
_MARKUP = {sign: f"\\u{ord(sign):04x}" for sign in "<>&%`'"}


def rest_of(design: Design) -> dict[str, Any]:
    """What no shape can carry: name, brief, waivers, reviews, layout, `x-` keys, and the format's version."""
    return {key: value for key, value in file_data(design).items() if key not in _SHAPES}


def packed(data: dict[str, Any]) -> str:
    """Data as JSON on one line of ASCII, without a sign that Mermaid, XML or Markdown take for markup."""
    text = json.dumps(data, separators=(",", ":"), allow_nan=False)
    return "".join(_MARKUP.get(sign, sign) for sign in text)
