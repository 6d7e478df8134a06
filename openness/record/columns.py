"""Columns: the answers of many models to one signal, as codes into the distinct answers.

The evaluator works on codes alone: a test is asked once per distinct answer, however many models.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from openness.record.evidence import Value

Codes = npt.NDArray[np.int32]

UNKNOWN = -1
"""The code of "no answer", whatever the reason (silent, unreadable, never looked)."""
NOT_APPLICABLE = -2
"""The code of "the question does not arise"."""


@dataclass(frozen=True)
class Column:
    """The answers to one signal: `codes` (int32, one a row) index `values`, or are UNKNOWN or NOT_APPLICABLE."""

    codes: Codes
    values: tuple[Value, ...]

    def take(self, rows: npt.NDArray[np.int64]) -> Column:
        """Return the column at `rows`; a row of -1 has no answer."""
        if len(self.codes) == 0:
            return unknown(len(rows))
        return Column(np.where(rows < 0, np.int32(UNKNOWN), self.codes[rows]), self.values)

    def where(self, mine: npt.NDArray[np.bool_], other: Column) -> Column:
        """Return this column's answers where `mine` holds, the other's elsewhere."""
        shift = np.int32(len(self.values))
        theirs = np.where(other.codes >= 0, other.codes + shift, other.codes)
        return Column(np.where(mine, self.codes, theirs), (*self.values, *other.values))

    def filled_by(self, other: Column) -> Column:
        """Return this column with the other's answers where this one has none."""
        if len(other.values) == 0:
            return self
        shift = len(self.values)
        theirs = np.where(other.codes >= 0, other.codes + np.int32(shift), other.codes)
        return Column(np.where(self.codes == UNKNOWN, theirs, self.codes), (*self.values, *other.values))


class Columns(Protocol):
    """Rows to be judged: how many, and the column of each signal (all unknown where it was never asked)."""

    @property
    def size(self) -> int: ...

    def column(self, signal: str) -> Column: ...


@dataclass(frozen=True)
class StoredColumns:
    """Columns held in memory by signal id."""

    size: int
    columns: Mapping[str, Column]

    def column(self, signal: str) -> Column:
        found = self.columns.get(signal)
        return unknown(self.size) if found is None else found


class LazyColumns:
    """Columns read on demand, each once; `read` returns None for a signal that is not stored."""

    def __init__(self, size: int, read: Callable[[str], Column | None]) -> None:
        self.size = size
        self._read = read
        self._kept: dict[str, Column] = {}

    def column(self, signal: str) -> Column:
        if signal not in self._kept:
            self.keep(signal, self._read(signal) or unknown(self.size))
        return self._kept[signal]

    def keep(self, signal: str, column: Column) -> None:
        """Take a column that was read elsewhere."""
        self._kept[signal] = column


def unknown(size: int) -> Column:
    """Return a column without answers."""
    return Column(np.full(size, UNKNOWN, dtype=np.int32), ())


def joined(columns: Sequence[Column]) -> Column:
    """Return the answers of several columns, the rows of each after those of the one before; there is at least one."""
    shifts = np.cumsum([0, *(len(column.values) for column in columns)])
    codes = [
        np.where(column.codes >= 0, column.codes + np.int32(shift), column.codes)
        for column, shift in zip(columns, shifts[:-1].tolist(), strict=True)
    ]
    return Column(np.concatenate(codes), tuple(value for column in columns for value in column.values))


def sparse(size: int, answers: Mapping[int, Value]) -> Column:
    """Return the column of `size` rows that has answers at a few of them, by row."""
    few = encode(answers.values())
    column = unknown(size)
    column.codes[np.fromiter(answers, dtype=np.int64, count=len(answers))] = few.codes
    return Column(column.codes, few.values)


def encode(answers: Iterable[Value | None]) -> Column:
    """Return the column of plain answers, None being unknown."""
    places: dict[tuple[type, Value], int] = {}
    values: list[Value] = []
    codes: list[int] = []
    for answer in answers:
        if answer is None:
            codes.append(UNKNOWN)
            continue
        key = (type(answer), answer)  # True and 1 are different answers
        if key not in places:
            places[key] = len(values)
            values.append(answer)
        codes.append(places[key])
    return Column(np.array(codes, dtype=np.int32), tuple(values))


def from_rows(
    rows: Sequence[Mapping[str, Value]], not_applicable: Sequence[Iterable[str]] | None = None
) -> StoredColumns:
    """Return the columns of rows given as mappings of signal to answer; a signal left out is unknown."""
    signals = dict.fromkeys(signal for row in rows for signal in row)
    columns = {signal: encode(row.get(signal) for row in rows) for signal in signals}
    for number, ids in enumerate(not_applicable or ()):
        for signal in ids:
            column = columns.setdefault(signal, unknown(len(rows)))
            column.codes[number] = NOT_APPLICABLE
    return StoredColumns(len(rows), columns)
