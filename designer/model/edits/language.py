"""The edits as types. `op` tells them apart; their JSON is the same names and values."""

import json
from functools import cache
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from designer.errors import RefusedEdit
from designer.model.layout import Point, ZoneArea
from designer.model.messages import explain
from designer.model.values import Id

Plain = dict[str, Any]
Index = Annotated[int, Field(ge=0)]


class _Edit(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    op: str

    def stated(self) -> Plain:
        """The JSON form."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True) | {"op": self.op}


class AddComponent(_Edit):
    """Put a new component on the canvas, at a place and at an index of the file's list if given."""

    op: Literal["add_component"] = "add_component"
    component: Plain
    at: Point | None = None
    index: Index | None = None


class AddFlow(_Edit):
    """Draw a new flow; refused where an end is missing or the id is taken."""

    op: Literal["add_flow"] = "add_flow"
    flow: Plain
    index: Index | None = None


class InsertOnFlow(_Edit):
    """Put a new component in the middle of a flow, which is cut in two.

    `into_kind` and `out_kind` are the kinds of the two new flows; without them the old kind is kept
    where it is legal, and the likely kind taken where not.
    """

    op: Literal["insert_on_flow"] = "insert_on_flow"
    flow: str
    component: Plain
    at: Point | None = None
    into_kind: str | None = None
    out_kind: str | None = None


class Delete(_Edit):
    """Take away components (with their flows), flows, zones and notes."""

    op: Literal["delete"] = "delete"
    ids: list[str]


class Set(_Edit):
    """State values of a component or flow; `design` as id sets the name of the design and `x-` keys."""

    op: Literal["set"] = "set"
    id: str
    values: Plain


class Unset(_Edit):
    """Take stated values away; what is inherited shows again."""

    op: Literal["unset"] = "unset"
    id: str
    properties: list[str]


class SetKind(_Edit):
    """Change the kind of a component or flow; properties that the new kind lacks are dropped and named."""

    op: Literal["set_kind"] = "set_kind"
    id: str
    kind: str


class RenameId(_Edit):
    """Give a component, zone or note another id, everywhere it is spoken of."""

    op: Literal["rename_id"] = "rename_id"
    id: Id
    to: Id


class Reconnect(_Edit):
    """Lead one or both ends of a flow elsewhere."""

    op: Literal["reconnect"] = "reconnect"
    id: str
    source: Id | None = Field(default=None, alias="from")
    target: Id | None = Field(default=None, alias="to")


class SetBrief(_Edit):
    """State fields of the brief; null takes one away."""

    op: Literal["set_brief"] = "set_brief"
    values: Plain


class AddZone(_Edit):
    """Add a zone, with its rectangle if given."""

    op: Literal["add_zone"] = "add_zone"
    zone: Plain
    area: ZoneArea | None = None
    index: Index | None = None


class SetZone(_Edit):
    """State values of a zone; null takes one away."""

    op: Literal["set_zone"] = "set_zone"
    id: Id
    values: Plain


class DeleteZone(_Edit):
    """Take a zone away; its members and inner zones stay."""

    op: Literal["delete_zone"] = "delete_zone"
    id: Id


class AssignZone(_Edit):
    """Make components members of a zone; null of none."""

    op: Literal["assign_zone"] = "assign_zone"
    ids: list[str]
    zone: Id | None


class Place(_Edit):
    """Set positions of boxes and rectangles of zones (null forgets one), lock and unlock."""

    op: Literal["place"] = "place"
    boxes: dict[Id, Point | None] = Field(default_factory=dict)
    zones: dict[Id, ZoneArea | None] = Field(default_factory=dict)
    lock: list[Id] = Field(default_factory=list)
    unlock: list[Id] = Field(default_factory=list)


class AddNote(_Edit):
    """Add a note."""

    op: Literal["add_note"] = "add_note"
    note: Plain
    at: Point | None = None
    index: Index | None = None


class SetNote(_Edit):
    """Change the text of a note or what it is about; null takes a value away."""

    op: Literal["set_note"] = "set_note"
    id: Id
    values: Plain


class DeleteNote(_Edit):
    """Take a note away."""

    op: Literal["delete_note"] = "delete_note"
    id: Id


class AddWaiver(_Edit):
    """Accept a finding."""

    op: Literal["add_waiver"] = "add_waiver"
    waiver: Plain
    index: Index | None = None


class SetWaiver(_Edit):
    """Change reason, owner or end date of a waiver."""

    op: Literal["set_waiver"] = "set_waiver"
    finding: str
    values: Plain


class DeleteWaiver(_Edit):
    """Withdraw a waiver."""

    op: Literal["delete_waiver"] = "delete_waiver"
    finding: str


class SetReviews(_Edit):
    """Set the kept and dismissed findings of the language model, all of them."""

    op: Literal["set_reviews"] = "set_reviews"
    reviews: list[Plain]


class Batch(_Edit):
    """Several edits as one step: all are done, or none."""

    op: Literal["batch"] = "batch"
    edits: "list[Edit]"
    title: str | None = None

    def stated(self) -> Plain:
        """The JSON form."""
        title = {"title": self.title} if self.title else {}
        return {"op": self.op, **title, "edits": [one.stated() for one in self.edits]}


AnyEdit: TypeAlias = (
    AddComponent | AddFlow | InsertOnFlow | Delete | Set | Unset | SetKind | RenameId | Reconnect | SetBrief
    | AddZone | SetZone | DeleteZone | AssignZone | Place | AddNote | SetNote | DeleteNote
    | AddWaiver | SetWaiver | DeleteWaiver | SetReviews | Batch
)  # fmt: skip
Edit = Annotated[AnyEdit, Field(discriminator="op")]


@cache
def adapter() -> TypeAdapter[Edit]:
    """Reads and describes edits."""
    return TypeAdapter(Edit)


def read_edit(data: Plain) -> Edit:
    """The edit that JSON describes. Raises RefusedEdit for anything that is none."""
    try:
        json.dumps(data, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError:
        raise RefusedEdit(
            "cannot read the edit: because it holds half of a character. Type that text again."
        ) from None
    try:
        return adapter().validate_python(data)
    except ValidationError as error:
        raise RefusedEdit(
            f"cannot read the edit: because {explain(error)}. Send one that docs/edits.md describes."
        ) from None
