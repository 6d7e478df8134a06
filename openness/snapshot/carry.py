"""What a snapshot takes over from the one before it: every row of a model that was not asked for anew, as it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from openness.record.evidence import Outcome
from openness.record.record import Rejected
from openness.snapshot.manifest import EVIDENCE
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.tables import EVIDENCE_SCHEMA, source_of

_BATCH = 20_000
_GROUP = 400_000
"""Rows of evidence taken at a time."""


class Carried:
    """The rows of `before` whose model is not among `taken` (ids and aliases, case folded).

    `rejected` tells what became of models that were asked for and not had; their row says so (column `refused`).
    """

    def __init__(self, before: Snapshot, taken: set[str], rejected: list[Rejected], asked_on: str) -> None:
        self.before = before
        self.ids: set[str] = set()
        for model_id, aliases in zip(before.ids, before.aliases, strict=True):
            if not any(name.casefold() in taken for name in (model_id, *aliases)):
                self.ids.add(model_id)
        self._refused = self._places_refused(rejected, asked_on)

    def _places_refused(self, rejected: list[Rejected], asked_on: str) -> Mapping[str, str]:
        told: dict[str, str] = {}
        for item in rejected:
            place = None if item.id is None or item.answer is None else self.before.place(item.id)
            if place is not None:
                told[self.before.ids[place]] = f"{item.answer}, asked {asked_on}"
        return told

    def rows(self, name: str, schema: pa.Schema) -> Iterator[pa.Table]:
        """Yield the rows of one table in the columns of `schema`, in batches; none where it was not kept."""
        path: Path = self.before.folder / name
        if name not in self.before.manifest.files:
            return
        kept = pa.array(sorted(self.ids), pa.string())
        for batch in pq.ParquetFile(path).iter_batches(batch_size=_BATCH):
            table = pa.Table.from_batches([batch])
            table = table.filter(pc.is_in(table["model_id"], value_set=kept))
            if len(table):
                yield self._fitted(table, name, schema)

    def evidence(self) -> Iterator[tuple[pa.Table, pa.ChunkedArray]]:
        """Yield the rows of evidence, those of whole models together, each time with the models that come next."""
        ids = [item for item in self.before.ids if item in self.ids]
        places = {model_id: place for place, model_id in enumerate(ids)}
        waiting: list[pa.Table] = []
        done = 0
        for table in self.rows(EVIDENCE, EVIDENCE_SCHEMA):
            waiting.append(table)
            if sum(map(len, waiting)) >= _GROUP:
                group, rest = _at_a_model(pa.concat_tables(waiting))
                waiting = [rest]
                if len(group):
                    last = places[group["model_id"][-1].as_py()] + 1
                    yield group, pa.chunked_array([ids[done:last]], pa.string())
                    done = last
        if waiting or done < len(places):
            yield (
                pa.concat_tables([*waiting, EVIDENCE_SCHEMA.empty_table()]),
                pa.chunked_array([ids[done:]], pa.string()),
            )

    def _fitted(self, table: pa.Table, name: str, schema: pa.Schema) -> pa.Table:
        """Return the table in the columns of a schema; a signal that was not asked then was not looked at."""
        if name == EVIDENCE and "repository" not in table.schema.names:
            table = _unpacked(table)
        columns = [self._column(table, field) for field in schema]
        return pa.Table.from_arrays(columns, schema=schema)

    def _column(self, table: pa.Table, field: pa.Field) -> pa.Array | pa.ChunkedArray:
        if field.name == "refused":
            old = table[field.name].to_pylist() if field.name in table.schema.names else [None] * len(table)
            now = [self._refused.get(name, was) for name, was in zip(table["model_id"].to_pylist(), old, strict=True)]
            return pa.array(now, field.type)
        if field.name not in table.schema.names:
            return self._missing(len(table), field)
        column = table[field.name]
        if column.type == field.type:
            return column
        try:
            return column.cast(field.type)
        except pa.ArrowException:  # the question changed its kind since
            return self._missing(len(table), field)

    def _missing(self, size: int, field: pa.Field) -> pa.Array:
        if field.name.endswith(".outcome"):
            return pa.array([str(Outcome.NOT_LOOKED)] * size, field.type)
        return pa.nulls(size, field.type)


def _at_a_model(table: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Return the rows of all models but the last, and those of the last, which may go on."""
    last = pc.index(table["model_id"], table["model_id"][-1]).as_py()
    return table.slice(0, last), table.slice(last)


def _unpacked(table: pa.Table) -> pa.Table:
    """Return rows of evidence of format 1 with the repository in a column of its own."""
    rows = []
    for row in table.to_pylist():
        place = source_of(row)
        named = {"file": place.file, "json_path": place.json_path, "url": place.url, "repository": place.repository}
        rows.append({**row, **named})
    names = [*table.schema, pa.field("repository", pa.string())]
    return pa.Table.from_pylist(rows, schema=pa.schema(names))
