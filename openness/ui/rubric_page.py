"""The rubric: readable; with other points or another file, who moves; every mistake of a file at its line."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from openness.errors import RubricError
from openness.files.shipped import resource_folder
from openness.ranking.replay import replay
from openness.rubric import Rubric, parse_rubric
from openness.safe.markdown import plain, prose
from openness.signals import SIGNALS
from openness.ui import board_choice
from openness.ui.board import Board
from openness.ui.frame import say

_MOST_BYTES = 200_000
_PROBLEMS_SHOWN = 30
_DOMAINS = {signal: item.domain for signal, item in SIGNALS.items()}


def show() -> None:
    """Draw the page of the chosen rubric."""
    words = say()
    st.title(words("rubric.title"))
    head = st.container()
    board = board_choice.choose()
    with head:
        board_choice.say_what_is_shown(board)
    read, change = st.tabs([words("rubric.read"), words("rubric.change")])
    with read:
        _readable(board.rubric)
    with change:
        _change(board)


def _readable(rubric: Rubric) -> None:
    words = say()
    if rubric.description:
        st.markdown(prose(words.translated(rubric.description), 5_000))
    if rubric.notice:
        st.info(prose(words.translated(rubric.notice)))
    for dimension, title in rubric.dimensions.items():
        mine = [one for one in rubric.criteria if one.dimension == dimension]
        st.subheader(
            words(
                "rubric.dimension",
                title=plain(words.translated(title or dimension)),
                points=f"{sum(one.points for one in mine):g}",
            )
        )
        heads = (words(f"rubric.{name}") for name in ("question", "points", "reads", "why"))
        lines = [f"| {' | '.join(heads)} |"]
        lines.append("|---|---|---|---|")
        for one in mine:
            signals = ", ".join(f"`{signal}`" for signal in one.signals)
            question, why = (prose(words.translated(text)) for text in (one.question, one.why))
            lines.append(f"| {question} `{one.id}` | {one.points:g} | {signals} | {why} |")
        st.container(key=f"criteria-{dimension}").markdown("\n".join(lines))
    for gate in rubric.gates:
        st.markdown(f"- **{words('table.gate')}** `{gate.id}`: {prose(words.translated(gate.question))}")
    for rung in rubric.ladder.rungs if rubric.ladder else ():
        needs = "; ".join(prose(words.translated(requirement.name)) for requirement in rung.requirements)
        st.markdown(f"- **{plain(words.translated(rung.label))}**: {needs}")
    for source in rubric.sources:
        st.caption(prose(source))


def _change(board: Board) -> None:
    words = say()
    st.markdown(words("rubric.change_help"))
    path = resource_folder("scoring_rubrics") / f"{board.rubric.id}.yaml"
    upload = st.file_uploader(words("rubric.upload"), type=["yaml", "yml"])
    if upload is not None and upload.size > _MOST_BYTES:
        st.error(words("rubric.too_big", most=_MOST_BYTES // 1000))
        return
    text = upload.getvalue().decode("utf-8", "replace") if upload is not None else path.read_text(encoding="utf-8")
    name = upload.name if upload is not None else path.name
    edited = st.text_area(
        words("rubric.edit"), text, height=420, key=f"edit-{board.rubric.id}-{name}", max_chars=_MOST_BYTES
    )
    try:
        changed = parse_rubric(edited, name, _DOMAINS).rubric
    except RubricError as failure:
        st.error(words("rubric.wrong", count=len(failure.problems)))
        for problem in failure.problems[:_PROBLEMS_SHOWN]:
            st.markdown(f"- {plain(problem)}")
        return
    moves = replay(board.entries, board.rubric, changed)
    correlation = "–" if moves.correlation is None else f"{moves.correlation:.3f}"
    st.markdown(words("moved.line", count=f"{len(moves.moves):,}", total=f"{moves.entries:,}", correlation=correlation))
    if not moves.moves.empty:
        _moves(moves.moves)


def _moves(moves: pd.DataFrame) -> None:
    words, names = say(), ("id", "old_rank", "new_rank", "old_score", "new_score", "old_label", "new_label", "moved_by")
    st.dataframe(
        moves,
        column_order=[name for name in names if not moves[name].isna().all()],
        column_config={name: words(f"moved.{name}") for name in names},
        hide_index=True,
        height=420 if len(moves) > 12 else "auto",
        alt=words("moved.title"),
    )
