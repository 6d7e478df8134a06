"""The arithmetic of points: credits, ranges, and one result whichever way it is asked."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from openness.rubric import parse_rubric
from openness.rubric.condition import Level
from openness.score.logic import LEVELS
from openness.score.points import CODE, COUNTED, DECIDED, HIGH_CREDIT, LOW_CREDIT, proven_under, range_of, ranges
from tests.rubric.made import RUBRIC, SIGNALS

MADE = parse_rubric(RUBRIC, "r.yaml", SIGNALS).rubric


def codes(*levels: Level) -> np.ndarray:
    return np.array([[CODE[level]] for level in levels], dtype=np.int8)


def test_credits_are_the_design_s() -> None:
    told = {
        level: tuple(float(table[CODE[level]]) for table in (LOW_CREDIT, HIGH_CREDIT, DECIDED, COUNTED))
        for level in LEVELS
    }
    assert told == {
        Level.CLOSED: (0, 0, 1, 1),
        Level.PARTIAL: (0.5, 0.5, 1, 1),
        Level.OPEN: (1, 1, 1, 1),
        Level.UNKNOWN: (0, 1, 0, 1),
        Level.NOT_APPLICABLE: (0, 0, 0, 0),
    }


def test_what_does_not_apply_leaves_the_sum() -> None:
    found = range_of(codes(Level.OPEN, Level.NOT_APPLICABLE, Level.UNKNOWN))
    assert (found.low[0], found.high[0], found.coverage[0]) == (50, 100, 0.5)


def test_nothing_that_applies_is_no_score() -> None:
    found = range_of(codes(Level.NOT_APPLICABLE))
    assert np.isnan(found.low[0])
    assert found.coverage[0] == 0


@given(arrays.arrays(np.int8, (len(MADE.criteria), 4), elements=st.integers(0, len(LEVELS) - 1)))
def test_ranges_hold_whatever_is_unknown(levels: np.ndarray) -> None:
    total, _ = ranges(MADE, levels)
    points = np.array([criterion.points for criterion in MADE.criteria])
    assert np.allclose(np.nan_to_num(total.low), proven_under(points, levels))
    for answer in (Level.CLOSED, Level.PARTIAL, Level.OPEN):
        settled = np.where(levels == CODE[Level.UNKNOWN], CODE[answer], levels).astype(np.int8)
        found, _ = ranges(MADE, settled)
        assert (np.nan_to_num(total.low) <= np.nan_to_num(found.low) + 1e-9).all()
        assert (np.nan_to_num(found.high) <= np.nan_to_num(total.high) + 1e-9).all()
        assert (found.coverage >= total.coverage - 1e-9).all()
