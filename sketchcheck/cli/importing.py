"""`import`: a drawing of another tool as a design, with a report of what was guessed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from checks.reports.text import counted, plain
from designer.errors import SketchcheckError
from designer.exchange import (
    Corrections,
    GuessedArrow,
    GuessedBox,
    Imported,
    build,
    corrections_text,
    read,
    read_corrections,
)
from designer.exchange.sketch import Remark
from designer.files import dump, write_file
from sketchcheck.cli.files import write_output

_FORMAT = "sketchcheck-import/1"


def run(path: Path, output: Path | None, mapping: Path | None, *, form: str, force: bool) -> None:
    """Import, write the design and the corrections, print the report."""
    if output and not force and output.exists():
        raise SketchcheckError(
            f"cannot write {output}: because it exists. Choose another name, or add --force to replace it."
        )
    sketch = read(path.name, _bytes(path))
    given = mapping is not None and mapping.exists()
    found = build(sketch, _corrections(mapping) if mapping and given else None)
    if mapping and not given:
        write_output(corrections_text(found), mapping, path)
    if output:
        write_file(output, dump(found.design))
    report = _json if form == "json" else _text
    write_output(report(found, path, sketch.format, output, None if given else mapping), None)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        because = "there is no such file"
    except IsADirectoryError:
        because = "it is a folder"
    except OSError as error:
        because = (error.strerror or str(error)).lower()
    raise SketchcheckError(f"cannot read {path}: because {because}. Check its name.")


def _corrections(path: Path) -> Corrections:
    try:
        return read_corrections(_bytes(path).decode(), path.name)
    except UnicodeDecodeError:
        because = "it is no text in UTF-8. Save it so"
        raise SketchcheckError(f"cannot read {path}: because {because}.") from None


def _json(found: Imported, path: Path, name: str, output: Path | None, mapping: Path | None) -> str:
    data = {
        "format": _FORMAT,
        "file": str(path),
        "read_as": name,
        "design": _counts(found),
        "boxes": [_flat(one) for one in found.boxes],
        "arrows": [_flat(one) for one in found.arrows],
        "remarks": [asdict(one) for one in found.remarks],
        "masked": [asdict(one) for one in found.masked],
        "written": [str(one) for one in (output, mapping) if one],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _counts(found: Imported) -> dict[str, Any]:
    design = found.design
    parts = {name: len(getattr(design, name)) for name in ("components", "flows", "zones", "notes")}
    return {"name": design.name} | parts


def _flat(one: GuessedBox | GuessedArrow) -> dict[str, Any]:
    data = asdict(one)
    guess = data.pop("guess")
    return data | {key: guess[key] for key in ("kind", "sure", "why")}


def _text(found: Imported, path: Path, name: str, output: Path | None, mapping: Path | None) -> str:
    return "".join(f"{plain(line)}\n" for line in _lines(found, path, name, output, mapping))


def _lines(
    found: Imported, path: Path, name: str, output: Path | None, mapping: Path | None
) -> Iterator[str]:
    design = found.design
    parts = (
        (design.components, "component"),
        (design.flows, "flow"),
        (design.zones, "zone"),
        (design.notes, "note"),
    )
    counts = ", ".join(counted(len(group), word) for group, word in parts)
    yield f"{path}: read as {name}, {counts}"
    yield from _part("Boxes", (_box(one) for one in found.boxes))
    yield from _part("Arrows", (_arrow(one) for one in found.arrows))
    yield from _part("Not as it was drawn", map(_remark, found.remarks))
    yield from _part("Masked", map(_remark, found.masked))
    yield ""
    if output:
        yield f"{output} is written. Check it with: sketchcheck check {output}"
    if mapping:
        yield f"{mapping} holds the guesses: correct them there, and import again with --map {mapping}"


def _part(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", title, *(f"  {line}" for line in found))


def _box(one: GuessedBox) -> str:
    return f"{one.place}: {one.id or one.label} = {one.guess.kind} ({one.guess.sure}). {one.guess.why}"


def _arrow(one: GuessedArrow) -> str:
    return f"{one.place}: {one.source} > {one.target} = {one.guess.kind} ({one.guess.sure}). {one.guess.why}"


def _remark(one: Remark) -> str:
    return f"{one.place}: {one.text}"
