"""A page of a long list: the rows that are sent to the browser, and a way to the others."""

from __future__ import annotations

from collections.abc import Hashable

import streamlit as st

from openness.record.cells import Rows
from openness.ui.frame import name_unknown, say

ROWS_A_PAGE = 500
"""So many rows of a table are some 70 kB; the whole of a million would be half a gigabyte."""


def on_page(rows: Rows, key: str, shown: Hashable) -> Rows:
    """Ask for a page where the rows do not fit on one, and return its rows; the address keeps it under `key`.

    Where something else is `shown` than before, the first page comes again.
    """
    words, pages = say(), -(-len(rows) // ROWS_A_PAGE)
    before = st.session_state.get(f"_paged_{key}", shown)
    st.session_state[f"_paged_{key}"] = shown
    if pages < 2:
        return rows
    name_unknown(key, words("pager.page"), lambda text: text.isdecimal() and 1 <= int(text) <= pages)
    if before != shown or not 1 <= st.session_state.get(key, 1) <= pages:
        st.session_state[key] = 1
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        number = st.pagination(pages, key=key, bind="query-params")
        first = (number - 1) * ROWS_A_PAGE
        last = min(first + ROWS_A_PAGE, len(rows))
        told = words("pager.rows", first=f"{first + 1:,}", last=f"{last:,}", total=f"{len(rows):,}")
        st.caption(told, width="content")
    return rows[first:last]
