"""Licences side by side, clause by clause: what really differs first, then what is not known of all, then the same."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from openness.licences.clause import Clause
from openness.licences.knowledge import Licence
from openness.licences.report import ClauseRow, clause_rows
from openness.ui.address import page_of
from openness.ui.beside import STYLE, Cell, Row, beside
from openness.ui.frame import say
from openness.ui.licence_card import TAKES_AWAY, flags, kind_words, takes_away
from openness.views.comparison import Line, Unlike


def show(licences: Sequence[Licence]) -> None:
    """Draw the comparison of two licences or more."""
    words, names = say(), [licence.name for licence in licences]
    st.title(words("licence.beside"))
    st.html(f"<style>{STYLE}</style>{beside(names, _heads(licences), words('licence.beside'))}")
    parts = clauses_beside(licences)
    for unlike in (Unlike.DIFFERS, Unlike.NOT_KNOWN, Unlike.SAME):
        rows = [row for how, row in parts if how is unlike]
        if rows:
            st.subheader(words(f"licence.part.{unlike.name.casefold()}", count=len(rows)))
            st.html(beside(names, rows, words(f"licence.part.{unlike.name.casefold()}", count=len(rows))))
    st.caption(f"{TAKES_AWAY} {words('licence.takes_away')} · {words('compare.marks')}")


def _heads(licences: Sequence[Licence]) -> list[Row]:
    words = say()
    rows = [
        Row(words("licence.its_page"), [Cell(one.id, address=page_of("licence", one.id)) for one in licences]),
        Row(words("licence.column.kind"), [Cell(kind_words(one.kind)) for one in licences]),
    ]
    for name, _ in flags(licences[0]):
        told = [dict(flags(one))[name] for one in licences]
        rows.append(Row(words(f"licence.{name}"), [_flag(value) for value in told]))
    return rows


def _flag(value: bool | None) -> Cell:
    words = say()
    if value is None:
        return Cell(words("compare.not_known"), quiet=True)
    return Cell(words("answer.yes" if value else "answer.no"), sign="●" if value else "○")


_MARKS = {Unlike.DIFFERS: "≠", Unlike.NOT_KNOWN: "?", Unlike.SAME: ""}


def clauses_beside(licences: Sequence[Licence]) -> list[tuple[Unlike, Row]]:
    """Return a row a clause that any of the licences answers, and how far they differ in it."""
    words = say()
    tables = [{row.clause: row for row in clause_rows(one.clauses, words.translated)} for one in licences]
    found = []
    for clause in Clause:
        rows = [table[clause] for table in tables]
        answers = tuple(None if row.origin is None else row.answer for row in rows)
        if any(answer is not None for answer in answers):
            unlike = Line("clauses", rows[0].question, answers).unlike
            cells = [_cell(licence, row) for licence, row in zip(licences, rows, strict=True)]
            found.append((unlike, Row(rows[0].question, cells, mark=_MARKS[unlike])))
    return found


def _cell(licence: Licence, row: ClauseRow) -> Cell:
    if row.origin is None:
        return Cell(say()("compare.not_known"), quiet=True)
    sign = TAKES_AWAY if takes_away(licence.clauses[row.clause]) else ""
    return Cell(row.answer, sign=sign, note=f"§ {row.section}" if row.section else "")
