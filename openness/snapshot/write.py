"""Writing a snapshot: into a temporary folder beside its place, then renamed; a crash leaves nothing half-done."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from openness import __version__
from openness.errors import SnapshotError
from openness.record.evidence import Domain
from openness.record.record import Rejected
from openness.safe.line import one_line
from openness.snapshot.batches import RECORDS_SCHEMA, Batches, Entry, batches
from openness.snapshot.carry import Carried
from openness.snapshot.licences import LICENCES
from openness.snapshot.licences import schema as licence_schema
from openness.snapshot.licences import schema_after as licence_schema_after
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
    Swept,
    describe_file,
)
from openness.snapshot.set_aside import write_rejected
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.sweeping import seldom_swept
from openness.snapshot.table_file import TableFile
from openness.snapshot.tables import EVIDENCE_SCHEMA, EVIDENCE_TEXTS, coded_names, models_schema
from openness.snapshot.takeover import Takeover
from openness.snapshot.workplace import settle, workplace

_RECORDS = 1_000
"""Records a group of rows: to look at one again, so many are read."""


class NothingNew(SnapshotError):
    """No model could be had, so that there is nothing to make a new snapshot of; `rejected` says why."""

    def __init__(self, rejected: list[Rejected]) -> None:
        self.rejected = rejected
        super().__init__("no model could be had, so no new snapshot was made; the last one stays")


@dataclass(frozen=True)
class About:
    """What a snapshot says of itself; `created` is passed in, nothing here reads the clock."""

    created: datetime
    endpoint: str | None = None
    title: str | None = None
    sources: tuple[SourceNote, ...] = ()
    limits: tuple[str, ...] = ()
    swept: Callable[[], Mapping[str, Swept]] = dict
    """How far listings have been read, asked once all entries have been taken."""


def write_snapshot(
    store: Path,
    entries: Iterable[Entry],
    domains: Mapping[str, Domain],
    about: About,
    *,
    name: str | None = None,
    keep_records: bool = True,
    before: Snapshot | None = None,
) -> Path:
    """Write a snapshot into the folder `store` and return its own folder, called `name` or by its id.

    Entries are written in the order given; a second entry of the same id (case ignored) is set aside. The answers of a
    record that comes without them are worked out here, rows of a listing the short way.
    `keep_records=False` leaves the Hub's own words out (facts only). A snapshot called `name` that is
    there already is replaced in one step. With `before`, all its models that the entries do not hold are carried over
    as they stand, and answers about records that say the same under the same rules are taken over. Raises SnapshotError
    if the folder cannot be written, NothingNew if every entry was rejected.
    """
    rejected: list[Rejected] = []
    schema = licence_schema() if before is None else licence_schema_after(before.licences)
    known = Takeover(before, domains) if before is not None and keep_records else None
    made = batches(iter(entries), Batches(domains, schema, words=keep_records, before=known), rejected)
    return write_tables(
        store, made, rejected, domains, about, name=name, keep_records=keep_records, before=before, licences=schema
    )


def write_tables(
    store: Path,
    made: Iterable[Mapping[str, pa.Table]],
    rejected: list[Rejected],
    domains: Mapping[str, Domain],
    about: About,
    *,
    name: str | None = None,
    keep_records: bool = True,
    before: Snapshot | None = None,
    licences: pa.Schema | None = None,
) -> Path:
    """Write a snapshot of tables made elsewhere, batch by batch; `rejected` may grow with them.

    Raises what `write_snapshot` raises.
    """
    schema = licences or licence_schema()
    try:
        with seldom_swept(), workplace(store) as working:
            with ExitStack() as writers:
                opened = _Opener(working, writers)
                tables = _Tables(opened, domains, schema, keep_records=keep_records)
                manifest = _fill(tables, made, rejected, about, before)
            (working / MANIFEST).write_text(manifest.model_dump_json(indent=2) + "\n", encoding="utf-8")
            working.chmod(0o755)
            return settle(working, store / (name or manifest.id))
    except OSError as failure:
        reason = failure.strerror or one_line(failure, 120)
        raise SnapshotError(
            f"{store} cannot be written ({reason}); make room or choose another folder. The last snapshot is whole"
        ) from failure


class _Tables:
    """The tables of a snapshot that is being written, by a thread of their own: what compresses needs no Python."""

    def __init__(
        self, opened: _Opener, domains: Mapping[str, Domain], schema: pa.Schema, *, keep_records: bool
    ) -> None:
        self.folder = opened.folder
        self.models = opened.table(MODELS, models_schema(domains), coded_names(domains))
        self.evidence = opened.table(EVIDENCE, EVIDENCE_SCHEMA, EVIDENCE_TEXTS)
        self.licences = opened.table(LICENCES, schema)
        self.records = opened.table(RECORDS, RECORDS_SCHEMA) if keep_records else None
        self._thread = opened.thread()
        self._writing: Future[None] | None = None

    def add(self, made: Mapping[str, pa.Table]) -> None:
        """Add the rows of some models; those given before are written then, these while more are made."""
        self.wait()
        self._writing = self._thread.submit(self._add, made)

    def wait(self) -> None:
        """Wait until all that was added is written; raises what went wrong with it."""
        if self._writing is not None:
            writing, self._writing = self._writing, None
            writing.result()

    def _add(self, made: Mapping[str, pa.Table]) -> None:
        self.models.add_rows(made["models"])
        self.evidence.add_groups(made["evidence"], made["models"]["model_id"])
        self.licences.add_rows(made["licences"])
        if self.records is not None:
            self.records.add_rows(made["records"], _RECORDS)


def _fill(
    tables: _Tables,
    made: Iterable[Mapping[str, pa.Table]],
    rejected: list[Rejected],
    about: About,
    before: Snapshot | None,
) -> Manifest:
    folder, models, evidence, licences, records = (
        tables.folder, tables.models, tables.evidence, tables.licences, tables.records
    )  # fmt: skip
    taken: set[str] = set()
    for part in made:
        taken.update(map(str.casefold, part["models"]["model_id"].to_pylist()))
        for told in part["models"]["aliases"].drop_null().to_pylist():
            taken.update(told.casefold().split(","))
        tables.add(part)
    tables.wait()
    new = models.written
    sources = about.sources
    if rejected and not new:
        raise NothingNew(rejected)
    if before is not None:
        carried = Carried(before, taken, rejected, f"{about.created:%Y-%m-%d}")
        for table in (models, licences, *((records,) if records is not None else ())):
            for rows in carried.rows(table.name, table.schema):
                table.add_rows(rows)
        for rows, ids in carried.evidence():
            evidence.add_groups(rows, ids)
        sources = (*_of_before(before), *sources)
    licences.close()
    counts = {"models": models.close(), "evidence": evidence.close(), "rejected": len(rejected)}
    if before is not None:
        counts |= {"new": new, "carried": counts["models"] - new}
    if records is not None:
        counts["records"] = records.close()
    write_rejected(folder / REJECTED, rejected)
    files = {path.name: describe_file(path) for path in sorted(folder.iterdir())}
    return Manifest(
        format=FORMAT,
        id=_snapshot_id(about.created, files),
        created=about.created,
        tool=f"openness {__version__}",
        endpoint=about.endpoint,
        title=about.title,
        before=None if before is None else before.id,
        sources=sources,
        swept={**(before.manifest.swept if before is not None else {}), **about.swept()},
        limits=(*(before.manifest.limits if before is not None else ()), *about.limits),
        counts=counts,
        files=files,
    )


def _of_before(before: Snapshot) -> tuple[SourceNote, ...]:
    """Return the sources of the snapshot before; one that told none is its own source."""
    told = before.manifest
    if told.sources:
        return told.sources
    note = SourceNote(part=told.title or told.id, origin=told.endpoint or told.id, date=f"{told.created:%Y-%m-%d}")
    return (note,)


def _snapshot_id(created: datetime, files: Mapping[str, FileNote]) -> str:
    digest = hashlib.sha256("".join(f"{name}{note.sha256}" for name, note in files.items()).encode()).hexdigest()
    return f"{created:%Y%m%dT%H%M%SZ}-{digest[:8]}"


class _Opener:
    """Opens the tables of one folder; the end of `writers` closes those that a failure left open."""

    def __init__(self, folder: Path, writers: ExitStack) -> None:
        self.folder = folder
        self._writers = writers

    def table(self, name: str, schema: pa.Schema, coded: Collection[str] = ()) -> TableFile:
        table = TableFile(self.folder / name, schema, coded)
        self._writers.callback(table.abandon)
        return table

    def thread(self) -> ThreadPoolExecutor:
        """Return a thread to write the tables opened so far with; it ends before they are closed."""
        return self._writers.enter_context(ThreadPoolExecutor(1, "writing"))
