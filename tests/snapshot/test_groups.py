"""Going through many models reads each group of rows once, and never holds more than a few of them."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.index import domains
from openness.record.evidence import Confidence, Evidence, Method, Outcome, Source
from openness.snapshot import groups as module
from openness.snapshot.anew import Anew, Dated, Seen
from openness.snapshot.groups import Groups, groups_of_rows, rows_about, whole_models
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.store import embedded_folder


@pytest.fixture
def table(tmp_path: Path) -> pq.ParquetFile:
    """Ten models in groups of two, the n-th with n rows."""
    path = tmp_path / "made.parquet"
    schema = pa.schema([("model_id", pa.string()), ("number", pa.int64())])
    with pq.ParquetWriter(path, schema) as writer:
        for first in range(0, 10, 2):
            rows = [(f"m{model}", number) for model in (first, first + 1) for number in range(model)]
            ids, numbers = [row[0] for row in rows], [row[1] for row in rows]
            writer.write_table(pa.table([pa.array(ids, pa.string()), pa.array(numbers, pa.int64())], schema=schema))
    return pq.ParquetFile(path)


def test_each_group_is_read_once_in_order_and_few_are_held(
    table: pq.ParquetFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_HELD", 2)
    groups = Groups(table, np.arange(10, dtype=np.int32) // 2)
    for model in range(10):
        assert [row["number"] for row in groups.rows(model, f"m{model}")] == list(range(model))
        assert len(groups._held) <= 2
    assert groups.read == 5
    assert [row["number"] for row in groups.rows(3, "m3")] == [0, 1, 2]
    assert groups.read == 6


def test_a_model_without_rows_costs_no_group(table: pq.ParquetFile) -> None:
    groups = Groups(table, np.full(10, -1, dtype=np.int32))
    assert groups.rows(4, "m4") == []
    assert groups.read == 0


def test_the_group_of_a_model_is_found_by_its_id(tmp_path: Path) -> None:
    path = tmp_path / "one.parquet"
    pq.write_table(pa.table({"model_id": [f"m{number}" for number in range(9)]}), path, row_group_size=4)
    names = pa.array(["m8", "m0", "nobody", "m4"])
    assert groups_of_rows(pq.ParquetFile(path), names).tolist() == [2, 0, -1, 1]


class Counting:
    """A table's file that counts the groups it gives."""

    def __init__(self, path: Path) -> None:
        self._file, self.read = pq.ParquetFile(path), 0
        self.metadata, self.num_row_groups = self._file.metadata, self._file.num_row_groups

    def read_row_group(self, number: int, columns: list[str] | None) -> pa.Table:
        self.read += 1
        return self._file.read_row_group(number, columns=columns)


@pytest.mark.parametrize("statistics", [True, False])
def test_rows_about_a_model_are_found_and_groups_that_cannot_hold_it_are_not_read(
    tmp_path: Path, statistics: bool
) -> None:
    path = tmp_path / "many.parquet"
    names = [f"m{number:02}" for number in range(40) for _ in range(2)]
    told = pa.table({"number": range(80), "model_id": names})
    pq.write_table(told, path, row_group_size=7, write_statistics=statistics)
    for number in (0, 3, 20, 39):
        file = Counting(path)
        found = rows_about(cast("pq.ParquetFile", file), f"m{number:02}", ["number"])
        assert found == [{"number": number * 2}, {"number": number * 2 + 1}]
        assert file.read <= 2 or not statistics
    assert rows_about(pq.ParquetFile(path), "m05x") == []


def test_going_through_gives_the_same_evidence_as_asking_for_one() -> None:
    one, many = (Snapshot(embedded_folder(), domains()) for _ in range(2))
    many.load_evidence()
    for model in (*one.ids[:3], one.ids[3_000], one.ids[-1]):
        assert dict(many.evidence(model)) == dict(one.evidence(model))


def test_answers_worked_out_anew_stand_in_for_stored_ones() -> None:
    def told(signal: str, outcome: Outcome, value: str | None = None) -> Evidence:
        sources = (Source(file="LICENSE"),) if value else ()
        trust = (Method.CARD, Confidence.HIGH) if value else (None, None)
        return Evidence(
            signal=signal, outcome=outcome, value=value, sources=sources, method=trust[0], confidence=trust[1]
        )

    stored = {name: told(name, Outcome.ANSWERED, "old") for name in ("card.language", "licence.a", "licence.b")}
    anew = {
        "licence.a": told("licence.a", Outcome.ANSWERED, "new"),
        "licence.b": told("licence.b", Outcome.NOT_LOOKED),
        "licence.c": told("licence.c", Outcome.SILENT),
    }
    found = Anew(stored, Dated(anew, Seen("2026-08-22", {"licence": "2024-10-02"})))
    assert list(found) == ["card.language", "licence.a", "licence.c"]
    assert len(found) == 3
    assert "licence.b" not in found
    with pytest.raises(KeyError):
        found["licence.b"]
    assert (found["licence.a"].value, found["licence.a"].date) == ("new", "2024-10-02")
    assert found["card.language"].value == "old"


@given(st.lists(st.integers(0, 7), max_size=30), st.integers(1, 12))
def test_groups_hold_whole_models_and_tell_how_many(counts: list[int], size: int) -> None:
    ids = pa.chunked_array([[f"m{place}" for place in range(len(counts))]], pa.string())
    names = [f"m{place}" for place, count in enumerate(counts) for _ in range(count)]
    table = pa.table({"model_id": pa.array(names, pa.string()), "row": range(len(names))})
    groups = list(whole_models(table, ids, size))
    assert [row for rows, _ in groups for row in rows["row"].to_pylist()] == list(range(len(names)))
    assert sum(models for _, models in groups) == len(counts)
    done = 0
    for rows, models in groups:
        assert set(rows["model_id"].to_pylist()) <= set(ids[done : done + models].to_pylist())
        done += models
    assert all(len(rows) <= size + max(counts, default=0) for rows, _ in groups)
