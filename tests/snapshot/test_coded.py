"""Texts kept once: the same rows make the same file, whatever order the texts were kept in; readers find texts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st

from openness.snapshot.coded import as_they_come, coded, coded_texts, plain
from openness.snapshot.table_file import TableFile

SCHEMA = pa.schema([("name", pa.string()), ("told", pa.string()), ("count", pa.int64())])
CODES = st.lists(st.integers(-1, 5), max_size=40)


@given(CODES)
def test_codes_are_numbered_as_they_first_come(codes: list[int]) -> None:
    found, kept = as_they_come(np.array(codes, dtype=np.int32), 6)
    assert kept.tolist() == [*dict.fromkeys(code for code in codes if code >= 0)]
    assert [int(kept[code]) if code >= 0 else -1 for code in found.tolist()] == codes


@given(CODES)
def test_texts_that_are_the_same_are_kept_once(codes: list[int]) -> None:
    texts = ["a", None, "b", "a", "", "b"]
    made = coded_texts(np.array(codes, dtype=np.int32), texts)
    assert made.to_pylist() == [texts[code] if code >= 0 else None for code in codes]
    assert sorted(made.dictionary.to_pylist()) == ["", "a", "b"]


def written(place: Path, tables: list[pa.Table]) -> bytes:
    file = TableFile(place, SCHEMA, {"told"})
    for table in tables:
        file.add_rows(table)
    assert file.close() == sum(map(len, tables))
    return place.read_bytes()


def test_a_file_is_the_same_whatever_order_its_texts_were_kept_in(tmp_path: Path) -> None:
    codes = np.array([2, 0, -1, 2, 1], dtype=np.int32)
    rest = {"name": ["v", "w", "x", "y", "z"], "count": [1, None, 3, 4, 5]}

    def table(told: pa.Array) -> pa.Table:
        return pa.table({"name": rest["name"], "told": told, "count": rest["count"]})

    texts = ["b", "c", "a", "never said"]
    turned = np.array([1, 3, -1, 1, 2], dtype=np.int32)
    ways = [
        table(coded(codes, pa.array(texts))),
        table(coded(turned, pa.array(["never said", "a", "c", "b"]))),
        table(pa.array(["a", "b", None, "a", "c"])),
    ]
    files = {written(tmp_path / "table.parquet", [way.slice(0, 3), way.slice(3)]) for way in ways}
    assert len(files) == 1
    read = pq.read_table(tmp_path / "table.parquet")
    assert read.schema.equals(SCHEMA)
    assert read.to_pylist() == plain(ways[0]).to_pylist() == ways[2].to_pylist()
