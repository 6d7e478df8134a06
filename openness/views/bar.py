"""Scores and levels as a few signs that read without colour, in a table of a page or a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from openness.rubric.condition import Level
from openness.score.evaluate import Scores
from openness.score.points import Range

SIGNS: Mapping[Level, str] = {
    Level.OPEN: "●",
    Level.PARTIAL: "◐",
    Level.CLOSED: "○",
    Level.UNKNOWN: "?",
    Level.NOT_APPLICABLE: "–",
}
"""One sign a level, the same everywhere."""
FILL = ("○", "◔", "◑", "◕", "●")
"""How much of a dimension is proven: none, some, about half, most, all."""
_STEPS = 8
_NEAR = 1e-6


def score_bar(low: float, high: float) -> str:
    """Return points of 100 as eight blocks: full what is proven, pale what is still possible; then the figures."""
    if np.isnan(low) or np.isnan(high):
        return "–"
    full, pale = round(low / 100 * _STEPS), round(high / 100 * _STEPS)
    return f"{'█' * full}{'▒' * (pale - full)}{'·' * (_STEPS - pale)} {low:.0f}–{high:.0f}"


def strips(scores: Scores, rows: npt.NDArray[np.int64] | None = None) -> list[str]:
    """Return the dimensions of some rows (by default all) as signs in the rubric's order, such as `● ◔ ? ○ ◕`."""
    rows = np.arange(scores.size) if rows is None else rows
    parts = (Range(part.low[rows], part.high[rows], part.coverage[rows]) for part in scores.dimensions.values())
    columns: Sequence[npt.NDArray[np.object_]] = [_fills(part) for part in parts]
    return [" ".join(row) for row in zip(*columns, strict=True)] if columns else [""] * len(rows)


def _fills(part: Range) -> npt.NDArray[np.object_]:
    """Return how much of a dimension is proven, see FILL."""
    low = np.nan_to_num(part.low)
    quarters = np.where(low >= 100 - _NEAR, 4, np.clip(np.ceil(low / 25 - 0.5), low > _NEAR, 3)).astype(int)
    signs: npt.NDArray[np.object_] = np.array(FILL, dtype=object)[quarters]
    signs[part.coverage <= _NEAR] = SIGNS[Level.UNKNOWN]
    signs[np.isnan(part.low)] = SIGNS[Level.NOT_APPLICABLE]
    return signs


def levels_of(scores: Scores, dimension: str) -> npt.NDArray[np.int8]:
    """Return the level codes of a dimension's criteria, shaped (criteria, rows)."""
    places = [place for place, item in enumerate(scores.rubric.criteria) if item.dimension == dimension]
    return scores.levels[places]
