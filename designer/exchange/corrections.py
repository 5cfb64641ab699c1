"""What a person decided about an import: the kind, the id or the omission of boxes, the kind of arrows."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from designer.errors import SketchcheckError
from designer.exchange.imported import Imported
from designer.files.emit import pair_lines
from designer.files.plain import field_value, is_null, pairs
from designer.files.problems import Problems, Unreadable
from designer.files.tree import Mapping, read_tree
from designer.model.flow import FLOWS
from designer.model.kinds import KINDS
from designer.model.messages import did_you_mean, shorten

SKIP, NOTE = "skip", "note"


@dataclass(frozen=True, slots=True)
class Corrections:
    """Decisions by the keys of boxes and arrows. A kind may be `skip`, that of a box also `note`."""

    kinds: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    arrows: dict[str, str] = field(default_factory=dict)


def read_corrections(text: str, name: str) -> Corrections:
    """Corrections from YAML or JSON. Raises SketchcheckError where they make no sense."""
    data = _read(text, name)
    if data.keys() - {"boxes", "arrows"}:
        raise _cannot(name, "it holds something else than boxes and arrows", "Write boxes: and arrows: only")
    found = Corrections()
    for key, value in _pairs(data.get("boxes"), name):
        entry = value if isinstance(value, dict) else {"kind": value}
        if entry.keys() - {"kind", "id"}:
            raise _cannot(name, f"box {shorten(key)} has more than kind and id", "Remove the rest")
        if "kind" in entry:
            found.kinds[key] = _known(entry["kind"], {**KINDS, SKIP: None, NOTE: None}, key, name)
        if isinstance(entry.get("id"), str):
            found.ids[key] = entry["id"]
    for key, value in _pairs(data.get("arrows"), name):
        found.arrows[key] = _known(value, {**FLOWS, SKIP: None}, key, name)
    return found


def _read(text: str, name: str) -> dict[str, Any]:
    """The sections. A section without lines is left out."""
    problems, data = Problems(), {}
    with suppress(Unreadable):
        root = read_tree(text, problems)
        if isinstance(root, Mapping):
            filled = [(key, value) for key, value in pairs(root, problems) if not is_null(value)]
            data = {key: field_value(value, problems) for key, value in filled}
        elif root is not None:
            raise _cannot(name, "it is no keys and values", "Write boxes: and arrows: with a line for each")
    problems.check(name, lambda _: "")
    return data


def _pairs(data: Any, name: str) -> list[tuple[str, Any]]:
    if data is None:
        return []
    if not isinstance(data, dict):
        raise _cannot(name, "boxes and arrows are not keys and values", "Write KEY: KIND on each line")
    return [(str(key), value) for key, value in data.items()]


def _known(kind: Any, kinds: dict[str, Any], key: str, name: str) -> str:
    if isinstance(kind, str) and kind in kinds:
        return kind
    hint = did_you_mean(str(kind), kinds).strip() or f"Kinds are {', '.join(kinds)}."
    because = f"{shorten(str(kind))} is no kind that {shorten(key)} can have"
    raise _cannot(name, because, hint.removesuffix("."))


def _cannot(name: str, because: str, do: str) -> SketchcheckError:
    return SketchcheckError(f"cannot read the corrections in {name}: because {because}. {do}.")


def corrections_text(found: Imported) -> str:
    """What was guessed, as a file to correct and to give to the next import."""
    lines = [
        "# Correct what is wrong, and import again with --map and this file.",
        "# A box: its kind and id; skip leaves it out, note makes a note of it. An arrow: its kind, or skip.",
        "boxes:" if found.boxes else "boxes: {}",
    ]
    for box in found.boxes:
        lines += [f"  # {_line(box.label)}: {box.guess.sure}. {_line(box.guess.why)}"]
        lines += pair_lines(box.key, {"kind": box.guess.kind, "id": box.id}, 2)
    lines += [
        "# Without its # an arrow has this kind; else it is guessed again, from the boxes above.",
        "arrows:",
    ]
    for arrow in found.arrows:
        lines += [f"  # {arrow.source} to {arrow.target}: {arrow.guess.sure}. {_line(arrow.guess.why)}"]
        lines += [f"  # {line.strip()}" for line in pair_lines(arrow.key, arrow.guess.kind, 2)]
    return "\n".join(lines) + "\n"


def _line(text: str) -> str:
    """Words for a comment: on one line, without signs that end it."""
    return "".join(sign if sign.isprintable() else " " for sign in text)[:200]
