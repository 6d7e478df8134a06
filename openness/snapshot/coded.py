"""Columns of few different texts: each text once and a number a row, in the order in which the texts first come.

That order makes the bytes of a file those of its rows alone: whoever made them may have kept texts in another order.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from openness.snapshot.cells import numbers_of, whole

TEXTS = pa.dictionary(pa.int32(), pa.string())
"""The type of such a column."""


def as_they_come(codes: npt.NDArray[Any], size: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]:
    """Return codes below `size`, -1 for none, numbered anew as they first come, and the old code of each."""
    first = np.full(size + 1, len(codes), dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)  # of equal places the last assigned counts, the first row
    used = np.flatnonzero(first[:size] < len(codes))
    kept = used[np.argsort(first[used], kind="stable")]
    places = np.full(size + 1, -1, dtype=np.int32)
    places[kept] = np.arange(len(kept), dtype=np.int32)
    return places[codes], kept


def coded(codes: npt.NDArray[np.int32], texts: pa.Array) -> pa.DictionaryArray:
    """Return a column of codes into `texts`, -1 for none."""
    missing = codes < 0
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32(), mask=missing if missing.any() else None), texts)


def coded_texts(codes: npt.NDArray[np.int32], texts: Sequence[str | None]) -> pa.DictionaryArray:
    """Return a column of codes into texts, -1 for none; of the texts some may be the same, and some none."""
    places: dict[str, int] = {}
    numbers = [-1 if text is None else places.setdefault(text, len(places)) for text in texts]
    return coded(np.array([*numbers, -1], dtype=np.int32)[codes], pa.array([*places], pa.string()))


def coded_schema(schema: pa.Schema, names: Collection[str]) -> pa.Schema:
    """Return the schema with the columns of these names as texts kept once."""
    return pa.schema([pa.field(field.name, TEXTS if field.name in names else field.type) for field in schema])


def fitted(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """Return the columns of a schema out of a table that has them as texts or as codes."""
    columns = [
        _coded(whole(table[field.name])) if field.type == TEXTS else table[field.name].cast(field.type)
        for field in schema
    ]
    return pa.table(columns, schema=schema)


def plain(table: pa.Table) -> pa.Table:
    """Return a table with all texts as texts."""
    fields = (field.with_type(pa.string()) if field.type == TEXTS else field for field in table.schema)
    return table.cast(pa.schema(list(fields), metadata=table.schema.metadata))


def _coded(column: pa.Array) -> pa.DictionaryArray:
    if column.type != TEXTS:
        return column.cast(pa.string()).dictionary_encode()
    codes, kept = as_they_come(numbers_of(column.indices, -1), len(column.dictionary))
    return coded(codes, column.dictionary.take(pa.array(kept)))
