"""Taking entries out of a collection and putting new ones in: pairs or items, in block or flow style."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from designer.files.splicing.text import Draft


@dataclass(frozen=True, slots=True)
class Entries:
    """The places of the entries of one collection. In a list in block style they begin at the dash."""

    spans: list[tuple[int, int]]
    flow: bool


def change_entries(
    draft: Draft, entries: Entries, gone: set[int], new: Mapping[int, list[list[str]]]
) -> None:
    """Take out the entries `gone` and put in new ones, each as lines, behind the entry with that index.

    -1 stands for the beginning. At least one of the old entries has to stay.
    """
    (_change_flow if entries.flow else _change_block)(draft, entries.spans, gone, new)


def _change_flow(
    draft: Draft, spans: list[tuple[int, int]], gone: set[int], new: Mapping[int, list[list[str]]]
) -> None:
    comma = _separator(draft, spans)
    first = next(index for index in range(len(spans)) if index not in gone)
    for after, added in new.items():
        if after < first:
            draft.insert(spans[first][0], "".join(one[0] + comma for one in added))
        else:
            draft.insert(spans[after][1], "".join(comma + one[0] for one in added))
    if first:
        draft.replace(spans[0][0], spans[first][0], "")
    for index in gone:
        if index > first:
            draft.replace(spans[index - 1][1], spans[index][1], "")


def _separator(draft: Draft, spans: list[tuple[int, int]]) -> str:
    between = draft.text[spans[0][1] : spans[1][0]] if len(spans) > 1 else ", "
    return between if between.strip() == "," else ", "


def _change_block(
    draft: Draft, spans: list[tuple[int, int]], gone: set[int], new: Mapping[int, list[list[str]]]
) -> None:
    first = next(index for index in range(len(spans)) if index not in gone)
    inline = bool(draft.text[draft.line_start(spans[0][0]) : spans[0][0]].strip())
    for after, added in new.items():
        if after >= first:
            at = draft.line_end(spans[after][1])
            draft.insert(at, "".join(draft.newline + draft.joined(one) for one in added))
        elif inline:
            _begin_inline(draft, spans[first][0], spans[0][0], added)
        else:
            at = draft.line_start(spans[first][0])
            draft.insert(at, "".join(draft.joined(one) + draft.newline for one in added))
    if inline and first:
        draft.replace(spans[0][0], spans[first][0], "")
    for index in sorted(gone):
        if not inline or index > first:
            draft.cut_lines(*spans[index])


def _begin_inline(draft: Draft, at: int, first: int, added: list[list[str]]) -> None:
    """New first pairs of an item, whose line begins with a dash."""
    indent = " " * (first - draft.line_start(first))
    text = draft.newline.join(draft.joined(one) for one in added)
    draft.insert(at, text.lstrip(" ") + draft.newline + indent)
