"""A design that is at home in a file: every revision goes there, and what others wrote is never lost."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from designer.errors import FileProblems, SketchcheckError
from designer.files import LoadedFile, dump, in_order_of, load_file, load_text, splice, write_file
from designer.files.source import Stamp, read_source
from designer.model.design import Design

SHOWN = 3
"""So many problems of a broken file are told."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What somebody else made of the file.

    `words` tells it; `text` and `stamp` are there where the file can be read, `loaded` where it is a design.
    `writable` is false where something lies in the way that must not be replaced.
    """

    words: str
    text: str = ""
    stamp: Stamp | None = None
    loaded: LoadedFile | None = None
    writable: bool = True


class LinkedFile:
    """The file of a design, shared by all tabs of a server.

    `digest` is that of what file and design had in common last; `remember` keeps a new one, also for the
    next start of the program.
    """

    def __init__(self, path: Path, digest: str, remember: Callable[[str], None]) -> None:
        self.path = path
        self.trouble = ""
        """Why the last revision could not be written, in words."""
        self._digest = digest
        self._remember = remember
        self._common: LoadedFile | None = None
        self._lock = Lock()

    def save(self, design: Design) -> None:
        """Splice the design into the file; if it changed outside, leave it alone and wait for an answer.

        Raises nothing: a file that cannot be written must not stop the drawing. `trouble` says why.
        """
        with self._lock:
            self.trouble = ""
            try:
                self._save(design)
            except SketchcheckError as error:
                self.trouble = str(error)

    def _save(self, design: Design) -> None:
        if self._changed():
            return
        if self._common is None:
            self._common = load_file(self.path)
        if design != self._common.design:
            text = splice(self._common, in_order_of(design, self._common.design))
            self._agree(design, text, write_file(self.path, text, self._common.stamp))

    def text(self) -> str | None:
        """The text that file and design had in common last; None where neither is known to be a design."""
        with self._lock:
            if self._common is None and not self._changed():
                self._common = load_file(self.path)
            return self._common.text if self._common else None

    def keep_text(self, typed: LoadedFile) -> None:
        """Write what was typed, comments included; not over what others wrote. Raises nothing, as `save`."""
        with self._lock:
            self.trouble = ""
            try:
                self._keep_text(typed)
            except SketchcheckError as error:
                self.trouble = str(error)

    def _keep_text(self, typed: LoadedFile) -> None:
        changed = self._changed()
        stamp = self._common.stamp if self._common else None
        # Also while the file waits for an answer: the pane must not lose what was typed into it.
        self._common = LoadedFile(typed.design, typed.text, str(self.path), {}, stamp)
        if not changed and stamp:
            self._agree(typed.design, typed.text, write_file(self.path, typed.text, stamp))

    def _changed(self) -> bool:
        try:
            return read_source(self.path)[1].digest != self._digest
        except SketchcheckError:
            return True

    def _agree(self, design: Design, text: str, stamp: Stamp) -> None:
        self._common = LoadedFile(design, text, str(self.path), {}, stamp)
        self._digest = stamp.digest
        self._remember(stamp.digest)

    def outside(self, design: Design) -> Outside | None:
        """What others did to the file; None while it is as we left it, or says the same as the design."""
        with self._lock:
            if not self._changed():
                return None
            found = self._look()
            if found.loaded and found.loaded.stamp and found.loaded.design == design:
                self._agree(found.loaded.design, found.text, found.loaded.stamp)
                return None
            return found

    def _look(self) -> Outside:
        name = self.path.name
        if not self.path.exists():
            return Outside(f"{name} is no longer there.")
        try:
            text, stamp = read_source(self.path)
        except SketchcheckError as error:
            return Outside(f"{name} was changed outside. {error}", writable=False)
        try:
            found = load_text(text, name)
        except FileProblems as error:
            why = " ".join(f"Line {problem}" for problem in error.problems[:SHOWN])
            return Outside(f"{name} was changed outside, and is no design now. {why}", text, stamp)
        loaded = LoadedFile(found.design, text, name, found.lines, stamp)
        return Outside(f"{name} was changed outside.", text, stamp, loaded)

    def accept(self, found: Outside) -> None:
        """The design has taken over what was found; what it has beyond that is written from now on."""
        with self._lock:
            if found.loaded and found.loaded.stamp:
                self._agree(found.loaded.design, found.text, found.loaded.stamp)

    def overwrite(self, design: Design, found: Outside) -> None:
        """Put the design in the place of what was found, comments of others kept where that can be.

        Raises SketchcheckError, and writes nothing, where the file changed again in the meantime.
        """
        with self._lock:
            if found.stamp is None and self.path.exists():
                raise SketchcheckError(
                    f"cannot save {self.path.name}: because somebody else has just made it. Look at it first."
                )
            text = self._ours(design, found)
            self._agree(design, text, write_file(self.path, text, found.stamp))

    def difference(self, design: Design, found: Outside) -> str:
        """What `overwrite` would change, as a unified diff."""
        names = (f"{self.path.name} (file)", f"{self.path.name} (canvas)")
        lines = found.text.splitlines(), self._ours(design, found).splitlines()
        return "\n".join(difflib.unified_diff(*lines, *names, lineterm=""))

    def _ours(self, design: Design, found: Outside) -> str:
        before = found.loaded or self._common
        return splice(before, in_order_of(design, before.design)) if before else dump(design)
