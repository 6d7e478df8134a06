"""Writing a snapshot: into a temporary folder beside its place, then renamed; a crash leaves nothing half-done."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from openness import __version__
from openness.errors import SnapshotError
from openness.record.evidence import Domain, Evidence
from openness.record.record import Record, Rejected
from openness.snapshot.licences import LICENCES, licence_row
from openness.snapshot.licences import schema as licence_schema
from openness.snapshot.manifest import (
    EVIDENCE,
    FORMAT,
    MANIFEST,
    MODELS,
    RECORDS,
    REJECTED,
    FileNote,
    Manifest,
    SourceNote,
    describe_file,
)
from openness.snapshot.tables import EVIDENCE_SCHEMA, evidence_rows, model_row, models_schema

_BATCH = 2_000
_RECORDS_SCHEMA = pa.schema([("model_id", pa.string()), ("revision", pa.string()), ("record", pa.string())])


@dataclass(frozen=True)
class About:
    """What a snapshot says of itself; `created` is passed in, nothing here reads the clock."""

    created: datetime
    endpoint: str | None = None
    title: str | None = None
    sources: tuple[SourceNote, ...] = ()
    limits: tuple[str, ...] = ()


def write_snapshot(
    store: Path,
    entries: Iterable[tuple[Record, Mapping[str, Evidence]] | Rejected],
    domains: Mapping[str, Domain],
    about: About,
    *,
    name: str | None = None,
    keep_records: bool = True,
) -> Path:
    """Write a snapshot into the folder `store` and return its own folder, called `name` or by its id.

    Entries are written in the order given; a second entry of the same id (case ignored) is set aside.
    `keep_records=False` leaves the Hub's own words out (facts only). A snapshot called `name` that is
    there already is replaced in one step. Raises SnapshotError if the folder cannot be written.
    """
    try:
        store.mkdir(parents=True, exist_ok=True)
        working = Path(tempfile.mkdtemp(prefix=".writing-", dir=store))
    except OSError as failure:
        raise SnapshotError(f"{store} cannot be written ({failure.strerror}); choose another folder") from failure
    try:
        manifest = _fill(working, entries, domains, about, keep_records=keep_records)
        (working / MANIFEST).write_text(manifest.model_dump_json(indent=2) + "\n", encoding="utf-8")
        working.chmod(0o755)
        return _settle(working, store / (name or manifest.id))
    except OSError as failure:
        raise SnapshotError(f"{store} cannot be written ({failure.strerror}); the last snapshot is whole") from failure
    finally:
        shutil.rmtree(working, ignore_errors=True)


def _settle(working: Path, place: Path) -> Path:
    if place.exists():
        old = Path(tempfile.mkdtemp(prefix=".replaced-", dir=place.parent))
        place.replace(old / place.name)
        working.replace(place)
        shutil.rmtree(old, ignore_errors=True)
    else:
        working.replace(place)
    return place


def _fill(
    folder: Path,
    entries: Iterable[tuple[Record, Mapping[str, Evidence]] | Rejected],
    domains: Mapping[str, Domain],
    about: About,
    *,
    keep_records: bool,
) -> Manifest:
    seen: set[str] = set()
    rejected: list[Rejected] = []
    models = _Table(folder / MODELS, models_schema(domains))
    evidence = _Table(folder / EVIDENCE, EVIDENCE_SCHEMA)
    licences = _Table(folder / LICENCES, licence_schema())
    records = _Table(folder / RECORDS, _RECORDS_SCHEMA) if keep_records else None
    for entry in entries:
        if isinstance(entry, Rejected):
            rejected.append(entry)
            continue
        record, answers = entry
        if record.id.casefold() in seen:
            rejected.append(Rejected(id=record.id, part="model", reason="a second record of the same id"))
            continue
        seen.add(record.id.casefold())
        models.add(model_row(record, answers, domains))
        for row in evidence_rows(record.id, answers):
            evidence.add(row)
        licences.add(licence_row(record, words=keep_records))
        if records is not None:
            records.add({"model_id": record.id, "revision": record.revision, "record": record.model_dump_json()})
    licences.close()
    counts = {"models": models.close(), "evidence": evidence.close(), "rejected": len(rejected)}
    if records is not None:
        counts["records"] = records.close()
    lines = [item.model_dump_json() for item in rejected]
    (folder / REJECTED).write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    files = {path.name: describe_file(path) for path in sorted(folder.iterdir())}
    return Manifest(
        format=FORMAT,
        id=_snapshot_id(about.created, files),
        created=about.created,
        tool=f"openness {__version__}",
        endpoint=about.endpoint,
        title=about.title,
        sources=about.sources,
        limits=about.limits,
        counts=counts,
        files=files,
    )


def _snapshot_id(created: datetime, files: Mapping[str, FileNote]) -> str:
    digest = hashlib.sha256("".join(f"{name}{note.sha256}" for name, note in files.items()).encode()).hexdigest()
    return f"{created:%Y%m%dT%H%M%SZ}-{digest[:8]}"


class _Table:
    """A Parquet file written in batches, so that memory does not grow with the number of models."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._schema = schema
        self._writer = pq.ParquetWriter(path, schema, compression="zstd", compression_level=9)
        self._rows: list[dict[str, Any]] = []
        self._written = 0

    def add(self, row: dict[str, Any]) -> None:
        self._rows.append(row)
        if len(self._rows) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
            self._written += len(self._rows)
            self._rows = []

    def close(self) -> int:
        self._flush()
        self._writer.close()
        return self._written
