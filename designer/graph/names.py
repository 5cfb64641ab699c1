"""Which properties and kinds there are, so that a misspelled name is told and does not read as not stated."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from designer.errors import SketchcheckError
from designer.model.brief import Brief
from designer.model.element import Element
from designer.model.flow import FLOWS
from designer.model.kinds import KINDS
from designer.model.messages import did_you_mean
from designer.model.zone import Zone


def _fields(classes: Iterable[type[Element]]) -> frozenset[str]:
    return frozenset(name for cls in classes for name in cls.model_fields)


COMPONENT_NAMES = _fields(KINDS.values())
FLOW_NAMES = _fields(FLOWS.values())
BRIEF_NAMES = _fields([Brief])
ZONE_NAMES = _fields([Zone])
COMPONENT_KINDS = frozenset(KINDS)
FLOW_KINDS = frozenset(FLOWS)


def need(name: str, names: frozenset[str], what: str) -> None:
    """Raise SketchcheckError where none of these has a property of this name."""
    if name not in names:
        hint = did_you_mean(name, names) or " docs/vocabulary.md lists them."
        raise SketchcheckError(f"cannot read the property {name!r}: because no {what} has it.{hint}")


@cache
def need_kinds(kinds: str | frozenset[str], names: frozenset[str], what: str) -> None:
    """Raise SketchcheckError where one of these is no kind; the same kinds are looked at once."""
    for kind in sorted({kinds} if isinstance(kinds, str) else kinds):
        if kind not in names:
            hint = did_you_mean(kind, names) or " docs/vocabulary.md lists them."
            raise SketchcheckError(
                f"cannot look for {kind!r}: because there is no such kind of {what}.{hint}"
            )
