"""Coded tables are written as their frames are: the same bytes in every form, with no cell made for itself."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.files.coded import CodedColumn, CodedTable
from openness.index import load_rubric, open_index
from openness.views import export, lines
from openness.views.export import export_long, long_parts
from openness.views.forms import FORMS, render, rows_of, write_frames

TEXT = st.none() | st.sampled_from(
    ["", "a", "a,b", 'say "x"', "=1+1", "-2", "+x; =y", "two\nlines", "\u202eback", "\ud800", "ä", "\x1b[2J", " space "]
) | st.text(max_size=6)  # fmt: skip
CELLS: dict[str, st.SearchStrategy[list[Any]]] = {
    "str": st.lists(TEXT, min_size=1, max_size=5),
    "Int64": st.lists(st.none() | st.integers(-(2**40), 2**40), min_size=1, max_size=5),
    "float64": st.lists(st.none() | st.floats(allow_infinity=False), min_size=1, max_size=5),
    "bool": st.lists(st.booleans(), min_size=1, max_size=3),
}


@st.composite
def tables(draw: st.DrawFn) -> CodedTable:
    size = draw(st.integers(0, 6))
    columns = {}
    for name in draw(st.lists(st.sampled_from(["id", "=sum", "näme", "x,y"]), min_size=2, max_size=4, unique=True)):
        kind = draw(st.sampled_from([*CELLS]))
        cells = draw(CELLS[kind])
        least = 0 if kind == "bool" else -1  # a flag is never missing
        codes = draw(st.lists(st.integers(least, len(cells) - 1), min_size=size, max_size=size))
        columns[name] = CodedColumn(cells, np.array(codes, dtype=np.int64), kind)
    return CodedTable(columns)


def written(parts: list[Any], form: str) -> bytes:
    stream = io.BytesIO()
    write_frames(parts, form, stream)
    return stream.getvalue()


def storable(table: CodedTable) -> bool:
    """Return whether pandas can hold the texts: half a pair of surrogates it cannot."""
    texts = (cell for column in table.columns.values() for cell in column.cells if isinstance(cell, str))
    return all(text.encode("utf-8", "replace").decode() == text for text in texts)


@pytest.mark.parametrize("form", ["csv", "jsonl", "json", "table"])
@given(parts=st.lists(tables(), min_size=1, max_size=3))
def test_a_coded_table_is_written_as_its_frame(form: str, parts: list[CodedTable]) -> None:
    first = parts[0]
    parts = [part for part in parts if list(part.columns) == list(first.columns) and storable(part)] or [
        CodedTable({"id": CodedColumn(["a"], np.zeros(1, dtype=np.int64), "str"), "b": CodedColumn([], -np.ones(1, dtype=np.int64), "str")})
    ]  # fmt: skip
    assert written(list(parts), form) == written([part.frame() for part in parts], form)


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_numbers_that_are_equal_are_not_written_alike(form: str) -> None:
    one = np.zeros(1, dtype=np.int64)
    numbers: list[tuple[float, str]] = [
        (0, "Int64"),
        (0.0, "float64"),
        (-0.0, "float64"),
        (1.0, "float64"),
        (1, "Int64"),
    ]
    for number, kind in numbers:
        part = CodedTable({"id": CodedColumn(["a"], one, "str"), "points": CodedColumn([number], one, kind)})
        assert written([part], form) == written([part.frame()], form)


def test_half_a_pair_of_surrogates_is_written_as_an_escape() -> None:
    codes = np.zeros(2, dtype=np.int64)
    table = CodedTable({"id": CodedColumn(["a\ud800"], codes, "str"), "points": CodedColumn([1.5], codes, "float64")})
    assert render(table, "csv") == "id,points\na\\ud800,1.5\na\\ud800,1.5\n"
    assert "\ud800" not in render(table, "jsonl")


@pytest.mark.parametrize("name", ["default", "osai"])
@pytest.mark.parametrize("form", ["csv", "jsonl", "json", "parquet"])
def test_the_long_form_is_the_same_bytes_as_of_frames(name: str, form: str) -> None:
    index, rubric = open_index("embedded"), load_rubric(name)
    entries = index.judged(rubric, "models")
    index.snapshot.load_evidence()
    rows = [*[*entries.assessed][:20], *range(0, len(entries.ids), 11)]
    whole = written([part.frame() for part in long_parts(entries, rubric, rows)], form)
    assert written(list(long_parts(entries, rubric, rows)), form) == whole
    assert len(whole) > 10_000


def test_a_distinct_cell_is_written_once_and_no_frame_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    index, rubric = open_index("embedded"), load_rubric("default")
    entries = index.judged(rubric, "models")
    written_cells = 0
    true_field = lines._field

    def field(told: Any) -> bytes:
        nonlocal written_cells
        written_cells += 1
        return true_field(told)

    def none(_: CodedTable) -> pd.DataFrame:
        raise AssertionError("a frame was made")

    monkeypatch.setattr(lines, "_field", field)
    monkeypatch.setattr(CodedTable, "frame", none)
    rows = range(2_000)
    cells = len(rows) * len(rubric.criteria) * len(next(iter(long_parts(entries, rubric, [0]))).names)
    stream = io.BytesIO()
    write_frames(long_parts(entries, rubric, rows), "csv", stream)
    assert stream.getvalue().count(b"\n") > len(rows) * len(rubric.criteria)
    assert written_cells < 0.05 * cells


def test_parts_stay_small_however_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    index, rubric = open_index("embedded"), load_rubric("default")
    entries = index.judged(rubric, "models")
    sizes = [len(part) for part in long_parts(entries, rubric, range(1_700))]
    assert max(sizes) == export._ENTRIES_A_PART * len(rubric.criteria)
    assert sum(sizes) == 1_700 * len(rubric.criteria)
    frames = pd.concat(list(export_long(entries, rubric, range(3))))
    assert rows_of(frames) == [row for part in long_parts(entries, rubric, range(3)) for row in rows_of(part)]
    assert set(FORMS) >= {"csv", "json", "jsonl"}
