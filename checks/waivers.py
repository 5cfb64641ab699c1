"""Which findings are accepted today, and which waivers have ended, match nothing or are not accepted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from checks.config import WaiverPolicy
from checks.finding import Finding
from designer.model.waiver import Waiver

ANY = WaiverPolicy()


@dataclass(frozen=True, slots=True)
class Waived:
    """Findings with their waivers; waivers that have ended; whose rule found nothing; that are refused.

    `valid` are those that hold today, by the id of the finding: also of findings of a language model, which
    are not among `findings`.
    """

    findings: tuple[Finding, ...]
    expired: tuple[Waiver, ...]
    unmatched: tuple[Waiver, ...]
    refused: tuple[tuple[Waiver, str], ...]
    valid: Mapping[str, Waiver]


def apply_waivers(
    findings: Iterable[Finding],
    waivers: Collection[Waiver],
    today: date,
    ran: Collection[str],
    policy: WaiverPolicy = ANY,
) -> Waived:
    """Match waivers by the exact id of the finding; `until` is inclusive, days are UTC."""
    by_id = {waiver.finding: waiver for waiver in waivers}
    against = {key: why for key, waiver in by_id.items() if (why := _against(policy, waiver, today))}
    valid = {key: one for key, one in by_id.items() if one.until >= today and key not in against}
    found = tuple(
        replace(finding, waiver=valid[finding.id]) if finding.id in valid else finding for finding in findings
    )
    ids = {finding.id for finding in found}
    return Waived(
        findings=found,
        expired=tuple(waiver for key, waiver in by_id.items() if key in ids and waiver.until < today),
        unmatched=tuple(waiver for key, waiver in by_id.items() if key not in ids and waiver.code in ran),
        refused=tuple(
            (by_id[key], why) for key, why in against.items() if key in ids or by_id[key].is_of_review
        ),
        valid=valid,
    )


def _against(policy: WaiverPolicy, waiver: Waiver, today: date) -> str:
    """Why the policy does not accept the waiver, or ""."""
    if policy.owners and waiver.owner not in policy.owners:
        return f"{waiver.owner} may not accept findings here, only {', '.join(policy.owners)}"
    longest = policy.longest_days
    if longest is not None and waiver.until > today + timedelta(days=longest):
        return f"it may end no later than {today + timedelta(days=longest)}, {longest} days from today"
    return ""
