"""Applying an edit: a new design and the edit that takes it back, or RefusedEdit and nothing changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from designer.model.design import Design
from designer.model.edits import language as e
from designer.model.edits.diff import diff
from designer.model.edits.perform import perform


@dataclass(frozen=True, slots=True)
class Applied:
    """The design after an edit, the edit that takes it back, and what the edit had to drop."""

    design: Design
    inverse: e.Batch
    dropped: tuple[str, ...] = ()


def apply(design: Design, edit: e.Edit) -> Applied:
    """Apply one edit. Raises RefusedEdit, with the design unchanged, where the result would be invalid."""
    dropped: list[str] = []
    after = perform(design, edit, dropped)
    return Applied(after, diff(after, design), tuple(dropped))


def apply_all(design: Design, edits: Iterable[e.Edit]) -> Design:
    """Apply edits one after the other, when no inverse is needed."""
    for edit in edits:
        design = perform(design, edit, [])
    return design
