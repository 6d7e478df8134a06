"""Cells: what stands in one column beside a score, a cell a row, made where it is looked at.

A list holds a cell a row; codes hold each distinct answer once. Both can be asked for a few rows alone.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from openness.record.columns import UNKNOWN, Column, encode
from openness.record.evidence import Value

Rows = npt.NDArray[np.int64]


class Cells(Sequence[Any]):
    """A column of cells; None is an empty one."""

    @abstractmethod
    def take(self, rows: Rows) -> list[Any]:
        """Return the cells at `rows`, in that order."""

    @abstractmethod
    def coded(self) -> Column:
        """Return the cells as codes into the distinct ones; empty ones are unknown."""

    @overload
    def __getitem__(self, place: int) -> Any: ...
    @overload
    def __getitem__(self, place: slice) -> list[Any]: ...
    def __getitem__(self, place: int | slice) -> Any:
        if isinstance(place, slice):
            return self.take(np.arange(len(self), dtype=np.int64)[place])
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        return self.take(np.array([place % len(self)], dtype=np.int64))[0]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.take(np.arange(len(self), dtype=np.int64)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment] # equal to a list, which has none


class Coded(Cells):
    """A signal's answers as cells: `show` makes a cell of an answer, once however many rows have it."""

    def __init__(self, column: Column, show: Callable[[Value], Any] | None = None) -> None:
        self._codes = column.codes
        self._shown = [*column.values] if show is None else [show(value) for value in column.values]

    def __len__(self) -> int:
        return len(self._codes)

    def take(self, rows: Rows) -> list[Any]:
        shown = self._shown
        return [shown[code] if code >= 0 else None for code in self._codes[rows].tolist()]

    def coded(self) -> Column:
        table: dict[Any, int] = {}
        again = [UNKNOWN if item is None else table.setdefault(item, len(table)) for item in self._shown]
        codes = np.array([*again, UNKNOWN, UNKNOWN], dtype=np.int32)[self._codes]
        return Column(codes, tuple(table))


class LazyCells(Mapping[str, Sequence[Any]]):
    """Columns of cells by name, each made when first asked for, and kept."""

    def __init__(self, makers: Mapping[str, Callable[[], Sequence[Any]]]) -> None:
        self._makers = makers
        self._made: dict[str, Sequence[Any]] = {}

    def __getitem__(self, name: str) -> Sequence[Any]:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


def cells_at(cells: Sequence[Any], rows: Rows) -> list[Any]:
    """Return the cells of any column at `rows`."""
    return cells.take(rows) if isinstance(cells, Cells) else [cells[row] for row in rows]


def coded(cells: Sequence[Any]) -> Column:
    """Return the cells of any column as codes into the distinct ones."""
    return cells.coded() if isinstance(cells, Cells) else encode(cells)


class Names(Cells):
    """Texts that can be put in order: ids, and the names of entries."""

    @abstractmethod
    def order(self, *, folded: bool = False) -> Rows:
        """Return the rows by code points; `folded` by the text without case first."""

    @abstractmethod
    def rows_of(self, texts: Sequence[str]) -> Rows:
        """Return for each of some texts the row that holds it, without regard to case; -1 for none."""

    @abstractmethod
    def holding(self, part: str) -> npt.NDArray[np.bool_]:
        """Return which rows hold a part of a text, without regard to case."""


def holding(texts: Sequence[str | None], part: str) -> npt.NDArray[np.bool_]:
    """Return which rows of any texts hold a part, without regard to case; each distinct text is looked at once."""
    if isinstance(texts, Names):
        return texts.holding(part)
    column, wanted = coded(texts), part.casefold()
    table = np.array([*(wanted in str(text).casefold() for text in column.values), False, False], dtype=np.bool_)
    return table[column.codes]


def order_of(texts: Sequence[str], *, folded: bool = False) -> Rows:
    """Return the rows of any texts in order, see `Names.order`."""
    if isinstance(texts, Names):
        return texts.order(folded=folded)
    places = sorted(range(len(texts)), key=lambda row: (texts[row].casefold(), texts[row]) if folded else texts[row])
    return np.array(places, dtype=np.int64)
