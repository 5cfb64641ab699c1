"""What the benchmark of the canvas shows: Sketchcheck, and with `?empty` a fragment that does nothing."""

from __future__ import annotations

import streamlit as st

from sketchcheck.main import main


@st.fragment
def nothing() -> None:
    """Count the reruns; all else is Streamlit's."""
    st.session_state.reruns = st.session_state.get("reruns", -1) + 1
    st.button("Again")
    st.text(f"reruns: {st.session_state.reruns}")


if "empty" in st.query_params:
    nothing()
else:
    main()
