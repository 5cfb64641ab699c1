"""From an old text and a new design to the new text."""

from __future__ import annotations

import json
from typing import Any

from designer.errors import FileProblems
from designer.files.dump import dump, file_data
from designer.files.load import MARK, LoadedFile, load_text, without_collection
from designer.files.problems import Problems
from designer.files.splicing.change import CannotSplice, Changer, Depth
from designer.files.tree import Mapping, read_tree
from designer.model.design import Design


def splice(old: LoadedFile | str, design: Design) -> str:
    """The old text with what is different in `design` written into it; every other byte stays.

    Loading the result gives exactly `design`. Where a change cannot be written into a text of such a
    form, the changed items are written anew, then the changed sections, in the end the whole file.
    Raises FileProblems where the old text is no design.
    """
    loaded = load_text(old, "the old text") if isinstance(old, str) else old
    with without_collection():
        return _splice(loaded, design)


def _splice(loaded: LoadedFile, design: Design) -> str:
    before, after = file_data(loaded.design), file_data(design)
    wanted = _comparable(after)
    if _comparable(before) == wanted:
        return loaded.text
    mark = MARK if loaded.text.startswith(MARK) else ""
    body = loaded.text.removeprefix(MARK)
    for depth in Depth:
        text = _attempt(body, before, after, depth)
        if text is not None and _reads_as(text, wanted):
            return mark + text
    return mark + dump(design)


def _attempt(body: str, before: dict[str, Any], after: dict[str, Any], depth: Depth) -> str | None:
    root = read_tree(body, Problems())
    if not isinstance(root, Mapping):
        return None
    changer = Changer(body, root, depth)
    try:
        changer.change_root(before, after)
    except CannotSplice:
        return None
    return changer.draft.result()


def _reads_as(text: str, wanted: str) -> bool:
    try:
        return _comparable(file_data(load_text(text, "the new text").design)) == wanted
    except FileProblems:
        return False


def _comparable(data: dict[str, Any]) -> str:
    """Everything in a design, with the order of lists and the types of values, as one text."""
    return json.dumps(data, sort_keys=True)
