"""What a server of the app serves: the pages, and the short way for edits beside them."""

from __future__ import annotations

import asyncio
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from streamlit.starlette import App

from sketchcheck.direct import routes

_SOON = 0.5
"""Seconds until the server listens, with some to spare."""


@asynccontextmanager
async def opening(_app: App) -> AsyncIterator[None]:
    """Open the browser where that is wanted: Streamlit does not for an app with routes of its own."""
    if not st.get_option("server.headless"):
        address = st.get_option("server.address") or "localhost"
        url = f"http://{address}:{st.get_option('server.port')}"
        asyncio.get_running_loop().call_later(_SOON, webbrowser.open, url)
    yield


app = App(Path(__file__).with_name("main.py"), routes=routes(), lifespan=opening)
