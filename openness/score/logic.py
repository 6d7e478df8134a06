"""Three-valued logic over columns, with a fourth value for questions that do not arise.

Truth values are int8: FALSE < UNKNOWN < TRUE, so that "all" is a minimum and "any" a maximum;
NOT_APPLICABLE steps aside in both, and stays where nothing else is left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from openness.record.columns import Columns
from openness.rubric.condition import (
    All,
    Any,
    Condition,
    Count,
    Defined,
    DimensionTest,
    Level,
    LevelTest,
    Not,
    Test,
)

Truths = npt.NDArray[np.int8]

FALSE, UNKNOWN, TRUE, NOT_APPLICABLE = (np.int8(number) for number in range(4))

LEVELS: tuple[Level, ...] = (Level.CLOSED, Level.PARTIAL, Level.OPEN, Level.UNKNOWN, Level.NOT_APPLICABLE)
"""The levels by their code in level arrays (int8)."""


@dataclass(frozen=True)
class Ground:
    """What a condition may look at: signals, and (in ladders and gates) levels and dimension ranges.

    `levels` maps a criterion to its level codes; `dimensions` maps a dimension to (low, high), 0 to 100.
    """

    columns: Columns
    levels: Mapping[str, npt.NDArray[np.int8]]
    dimensions: Mapping[str, tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]]


def decide(condition: Condition, ground: Ground) -> Truths:
    """Return the truth of a condition for every row."""
    match condition:
        case Test():
            return _test(condition, ground)
        case LevelTest():
            return _level_test(condition, ground)
        case DimensionTest():
            return _dimension_test(condition, ground)
        case Defined(part=part):
            return decide(part, ground)
        case Not(part):
            return _not(decide(part, ground))
        case All(parts):
            return _combine([decide(part, ground) for part in parts], np.minimum, TRUE)
        case Any(parts):
            return _combine([decide(part, ground) for part in parts], np.maximum, FALSE)
        case Count(parts, at_least, at_most):
            return _count([decide(part, ground) for part in parts], at_least, at_most)


def _test(test: Test, ground: Ground) -> Truths:
    column = ground.columns.column(test.signal)
    table = np.empty(len(column.values) + 2, dtype=np.int8)
    for code, answer in enumerate(column.values):
        passes = test.decides(answer)
        table[code] = UNKNOWN if passes is None else TRUE if passes else FALSE
    table[-1] = UNKNOWN  # code -1
    table[-2] = NOT_APPLICABLE  # code -2
    return table[column.codes]


def _level_test(test: LevelTest, ground: Ground) -> Truths:
    table = np.array([TRUE if level in test.levels else FALSE for level in LEVELS], dtype=np.int8)
    if Level.UNKNOWN not in test.levels:
        table[LEVELS.index(Level.UNKNOWN)] = UNKNOWN
    if Level.NOT_APPLICABLE not in test.levels:
        table[LEVELS.index(Level.NOT_APPLICABLE)] = NOT_APPLICABLE
    return table[ground.levels[test.criterion]]


def _dimension_test(test: DimensionTest, ground: Ground) -> Truths:
    low, high = ground.dimensions[test.dimension]
    truth = np.where(low >= test.at_least, TRUE, np.where(high < test.at_least, FALSE, UNKNOWN))
    return np.where(np.isnan(low), NOT_APPLICABLE, truth).astype(np.int8)


def _not(truths: Truths) -> Truths:
    return np.array([TRUE, UNKNOWN, FALSE, NOT_APPLICABLE], dtype=np.int8)[truths]


def _combine(parts: Sequence[Truths], join: np.ufunc, neutral: np.int8) -> Truths:
    result: Truths | None = None
    beside: npt.NDArray[np.bool_] | None = None
    for part in parts:
        aside = part == NOT_APPLICABLE
        stepped = np.where(aside, neutral, part) if aside.any() else part
        result = stepped if result is None else join(result, stepped)
        beside = aside if beside is None else beside & aside
    assert result is not None
    assert beside is not None
    return np.where(beside, NOT_APPLICABLE, result) if beside.any() else result


def _count(parts: Sequence[Truths], at_least: int | None, at_most: int | None) -> Truths:
    sure = np.zeros(len(parts[0]), dtype=np.int16)
    possible = np.zeros(len(parts[0]), dtype=np.int16)
    for part in parts:
        sure += part == TRUE
        possible += (part == TRUE) | (part == UNKNOWN)
    result = np.full(len(sure), TRUE, dtype=np.int8)
    if at_least is not None:
        result = np.where(sure >= at_least, TRUE, np.where(possible < at_least, FALSE, UNKNOWN))
    if at_most is not None:
        most = np.where(possible <= at_most, TRUE, np.where(sure > at_most, FALSE, UNKNOWN))
        result = np.minimum(result, most)
    return result.astype(np.int8)
