"""The pages and their addresses."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from openness.errors import OpennessError
from openness.safe.markdown import plain
from openness.ui import (
    about_page,
    address,
    board_choice,
    compare_page,
    data_page,
    europe_page,
    find_page,
    frame,
    freshness,
    licence_page,
    model_page,
    ranking_page,
    rubric_page,
)

_PROBLEMS_SHOWN = 10


def navigation() -> StreamlitPage:
    """Set the navigation up and return the page the address asks for."""
    words = frame.say()
    find = st.Page(find_page.show, title=words("nav.find"), url_path="find")
    ranking = st.Page(ranking_page.show, title=words("nav.ranking"), url_path="ranking", default=True)
    model = st.Page(lambda: model_page.show("models", ranking), title=words("nav.model"), url_path="model")
    system = st.Page(lambda: model_page.show("systems", ranking), title=words("nav.system"), url_path="system")
    compare = st.Page(lambda: compare_page.show(ranking), title=words("nav.compare"), url_path="compare")
    others = [
        st.Page(show, title=words(f"nav.{name}"), url_path=name)
        for name, show in (
            ("europe", europe_page.show),
            ("licence", licence_page.show),
            ("rubric", rubric_page.show),
            ("data", data_page.show),
            ("about", about_page.show),
        )
    ]
    return st.navigation([find, ranking, system, model, compare, *others], position="top")


def run(page: StreamlitPage) -> None:
    """Run a page; what went wrong is said in its own sentence, as on the command line."""
    frame.dress()
    asked, head = list(st.query_params), st.container()
    try:
        with head:
            there = freshness.show()
        if not there:  # another snapshot's answers in its stead would be mistaken for what was asked
            st.title(page.title)
            board_choice.name_every_choice()
            return
        page.run()
        with head:
            address.name_unread(asked)
    except OpennessError as failure:
        for sentence in str(failure).splitlines()[:_PROBLEMS_SHOWN]:
            st.error(plain(sentence))
