"""Rows that answer alike are judged once: of a million models some ten thousand say something of their own."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from openness.record.columns import Column, Columns, StoredColumns

Places = npt.NDArray[np.int64]

_MIX = np.uint64(0x9E3779B97F4A7C15)
"""An odd number whose multiples spread over all 64 bits."""
_HALF = np.uint64(32)


def alike(columns: Columns, signals: Iterable[str]) -> tuple[Columns, Places] | None:
    """Return the columns of rows that differ in some signals, and which of these each row is like.

    None where most rows differ, so that nothing would be gained.
    """
    told = {signal: columns.column(signal) for signal in signals}
    keys = np.zeros(columns.size, dtype=np.uint64)
    for column in told.values():
        keys = (keys ^ (keys >> _HALF)) * _MIX + (column.codes + 2).astype(np.uint64)
    _, first, group = np.unique(keys, return_index=True, return_inverse=True)
    if len(first) * 2 > columns.size:
        return None
    few: dict[str, Column] = {}
    for signal, column in told.items():
        codes = column.codes[first]
        if not np.array_equal(codes[group], column.codes):  # two different rows under one key
            return None
        few[signal] = Column(codes, column.values)
    return StoredColumns(len(first), few), group
