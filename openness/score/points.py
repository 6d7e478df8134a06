"""The arithmetic of points: what a level earns, what counts, and the range that follows. It stands nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from openness.rubric.condition import Level
from openness.rubric.rubric import Rubric
from openness.score.logic import LEVELS

Floats = npt.NDArray[np.float64]
LevelCodes = npt.NDArray[np.int8]

CODE: Mapping[Level, np.int8] = {level: np.int8(code) for code, level in enumerate(LEVELS)}
"""The code of each level in level arrays."""

# What a level earns if what is unknown is closed, and if it is open; a level that does not apply leaves the sum.
_CREDITS: Mapping[Level, tuple[float, float] | None] = {
    Level.CLOSED: (0.0, 0.0),
    Level.PARTIAL: (0.5, 0.5),
    Level.OPEN: (1.0, 1.0),
    Level.UNKNOWN: (0.0, 1.0),
    Level.NOT_APPLICABLE: None,
}


def _table(number: int) -> Floats:
    return np.array([(_CREDITS[level] or (0.0, 0.0))[number] for level in LEVELS])


LOW_CREDIT, HIGH_CREDIT = _table(0), _table(1)
"""What each level code earns, as a share of the criterion's points."""
COUNTED: Floats = np.array([0.0 if _CREDITS[level] is None else 1.0 for level in LEVELS])
"""Whether the criterion's points stand in the sum that is shared out."""
DECIDED: Floats = COUNTED * (LOW_CREDIT == HIGH_CREDIT)
"""Whether the level is settled."""


@dataclass(frozen=True)
class Range:
    """Points as a share of 100: `low` counts unknown as closed, `high` as open; NaN where nothing applies.

    `coverage` (0 to 1) is the share of the points that apply whose level is decided.
    """

    low: Floats
    high: Floats
    coverage: Floats

    def at(self, rows: npt.NDArray[np.int64]) -> Range:
        """Return the range of some rows, in their order."""
        return Range(self.low[rows], self.high[rows], self.coverage[rows])


class Sums:
    """Points added up criterion by criterion, for `size` rows."""

    def __init__(self, size: int) -> None:
        self._parts = np.zeros((4, size))

    def add(self, points: float, levels: LevelCodes) -> None:
        """Add one criterion, whose level codes are shaped (rows,)."""
        for number, table in enumerate((COUNTED, LOW_CREDIT, HIGH_CREDIT, DECIDED)):
            self._parts[number] += (points * table)[levels]

    def join(self, other: Sums) -> None:
        """Add what `other` holds."""
        self._parts += other._parts

    def range(self) -> Range:
        """Return the range the sums make."""
        counted, low, high, decided = self._parts
        with np.errstate(divide="ignore", invalid="ignore"):
            share = np.where(counted == 0, 0.0, decided / counted)
            return Range(100 * low / counted, 100 * high / counted, share)


def gives_points(rubric: Rubric) -> bool:
    """Return whether the rubric gives points at all; one that only labels has none."""
    return any(criterion.points > 0 for criterion in rubric.criteria)


def ranges(rubric: Rubric, levels: LevelCodes) -> tuple[Range, dict[str, Range]]:
    """Return the range of the whole and of each dimension; `levels` is shaped (criteria, rows).

    Where the rubric gives no points its criteria count alike, so that coverage still says how much is decided.
    """
    weighs, size = gives_points(rubric), levels.shape[1]
    whole, found = Sums(size), {}
    for name in rubric.dimensions:  # one after the other: of a million rows the sums of all are much memory
        part = Sums(size)
        for place, criterion in enumerate(rubric.criteria):
            if criterion.dimension == name:
                part.add(criterion.points if weighs else 1.0, levels[place])
        whole.join(part)
        found[name] = part.range()
    return whole.range(), found


def range_of(levels: LevelCodes) -> Range:
    """Return the range of criteria that count alike; `levels` is shaped (criteria, rows)."""
    sums = Sums(levels.shape[1])
    for row in levels:
        sums.add(1.0, row)
    return sums.range()


def proven_under(points: Floats, levels: LevelCodes) -> Floats:
    """Return the proven scores (0 to 100) under other points; `points` (criteria,), `levels` (criteria, rows)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.nan_to_num(100 * (points @ LOW_CREDIT[levels]) / (points @ COUNTED[levels]))
