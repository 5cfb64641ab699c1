"""Random drawings that a person could make: legal flows, stated values, a brief; the same for a seed."""

from __future__ import annotations

from random import Random
from typing import Any

from designer.model.brief import Brief
from designer.model.design import Design, read_design
from designer.model.element import Element
from designer.model.flow import FLOWS
from designer.model.kinds import KINDS
from designer.model.matrix import legal_flows
from designer.model.properties import Property, properties_of

LEAST, MOST = 5, 40
SHARES_OF_ONE = ("positive_rate", "min_score")


def random_drawing(random: Random) -> Design:
    """5 to 40 boxes of any kind, about one and a half flows a box, every third property stated."""
    count = random.randint(LEAST, MOST)
    kinds = [random.choice(sorted(KINDS)) for _ in range(count)]
    boxes = [
        {"id": f"b{number}", "kind": kind} | _values(random, KINDS[kind]) for number, kind in enumerate(kinds)
    ]
    flows: dict[tuple[str, str, str], dict[str, Any]] = {}
    for _ in range(count * 3 // 2):
        one, other = random.sample(boxes, 2)
        kind = random.choice(legal_flows(one["kind"], other["kind"]))
        key = (one["id"], other["id"], kind)
        flows[key] = dict(zip(("from", "to", "kind"), key, strict=True)) | _values(random, FLOWS[kind])
    brief = _values(random, Brief)
    return read_design({"name": "Random", "components": boxes, "flows": list(flows.values()), "brief": brief})


def _values(random: Random, cls: type[Element]) -> dict[str, Any]:
    known = properties_of(cls).values()
    found = {one.name: _value(random, one) for one in known if random.random() < 1 / 3}
    return {name: value for name, value in found.items() if value is not None}


def _value(random: Random, known: Property) -> Any:
    """A value that fits; None for what takes more than a value."""
    match known.type:
        case "bool":
            return random.random() < 0.5
        case "choice":
            return random.choice(known.choices)
        case "set":
            return random.sample(known.choices, random.randint(1, len(known.choices)))
        case "integer" | "number":
            return random.choice((0.02, 0.5) if known.name in SHARES_OF_ONE else (1, 2, 10, 500))
        case "percent":
            return random.choice((0.5, 50, 99.9))
        case "duration":
            return random.choice(("1s", "5m", "24h", "90d"))
        case "quantity":
            return random.choice(("12 USD", "3 min", "little"))
        case "text" | "long_text":
            return random.choice(("short", "Some words about it."))
        case "list":
            return ["one", "two"]
        case _:
            return None
