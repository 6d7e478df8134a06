"""The signal columns of a few models, a row each: of a million models the groups that hold them alone are read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from openness.record.columns import Column, LazyColumns, encode, joined, unknown
from openness.snapshot.licences import flat
from openness.snapshot.row import OneRow
from openness.snapshot.snapshot import ALSO_IDENTITY, LICENCE, Snapshot


def columns_at(snapshot: Snapshot, places: Sequence[int], signals: Sequence[str]) -> LazyColumns:
    """Return the columns of the models at some places, as they stand in `Snapshot.columns`.

    `signals` are those that will be asked for: they are read at once.
    """
    rows = [snapshot.row(place) for place in places]
    wanted = [name for signal in signals if signal in snapshot.stored for name in (signal, f"{signal}.outcome")]
    for row in rows:
        row.load(wanted)
    return LazyColumns(len(rows), partial(_column, snapshot, rows))


def _column(snapshot: Snapshot, rows: Sequence[OneRow], signal: str) -> Column | None:
    each = [_one(snapshot, row, signal) for row in rows]
    return joined([unknown(1) if column is None else column for column in each]) if any(each) else None


def _one(snapshot: Snapshot, row: OneRow, signal: str) -> Column | None:
    anew = snapshot.licences_anew(row.place) if signal.startswith(LICENCE) else None
    if anew is not None and signal in anew:
        told = anew.found[signal].value
        return encode([None if told is None else flat(told)])
    if signal in snapshot.stored:
        return row.column(signal)
    return encode([row.cell(ALSO_IDENTITY[signal])]) if signal in ALSO_IDENTITY else None
