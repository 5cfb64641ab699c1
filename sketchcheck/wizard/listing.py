"""A list of boxes or arrows with a select for each; several can be ticked and set at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from checks.reports.text import counted
from sketchcheck.wizard.paging import first_of
from sketchcheck.wizard.rows import Row, words_of
from sketchcheck.wizard.words import cut, name_for, shown

PAGE = 20
"""So many rows are in sight at first, and with each press of a button more."""
_COLUMNS = [1, 7, 7, 8]
_WORDS = {"none": "not known", "guess": "a guess", "likely": "likely", "sure": "sure"}
_LIKE_THIS = {
    "box": "All boxes that are drawn like this one and were taken for the same",
    "arrow": "All arrows between boxes of the same two kinds",
}


@dataclass(frozen=True, slots=True)
class Listing:
    """`set_kind` takes the keys of rows and their new kind; `word` is box or arrow."""

    word: str
    rows: list[Row]
    set_kind: Callable[[Sequence[str], str], None]

    def show(self) -> None:
        """What is doubtful, then, folded, what is sure."""
        with st.container(key=f"wizard-rows-{self.word}"):
            self._lists()

    def _lists(self) -> None:
        rows = self._sought()
        self._bulk(rows)
        doubtful = [row for row in rows if row.is_doubtful]
        sure = [row for row in rows if not row.is_doubtful]
        if not doubtful:
            st.caption(f"No {self.word} is in doubt." if sure else f"There is no such {self.word}.")
        self._page(doubtful, "doubtful")
        if sure:
            words = f"Sure: {counted(len(sure), self.word).replace('boxs', 'boxes')}"
            folded = st.expander(words, key=self._key("sure"), on_change="rerun", icon=":material/check:")
            if folded.open:
                with folded:
                    self._page(sure, "certain")

    # --- several at once --------------------------------------------------------------------

    def _sought(self) -> list[Row]:
        words = str(st.session_state.get(self._key("words")) or "").lower()
        return [row for row in self.rows if words in f"{row.title} {words_of(row.guess.kind)}".lower()]

    def _bulk(self, rows: list[Row]) -> None:
        """Words to look for, a tick for all that were found, a kind for all that are ticked."""
        ticked = [row for row in rows if row.key in self._ticked]
        tick, words, kind, button = st.columns(_COLUMNS, vertical_alignment="center")
        every = self._key("every")
        st.session_state[every] = bool(rows) and len(ticked) == len(rows)
        tick.checkbox(
            f"Tick every {self.word}",
            key=every,
            label_visibility="collapsed",
            on_change=self._tick_all,
            args=(rows,),
        )
        words.text_input(
            f"Find a {self.word}",
            key=self._key("words"),
            placeholder="Find by words",
            label_visibility="collapsed",
            icon=":material/search:",
        )
        chosen = kind.selectbox(
            f"Kind of every ticked {self.word}",
            _common(ticked),
            index=None,
            disabled=not ticked,
            placeholder="A kind for all ticked",
            format_func=words_of,
            key=self._key("kind"),
            label_visibility="collapsed",
        )
        button.button(
            f"Set for {len(ticked)} ticked",
            key=self._key("set"),
            disabled=chosen is None,
            on_click=self._set_ticked,
            args=([row.key for row in ticked], chosen),
        )

    @property
    def _ticked(self) -> set[str]:
        """Kept apart from the check boxes, which forget when they are out of sight."""
        ticked: set[str] = st.session_state.setdefault(self._key("ticked"), set())
        return ticked

    def _tick_all(self, rows: list[Row]) -> None:
        keys = {row.key for row in rows}
        if st.session_state[self._key("every")]:
            self._ticked.update(keys)
        else:
            self._ticked.difference_update(keys)

    def _set_ticked(self, keys: list[str], kind: str) -> None:
        self.set_kind(keys, kind)
        self._ticked.difference_update(keys)

    # --- one by one -------------------------------------------------------------------------

    def _page(self, rows: list[Row], name: str) -> None:
        for row in first_of(rows, self._key(name), PAGE):
            self._row(row)

    def _row(self, row: Row) -> None:
        tick, title, kind, why = st.columns(_COLUMNS, vertical_alignment="center")
        name, key = name_for(row.title), self._key("tick", row.key)
        st.session_state[key] = row.key in self._ticked
        tick.checkbox(
            f"Tick {name}",
            key=key,
            label_visibility="collapsed",
            on_change=self._ticked.symmetric_difference_update,
            args=([row.key],),
        )
        title.html(f'<p class="sc-row"><b>{shown(cut(row.title))}</b><br>{shown(cut(row.place))}</p>')
        with kind:
            self._select(row, name)
        with why:
            self._why(row)

    def _select(self, row: Row, name: str) -> None:
        key = self._key("choice", row.key)
        st.session_state[key] = row.guess.kind
        st.selectbox(
            f"Kind of {name}",
            row.options,
            key=key,
            format_func=words_of,
            label_visibility="collapsed",
            on_change=lambda: self.set_kind([row.key], st.session_state[key]),
        )

    def _why(self, row: Row) -> None:
        sure = row.guess.sure
        words = f'<span class="sc-how sc-{sure}">{_WORDS[sure]}</span> {shown(row.guess.why)}'
        st.html(f'<p class="sc-row">{words}</p>')
        if row.others:
            st.button(
                f"Same for {len(row.others)} more like this",
                key=self._key("others", row.key),
                icon=":material/done_all:",
                help=_LIKE_THIS[self.word],
                on_click=self.set_kind,
                args=(row.others, row.guess.kind),
            )

    def _key(self, what: str, key: str = "") -> str:
        return f"wizard-{self.word}-{what}-{key}"


def _common(rows: list[Row]) -> list[str]:
    """The kinds that each of some rows can have."""
    first, *others = {row.options for row in rows} or {()}
    return [one for one in first if all(one in options for options in others)]
