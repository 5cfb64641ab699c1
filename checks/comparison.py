"""Two designs compared: which parts differ in what, and which findings came and went."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal

from checks.engine import Report
from checks.finding import Finding, Severity
from designer.errors import RefusedEdit
from designer.model.design import Design
from designer.model.edits import apply
from designer.model.edits.diff import changed_values
from designer.model.edits.language import RenameId
from designer.model.element import Element
from designer.model.flow import FLOWS, Flow
from designer.model.kinds import KINDS, Component
from designer.model.note import Note
from designer.model.properties import properties_of

Group = Literal["design", "brief", "zone", "component", "flow", "note", "waiver", "review"]
State = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Change:
    """A property before and after, as plain data of the file; None is not stated."""

    property: str
    label: str
    unit: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a design that differs. `changes` is empty unless it was there before and still is.

    `id` is that of today; another one before is among the changes, as the property `id`. `kind` is the
    word for the kind of a component or flow, "" for anything else.
    """

    group: Group
    id: str
    state: State
    title: str
    kind: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of a design. Where things stand on the canvas is no part of it.

    `before` judges the old design under the ids of today, so that a finding is not new because its
    component was renamed.
    """

    before: Report
    after: Report
    parts: tuple[Part, ...]
    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    kept: tuple[Finding, ...]

    def of(self, group: Group, *states: State) -> list[Part]:
        """The parts of a group, in these states or in any."""
        return [one for one in self.parts if one.group == group and (not states or one.state in states)]

    def new_open(self, *severities: Severity) -> list[Finding]:
        """The new findings that count."""
        return [one for one in self.new if one.status == "open" and one.severity in severities]


def compare(before: Design, after: Design, judge: Callable[[Design], Report]) -> Comparison:
    """Compare two designs; `judge` checks one, both alike."""
    old, new = judge(with_ids_of_today(before, after)[0]), judge(after)
    ids_before, ids_after = ({one.id for one in report.findings} for report in (old, new))
    return Comparison(
        before=old,
        after=new,
        parts=tuple(differences(before, after)),
        new=tuple(one for one in new.findings if one.id not in ids_before),
        gone=tuple(one for one in old.findings if one.id not in ids_after),
        kept=tuple(one for one in new.findings if one.id in ids_before),
    )


def with_ids_of_today(before: Design, after: Design) -> tuple[Design, dict[str, str]]:
    """The old design, where renamed components have their new ids everywhere; and the old ids by the new.

    A component counts as renamed where kind and name leave no doubt which one it is now.
    """
    gone, come = (
        _by_look(one, other) for one, other in ((before.components, after), (after.components, before))
    )
    was: dict[str, str] = {}
    for look, ids in gone.items():
        if len(ids) == len(come.get(look, ())) == 1:
            edit = RenameId(id=ids[0], to=come[look][0])
            with suppress(RefusedEdit):  # where the new id is one that something else had before
                before = apply(before, edit).design
                was[edit.to] = edit.id
    return before, was


def _by_look(components: Mapping[str, Component], other: Design) -> dict[tuple[str, str], list[str]]:
    """Ids of components that the other design lacks, by kind and stated name."""
    found: dict[tuple[str, str], list[str]] = {}
    for id_, one in components.items():
        if id_ not in other.components and one.name:
            found.setdefault((one.kind, one.name), []).append(id_)
    return found


def differences(before: Design, after: Design) -> Iterator[Part]:
    """The parts that differ, layout and order aside."""
    before, was = with_ids_of_today(before, after)
    yield from _whole(before, after)
    yield from _group("zone", before.zones, after.zones, before, after)
    yield from _components(before, after, was)
    flows = _same_arrows(before.flows, after.flows)
    yield from _group("flow", flows, after.flows, before, after)
    yield from _group("note", before.notes, after.notes, before, after)
    yield from _group("waiver", before.waivers, after.waivers, before, after)
    yield from _group("review", before.reviews, after.reviews, before, after)


def _whole(before: Design, after: Design) -> Iterator[Part]:
    old, new = ({"name": one.name or None, **one.extra} for one in (before, after))
    names = [key for key in old | new if old.get(key) != new.get(key)]
    changes = tuple(Change(key, _label(key), "", old.get(key), new.get(key)) for key in names)
    if changes:
        yield Part("design", "design", "changed", after.title_of("design"), changes=changes)
    if brief := tuple(_changes(before.brief, after.brief)):
        yield Part("brief", "brief", "changed", "Brief", changes=brief)


def _components(before: Design, after: Design, was: Mapping[str, str]) -> Iterator[Part]:
    """The components that differ; a renamed one also where nothing else is another."""
    found = _group("component", before.components, after.components, before, after)
    parts = {part.id: part for part in found}
    for id_ in [*after.components, *(one for one in parts if one not in after.components)]:
        part = parts.get(id_)
        if old := was.get(id_):
            own = Change("id", "Id", "", old, id_)
            kind = KINDS[after.components[id_].kind].label
            changes = (own, *(part.changes if part else ()))
            part = Part("component", id_, "changed", after.title_of(id_), kind, changes)
        if part:
            yield part


def _same_arrows(before: Mapping[str, Flow], after: Mapping[str, Flow]) -> dict[str, Flow]:
    """The old flows, under the new id where one flow between the same two boxes became another kind."""
    gone, come = _by_ends(before, after), _by_ends(after, before)
    became = {ids[0]: come[ends][0] for ends, ids in gone.items() if len(ids) == len(come.get(ends, ())) == 1}
    return {became.get(id_, id_): flow for id_, flow in before.items()}


def _by_ends(flows: Mapping[str, Flow], other: Mapping[str, Flow]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for id_, flow in flows.items():
        if id_ not in other:
            found.setdefault((flow.source, flow.target), []).append(id_)
    return found


def _group(
    group: Group, old: Mapping[str, Element], new: Mapping[str, Element], before: Design, after: Design
) -> Iterator[Part]:
    for id_, part in new.items():
        words = _title(after, id_, part), _kind(part)
        if id_ not in old:
            yield Part(group, id_, "added", *words)
        elif changes := tuple(_changes(old[id_], part)):
            yield Part(group, id_, "changed", *words, changes)
    for id_, part in old.items():
        if id_ not in new:
            yield Part(group, id_, "removed", _title(before, id_, part), _kind(part))


def _title(design: Design, id_: str, part: Element) -> str:
    return part.text if isinstance(part, Note) else design.title_of(id_)


def _kind(part: Element) -> str:
    if isinstance(part, Flow):
        return FLOWS[part.kind].title
    return KINDS[part.kind].label if isinstance(part, Component) else ""


def _changes(old: Element, new: Element) -> Iterator[Change]:
    known = properties_of(type(old)) | properties_of(type(new))
    before = old.stated()
    for name, value in changed_values(old, new).items():
        one = known.get(name)
        label, unit = (one.label, one.unit) if one else (_label(name), "")
        yield Change(name, label, unit, before.get(name), value)


def _label(name: str) -> str:
    return name if name.startswith("x-") else name.replace("_", " ").capitalize()
