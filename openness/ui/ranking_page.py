"""The ranking: filters in the sidebar and in the address, two pictures, one table, and what was left unranked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache
from io import BytesIO

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from openness.ranking.replay import Replay, held_together
from openness.record.cells import Rows
from openness.safe.markdown import literal, plain, prose
from openness.ui import board_choice, library, picked, ticked
from openness.ui.board import DIMENSION, Board, Choice, RankedKind
from openness.ui.filters import Filters, counted
from openness.ui.frame import name_unknown, say
from openness.ui.pager import on_page
from openness.ui.table import ranking_table
from openness.views.export import ranking_parts
from openness.views.forms import write_frames

_FACETS = (("organisation", "org"), ("licence", "licence"), ("modality", "modality"), ("origin", "origin"))
"""Columns to choose values of, with their parameter in the address."""
_GATES = ("passed", "failed", "unknown")
_OFFERED_AT_MOST = 500
_MOVED_SHOWN = 10
_COMPARED_AT_MOST = 50_000
"""Rows up to which is told who moves under own weights: of a million it would take a minute."""


def show() -> None:
    """Draw the page."""
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
    shown = picked.kept(board, filters.kept(board.ranking, board.ranking.ranked))
    pictures = st.container(key="pictures")  # filled last: the table should not wait for it
    _table_head(board, filters, shown)
    actions = st.container()
    selected: list[int] = []
    if len(shown):
        selected = ranking_table(board, on_page(shown, "page", _asked(board)), f"table-{board.key}")
    else:
        st.info(words("ranking.nothing"))
    with actions, st.container(horizontal=True, vertical_alignment="center"):
        ids, names = ([str(told[row]) for row in selected] for told in (board.entries.ids, board.entries.names))
        ticked.offer(board, ids, names)
    _elsewhere(board, filters)
    if board.choice.weights and len(board.ranking) <= _COMPARED_AT_MOST:
        _moved(board)
    _unranked(board, filters)
    with pictures:
        picked.draw(board, _without_weights(board))


def _asked(board: Board) -> str:
    """Return what the address asks for but the page of the list: where that changes, the list begins anew."""
    told = [(key, st.query_params.get_all(key)) for key in sorted(st.query_params) if key != "page"]
    return f"{board.key} {told}"


def _ask_filters(board: Board) -> Filters:
    words = say()
    with st.sidebar:
        st.subheader(words("filter.title"))
        search = st.text_input(
            words("filter.search"), key="q", bind="query-params", placeholder=words("filter.search_hint"), max_chars=200
        )
        one_of = _ask_values(board)
        at_least = _ask_lowest(board)
    return Filters(search, one_of, at_least)


def _part(title: str, key: str, asked: Collection[str]) -> DeltaGenerator | None:
    """Return a part that is closed at first, or None while nobody looks into it: what stands in it is not sent then.

    Where the address sets one of the parameters `asked`, the part is open and sent.
    """
    named = any(one in st.query_params for one in asked)
    if key not in st.session_state:  # drawn for the first time, or again after another page
        st.session_state[f"_begun_{key}"] = named
    inside = st.expander(title, expanded=st.session_state.get(f"_begun_{key}", named), key=key, on_change="rerun")
    return inside if inside.open or named else None


def _ask_values(board: Board) -> dict[str, tuple[str, ...]]:
    """Ask for values of columns, by column: in a part of its own, for a browser takes long to make such lists."""
    words, there = say(), board.ranking.names
    asked = {column: (key, _options(board, column)) for column, key in _FACETS if column in there}
    asked = {column: (key, options) for column, (key, options) in asked.items() if options}
    if "gate" in there:
        asked["gate"] = ("gate", list(_GATES))
    if board.rubric.ladder is not None:
        asked["label"] = ("label", list(board.rubric.ladder.labels))
    titles = {column: words(f"table.{column}") for column in asked}
    inside = _part(", ".join(titles.values()), "values", [key for key, _ in asked.values()])
    if inside is None:
        return {}
    with inside:
        return {column: _ask_some(titles[column], *asked[column]) for column in asked}


@lru_cache(maxsize=256)
def _options(board: Board, column: str) -> list[str]:
    return list(counted(board.ranking.coded(column)))


def _ask_some(label: str, key: str, options: list[str]) -> tuple[str, ...]:
    """Ask for some of the options; a value that no entry has stays chosen and is named, so that nothing matches."""
    chosen = st.multiselect(
        label,
        options[:_OFFERED_AT_MOST],
        key=key,
        bind="query-params",
        accept_new_options=True,
        select_all=False,  # Enter takes what was typed, not all that resembles it
        filter_mode="contains",
        placeholder=say()("frame.choose"),
    )
    for value in chosen:
        if value not in options:
            st.warning(say()("frame.nobody_has", what=label, value=literal(value, 100)))
    return tuple(chosen)


def _ask_lowest(board: Board) -> dict[str, float]:
    """Ask for the lowest proven score of each dimension, and the lowest coverage, by column."""
    words = say()
    asked = {
        DIMENSION + name: (f"min_{name}", words.translated(title or name))
        for name, title in board.rubric.dimensions.items()
    }
    asked["coverage"] = ("min_coverage", words("filter.coverage"))
    for key, label in asked.values():
        name_unknown(key, label, lambda text: text.isdigit() and int(text) <= 100 and int(text) % 5 == 0)
    inside = _part(words("filter.lowest"), "lowest", [key for key, _ in asked.values()])
    if inside is None:
        return {}
    with inside:
        found = {
            column: float(st.slider(label, 0, 100, 0, 5, key=key, bind="query-params"))
            for column, (key, label) in asked.items()
        }
    return {**found, "coverage": found["coverage"] / 100}


def warm(board: Board) -> None:
    """Work out what every visit of a list shows, before anybody asks: its order, what can be chosen, the pictures."""
    board.ranking.frame(board.ranking.rows[:1])  # the first frame loads what frames are made with
    for column, _ in _FACETS:
        if column in board.ranking.names:
            _options(board, column)
    picked.warm(board)


def _table_head(board: Board, filters: Filters, shown: Rows) -> None:
    words = say()
    left, right = st.columns([5, 1], vertical_alignment="bottom")
    total = len(board.ranking.ranked)
    kind = words(f"kind.{board.kind}")
    if filters.active or len(shown) < total:
        left.markdown(words("ranking.matching", shown=f"{len(shown):,}", total=f"{total:,}", kind=kind))
    else:
        order = words("ranking.order_gates" if board.rubric.gates else "ranking.order")
        left.markdown(words("ranking.all", total=f"{total:,}", kind=kind, order=order))
    right.download_button(
        words("ranking.download"),
        data=lambda: _csv(board, shown),
        file_name=f"openness-{board.kind}-{board.rubric.id}-{board.manifest.id}.csv",
        mime="text/csv",
        on_click="ignore",
        width="stretch",
        help=words("ranking.download_help"),
    )


def _csv(board: Board, rows: Rows) -> bytes:
    """Return the rows as the CSV that `openness rank` writes of them."""
    stream = BytesIO()
    write_frames(ranking_parts(board.ranking, rows), "csv", stream)
    return stream.getvalue()


def _elsewhere(board: Board, filters: Filters) -> None:
    """Say that the other list holds what was searched for."""
    if not filters.search.strip():
        return
    other: RankedKind = "systems" if board.kind == "models" else "models"
    there = library.board(Choice(other, board.choice.rubric, board.choice.assessments))
    found = Filters(filters.search).kept(there.ranking, there.ranking.rows)
    if len(found):
        words = say()
        names = ", ".join(plain(str(there.entries.names[row]), 60) for row in found[:3])
        st.info(words("ranking.elsewhere", count=f"{len(found):,}", kind=words(f"kind.{other}"), names=names))


def _moved(board: Board) -> None:
    """Show who moves under a person's own weights."""
    words = say()
    moves = _moves(board)
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


@lru_cache(maxsize=16)
def _moves(board: Board) -> Replay:
    return held_together(_without_weights(board).ranking, board.ranking)


def _without_weights(board: Board) -> Board:
    return library.board(replace(board.choice, weights=())) if board.choice.weights else board


def _unranked(board: Board, filters: Filters) -> None:
    unranked = Filters(filters.search, filters.one_of).kept(board.ranking, board.ranking.unranked)
    if not len(unranked):
        return
    words = say()
    title = words("unranked.title", count=f"{len(unranked):,}", kind=words(f"kind.{board.kind}"))
    inside = st.expander(title, key="unranked", on_change="rerun")
    if not inside.open:
        return  # what nobody looks at is not sent
    with inside:
        st.markdown(words("unranked.why"))
        wanted = ("id", "name", "organisation", "licence", "modality")
        names = [name for name in wanted if name in board.ranking.names]
        st.dataframe(
            board.ranking.frame(on_page(unranked, "page_unranked", _asked(board)), names)[names],
            column_config={name: words(f"table.{name}") for name in names},
            hide_index=True,
            height=320 if len(unranked) > 10 else "auto",
            alt=words("unranked.alt"),
        )
