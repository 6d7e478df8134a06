"""Records of earlier snapshots, looked up by id: what is held in memory is a number a model, not its record."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from openness.record.record import Record
from openness.snapshot.manifest import RECORDS
from openness.snapshot.snapshot import Snapshot

_GROUPS = 4
"""Groups of records kept at hand: a listing brings models in about the order of the last one."""


class KnownRecords:
    """The newest record of each model that `snapshots`, the newest first, hold of one `origin`."""

    def __init__(self, snapshots: Sequence[Snapshot], origin: str) -> None:
        self._held = [_Held(snapshot) for snapshot in snapshots if snapshot.has_records]
        self._origin = origin

    def __call__(self, model_id: str) -> Record | None:
        for held in self._held:
            for record in held.found(model_id):
                if record.origin == self._origin:
                    return record
        return None

    @property
    def groups_read(self) -> int:
        """How many groups of records were read from the disk."""
        return sum(held.groups_read for held in self._held)


class _Held:
    """The records of one snapshot by the digests of their ids and aliases."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._kept: OrderedDict[int, Any] = OrderedDict()
        self.groups_read = 0

    @cached_property
    def _file(self) -> pq.ParquetFile:
        return pq.ParquetFile(self._snapshot.folder / RECORDS)

    @cached_property
    def _index(self) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
        """Digests in order, and the row that each stands for."""
        ids = self._file.read(columns=["model_id"])["model_id"].to_pylist()
        rows = {model_id: row for row, model_id in enumerate(ids)}
        found = [(_digest(model_id), row) for model_id, row in rows.items()]
        for model_id, names in zip(self._snapshot.ids, self._snapshot.aliases, strict=True):
            found += [(_digest(name), rows[model_id]) for name in names if model_id in rows]
        digests = np.array([digest for digest, _ in found], dtype=np.uint64)
        order = np.argsort(digests, kind="stable")
        return digests[order], np.array([row for _, row in found], dtype=np.int64)[order]

    @cached_property
    def _ends(self) -> npt.NDArray[np.int64]:
        metadata = self._file.metadata
        return np.cumsum([metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)])

    def found(self, model_id: str) -> list[Record]:
        """Return the records that bear an id: one, or none."""
        digests, rows = self._index
        wanted = _digest(model_id)
        first, last = (int(np.searchsorted(digests, np.uint64(wanted), side)) for side in ("left", "right"))
        places = range(first, last)
        records = [Record.model_validate_json(self._text(int(rows[place]))) for place in places]
        names = model_id.casefold()
        return [item for item in records if names in {name.casefold() for name in (item.id, *item.aliases)}]

    def _text(self, row: int) -> str:
        group = int(np.searchsorted(self._ends, row, side="right"))
        if group not in self._kept:
            self.groups_read += 1
            self._kept[group] = self._file.read_row_group(group, columns=["record"])["record"]
            while len(self._kept) > _GROUPS:
                self._kept.popitem(last=False)
        self._kept.move_to_end(group)
        first = int(self._ends[group - 1]) if group else 0
        return str(self._kept[group][row - first].as_py())


def _digest(model_id: str) -> int:
    return int.from_bytes(blake2b(model_id.casefold().encode(), digest_size=8).digest(), "big")
