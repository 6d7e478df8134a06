"""Records of earlier snapshots, looked up by id: what is held in memory are some numbers an id, not its record."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from openness.record.record import Record
from openness.snapshot.cells import StoredCells
from openness.snapshot.groups import group_ends, rows_in
from openness.snapshot.ids import Digests, digest_of, digests_of
from openness.snapshot.manifest import MODELS, RECORDS
from openness.snapshot.snapshot import Snapshot

_GROUPS = 4
"""Groups of records kept at hand: a listing brings models in about the order of the last one."""
_SURE, _MAYBE, _OTHER = 1, 0, -1
"""Whether a record is of the origin asked for; of an old snapshot its table does not tell."""


class Index(NamedTuple):
    """Digests in order, equal ones the newest first, each with the snapshot and the row of its record."""

    digests: Digests
    snapshots: npt.NDArray[np.int16]
    rows: npt.NDArray[np.int32]


class KnownRecords:
    """The newest record of each model that `snapshots`, the newest first, hold of one `origin`.

    All snapshots have one index, made once: an id is looked up once, however many they are. It takes 14 bytes an id.
    """

    def __init__(self, snapshots: Sequence[Snapshot], origin: str) -> None:
        self._held = [_Held(snapshot) for snapshot in snapshots if snapshot.has_records]
        self._origin = origin

    def __call__(self, model_id: str) -> Record | None:
        if not len(self.index.digests):
            return None
        digests, wanted, name = self.index.digests, digest_of(model_id), model_id.casefold()
        place = int(digests.searchsorted(wanted))
        while place < len(digests) and digests[place] == wanted:
            record: Record = self._held[self.index.snapshots[place]].record(int(self.index.rows[place]))
            if record.origin == self._origin and any(
                name == known.casefold() for known in (record.id, *record.aliases)
            ):
                return record
            place += 1
        return None

    @cached_property
    def index(self) -> Index:
        """The ids and aliases of all snapshots; what a newer record of the same origin stands for is left out."""
        parts = [held.ids(self._origin) for held in self._held]
        if not parts:
            return Index(np.empty(0, np.uint64), np.empty(0, np.int16), np.empty(0, np.int32))
        digests = np.concatenate([part.digests for part in parts])
        order = np.argsort(digests, kind="stable")
        digests, sure = digests[order], np.concatenate([part.sure for part in parts])[order]
        kept = np.append(True, (digests[1:] != digests[:-1]) | ~sure[:-1])[: len(digests)]
        numbers = np.repeat(np.arange(len(parts), dtype=np.int16), [len(part.digests) for part in parts])
        rows = np.concatenate([part.rows for part in parts])
        return Index(digests[kept], numbers[order][kept], rows[order][kept])

    @property
    def groups_read(self) -> int:
        """How many groups of records were read from the disk."""
        return sum(held.groups_read for held in self._held)


class _Ids(NamedTuple):
    digests: Digests
    rows: npt.NDArray[np.int32]
    sure: npt.NDArray[np.bool_]


class _Held:
    """The records of one snapshot by their rows."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._folder = snapshot.folder
        self._kept: OrderedDict[int, Any] = OrderedDict()
        self.groups_read = 0

    @cached_property
    def _file(self) -> pq.ParquetFile:
        return pq.ParquetFile(self._folder / RECORDS)

    @cached_property
    def _ends(self) -> npt.NDArray[np.int64]:
        return group_ends(self._file)

    def ids(self, origin: str) -> _Ids:
        """Return the digests of all ids and aliases of records that may be of an origin, with the rows of these."""
        ids = StoredCells(self._file.read(columns=["model_id"])["model_id"]).array
        models = pq.ParquetFile(self._folder / MODELS)
        table = models.read(
            columns=[name for name in ("model_id", "origin", "aliases") if name in models.schema_arrow.names]
        )
        of = np.append(_of_origin(table, origin), _MAYBE)[rows_in(StoredCells(table["model_id"]).array, ids)]
        rows = np.flatnonzero(of != _OTHER).astype(np.int32)
        digests = digests_of(ids)[rows]
        others, record_rows = _aliases(table, ids)
        wanted = of[record_rows] != _OTHER
        return _Ids(
            np.concatenate([digests, digests_of(others)[wanted]]),
            np.concatenate([rows, record_rows[wanted]]),
            np.concatenate([of[rows], of[record_rows[wanted]]]) == _SURE,
        )

    def record(self, row: int) -> Record:
        """Return the record in a row."""
        group = int(np.searchsorted(self._ends, row, side="right"))
        if group not in self._kept:
            self.groups_read += 1
            self._kept[group] = self._file.read_row_group(group, columns=["record"])["record"]
            while len(self._kept) > _GROUPS:
                self._kept.popitem(last=False)
        self._kept.move_to_end(group)
        first = int(self._ends[group - 1]) if group else 0
        return Record.model_validate_json(str(self._kept[group][row - first].as_py()))


def _of_origin(table: pa.Table, origin: str) -> npt.NDArray[np.int8]:
    """Return for each model whether its record is of an origin."""
    if "origin" not in table.column_names:
        return np.full(len(table), _MAYBE, dtype=np.int8)
    told = StoredCells(table["origin"]).coded()
    kinds = [_SURE if value == origin else _OTHER for value in told.values]
    return np.array([*kinds, _MAYBE], dtype=np.int8)[told.codes]


def _aliases(table: pa.Table, ids: pa.Array) -> tuple[pa.Array, npt.NDArray[np.int32]]:
    """Return the other ids that models are known under, and the row of the record of each."""
    if "aliases" not in table.column_names:
        return pa.array([], pa.string()), np.empty(0, dtype=np.int32)
    told = StoredCells(table["aliases"]).coded()
    models = np.flatnonzero(told.codes >= 0)
    records = rows_in(ids, StoredCells(table["model_id"]).array)[models]
    pairs = [
        (name, row)
        for code, row in zip(told.codes[models].tolist(), records.tolist(), strict=True)
        for name in str(told.values[code]).split(",")
        if row >= 0
    ]
    return pa.array([name for name, _ in pairs], pa.string()), np.array([row for _, row in pairs], dtype=np.int32)
