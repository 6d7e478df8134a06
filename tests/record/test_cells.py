"""Cells of a column: the same in a list, in codes and in a file, whichever rows are looked at."""

from __future__ import annotations

from functools import partial

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.record.cells import Coded, LazyCells, cells_at, coded, order_of
from openness.record.columns import NOT_APPLICABLE, UNKNOWN, encode, joined, sparse
from openness.snapshot.cells import StoredCells

TEXTS = st.lists(st.none() | st.text("abAB/-1é", max_size=4), max_size=12)
IDS = st.lists(st.text("abAB/-1éßK", min_size=1, max_size=4), max_size=12, unique_by=str.casefold)


@given(TEXTS, st.data())
def test_every_kind_of_column_gives_the_same_cells(texts: list[str | None], data: st.DataObject) -> None:
    rows = np.array(data.draw(st.lists(st.integers(0, len(texts) - 1), max_size=6)) if texts else [], dtype=np.int64)
    wanted = [texts[row] for row in rows]
    for cells in (Coded(encode(texts)), StoredCells(pa.chunked_array([pa.array(texts, pa.string())]))):
        assert cells == texts
        assert len(cells) == len(texts)
        assert cells_at(cells, rows) == wanted
        assert cells[1:3] == texts[1:3]
        codes = coded(cells)
        assert [None if code < 0 else codes.values[code] for code in codes.codes] == texts
        assert len(set(codes.values)) == len(codes.values)
    assert cells_at(texts, rows) == wanted


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_columns_joined_hold_the_cells_of_each_one_after_another(parts: list[list[str | None]]) -> None:
    columns = [encode(part) for part in parts]
    for column in columns:
        column.codes[:1] = NOT_APPLICABLE
    whole = joined(columns)
    expected = [
        NOT_APPLICABLE if place == 0 else UNKNOWN if text is None else text
        for part in parts
        for place, text in enumerate(part)
    ]
    assert [whole.values[code] if code >= 0 else int(code) for code in whole.codes] == expected


def test_a_cell_is_made_once_an_answer_however_many_rows_have_it() -> None:
    shown: list[object] = []

    def show(value: object) -> str | None:
        shown.append(value)
        return None if value == "none" else str(value).upper()

    column = encode(["a", "b", "none", "a"] * 50)
    column.codes[0] = NOT_APPLICABLE
    cells = Coded(column, show)
    assert cells[:5] == [None, "B", None, "A", "A"]
    assert shown == ["a", "b", "none"]
    assert set(coded(cells).codes) == {UNKNOWN, 0, 1}


def test_a_column_that_nobody_looks_at_is_not_made() -> None:
    made: list[str] = []

    def maker(name: str) -> list[str]:
        made.append(name)
        return [name]

    cells = LazyCells({name: partial(maker, name) for name in "ab"})
    assert list(cells) == ["a", "b"]
    assert (cells["b"], cells["b"], made) == (["b"], ["b"], ["b"])


@given(IDS)
def test_stored_texts_are_ordered_and_found_as_python_would(ids: list[str]) -> None:
    stored = StoredCells(pa.chunked_array([pa.array(ids, pa.string())]))
    for folded in (False, True):
        assert order_of(stored, folded=folded).tolist() == order_of(ids, folded=folded).tolist()
    assert order_of(ids).tolist() == sorted(range(len(ids)), key=ids.__getitem__)
    wanted = [name.upper() if name.isascii() else name for name in ids]
    assert stored.rows_of([*wanted, "nobody", *wanted]).tolist() == [*range(len(ids)), -1, *range(len(ids))]


def test_few_answers_make_a_column_of_all_rows() -> None:
    column = sparse(4, {2: "x", 0: True})
    assert [None if code < 0 else column.values[code] for code in column.codes] == [True, None, "x", None]
    assert set(sparse(2, {}).codes) == {UNKNOWN}


def test_a_row_beyond_the_end_is_refused() -> None:
    cells = Coded(encode(["a"]))
    assert cells[-1] == "a"
    with pytest.raises(IndexError):
        cells[1]
