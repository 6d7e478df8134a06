"""What a person picks of the two pictures: it stands in the address, and the list holds what the picked part counts."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlencode

import streamlit as st

from openness.record.cells import Rows
from openness.rubric.condition import Level
from openness.safe.markdown import literal
from openness.score.logic import LEVELS
from openness.ui.board import Board
from openness.ui.frame import say
from openness.ui.pictures import (
    CELL,
    PIECE,
    STYLE,
    Address,
    cells_table,
    counted_cells,
    counted_pieces,
    pieces_table,
    tens,
)
from openness.views.bar import levels_of

_FOLLOW = """
export default function ({ setTriggerValue }) {
  const keep = (title) => {
    const watch = new MutationObserver(() => {
      if (document.activeElement !== document.body) return;
      const links = [...document.querySelectorAll(".st-key-pictures a[data-picked]")];
      links.find((one) => one.title === title)?.focus({ preventScroll: true });
    });
    const end = () => watch.disconnect();
    watch.observe(document.body, { childList: true, subtree: true });
    for (const act of ["keydown", "pointerdown"]) {
      document.addEventListener(act, end, { once: true, capture: true });
    }
    setTimeout(end, 10000);
  };
  const follow = (event) => {
    const link = event.target.closest?.("a[data-picked]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    keep(link.title);
    setTriggerValue("picked", link.dataset.picked);
  };
  document.addEventListener("click", follow);
  return () => document.removeEventListener("click", follow);
}
"""
"""Takes a plain click on a link of the pictures, so that the page stays; any other opens the link's own address.

The pictures are drawn anew then, maybe twice and in a new place: until the next act, who goes through them by keys
stays at the link that was followed.
"""
_followed = st.components.v2.component("openness-picked", js=_FOLLOW, isolate_styles=False)


def draw(board: Board, judged: Board) -> None:
    """Draw the two pictures; `judged` is the board without own weights, which change no level."""
    words = say()
    titles = {dimension: words.translated(title) for dimension, title in judged.rubric.dimensions.items()}
    cells = cells_table(_cells(board), st.query_params.get(CELL), _leading(CELL), words)
    pieces = pieces_table(_pieces(judged), titles, st.query_params.get(PIECE), _leading(PIECE), words)
    with st.expander(words("picture.title"), expanded=True):
        st.html(f'<style>{STYLE}</style><div class="pictures">{cells}{pieces}</div>')
        _followed(key="followed", on_picked_change=_pick)


def warm(board: Board) -> None:
    """Count what the pictures show, before anybody asks."""
    _cells(board)
    _pieces(board)


def kept(board: Board, shown: Rows) -> Rows:
    """Return the rows of the cell and the piece that the address names; what cannot be meant is named."""
    words = say()
    for name, chosen in ((CELL, st.query_params.get(CELL)), (PIECE, st.query_params.get(PIECE))):
        if not chosen:
            continue
        rows = _of_cell(board, shown, chosen) if name == CELL else _of_piece(board, shown, chosen)
        left, right = st.columns([5, 1], vertical_alignment="center")
        if rows is None:
            left.warning(words("frame.unknown_value", what=words(f"picture.{name}"), value=literal(chosen, 60)))
            continue
        left.markdown(words("picture.only", what=words(f"picture.{name}"), value=literal(chosen, 60)))
        right.button(words("picture.all"), key=f"all-{name}", on_click=_choose, args=(name, ""))
        shown = rows
    return shown


@lru_cache(maxsize=64)
def _cells(board: Board) -> dict[tuple[int, int], int]:
    rows, total = board.ranking.ranked, board.scores.total
    return counted_cells(total.low[rows], total.coverage[rows])


@lru_cache(maxsize=64)
def _pieces(board: Board) -> dict[tuple[str, Level], int]:
    return counted_pieces(board.scores)


def _leading(name: str) -> Address:
    """Return what gives the address of what is shown now but for what is picked of one picture."""
    asked = [(key, one) for key in sorted(st.query_params) if key != name for one in st.query_params.get_all(key)]
    told = urlencode(asked, safe=":/")

    def address(value: str | None) -> str:
        picked = () if value is None else (urlencode({name: value}, safe=":/"),)
        return "?" + "&".join([*filter(None, (told,)), *picked])

    return address


def _pick() -> None:
    name, _, value = str(st.session_state["followed"].picked or "").partition("=")
    if name in (CELL, PIECE):
        _choose(name, value)


def _choose(name: str, value: str) -> None:
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)


def _of_cell(board: Board, shown: Rows, cell: str) -> Rows | None:
    score, _, share = cell.partition(":")
    if not (score.isdigit() and share.isdigit() and len(cell) < 10):
        return None
    total = board.scores.total
    low, coverage = tens(total.low[shown]), tens(100 * total.coverage[shown])
    rows: Rows = shown[(low == int(score)) & (coverage == int(share))]
    return rows


def _of_piece(board: Board, shown: Rows, piece: str) -> Rows | None:
    dimension, _, level = piece.partition(":")
    if dimension not in board.scores.dimensions or level not in tuple(Level):
        return None
    has = (levels_of(board.scores, dimension)[:, shown] == LEVELS.index(Level(level))).any(axis=0)
    rows: Rows = shown[has]
    return rows
