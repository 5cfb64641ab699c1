"""Random designs, edits and texts for property tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import strategies as st

from designer.model.brief import Brief
from designer.model.design import Design, read_design
from designer.model.edits import Edit, read_edit
from designer.model.element import Element
from designer.model.flow import FLOWS, flow_id
from designer.model.kinds import KINDS
from designer.model.properties import Property, properties_of
from designer.model.values import RESERVED_IDS
from designer.model.zone import Zone

SNIPPETS = (
    "no", "on", "null", "~", "1e3", "012", "0x1F", "12:30:45", "2027-03-01", "yes", "- a", "-", "?", ": ",
    "a: b", "a #b", "#", "[x", "{x", "*x", "&x", "!x", "|", ">", "%TAG", "@x", "`x", "'", '"', "\\", "<<",
    "---", "...", " lead", "trail ", "two\nlines", "\n", "a\n\n b\n", "tab\tbed", "\r\n", "\x00", "\x1b",
    "\x7f", "\x85", "\u2028", "\ufeff", "\u200b", "é", "漢字", "😀", "</script>", "a,b", "k: {v: [1]}",
)  # fmt: skip
"""Texts that YAML, HTML and other languages could misread."""

_NAMES = ("a", "b", "c", "no", "on", "y", "null", "scorer", "x-ray", "e1", "n_1", "a-2")
_CHARACTERS = st.characters(exclude_categories=["Cs"])


def hostile_text(max_size: int = 40) -> st.SearchStrategy[str]:
    """Texts with everything that a person could paste, without lone surrogates."""
    free = st.text(_CHARACTERS, max_size=max_size)
    return st.one_of(
        st.sampled_from(SNIPPETS), free, st.builds("{}{}".format, st.sampled_from(SNIPPETS), free)
    )


def ids() -> st.SearchStrategy[str]:
    """Legal ids, often the same few."""
    return st.one_of(st.sampled_from(_NAMES), st.from_regex(r"[a-z][a-z0-9_-]{0,5}", fullmatch=True)).filter(
        lambda one: one not in RESERVED_IDS
    )


def plain_values() -> st.SearchStrategy[Any]:
    """What JSON can hold, not deep."""
    single = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**20), 10**20),
        st.floats(allow_nan=False, allow_infinity=False),
        hostile_text(10),
    )
    keys = hostile_text(5)
    return st.recursive(
        single,
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=3)),
        max_leaves=5,
    )


def extras() -> st.SearchStrategy[dict[str, Any]]:
    """Keys that begin with `x-`; mostly none."""
    keys = st.from_regex(r"x-[a-z:# ]{1,6}", fullmatch=True)
    values = plain_values().filter(lambda one: one is not None)
    return st.one_of(st.just({}), st.just({}), st.dictionaries(keys, values, max_size=2))


_NUMBERS = st.one_of(st.integers(0, 10**9), st.floats(0, 1e12))
_TEXTS = hostile_text()
_NAMED = hostile_text().filter(bool)
_METRIC = st.fixed_dictionaries({}, optional={"name": _TEXTS, "unit": _TEXTS, "target": st.just("2.1M")})
_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": _TEXTS,
    "long_text": _TEXTS,
    "bool": st.booleans(),
    "list": st.lists(_TEXTS, max_size=3),
    "integer": st.integers(0, 10**9),
    "number": _NUMBERS,
    "percent": st.one_of(st.integers(0, 100), st.floats(0, 100)),
    "duration": st.sampled_from(["30s", "5m", "1.5h", "7d", "0s"]),
    "quantity": st.one_of(st.just("12 USD"), _TEXTS),
    "technology": st.one_of(_NAMED, st.lists(_NAMED, min_size=1, max_size=3)),
    "metric": st.builds(dict.__or__, _METRIC, extras()),
    "harm": st.fixed_dictionaries({}, optional={"level": st.sampled_from(["low", "high"]), "text": _TEXTS}),
    "stakeholders": st.lists(
        st.fixed_dictionaries({"role": _TEXTS}, optional={"concern": _TEXTS}), max_size=3
    ),
}


def values_of(known: Property) -> st.SearchStrategy[Any]:
    """Valid values of a property, zones excepted."""
    if known.name == "name":
        return _NAMED
    if known.unit == "0 to 1":
        return st.floats(0, 1)
    if known.type == "choice":
        return st.sampled_from(known.choices)
    if known.type == "set":
        return st.lists(st.sampled_from(known.choices), max_size=3)
    return _VALUES[known.type]


@st.composite
def stated_values(draw: st.DrawFn, cls: type[Element], most: int = 3) -> dict[str, Any]:
    """Some valid values of an element, without its references."""
    names = [name for name, one in properties_of(cls).items() if one.type != "zone"]
    chosen = draw(st.lists(st.sampled_from(names), max_size=most, unique=True)) if names else []
    return {name: draw(values_of(properties_of(cls)[name])) for name in chosen} | draw(extras())


@st.composite
def components(draw: st.DrawFn, own: str, zones: list[str]) -> dict[str, Any]:
    """A component as the file holds it."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    zone = draw(st.sampled_from([None, *zones]))
    data = {"id": own, "kind": kind} | draw(stated_values(KINDS[kind]))
    return data | ({"zone": zone} if zone else {})


@st.composite
def flows(draw: st.DrawFn, ends: list[str]) -> dict[str, Any]:
    """A flow between two of the ends."""
    kind = draw(st.sampled_from(sorted(FLOWS)))
    source, target = draw(st.sampled_from(ends)), draw(st.sampled_from(ends))
    own = {"id": f"{source}>{target}:{kind}-2"} if draw(st.integers(0, 4)) == 0 else {}
    return own | {"from": source, "to": target, "kind": kind} | draw(stated_values(FLOWS[kind], 2))


def areas() -> st.SearchStrategy[dict[str, Any]]:
    """The rectangle of a zone."""
    size = st.lists(st.integers(1, 999), min_size=2, max_size=2)
    return st.fixed_dictionaries({"at": points(), "size": size}, optional={"collapsed": st.booleans()})


def points() -> st.SearchStrategy[list[int]]:
    """A place on the canvas."""
    return st.lists(st.integers(-999, 999), min_size=2, max_size=2)


def _flow_key(data: dict[str, Any]) -> str:
    return str(data.get("id") or flow_id(data["from"], data["to"], data["kind"]))


@st.composite
def design_data(draw: st.DrawFn) -> dict[str, Any]:
    """The data of a valid design, in the shape of the file."""
    own = draw(st.lists(ids(), max_size=8, unique=True))
    zones, boxes, notes = own[:2], own[2:6], own[6:]
    found = draw(st.lists(flows(boxes), max_size=4, unique_by=_flow_key)) if boxes else []
    anchors = [*zones, *boxes, "brief", "design", *map(_flow_key, found)]
    return {
        "sketchcheck": 1,
        "name": draw(hostile_text()),
        "brief": draw(stated_values(Brief, 5)),
        "zones": [
            {"id": one}
            | draw(stated_values(Zone))
            | ({"parent": zones[0]} if n and draw(st.booleans()) else {})
            for n, one in enumerate(zones)
        ],
        "components": [draw(components(one, zones)) for one in boxes],
        "flows": found,
        "notes": [draw(notes_of(one, anchors)) for one in notes],
        "waivers": draw(st.lists(waivers(anchors), max_size=2, unique_by=lambda one: one["finding"])),
        "reviews": draw(st.lists(reviews(anchors), max_size=2, unique_by=lambda one: one["id"])),
        "layout": draw(layouts(boxes + notes, zones)),
    } | draw(extras())


def _parents(zones: list[str]) -> st.SearchStrategy[dict[str, str]]:
    return st.sampled_from([{}, {"parent": zones[0]}])


@st.composite
def notes_of(draw: st.DrawFn, own: str, anchors: list[str]) -> dict[str, Any]:
    """A note."""
    about = draw(st.sampled_from([None, *(one for one in anchors if one not in RESERVED_IDS)]))
    data = {"id": own, "text": draw(hostile_text())} | draw(extras())
    return data | ({"about": about} if about and about != own else {})


@st.composite
def waivers(draw: st.DrawFn, anchors: list[str]) -> dict[str, Any]:
    """A waiver of a finding at one of the anchors."""
    finding = f"{draw(st.sampled_from(['RES001', 'LOG001']))}@{draw(st.sampled_from(anchors))}"
    day = draw(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
    words = {"reason": draw(_NAMED), "owner": draw(_NAMED)}
    return {"finding": finding} | words | {"until": day.isoformat()} | draw(extras())


@st.composite
def reviews(draw: st.DrawFn, anchors: list[str]) -> dict[str, Any]:
    """A kept or dismissed finding of the language model."""
    own = f"review:{draw(st.sampled_from(['0123abcd', '12345678']))}@{draw(st.sampled_from(anchors))}"
    return {"id": own, "status": draw(st.sampled_from(["kept", "dismissed"])), "text": draw(_TEXTS)}


@st.composite
def layouts(draw: st.DrawFn, boxes: list[str], zones: list[str]) -> dict[str, Any]:
    """Places for some of the boxes and zones."""
    return {
        "boxes": {one: draw(points()) for one in boxes if draw(st.booleans())},
        "zones": {one: draw(areas()) for one in zones if draw(st.booleans())},
        "locked": sorted(one for one in [*boxes, *zones] if draw(st.integers(0, 3)) == 0),
    }


def designs() -> st.SearchStrategy[Design]:
    """Valid designs of up to four components."""
    return design_data().map(read_design)


@st.composite
def edits(draw: st.DrawFn, design: Design) -> Edit:
    """An edit that makes sense for the design or nearly so: it may be refused."""
    name = draw(st.sampled_from(sorted(_EDITS)))
    data = _EDITS[name](draw, design)
    return read_edit({"op": name, **data})


def _pick(draw: st.DrawFn, *groups: Any) -> str:
    """An id of these groups, now and then any other."""
    there = [one for group in groups for one in group]
    return draw(st.sampled_from(there)) if there and draw(st.integers(0, 9)) else draw(ids())


def _index(draw: st.DrawFn) -> dict[str, Any]:
    return draw(st.sampled_from([{}, {}, {"index": 0}, {"index": 1}]))


def _new(draw: st.DrawFn, design: Design) -> dict[str, Any]:
    return draw(components(draw(ids()), list(design.zones)))


def _add_component(draw: st.DrawFn, design: Design) -> dict[str, Any]:
    at = {"at": draw(points())} if draw(st.booleans()) else {}
    return {"component": _new(draw, design)} | at | _index(draw)


def _add_flow(draw: st.DrawFn, design: Design) -> dict[str, Any]:
    ends = [_pick(draw, design.components), _pick(draw, design.components)]
    return {"flow": draw(flows(ends))} | _index(draw)


def _insert(draw: st.DrawFn, design: Design) -> dict[str, Any]:
    kinds = {"into_kind": "logs"} if draw(st.booleans()) else {}
    return {"flow": _pick(draw, design.flows), "component": _new(draw, design)} | kinds


def _delete(draw: st.DrawFn, design: Design) -> dict[str, Any]:
    pick = _pick(draw, design.components, design.flows, design.zones, design.notes)
    return {"ids": [pick, _pick(draw, design.components)]}


def _part(draw: st.DrawFn, design: Design) -> tuple[str, type[Element] | None]:
    own = _pick(draw, design.components, design.flows)
    part = design.components.get(own) or design.flows.get(own)
    return own, type(part) if part else None


def _set(draw: st.DrawFn, design: Design) -> dict[str, Any]:
    if draw(st.integers(0, 5)) == 0:
        return {"id": "design", "values": {"name": draw(hostile_text())} | draw(extras())}
    own, cls = _part(draw, design)
    values = draw(stated_values(cls)) if cls else {"name": "a"}
    zone = {"zone": _pick(draw, design.zones)} if own in design.components and draw(st.booleans()) else {}
    return {"id": own, "values": values | zone}


def _unset(draw: st.DrawFn, design: Design) -> dict[str, Any]:
    own = _pick(draw, design.components, design.flows, ["design"])
    part = design.components.get(own) or design.flows.get(own)
    stated = sorted(part.stated().keys() - {"id", "kind", "from", "to"}) if part else sorted(design.extra)
    return {"id": own, "properties": [draw(st.sampled_from(stated))] if stated else []}


def _set_kind(draw: st.DrawFn, design: Design) -> dict[str, Any]:
    own = _pick(draw, design.components, design.flows)
    return {"id": own, "kind": draw(st.sampled_from(sorted(FLOWS if own in design.flows else KINDS)))}


def _rename(draw: st.DrawFn, design: Design) -> dict[str, Any]:
    return {"id": _pick(draw, design.components, design.zones, design.notes), "to": draw(ids())}


def _reconnect(draw: st.DrawFn, design: Design) -> dict[str, Any]:
    end = draw(st.sampled_from(["from", "to"]))
    return {"id": _pick(draw, design.flows), end: _pick(draw, design.components)}


def _set_brief(draw: st.DrawFn, design: Design) -> dict[str, Any]:
    gone = {one: None for one in design.brief.stated() if draw(st.integers(0, 2)) == 0}
    return {"values": gone | draw(stated_values(Brief))}


def _add_zone(draw: st.DrawFn, design: Design) -> dict[str, Any]:
    parent = {"parent": _pick(draw, design.zones)} if draw(st.booleans()) else {}
    area = {"area": draw(areas())} if draw(st.booleans()) else {}
    return {"zone": {"id": draw(ids())} | draw(stated_values(Zone)) | parent} | area | _index(draw)


def _set_zone(draw: st.DrawFn, design: Design) -> dict[str, Any]:
    parent = draw(st.sampled_from([{}, {"parent": None}, {"parent": _pick(draw, design.zones)}]))
    return {"id": _pick(draw, design.zones), "values": draw(stated_values(Zone)) | parent}


def _assign(draw: st.DrawFn, design: Design) -> dict[str, Any]:
    zone = None if draw(st.booleans()) else _pick(draw, design.zones)
    return {"ids": [_pick(draw, design.components)], "zone": zone}


def _place(draw: st.DrawFn, design: Design) -> dict[str, Any]:
    at = draw(points()) if draw(st.booleans()) else None
    area = draw(areas()) if draw(st.booleans()) else None
    box, zone = _pick(draw, design.components, design.notes), _pick(draw, design.zones)
    lock = draw(st.sampled_from(["lock", "unlock"]))
    return {"boxes": {box: at}, "zones": {zone: area}, lock: [box, zone]}


def _anchors(design: Design) -> list[str]:
    return [*design.components, *design.flows, *design.zones, "brief", "design"]


def _set_note(draw: st.DrawFn, design: Design) -> dict[str, Any]:
    about = draw(st.sampled_from([{}, {"about": None}, {"about": _pick(draw, design.components)}]))
    return {"id": _pick(draw, design.notes), "values": {"text": draw(hostile_text())} | about}


def _set_waiver(draw: st.DrawFn, design: Design) -> dict[str, Any]:
    return {"finding": _pick(draw, design.waivers), "values": {"reason": draw(_NAMED)}}


_EDITS: dict[str, Callable[[st.DrawFn, Design], dict[str, Any]]] = {
    "add_component": _add_component,
    "add_flow": _add_flow,
    "insert_on_flow": _insert,
    "delete": _delete,
    "set": _set,
    "unset": _unset,
    "set_kind": _set_kind,
    "rename_id": _rename,
    "reconnect": _reconnect,
    "set_brief": _set_brief,
    "add_zone": _add_zone,
    "set_zone": _set_zone,
    "delete_zone": lambda draw, design: {"id": _pick(draw, design.zones)},
    "assign_zone": _assign,
    "place": _place,
    "add_note": lambda draw, design: {"note": draw(notes_of(draw(ids()), _anchors(design)))} | _index(draw),
    "set_note": _set_note,
    "delete_note": lambda draw, design: {"id": _pick(draw, design.notes)},
    "add_waiver": lambda draw, design: {"waiver": draw(waivers(_anchors(design)))} | _index(draw),
    "set_waiver": _set_waiver,
    "delete_waiver": lambda draw, design: {"finding": _pick(draw, design.waivers)},
    "set_reviews": lambda draw, design: {
        "reviews": draw(st.lists(reviews(_anchors(design)), max_size=2, unique_by=lambda one: one["id"]))
    },
    "batch": lambda draw, design: {"edits": [draw(edits(design)).stated(), draw(edits(design)).stated()]},
}
