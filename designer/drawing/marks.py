"""Marks on a picture: what somebody else has to say about an element, without knowing what it means."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A badge on a component, flow or zone; on any other id it stands beside the title.

    `severity` is a key of `severities` in tokens.json and gives colour and shape, and a frame around
    the element where the tokens have one; `symbol` is a short text in the badge ("" takes that of the
    severity); `text` is shown where the pointer rests.
    """

    element_id: str
    severity: str
    text: str
    symbol: str = ""
