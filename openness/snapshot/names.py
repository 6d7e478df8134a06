"""The model ids of a snapshot: one of them is found and read without the others, all are read when they are needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa

from openness.record.cells import Rows
from openness.snapshot.cells import StoredCells, whole
from openness.snapshot.ids import KeptIds
from openness.snapshot.row import Few

_FEW = 8
"""Texts that are looked for one by one."""


class StoredNames(StoredCells):
    """The ids of a table of `size` rows.

    `read` reads them all, `one` that of a single row, and `index` returns what finds a row by its id, or None where
    nothing is kept between runs. Until all are read, a few that were found last are at hand.
    """

    def __init__(
        self,
        size: int,
        read: Callable[[], pa.ChunkedArray],
        one: Callable[[int], Any],
        index: Callable[[], KeptIds | None],
    ) -> None:
        self._held = None
        self._size, self._read, self._one, self._found_by = size, read, one, index
        self._at_hand: Few[Any] = Few()

    @property
    def array(self) -> pa.Array:
        if self._held is None:
            self._held = whole(self._read())
        return self._held

    @cached_property
    def _index(self) -> KeptIds | None:
        return self._found_by()

    @property
    def are_read(self) -> bool:
        """Whether all ids have been read."""
        return self._held is not None

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, place: Any) -> Any:
        if not self.are_read and not isinstance(place, slice) and place in self._at_hand:
            return self._at_hand[place]
        return super().__getitem__(place)

    def rows_of(self, texts: Sequence[str]) -> Rows:
        if len(texts) > _FEW or self._index is None:
            return super().rows_of(texts)
        return np.array([self._row(text, self._index) for text in texts], dtype=np.int64)

    def _row(self, text: str, index: KeptIds) -> int:
        wanted = text.casefold()
        for row in index.rows(text):
            if not self.are_read:
                self._at_hand[row] = self._one(row)
            if str(self[row]).casefold() == wanted:
                return row
        return -1
