"""A few models of a snapshot as entries of their own: of a million models nothing is read but their own rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from openness.ranking.entries import Entries
from openness.ranking.kept_entries import TOLD
from openness.ranking.looked import OfModels
from openness.record.cells import LazyCells
from openness.snapshot.alone import columns_at

T = TypeVar("T")


def alone(entries: Entries, rows: Sequence[int], signals: Sequence[str]) -> Entries:
    """Return the models of a snapshot with those at `rows` alone, in that order, all that is known of them as it was.

    `signals` are those that a rubric reads; `rows` are no more than `row.FEW`, of which each is read by itself. Entries
    that are no models of a snapshot are cut down in memory.
    """
    if not isinstance(entries.evidence_of, OfModels):
        return entries.only(rows)
    of_models, snapshot = entries.evidence_of, entries.evidence_of.snapshot
    columns = columns_at(snapshot, rows, signals)
    names = [entries.ids[row] for row in rows]
    return replace(
        entries,
        ids=names,
        names=names,
        details=LazyCells({detail: partial(_cells, entries, detail, rows) for detail in entries.details}),
        automatic=columns,
        evidence_of=lambda place: of_models(rows[place]),
        assessed=_at(entries.assessed, rows),
        aliases=_at(entries.aliases, rows),
        stated=_at(entries.stated, rows),
        moot=_at(entries.moot, rows),
        bound=_at(entries.bound, rows),
        _merged={},
    )


def _at(told: Mapping[int, T], rows: Sequence[int]) -> dict[int, T]:
    return {place: told[row] for place, row in enumerate(rows) if row in told}


def _cells(entries: Entries, detail: str, rows: Sequence[int]) -> list[Any]:
    assert isinstance(entries.evidence_of, OfModels)
    if detail in TOLD:
        return [entries.evidence_of.snapshot.cell(detail, row) for row in rows]
    return [entries.details[detail][row] for row in rows]
