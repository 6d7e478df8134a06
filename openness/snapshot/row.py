"""The answers of stored columns as codes, and one row of the table of models, read of the one group that has it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa

from openness.record.columns import NOT_APPLICABLE, UNKNOWN, Column
from openness.record.evidence import Domain, Kind, Outcome, Value
from openness.snapshot.cells import numbers_of, whole

T = TypeVar("T")

FEW = 64
"""So many models are read each by its own row; of more, whole columns cost less."""


class Few(dict[int, T]):
    """What is kept of a few models by place; with one more than FEW all before are forgotten."""

    def __setitem__(self, place: int, told: T) -> None:
        if len(self) >= FEW:
            self.clear()
        super().__setitem__(place, told)


class OneRow:
    """The row at a place; `read` returns columns of its group, the row in them being the one at `offset`.

    Each column is read once; `groups_read` counts the readings.
    """

    def __init__(
        self, place: int, offset: int, read: Callable[[list[str]], pa.Table], domains: Mapping[str, Domain]
    ) -> None:
        self.place, self._offset, self._read, self._domains = place, offset, read, domains
        self._cells: dict[str, pa.ChunkedArray] = {}
        self.groups_read = 0

    def load(self, names: Iterable[str]) -> None:
        """Read several columns of the table at once."""
        wanted = [name for name in dict.fromkeys(names) if name not in self._cells]
        if wanted:
            self.groups_read += 1
            table = self._read(wanted).slice(self._offset, 1)
            self._cells |= {name: table[name] for name in wanted}

    def cell(self, name: str) -> Any:
        """Return what stands in one column of the table."""
        self.load([name])
        return self._cells[name][0].as_py()

    def column(self, signal: str) -> Column:
        """Return the answer to one signal as a column of one row."""
        outcome = f"{signal}.outcome"
        self.load([signal, outcome])
        return column_of(self._cells[signal], self._cells[outcome], self._domains.get(signal))


def column_of(values: pa.ChunkedArray, outcomes: pa.ChunkedArray, domain: Domain | None) -> Column:
    """Return the coded column of a signal's stored values and outcomes."""
    kind = domain.kind if domain else Kind.NAME
    array = whole(values)
    if not pa.types.is_dictionary(array.type):
        array = array.dictionary_encode()
    codes = numbers_of(array.indices, UNKNOWN).astype(np.int32)
    answers = tuple(_answer(item, kind) for item in array.dictionary.to_pylist())
    told = whole(outcomes)
    shared = pa.types.is_dictionary(told.type)
    words = told.dictionary if shared else told
    aside = np.array([item == Outcome.NOT_APPLICABLE for item in words.to_pylist()], dtype=np.bool_)
    aside = (aside[numbers_of(told.indices, -1)] if len(told) else aside[:0]) if shared else aside
    codes[aside] = NOT_APPLICABLE
    return Column(codes, answers)


def _answer(item: Any, kind: Kind) -> Value:
    if kind is Kind.SET:
        return tuple(item.split(",")) if item else ()
    return item  # type: ignore[no-any-return]
