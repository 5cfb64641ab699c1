"""A design that is at home in a file: every revision goes there, and what others wrote is never lost."""

from __future__ import annotations

import difflib
from pathlib import Path

from designer.errors import SketchcheckError
from designer.files import LoadedFile, load_file, splice, write_file
from designer.model.design import Design


class LinkedFile:
    """The file of a design, as it was when we last read or wrote it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.loaded: LoadedFile = load_file(path)

    def changed_outside(self) -> bool:
        """Whether somebody else has written the file since, or taken it away."""
        try:
            return load_file(self.path).stamp != self.loaded.stamp
        except SketchcheckError:
            return True

    def save(self, design: Design) -> None:
        """Splice the design into the file; if it changed outside, leave it alone and wait for an answer."""
        if design != self.loaded.design and not self.changed_outside():
            write_file(self.path, splice(self.loaded, design), self.loaded.stamp)
            self.loaded = load_file(self.path)

    def overwrite(self, design: Design) -> None:
        """Put the design in the place of what is there now."""
        write_file(self.path, splice(self.loaded, design))
        self.loaded = load_file(self.path)

    def take(self) -> Design:
        """Read what others wrote. Raises FileProblems where it is no design."""
        self.loaded = load_file(self.path)
        return self.loaded.design

    def difference(self, design: Design) -> str:
        """What we would write against what is there, as a unified diff."""
        there = self.path.read_text("utf-8", errors="replace") if self.path.exists() else ""
        ours = splice(self.loaded, design)
        names = (f"{self.path.name} (file)", f"{self.path.name} (canvas)")
        return "\n".join(difflib.unified_diff(there.splitlines(), ours.splitlines(), *names, lineterm=""))
