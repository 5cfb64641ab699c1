"""A button that makes a file when it is pressed."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.delta_generator import DeltaGenerator


def download(
    column: DeltaGenerator,
    label: str,
    name: str,
    make: Callable[[], str] | Callable[[], bytes],
    mime: str = "text/plain",
) -> None:
    """The button; nothing on the page is made anew by it."""
    column.download_button(
        label, make, file_name=name, mime=mime, width="stretch", on_click="ignore", key=f"download-{name}"
    )
