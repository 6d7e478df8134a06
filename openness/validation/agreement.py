"""How far our levels agree with the index's classes: confusion, coverage, accuracy, F1, floors, intervals.

All figures come from one list of judged cells, so that any subset (one parameter, all but one system,
a bootstrap sample of systems) is measured by the same code.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from openness.rubric.condition import Level
from openness.score.points import CODE, Range, range_of
from openness.validation.labels import CLASSES, PARAMETERS

UNKNOWN = "unknown"
_RANK = {name: place for place, name in enumerate(CLASSES)}


@dataclass(frozen=True)
class Judged:
    """One label beside our level for it."""

    system: str
    parameter: str
    model: str
    label: str
    level: str
    evidence: str = ""
    """Where we read it, as `file:line` or JSON path; our own words, never the publisher's."""

    @property
    def decided(self) -> bool:
        return self.level in _RANK

    @property
    def right(self) -> bool:
        return self.level == self.label

    @property
    def too_open(self) -> bool:
        return self.decided and _RANK[self.level] > _RANK[self.label]


@dataclass(frozen=True)
class Figures:
    """Agreement over some cells; shares are 0 to 1, NaN where there is nothing to divide by."""

    cells: int
    decided: int
    right: int
    too_open: int
    floor_right: int
    """How many decided cells a rater gets who gives each parameter its commonest class among these cells."""
    macro_f1: float
    """Mean F1 of the classes that occur, over decided cells."""

    @property
    def coverage(self) -> float:
        return _share(self.decided, self.cells)

    @property
    def accuracy(self) -> float:
        """Over decided cells."""
        return _share(self.right, self.decided)

    @property
    def accuracy_of_all(self) -> float:
        """Over all cells, an unknown one counting as wrong."""
        return _share(self.right, self.cells)

    @property
    def floor(self) -> float:
        return _share(self.floor_right, self.decided)

    @property
    def gain(self) -> float:
        return self.accuracy - self.floor

    @property
    def share_too_open(self) -> float:
        return _share(self.too_open, self.decided)


@dataclass(frozen=True)
class Interval:
    """A 95 % bootstrap interval."""

    low: float
    high: float


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")


def measure(cells: Iterable[Judged], floor: Mapping[str, str] | None = None) -> Figures:
    """Return the figures of some judged cells.

    `floor` names the class that the floor's rater gives each parameter; by default the commonest class
    among these very cells.
    """
    rows = list(cells)
    decided = [cell for cell in rows if cell.decided]
    rater = commonest(decided) if floor is None else floor
    return Figures(
        cells=len(rows),
        decided=len(decided),
        right=sum(cell.right for cell in decided),
        too_open=sum(cell.too_open for cell in decided),
        floor_right=sum(cell.label == rater.get(cell.parameter) for cell in decided),
        macro_f1=macro_f1(decided),
    )


def commonest(decided: Iterable[Judged]) -> dict[str, str]:
    """Return each parameter's commonest class among the decided cells (of equals, the more closed)."""
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    for cell in decided:
        labels[cell.parameter][cell.label] += 1
    return {name: max(CLASSES, key=lambda label: counts[label]) for name, counts in labels.items()}


def macro_f1(decided: Sequence[Judged]) -> float:
    """Return the mean F1 over the classes that occur as label or as level; NaN without cells."""
    scores = []
    for name in CLASSES:
        both = sum(cell.label == name and cell.level == name for cell in decided)
        either = sum(cell.label == name for cell in decided) + sum(cell.level == name for cell in decided)
        if either:
            scores.append(2 * both / either)
    return float(np.mean(scores)) if scores else float("nan")


def by_parameter(cells: Sequence[Judged]) -> dict[str, Figures]:
    """Return the figures of each parameter, in the index's order."""
    return {name: measure(cell for cell in cells if cell.parameter == name) for name in PARAMETERS}


def mean_macro_f1(figures: dict[str, Figures], least: int = 3) -> float:
    """Return the mean of the parameters' macro-F1, over parameters with at least `least` decided cells."""
    scores = [found.macro_f1 for found in figures.values() if found.decided >= least]
    return float(np.mean(scores)) if scores else float("nan")


def confusion(cells: Iterable[Judged]) -> dict[tuple[str, str], int]:
    """Return how often each (label, level) pair occurs."""
    return dict(Counter((cell.label, cell.level) for cell in cells))


def bootstrap(cells: Sequence[Judged], samples: int, seed: int) -> dict[str, Interval]:
    """Return 95 % intervals of accuracy, gain, share too open and coverage; whole systems are drawn.

    The gain compares us with one fixed rater, who gives the commonest class among all decided cells: to
    choose the classes anew in each sample would let the floor profit from the chance of the draw.
    """
    systems = sorted({cell.system for cell in cells})
    grouped = {name: [cell for cell in cells if cell.system == name] for name in systems}
    generator = np.random.default_rng(seed)
    rater = commonest(cell for cell in cells if cell.decided)
    drawn: dict[str, list[float]] = {"accuracy": [], "gain": [], "too_open": [], "coverage": []}
    for _ in range(samples):
        picks = generator.integers(0, len(systems), len(systems))
        figures = measure((cell for pick in picks for cell in grouped[systems[pick]]), rater)
        for name, value in (
            ("accuracy", figures.accuracy),
            ("gain", figures.gain),
            ("too_open", figures.share_too_open),
            ("coverage", figures.coverage),
        ):
            drawn[name].append(value)
    return {name: _interval(values) for name, values in drawn.items()}


def _interval(values: list[float]) -> Interval:
    low, high = np.nanpercentile(np.array(values), [2.5, 97.5])
    return Interval(float(low), float(high))


@dataclass(frozen=True)
class Total:
    """A system's score by the index and by us (0 to 100): proven (`low`) and possible (`high`), over the same cells."""

    system: str
    index: float
    low: float
    high: float

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


def totals(cells: Sequence[Judged], least: int = 1) -> list[Total]:
    """Return the totals of systems of which at least `least` cells count, both sides over the same cells."""
    grouped: dict[str, list[Judged]] = defaultdict(list)
    for cell in cells:
        grouped[cell.system].append(cell)
    found = []
    for system, rows in sorted(grouped.items()):
        if len(rows) < least:
            continue
        given, ours = (_total([getattr(cell, side) for cell in rows]) for side in ("label", "level"))
        found.append(Total(system, float(given.low[0]), float(ours.low[0]), float(ours.high[0])))
    return found


def _total(levels: Sequence[str]) -> Range:
    return range_of(np.array([[CODE[Level(level)]] for level in levels], dtype=np.int8))
