"""The web app. Streamlit runs this file from top to bottom for every visit and every answer."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st

from sketchcheck.pages import designer_page, home_page, rules_page, shared_page
from sketchcheck.panels.export_share import ADDRESS as SHARED


def main() -> None:
    """Set up the page and show home, a design, one that is shared, or the rules."""
    # An icon of the material set would be fetched from a foreign host.
    st.set_page_config(page_title="Sketchcheck", page_icon="🔎", layout="wide")
    st.html(f"<style>{files('sketchcheck').joinpath('style.css').read_text('utf-8')}</style>")
    # Without a page of our own, Streamlit would take the folder pages/ for pages of its own.
    st.navigation([st.Page(_page, title="Sketchcheck", default=True)], position="hidden").run()


def _page() -> None:
    if SHARED in st.query_params:
        shared_page.show(st.query_params[SHARED])
    elif "design" in st.query_params:
        designer_page.show(st.query_params["design"])
    elif rules_page.is_asked():
        rules_page.show()
    else:
        home_page.show()


if __name__ == "__main__":
    main()
