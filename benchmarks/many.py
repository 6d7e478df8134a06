"""A snapshot of any number of models: real rows under new ids, written by columns.

    python benchmarks/many.py FOLDER [--rows 1000000] [--evidence] [--snapshot DIR]

Copies after the first stand under accounts of their own (`org-3/name`), so that there are as many publishers for a
model as on the Hub, and the catalogue knows the first copy alone. Evidence is left out unless asked for: rankings do
not read it.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from openness.snapshot.licences import LICENCES
from openness.snapshot.licences import schema as licence_schema
from openness.snapshot.manifest import EVIDENCE, MANIFEST, MODELS, Manifest, describe_file, read_manifest
from openness.snapshot.store import embedded_folder

GROUP = 20_000
"""Rows a group of a table; evidence is sorted by id, so that one model's rows lie in one group or two."""
_OWN = {"model_id", "organisation", "aliases", "revision"}


def made(folder: Path, rows: int, *, source: Path | None = None, evidence: bool = False) -> Path:
    """Write a snapshot of `rows` models into `folder` and return it; one that is there already is taken as it is."""
    source = source or embedded_folder()
    before = read_manifest(source)
    name = f"made-{rows}{'-evidence' if evidence else ''}-{before.id[-8:]}"
    if (folder / MANIFEST).is_file() and read_manifest(folder).id == name:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    tables = [MODELS, *([LICENCES] if LICENCES in before.files else []), *([EVIDENCE] if evidence else [])]
    ids = pq.read_table(source / MODELS, columns=["model_id"])["model_id"].to_pylist()
    files = {}
    for table in tables:
        _copies(source / table, folder / table, ids, rows)
        files[table] = describe_file(folder / table)
    if not evidence:
        schema = pq.read_schema(source / EVIDENCE)
        pq.write_table(schema.empty_table(), folder / EVIDENCE)
    told = Manifest(
        format=before.format,
        id=name,
        created=before.created,
        tool=before.tool,
        title=f"Made for benchmarks: {rows:,} rows, real ones under new ids",
        counts={"models": rows},
        files=files,
    )
    (folder / MANIFEST).write_text(told.model_dump_json(), encoding="utf-8")
    return folder


def _copies(source: Path, target: Path, ids: list[str], rows: int) -> None:
    """Write copies of a table, each under new ids, until `rows` models are told of."""
    table = pq.read_table(source)
    if source.name == LICENCES:  # what a refresh of today writes: its answers follow from the rules in force
        table = table.replace_schema_metadata(licence_schema().metadata)
    if source.name == EVIDENCE:
        table = table.sort_by("model_id")
    with pq.ParquetWriter(target, table.schema, compression="zstd", compression_level=1) as writer:
        for copy, size in _parts(len(ids), rows):
            part = table
            if size < len(ids):
                part = table.filter(pc.is_in(table["model_id"], value_set=pa.array(ids[:size])))
            writer.write_table(_renamed(part, copy), row_group_size=GROUP)


def _parts(size: int, rows: int) -> Iterator[tuple[int, int]]:
    yield from ((copy, min(size, rows - copy * size)) for copy in range(-(-rows // size)))


def _renamed(table: pa.Table, copy: int) -> pa.Table:
    if copy == 0:
        return table
    for name in _OWN & set(table.column_names):
        place, cells = table.column_names.index(name), table[name]
        if name == "aliases":
            cells = pa.nulls(len(table), pa.string())
        elif name == "revision":
            cells = pc.replace_substring_regex(cells, "^.{4}", f"{copy:04x}")
        elif name == "organisation":
            cells = pc.binary_join_element_wise(cells, str(copy), "-")
        else:
            cells = pc.replace_substring_regex(cells, r"^([^/]+)(/|$)", rf"\1-{copy}\2")
        table = table.set_column(place, table.schema.field(name), cells)
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--evidence", action="store_true", help="write the evidence of every model too")
    parser.add_argument("--snapshot", type=Path, help="the snapshot whose rows are used (default: the embedded one)")
    wanted = parser.parse_args()
    folder = made(wanted.folder, wanted.rows, source=wanted.snapshot, evidence=wanted.evidence)
    print(f"{folder}: {wanted.rows:,} models")


if __name__ == "__main__":
    main()
