"""One table of a snapshot that is being written: a Parquet file that grows by groups of rows."""

from __future__ import annotations

import base64
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from openness.snapshot.coded import coded_schema, fitted
from openness.snapshot.groups import whole_models
from openness.snapshot.tables import GROUPS

_LEVEL = 3
"""How hard it is compressed: at 9 a snapshot of listing records is a fifteenth smaller and takes twice as long."""
_EVIDENCE = 50_000
"""Rows of evidence a group: to explain one model, so many are read; of 400,000 it takes 275 ms and not 17, and saves a
tenth of the file."""
_SCHEMA = "ARROW:schema"


class TableFile:
    """A Parquet file written in groups of rows, so that memory does not grow with the number of models.

    The columns named in `coded` may come as texts kept once, and are written from those; who reads them finds texts.
    """

    def __init__(self, path: Path, schema: pa.Schema, coded: Collection[str] = ()) -> None:
        self.name = path.name
        self.schema = schema
        self.written = 0
        self._taken = coded_schema(schema, coded) if coded else schema
        self._writer = pq.ParquetWriter(
            path, self._taken, compression="zstd", compression_level=_LEVEL, store_schema=not coded
        )
        if coded:
            told = base64.b64encode(schema.serialize().to_pybytes()).decode()
            self._writer.add_key_value_metadata({_SCHEMA: told})
        self._groups: list[int] = []

    def add_rows(self, table: pa.Table, group: int | None = None) -> None:
        """Add rows that are in the table's columns already, so many a group; by default all as one."""
        self._writer.write_table(fitted(table, self._taken), row_group_size=max(group or len(table), 1))
        self.written += len(table)

    def add_groups(self, table: pa.Table, ids: pa.ChunkedArray) -> None:
        """Add the rows of some models, in the order of all, as groups of whole models found by their places."""
        for rows, models in whole_models(table, ids, _EVIDENCE):
            self.add_rows(rows)
            self._groups.append(models)

    def abandon(self) -> None:
        """Close the file if it is open still, whatever becomes of it: left to itself the library would complain."""
        with suppress(OSError):
            self._writer.close()
        self._writer.is_open = False

    def close(self) -> int:
        """Write the end of the file and return how many rows it has."""
        if self._groups:
            self._writer.add_key_value_metadata({GROUPS: ",".join(map(str, self._groups))})
        self._writer.close()
        return self.written
