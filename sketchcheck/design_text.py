"""The design as text: what was typed keeps its comments and its order, whatever is drawn meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from designer.errors import DrawingError, FileProblems, Problem, RefusedEdit
from designer.files import LoadedFile, dump, in_order_of, load_text, splice
from designer.files.load import MARK
from designer.layout import complete
from designer.model.design import Design
from designer.model.edits import Batch, apply_all
from designer.model.edits.diff import diff
from designer.model.edits.language import Place

if TYPE_CHECKING:
    from designer.store.records import Committed
    from designer.store.store import Store
    from sketchcheck.linked import LinkedFile

Plain = dict[str, Any]
NAME = "the text"


class Home(Protocol):
    """Where the text of a design lives: in its file, or in the store."""

    def text(self) -> str | None:
        """The text as it was kept last; None where there is none yet."""

    def keep_text(self, typed: LoadedFile) -> None:
        """Keep what was typed."""


class InStore:
    """The home of the text of a design that has no file."""

    def __init__(self, store: Store, design_id: str) -> None:
        self._store = store
        self._design_id = design_id

    def text(self) -> str | None:
        """The text as it was kept last."""
        return self._store.text_of(self._design_id)

    def keep_text(self, typed: LoadedFile) -> None:
        """Keep what was typed."""
        self._store.keep_text(self._design_id, typed.text)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, the text that it was typed upon, and the number of the message."""

    base: str
    text: str
    client: str
    seq: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a text that was typed: the number of its message, and what is wrong with it."""

    client: str
    seq: int
    problems: tuple[Problem, ...] = ()


class DesignText:
    """The text of one design, for the pane beside the canvas and for export."""

    def __init__(self, store: Store, design_id: str, linked: LinkedFile | None) -> None:
        self._home: Home = linked or InStore(store, design_id)
        self._kept: LoadedFile | None = None
        self._now: LoadedFile | None = None
        self.shown = False
        """Whether the pane is open: only then the text is made and sent."""
        self.answer: Answer | None = None

    def now(self, design: Design) -> LoadedFile:
        """The text that was kept last, with what was drawn since spliced into it."""
        kept = self._read_kept()
        if self._now is None or self._now.design is not design:
            text = splice(kept, in_order_of(design, kept.design)) if kept else dump(design)
            self._now = LoadedFile(design, text, NAME, load_text(text, NAME).lines)
        return self._now

    def _read_kept(self) -> LoadedFile | None:
        text = self._home.text()
        if text is not None and (self._kept is None or self._kept.text != text):
            self._kept, self._now = load_text(text, NAME), None
        return self._kept

    def take(self, message: Typed, design: Design, commit: Callable[[Batch], Committed]) -> bool:
        """Take what was typed over into the design; False where there was nothing to commit.

        What is wrong with it is told in the pane, and changes nothing.
        """
        problems: Sequence[Problem] = ()
        done = None
        try:
            typed = load_text(message.text, NAME)
            before = base_of(message.base, design)
            edit = edit_of(before, typed.design, design)
            if edit.edits:  # else only comments, or the order of things
                done = commit(edit)
                problems = [Problem(1, 1, "", words) for _, words in done.refused]
            if not problems:
                self.keep(typed, before, done.design if done else design)
        except FileProblems as found:
            problems = found.problems
        except (RefusedEdit, DrawingError) as error:
            problems = [Problem(1, 1, "", str(error))]
        self.answer = Answer(message.client, message.seq, tuple(problems))
        return done is not None

    def keep(self, typed: LoadedFile, before: Design, design: Design) -> None:
        """`typed` is the text from now on, brought to what the design has become."""
        gone = {key: at for key, at in before.layout.boxes.items() if key not in typed.design.layout.boxes}
        layout = typed.design.layout
        # The reader passes over places of what is not there any more; spliced, they leave the text.
        stale = layout.model_copy(update={"boxes": gone | dict(layout.boxes)})
        old = replace(typed, design=typed.design.with_layout(stale))
        text = _written_as(self._home.text() or "", splice(old, in_order_of(design, typed.design)))
        self._home.keep_text(LoadedFile(design, text, NAME, {}))

    def data(self, design: Design) -> Plain | None:
        """What the pane shows; the type is TextData in frontend/src/types.ts."""
        if not self.shown:
            return None
        now, answer = self.now(design), self.answer
        return {"text": _for_pane(now.text), "lines": _lines(now), "answer": answer and _answer_data(answer)}


def _for_pane(text: str) -> str:
    """An editor knows one kind of line end, and no byte order mark."""
    return text.removeprefix(MARK).replace("\r\n", "\n").replace("\r", "\n")


def _written_as(before: str, text: str) -> str:
    """The text with the line ends and the mark of the one before."""
    mark = MARK if before.startswith(MARK) else ""
    return mark + (text.replace("\n", "\r\n") if "\r\n" in before else text)


def _lines(loaded: LoadedFile) -> dict[str, int]:
    design = loaded.design
    groups = (design.components, design.flows, design.zones, design.notes)
    return {key: loaded.lines[key] for group in groups for key in group if key in loaded.lines}


def _answer_data(answer: Answer) -> Plain:
    problems = [{"line": one.line, "column": one.column, "message": one.message} for one in answer.problems]
    return {"client": answer.client, "seq": answer.seq, "problems": problems}


def edit_of(before: Design, typed: Design, design: Design) -> Batch:
    """What was typed, as one edit of `design`: the difference to the text that was typed upon.

    What has no place yet gets one; a box that only got another id keeps its own.
    """
    edits = list(diff(before, typed).edits)
    if not edits:
        return Batch(edits=[])
    after = apply_all(design, edits)
    renamed = _renamed(before, typed)
    boxes = {key: design.layout.boxes[old] for key, old in renamed.items() if old in design.layout.boxes}
    if boxes:
        edits.append(Place(boxes=boxes))
        after = apply_all(after, edits[-1:])
    whole, layout = complete(after), after.layout
    lost = {key: at for key, at in whole.boxes.items() if key not in layout.boxes}
    areas = {key: area for key, area in whole.zones.items() if key not in layout.zones}
    if lost or areas:
        edits.append(Place(boxes=lost, zones=areas))
    return Batch(edits=edits)


def _renamed(before: Design, typed: Design) -> dict[str, str]:
    """The one component that is new in place of the one that is gone."""
    new = [key for key in typed.components if key not in before.components]
    gone = [key for key in before.components if key not in typed.components]
    if len(new) != 1 or len(gone) != 1 or new[0] in typed.layout.boxes:
        return {}
    return {new[0]: gone[0]}


def base_of(text: str, design: Design) -> Design:
    """The design of a text that was typed upon; where it is none (any more), the one of today."""
    try:
        return load_text(text, NAME).design
    except FileProblems:
        return design
