"""The evaluator: a rubric over columns gives levels, points, ranges, gates and rungs for every row at once.

The same code judges one model and two million; there is no second path for a single one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from openness.record.columns import Columns
from openness.rubric.condition import Level
from openness.rubric.rubric import Criterion, Rubric
from openness.score.alike import alike
from openness.score.logic import FALSE, LEVELS, NOT_APPLICABLE, TRUE, UNKNOWN, Ground, Truths, decide
from openness.score.points import CODE, DECIDED, LOW_CREDIT, Floats, LevelCodes, Range, gives_points, ranges

Flags = npt.NDArray[np.bool_]
MANY = 20_000
"""Rows from which on it pays to look for those that answer alike."""


@dataclass(frozen=True)
class Scores:
    """What a rubric says about every row.

    `levels` and `assessed` have the shape (criteria, rows): the level codes (see LEVELS), and whether an
    assessment gave the level. `gates` has the shape (gates, rows) of truth values. `proven` and
    `possible` are the rung each row has proven, and could still reach, as places in `ladder.labels`.
    """

    rubric: Rubric
    levels: LevelCodes
    assessed: Flags
    total: Range
    dimensions: Mapping[str, Range]
    gates: npt.NDArray[np.int8]
    proven: npt.NDArray[np.int16] | None
    possible: npt.NDArray[np.int16] | None
    requirements: tuple[npt.NDArray[np.int8], ...]
    """For each rung, the truths of its requirements, shaped (requirements, rows)."""
    disputed: Flags
    """Where people and what was read decided a level, and differ; shaped (criteria, rows)."""
    contested: Flags
    """Where of people and what was read one decided closed and another did not: found against not found."""

    @property
    def size(self) -> int:
        return int(self.levels.shape[1])

    def at(self, rows: npt.NDArray[np.int64]) -> Scores:
        """Return the scores of some rows, in their order."""
        return Scores(
            self.rubric,
            self.levels[:, rows],
            self.assessed[:, rows],
            self.total.at(rows),
            {name: part.at(rows) for name, part in self.dimensions.items()},
            self.gates[:, rows],
            None if self.proven is None else self.proven[rows],
            None if self.possible is None else self.possible[rows],
            tuple(truths[:, rows] for truths in self.requirements),
            self.disputed[:, rows],
            self.contested[:, rows],
        )

    def level(self, criterion: int, row: int) -> Level:
        """Return one level; criteria count in the rubric's order."""
        return LEVELS[int(self.levels[criterion, row])]


def evaluate(rubric: Rubric, columns: Columns) -> Scores:
    """Judge every row of `columns` by the rubric; pure, and independent of the order of rows."""
    found = alike(columns, rubric.signals) if columns.size > MANY else None
    return _evaluated(rubric, columns) if found is None else _evaluated(rubric, found[0]).at(found[1])


def _evaluated(rubric: Rubric, columns: Columns) -> Scores:
    size = columns.size
    levels = np.empty((len(rubric.criteria), size), dtype=np.int8)
    assessed = np.zeros((len(rubric.criteria), size), dtype=np.bool_)
    disputed, contested = np.zeros_like(assessed), np.zeros_like(assessed)
    signals_only = Ground(columns, {}, {})
    for place, criterion in enumerate(rubric.criteria):
        found = _levels(rubric, criterion, signals_only)
        levels[place], assessed[place], disputed[place], contested[place] = found
    total, dimensions = ranges(rubric, levels)
    ground = Ground(
        columns,
        {criterion.id: levels[place] for place, criterion in enumerate(rubric.criteria)},
        {name: (part.low, part.high) for name, part in dimensions.items()},
    )
    gates = np.array([decide(gate.condition, ground) for gate in rubric.gates], dtype=np.int8).reshape(
        len(rubric.gates), size
    )
    requirements, proven, possible = _ladder(rubric, ground, size)
    if proven is not None and possible is not None and not gives_points(rubric):
        total = _ladder_range(rubric, proven, possible, total.coverage)
    return Scores(
        rubric, levels, assessed, total, dimensions, gates, proven, possible, requirements, disputed, contested
    )


def _levels(rubric: Rubric, criterion: Criterion, ground: Ground) -> tuple[LevelCodes, Flags, Flags, Flags]:
    """Return the levels, where people gave them, where these differ from what was read, and where one is contested."""
    automatic = _automatic(criterion, ground)
    nobody = np.zeros(ground.columns.size, dtype=np.bool_)
    if not criterion.ratings:
        return automatic, nobody, nobody, nobody
    given, differ = _given(criterion, ground)
    answered = given != CODE[Level.UNKNOWN]
    both = _both(given, automatic)
    # Beside a decided level the more open one counts, else a publisher's own "no" costs what a silent one keeps.
    better = both & (LOW_CREDIT[given] > LOW_CREDIT[automatic])
    stands = answered if rubric.assessments == "first" else answered & ((automatic == CODE[Level.UNKNOWN]) | better)
    contested = differ | _against(given, automatic)
    return np.where(stands, given, automatic), stands, both & (given != automatic), contested


def _given(criterion: Criterion, ground: Ground) -> tuple[LevelCodes, Flags]:
    """Return the levels people give, and where they differ: then who found something counts, not who found nothing."""
    size = ground.columns.size
    found = np.full(size, CODE[Level.UNKNOWN], dtype=np.int8)
    differ = np.zeros(size, dtype=np.bool_)
    for rating in criterion.ratings:
        column = ground.columns.column(rating.signal)
        table = np.array([CODE[rating.levels.get(str(value), Level.UNKNOWN)] for value in (*column.values, "", "")])
        table[-2] = CODE[Level.NOT_APPLICABLE]
        given = table[column.codes]
        differ |= _against(given, found)
        better = _both(given, found) & (LOW_CREDIT[given] > LOW_CREDIT[found])
        found = np.where((found == CODE[Level.UNKNOWN]) | better, given, found)
    return found, differ


def _both(one: LevelCodes, other: LevelCodes) -> Flags:
    return DECIDED[one].astype(np.bool_) & DECIDED[other].astype(np.bool_)


def _against(one: LevelCodes, other: LevelCodes) -> Flags:
    """Return where one is closed and the other is not: found against not found. A degree is no dispute."""
    apart: Flags = (one == CODE[Level.CLOSED]) != (other == CODE[Level.CLOSED])
    return _both(one, other) & apart


def _automatic(criterion: Criterion, ground: Ground) -> LevelCodes:
    size = ground.columns.size
    if not criterion.levels:
        return np.full(size, CODE[Level.UNKNOWN], dtype=np.int8)
    open_still = np.ones(size, dtype=np.bool_)
    asked = np.zeros(size, dtype=np.bool_)
    result = np.full(size, CODE[criterion.otherwise], dtype=np.int8)
    for level, condition in criterion.levels:
        truth = decide(condition, ground)
        result[open_still & (truth == TRUE)] = CODE[level]
        result[open_still & (truth == UNKNOWN)] = CODE[Level.UNKNOWN]
        asked |= truth != NOT_APPLICABLE
        open_still &= (truth == FALSE) | (truth == NOT_APPLICABLE)
    result[~asked] = CODE[Level.NOT_APPLICABLE]
    if criterion.applies_to is not None:
        applies = decide(criterion.applies_to, ground)
        # Where nobody knows whether the question arises, no level is proven: it may yet leave the sum.
        result[(applies == UNKNOWN) & (result != CODE[Level.NOT_APPLICABLE])] = CODE[Level.UNKNOWN]
        result[(applies == FALSE) | (applies == NOT_APPLICABLE)] = CODE[Level.NOT_APPLICABLE]
    return result


def _ladder(
    rubric: Rubric, ground: Ground, size: int
) -> tuple[tuple[npt.NDArray[np.int8], ...], npt.NDArray[np.int16] | None, npt.NDArray[np.int16] | None]:
    if rubric.ladder is None:
        return (), None, None
    bottom = len(rubric.ladder.rungs)
    proven = np.full(size, bottom, dtype=np.int16)
    possible = np.full(size, bottom, dtype=np.int16)
    requirements: list[npt.NDArray[np.int8]] = []
    for place in range(bottom - 1, -1, -1):
        rung = rubric.ladder.rungs[place]
        truths = np.array([decide(item.condition, ground) for item in rung.requirements], dtype=np.int8)
        truths = truths.reshape(len(rung.requirements), size)
        requirements.insert(0, truths)
        holds: Truths = truths.min(axis=0)  # a requirement that does not apply (3) does not stand in the way
        proven[(holds == TRUE) | (holds == NOT_APPLICABLE)] = place
        possible[holds != FALSE] = place
    return tuple(requirements), proven, possible


def _ladder_range(
    rubric: Rubric, proven: npt.NDArray[np.int16], possible: npt.NDArray[np.int16], coverage: Floats
) -> Range:
    """Height on the ladder as a range of 0 to 100, for rubrics that give labels and no points."""
    assert rubric.ladder is not None
    steps = len(rubric.ladder.rungs)
    return Range(100 * (steps - proven) / steps, 100 * (steps - possible) / steps, coverage)
