"""What can be done with ticked rows: open one, compare several. Links, so that going back is one step."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from openness.safe.markup import page
from openness.ui.address import carried, page_of
from openness.ui.board import Board
from openness.ui.frame import say
from openness.views.comparison import AT_MOST


def offer(board: Board, ids: Sequence[str], names: Sequence[str]) -> None:
    """Offer to open the first of the entries with these ids and names, and to compare them where they are few."""
    words = say()
    if not ids:
        st.caption(words("ranking.tick", most=AT_MOST))
        return
    place = page_of(board.kind.removesuffix("s"), ids[0], board.choice.query)
    links = [page(words("ranking.open", name=names[0]), place)]
    if 2 <= len(ids) <= AT_MOST:
        links.append(page(words("ranking.compare", count=len(ids)), compared(board, ids)))
    st.html(f'<p class="leads">{"".join(links)}</p>', width="content")
    if not 2 <= len(ids) <= AT_MOST:
        st.caption(words("ranking.tick_some", most=AT_MOST), width="content")


def compared(board: Board, ids: Sequence[str]) -> str:
    """Return the address of the comparison of some entries."""
    kept = {"list": board.kind, **board.choice.query, **carried()}
    return "/compare?" + urlencode([*(("id", entry) for entry in ids), *kept.items()], safe="/")
