"""Nodes: an id, a shape with its text, a class, and what stands in `@{ ... }`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from designer.exchange.mermaid.labels import words_of
from designer.exchange.scanner import Scanner
from designer.files.problems import Problems, Unreadable
from designer.files.tree import Mapping, Scalar, read_tree

_ID = re.compile(r"(?:[^\W]|[!#$%'*+.`?\\/,]|-(?![->.])|=(?!=)|:(?!::)|&(?=[\w!#$%'*+.`?\\/,:=-]))+")
_CLASS = re.compile(r":::[\w-]+")
_QUOTED = re.compile(r'\s*"(`?)([^"]*?)\1"\s*')
_FIELD = re.compile(r"\[\|\w+:\w+\|")
_DATA = re.compile(r'@\{((?:[^"}]|"[^"]*")*)\}')
_INDENT = re.compile(r"\n\s*")
_BRACKET = re.compile(r"[\[({|\"]")

_SHAPES = (
    ("(((", ")))", "doublecircle"), ("((", "))", "circle"), ("([", "])", "stadium"), ("(-", "-)", "ellipse"),
    ("(", ")", "round"), ("[[", "]]", "subroutine"), ("[(", ")]", "cylinder"), ("[", "]", "square"),
    ("{{", "}}", "hexagon"), ("{", "}", "diamond"), (">", "]", "odd"),
)  # fmt: skip
"""How the text of a node is enclosed, the longest brackets first."""

_SLANTED = {"//": "lean_right", "/\\": "trapezoid", "\\/": "inv_trapezoid", "\\\\": "lean_left"}


@dataclass(frozen=True, slots=True)
class Said:
    """What one mention of a node says about it; None where it says nothing."""

    id: str
    at: int
    label: str | None = None
    shape: str | None = None
    icon: str | None = None
    is_look: bool = False
    """It holds `@{ ... }`, which may also speak of an edge."""


def take_node(scanner: Scanner) -> Said | None:
    """The node that begins here; None where none does."""
    at = scanner.at
    found = scanner.take(_ID)
    if not found:
        return None
    label, shape, icon = _enclosed(scanner)
    scanner.take(_CLASS)
    said = Said(found[0], at, label, shape, icon)
    if not scanner.text.startswith("@{", scanner.at):
        return said
    data = _data(scanner)
    scanner.take(_CLASS)
    return _with_data(said, data)


def _enclosed(scanner: Scanner) -> tuple[str | None, str | None, str | None]:
    """Text, shape and icon of the brackets behind an id; a space before them is forgiven."""
    before = scanner.at
    scanner.gap()
    start = scanner.at
    opens = next((one for one in _SHAPES if scanner.text.startswith(one[0], start)), None)
    if opens is None or (opens[2] == "odd" and start != before):
        scanner.at = before
        return None, None, None
    if scanner.text[start : start + 2] in ("[/", "[\\") and (slanted := _slanted(scanner)):
        return slanted
    if not (opens[2] == "square" and scanner.take(_FIELD)):
        scanner.at += len(opens[0])
    raw, markdown = enclosed_text(scanner, opens[1], start)
    label, icon = words_of(raw, markdown=markdown)
    return label, opens[2], icon or None


def _slanted(scanner: Scanner) -> tuple[str, str, str | None] | None:
    """`[/text/]` and its kin; None where the slash belongs to the text, as in `[/api/users]`."""
    start = scanner.at
    quoted = _QUOTED.match(scanner.text, start + 2)
    end = scanner.text.find("]", quoted.end() if quoted else start + 2)
    last = scanner.text[end - 1 : end] if end > start + 2 else ""
    if last not in ("/", "\\") or (quoted and end != quoted.end() + 1):
        return None
    scanner.at = end + 1
    raw = quoted[2] if quoted else scanner.text[start + 2 : end - 1]
    label, icon = words_of(raw, markdown=bool(quoted and quoted[1]))
    return label, _SLANTED[scanner.text[start + 1] + last], icon or None


def enclosed_text(scanner: Scanner, closing: str, start: int) -> tuple[str, bool]:
    """The text up to the closing bracket, and whether it is Markdown; `start` is where it was opened."""
    quoted = scanner.take(_QUOTED)
    if quoted and scanner.text.startswith(closing, scanner.at):
        scanner.at += len(closing)
        return quoted[2], bool(quoted[1])
    inner = quoted.start() if quoted else scanner.at
    end = scanner.text.find(closing, inner)
    text = scanner.text[inner:end]
    if end < 0 or text.count('"') % 2 or ("\n" in text and _BRACKET.search(text)):
        opened = scanner.text[start : start + 1]
        do = f'Close it with {closing}, and put a text with brackets or quotes into "quotes".'
        what = "a quote in the bracket" if end >= 0 and text.count('"') % 2 else "the bracket"
        scanner.refuse(f"{what} {opened} is not closed", do, start)
    scanner.at = end + len(closing)
    return text, False


def _data(scanner: Scanner) -> dict[str, str]:
    """What stands in `@{ ... }`."""
    start = scanner.at
    found = scanner.take(_DATA)
    if not found:
        scanner.refuse("the bracket @{ is not closed", "Close it with }.", start)
    body = found[1]
    data = _mapping(body) if "\n" in body else None
    data = _mapping(f"{{{body}}}") if data is None else data
    if data is None:
        do = "Write key: value, with commas between them."
        scanner.refuse("what stands in @{ } is not keys and values", do, start)
    return data


def _mapping(text: str) -> dict[str, str] | None:
    """The texts in a mapping of YAML, read as our files are, which is safe; None where it is none."""
    problems = Problems()
    try:
        root = read_tree(_one_line(text), problems)
    except Unreadable:
        return None
    if problems.listed or not isinstance(root, Mapping | None):
        return None
    pairs = root.pairs if root else []
    texts = ((key, value) for key, value in pairs if isinstance(key, Scalar) and isinstance(value, Scalar))
    return {key.value: value.value for key, value in texts}


def _one_line(text: str) -> str:
    """Lines inside of quotes are lines of a label."""
    parts = text.split('"')
    return '"'.join(_INDENT.sub("<br/>", part) if n % 2 else part for n, part in enumerate(parts))


def _with_data(said: Said, data: dict[str, str]) -> Said:
    label, icon = (
        words_of(data["label"], markdown=data["label"].startswith("`")) if "label" in data else (None, "")
    )
    icon = data.get("icon") or data.get("img") or icon or said.icon or ""
    shape = data.get("shape") or said.shape
    return Said(
        said.id, said.at, label if label is not None else said.label, shape, icon or None, is_look=True
    )
