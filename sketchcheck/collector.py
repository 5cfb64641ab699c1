"""Sparing the garbage collector what never goes away."""

from __future__ import annotations

import gc

import streamlit as st


@st.cache_resource(show_spinner=False)
def settle() -> None:
    """Call when a first design is shown: modules, kinds and rules are loaded then, and stay.

    Streamlit collects garbage after each answer, all generations: without this some 50 ms for nothing.
    """
    gc.collect()
    gc.freeze()
