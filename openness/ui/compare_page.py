"""Two to five entries side by side: totals, levels, licence clauses and facts, with what really differs marked."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from streamlit.navigation.page import StreamlitPage

from openness.ranking.entries import Entries
from openness.rubric.condition import Level
from openness.safe.line import one_line
from openness.safe.markdown import link, literal, page_address, plain, prose
from openness.signals import SIGNALS
from openness.ui import board_choice, dossier_download, entry_search
from openness.ui.board import Board
from openness.ui.charts import dot_chart
from openness.ui.frame import say
from openness.ui.marks import badge, legend, points
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
    rows = _named(board, board.entries)
    _ask(board.entries, rows)
    if len(rows) < 2:
        st.info(words("compare.too_few", most=AT_MOST))
        st.page_link(ranking_page, label=words("compare.to_ranking"))
        return
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
    st.markdown(_totals(comparison, page=board.kind.removesuffix("s")))
    dots = [
        (comparison.rubric.dimensions[name] or name, item.name, low, high)
        for name in comparison.rubric.dimensions
        for item in comparison.found
        if (low := item.dimensions[name][0]) is not None and (high := item.dimensions[name][1]) is not None
    ]
    if dots:
        st.altair_chart(dot_chart(dots), width="stretch", alt=words("compare.dots"))
    for part, title in (
        *comparison.rubric.dimensions.items(),
        ("clauses", words("compare.clauses")),
        ("facts", words("compare.facts")),
    ):
        lines = comparison.part(part, only_different=only)
        if lines:
            st.subheader(plain(title or part))
            st.markdown(table(comparison, lines))
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

    with st.sidebar:
        st.subheader(words("compare.compared"))
        for row, entry in zip(rows, ids, strict=True):
            name = plain(entries.names[row], 60)
            st.button(
                words("compare.drop", name=name), key=f"drop-{entry}", on_click=drop, args=(entry,), width="stretch"
            )
        if len(rows) < AT_MOST:
            entry_search.ask(entries, words("compare.add"), "compare", add)


def _totals(comparison: Comparison, *, page: str) -> str:
    words, found = say(), comparison.found
    lines = [
        _row("", [f"**{link(item.name, None)}**" for item in found]),
        _row("---", ["---"] * len(found)),
        _row("", [f"[{words('compare.its_page')}]({page_address(page, item.entry)})" for item in found]),
        _row(f"**{words('table.score')}**", [f"**{points(item.low)}**" for item in found]),
        _row(words("model.possible"), [points(item.high) for item in found]),
        _row(words("table.coverage"), [f"{100 * item.coverage:.0f} %" for item in found]),
    ]
    if comparison.rubric.ladder is not None:
        lines.append(_row(plain(comparison.rubric.ladder.title), [plain(item.label or "–") for item in found]))
    for place, gate in enumerate(comparison.rubric.gates):
        cells = [words(f"gate.{item.gates[place][1]}") for item in found]
        lines.append(_row(f"{words('table.gate')}: {plain(gate.id)}", cells))
    return "\n".join(lines)


def table(comparison: Comparison, lines: list[Line]) -> str:
    """Return lines of a comparison as a Markdown table; ≠ marks what differs, ? what is not known of all."""
    head = [_row("", [plain(item.name) for item in comparison.found]), _row("---", ["---"] * len(comparison.found))]
    return "\n".join([*head, *(_row(f"{_MARK[line.unlike]}{_title(line)}", _cells(line)) for line in lines)])


_MARK = {Unlike.DIFFERS: "≠ ", Unlike.NOT_KNOWN: "? ", Unlike.SAME: ""}


def _title(line: Line) -> str:
    key = f"table.{line.question}"
    return say()(key) if say().has(key) else prose(line.question)


def _cells(line: Line) -> list[str]:
    if line.level:
        return [badge(Level.UNKNOWN if cell is None else Level(cell)) for cell in line.cells]
    unknown = f":gray[{say()('compare.not_known')}]"
    return [unknown if cell is None else plain(cell.replace("_", " "), 160) for cell in line.cells]


def _row(first: str, cells: list[str]) -> str:
    return f"| {first} | " + " | ".join(cells) + " |"


def _csv(board: Board, comparison: Comparison) -> bytes:
    frame = pd.DataFrame(as_rows(comparison), dtype=object).assign(
        snapshot=board.manifest.id, rubric=board.rubric.id, rubric_version=board.rubric.version
    )
    return render(frame, "csv").encode()
