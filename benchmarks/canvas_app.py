"""What the benchmark of the canvas serves: its pages, beside what `sketchcheck app` serves."""

from __future__ import annotations

from pathlib import Path

from streamlit.starlette import App

from sketchcheck.direct import routes

app = App(Path(__file__).with_name("canvas_page.py"), routes=routes())
