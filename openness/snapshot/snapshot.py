"""An opened snapshot: identity columns, signal columns by code, and the evidence of single models."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from openness.errors import SnapshotError
from openness.files.kept import Kept
from openness.record.columns import Column, LazyColumns
from openness.record.evidence import Domain, Evidence
from openness.snapshot.anew import Anew, Dated, Seen
from openness.snapshot.cells import StoredCells
from openness.snapshot.groups import Groups, ends_of, group_ends, row_about, rows_about
from openness.snapshot.ids import ids_of
from openness.snapshot.licences import LICENCES, StoredLicences
from openness.snapshot.manifest import EVIDENCE, MODELS, RECORDS, REJECTED, Manifest, read_manifest
from openness.snapshot.names import StoredNames
from openness.snapshot.row import Few, OneRow, column_of
from openness.snapshot.tables import IDENTITY, StoredEvidence

if TYPE_CHECKING:
    from openness.record.record import Record, Rejected

LICENCE = "licence."
_READ_AT_ONCE = 6
"""Signals whose columns are read at once where there are very many models."""
ALSO_IDENTITY = {"model.library": "library"}
"""Signals that a snapshot made before them answers from a column of its identity."""
_INDEXED_AT_MOST = 50_000
"""Of so many models an index by id is kept; of more one look through the ids costs less than to make it."""


class Snapshot:
    """One snapshot, read-only; tables are read when asked for. `kept` is where worked-out columns are kept.

    Raises SnapshotError when a part is missing or cannot be read.
    """

    def __init__(self, folder: Path, domains: Mapping[str, Domain], kept: Kept | None = None) -> None:
        self.folder = folder
        self._kept = kept or Kept(None)
        self.manifest: Manifest = read_manifest(folder)
        self._domains = domains
        self._told: dict[str, StoredCells] = {}
        self._rows: Few[OneRow] = Few()
        self._anew: Few[Dated] = Few()

    @property
    def id(self) -> str:
        return self.manifest.id

    @cached_property
    def identity(self) -> pa.Table:
        """The identity columns, one row a model (see `tables.IDENTITY`); what an older format lacks is null."""
        table = self._read(MODELS, [name for name, _ in IDENTITY if name in self.stored])
        for place, (name, kind) in enumerate(IDENTITY):
            if name not in self.stored:
                table = table.add_column(place, name, pa.nulls(len(table), kind))
        return table

    def told(self, name: str) -> StoredCells:
        """Return one identity column as cells, in the order of all columns; read when first asked for."""
        if name == "model_id":
            return self.names
        if name not in self._told:
            table = self._read(MODELS, [name]) if name in self.stored else None
            kind = dict(IDENTITY)[name]
            column = pa.chunked_array([pa.nulls(len(self.names), kind)]) if table is None else table[name]
            self._told[name] = StoredCells(column)
        return self._told[name]

    @cached_property
    def names(self) -> StoredNames:
        """The model ids in the order of all columns, as the file has them."""
        size, kept = self._models.metadata.num_rows, self._kept if self.is_large else Kept(None)
        index = partial(ids_of, kept, self.manifest.files[MODELS].sha256, lambda: self.names.array)
        read, one = lambda: self._read(MODELS, ["model_id"])["model_id"], lambda row: self.row(row).cell("model_id")
        return StoredNames(size, read, one, index)

    @property
    def is_large(self) -> bool:
        """Whether there are so many models that one of them is read by itself."""
        return bool(self._models.metadata.num_rows > _INDEXED_AT_MOST)

    def row(self, place: int) -> OneRow:
        """Return the row of the model at a place, of which a group alone is read; a few asked for last are kept."""
        if place not in self._rows:
            ends = group_ends(self._models)
            group = int(np.searchsorted(ends, place, side="right"))
            start = int(ends[group - 1]) if group else 0
            self._rows[place] = OneRow(place, place - start, partial(self._group, group), self._domains)
        return self._rows[place]

    def _group(self, number: int, columns: list[str]) -> pa.Table:
        with self._reading(MODELS):
            return self._models.read_row_group(number, columns=columns)

    @cached_property
    def _models(self) -> pq.ParquetFile:
        return self._open(MODELS)

    @cached_property
    def ids(self) -> list[str]:
        """The model ids in the order of all columns."""
        return list(self.names)

    @cached_property
    def aliases(self) -> list[tuple[str, ...]]:
        """The other ids each model is known under, in the order of all columns."""
        return [tuple(text.split(",")) if text else () for text in self.told("aliases")]

    @cached_property
    def renamed(self) -> dict[int, tuple[str, ...]]:
        """All ids of each model that is known under several, today's first, by row."""
        told = self.told("aliases").coded()
        rows = np.flatnonzero(told.codes >= 0)
        ids = zip(rows.tolist(), self.names.take(rows), strict=True)
        return {row: (name, *str(told.values[told.codes[row]]).split(",")) for row, name in ids}

    @cached_property
    def _places(self) -> dict[str, int]:
        return self._alias_places | {model_id.casefold(): place for place, model_id in enumerate(self.names)}

    @cached_property
    def _alias_places(self) -> dict[str, int]:
        return {alias.casefold(): row for row, (_, *others) in self.renamed.items() for alias in others}

    def place(self, model_id: str) -> int | None:
        """Return the row of a model by its id or an alias, compared without case, or None."""
        if not self.is_large:
            return self._places.get(model_id.casefold())
        return self.places([model_id]).get(model_id)

    def places(self, ids: Iterable[str]) -> dict[str, int]:
        """Return the rows of those models that are there, by the ids given; one look through the snapshot for all."""
        rows = zip(wanted := [*ids], self.names.rows_of(wanted).tolist(), strict=True)
        known = {name: row if row >= 0 else self._alias_places.get(name.casefold(), -1) for name, row in rows}
        return {name: row for name, row in known.items() if row >= 0}

    @cached_property
    def columns(self) -> LazyColumns:
        """The signal columns, each read on first use."""
        return LazyColumns(len(self.names), self._column)

    def cell(self, name: str, place: int) -> Any:
        """Return one identity cell; of a model whose row was asked for, that row alone is read."""
        if name in self._told or name not in self.stored or place not in self._rows:
            return self.told(name)[place]
        return self._rows[place].cell(name)

    @cached_property
    def stored(self) -> frozenset[str]:
        """The columns of the table of models."""
        return frozenset(self._models.schema_arrow.names)

    @property
    def signals(self) -> tuple[str, ...]:
        """The ids of the signals the snapshot holds answers to."""
        return tuple(name for name in self._models.schema_arrow.names if f"{name}.outcome" in self.stored)

    @cached_property
    def licences(self) -> StoredLicences | None:
        """What was read about licences, or None where the snapshot keeps it not."""
        return StoredLicences(self.folder / LICENCES) if LICENCES in self.manifest.files else None

    @cached_property
    def _joined(self) -> Mapping[str, Column]:
        """The licence columns by today's facts; empty where the stored ones are still what follows."""
        with self._reading(LICENCES):
            if self.licences is None or not self.licences.stale:
                return {}
            sums = self.manifest.files[MODELS].sha256 + self.manifest.files[LICENCES].sha256
            return self.licences.kept_columns(self.names, self._kept, sums)

    @cached_property
    def _held(self) -> npt.NDArray[np.bool_]:
        """The models whose reading is kept; a row carried from a snapshot without readings has its stored answers."""
        assert self.licences is not None
        return self.licences.held(self.names)

    @property
    def _all_held(self) -> bool:
        return bool(self._held.all())

    def _column(self, signal: str) -> Column | None:
        if signal.startswith(LICENCE) and signal in self._joined:
            stored = None if self._all_held else self._stored_column(signal)
            return self._joined[signal] if stored is None else self._joined[signal].where(self._held, stored)
        return self._stored_column(signal)

    def _stored_column(self, signal: str) -> Column | None:
        if signal not in self.stored:
            return self.told(ALSO_IDENTITY[signal]).coded() if signal in ALSO_IDENTITY else None
        outcome = f"{signal}.outcome"
        table = self._read(MODELS, [signal, outcome], coded=True)
        return column_of(table[signal], table[outcome], self._domains.get(signal))

    def preload(self, signals: Sequence[str]) -> None:
        """Read the columns of several signals, some at a time, so that of many models no more is held than stays."""
        signals = [signal for signal in signals if not (signal.startswith(LICENCE) and signal in self._joined)]
        known = [signal for signal in dict.fromkeys(signals) if signal in self.stored]
        size = _READ_AT_ONCE if self.is_large else len(known)
        for start in range(0, len(known), max(1, size)):
            part = known[start : start + size]
            names = [name for signal in part for name in (signal, f"{signal}.outcome")]
            table = self._read(MODELS, names, coded=True)
            for signal in part:
                column = column_of(table[signal], table[f"{signal}.outcome"], self._domains.get(signal))
                self.columns.keep(signal, column)

    def evidence(self, model_id: str) -> Mapping[str, Evidence]:
        """Return the stored evidence of one model by signal; what nobody looked at is left out."""
        place = self.place(model_id)
        if place is None:
            return {}
        known = str(self.names[place])
        if "_evidence_groups" in vars(self) and self._evidence_groups is not None:
            stored: Mapping[str, Evidence] = StoredEvidence(self._group_rows(place, known), self._domains)
        elif "_all_evidence" in vars(self):
            stored = StoredEvidence(self._all_evidence.get(known, []), self._domains)
        else:
            stored = StoredEvidence(self._rows_of(place, known), self._domains)
        return self._with_todays_facts(place, stored)

    def _rows_of(self, place: int, model_id: str) -> list[dict[str, Any]]:
        """Return the rows of evidence of one model: of the one group that has them, where the file tells which."""
        file = self._open(EVIDENCE)
        ends = ends_of(file)
        groups = None if ends is None else [int(np.searchsorted(ends, place, side="right"))]
        with self._reading(EVIDENCE):
            return rows_about(file, model_id, groups=groups)

    def _with_todays_facts(self, place: int, stored: Mapping[str, Evidence]) -> Mapping[str, Evidence]:
        """Return the evidence of one model with its licence answers worked out anew where facts have changed."""
        joined = self.licences_anew(place)
        return stored if joined is None else Anew(stored, joined)

    def licences_anew(self, place: int) -> Dated | None:
        """Return the licence answers of the model at a place by today's facts; None where the stored ones hold."""
        if self.licences is None or not self.licences.stale:
            return None
        if place in self._anew:
            return self._anew[place]
        revision, newest, parts = (self.cell(name, place) for name in ("revision", "seen", "parts"))
        with self._reading(LICENCES):
            found = self.licences.evidence(str(self.names[place]), revision, Seen.told(newest, parts), place)
        self._anew[place] = found
        return found

    def load_evidence(self) -> None:
        """Read evidence group by group from now on, for callers that go through many models.

        Of a snapshot that does not tell its groups all is read at once.
        """
        if self._evidence_groups is None:
            self._all_evidence  # noqa: B018  (a cached property: reading it keeps it)
        if self.licences is not None and self.licences.stale:
            self.licences.go_through(self.names)

    @cached_property
    def _evidence_groups(self) -> Groups | None:
        file = self._open(EVIDENCE)
        ends = ends_of(file)
        if ends is None:
            return None
        return Groups(file, np.searchsorted(ends, np.arange(len(self.names)), side="right").astype(np.int32))

    def _group_rows(self, place: int, model_id: str) -> list[dict[str, Any]]:
        assert self._evidence_groups is not None
        with self._reading(EVIDENCE):
            return self._evidence_groups.rows(place, model_id)

    @cached_property
    def _all_evidence(self) -> dict[str, list[dict[str, Any]]]:
        grouped: dict[str, list[dict[str, Any]]] = {}
        for batch in self._open(EVIDENCE).iter_batches():
            for row in batch.to_pylist():
                grouped.setdefault(row["model_id"], []).append(row)
        return grouped

    @property
    def has_records(self) -> bool:
        """Whether the Hub's own words are kept (an embedded snapshot holds facts only)."""
        return RECORDS in self.manifest.files

    def record(self, model_id: str) -> Record | None:
        """Return the record of one model, or None where the snapshot does not keep it."""
        place = self.place(model_id)
        if not self.has_records or place is None:
            return None
        file = self._open(RECORDS)
        with self._reading(RECORDS):
            row = row_about(file, str(self.names[place]), place, ["record"])
        from openness.record.record import Record  # noqa: PLC0415 - rankings read no record

        return Record.model_validate_json(row["record"]) if row else None

    def records(self) -> Iterator[Record]:
        """Yield every kept record, in order, without holding them all."""
        from openness.record.record import Record  # noqa: PLC0415

        if self.has_records:
            for batch in self._open(RECORDS).iter_batches(batch_size=200, columns=["record"]):
                for item in batch.column(0):
                    yield Record.model_validate_json(item.as_py())

    def rejected(self) -> list[Rejected]:
        """Return what could not be used, with reasons."""
        from openness.snapshot.set_aside import read_rejected  # noqa: PLC0415 - rankings read no record

        path = self.folder / REJECTED
        try:
            return read_rejected(path) if path.is_file() else []
        except (OSError, ValueError) as failure:
            raise self.damaged(REJECTED) from failure

    def _open(self, name: str, dictionaries: list[str] | None = None) -> pq.ParquetFile:
        with self._reading(name):
            return pq.ParquetFile(self.folder / name, read_dictionary=dictionaries)

    def _read(self, name: str, columns: list[str], *, coded: bool = False) -> pa.Table:
        """Return columns of a part. pyarrow's `read_table` would load its data sets, and with them pandas."""
        file = self._open(name, columns if coded else None)
        with self._reading(name):
            return file.read(columns=columns)

    @contextmanager
    def _reading(self, name: str) -> Iterator[None]:
        try:
            yield
        except (OSError, pa.ArrowException, ValueError) as failure:
            raise self.damaged(name) from failure

    def damaged(self, name: str) -> SnapshotError:
        """Return what to raise where a part cannot be read."""
        return SnapshotError(
            f"the snapshot {self.id} in {self.folder} is damaged: {name} is missing or cannot be read; "
            "see `openness snapshot verify`, or use another with --snapshot"
        )
