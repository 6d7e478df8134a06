"""The signal columns of one model, of one row each: of a million models a group alone is read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from openness.record.columns import Column, LazyColumns, encode
from openness.snapshot.licences import flat
from openness.snapshot.row import OneRow
from openness.snapshot.snapshot import ALSO_IDENTITY, LICENCE, Snapshot


def columns_at(snapshot: Snapshot, place: int, signals: Sequence[str]) -> LazyColumns:
    """Return the columns of the model at a place, as they stand in `Snapshot.columns`.

    `signals` are those that will be asked for: they are read at once.
    """
    row = snapshot.row(place)
    row.load(name for signal in signals if signal in snapshot.stored for name in (signal, f"{signal}.outcome"))
    return LazyColumns(1, partial(_column, snapshot, row))


def _column(snapshot: Snapshot, row: OneRow, signal: str) -> Column | None:
    anew = snapshot.licences_anew(row.place) if signal.startswith(LICENCE) else None
    if anew is not None and signal in anew:
        told = anew.found[signal].value
        return encode([None if told is None else flat(told)])
    if signal in snapshot.stored:
        return row.column(signal)
    return encode([row.cell(ALSO_IDENTITY[signal])]) if signal in ALSO_IDENTITY else None
