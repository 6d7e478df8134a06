"""Two to four entries side by side: totals, dimensions and every criterion, with the differences marked."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from openness.ranking.entries import Entries
from openness.safe.line import one_line
from openness.safe.markdown import link, literal, page_address, plain, prose
from openness.ui import board_choice, entry_search, library
from openness.ui.board import Board
from openness.ui.marks import badge, legend, points
from openness.views.explanation import Explanation, explain

AT_MOST = 4


def show(ranking_page: StreamlitPage) -> None:
    """Draw the comparison of the entries that `id` in the address names, once each."""
    st.title("Compare")
    head = st.container()
    board = board_choice.choose()
    entries = library.entries(board.kind, assessments=board.choice.assessments)
    with head:
        board_choice.say_what_is_shown(board)
    chosen = _chosen(board, entries)
    if len(chosen) < 2:
        st.info("Find at least two in the sidebar, or tick rows in the ranking; the address can then be shared.")
        st.page_link(ranking_page, label="To the ranking")
        return
    only = st.toggle("Only what differs", key="differs", bind="query-params")
    found = [explain(entries, row, board.rubric) for row in chosen]
    st.markdown(comparison(found, page=board.kind.removesuffix("s"), only_different=only))
    st.markdown(legend())


def _chosen(board: Board, entries: Entries) -> list[int]:
    """Return the rows to compare: those of the address, changed by what is added or dropped in the sidebar."""
    wanted = list(dict.fromkeys(one_line(entry, 200) for entry in st.query_params.get_all("id")))[: 2 * AT_MOST]
    rows = []
    for entry in wanted:
        place = entries.place(entry)
        if place is None:
            st.warning(f"This snapshot's {board.kind} hold no {literal(entry, 200)}; it is left out.")
        elif place not in rows:
            rows.append(place)
    rows = rows[:AT_MOST]
    with st.sidebar:
        st.subheader("Compared")
        kept = [row for row in rows if st.checkbox(plain(entries.names[row], 100), value=True, key=f"keep-{row}")]
        if len(kept) < AT_MOST:
            added = entry_search.ask(entries, "Add", f"add-{len(rows)}")
            if added is not None and added not in kept:
                kept.append(added)
    if kept != rows:
        st.query_params["id"] = [entries.ids[row] for row in kept]
    return kept


def comparison(found: list[Explanation], *, page: str, only_different: bool = False) -> str:
    """Return the comparison as a Markdown table; ≠ marks a criterion on which the entries differ."""
    rubric = found[0].rubric
    lines = [
        _row("", [link(item.name, None) for item in found]),
        _row("---", ["---"] * len(found)),
        _row("", [f"[its page]({page_address(page, item.entry)})" for item in found]),
        _row("**Proven score**", [f"**{points(item.low)}**" for item in found]),
        _row("Possible", [points(item.high) for item in found]),
        _row("Coverage", [f"{100 * item.coverage:.0f} %" for item in found]),
        _row("Licence", [plain(str(item.details.get("licence", "unknown")), 100) for item in found]),
    ]
    if rubric.ladder is not None:
        lines.append(_row(plain(rubric.ladder.title), [plain(item.label or "–") for item in found]))
    for place, gate in enumerate(rubric.gates):
        lines.append(_row(f"Minimum: {plain(gate.id)}", [item.gates[place][1] for item in found]))
    for dimension, title in rubric.dimensions.items():
        ranges = [f"**{points(low)}**–{points(high)}" for low, high in (item.dimensions[dimension] for item in found)]
        lines.append(_row(f"**{plain(title or dimension)}**", ranges))
        for place, criterion in enumerate(rubric.criteria):
            levels = [item.findings[place].level for item in found]
            differ = len(set(levels)) > 1
            if criterion.dimension == dimension and (differ or not only_different):
                mark = "≠ " if differ else ""
                lines.append(_row(f"{mark}{prose(criterion.question)}", [badge(level) for level in levels]))
    return "\n".join(lines)


def _row(first: str, cells: list[str]) -> str:
    return f"| {first} | " + " | ".join(cells) + " |"
