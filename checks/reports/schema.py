"""The JSON report as types, one declaration; its JSON Schema for everybody who reads reports."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict
from pydantic.json_schema import GenerateJsonSchema, SkipJsonSchema, models_json_schema

from checks.finding import FixKind, Severity
from checks.reports.json import FORMAT
from checks.rule import AREAS
from designer.model.edits.language import Edit
from designer.model.properties import Maturity

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Code = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{2,9}$", description="The code of a rule.")]
FindingId = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{2,9}@\S+$", description="`CODE@anchor`.")]
ReviewId = Annotated[
    str, Field(pattern=r"^review:[0-9a-f]{8}@\S+$", description="A finding of a language model.")
]
ElementId = Annotated[
    str, Field(min_length=1, description="A component, flow or zone; `brief` or `brief.FIELD` for the brief.")
]
Day = Annotated[str, Field(json_schema_extra={"format": "date"})]
Count = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]


def _one_of(words: Iterable[str]) -> Any:
    return Field(json_schema_extra={"enum": list(words)})


def _without_default(made: JsonDict) -> None:
    """Left out is all that it can be, never null."""
    made.pop("default", None)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DesignData(_Part):
    """The design that was checked."""

    name: str = Field(description="What the system is called; may be empty.")
    file: str = Field(description="The file as it was named to the command.")
    components: Count
    flows: Count
    maturity: Maturity = Field(description="How much was asked of the design.")


class SourceData(_Part):
    """A place in a published work."""

    title: str
    at: str = Field(description="Section, rule or page; may be empty.")
    url: str = Field(description="Where the work is; empty where no stable address is known.")


class FixData(_Part):
    """A way to mend a finding."""

    title: str
    kind: FixKind = Field(
        description="`structural` adds or rewires, `declared` states an intention, `mixed` does both."
    )
    complete: bool = Field(description="Whether nothing is left to do by hand.")
    edits: list[Edit] = Field(description="What to change, in the language of edits.")


class WaiverData(_Part):
    """A finding that is accepted until a day, as it stands in the file."""

    model_config = ConfigDict(json_schema_extra={"patternProperties": {"^x-.": True}})

    finding: FindingId | ReviewId
    reason: str
    owner: str
    until: Day = Field(description="The last day, in UTC.")


class RefusedData(WaiverData):
    """A waiver that the project's policy does not accept; its finding counts."""

    why: str = Field(description="What it breaks.")


class FindingData(_Part):
    """A rule that failed at its anchor."""

    id: FindingId = Field(description="`CODE@anchor`, unique in a report.")
    code: Code
    name: str = Field(description="The name of the rule, the bad pattern.")
    category: Annotated[str, _one_of(one for many in AREAS.values() for one in many)]
    area: Annotated[str, _one_of(AREAS)]
    severity: Severity
    status: Literal["open", "waived"]
    origin: Literal["rule"]
    anchor: ElementId = Field(description="The element to mend.")
    line: int | None = Field(ge=1, description="The line of the anchor in the file; null where it has none.")
    where: list[ElementId] = Field(description="Other components that it speaks of.")
    flows: list[ElementId] = Field(description="Flows that it speaks of.")
    assumed: list[str] = Field(description="Properties whose default it rests on.")
    message: str = Field(description="What is missing, where, and what follows.")
    why: str = Field(description="Why that hurts.")
    mend: str = Field(description="How to mend it, in words.")
    question: str = Field(description="What an interviewer would ask; may be empty.")
    sources: list[SourceData]
    fixes: list[FixData] = Field(description="The best first; empty where only a person can tell.")
    waiver: WaiverData | SkipJsonSchema[None] = Field(
        default=None,
        description="Only where the finding is waived.",
        json_schema_extra=_without_default,
    )
    baseline: bool | SkipJsonSchema[None] = Field(
        default=None,
        description="Only with a baseline: whether the finding was there before and does not count.",
        json_schema_extra=_without_default,
    )


class UnknownData(_Part):
    """A fact that a rule needed and nobody stated."""

    code: Code
    anchor: ElementId = Field(description="The place that the rule looked at.")
    element: ElementId = Field(description="The element that does not state it.")
    property: str


class WaiversData(_Part):
    """Waivers that do not count, each with the reason why."""

    expired: list[WaiverData] = Field(description="Their last day has passed; the finding counts again.")
    unmatched: list[WaiverData] = Field(description="There is no such finding any more.")
    refused: list[RefusedData] = Field(description="The project's policy does not accept them.")


class KeptData(_Part):
    """A finding of a language model that a person kept. It counts for nothing."""

    id: ReviewId
    origin: Literal["review"]
    status: Literal["kept", "waived"]
    anchor: ElementId = Field(description="The element to mend.")
    line: int | None = Field(ge=1, description="The line of the anchor in the file; null where it has none.")
    text: str = Field(description="What the model holds against the design.")
    model: str = Field(description="The model; may be empty.")
    waiver: WaiverData | SkipJsonSchema[None] = Field(
        default=None, description="Only where it is waived.", json_schema_extra=_without_default
    )


class ScoreData(_Part):
    """The score: weight of the places passed over weight of the places judged."""

    overall: Share | None = Field(description="The lowest area; null where nothing was judged.")
    areas: dict[str, Share | None] = Field(
        description="By area; null where nothing was judged.",
        json_schema_extra={"propertyNames": {"enum": list(AREAS)}},
    )
    waived: Count = Field(description="Findings that are waived; they are in no share.")
    not_stated: Count = Field(description="Facts that are not stated; they are in no share.")


class LeftOutData(_Part):
    """A rule without a verdict."""

    code: Code
    why: str


class RulesData(_Part):
    """Which rules ran."""

    run: list[Code]
    skipped: list[LeftOutData] = Field(description="They do not apply, or were not wanted.")
    failed: list[LeftOutData] = Field(description="They broke; the report is not complete.")


class ReportData(_Part):
    """The report of one file."""

    format: Annotated[str, _one_of([FORMAT])]
    date: Day = Field(description="The day for which waivers were judged.")
    design: DesignData
    findings: list[FindingData] = Field(description="Errors first, then by code and anchor.")
    not_stated: list[UnknownData]
    waivers: WaiversData
    reviews: list[KeptData] = Field(description="What a language model found and a person kept.")
    score: ScoreData
    rules: RulesData


class ReportsData(_Part):
    """The reports of several files."""

    reports: list[ReportData]


class _Plainly(GenerateJsonSchema):
    """Without a title for each property, which would only repeat its name."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic gives it
        """Never."""
        return False


def report_schema() -> Schema:
    """The schema of what `check --format json` writes, draft 2020-12."""
    wanted: list[tuple[type[BaseModel], Literal["serialization"]]] = [
        (ReportData, "serialization"),
        (ReportsData, "serialization"),
    ]
    refs, made = models_json_schema(wanted, schema_generator=_Plainly)
    return {
        "$schema": DIALECT,
        "title": "Sketchcheck report",
        "description": "What `sketchcheck check --format json` writes: one report, or several.",
        "anyOf": list(refs.values()),
        "$defs": {name: _told_by_op(one) for name, one in made["$defs"].items()},
    }


def _told_by_op(part: Schema) -> Schema:
    """An edit always says which one it is."""
    op = part.get("properties", {}).get("op")
    if not op:
        return part
    op.pop("default", None)
    return part | {"required": ["op", *part.get("required", [])]}
