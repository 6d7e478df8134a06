"""The entry of the Streamlit app: page settings and navigation only; the pages live in openness/ui."""

from __future__ import annotations

import streamlit as st

from openness.ui import pages

st.set_page_config(page_title="openness", page_icon="🔎", layout="wide")
pages.run(pages.navigation())
