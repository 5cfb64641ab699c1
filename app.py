"""Streamlit's entry from a checkout: `streamlit run app.py`."""

from sketchcheck.main import main

main()
