"""Rows of single models out of a large table, for callers that go through many: a group of rows is read once.

What is held is bounded, however large the table; whoever goes in the table's own order reads each group once.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from openness.snapshot.cells import StoredCells, arrow_numbers, numbers_of
from openness.snapshot.tables import GROUPS

_HELD = 24
"""Groups held at once."""


class Groups:
    """A table whose rows about one model lie together in one group; `numbers` tells the group of each model, -1 none.

    `read` counts the groups that were read.
    """

    def __init__(self, file: pq.ParquetFile, numbers: npt.NDArray[np.int32], columns: list[str] | None = None) -> None:
        self._file, self._numbers, self._columns = file, numbers, columns
        self._held: OrderedDict[int, tuple[pa.Table, dict[str, tuple[int, int]]]] = OrderedDict()
        self.read = 0

    def rows(self, place: int, model_id: str) -> list[dict[str, Any]]:
        """Return the rows of the model at a place of the snapshot."""
        number = int(self._numbers[place])
        if number < 0:
            return []
        table, runs = self._group(number)
        start, size = runs.get(model_id, (0, 0))
        return table.slice(start, size).to_pylist()  # type: ignore[no-any-return]

    def _group(self, number: int) -> tuple[pa.Table, dict[str, tuple[int, int]]]:
        if number in self._held:
            self._held.move_to_end(number)
            return self._held[number]
        table = self._file.read_row_group(number, columns=self._columns).combine_chunks()
        self.read += 1
        self._held[number] = table, _runs(StoredCells(table["model_id"]))
        while len(self._held) > _HELD:
            self._held.popitem(last=False)
        return self._held[number]


def _runs(ids: StoredCells) -> dict[str, tuple[int, int]]:
    """Return where the rows of each model begin in a group, and how many they are."""
    told = ids.coded()
    starts = np.flatnonzero(np.diff(told.codes, prepend=-1))
    ends = [*starts[1:].tolist(), len(told.codes)]
    return {
        str(told.values[told.codes[start]]): (start, end - start)
        for start, end in zip(starts.tolist(), ends, strict=True)
    }


def ends_of(file: pq.ParquetFile) -> npt.NDArray[np.int64] | None:
    """Return how many models the groups of evidence are about, added up; None where the file does not tell."""
    told = (file.metadata.metadata or {}).get(GROUPS.encode())
    return None if told is None else np.cumsum([int(count) for count in told.decode().split(",")], dtype=np.int64)


def rows_about(
    file: pq.ParquetFile, model_id: str, columns: list[str] | None = None, groups: Sequence[int] | None = None
) -> list[dict[str, Any]]:
    """Return a table's rows about one model, by the name `model_id`; a group whose ids leave it out is not read."""
    asked = None if columns is None else ["model_id", *columns]
    rows: list[dict[str, Any]] = []
    for number in range(file.num_row_groups) if groups is None else groups:
        if not _may_hold(file.metadata.row_group(number), model_id):
            continue
        table = file.read_row_group(number, columns=asked)
        told = StoredCells(table["model_id"]).coded()
        if model_id in told.values:
            here = np.flatnonzero(told.codes == told.values.index(model_id))
            rows += table.take(arrow_numbers(here)).select(columns or table.column_names).to_pylist()
    return rows


def row_about(
    file: pq.ParquetFile, model_id: str, place: int, columns: list[str] | None = None
) -> dict[str, Any] | None:
    """Return the row about one model of a table with one row a model, None where there is none.

    `place` is where the model stands among all: the group there is read first, for mostly every model has a row.
    """
    ends = group_ends(file)
    near = int(np.searchsorted(ends, place, side="right"))
    for number in sorted(range(len(ends)), key=lambda group: abs(group - near)):
        if rows := rows_about(file, model_id, columns, [number]):
            return rows[0]
    return None


def group_ends(file: pq.ParquetFile) -> npt.NDArray[np.int64]:
    """Return the row at which each group of a table ends."""
    sizes = [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)]
    return np.cumsum(sizes, dtype=np.int64)


def _may_hold(group: pq.RowGroupMetaData, model_id: str) -> bool:
    columns = (group.column(place) for place in range(group.num_columns))
    told = next(column.statistics for column in columns if column.path_in_schema == "model_id")
    return told is None or not told.has_min_max or bool(told.min <= model_id <= told.max)


def whole_models(table: pa.Table, ids: pa.ChunkedArray, size: int) -> Iterator[tuple[pa.Table, int]]:
    """Yield rows about models, which follow each other as `ids` do, in groups of whole models with how many these are.

    A group ends with the model that fills it to `size` rows.
    """
    places = rows_in(StoredCells(ids).array, StoredCells(table["model_id"]).array)
    ends = np.append(np.flatnonzero(np.diff(places)) + 1, len(places))
    start = models = 0
    while len(places) - start > size:
        end = int(ends[np.searchsorted(ends, start + size)])
        if end == len(places):
            break
        yield table.slice(start, end - start), int(places[end]) - models
        start, models = end, int(places[end])
    yield table.slice(start), len(ids) - models


def rows_in(ids: pa.Array, names: pa.Array) -> npt.NDArray[np.int64]:
    """Return for each of some names the row of `ids` that has it, -1 for none; mostly both are the same, in order."""
    if pa.types.is_dictionary(names.type):
        found: npt.NDArray[np.int64] = np.append(rows_in(ids, names.dictionary), np.int64(-1))
        places: npt.NDArray[np.int64] = found[numbers_of(names.indices, -1)]
        return places
    if names.equals(ids):
        return np.arange(len(ids), dtype=np.int64)
    return numbers_of(pc.index_in(names, value_set=ids), -1).astype(np.int64)


def groups_of_rows(file: pq.ParquetFile, names: pa.Array) -> npt.NDArray[np.int32]:
    """Return for each of some models the group of a table with one row a model; -1 where it has none."""
    rows = rows_in(StoredCells(file.read(columns=["model_id"])["model_id"]).array, names)
    numbers: npt.NDArray[np.int32] = np.searchsorted(group_ends(file), rows, side="right").astype(np.int32)
    numbers[rows < 0] = -1
    return numbers
