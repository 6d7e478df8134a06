"""Two to five entries side by side: totals, levels, licence clauses and facts, with what really differs marked."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from streamlit.navigation.page import StreamlitPage

from openness.ranking.entries import Entries
from openness.rubric.condition import Level
from openness.safe.line import one_line
from openness.safe.markdown import literal, plain
from openness.signals import SIGNALS
from openness.ui import board_choice, dossier_download, entry_search
from openness.ui.address import page_of
from openness.ui.beside import STYLE, Cell, Row, beside
from openness.ui.board import Board
from openness.ui.charts import STYLE as CHART_STYLE
from openness.ui.charts import dots
from openness.ui.facts import fact_words
from openness.ui.frame import name_unknown, say
from openness.ui.marks import legend, points
from openness.ui.table import GATE_SIGNS
from openness.views.bar import SIGNS
from openness.views.comparison import AT_MOST, Comparison, Line, Unlike, as_rows, compare
from openness.views.forms import render


def show(ranking_page: StreamlitPage) -> None:
    """Draw the comparison of the entries that `id` in the address names, once each."""
    words = say()
    st.title(words("compare.title"))
    head = st.container()
    board = board_choice.choose()
    with head:
        board_choice.say_what_is_shown(board)
    name_unknown("differs", words("compare.only"), ("true", "false"))
    rows = _named(board, board.entries)
    if len(rows) < 2:
        st.info(words("compare.too_few", most=AT_MOST))
        _ask(board.entries, rows)  # here and not in the sidebar, which a phone folds away
        st.page_link(ranking_page, label=words("compare.to_ranking"))
        return
    with st.sidebar:
        _ask(board.entries, rows)
    comparison = compare(board.entries, rows, board.rubric, dict(SIGNALS))
    with st.container(horizontal=True, vertical_alignment="center"):
        only = st.toggle(words("compare.only"), key="differs", bind="query-params")
        st.download_button(
            words("compare.download"),
            data=lambda: _csv(board, comparison),
            file_name=f"openness-comparison-{board.manifest.id}.csv",
            mime="text/csv",
            on_click="ignore",
        )
        dossier_download.offer(board, rows, None)
    names = [item.name for item in comparison.found]
    st.html(f"<style>{STYLE}</style>{beside(names, _totals(comparison, board), words('compare.title'))}")
    drawn = [
        (words.translated(comparison.rubric.dimensions[name] or name), item.name, low, high)
        for name in comparison.rubric.dimensions
        for item in comparison.found
        if (low := item.dimensions[name][0]) is not None and (high := item.dimensions[name][1]) is not None
    ]
    if drawn:
        st.html(f"<style>{CHART_STYLE}</style>{dots(drawn, words('compare.dots'))}")
    for part, title in (
        *comparison.rubric.dimensions.items(),
        ("clauses", words("compare.clauses")),
        ("facts", words("compare.facts")),
    ):
        lines = comparison.part(part, only_different=only)
        if lines:
            st.subheader(plain(words.translated(title or part)))
            st.html(beside(names, [_line(line) for line in lines], words.translated(title or part)))
    st.caption(words("compare.marks"))
    st.markdown(legend())


def _named(board: Board, entries: Entries) -> list[int]:
    """Return the rows the address names; what there is not is named."""
    rows: list[int] = []
    for wanted in dict.fromkeys(one_line(entry, 200) for entry in st.query_params.get_all("id")[: 2 * AT_MOST]):
        place = entries.place(wanted)
        if place is None:
            kind = say()(f"kind.{board.kind}")
            st.warning(say()("compare.nowhere", kind=kind, wanted=literal(wanted, 200)))
        elif place not in rows:
            rows.append(place)
    return rows[:AT_MOST]


def _ask(entries: Entries, rows: list[int]) -> None:
    """Let entries be added and dropped; the address alone holds what is compared."""
    words, ids = say(), [entries.ids[row] for row in rows]

    def drop(entry: str) -> None:
        st.query_params["id"] = [one for one in ids if one != entry]

    def add(entry: str) -> None:
        st.query_params["id"] = [*ids, entry]

    if rows:
        st.subheader(words("compare.compared"))
    for row, entry in zip(rows, ids, strict=True):
        name = plain(entries.names[row], 60)
        st.button(words("compare.drop", name=name), key=f"drop-{entry}", on_click=drop, args=(entry,), width="stretch")
    if len(rows) < AT_MOST:
        entry_search.ask(entries, words("compare.add"), "compare", add)


def _totals(comparison: Comparison, board: Board) -> list[Row]:
    words, found, page = say(), comparison.found, board.kind.removesuffix("s")
    rows = [
        Row(
            words("compare.its_page"),
            [Cell(item.name, address=page_of(page, item.entry, board.choice.query)) for item in found],
        ),
        Row(words("table.score"), [Cell(points(item.low)) for item in found], strong=True),
        Row(words("model.possible"), [Cell(points(item.high)) for item in found]),
        Row(words("table.coverage"), [Cell(f"{100 * item.coverage:.0f} %") for item in found]),
    ]
    if (ladder := comparison.rubric.ladder) is not None:
        labels = [Cell(words.translated(item.label) if item.label else "–") for item in found]
        rows.append(Row(words.translated(ladder.title), labels))
    for place, gate in enumerate(comparison.rubric.gates):
        cells = [Cell(words(f"gate.{item.gates[place][1]}"), sign=GATE_SIGNS[item.gates[place][1]]) for item in found]
        rows.append(Row(f"{words('table.gate')}: {words.translated(gate.question)}", cells))
    return rows


_MARK = {Unlike.DIFFERS: "≠", Unlike.NOT_KNOWN: "?", Unlike.SAME: ""}


def _line(line: Line) -> Row:
    """Return a line of a comparison; ≠ marks what differs, ? what is not known of all."""
    words, key = say(), f"table.{line.question}"
    title = words(key) if words.has(key) else words.translated(line.question)
    return Row(title, [_cell(line, cell) for cell in line.cells], mark=_MARK[line.unlike])


def _cell(line: Line, cell: str | None) -> Cell:
    words = say()
    if line.level:
        level = Level.UNKNOWN if cell is None else Level(cell)
        return Cell(words(f"level.{level}"), sign=SIGNS[level])
    if cell is None:
        return Cell(words("compare.not_known"), quiet=True)
    return Cell(fact_words(line.question, cell))


def _csv(board: Board, comparison: Comparison) -> bytes:
    frame = pd.DataFrame(as_rows(comparison), dtype=object).assign(
        snapshot=board.manifest.id, rubric=board.rubric.id, rubric_version=board.rubric.version
    )
    return render(frame, "csv").encode()
