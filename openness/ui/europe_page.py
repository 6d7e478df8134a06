"""Europe: which systems declare which official languages of the Union, and where they come from."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from openness.catalogue.places import UNIONS, country_name
from openness.safe.markdown import plain
from openness.ui import board_choice
from openness.ui.board import Board
from openness.ui.facts import place_words
from openness.ui.filters import counted
from openness.ui.frame import say
from openness.ui.table import BAR_WIDTH, ROW_HEIGHT, address_of, row_links
from openness.views.bar import score_bar

OFFICIAL = tuple("bg hr cs da nl en et fi fr de el hu ga it lv lt mt pl pt ro sk sl es sv".split())
"""The official languages of the European Union, by ISO 639-1."""
_FACTS = ("origin", "upstream", "public_compute", "compute_hours", "training_summary", "organisation")


def show() -> None:
    """Draw the page."""
    words = say()
    st.title(words("europe.title"))
    head = st.container()
    board = board_choice.choose()
    with head:
        board_choice.say_what_is_shown(board)
        st.markdown(words("europe.says"))
    table = language_table(board)
    told = table[table["count"].notna()].sort_values(["count", "score"], ascending=False, kind="stable")
    st.subheader(words("europe.languages", count=f"{len(told):,}", total=f"{len(table):,}"))
    st.dataframe(
        told[["open", "bar", "count", *OFFICIAL, *(name for name in _FACTS if name in told)]],
        column_config={
            "open": st.column_config.LinkColumn(
                words(f"kind.{board.kind}").capitalize(), display_text=r"#(.*)$", width=150, pinned=True
            ),
            "bar": st.column_config.TextColumn(words("table.score"), width=BAR_WIDTH),
            "count": st.column_config.NumberColumn(words("europe.of_24"), width=52),
            **{code: st.column_config.TextColumn(code, width=30) for code in OFFICIAL},
            **{name: st.column_config.TextColumn(words(f"table.{name}"), width=130) for name in _FACTS},
        },
        hide_index=True,
        height=520 if len(told) > 16 else "auto",
        row_height=ROW_HEIGHT,
        alt=words("europe.alt"),
    )
    cells = zip(told["name"], told["open"], told["bar"], told["count"], strict=True)
    of = words("europe.of_24")
    row_links(
        [(f"{bar} · {count} {of}", str(name), address) for name, address, bar, count in cells], f"europe-{board.key}"
    )
    st.caption(words("europe.languages_help"))
    with st.expander(words("europe.missing", count=f"{len(table) - len(told):,}")):
        st.markdown(words("europe.missing_help"))
        names = table.loc[table["count"].isna(), "name"].head(300)
        st.markdown(", ".join(plain(str(name), 60) for name in names))
    for name in ("origin", "upstream"):
        if name in board.ranking.names:
            _counted(board, name)
    st.caption(words("europe.basis"))


def language_table(board: Board) -> pd.DataFrame:
    """Return one row an entry: its id, name, score and, where languages are declared, a sign for each official one."""
    wanted = ("id", "name", "score", "low", "high", *_FACTS)
    frame = board.ranking.frame(names=[name for name in wanted if name in board.ranking.names])
    column = board.entries.columns(board.rubric.assessments).column("languages.declared")
    listed = [_listed_codes(value) for value in column.values]  # noqa: PD011
    declared = [listed[code] if code >= 0 else None for code in column.codes[frame["_row"].to_numpy()]]
    table = frame.assign(
        open=[address_of(board, entry, name) for entry, name in zip(frame["id"], frame["name"], strict=True)],
        bar=[score_bar(low, high) for low, high in zip(frame["low"], frame["high"], strict=True)],
        count=pd.array([None if one is None else len(one & set(OFFICIAL)) for one in declared], dtype="Int64"),
    )
    for name in ("origin", "upstream"):
        if name in table:
            table[name] = [_place(cell, known) for cell, known in zip(table[name], table[name].notna(), strict=True)]
    for code in OFFICIAL:
        table[code] = ["" if one is None or code not in one else "●" for one in declared]
    return table


def _listed_codes(value: object) -> set[str] | None:
    """Return the codes that are listed, without their region; None where "mul" alone says that there are several."""
    codes = {word.casefold().split("-")[0] for word in value} if isinstance(value, tuple) else set()
    return None if codes and codes <= {"mul", "multilingual"} else codes


def _place(cell: object, known: bool) -> str:
    return place_words(str(cell)) if known else ""


def unions_last(places: Iterable[str]) -> list[str]:
    """Return codes of places with the countries first; the unions are sums of them and stand below."""
    return sorted(places, key=lambda place: UNIONS.index(place) + 1 if place in UNIONS else 0)


def _counted(board: Board, name: str) -> None:
    words, cells = say(), board.ranking.coded(name)
    st.subheader(words(f"europe.{name}"))
    counts = counted(cells)
    lines = [f"| {words(f'table.{name}')} | {words('chart.entries')} |", "|---|---|"]
    rows = unions_last(counts)
    for value in rows:
        sign = "**∑** " if value in UNIONS else ""
        lines.append(f"| {sign}{plain(words.translated(country_name(value)), 80)} | {counts[value]:,} |")
    lines.append(f"| {words('compare.not_known')} | {int((cells.codes < 0).sum()):,} |")
    st.markdown("\n".join(lines))
