"""Judging rows that answer alike once gives what judging each of them gives."""

from __future__ import annotations

from dataclasses import fields
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.index import open_index
from openness.index.index import rubric_of
from openness.record.columns import Column, StoredColumns
from openness.rubric.source import preset_paths
from openness.score.alike import alike
from openness.score.evaluate import Scores, evaluate

CODES = st.integers(-2, 2)


def same(one: Any, other: Any) -> bool:
    """Return whether two scores, or parts of them, are the same numbers."""
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and np.array_equal(one, other, equal_nan=one.dtype.kind == "f")
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if hasattr(one, "__dataclass_fields__") and not isinstance(one, type):
        return all(same(getattr(one, item.name), getattr(other, item.name)) for item in fields(one))
    return bool(one == other)


def judged(columns: StoredColumns, rubric: Any, many: int, monkeypatch: pytest.MonkeyPatch) -> Scores:
    monkeypatch.setattr(import_module("openness.score.evaluate"), "MANY", many)
    return evaluate(rubric, columns)


@pytest.mark.parametrize("preset", sorted(preset_paths()))
def test_real_models_are_judged_as_each_alone(preset: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rubric = rubric_of(preset)
    columns = open_index().entries("models").columns(rubric.assessments)
    rows = np.tile(np.arange(columns.size), 2)
    twice = StoredColumns(len(rows), {name: columns.column(name).take(rows) for name in rubric.signals})
    plain = judged(twice, rubric, len(rows), monkeypatch)
    assert same(judged(twice, rubric, 0, monkeypatch), plain)
    assert alike(twice, rubric.signals) is not None


@given(st.lists(st.tuples(CODES, CODES, CODES), min_size=1, max_size=40))
def test_each_row_is_like_the_one_it_is_said_to_be_like(rows: list[tuple[int, int, int]]) -> None:
    codes = np.array(rows, dtype=np.int32)
    told = {f"s.{place}": Column(codes[:, place].copy(), ("a", "b", "c")) for place in range(3)}
    found = alike(StoredColumns(len(rows), told), told)
    if found is None:
        assert len(set(rows)) * 2 > len(rows)
        return
    few, group = found
    assert few.size == len(set(rows))
    for name, column in told.items():
        assert few.column(name).codes[group].tolist() == column.codes.tolist()


def test_two_rows_under_one_key_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("openness.score.alike"), "_MIX", np.uint64(0))
    first, last = np.array([0, 1] * 8, dtype=np.int32), np.zeros(16, dtype=np.int32)
    assert alike(StoredColumns(16, {"a": Column(first, ("x", "y")), "b": Column(last, ("x",))}), ["a", "b"]) is None
