"""Spearman's correlation is the textbook's."""

from __future__ import annotations

import pytest

from openness.ranking.correlation import spearman


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([1, 2, 3, 4], [10, 20, 30, 40], 1),
        ([1, 2, 3, 4], [4, 3, 2, 1], -1),
        ([1, 2, 2, 4], [1, 3, 3, 4], 1),  # ties share their mean rank
        ([1, 2, 3, 4, 5], [2, 1, 4, 3, 5], 0.8),
    ],
)
def test_the_figure(one: list[float], other: list[float], expected: float) -> None:
    assert spearman(one, other) == pytest.approx(expected)


@pytest.mark.parametrize(("one", "other"), [([], []), ([1, 2], [1, 2]), ([1, 1, 1], [1, 2, 3]), ([1, 2, 3], [0, 0, 0])])
def test_where_it_is_not_defined(one: list[float], other: list[float]) -> None:
    assert spearman(one, other) is None
