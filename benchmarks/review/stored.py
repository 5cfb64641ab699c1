"""The folder of a measurement: its cases and the raw answers to them, as lines of JSON.

A line is written as soon as there is an answer, so a run that breaks goes on where it was. The cases stand
beside the answers, so that they can be scored years later, whatever has become of the templates.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.review.case import Arm, Case, Plain, read_case
from checks.engine import Report
from checks.review.compact import compact
from checks.review.usage import Usage
from designer.errors import SketchcheckError

Key = tuple[str, Arm, int]
"""What an answer answers: the case, the arm, and which run."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A raw answer, or why there is none. `sent` stands for the lines that the model was shown."""

    case: str
    arm: Arm
    run: int
    model: str
    host: str
    prompt: str
    sent: str
    answer: Plain | None = None
    rung: str = ""
    reason: str = ""
    failure: str = ""
    usage: Usage = field(default_factory=Usage)
    seconds: float = 0.0
    calls: int = 0

    @property
    def key(self) -> Key:
        """What it answers."""
        return self.case, self.arm, self.run


def sent_of(report: Report) -> str:
    """A short word for the lines of a design, to tell whether they are still the same."""
    return sha256(compact(report).text.encode()).hexdigest()[:16]


class Folder:
    """Reads and writes the files of a measurement."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._cases, self._answers = path / "cases.jsonl", path / "answers.jsonl"

    def go_on(self, cases: Iterable[Case], model: str) -> None:
        """See that what is there is of this model and these cases. Raises SketchcheckError where not."""
        other = next((one.model for one in self.answers() if one.model != model), "")
        if other or (self._cases.exists() and self._cases.read_text("utf-8") != _all(cases)):
            of = f"its answers are of {other}" if other else "its cases are those of another version"
            raise SketchcheckError(f"cannot go on in {self.path}: because {of}. Name another --folder.")

    def begin(self, cases: Iterable[Case]) -> None:
        """Write the cases down."""
        self.path.mkdir(parents=True, exist_ok=True)
        self._cases.write_text(_all(cases), "utf-8")

    def cases(self) -> list[Case]:
        """The cases. Raises SketchcheckError where there are none."""
        return [_read(read_case, self._cases, number, one) for number, one in _lines(self._cases)]

    def answers(self) -> list[Stored]:
        """The answers so far. A last line that was cut off is passed over: it will be asked again."""
        if not self._answers.exists():
            return []
        return [_read(_stored, self._answers, number, one) for number, one in _lines(self._answers)]

    def add(self, stored: Stored) -> None:
        """Write an answer down, behind the last whole line."""
        with self._answers.open("ab+") as file:
            file.seek(0)
            file.truncate(file.read().rfind(b"\n") + 1)
            file.write(_line(asdict(stored)).encode())


def _all(cases: Iterable[Case]) -> str:
    return "".join(_line(one.data()) for one in cases)


def _line(data: Plain) -> str:
    return json.dumps(data, ensure_ascii=True, sort_keys=True) + "\n"


def _lines(path: Path) -> list[tuple[int, str]]:
    """The whole lines with their numbers."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = f"it cannot be read ({type(error).__name__})"
        raise SketchcheckError(
            f"cannot score {path.parent}: because there is no {path.name} in it, or {why}."
            " Name the folder of a measurement."
        ) from None
    return list(enumerate(text.split("\n")[:-1], 1))


def _stored(data: Plain) -> Stored:
    return Stored(**data | {"usage": Usage(**data["usage"])})


def _read(read: Any, path: Path, number: int, line: str) -> Any:
    try:
        return read(json.loads(line))
    except (ValueError, KeyError, TypeError) as error:
        raise SketchcheckError(
            f"cannot read {path.name}, line {number}: because {type(error).__name__}: {str(error)[:120]}."
            " Take the line out to ask again, or name another folder."
        ) from None
