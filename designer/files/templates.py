"""The designs that ship with the program, each with a flawed twin."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from designer.errors import SketchcheckError
from designer.files.plain import any_value
from designer.files.problems import Problems, Unreadable
from designer.files.source import read_source
from designer.files.tree import read_tree
from designer.model.messages import explain

_DESIGNER = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Template:
    """A good design, its flawed twin, and the ids of the findings that the twin must have."""

    name: str
    title: str
    story: str
    teaches: tuple[str, ...]
    good: Path
    flawed: Path
    expected: tuple[str, ...]


def find_templates(designer: Path = _DESIGNER) -> Path:
    """The folder of templates: inside of an installed `designer`, beside it in a checkout."""
    for folder in (designer / "_templates", designer.parent / "templates"):
        if folder.is_dir():
            return folder
    raise SketchcheckError(
        f"cannot find the templates: because neither {designer} nor its neighbour has them."
        " Install sketchcheck again."
    )


def list_templates(folder: Path | None = None) -> tuple[Template, ...]:
    """All templates by name. Raises SketchcheckError where one is damaged."""
    folder = folder or find_templates()
    return tuple(_read(found.parent) for found in sorted(folder.glob("*/template.yaml")))


def find_template(name: str) -> Template:
    """The template with this name. Raises SketchcheckError, naming all, where there is none."""
    known = {one.name: one for one in list_templates()}
    if name not in known:
        names = ", ".join(known)
        raise SketchcheckError(f"cannot find the template {name}: because there is none. There are {names}.")
    return known[name]


class _About(BaseModel):
    """What template.yaml says."""

    model_config = ConfigDict(extra="forbid")

    title: Annotated[str, Field(min_length=1)]
    story: Annotated[str, Field(min_length=1)]
    teaches: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()


def _read(folder: Path) -> Template:
    good, flawed = folder / "good.design.yaml", folder / "flawed.design.yaml"
    try:
        about = _About.model_validate(_data(folder / "template.yaml"))
    except ValidationError as error:
        because = explain(error)
    else:
        if good.is_file() and flawed.is_file():
            return Template(folder.name, good=good, flawed=flawed, **about.model_dump())
        because = f"{good.name} or {flawed.name} is missing"
    raise SketchcheckError(f"cannot read the template {folder.name}: because {because}. Mend it.")


def _data(path: Path) -> Any:
    problems = Problems()
    data = None
    with suppress(Unreadable):
        root = read_tree(read_source(path)[0], problems)
        data = any_value(root, problems) if root else None
    problems.check(str(path), lambda _: "")
    return data
