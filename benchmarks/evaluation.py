"""Judging a million models by each preset, beside a plain loop over the same rubric, in one run.

    python benchmarks/evaluation.py [--rows 1000000] [--loop-rows 20000]

The loop asks the same conditions of one dict a model, as a straightforward program would. Both must
give the same levels on the rows they share, or the benchmark says so and fails.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping

import numpy as np

from openness.record.columns import UNKNOWN, Column, StoredColumns
from openness.record.evidence import Domain, Kind, Value
from openness.rubric import Level, load_rubric, preset_paths
from openness.rubric.condition import All, Any, Condition, Count, Defined, Not, Test
from openness.rubric.rubric import Criterion, Rubric
from openness.score import evaluate
from openness.score.logic import LEVELS
from openness.signals import SIGNALS

DOMAINS = {signal: item.domain for signal, item in SIGNALS.items()}
UNKNOWN_SHARE = 0.3
_BEST_FIRST = (Level.OPEN, Level.PARTIAL, Level.CLOSED)


def answers(domain: Domain, generator: np.random.Generator) -> tuple[Value, ...]:
    """Return the distinct answers a made column may hold."""
    match domain.kind:
        case Kind.FLAG:
            return (False, True)
        case Kind.CHOICE:
            return tuple(domain.choices)
        case Kind.COUNT | Kind.NUMBER:
            return tuple(range(12))
        case Kind.SET:
            words = list(domain.choices) or ["en", "fr", "de"]
            drawn = {
                tuple(sorted(generator.choice(words, size=size, replace=False)))
                for size in (1, 1, 2, 2, 3)
                if size <= len(words)
            }
            return tuple(tuple(str(word) for word in item) for item in sorted(drawn))
        case _:
            return ("mit", "apache-2.0", "llama3", "other")


def made_columns(rubric: Rubric, rows: int, seed: int) -> StoredColumns:
    """Return made answers for every signal the rubric reads, a third of them unknown."""
    generator = np.random.default_rng(seed)
    columns = {}
    for signal in rubric.signals:
        values = answers(DOMAINS[signal], generator)
        codes = generator.integers(0, len(values), size=rows, dtype=np.int32)
        codes[generator.random(rows) < UNKNOWN_SHARE] = UNKNOWN
        columns[signal] = Column(codes, values)
    return StoredColumns(rows, columns)


def holds(condition: Condition, row: Mapping[str, Value]) -> bool | None:
    """Return the truth of a condition for one model; None is unknown."""
    match condition:
        case Test(signal=signal):
            return None if signal not in row else condition.decides(row[signal])
        case Defined(part=part):
            return holds(part, row)
        case Not(part):
            truth = holds(part, row)
            return None if truth is None else not truth
        case All(parts):
            return _every([holds(part, row) for part in parts])
        case Any(parts):
            return _some([holds(part, row) for part in parts])
        case Count(parts, at_least, at_most):
            return _counted([holds(part, row) for part in parts], at_least, at_most)
    raise TypeError(condition)


def _every(truths: list[bool | None]) -> bool | None:
    return False if False in truths else None if None in truths else True


def _some(truths: list[bool | None]) -> bool | None:
    return True if True in truths else None if None in truths else False


def _counted(truths: list[bool | None], at_least: int | None, at_most: int | None) -> bool | None:
    sure, possible = truths.count(True), len(truths) - truths.count(False)
    least = 0 if at_least is None else at_least
    most = len(truths) if at_most is None else at_most
    if possible < least or sure > most:
        return False
    return True if sure >= least and possible <= most else None


def level_of(rubric: Rubric, place: int, row: Mapping[str, Value]) -> Level:
    """Return one criterion's level for one model, the plain way."""
    criterion = rubric.criteria[place]
    rated = {criterion.rated(signal, row.get(signal)) for signal in criterion.raters}
    given = next((level for level in _BEST_FIRST if level in rated), None)
    if rubric.assessments == "first" and given is not None:
        return given
    level = _read_level(criterion, row)
    if level is Level.NOT_APPLICABLE or given is None:
        return level
    return next(item for item in _BEST_FIRST if item in (level, given))


def _read_level(criterion: Criterion, row: Mapping[str, Value]) -> Level:
    """Return the level that what was read gives; where nobody knows whether the question arises, none is proven."""
    applies = True if criterion.applies_to is None else holds(criterion.applies_to, row)
    if applies is False:
        return Level.NOT_APPLICABLE
    level = criterion.otherwise if criterion.levels else Level.UNKNOWN
    for candidate, condition in criterion.levels:
        truth = holds(condition, row)
        if truth is None or truth:
            level = Level.UNKNOWN if truth is None else candidate
            break
    return Level.UNKNOWN if applies is None and level is not Level.NOT_APPLICABLE else level


def loop(rubric: Rubric, rows: list[dict[str, Value]]) -> list[tuple[float, list[Level]]]:
    """Return score and levels of each model, one after the other."""
    worth = {Level.OPEN: 1.0, Level.PARTIAL: 0.5}
    found = []
    for row in rows:
        levels = [level_of(rubric, place, row) for place in range(len(rubric.criteria))]
        counted = sum(
            item.points
            for item, level in zip(rubric.criteria, levels, strict=True)
            if level is not Level.NOT_APPLICABLE
        )
        points = sum(item.points * worth.get(level, 0.0) for item, level in zip(rubric.criteria, levels, strict=True))
        found.append((100 * points / counted if counted else 0.0, levels))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--loop-rows", type=int, default=20_000)
    options = parser.parse_args()
    print(f"{'preset':<14}{'models/s':>14}{'plain loop/s':>14}{'ratio':>8}")
    for name in preset_paths():
        rubric = load_rubric(name, DOMAINS).rubric
        columns = made_columns(rubric, options.rows, seed=1)
        start = time.perf_counter()
        scores = evaluate(rubric, columns)
        fast = options.rows / (time.perf_counter() - start)
        rows: list[dict[str, Value]] = [{} for _ in range(min(options.loop_rows, options.rows))]
        for signal, column in columns.columns.items():
            for row, code in zip(rows, column.codes, strict=False):
                if code >= 0:
                    row[signal] = column.values[code]
        start = time.perf_counter()
        plain = loop(rubric, rows)
        slow = len(rows) / (time.perf_counter() - start)
        print(f"{rubric.reference:<14}{fast:>14,.0f}{slow:>14,.0f}{fast / slow:>8.1f}")
        for place, (_, levels) in enumerate(plain):
            if [LEVELS[code] for code in scores.levels[:, place]] != levels:
                sys.exit(f"{rubric.reference}: row {place} is judged differently by the two; one of them is wrong")


if __name__ == "__main__":
    main()
