"""What `check --baseline` takes as known: an older design, or an older report of `check --format json`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, Protocol

import typer

from checks.comparison import with_ids_of_today
from checks.engine import Report
from checks.reports.json import FORMAT
from checks.reports.text import plain
from designer.errors import SketchcheckError
from designer.files.load import load_text
from designer.files.source import read_source
from designer.model.design import Design

Judge = Callable[[Design], Report]


class Baseline(Protocol):
    """Findings that were there before."""

    def known(self, name: str, design: Design, judge: Judge) -> frozenset[str]:
        """The ids that are known for the file of this name, which holds this design now."""
        ...


@dataclass(frozen=True, slots=True)
class OldDesign:
    """The design as it was; it is judged by the rules and on the day of the check."""

    design: Design

    def known(self, name: str, design: Design, judge: Judge) -> frozenset[str]:  # noqa: ARG002 - one file only
        """What is found in the old design, under the ids of today."""
        return frozenset(one.id for one in judge(with_ids_of_today(self.design, design)[0]).findings)


@dataclass(frozen=True, slots=True)
class OldReports:
    """Ids of findings by the name of the file, as reports have them; `alone`: one file, one report."""

    path: Path
    ids: Mapping[str, frozenset[str]]
    alone: bool

    def known(self, name: str, design: Design, judge: Judge) -> frozenset[str]:  # noqa: ARG002 - only ids count
        """What the report on the same file lists; nothing, said aloud, where there is none."""
        files = list(self.ids) if self.alone else _same_file(name, self.ids)
        if len(files) == 1:
            return self.ids[files[0]]
        text = f"{self.path} has no report on {name}: all its findings count as new."
        typer.echo(plain(text), err=True)
        return frozenset()


def _same_file(name: str, known: Mapping[str, Any]) -> list[str]:
    """The names that may stand for this file: the same one, or those that end as it does."""
    if name in known:
        return [name]
    parts = PurePath(name).parts
    return [one for one in known if _ends_alike(parts, PurePath(one.replace("\\", "/")).parts)]


def _ends_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    shorter = min(len(one), len(other))
    return shorter > 0 and one[-shorter:] == other[-shorter:]


def read_baseline(path: Path, count: int) -> Baseline:
    """Read a baseline for a check of `count` files.

    Raises SketchcheckError where it is neither a design nor a report, or one design for several files.
    """
    text, _ = read_source(path)
    data = _json(text)
    if data is not None:
        return _reports(path, data, count)
    if path.suffix == ".json":
        raise _no_report(path, "it is no JSON")
    if count > 1:
        raise SketchcheckError(
            f"cannot take {path} as the baseline of {count} files: because it is one design."
            " Give a report of them, made with `check --format json`."
        )
    return OldDesign(load_text(text, str(path)).design)


def _json(text: str) -> Any:
    """What a JSON text holds; None where it is none."""
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return None


def _reports(path: Path, data: Any, count: int) -> OldReports:
    try:
        reports = data.get("reports", [data])
        ids = dict(_read(one) for one in reports)
    except (KeyError, TypeError, AttributeError):
        raise _no_report(path, f"it has not the form {FORMAT}") from None
    return OldReports(path, ids, alone=count == len(ids) == 1)


def _read(report: Any) -> tuple[str, frozenset[str]]:
    if report["format"] != FORMAT:
        raise KeyError("format")
    return str(report["design"]["file"]), frozenset(str(one["id"]) for one in report["findings"])


def _no_report(path: Path, because: str) -> SketchcheckError:
    return SketchcheckError(
        f"cannot take {path} as the baseline: because {because}."
        " Name a design file, or a report made with `check --format json`."
    )
