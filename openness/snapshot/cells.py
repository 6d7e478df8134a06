"""Cells of a stored column, kept as the file has them until they are looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
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
        self._held: pa.Array | None = whole(column)

    @property
    def array(self) -> pa.Array:
        """The cells as Arrow has them."""
        return self._held

    def __len__(self) -> int:
        return len(self.array)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return super().__getitem__(place)
        return self.array[int(place)].as_py()

    def __iter__(self) -> Iterator[Any]:
        return iter(self.array.to_pylist())

    def take(self, rows: Rows) -> list[Any]:
        return list(self.array.take(arrow_numbers(rows)).to_pylist())

    def coded(self) -> Column:
        array = self.array if pa.types.is_dictionary(self.array.type) else self.array.dictionary_encode()
        codes = numbers_of(array.indices, UNKNOWN).astype(np.int32)
        return Column(codes, tuple(array.dictionary.to_pylist()))

    def order(self, *, folded: bool = False) -> Rows:
        if not folded:
            return _numbers(pc.sort_indices(self.array))
        table = pa.table({"folded": without_case(self.array), "text": self.array})
        return _numbers(pc.sort_indices(table, sort_keys=[("folded", "ascending"), ("text", "ascending")]))

    def rows_of(self, texts: Sequence[str]) -> Rows:
        folded = [text.casefold() for text in texts]
        names = [*dict.fromkeys(folded)]
        found = pc.index_in(without_case(self.array), value_set=arrow_texts(names))
        numbers = numbers_of(found, -1)
        here = np.flatnonzero(numbers >= 0)
        rows = dict(zip(numbers[here].tolist(), here.tolist(), strict=True))
        places = {name: rows.get(number, -1) for number, name in enumerate(names)}
        return np.array([places[name] for name in folded], dtype=np.int64)

    def holding(self, part: str) -> npt.NDArray[np.bool_]:
        return flags_of(pc.match_substring(self._plain, part.casefold()))

    @cached_property
    def _plain(self) -> pa.Array:
        """The texts without case, kept: who searches asks for one word after the other."""
        return without_case(self.array)


def whole(column: pa.ChunkedArray) -> pa.Array:
    """Return a column in one piece."""
    found = column.combine_chunks()
    if isinstance(found, pa.ChunkedArray):  # pyarrow keeps an empty chunked array as it is
        found = pa.concat_arrays(found.chunks) if found.num_chunks else pa.nulls(0, column.type)
    return found


def without_case(texts: pa.Array) -> pa.Array:
    """Return texts without case; ids of the Hub are ASCII, and of those the file's own code makes it."""
    if pc.all(pc.string_is_ascii(texts), min_count=0).as_py():
        return pc.ascii_lower(texts)
    return pa.array([None if text is None else text.casefold() for text in texts.to_pylist()], pa.string())


def _numbers(indices: pa.Array) -> Rows:
    return numbers_of(indices, -1).astype(np.int64)


def numbers_of(array: pa.Array, missing: int) -> npt.NDArray[Any]:
    """Return the whole numbers of an array, `missing` where there is none.

    They are read from the memory that holds them: pyarrow's own way to numpy loads pandas, which takes longer than most
    commands take to answer.
    """
    kind = np.dtype(str(array.type))
    if not len(array):
        return np.zeros(0, dtype=kind)
    validity, data = array.buffers()
    numbers = np.frombuffer(data, kind, count=len(array), offset=array.offset * kind.itemsize)
    return np.where(_bits(validity, array), numbers, missing).astype(kind) if array.null_count else numbers


def flags_of(array: pa.Array) -> npt.NDArray[np.bool_]:
    """Return the truths of an array, false where there is none."""
    if not len(array):
        return np.zeros(0, dtype=np.bool_)
    validity, data = array.buffers()
    flags = _bits(data, array)
    return flags & _bits(validity, array) if array.null_count else flags


def arrow_numbers(numbers: npt.NDArray[Any]) -> pa.Array:
    """Return whole numbers as an array of Arrow, over the same memory."""
    held = np.ascontiguousarray(numbers)
    return pa.Array.from_buffers(pa.type_for_alias(held.dtype.name), len(held), [None, pa.py_buffer(held)])


def arrow_texts(texts: Sequence[str]) -> pa.Array:
    """Return texts as an array of Arrow; what is no Unicode, as half a surrogate pair, is written as `?`."""
    written = [text.encode(errors="replace") for text in texts]
    ends = np.cumsum([0, *map(len, written)], dtype=np.int32)
    return pa.Array.from_buffers(pa.string(), len(written), [None, pa.py_buffer(ends), pa.py_buffer(b"".join(written))])


def _bits(buffer: pa.Buffer, array: pa.Array) -> npt.NDArray[np.bool_]:
    bits = np.unpackbits(np.frombuffer(buffer, np.uint8), count=array.offset + len(array), bitorder="little")
    return bits[array.offset :].astype(np.bool_)
