"""From a sketch to a design: ids, kinds, zones, notes and flows, each with what was guessed about it."""

from __future__ import annotations

from typing import Any

from designer.errors import RefusedImport
from designer.exchange import own
from designer.exchange.corrections import NOTE, SKIP, Corrections
from designer.exchange.guessing import Guess, guess_arrow, guess_boxes, products
from designer.exchange.imported import GuessedArrow, GuessedBox, Imported
from designer.exchange.masking import masked_data, masked_sketch
from designer.exchange.names import Ids, is_renamed, name_and_notes
from designer.exchange.nesting import Nesting
from designer.exchange.placing import places
from designer.exchange.sketch import Arrow, Box, Group, Remark, Sketch
from designer.files import load_text
from designer.model.design import Design, read_design
from designer.model.flow import FLOWS, Flow, flow_id, read_flow
from designer.model.kinds import KINDS, Component, read_component
from designer.model.limits import MAX_COMPONENTS, MAX_FLOWS, MAX_NAME, MAX_TEXT
from designer.model.note import Note
from designer.model.technologies import names_of
from designer.model.zone import Zone

_OWN = Guess("", "sure", "Our own export says so.")
_TOLD = "You said so."


def build(sketch: Sketch, corrections: Corrections | None = None) -> Imported:
    """The design that a sketch shows. Raises RefusedImport where it is larger than any design."""
    if sketch.source is not None:
        return _from_source(sketch.source)
    if len(sketch.boxes) > MAX_COMPONENTS or len(sketch.arrows) > MAX_FLOWS:
        raise RefusedImport(
            f"cannot import this: because it has more than {MAX_COMPONENTS} boxes or {MAX_FLOWS} arrows. "
            "Split the drawing."
        )
    clean, masked = masked_sketch(sketch)
    builder = _Builder(clean, corrections or Corrections())
    return Imported(builder.design(), builder.boxes, builder.arrows, builder.remarks, masked)


def _from_source(source: str) -> Imported:
    """The design file that a picture of ours carries."""
    masked: list[Remark] = []
    design = load_text(source, "the design in the picture").design
    data = masked_data(design.stated(), "the design in the picture", masked)
    return Imported(read_design(data) if masked else design, masked=masked)


class _Builder:
    """One sketch on its way to a design."""

    def __init__(self, sketch: Sketch, corrections: Corrections) -> None:
        self._sketch, self._told = sketch, corrections
        self._ids, self._id_of = Ids(), dict[str, str]()
        self._zones, self._components = dict[str, Zone](), dict[str, Component]()
        self._notes, self._flows = dict[str, Note](), dict[str, Flow]()
        self._waiting: list[tuple[Box, str, dict[str, Any]]] = []
        self._numbers: dict[str, int] = {}
        self.remarks = list(sketch.remarks)
        self.boxes: list[GuessedBox] = []
        self.arrows: list[GuessedArrow] = []
        notes = {box.key for box in sketch.boxes if box.says_note}
        flows = [one for one in sketch.arrows if not notes & {one.source, one.target}]
        joined = {end for arrow in flows for end in (arrow.source, arrow.target)}
        self._nesting = Nesting(sketch, joined, self.remarks)

        self._guesses, self._doubtful = self._guessed(), set[str]()

    def design(self) -> Design:
        for group in self._nesting.zones:
            self._add_zone(group)
        for box in [*self._sketch.boxes, *self._nesting.stand_ins]:
            self._add_box(box)
        for arrow in self._sketch.arrows:
            self._add_arrow(arrow)
        for box, own_id, data in self._waiting:
            self._add_note(box, own_id, data)
        design = Design(
            name=self._sketch.title[:MAX_NAME],
            zones=self._zones,
            components=self._components,
            flows=self._flows,
            notes=self._notes,
        )
        if self._sketch.rest is not None:
            design = own.restored(design, self._sketch.rest, self.remarks)
        return design.with_layout(places(design, self._sketch, self._id_of))

    def _add_zone(self, group: Group) -> None:
        data = dict(group.data or {})
        own_id = self._ids.take(data.get("id"), group.label, group.key)
        self._id_of[group.key] = own_id
        parent = self._nesting.parent_of(group)
        known = {"id": own_id, "parent": self._id_of[parent] if parent else None}
        title = str(data.get("name") or data.get("id") or "")
        if group.data is None or is_renamed(group.label, title):
            known["name"] = name_and_notes(group.label)[0][:MAX_NAME] or None
        zone = own.fitted(Zone.read, data | known, group.place or group.key, self.remarks)
        self._zones[own_id] = zone or Zone(id=own_id)

    def _add_box(self, box: Box) -> None:
        told, data = self._told.kinds.get(box.key), dict(box.data or {})
        place = box.place or box.key
        guess = Guess(told, "sure", _TOLD, products(box, told)) if told else self._guess(box)
        if guess.kind == SKIP:
            self.boxes.append(GuessedBox(box.key, place, box.label, "", guess))
            return
        own_id = self._ids.take(self._told.ids.get(box.key), data.get("id"), box.label, box.key)
        self._id_of[box.key] = own_id
        self.boxes.append(GuessedBox(box.key, place, box.label, own_id, guess))
        if guess.sure in ("guess", "none"):
            self._doubtful.add(own_id)
        if guess.kind == NOTE:
            self._waiting.append((box, own_id, data))
        else:
            self._components[own_id] = self._component(box, own_id, guess, data)

    def _guess(self, box: Box) -> Guess:
        given = self._given(box)
        if given == NOTE:
            return Guess(NOTE, "sure", "It is drawn as a note.")
        if given:
            return Guess(given, _OWN.sure, _OWN.why)
        return self._guesses[box.key]

    def _guessed(self) -> dict[str, Guess]:
        boxes = [*self._sketch.boxes, *self._nesting.stand_ins]
        known = {box.key: kind for box in boxes if (kind := self._given(box))}
        return guess_boxes(boxes, self._sketch.arrows, self._sketch.groups, known)

    @staticmethod
    def _given(box: Box) -> str:
        """What needs no guess: the kind that our own export has written, or that it is a note."""
        kind = (box.data or {}).get("kind")
        return kind if isinstance(kind, str) and kind in KINDS else NOTE if box.says_note else ""

    def _component(self, box: Box, own_id: str, guess: Guess, data: dict[str, Any]) -> Component:
        zone = self._nesting.zone_of(box.group)
        known: dict[str, Any] = {
            "id": own_id,
            "kind": guess.kind,
            "zone": self._id_of[zone] if zone else None,
        }
        if not data:
            known |= self._words(box, own_id, guess)
        elif new := self._new_name(box, data):
            known["name"] = new
        place = box.place or box.key
        found = own.fitted(read_component, data | known, place, self.remarks)
        return found or read_component({"id": own_id, "kind": guess.kind})

    def _words(self, box: Box, own_id: str, guess: Guess) -> dict[str, Any]:
        """What the label of a foreign box states."""
        name, more = name_and_notes(box.label)
        words: dict[str, Any] = {"technology": list(guess.technologies) or None}
        if guess.kind == "other":
            words["what"] = (name or box.icon or box.shape)[:MAX_NAME] or None
        if name and name != own_id:
            words["name"] = name
        return words | ({"notes": more[:MAX_TEXT]} if more else {})

    def _new_name(self, box: Box, data: dict[str, Any]) -> str | None:
        title, technology = str(data.get("name") or data.get("id") or ""), data.get("technology")
        many = (
            [technology]
            if isinstance(technology, str)
            else technology
            if isinstance(technology, list)
            else []
        )
        kind = str(data.get("kind", ""))
        shown = [KINDS[kind].label if kind in KINDS else kind, names_of(tuple(map(str, many)))]
        new = is_renamed(box.label, title, shown)
        if new:
            self.remarks.append(Remark(box.place or box.key, f"It was renamed from {title} to {new}."))
        return new

    def _add_arrow(self, arrow: Arrow) -> None:
        place = arrow.place or arrow.key
        ends = [self._nesting.box_of(end) for end in (arrow.source, arrow.target)]
        ids = [self._id_of.get(end, "") for end in ends]
        if "" in ids:
            lost = ends[ids.index("")]
            self.remarks.append(Remark(place, f"An arrow is left out: there is no box at its end ({lost})."))
            return
        if any(own_id not in self._components for own_id in ids):
            self._tie_note(ids, place)
            return
        self._add_flow(arrow, ids[0], ids[1], place)

    def _add_flow(self, arrow: Arrow, source: str, target: str, place: str) -> None:
        data, told = dict(arrow.data or {}), self._told.arrows.get(arrow.key)
        kind = data.get("kind")
        if told:
            guess = Guess(told, "sure", _TOLD)
        elif isinstance(kind, str) and kind in FLOWS:
            guess = Guess(kind, _OWN.sure, _OWN.why)
        else:
            kinds = [self._components[end].kind for end in (source, target)]
            guess = guess_arrow(arrow, *kinds, certain=not {source, target} & self._doubtful)
        made = ""
        if guess.kind != SKIP:
            flow = self._flow(arrow, guess.kind, (source, target), place)
            made = flow.id
            self._flows[flow.id] = flow
        self.arrows.append(GuessedArrow(arrow.key, place, arrow.label, source, target, made, guess))

    def _flow(self, arrow: Arrow, kind: str, ends: tuple[str, str], place: str) -> Flow:
        data = dict(arrow.data or {})
        known: dict[str, Any] = {"from": ends[0], "to": ends[1], "kind": kind}
        label = " ".join(arrow.label.split())[:MAX_TEXT]
        if arrow.data is None:
            known["label"] = label or None
        elif new := is_renamed(label, str(data.get("label") or FLOWS[kind].title), (FLOWS[kind].title,)):
            known["label"] = new
        flow = own.fitted(read_flow, data | known, place, self.remarks)
        flow = flow or read_flow(known | {"label": None})
        if flow.id not in self._flows:
            return flow
        return flow.model_copy(update={"own_id": self._free(flow_id(*ends, kind))})

    def _free(self, stem: str) -> str:
        number = self._numbers.get(stem, 2)
        while f"{stem}-{number}" in self._flows:
            number += 1
        self._numbers[stem] = number + 1
        return f"{stem}-{number}"

    def _tie_note(self, ids: list[str], place: str) -> None:
        """A line between a note and something else says what the note is about."""
        for number, (box, own_id, data) in enumerate(self._waiting):
            if own_id in ids:
                other = ids[1 - ids.index(own_id)]
                if data or data.get("about") == other:
                    return
                if "about" not in data and (other in self._components or other in self._zones):
                    self._waiting[number] = (box, own_id, {"about": other})
                    return
        self.remarks.append(Remark(place, "A line to a note is left out: a note is about one thing at most."))

    def _add_note(self, box: Box, own_id: str, data: dict[str, Any]) -> None:
        place = box.place or box.key
        known: dict[str, Any] = {"id": own_id}
        if "text" not in data or is_renamed(box.label, str(data["text"])):
            known["text"] = box.label[:MAX_TEXT]
        about = data.get("about")
        if about is not None and not any(
            about in group for group in (self._components, self._flows, self._zones)
        ):
            self.remarks.append(Remark(place, "What the note is about is not there any more."))
            known["about"] = None
        note = own.fitted(Note.read, data | known, place, self.remarks)
        self._notes[own_id] = note or Note(id=own_id, text=box.label[:MAX_TEXT])
