"""The ranking: filters in the sidebar and in the address, one dense table, and what was left unranked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from openness.safe.markdown import plain, prose
from openness.ui import board_choice
from openness.ui.board import DIMENSION, Board
from openness.ui.filters import Filters, offered
from openness.views.table import Format, render

if TYPE_CHECKING:
    import pandas as pd

COMPARED_AT_MOST = 4
SAYS = (
    "The score is what the evidence **proves**, out of 100: what is unknown counts as nothing until someone shows it."
)
SAYS_NOT = "It says nothing about how good, safe or lawful a model is."
_FACETS = (
    ("organisation", "Organisation", "org"),
    ("licence", "Licence", "licence"),
    ("modality", "Modality", "modality"),
)
_GATE_WORDS = {"passed": "● passed", "failed": "○ failed", "unknown": "? unknown"}
_OFFERED_AT_MOST = 500
_ROWS_SHOWN = 24
_ROW_HEIGHT = 28
_TABLE_HEIGHT = 700


def show(pages: Mapping[str, StreamlitPage], compare_page: StreamlitPage) -> None:
    """Draw the page; `pages` by list and `compare_page` are where its selections lead."""
    st.title("Openness ranking")
    head = st.container()
    board = board_choice.choose()
    with head:
        board_choice.say_what_is_shown(board)
        st.markdown(f"{SAYS} {prose(board.rubric.notice) if board.rubric.notice else SAYS_NOT}")
    filters = _ask_filters(board)
    shown = filters.apply(board.ranked)
    _table_head(board, filters, shown)
    selected = _table(board, shown)
    _actions(board, shown, selected, pages[board.kind], compare_page)
    _unranked(board, filters)


def _ask_filters(board: Board) -> Filters:
    frame = board.frame
    one_of: dict[str, tuple[str, ...]] = {}
    at_least: dict[str, float] = {}
    with st.sidebar:
        st.subheader("Filter")
        search = st.text_input(
            "Search", key="q", bind="query-params", placeholder="model or organisation", max_chars=200
        )
        for column, label, key in _FACETS:
            if column in frame and (options := offered(frame[column])):
                one_of[column] = tuple(
                    st.multiselect(
                        label,
                        options[:_OFFERED_AT_MOST],
                        key=key,
                        bind="query-params",
                        accept_new_options=len(options) > _OFFERED_AT_MOST,
                    )
                )
        if "gate" in frame:
            words = ["passed", "failed", "unknown"]
            one_of["gate"] = tuple(st.multiselect("Minimum requirements", words, key="gate", bind="query-params"))
        if board.rubric.ladder is not None:
            labels = list(board.rubric.ladder.labels)
            one_of["label"] = tuple(st.multiselect("Label", labels, key="label", bind="query-params"))
        with st.expander("Lowest score in a dimension"):
            for dimension, title in board.rubric.dimensions.items():
                lowest = st.slider(title or dimension, 0, 100, 0, 5, key=f"min_{dimension}", bind="query-params")
                at_least[DIMENSION + dimension] = float(lowest)
            coverage = st.slider("Coverage, in percent", 0, 100, 0, 5, key="min_coverage", bind="query-params")
            at_least["coverage"] = coverage / 100
    return Filters(search, one_of, at_least)


def _table_head(board: Board, filters: Filters, shown: pd.DataFrame) -> None:
    left, right = st.columns([5, 1], vertical_alignment="bottom")
    total = len(board.ranked)
    noun = board.kind if total != 1 else board.kind.removesuffix("s")
    if filters.active:
        left.markdown(f"**{len(shown):,} of {total:,} ranked {noun}** match. Ranks are those of the whole list.")
    else:
        order = "those that meet the minimum first, then best proven" if "gate" in shown else "best proven first"
        left.markdown(f"**{total:,} ranked {noun}**, {order}.")
    right.download_button(
        "Download CSV",
        data=lambda: render(shown, Format.CSV).encode("utf-8"),
        file_name=f"openness-{board.kind}-{board.rubric.id}-{board.manifest.id}.csv",
        mime="text/csv",
        on_click="ignore",
        width="stretch",
        help="The rows shown, unrounded, with snapshot and rubric in every row.",
    )


def _table(board: Board, shown: pd.DataFrame) -> list[int]:
    """Draw the ranking and return the places of the ticked rows in `shown`."""
    if shown.empty:
        st.info("Nothing matches. Remove a filter in the sidebar, or look among the unranked below.")
        return []
    config = st.column_config
    columns = {
        "rank": config.NumberColumn("Rank", width=48, pinned=True),
        "tied": config.TextColumn("", width=20, pinned=True, help="=: another entry has the same low and high"),
        "open": config.LinkColumn(
            "System" if board.kind == "systems" else "Model",
            display_text=r"#(.*)$",
            width=250,
            pinned=True,
            help="Opens the page with levels, evidence and what would fix it",
        ),
        "organisation": config.TextColumn("Organisation", width=112),
        "gate": config.TextColumn("Minimum", width=86, help="Whether the rubric's minimum requirements are met"),
        "excluded_because": config.TextColumn("Because of", width=220),
        "label": config.TextColumn("Label", width=150, help=board.label_title),
        "score": config.ProgressColumn(
            "Proven score", min_value=0, max_value=100, format="%.1f", width=108, help="Points proven, out of 100"
        ),
        "range": config.TextColumn("Low–high", width=72, help="High: if everything unknown turned out to be open"),
        "coverage": config.NumberColumn(
            "Coverage", format="%.0f %%", width=66, help="Share of the points whose level is decided"
        ),
        "licence": config.TextColumn("Licence id", width=130),
        "modality": config.TextColumn("Modality", width=100),
    }
    dimensions = [DIMENSION + name for name in board.rubric.dimensions]
    for dimension, title in board.rubric.dimensions.items():
        heading = dimension.capitalize()
        columns[DIMENSION + dimension] = config.NumberColumn(
            heading, format="%.0f", width=max(54, 20 + 6 * len(heading)), help=f"{title}: points proven, out of 100"
        )
    order = ("rank", "tied", "open", "gate", "excluded_because", "label", "score", "range", "coverage", *dimensions)
    table = shown.assign(
        open=[_address(board, entry, name) for entry, name in zip(shown["id"], shown["name"], strict=True)],
        range=[f"{low:.0f}–{high:.0f}" for low, high in zip(shown["low"], shown["high"], strict=True)],
        coverage=100 * shown["coverage"],
    )
    for name in ("organisation", "licence", "modality", "excluded_because"):
        if name in table:
            table[name] = table[name].fillna("–")
    table["tied"] = table["tied"].map({True: "=", False: ""})
    if "gate" in table:
        table["gate"] = table["gate"].map(_GATE_WORDS)
    facts = ("licence", "modality") if board.kind == "models" else ("organisation", "licence", "modality")
    event = st.dataframe(
        table,
        column_order=[name for name in (*order, *facts) if name in table],
        column_config=columns,
        hide_index=True,
        height=_TABLE_HEIGHT if len(table) > _ROWS_SHOWN else "auto",
        row_height=_ROW_HEIGHT,
        on_select="rerun",
        selection_mode="multi-row",
        key=f"table-{board.key}",
        alt=f"Ranking of {board.kind} by proven score",
    )
    return [row for row in event.selection.rows if row < len(shown)]


def _address(board: Board, entry_id: str, name: str) -> str:
    """Return the address of an entry's page; what follows the # is what the table shows."""
    query = urlencode({"id": entry_id, **board.choice.query}, safe="/")
    return f"/{board.kind.removesuffix('s')}?{query}#{quote(name, safe=' /')}"


def _actions(
    board: Board, shown: pd.DataFrame, selected: list[int], model_page: StreamlitPage, compare_page: StreamlitPage
) -> None:
    if not selected:
        st.caption("Tick rows at the left edge to open one here or to compare up to four.")
        return
    ids = [str(shown["id"].iloc[row]) for row in selected]
    with st.container(horizontal=True):
        if st.button(f"Open {plain(str(shown['name'].iloc[selected[0]]), 80)}"):
            st.switch_page(model_page, query_params={"id": ids[0], **board.choice.query})
        fits = 2 <= len(ids) <= COMPARED_AT_MOST
        advice = None if fits else f"Tick 2 to {COMPARED_AT_MOST} rows"
        if st.button(f"Compare {len(ids)}", disabled=not fits, help=advice):
            query = [*(("id", entry) for entry in ids), ("list", board.kind), *board.choice.query.items()]
            st.switch_page(compare_page, query_params=query)


def _unranked(board: Board, filters: Filters) -> None:
    unranked = Filters(filters.search, filters.one_of).apply(board.unranked)
    if unranked.empty:
        return
    with st.expander(
        f"Unranked: {len(unranked):,} {board.kind} about which nothing is known that this rubric could judge"
    ):
        st.markdown(
            "Unknown is not closed: the Hub did not say, could not be read, or nobody has looked yet. "
            "`openness refresh` looks at them on the Hub."
        )
        st.dataframe(
            unranked,
            column_order=[name for name in ("id", "name", "organisation", "licence", "modality") if name in unranked],
            column_config={
                "id": "Id",
                "name": "Name",
                "organisation": "Organisation",
                "licence": "Licence",
                "modality": "Modality",
            },
            hide_index=True,
            height=320 if len(unranked) > 10 else "auto",
            row_height=_ROW_HEIGHT,
            alt="Entries without a rank",
        )
