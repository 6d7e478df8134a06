"""Finding one entry by name among very many, without sending all of them to the browser."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import streamlit as st

from openness.catalogue.names import looked_for, names_in
from openness.errors import OpennessError
from openness.ranking.entries import Entries
from openness.record.cells import cells_at
from openness.safe.markdown import plain
from openness.ui.filters import called
from openness.ui.frame import say

SHOWN_AT_MOST = 100


def matches(entries: Entries, text: str) -> list[int]:
    """Return up to SHOWN_AT_MOST rows whose id, name or aliases hold every word of `text`, shortest names first.

    Where none does and the text joins several names (`NorMistral/NorLLM`), those that hold one of them. An address of
    the Hub stands for the model's id in it; raises OpennessError where it is another page of the Hub.
    """
    text = looked_for(text)
    found = _holding(entries, text) or [row for part in names_in(text) for row in _holding(entries, part)]
    return list(dict.fromkeys(found))[:SHOWN_AT_MOST]


def _holding(entries: Entries, text: str) -> list[int]:
    words = text.split()[:20]
    if not words:
        return []
    rows = np.flatnonzero(np.logical_and.reduce([called(entries, word) for word in words]))
    names = dict(zip(rows.tolist(), cells_at(entries.names, rows), strict=True))
    return sorted(names, key=lambda row: (len(names[row]), names[row].casefold()))


def ask(entries: Entries, label: str, key: str, take: Callable[[str], None]) -> None:
    """Ask for a part of a name and offer what matches; `take` gets the id chosen, before the page runs again.

    The keys of both widgets never change, so that nothing typed is lost; both are emptied once one is taken.
    """
    words, text_key, match_key = say(), f"{key}-text", f"{key}-match"

    def taken() -> None:
        chosen = st.session_state.get(match_key)
        if chosen is not None:
            st.session_state[match_key] = None
            st.session_state[text_key] = ""
            take(str(chosen))

    text = st.text_input(label, key=text_key, placeholder=words("search.placeholder"), max_chars=200)
    if not text.strip():
        return
    try:
        rows = matches(entries, text)
    except OpennessError as failure:
        st.caption(plain(str(failure), 400))
        return
    if not rows:
        st.caption(words("search.nothing"))
        return
    names = {entries.ids[row]: str(entries.names[row]) for row in rows}
    if st.session_state.get(match_key) not in names:
        st.session_state[match_key] = None
    st.selectbox(
        words("search.matches", count=f"{len(rows)}{'+' if len(rows) == SHOWN_AT_MOST else ''}"),
        list(names),
        index=None,
        format_func=lambda entry: names[entry],
        placeholder=words("search.choose"),
        key=match_key,
        on_change=taken,
    )
