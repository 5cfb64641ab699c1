"""Which items of an old list are the items of a new one."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import Any

from designer.model.flow import flow_id

Pairing = list[tuple[int | None, int | None]]
"""Old and new index of the same item; None for what is not there. In the order of the new list."""


def align(old: Sequence[Any], new: Sequence[Any]) -> Pairing:
    """Pair what is the same or has only got another name. What moved is taken as gone and new."""
    if len(old) == len(new) and not any(isinstance(one, dict | list) for one in (*old, *new)):
        return [(index, index) for index in range(len(old))]
    places = {key: index for index, key in enumerate(_keys(old))}
    common = [(places[key], index) for index, key in enumerate(_keys(new)) if key in places]
    pairing: Pairing = []
    at_old = at_new = 0
    for kept_old, kept_new in [*_rising(common), (len(old), len(new))]:
        pairing += _gap(old, new, range(at_old, kept_old), range(at_new, kept_new))
        if kept_old < len(old):
            pairing.append((kept_old, kept_new))
        at_old, at_new = kept_old + 1, kept_new + 1
    return pairing


def _keys(items: Sequence[Any]) -> list[tuple[str, int]]:
    """What each item is known by, with a number for its repetitions."""
    seen: Counter[str] = Counter()
    keys = []
    for item in items:
        key = _key(item)
        keys.append((key, seen[key]))
        seen[key] += 1
    return keys


def _key(item: Any) -> str:
    if not isinstance(item, dict):
        return repr(item)
    if "from" in item and "id" not in item:
        return flow_id(item["from"], item.get("to", ""), item.get("kind", ""))
    return str(next((item[key] for key in ("id", "finding", "role") if key in item), item))


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs in which the old indices rise too."""
    tails: list[int] = []
    chains: list[list[int]] = []
    previous: list[int] = []
    for number, (old, _) in enumerate(pairs):
        length = bisect_left(tails, old)
        previous.append(chains[length - 1][-1] if length else -1)
        if length == len(tails):
            tails.append(old)
            chains.append([number])
        else:
            tails[length] = old
            chains[length].append(number)
    found: list[tuple[int, int]] = []
    at = chains[-1][-1] if chains else -1
    while at >= 0:
        found.append(pairs[at])
        at = previous[at]
    return found[::-1]


def _gap(old: Sequence[Any], new: Sequence[Any], gone: range, added: range) -> Pairing:
    """Pair what stands between the same neighbours and is alike: it was renamed."""
    pairing: Pairing = []
    left = list(gone)
    for index in added:
        found = next((one for one in left[:1] if _alike(old[one], new[index])), None)
        if found is not None:
            left.remove(found)
        pairing.append((found, index))
    return [*pairing, *((one, None) for one in left)]


def _alike(old: Any, new: Any) -> bool:
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return not isinstance(old, dict | list) and not isinstance(new, dict | list)
    same = sum(key in new and repr(new[key]) == repr(value) for key, value in old.items())
    return old.get("kind") == new.get("kind") and 2 * same >= max(len(old), len(new)) - 1
