"""The ranking: filters in the sidebar and in the address, two pictures, one table, and what was left unranked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import streamlit as st
from streamlit.navigation.page import StreamlitPage

from openness.phrases import phrases
from openness.ranking.replay import replay
from openness.rubric.condition import Level
from openness.safe.markdown import literal, plain, prose
from openness.score.logic import LEVELS
from openness.ui import board_choice, library
from openness.ui.board import DIMENSION, Board, Choice, RankedKind
from openness.ui.charts import STEP, levels_by_dimension, score_against_coverage
from openness.ui.filters import Filters, offered
from openness.ui.frame import name_unknown, say
from openness.ui.table import ranking_table
from openness.views.bar import levels_of
from openness.views.comparison import AT_MOST
from openness.views.forms import render

if TYPE_CHECKING:
    import pandas as pd

_FACETS = (("organisation", "org"), ("licence", "licence"), ("modality", "modality"), ("origin", "origin"))
"""Columns to choose values of, with their parameter in the address."""
_GATES = ("passed", "failed", "unknown")
_OFFERED_AT_MOST = 500
_MOVED_SHOWN = 10


def show(pages: Mapping[str, StreamlitPage], compare_page: StreamlitPage) -> None:
    """Draw the page; `pages` by list and `compare_page` are where its selections lead."""
    words = say()
    st.title(words("ranking.title"))
    head = st.container()
    board = board_choice.choose(weights=True)
    with head:
        board_choice.say_what_is_shown(board)
        notice = prose(words.translated(board.rubric.notice)) if board.rubric.notice else words("ranking.says_not")
        st.markdown(f"{words('ranking.says')} {notice}")
        if (remark := board_choice.usual_list_words(board)) is not None:
            st.caption(remark)
    filters = _ask_filters(board)
    shown = _picked(board, filters.apply(board.ranked))
    _pictures(board)
    _table_head(board, filters, shown)
    actions = st.container()
    selected: list[int] = []
    if shown.empty:
        st.info(words("ranking.nothing"))
    else:
        selected = ranking_table(board, shown, f"table-{board.key}")
    with actions:
        _actions(board, shown, selected, pages[board.kind], compare_page)
    _elsewhere(board, filters)
    if board.choice.weights:
        _moved(board)
    _unranked(board, filters)


def _ask_filters(board: Board) -> Filters:
    words, frame = say(), board.frame
    one_of: dict[str, tuple[str, ...]] = {}
    at_least: dict[str, float] = {}
    with st.sidebar:
        st.subheader(words("filter.title"))
        search = st.text_input(
            words("filter.search"), key="q", bind="query-params", placeholder=words("filter.search_hint"), max_chars=200
        )
        for column, key in _FACETS:
            if column in frame and (options := _options(board, column)):
                one_of[column] = _ask_some(words(f"table.{column}"), key, options[:_OFFERED_AT_MOST], set(options))
        if "gate" in frame:
            one_of["gate"] = _ask_some(words("table.gate"), "gate", list(_GATES), set(_GATES))
        if board.rubric.ladder is not None:
            labels = list(board.rubric.ladder.labels)
            one_of["label"] = _ask_some(words("table.label"), "label", labels, set(labels))
        with st.expander(words("filter.lowest")):
            for dimension, title in board.rubric.dimensions.items():
                at_least[DIMENSION + dimension] = float(
                    _ask_bound(words.translated(title or dimension), f"min_{dimension}")
                )
            at_least["coverage"] = _ask_bound(words("filter.coverage"), "min_coverage") / 100
    return Filters(search, one_of, at_least)


@lru_cache(maxsize=256)
def _options(board: Board, column: str) -> list[str]:
    return offered(board.frame[column])


def _ask_some(label: str, key: str, options: list[str], known: set[str]) -> tuple[str, ...]:
    """Ask for some of the options; a value that no entry has stays chosen and is named, so that nothing matches."""
    chosen = st.multiselect(
        label, options, key=key, bind="query-params", accept_new_options=True, placeholder=say()("frame.choose")
    )
    for value in chosen:
        if value not in known:
            st.warning(say()("frame.nobody_has", what=label, value=literal(value, 100)))
    return tuple(chosen)


def _ask_bound(label: str, key: str) -> int:
    name_unknown(key, label, lambda text: text.isdigit() and int(text) <= 100 and int(text) % 5 == 0)
    return st.slider(label, 0, 100, 0, 5, key=key, bind="query-params")


def _pictures(board: Board) -> None:
    """Draw the two pictures; a click on one is kept in the address and filters the table."""
    words = say()
    with st.expander(words("picture.title"), expanded=True, key="pictures"):
        left, right = st.columns(2, gap="large")
        for place, name, title in ((left, "cell", "picture.cells"), (right, "piece", "picture.levels")):
            with place:
                st.markdown(f"**{words(title)}** {words('picture.click')}")
                spec = _picture(board, name, st.query_params.get(name), words.language)
                key = f"{name}-{board.key}"
                _clicked(st.vega_lite_chart(spec, key=key, on_select="rerun", alt=words(title)), name)


@lru_cache(maxsize=128)
def _picture(board: Board, name: str, chosen: str | None, language: str) -> dict[str, Any]:
    """Return a picture's drawing instructions, worked out once for all sessions that speak `language`."""
    words = phrases(language)
    if name == "cell":
        chart = score_against_coverage(board.ranked, chosen, words)
    else:
        titles = {dimension: words.translated(title) for dimension, title in board.rubric.dimensions.items()}
        chart = levels_by_dimension(board.scores, titles, chosen, words)
    return dict(chart.to_dict())


def _clicked(event: Any, name: str) -> None:
    picked = event.selection.get(name) or []
    value = str(picked[0].get(name)) if picked else None
    before = st.session_state.get(f"_clicked_{name}")
    if value != before:
        st.session_state[f"_clicked_{name}"] = value
        if value is None:
            st.query_params.pop(name, None)
        else:
            st.query_params[name] = value
        st.rerun()


def _picked(board: Board, shown: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the cell and the piece that the address names; what cannot be meant is named."""
    words = say()
    for name, chosen in (("cell", st.query_params.get("cell")), ("piece", st.query_params.get("piece"))):
        if not chosen:
            continue
        kept = _of_cell(shown, chosen) if name == "cell" else _of_piece(board, shown, chosen)
        left, right = st.columns([5, 1], vertical_alignment="center")
        if kept is None:
            left.warning(words("frame.unknown_value", what=words(f"picture.{name}"), value=literal(chosen, 60)))
            continue
        left.markdown(words("picture.only", what=words(f"picture.{name}"), value=literal(chosen, 60)))
        if right.button(words("picture.all"), key=f"all-{name}"):
            st.query_params.pop(name, None)
            st.rerun()
        shown = kept
    return shown


def _of_cell(shown: pd.DataFrame, cell: str) -> pd.DataFrame | None:
    score, _, share = cell.partition(":")
    if not (score.isdigit() and share.isdigit() and len(cell) < 10):
        return None
    low, coverage = np.minimum(shown["score"].fillna(0), 99.999), np.minimum(100 * shown["coverage"], 99.999)
    kept: pd.DataFrame = shown[(low // STEP * STEP == int(score)) & (coverage // STEP * STEP == int(share))]
    return kept


def _of_piece(board: Board, shown: pd.DataFrame, piece: str) -> pd.DataFrame | None:
    dimension, _, level = piece.partition(":")
    if dimension not in board.scores.dimensions or level not in tuple(Level):
        return None
    has = (levels_of(board.scores, dimension) == LEVELS.index(Level(level))).any(axis=0)
    kept: pd.DataFrame = shown[has[shown["_row"].to_numpy()]]
    return kept


def _table_head(board: Board, filters: Filters, shown: pd.DataFrame) -> None:
    words = say()
    left, right = st.columns([5, 1], vertical_alignment="bottom")
    total = len(board.ranked)
    kind = words(f"kind.{board.kind}")
    if filters.active or len(shown) < total:
        left.markdown(words("ranking.matching", shown=f"{len(shown):,}", total=f"{total:,}", kind=kind))
    else:
        order = words("ranking.order_gates" if "gate" in shown else "ranking.order")
        left.markdown(words("ranking.all", total=f"{total:,}", kind=kind, order=order))
    right.download_button(
        words("ranking.download"),
        data=lambda: render(shown, "csv").encode("utf-8"),
        file_name=f"openness-{board.kind}-{board.rubric.id}-{board.manifest.id}.csv",
        mime="text/csv",
        on_click="ignore",
        width="stretch",
        help=words("ranking.download_help"),
    )


def _actions(
    board: Board, shown: pd.DataFrame, selected: list[int], model_page: StreamlitPage, compare_page: StreamlitPage
) -> None:
    words = say()
    if not selected:
        st.caption(words("ranking.tick", most=AT_MOST))
        return
    ids = [str(shown["id"].iloc[row]) for row in selected]
    with st.container(horizontal=True):
        name = plain(str(shown["name"].iloc[selected[0]]), 80)
        if st.button(words("ranking.open", name=name)):
            st.switch_page(model_page, query_params={"id": ids[0], **board.choice.query})
        fits = 2 <= len(ids) <= AT_MOST
        advice = None if fits else words("ranking.tick_some", most=AT_MOST)
        if st.button(words("ranking.compare", count=len(ids)), disabled=not fits, help=advice, type="primary"):
            query = [*(("id", entry) for entry in ids), ("list", board.kind), *board.choice.query.items()]
            st.switch_page(compare_page, query_params=query)


def _elsewhere(board: Board, filters: Filters) -> None:
    """Say that the other list holds what was searched for."""
    if not filters.search.strip():
        return
    other: RankedKind = "systems" if board.kind == "models" else "models"
    there = library.board(Choice(other, board.choice.rubric, board.choice.assessments))
    found = Filters(filters.search).apply(there.frame)
    if len(found):
        words = say()
        names = ", ".join(plain(str(name), 60) for name in found["name"].head(3))
        st.info(words("ranking.elsewhere", count=f"{len(found):,}", kind=words(f"kind.{other}"), names=names))


def _moved(board: Board) -> None:
    """Show who moves under a person's own weights."""
    words = say()
    moves = replay(board.entries, library.rubric(board.choice.rubric), board.rubric)
    correlation = "–" if moves.correlation is None else f"{moves.correlation:.2f}"
    st.subheader(words("moved.title"))
    st.markdown(words("moved.line", count=f"{len(moves.moves):,}", total=f"{moves.entries:,}", correlation=correlation))
    first = moves.moves.head(_MOVED_SHOWN)
    lines = ["| | | | |", "|---|---|---|---|"]
    lines[0] = f"| {words('table.name')} | {words('table.rank')} | {words('table.score')} | {words('moved.by')} |"
    lines += [
        f"| {plain(row['id'], 80)} | {row['old_rank']} → {row['new_rank']} | "
        f"{row['old_score']:.1f} → {row['new_score']:.1f} | {plain(row['moved_by'] or '–', 80)} |"
        for row in first.to_dict("records")
    ]
    st.markdown("\n".join(lines))


def _unranked(board: Board, filters: Filters) -> None:
    unranked = Filters(filters.search, filters.one_of).apply(board.unranked)
    if unranked.empty:
        return
    words = say()
    with st.expander(words("unranked.title", count=f"{len(unranked):,}", kind=words(f"kind.{board.kind}"))):
        st.markdown(words("unranked.why"))
        names = [name for name in ("id", "name", "organisation", "licence", "modality") if name in unranked]
        st.dataframe(
            unranked,
            column_order=names,
            column_config={name: words(f"table.{name}") for name in names},
            hide_index=True,
            height=320 if len(unranked) > 10 else "auto",
            alt=words("unranked.alt"),
        )
