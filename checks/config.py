"""What a project asks of its designs: `sketchcheck.toml`, or `[tool.sketchcheck]` in `pyproject.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import Any

from checks.config_reader import ConfigReader
from checks.finding import Severity
from designer.errors import SketchcheckError
from designer.model.properties import Maturity

OWN_FILE, SHARED_FILE = "sketchcheck.toml", "pyproject.toml"


@dataclass(frozen=True, slots=True)
class WaiverPolicy:
    """What a waiver must keep to: at most so many days from today on, by one of these owners."""

    longest_days: int | None = None
    owners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """Which language model a project asks, how long, and at what price. A key never stands in a file.

    Nothing stated is "" or None. Prices are in USD for a million tokens.
    """

    base_url: str = ""
    model: str = ""
    api_version: str = ""
    seconds: int | None = None
    answer_tokens: int | None = None
    session_tokens: int | None = None
    price_sent: float | None = None
    price_answered: float | None = None


@dataclass(frozen=True, slots=True)
class Config:
    """What is checked, and how strictly.

    `select` and `ignore` are codes or beginnings of codes, nothing selected means all; `severity` is by
    code; `options` by `CODE.name`; `maturity` is the least that is asked of any design. `file` is where
    it was read, "" where nothing was.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    options: Mapping[str, object] = field(default_factory=dict)
    maturity: Maturity | None = None
    waivers: WaiverPolicy = field(default_factory=WaiverPolicy)
    review: ReviewSettings = field(default_factory=ReviewSettings)
    file: str = ""


NO_CONFIG = Config()


def config_for(design_file: Path) -> Config:
    """The configuration for a design: that of the nearest folder upwards that has one.

    Where a folder has both files, `sketchcheck.toml` counts. Raises SketchcheckError, with every mistake
    in one message, where that file cannot be read.
    """
    folder = design_file.resolve().parent
    for parent in (folder, *folder.parents):
        for path in (parent / OWN_FILE, parent / SHARED_FILE):
            if (table := _table(path)) is not None:
                return _read(path, table, design_file.resolve().relative_to(parent))
    return NO_CONFIG


def _table(path: Path) -> dict[str, Any] | None:
    """What the file says to Sketchcheck; None where it is not there or says nothing."""
    try:
        text = path.read_bytes().decode()
        table = tomllib.loads(text)
    except (FileNotFoundError, NotADirectoryError, PermissionError, IsADirectoryError):
        return None
    except ValueError as error:
        if path.name == SHARED_FILE:  # whoever owns that file hears of it elsewhere
            return None
        raise SketchcheckError(f"cannot read {path}: because it is no TOML ({error}). Mend it.") from None
    if path.name == OWN_FILE:
        return table
    tools = table.get("tool")
    found = tools.get("sketchcheck") if isinstance(tools, dict) else None
    return found if isinstance(found, dict) else None


def _read(path: Path, table: dict[str, Any], design_file: PurePath) -> Config:
    reader = ConfigReader(str(path))
    config = _merged(Config(file=str(path)), reader, table, "")
    policy = reader.table(table, "waivers", ("longest-days", "owners"))
    longest = reader.whole(policy, "waivers.longest-days")
    config = replace(config, waivers=WaiverPolicy(longest, reader.texts(policy, "waivers.owners")))
    config = replace(config, review=_review(reader, table))
    for number, one in enumerate(reader.tables(table, "paths"), 1):
        match = reader.text(one, f"paths[{number}].match", required=True)
        changed = _merged(config, reader, one, f"paths[{number}].")
        if match and _matches(design_file, match):
            config = changed
    reader.check()
    return config


def _review(reader: ConfigReader, table: dict[str, Any]) -> ReviewSettings:
    texts, counts = ("base-url", "model", "api-version"), ("seconds", "answer-tokens", "session-tokens")
    prices = ("price-sent", "price-answered")
    stated = reader.table(table, "review", (*texts, *counts, *prices))
    values: dict[str, Any] = {name: reader.text(stated, f"review.{name}") or "" for name in texts}
    values |= {name: reader.whole(stated, f"review.{name}") for name in counts}
    values |= {name: reader.amount(stated, f"review.{name}") for name in prices}
    return ReviewSettings(**{name.replace("-", "_"): value for name, value in values.items()})


def _matches(design_file: PurePath, pattern: str) -> bool:
    """Whether a pattern such as `sketches/*` fits the file, or a folder that it is in."""
    return any(part.match(pattern) for part in (design_file, *design_file.parents) if part.name)


def _merged(config: Config, reader: ConfigReader, table: Mapping[str, Any], where: str) -> Config:
    """The configuration with what a table says on top; `where` is how the table is called in errors."""
    own = ("match",) if where else ("waivers", "review", "paths")
    reader.known(table, where, ("select", "ignore", "severity", "options", "maturity", *own))
    return replace(
        config,
        select=reader.codes(table, f"{where}select") or config.select,
        ignore=(*config.ignore, *reader.codes(table, f"{where}ignore")),
        severity={**config.severity, **reader.severities(table, f"{where}severity")},
        options={**config.options, **reader.options(table, f"{where}options")},
        maturity=reader.maturity(table, f"{where}maturity") or config.maturity,
    )
