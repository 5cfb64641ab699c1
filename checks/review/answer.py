"""The shape of an answer: declared once, as types to read it by and as the schema that a server is given.

A schema that every server takes is plain: an object at the root, every property required, nothing else
allowed, no free mappings, no unions, no patterns. Ids are an enumeration where there are not too many.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from checks.rule import AREAS
from designer.model.flow import FLOWS
from designer.model.kinds import KINDS

Plain = dict[str, Any]
Kind = Literal["present_problem", "missing_part"]
Do = Literal["add_component", "add_flow", "insert_on_flow", "set", "reconnect"]

CATEGORIES = (*(one for many in AREAS.values() for one in many if one != "graph"), "fairness")
"""What a finding can be about: the categories of the rules but the one about mere drawing, and one more."""
MOST_FINDINGS = 8
MOST_READ = 40
"""Findings of an answer that are looked at; a model that does not keep to the schema may give any number."""
MOST_ENUM = 200
"""Ids that an enumeration may have; with more, ids are any text, and looked at afterwards."""
_MOST_ENUM_CHARACTERS = 8000


def _at_most(length: int) -> Any:
    """A text that the schema bounds; a longer one is read all the same, and cut."""
    return Field(json_schema_extra={"maxLength": length})


def _no_more_than(count: int) -> Any:
    """A list that the schema bounds."""
    return Field(json_schema_extra={"maxItems": count})


def _small(value: Any) -> Any:
    return value.strip().lower() if isinstance(value, str) else value


def _word(words: Iterable[str]) -> Any:
    return Field(json_schema_extra={"enum": list(words)})


Level = Annotated[Literal["high", "medium", "low"], BeforeValidator(_small)]


class _Shape(BaseModel):
    """What a model wrote; more than was asked for is passed over, what is of less weight may be missing."""

    model_config = ConfigDict(extra="ignore")


class Stated(_Shape):
    """A property and its value."""

    name: Annotated[str, _at_most(60)]
    value: Annotated[str, _at_most(200)]


class Step(_Shape):
    """One edit, flat: what does not belong to `do` is "" or empty."""

    do: Do
    id: Annotated[str, _at_most(200)] = ""
    kind: Annotated[str, _word(("", *KINDS, *FLOWS))] = ""
    name: Annotated[str, _at_most(80)] = ""
    source: Annotated[str, _at_most(64)] = ""
    target: Annotated[str, _at_most(64)] = ""
    values: Annotated[list[Stated], _no_more_than(6)] = []


class Suggestion(_Shape):
    """A change to the drawing; no steps where words are enough."""

    title: Annotated[str, _at_most(120)] = ""
    steps: Annotated[list[Step], _no_more_than(4)] = []


class Claim(_Shape):
    """One thing that a model holds against the design."""

    evidence: Annotated[list[str], _no_more_than(6)]
    quote: Annotated[str, _at_most(200)] = ""
    category: Annotated[str, BeforeValidator(_small), _word(CATEGORIES)]
    kind: Kind
    missing_kind: Annotated[str, _word(("", *KINDS))] = ""
    claim: Annotated[str, _at_most(600)]
    severity: Level
    confidence: Level
    same_as_rule: Annotated[str, _at_most(220)] = ""
    question: Annotated[str, _at_most(300)] = ""
    suggestion: Suggestion = Suggestion()


class ReviewAnswer(_Shape):
    """The answer to a review; an empty list is a good one."""

    findings: Annotated[list[Claim], _no_more_than(MOST_FINDINGS)]


class _AnyFindings(_Shape):
    findings: list[Any]


class QuestionAnswer(_Shape):
    """The answer to a question about the design."""

    answer: Annotated[str, _at_most(3000)]
    evidence: Annotated[list[str], _no_more_than(12)] = []
    suggestion: Suggestion = Suggestion()


def read_claims(data: Plain) -> tuple[list[Claim], list[tuple[str, ValidationError]]]:
    """The claims of an answer, and what has not the form of one, with why.

    Raises ValidationError where there is no list of findings, or nothing in it has the form.
    """
    claims: list[Claim] = []
    malformed: list[tuple[str, ValidationError]] = []
    for one in _AnyFindings.model_validate(data).findings[:MOST_READ]:
        try:
            claims.append(Claim.model_validate(one))
        except ValidationError as error:
            malformed.append((str(one.get("claim", "")) if isinstance(one, dict) else str(one), error))
    if malformed and not claims:
        raise malformed[0][1]
    return claims, malformed


def schema_of(shape: type[_Shape], ids: Collection[str]) -> Plain:
    """The strict JSON Schema of an answer that may speak of these ids only."""
    made = shape.model_json_schema()
    schema: Plain = _strict(made, made.get("$defs", {}))
    _enumerate(schema, ids)
    return schema


def _strict(part: Any, known: Plain) -> Any:
    """The schema with every reference in its place, and without what not every server takes."""
    if isinstance(part, list):
        return [_strict(one, known) for one in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return _strict(known[part["$ref"].rpartition("/")[2]], known)
    if part.get("type") != "object":
        return {key: _strict(one, known) for key, one in part.items() if key not in _LEFT_OUT}
    properties = {name: _strict(one, known) for name, one in part["properties"].items()}
    rest = {"required": list(properties), "additionalProperties": False}
    return {"type": "object", "properties": properties, **rest}


_LEFT_OUT = ("title", "$defs", "description", "default")


def _enumerate(schema: Any, ids: Collection[str]) -> None:
    """Let every `evidence` be of these ids, unless there are too many."""
    if len(ids) > MOST_ENUM or sum(map(len, ids)) > _MOST_ENUM_CHARACTERS:
        return
    if isinstance(schema, list):
        for one in schema:
            _enumerate(one, ids)
    elif isinstance(schema, dict):
        if "evidence" in schema.get("properties", {}):
            schema["properties"]["evidence"]["items"] = {"type": "string", "enum": sorted(ids)}
        for one in schema.values():
            _enumerate(one, ids)
