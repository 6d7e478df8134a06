"""An entry over the snapshots of the store: score, range and coverage at each, under the rubric shown."""

from __future__ import annotations

import streamlit as st

from openness.score.evaluate import evaluate
from openness.ui import library
from openness.ui.board import Board
from openness.ui.frame import say

_MOST = 12


def show(entry: str, board: Board) -> None:
    """Draw the history of one entry; a single snapshot has none, which is said."""
    words = say()
    snapshots = library.snapshot_ids()
    with st.expander(words("model.history")):
        if len(snapshots) < 2:
            st.markdown(words("model.history_one"))
            return
        rows = []
        for name, folder in list(snapshots.items())[-_MOST:]:
            listed = library.entries_of(folder, board.kind, assessments=board.choice.assessments)
            row = listed.place(entry)
            if row is None:
                rows.append(f"| `{name}` | – | – | – |")
                continue
            one = listed.only([row])
            total = evaluate(board.rubric, one.columns(board.rubric.assessments)).total
            rows.append(f"| `{name}` | {total.low[0]:.1f} | {total.high[0]:.1f} | {100 * total.coverage[0]:.0f} % |")
        names = ("frame.snapshot", "table.score", "model.possible", "table.coverage")
        head = f"| {' | '.join(words(name) for name in names)} |"
        st.markdown("\n".join([head, "|---|---|---|---|", *rows]))
