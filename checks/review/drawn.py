"""Whether a model misses a part that is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.review.answer import Claim
from designer.model.design import Design
from designer.model.kinds import KINDS

_WHOLE = ("brief", "design")


def drawn_all_the_same(claim: Claim, design: Design) -> str:
    """The id of the part that the claim says is missing and that is drawn there, or "".

    It counts where it is cited, is joined by a flow to something cited, or the claim is about the whole
    design: elsewhere there may well be none.
    """
    missed = set(_missed_kinds(claim)) - {"other"}
    near = _near(claim, design)
    return next((key for key in near if design.components[key].kind in missed), "")


def _missed_kinds(claim: Claim) -> Iterator[str]:
    if claim.kind == "missing_part" and claim.missing_kind:
        yield claim.missing_kind
    said = " ".join(claim.claim.casefold().split())
    for kind, cls in KINDS.items():
        names = {kind.replace("_", " "), cls.label.casefold()} - {"", "other"}
        if any(_says_there_is_none(said, name) for name in names):
            yield kind


_THERE = (
    r"(?=[.,;:!?)]|$| (is|are|exists?|at all|anywhere|drawn|here|and|or|so|in (the|this) (design|drawing))\b)"
)
"""What may follow; other words narrow down what is missing, so that one elsewhere is no contradiction."""


def _says_there_is_none(said: str, name: str) -> bool:
    """Such as “there is no feature store”, “without a cache”, “the queue is missing”."""
    what = re.escape(name)
    none = rf"\b(no|without( an?| any)?|lacks( an?| any)?|missing( an?| any)?) {what}{_THERE}"
    return bool(re.search(rf"{none}|\b{what} (is|are) (missing|not drawn|absent)\b", said))


def _near(claim: Claim, design: Design) -> list[str]:
    if any(one.partition(".")[0] in _WHOLE for one in claim.evidence):
        return sorted(design.components)
    cited = set(claim.evidence)
    near = {one for one in cited if one in design.components}
    for key, flow in design.flows.items():
        if key in cited or not cited.isdisjoint((flow.source, flow.target)):
            near |= {flow.source, flow.target}
    return sorted(near)
