"""Answers worked out part by part: parts of records in, parts of a snapshot's tables out."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from openness.errors import SnapshotError
from openness.licences.rules import rules_digest
from openness.record.evidence import Domain
from openness.record.record import Record, Rejected
from openness.record.text import record_of, text_of
from openness.signals import SIGNALS
from openness.snapshot.batches import GIVEN_SCHEMA, GROUP, Batches, batches, second_of
from openness.snapshot.engine import Engine, run
from openness.snapshot.licences import schema as licence_schema
from openness.snapshot.licences import schema_after as licence_schema_after
from openness.snapshot.manifest import RECORDS
from openness.snapshot.parts import Part, working_folder
from openness.snapshot.set_aside import rejected_of, rejected_text
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.sweeping import seldom_swept
from openness.snapshot.takeover import Takeover
from openness.snapshot.write import About, write_tables

_TABLES = ("models", "evidence", "licences", "records")
_ASIDE, _BEFORE = "rejected.jsonl", "before"
_GIVEN = "given.arrow"
_TODAY = {b"openness.written": b"today"}
"""Says of a part that its records were written by this very code, so that their texts are what it would write."""


def answer_anew(
    snapshot: Snapshot,
    store: Path,
    about: About,
    *,
    engine: Engine = Engine.SERIAL,
    scheduler: str | None = None,
    workers: int | None = None,
    part: int = GROUP,
    parts: str | None = None,
) -> Path:
    """Write a snapshot of the same records into `store`, with the answers of today's rules, and return its folder.

    `part` models are one piece of work. What goes between processes lies in `store`, or at the address `parts` of a
    store that all of them reach. Raises SnapshotError where the snapshot keeps no records.
    """
    if not snapshot.has_records:
        raise SnapshotError(
            f"snapshot {snapshot.id} keeps no records to answer from (an embedded one holds facts only); fetch with "
            "`openness refresh`"
        )
    before = snapshot.manifest
    sources = (*before.sources, *about.sources)
    told = replace(about, sources=sources, limits=before.limits, swept=lambda: before.swept)
    with working_folder(store, parts) as folder:
        names = split(snapshot, folder, part)
        rejected: list[Rejected] = list(snapshot.rejected())
        with closing(run(answer_part, names, engine, scheduler=scheduler, workers=workers)) as answered:
            made = _read(answered, rejected)
            written = write_tables(store, made, rejected, domains_asked(), told)
        _remembered.forget()
        return written


def write_as_they_come(
    store: Path,
    entries: Iterable[Record | Rejected],
    about: About,
    *,
    before: Snapshot | None = None,
    engine: Engine = Engine.POOL,
    scheduler: str | None = None,
    workers: int | None = None,
    part: int = GROUP,
) -> Path:
    """Write a snapshot of records, their answers worked out by an engine while more of them come; return its folder.

    It holds what `write_snapshot` writes of the same entries. Raises what that raises.
    """
    rejected: list[Rejected] = []
    schema = licence_schema() if before is None else licence_schema_after(before.licences)
    with working_folder(store) as folder:
        names = _parts(entries, folder, part, rejected, before)
        with closing(run(answer_part, names, engine, scheduler=scheduler, workers=workers)) as answered:
            made = _read(answered, rejected)
            written = write_tables(store, made, rejected, domains_asked(), about, before=before, licences=schema)
        _remembered.forget()
        return written


def _parts(
    entries: Iterable[Record | Rejected], folder: Part, size: int, rejected: list[Rejected], before: Snapshot | None
) -> Iterator[str]:
    """Write records as parts and yield their paths; a second record of an id, case ignored, is set aside."""
    seen: set[str] = set()
    waiting: list[tuple[str, str | None, str]] = []
    number = 0
    for entry in entries:
        if isinstance(entry, Rejected):
            rejected.append(entry)
        elif entry.id.casefold() in seen:
            rejected.append(second_of(entry.id))
        else:
            seen.add(entry.id.casefold())
            waiting.append((entry.id, entry.revision, text_of(entry)))
        if len(waiting) >= size:
            yield _written(_table(waiting), folder, number, before)
            waiting, number = [], number + 1
    if waiting:
        yield _written(_table(waiting), folder, number, before)


def _table(rows: list[tuple[str, str | None, str]]) -> pa.Table:
    told = dict(zip(GIVEN_SCHEMA.names, map(list, zip(*rows, strict=True)), strict=True))
    return pa.table(told, schema=GIVEN_SCHEMA.with_metadata(_TODAY))


def domains_asked() -> Mapping[str, Domain]:
    """Return the domain of every signal, as the columns of a snapshot are made of them."""
    return {signal.id: signal.domain for signal in SIGNALS.values()}


def split(snapshot: Snapshot, folder: Part, size: int) -> list[str]:
    """Write the snapshot's records as parts of `size` into a folder and return their names; one is held at a time."""
    names: list[str] = []
    waiting: list[pa.Table] = []
    for batch in pq.ParquetFile(snapshot.folder / RECORDS).iter_batches(
        batch_size=min(size, 1000), columns=GIVEN_SCHEMA.names
    ):
        waiting.append(pa.Table.from_batches([batch], schema=GIVEN_SCHEMA))
        if sum(map(len, waiting)) >= size:
            names.append(_written(pa.concat_tables(waiting), folder, len(names)))
            waiting = []
    if waiting:
        names.append(_written(pa.concat_tables(waiting), folder, len(names)))
    return names


def _written(table: pa.Table, folder: Part, number: int, before: Snapshot | None = None) -> str:
    part = folder.below(f"part-{number:05}")
    if before is not None:
        part.put_text(_BEFORE, str(before.folder.resolve()))
    part.put_table(_GIVEN, table)
    return part.name


def answer_part(name: str) -> str:
    """Work out the answers of one part of records and write them beside it; returns the name it was given.

    It may be run any number of times: the tables are the same, though their texts may be kept in another order.
    """
    folder = Part(name)
    given = folder.table(_GIVEN)
    before = folder.text(_BEFORE) if folder.holds(_BEFORE) else None
    rejected: list[Rejected] = []
    texts = given["record"].to_pylist()
    records = map(record_of if given.schema.metadata == _TODAY else Record.model_validate_json, texts)
    with seldom_swept(), _remembered.taking(before) as taking:
        made = list(batches(records, taking, rejected))
    for table in _TABLES:
        parts = [tables[table] for tables in made]
        if parts:
            folder.put_table(f"{table}.arrow", pa.concat_tables(parts))
    folder.put_text(_ASIDE, rejected_text(rejected))
    return name


class _Remembered(threading.local):
    """What a thread has worked out for the parts it was given: one after the other, they say much the same.

    Forgotten where a part fails in the middle, with rules of another day, and at the end of the work.
    """

    def __init__(self) -> None:
        self._key: tuple[str | None, str] | None = None
        self._taking: Batches | None = None

    @contextmanager
    def taking(self, before: str | None) -> Iterator[Batches]:
        """Give what takes records, with all that it has answered; `before` is the folder of the snapshot before."""
        key, taking = (before, rules_digest()), self._taking
        if taking is None or key != self._key:
            known = None if before is None else Takeover(Snapshot(Path(before), domains_asked()), domains_asked())
            taking = Batches(domains_asked(), licence_schema(), words=True, before=known)
        self.forget()
        yield taking
        self._key, self._taking = key, taking

    def forget(self) -> None:
        """Remember nothing."""
        self._key = self._taking = None


_remembered = _Remembered()


def _read(names: Iterator[str], rejected: list[Rejected]) -> Iterator[dict[str, pa.Table]]:
    for name in names:
        folder = Part(name)
        rejected += rejected_of(folder.text(_ASIDE))
        if folder.holds("models.arrow"):
            yield {table: folder.table(f"{table}.arrow") for table in _TABLES}
        folder.remove()
