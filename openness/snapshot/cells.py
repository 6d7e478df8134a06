"""Cells of a stored column, kept as the file has them until they are looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from openness.record.cells import Names, Rows
from openness.record.columns import UNKNOWN, Column


class StoredCells(Names):
    """One column of a table; of texts the order is known too."""

    def __init__(self, column: pa.ChunkedArray) -> None:
        whole = column.combine_chunks()
        if isinstance(whole, pa.ChunkedArray):  # pyarrow keeps an empty chunked array as it is
            whole = pa.concat_arrays(whole.chunks) if whole.num_chunks else pa.array([], type=column.type)
        self._array: pa.Array = whole

    @property
    def array(self) -> pa.Array:
        """The cells as Arrow has them."""
        return self._array

    def __len__(self) -> int:
        return len(self._array)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return super().__getitem__(place)
        return self._array[int(place)].as_py()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._array.to_pylist())

    def take(self, rows: Rows) -> list[Any]:
        return list(self._array.take(pa.array(rows)).to_pylist())

    def coded(self) -> Column:
        array = self._array if pa.types.is_dictionary(self._array.type) else self._array.dictionary_encode()
        codes = array.indices.fill_null(UNKNOWN).to_numpy(zero_copy_only=False).astype(np.int32)
        return Column(codes, tuple(array.dictionary.to_pylist()))

    def order(self, *, folded: bool = False) -> Rows:
        if not folded:
            return _numbers(pc.sort_indices(self._array))
        table = pa.table({"folded": self._folded(), "text": self._array})
        return _numbers(pc.sort_indices(table, sort_keys=[("folded", "ascending"), ("text", "ascending")]))

    def _folded(self) -> pa.Array:
        """Return the texts without case; ids of the Hub are ASCII, and of those the file's own code makes it."""
        if pc.all(pc.string_is_ascii(self._array), min_count=0).as_py():
            return pc.ascii_lower(self._array)
        texts = self._array.to_pylist()
        return pa.array([None if text is None else text.casefold() for text in texts], pa.string())

    def rows_of(self, texts: Sequence[str]) -> Rows:
        folded = [text.casefold() for text in texts]
        names = [*dict.fromkeys(folded)]
        found = pc.index_in(self._folded(), value_set=pa.array(names, pa.string()))
        here = np.flatnonzero(found.is_valid().to_numpy(zero_copy_only=False))
        rows = dict(zip(found.take(pa.array(here)).to_pylist(), here.tolist(), strict=True))
        places = {name: rows.get(number, -1) for number, name in enumerate(names)}
        return np.array([places[name] for name in folded], dtype=np.int64)

    def holding(self, part: str) -> npt.NDArray[np.bool_]:
        found = pc.match_substring(self._folded(), part.casefold()).fill_null(fill_value=False)
        return np.asarray(found.to_numpy(zero_copy_only=False), dtype=np.bool_)


def _numbers(indices: pa.Array) -> Rows:
    return np.asarray(indices.to_numpy(zero_copy_only=False), dtype=np.int64)
