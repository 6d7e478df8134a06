"""The sovereignty profile as columns: where an entry comes from and what governs it, beside a score and never in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

import numpy as np

from openness.catalogue.places import UNIONS
from openness.licences.clause import Clause
from openness.licences.knowledge import knowledge
from openness.licences.undecided import TERMS, UNREAD, brief
from openness.record.cells import Coded
from openness.record.columns import UNKNOWN, Column, Columns
from openness.record.evidence import Evidence, Outcome, Value

COLUMNS = (
    "status",
    "origin",
    "parent",
    "upstream",
    "upstream_model",
    "languages.eu",
    "public_compute",
    "compute",
    "compute_hours",
    "training_summary",
    "governing_law",
    "excluded_places",
    "library",
)
"""What every ranking shows beside its scores; a cell without an answer is empty."""

_SIGNALS = {
    "status": "release.status",
    "origin": "origin.places",
    "parent": "origin.parent",
    "upstream": "upstream.places",
    "upstream_model": "upstream.root",
    "languages.eu": "languages.eu_official",
    "public_compute": "compute.public",
    "compute": "compute.machine",
    "compute_hours": "compute.hours",
    "training_summary": "data.summary",
    "excluded_places": "licence.excluded_places",
    "library": "model.library",
}


_ASKED_FIRST = ("licence.commercial", "licence.osi")
"""What is asked of a licence first: where one of them is unknown, what the licence allows is not stated."""


def licence_unread(licence: Column, columns: Columns) -> Coded:
    """Return in a few words what leaves open what a named licence allows; empty where it is stated.

    `licence` is the column of names shown.
    """
    unread = columns.column(UNREAD)
    words = [brief(value if isinstance(value, tuple) and value else (TERMS,)) for value in unread.values]
    none_told = len(words)
    stated = np.logical_and.reduce([columns.column(signal).codes != UNKNOWN for signal in _ASKED_FIRST])
    codes = np.where(unread.codes >= 0, unread.codes, none_told)
    codes = np.where(stated | (licence.codes < 0), UNKNOWN, codes).astype(np.int32)
    return Coded(Column(codes, (*words, brief((TERMS,)))))


LOOKED_FOR = {name: _SIGNALS[name] for name in ("status", "public_compute", "training_summary")}
"""Columns in which "not found", with its day, is an answer."""


def profile(columns: Columns) -> dict[str, Callable[[], Coded]]:
    """Return what makes each of the profile's columns of cells; lists are joined with commas."""
    makers = {name: partial(_cells, columns, signal, _cell) for name, signal in _SIGNALS.items()}
    makers["governing_law"] = partial(_cells, columns, "licence.weights", governing_law)
    return {name: makers[name] for name in COLUMNS}


def not_found(cells: Sequence[Any], signal: str, stated: Mapping[int, Mapping[str, Evidence]]) -> list[Any]:
    """Return cells in which empty ones say on which day nobody found an answer, where the catalogue says so."""
    shown = list(cells)
    for row, told in stated.items():
        found = told.get(signal)
        if shown[row] is None and found is not None and found.outcome is Outcome.SILENT and found.date is not None:
            shown[row] = f"not found {found.date}"
    return shown


def _cells(columns: Columns, signal: str, show: Callable[[Value], Any]) -> Coded:
    return Coded(columns.column(signal), show)


def texts(column: Column) -> Coded:
    """Return a column's answers as text."""
    return Coded(column, _text)


def text_column(column: Column) -> Column:
    """Return a column's answers as text; an empty one, and a question that does not arise, count as unknown."""
    values = [_text(value) for value in column.values]
    table = np.array([*(place if text else UNKNOWN for place, text in enumerate(values)), UNKNOWN, UNKNOWN], np.int32)
    return Column(table[column.codes], tuple(values))


def _text(value: Value) -> str:
    return ",".join(value) if isinstance(value, tuple) else str(value)


def _cell(value: Value) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):  # countries before the unions they lie in; an empty set is an answer too
        return ",".join(sorted(value, key=lambda item: (item in UNIONS, item))) or "none"
    return value


@lru_cache(maxsize=4096)
def governing_law(licence: Value) -> str | None:
    """Return the law that governs a licence, by our facts; None where it names none or we know none."""
    known = knowledge().get(str(licence))
    value = None if known is None else known.value(Clause.GOVERNING_LAW)
    return value if isinstance(value, str) else None
