"""About: what a score says and what it does not, and every word of the pages defined once."""

from __future__ import annotations

import streamlit as st

from openness.ui.frame import say
from openness.ui.marks import legend

TERMS = (
    "proven", "possible", "coverage", "unknown", "level", "evidence", "assessment", "system", "rank_range", "rubric",
    "dimension", "gate", "label", "basis", "conflict", "snapshot",
)  # fmt: skip
"""The words defined, in the order of reading."""


def show() -> None:
    """Draw the page."""
    words = say()
    st.title(words("about.title"))
    st.markdown(words("about.says"))
    st.subheader(words("about.says_not_title"))
    st.markdown(words("about.says_not"))
    st.subheader(words("about.words"))
    for term in TERMS:
        st.markdown(f"**{words(f'term.{term}.name')}**: {words(f'term.{term}.means')}", help=None)
    st.markdown(legend())
    st.subheader(words("about.legal_title"))
    st.markdown(words("about.legal"))
    st.subheader(words("about.thanks"))
    st.markdown(words("about.sources"))
