"""From an old text and a new design to the new text."""

from __future__ import annotations

import json

from designer.errors import FileProblems
from designer.files.dump import dump, file_data
from designer.files.load import MARK, LoadedFile, load_text
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
    wanted = _comparable(design)
    if _comparable(loaded.design) == wanted:
        return loaded.text
    mark = MARK if loaded.text.startswith(MARK) else ""
    body = loaded.text.removeprefix(MARK)
    for depth in Depth:
        text = _attempt(body, loaded.design, design, depth)
        if text is not None and _reads_as(text, wanted):
            return mark + text
    return mark + dump(design)


def _attempt(body: str, before: Design, after: Design, depth: Depth) -> str | None:
    root = read_tree(body, Problems())
    if not isinstance(root, Mapping):
        return None
    changer = Changer(body, root, depth)
    try:
        changer.change_root(file_data(before), file_data(after))
    except CannotSplice:
        return None
    return changer.draft.result()


def _reads_as(text: str, wanted: str) -> bool:
    try:
        return _comparable(load_text(text, "the new text").design) == wanted
    except FileProblems:
        return False


def _comparable(design: Design) -> str:
    """Everything in a design, with the order of lists and the types of values, as one text."""
    return json.dumps(file_data(design), sort_keys=True)
