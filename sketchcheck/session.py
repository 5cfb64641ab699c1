"""One browser tab at work on one design: takes the edits of the canvas, gives it the answer of Python."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from checks.config import NO_CONFIG, Config, config_for
from checks.engine import Report, check, recheck
from checks.finding import Fix
from checks.fixes import fixes_of, mend, placed
from designer.errors import (
    DrawingError,
    FileProblems,
    Problem,
    RefusedEdit,
    SketchcheckError,
    StoreError,
)
from designer.files import load_text
from designer.layout import arrange, complete
from designer.model.design import Design
from designer.model.edits import apply_all, read_edit
from designer.model.edits.language import Batch, Edit, Place
from designer.store.records import Committed
from designer.store.store import Store
from sketchcheck.clashes import Clashes
from sketchcheck.clip import Clip, read_clip
from sketchcheck.design_text import NAME, Answer, DesignText, base_of, edit_of
from sketchcheck.ghosts import Ghosts, ghosts_of_all
from sketchcheck.reviewing.findings import ModelFindings
from sketchcheck.reviewing.line import Line
from sketchcheck.reviewing.reviewer import Reviewer
from sketchcheck.talk import Talk
from sketchcheck.told import Told

if TYPE_CHECKING:
    from sketchcheck.linked import LinkedFile


Plain = dict[str, Any]
_DONE_BY_PYTHON = ("undo", "redo", "arrange", "text", "review")
"""Operations that the canvas cannot apply by itself."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell once; `n` tells two notices apart."""

    n: int
    level: str
    text: str


class Session:
    """What one tab shows of one design.

    `doc_rev` grows only when Python changed the design, so that the canvas takes it over; `epoch` changes
    when a new session begins. Every edit is in the store before it is acknowledged.
    """

    def __init__(self, store: Store, design_id: str, linked: LinkedFile | None = None) -> None:
        self.store = store
        self.design_id = design_id
        self.linked = linked
        self.epoch = uuid.uuid4().hex[:8]
        self.doc_rev = 1
        self.ghosts: Ghosts | None = None
        self.clip: Clip | None = None
        self.notice: Notice | None = None
        self.opened = store.open_design(design_id)
        self.text = DesignText(store, design_id, linked)
        self.told = Told()
        self.clashes = Clashes()
        self.config_trouble = ""
        """Why the configuration beside the linked file is not followed, in words."""
        self.config = self._read_config()
        self.line = Line(Reviewer(self.config.review))
        self.talk = Talk(store, design_id, self.line)
        self.model_findings = ModelFindings(self.line)
        self._report: Report | None = None
        self._give_places()

    @property
    def design(self) -> Design:
        """The design as the store has it, as far as this tab knows."""
        return self.opened.design

    @property
    def revision(self) -> int:
        """The newest revision that this tab has seen."""
        return self.opened.revision

    @property
    def report(self) -> Report:
        """What the rules say of the design today."""
        today = datetime.now(UTC).date()
        if self._report is None or self._report.design is not self.design or self._report.date != today:
            self._report = recheck(self.design, self._report, today=today, config=self.config)
        return self._report

    # --- what the canvas sends --------------------------------------------------------------

    def receive(self, outbox: Plain | None) -> bool:
        """Apply what is new in the canvas's outbox, exactly once. False if all of it was known."""
        if not outbox:
            return False
        client, acked = str(outbox["client"]), self.opened.acks.get(str(outbox["client"]), 0)
        fresh = [op for op in outbox["ops"] if op["seq"] > acked]
        if self.clip and not self.clip.is_awaited(outbox):
            self.clip = None
        try:
            for op in fresh:
                self._one({key: value for key, value in op.items() if key != "seq"}, client, int(op["seq"]))
        except StoreError as error:
            self.say(f"{error} The canvas keeps the change and sends it again.", "error")
        if fresh:
            self._write_file()
        return bool(fresh)

    def _one(self, op: Plain, client: str, seq: int) -> None:
        known, design = self.revision, self.design
        try:
            self._perform(op, client, seq)
        except (RefusedEdit, DrawingError) as error:
            self.say(str(error), "warning")
            self.store.acknowledge(self.design_id, client=client, seq=seq)
            self.doc_rev += 1
        self.opened = self.opened.acknowledged(client, seq)
        python_changed = op["op"] in _DONE_BY_PYTHON or self.revision > known + 1
        if python_changed and self.design is not design:
            self.doc_rev += 1

    def _perform(self, op: Plain, client: str, seq: int) -> None:
        match op["op"]:
            case "undo":
                self._take_over(self.store.undo(self.design_id, client=client, seq=seq))
            case "redo":
                self._take_over(self.store.redo(self.design_id, client=client, seq=seq))
            case "arrange":
                arranged = _placing(self.design, op.get("ids"))
                self._take_over(self._commit(arranged, client, seq, "Arrange"))
            case "text":
                self._take_text(str(op["base"]), str(op["text"]), client, seq)
            case "preview" | "preview_all" | "dismiss" | "read_text" | "show_text" | "ask" | "line":
                self._show(op, client, seq)
                self.store.acknowledge(self.design_id, client=client, seq=seq)
            case "review" if op["do"] in ("keep", "dismiss", "forget"):
                decision, title = self.model_findings.decide(op, self.design)
                self._take_over(self._commit(decision, client, seq, title))
            case "review":
                self._review(op)
                self.store.acknowledge(self.design_id, client=client, seq=seq)
            case _:
                self._edit(op, client, seq)

    def _review(self, op: Plain) -> None:
        match op["do"]:
            case "show":
                self.model_findings.shown = bool(op["shown"])
            case "run":
                self.model_findings.run(self._own_report, bool(op["more"]))
            case "preview":
                self._propose(str(op["finding"]), self.model_findings.fix_of(str(op["finding"])))

    def _own_report(self) -> Report:
        """One for a thread of its own: that of the session goes on with the drawing."""
        return check(self.design, config=self.config)

    def _show(self, op: Plain, client: str, seq: int) -> None:
        """What is asked for without changing the design."""
        match op["op"]:
            case "preview":
                self._preview(op["finding"], int(op["fix"]))
            case "preview_all":
                self._preview_all()
            case "dismiss":
                self.ghosts = None
            case "read_text":
                self.clip = read_clip(op["text"], client, seq)
            case "show_text":
                self.text.shown = bool(op["shown"])
            case "ask" if op["do"] == "preview":
                self._propose(f"ask:{op['n']}", self.talk.fix_of(int(op["n"])))
            case "ask":
                self.talk.take(op, self._own_report, client, seq)
            case "line":
                self.line.take(str(op["do"]))

    def _edit(self, op: Plain, client: str, seq: int) -> None:
        self.ghosts = None
        known = len(self.clashes.renamed)

        def edit(newest: Design) -> list[Edit]:
            return [read_edit(self.clashes.resolve(op, client, newest, self.doc_rev + 1))]

        self._take_over(self._commit(edit, client, seq, op.get("title")))
        if len(self.clashes.renamed) > known:
            self.doc_rev += 1

    def _take_text(self, base: str, given: str, client: str, seq: int) -> None:
        """What was typed upon `base`; what is wrong with it is told in the pane, and changes nothing."""
        try:
            typed = load_text(given, NAME)
            before = base_of(base, self.design)
            edit = edit_of(before, typed.design, self.design)
            refused = self._commit_text(edit, client, seq)
        except (FileProblems, RefusedEdit, DrawingError) as error:
            self.text.answer = Answer(client, seq, _problems(error))
            self.store.acknowledge(self.design_id, client=client, seq=seq)
        else:
            self.text.answer = Answer(client, seq, refused)
            if not refused:
                self.text.keep(typed, before, self.design)

    def _commit_text(self, edit: Batch, client: str, seq: int) -> tuple[Problem, ...]:
        if not edit.edits:  # only comments, or the order of things
            self.store.acknowledge(self.design_id, client=client, seq=seq)
            return ()
        self.ghosts = None
        done = self.store.commit(
            self.design_id, [edit], client=client, seq=seq, base=self.revision, title="Edit as text"
        )
        self._take_over(done)
        return tuple(Problem(1, 1, "", message) for _, message in done.refused)

    def _take_over(self, done: Committed) -> None:
        self.opened = self.opened.after(done)

    def _commit(
        self,
        edit: Edit | Callable[[Design], list[Edit]],
        client: str,
        seq: int | None,
        title: str | None = None,
    ) -> Committed:
        edits = edit if callable(edit) else [edit]
        done = self.store.commit(
            self.design_id, edits, client=client, seq=seq, base=self.revision, title=title
        )
        if done.refused:
            self.say(done.refused[0][1], "warning")
            self.doc_rev += 1
        if done.dropped:
            names = ", ".join(name.replace("_", " ") for name in done.dropped)
            self.say(f"The new kind has no {names}: dropped. Undo brings it back.")
        return done

    # --- what Python does -------------------------------------------------------------------

    def edit(self, edit: Edit, title: str | None = None) -> None:
        """Apply an edit that comes from a panel of the page."""
        self._commit(edit, f"page-{self.epoch}", None, title)
        self.refresh()
        self._give_places()
        self._write_file()

    def refresh(self) -> bool:
        """Take over what other tabs, or the page, have done. True if there was something."""
        if self.store.head(self.design_id) == self.revision:
            return False
        self.opened = self.store.open_design(self.design_id)
        self.doc_rev += 1
        return True

    def restore(self, revision: int) -> None:
        """Bring an earlier revision back, as a new step."""
        self.store.restore(self.design_id, revision, client=f"page-{self.epoch}")
        self.refresh()
        self._give_places()
        self._write_file()

    def say(self, text: str, level: str = "info") -> None:
        """Tell the person something, once."""
        self.notice = Notice((self.notice.n if self.notice else 0) + 1, level, text)

    def _preview(self, finding_id: str, number: int) -> None:
        finding = next((one for one in self.report.findings if one.id == finding_id), None)
        fixes: list[Fix] = fixes_of(finding, self.report.view) if finding else []
        if finding is None or number >= len(fixes):
            raise RefusedEdit(
                f"cannot show the fix: because {finding_id} is no longer found. Nothing was changed."
            )
        self.ghosts = Ghosts(finding.id, number, placed(fixes[number], self.design), self.design)

    def _propose(self, of: str, fix: Fix) -> None:
        """Show what the model suggests, if it still fits."""
        apply_all(self.design, fix.edits)
        self.ghosts = Ghosts(of, 0, fix, self.design)

    def _preview_all(self) -> None:
        _, applied = mend(self.design, complete=True, config=self.config)
        if not applied:
            raise RefusedEdit(
                "cannot fix anything here: because each fix needs a decision of yours. Nothing was changed."
            )
        self.ghosts = ghosts_of_all(applied, self.design)

    def _give_places(self) -> None:
        """Give what has no place one, once, so that nothing jumps when the design is opened again."""
        layout, whole = self.design.layout, complete(self.design)
        lost = [key for key in whole.boxes if key not in layout.boxes] + [
            k for k in whole.zones if k not in layout.zones
        ]
        if lost:
            edit = Place(boxes=dict(whole.boxes), zones=dict(whole.zones))
            self._commit(edit, f"page-{self.epoch}", None, "Arrange")
            self.refresh()

    def _read_config(self) -> Config:
        """That of the linked file; a mistake in it must not keep the design from being opened."""
        try:
            config = config_for(self.linked.path) if self.linked else NO_CONFIG
        except SketchcheckError as error:
            self.config_trouble = str(error)
            return NO_CONFIG
        if config.file:
            self.say(f"What is checked follows {config.file}.")
        return config

    def _write_file(self) -> None:
        if self.linked:
            self.linked.save(self.design)


def _problems(error: SketchcheckError) -> tuple[Problem, ...]:
    if isinstance(error, FileProblems):
        return tuple(error.problems)
    return (Problem(1, 1, "", str(error)),)


def _placing(design: Design, ids: list[str] | None) -> Place:
    layout = arrange(design, ids)
    return Place(boxes=dict(layout.boxes), zones=dict(layout.zones))
