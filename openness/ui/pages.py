"""The pages and their addresses."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from openness.errors import OpennessError
from openness.safe.markdown import plain
from openness.ui import compare_page, licence_page, model_page, ranking_page

_PROBLEMS_SHOWN = 10


def navigation() -> StreamlitPage:
    """Set the navigation up and return the page the address asks for."""
    ranking = st.Page(lambda: ranking_page.show(pages, compare), title="Ranking", url_path="ranking", default=True)
    model = st.Page(lambda: model_page.show("models", ranking), title="Model", url_path="model")
    system = st.Page(lambda: model_page.show("systems", ranking), title="System", url_path="system")
    compare = st.Page(lambda: compare_page.show(ranking), title="Compare", url_path="compare")
    licence = st.Page(licence_page.show, title="Licences", url_path="licence")
    pages = {"models": model, "systems": system}
    return st.navigation([ranking, model, system, compare, licence], position="top")


def run(page: StreamlitPage) -> None:
    """Run a page; what went wrong is said in its own sentence, as on the command line."""
    try:
        page.run()
    except OpennessError as failure:
        for sentence in str(failure).splitlines()[:_PROBLEMS_SHOWN]:
            st.error(plain(sentence))
