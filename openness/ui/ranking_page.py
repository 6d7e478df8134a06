"""The ranking: filters in the sidebar and in the address, two pictures, one table, and what was left unranked."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from typing import Any

import numpy as np
import streamlit as st

from openness.phrases import LANGUAGES, phrases
from openness.ranking.replay import Replay, held_together
from openness.record.cells import Rows
from openness.rubric.condition import Level
from openness.safe.markdown import literal, plain, prose
from openness.score.logic import LEVELS
from openness.ui import board_choice, library, ticked
from openness.ui.board import DIMENSION, Board, Choice, RankedKind
from openness.ui.charts import STEP, levels_by_dimension, score_against_coverage
from openness.ui.filters import Filters, counted
from openness.ui.frame import name_unknown, say
from openness.ui.pager import on_page
from openness.ui.table import ranking_table
from openness.views.bar import levels_of
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
    shown = _picked(board, filters.kept(board.ranking, board.ranking.ranked))
    pictures = st.container(
        key="pictures"
    )  # filled last: what draws them is large, and the table should not wait for it
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
        _pictures(board)


def _asked(board: Board) -> str:
    """Return what the address asks for but the page of the list: where that changes, the list begins anew."""
    told = [(key, st.query_params.get_all(key)) for key in sorted(st.query_params) if key != "page"]
    return f"{board.key} {told}"


def _ask_filters(board: Board) -> Filters:
    words, there = say(), board.ranking.names
    one_of: dict[str, tuple[str, ...]] = {}
    with st.sidebar:
        st.subheader(words("filter.title"))
        search = st.text_input(
            words("filter.search"), key="q", bind="query-params", placeholder=words("filter.search_hint"), max_chars=200
        )
        for column, key in _FACETS:
            if column in there and (options := _options(board, column)):
                one_of[column] = _ask_some(words(f"table.{column}"), key, options[:_OFFERED_AT_MOST], set(options))
        if "gate" in there:
            one_of["gate"] = _ask_some(words("table.gate"), "gate", list(_GATES), set(_GATES))
        if board.rubric.ladder is not None:
            labels = list(board.rubric.ladder.labels)
            one_of["label"] = _ask_some(words("table.label"), "label", labels, set(labels))
        at_least = _ask_lowest(board)
    return Filters(search, one_of, at_least)


@lru_cache(maxsize=256)
def _options(board: Board, column: str) -> list[str]:
    return list(counted(board.ranking.coded(column)))


def _ask_some(label: str, key: str, options: list[str], known: set[str]) -> tuple[str, ...]:
    """Ask for some of the options; a value that no entry has stays chosen and is named, so that nothing matches."""
    chosen = st.multiselect(
        label, options, key=key, bind="query-params", accept_new_options=True, placeholder=say()("frame.choose")
    )
    for value in chosen:
        if value not in known:
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
    inside = st.expander(words("filter.lowest"), key="lowest", on_change="rerun")
    named = any(key in st.query_params for key, _ in asked.values())
    with inside:
        for key, label in asked.values():
            name_unknown(key, label, lambda text: text.isdigit() and int(text) <= 100 and int(text) % 5 == 0)
        if not (inside.open or named):
            return {}  # what nobody looks at is not sent
        found = {
            column: float(st.slider(label, 0, 100, 0, 5, key=key, bind="query-params"))
            for column, (key, label) in asked.items()
        }
    return {**found, "coverage": found["coverage"] / 100}


def _pictures(board: Board) -> None:
    """Draw the two pictures; a click on one is kept in the address and filters the table."""
    words = say()
    with st.expander(words("picture.title"), expanded=True):
        left, right = st.columns(2, gap="large")
        for place, name, title in ((left, "cell", "picture.cells"), (right, "piece", "picture.levels")):
            with place:
                st.markdown(f"**{words(title)}** {words('picture.click')}")
                # Own weights change no level: that picture is the one without them.
                drawn = board if name == "cell" else _without_weights(board)
                spec = _picture(drawn, name, st.query_params.get(name), words.language)
                key = f"{name}-{board.key}"
                _clicked(st.vega_lite_chart(spec, key=key, on_select="rerun", alt=words(title)), name)


@lru_cache(maxsize=128)
def _picture(board: Board, name: str, chosen: str | None, language: str) -> dict[str, Any]:
    """Return a picture's drawing instructions, worked out once for all sessions that speak `language`."""
    words = phrases(language)
    if name == "cell":
        rows, total = board.ranking.ranked, board.scores.total
        return score_against_coverage(total.low[rows], total.coverage[rows], chosen, words)
    titles = {dimension: words.translated(title) for dimension, title in board.rubric.dimensions.items()}
    return levels_by_dimension(board.scores, titles, chosen, words)


def warm(board: Board) -> None:
    """Work out what every visit of a list shows, before anybody asks: its order, what can be chosen, the pictures."""
    board.ranking.frame(board.ranking.rows[:1])  # the first frame loads what frames are made with
    for column, _ in _FACETS:
        if column in board.ranking.names:
            _options(board, column)
    for name in ("cell", "piece"):
        _picture(board, name, None, LANGUAGES[0])


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


def _picked(board: Board, shown: Rows) -> Rows:
    """Return the rows of the cell and the piece that the address names; what cannot be meant is named."""
    words = say()
    for name, chosen in (("cell", st.query_params.get("cell")), ("piece", st.query_params.get("piece"))):
        if not chosen:
            continue
        kept = _of_cell(board, shown, chosen) if name == "cell" else _of_piece(board, shown, chosen)
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


def _of_cell(board: Board, shown: Rows, cell: str) -> Rows | None:
    score, _, share = cell.partition(":")
    if not (score.isdigit() and share.isdigit() and len(cell) < 10):
        return None
    total = board.scores.total
    low = np.minimum(np.nan_to_num(total.low[shown]), 99.999)
    coverage = np.minimum(100 * total.coverage[shown], 99.999)
    kept: Rows = shown[(low // STEP * STEP == int(score)) & (coverage // STEP * STEP == int(share))]
    return kept


def _of_piece(board: Board, shown: Rows, piece: str) -> Rows | None:
    dimension, _, level = piece.partition(":")
    if dimension not in board.scores.dimensions or level not in tuple(Level):
        return None
    has = (levels_of(board.scores, dimension)[:, shown] == LEVELS.index(Level(level))).any(axis=0)
    kept: Rows = shown[has]
    return kept


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
