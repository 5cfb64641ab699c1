"""One browser tab at work on one design: takes the edits of the canvas, gives it the answer of Python."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from threading import RLock
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from checks.config import NO_CONFIG, Config, config_for
from checks.engine import Report, check
from designer.errors import DrawingError, RefusedEdit, SketchcheckError, StoreError
from designer.layout import arrange, complete
from designer.model.design import Design
from designer.model.edits import read_edit
from designer.model.edits.language import Batch, Edit, Place
from designer.store.records import Committed
from designer.store.store import Store
from sketchcheck.clashes import Clashes
from sketchcheck.clip import Clip, read_clip
from sketchcheck.design_text import DesignText, Typed
from sketchcheck.ghosts import Ghosts, ghosts_of, ghosts_of_all, ghosts_of_model
from sketchcheck.news import News
from sketchcheck.reviewing.findings import ModelFindings
from sketchcheck.reviewing.line import Line
from sketchcheck.reviewing.reviewer import Reviewer
from sketchcheck.talk import Talk
from sketchcheck.told import Told
from sketchcheck.verdicts import Verdict, Verdicts
from sketchcheck.wizard.choices import Choices

if TYPE_CHECKING:
    from sketchcheck.linked import LinkedFile


Plain = dict[str, Any]
P = ParamSpec("P")
T = TypeVar("T")
_DONE_BY_PYTHON = ("undo", "redo", "arrange", "text", "review")
"""Operations that the canvas cannot apply by itself."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell once; `n` tells two notices apart."""

    n: int
    level: str
    text: str


def alone(
    work: Callable[Concatenate[Session, P], T],
) -> Callable[Concatenate[Session, P], T]:
    """No two threads work at a session at the same time: runs of the page, and edits on the short way."""

    @wraps(work)
    def locked(session: Session, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with session.lock:
            return work(session, *args, **kwargs)

    return locked


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
        self.key = secrets.token_urlsafe()
        """Known to this tab only: who has it may draw here."""
        self.lock = RLock()
        self.doc_rev = 1
        self.ghosts: Ghosts | None = None
        self.clip: Clip | None = None
        self.left: Choices | None = None
        self.notice: Notice | None = None
        self.opened = store.open_design(design_id)
        self.text = DesignText(store, design_id, linked)
        self.told = Told()
        self.news = News()
        self.heard = 0
        """The last of the answers that the canvas has heard."""
        self.clashes = Clashes()
        self.config_trouble = ""
        """Why the configuration beside the linked file is not followed, in words."""
        self.config = self._read_config()
        self._verdicts = Verdicts(self.config)
        self.line = Line(Reviewer(self.config.review))
        self.talk = Talk(store, design_id, self.line)
        self.model_findings = ModelFindings(self.line)
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
    def verdict(self) -> Verdict:
        """What the rules say of the design today."""
        return self._verdicts.on(self.design)

    @property
    def report(self) -> Report:
        """The same as a report."""
        return self.verdict.report

    # --- what the canvas sends --------------------------------------------------------------

    @alone
    def receive(self, outbox: Plain | None) -> bool:
        """Apply what is new in the canvas's outbox, exactly once. False if all of it was known."""
        if not outbox:
            return False
        client, acked = str(outbox["client"]), self.opened.acks.get(str(outbox["client"]), 0)
        fresh = [op for op in outbox["ops"] if op["seq"] > acked]
        self.heard = self._heard(outbox)
        if self.clip and not self.clip.is_awaited(outbox, self.heard):
            self.clip = None
        try:
            for op in fresh:
                self._one({key: value for key, value in op.items() if key != "seq"}, client, int(op["seq"]))
        except StoreError as error:
            self.say(f"{error} The canvas keeps the change and sends it again.", "error")
        if fresh:
            self._write_file()
        return bool(fresh)

    def _heard(self, outbox: Plain) -> int:
        """Which answer the canvas has heard; 0 for none of this session's."""
        heard = outbox.get("heard") or {}
        return int(heard["n"]) if heard.get("epoch") == self.epoch else 0

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
                self._take_text(Typed(str(op["base"]), str(op["text"]), client, seq))
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
                self.model_findings.show(bool(op["shown"]))
            case "run":
                self.model_findings.run(self._own_report, bool(op["more"]))
            case "preview":
                finding = str(op["finding"])
                self.ghosts = ghosts_of_model(finding, self.model_findings.fix_of(finding), self.design)

    def _own_report(self) -> Report:
        """One for a thread of its own: that of the session goes on with the drawing."""
        return check(self.design, config=self.config)

    def _show(self, op: Plain, client: str, seq: int) -> None:
        """What is asked for without changing the design."""
        match op["op"]:
            case "preview":
                self.ghosts = ghosts_of(str(op["finding"]), int(op["fix"]), self.report, self.design)
            case "preview_all":
                self.ghosts = ghosts_of_all(self.design, self.config)
            case "dismiss":
                self.ghosts = None
            case "read_text":
                self.clip = read_clip(op["text"], client, seq, self.left)
            case "show_text":
                self.text.shown = bool(op["shown"])
            case "ask" if op["do"] == "preview":
                n = int(op["n"])
                self.ghosts = ghosts_of_model(f"ask:{n}", self.talk.fix_of(n), self.design)
            case "ask":
                self.talk.take(op, self._own_report, client, seq)
            case "line":
                self.line.take(op)

    def _edit(self, op: Plain, client: str, seq: int) -> None:
        self.ghosts = None
        known = len(self.clashes.renamed)

        def edit(newest: Design) -> list[Edit]:
            return [read_edit(self.clashes.resolve(op, client, newest, self.doc_rev + 1))]

        self._take_over(self._commit(edit, client, seq, op.get("title")))
        if len(self.clashes.renamed) > known:
            self.doc_rev += 1

    def _take_text(self, typed: Typed) -> None:
        def commit(edit: Batch) -> Committed:
            self.ghosts = None
            done = self.store.commit(
                self.design_id, [edit], client=typed.client, seq=typed.seq, base=self.revision,
                title="Edit as text",
            )  # fmt: skip
            self._take_over(done)
            return done

        if not self.text.take(typed, self.design, commit):
            self.store.acknowledge(self.design_id, client=typed.client, seq=typed.seq)

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

    @alone
    def insert_read(self, design: Design) -> None:
        """Have the canvas insert what a person has made of the drawing that was pasted there."""
        if self.clip:
            self.clip = replace(self.clip, design=design, told=self.news.n)

    @alone
    def leave_read(self) -> None:
        """Nothing is inserted; whoever pastes the same again goes on with what was chosen."""
        if self.clip:
            self.left, self.clip = self.clip.choices, None

    # --- what Python does -------------------------------------------------------------------

    @alone
    def edit(self, edit: Edit, title: str | None = None) -> None:
        """Apply an edit that comes from a panel of the page."""
        self._commit(edit, f"page-{self.epoch}", None, title)
        self.refresh()
        self._give_places()
        self._write_file()

    @alone
    def refresh(self) -> bool:
        """Take over what other tabs, or the page, have done. True if there was something."""
        if self.store.head(self.design_id) == self.revision:
            return False
        self.opened = self.store.open_design(self.design_id)
        self.doc_rev += 1
        return True

    @alone
    def restore(self, revision: int) -> None:
        """Bring an earlier revision back, as a new step."""
        self.store.restore(self.design_id, revision, client=f"page-{self.epoch}")
        self.refresh()
        self._give_places()
        self._write_file()

    def say(self, text: str, level: str = "info") -> None:
        """Tell the person something, once."""
        self.notice = Notice((self.notice.n if self.notice else 0) + 1, level, text)

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


def _placing(design: Design, ids: list[str] | None) -> Place:
    layout = arrange(design, ids)
    return Place(boxes=dict(layout.boxes), zones=dict(layout.zones))
