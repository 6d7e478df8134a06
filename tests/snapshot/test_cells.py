"""Cells read from the memory of Arrow are the cells that Arrow tells."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.snapshot.cells import arrow_numbers, arrow_texts, flags_of, numbers_of

MAYBE = st.lists(st.one_of(st.none(), st.integers(-(2**31), 2**31 - 1)), max_size=40)


@given(MAYBE, st.integers(0, 12), st.sampled_from([pa.int32(), pa.int64()]))
def test_numbers_are_those_of_the_array_wherever_it_begins(
    told: list[int | None], start: int, kind: pa.DataType
) -> None:
    array = pa.array(told, kind).slice(start)
    assert numbers_of(array, -7).tolist() == [-7 if item is None else item for item in told[start:]]


@given(st.lists(st.one_of(st.none(), st.booleans()), max_size=40), st.integers(0, 12))
def test_flags_are_true_only_where_the_array_says_so(told: list[bool | None], start: int) -> None:
    assert flags_of(pa.array(told, pa.bool_()).slice(start)).tolist() == [item is True for item in told[start:]]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), max_size=20))
def test_texts_are_those_that_were_given(texts: list[str]) -> None:
    assert arrow_texts(texts).to_pylist() == texts
    assert arrow_texts(texts).validate(full=True) is None


def test_half_a_surrogate_pair_is_no_fault() -> None:
    assert arrow_texts(["a\ud800", "b"]).to_pylist() == ["a?", "b"]


@pytest.mark.parametrize("kind", [np.int32, np.int64, np.uint64])
def test_numbers_go_to_arrow_and_back(kind: type[np.number]) -> None:
    numbers = np.array([0, 5, 2], dtype=kind)[::2]
    assert arrow_numbers(numbers).to_pylist() == [0, 2]
    assert numbers_of(arrow_numbers(numbers), -1).tolist() == [0, 2]
