"""Streamlit's entry from a checkout: `streamlit run app.py`."""

from streamlit.starlette import App

from sketchcheck.direct import routes
from sketchcheck.served import opening

app = App("sketchcheck/main.py", routes=routes(), lifespan=opening)
