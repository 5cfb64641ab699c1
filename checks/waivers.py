"""Which findings are accepted today, and which waivers have ended or match nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from checks.finding import Finding
from designer.model.waiver import Waiver


@dataclass(frozen=True, slots=True)
class Waived:
    """Findings with their waivers; waivers that have ended; waivers whose rule ran and found nothing."""

    findings: tuple[Finding, ...]
    expired: tuple[Waiver, ...]
    unmatched: tuple[Waiver, ...]


def apply_waivers(
    findings: Iterable[Finding], waivers: Collection[Waiver], today: date, ran: Collection[str]
) -> Waived:
    """Match waivers by the exact id of the finding; `until` is inclusive, days are UTC."""
    by_id = {waiver.finding: waiver for waiver in waivers}
    valid = {key: waiver for key, waiver in by_id.items() if waiver.until >= today}
    found = tuple(
        replace(finding, waiver=valid[finding.id]) if finding.id in valid else finding for finding in findings
    )
    ids = {finding.id for finding in found}
    return Waived(
        findings=found,
        expired=tuple(waiver for key, waiver in by_id.items() if key in ids and waiver.until < today),
        unmatched=tuple(waiver for key, waiver in by_id.items() if key not in ids and waiver.code in ran),
    )
