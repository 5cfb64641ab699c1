"""Older versions of the format, brought up to date one step at a time."""

from __future__ import annotations

from collections.abc import Callable

from designer.files.problems import Problems, Unreadable
from designer.files.tree import Mapping, Node, Scalar
from designer.model.design import FORMAT_VERSION
from designer.model.messages import shorten

Migration = Callable[[Mapping], Mapping]

MIGRATIONS: dict[int, Migration] = {}
"""For each old version the step to the next one. Steps keep the nodes that they do not change, so that
problems and changes still find their place."""


def migrate(root: Mapping, problems: Problems) -> Mapping:
    """The tree in the present version. Raises Unreadable after noting an unknown version."""
    pair = root.find("sketchcheck")
    if pair is None:
        do = f"Write `sketchcheck: {FORMAT_VERSION}` as the first line."
        problems.add(root.start, "read this as a design", "the key sketchcheck is missing", do)
        if any(root.find(key) for key in ("components", "flows", "brief")):
            return root
        raise Unreadable
    version = _number(pair[1])
    if version != FORMAT_VERSION and version not in MIGRATIONS:
        _refuse(pair[1], version, problems)
        raise Unreadable
    for step in range(version, FORMAT_VERSION):
        root = MIGRATIONS[step](root)
    return root


def _number(node: Node) -> int:
    """The version, or 0 for anything that is none."""
    text = node.value if isinstance(node, Scalar) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _refuse(node: Node, version: int, problems: Problems) -> None:
    found = node.value if isinstance(node, Scalar) else ""
    because = f"this program does not know version {shorten(found)} of the format"
    newer = version > FORMAT_VERSION
    do = "Install a newer sketchcheck." if newer else f"Write `sketchcheck: {FORMAT_VERSION}`."
    problems.add(node.start, "read this as a design", because, do, found, [str(FORMAT_VERSION)])
