"""A report as a document: sections of a few sorts of blocks, for pages of HTML and for paper alike.

All words in it are plain text; whoever renders it escapes them.
"""

from __future__ import annotations

from dataclasses import dataclass

from checks.finding import Severity


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; a `strong` one is what the reader should remember."""

    words: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names of facts, and what they are."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; columns in `numbers` are numbers and stand to the right."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG on a light and on a dark ground, with words for who does not see it."""

    light: str
    dark: str
    words: str


@dataclass(frozen=True, slots=True)
class Case:
    """Something found: what it is and where; `facts` say why, what to do, what it costs.

    `elements` are ids of the picture, `anchors` those whose badges lead here; `place` is where it stands in a
    file, `signs` are short words such as its category.
    """

    title: str
    severity: Severity
    level: str
    message: str
    facts: tuple[tuple[str, str], ...]
    anchors: tuple[str, ...]
    elements: tuple[str, ...]
    id: str
    signs: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Alike:
    """Many findings of one rule: what is true of all is said once; `cases` have only what is their own.

    `message` is how all their messages end.
    """

    title: str
    severity: Severity
    level: str
    message: str
    signs: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """What part of the checks of an area passed; None where nothing was judged."""

    area: str
    value: float | None
    lowest: bool


@dataclass(frozen=True, slots=True)
class Shares:
    """The score, area by area."""

    rows: tuple[Share, ...]


Block = Text | Points | Facts | Table | Picture | Case | Alike | Shares


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A report for one reader. Sections without blocks are left out by whoever builds it."""

    title: str
    reader: str
    about: str
    sections: tuple[Section, ...]
