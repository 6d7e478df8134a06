"""Standings: the place of every entry by its proven score, and the places that what is unknown allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from openness.rubric.rubric import Rubric
from openness.score.evaluate import Scores
from openness.score.logic import FALSE, TRUE

Floats = npt.NDArray[np.float64]

_SAME = 9
"""Scores that agree to so many decimals are equal: sums of the same points in another order."""
_PASSED = 1000.0
"""Added for each gate that is passed, so that who is nearer to passing all stands first."""


class Place(NamedTuple):
    """Where one ranked entry stands among `of`: see `Standings`."""

    rank: int
    tied: bool
    best: int
    worst: int
    of: int


@dataclass(frozen=True)
class Standings:
    """Where each entry stands among the ranked ones, in the entries' order; all places count from 1.

    `ranked` says who is ranked at all. `rank` is shared by equals. `best` and `worst` are the places that what is
    still unknown, of this entry and of all others, allows. Numbers of unranked entries mean nothing.
    """

    ranked: npt.NDArray[np.bool_]
    key: Floats
    rank: npt.NDArray[np.int64]
    best: npt.NDArray[np.int64]
    worst: npt.NDArray[np.int64]
    tied: npt.NDArray[np.bool_]

    def place_of(self, row: int) -> Place | None:
        """Return where one row stands, or None where too little is known to rank it."""
        if not self.ranked[row]:
            return None
        rank, best, worst = (int(numbers[row]) for numbers in (self.rank, self.best, self.worst))
        return Place(rank, bool(self.tied[row]), best, worst, int(self.ranked.sum()))


def standings(rubric: Rubric, scores: Scores) -> Standings:
    """Return the place of every entry, by counting after one sort of each end of the ranges."""
    total = scores.total
    ranked = (total.coverage > 0) & (total.coverage >= rubric.ranked_from) & ~np.isnan(total.low)
    passed, may_pass = gate_ends(scores)
    low = np.round(np.nan_to_num(total.low), _SAME) + _PASSED * passed
    high = np.round(np.nan_to_num(total.high), _SAME) + _PASSED * may_pass
    lows, highs = np.sort(low[ranked]), np.sort(high[ranked])
    size = len(lows)
    rank = 1 + size - np.searchsorted(lows, low, side="right")
    best = 1 + size - np.searchsorted(lows, high, side="right")
    # Whoever could still stand higher is counted, the entry itself not.
    worst = 1 + size - np.searchsorted(highs, low, side="right") - (high > low)
    equals = np.searchsorted(lows, low, side="right") - np.searchsorted(lows, low, side="left")
    return Standings(ranked, low, rank, best, worst, ranked & (equals > 1))


def gate_ends(scores: Scores) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return how many gates each row has passed, and how many it still may. Failed and unknown stand alike.

    Neither is shown to be passed, and a publisher's own no must not stand behind the silence of another.
    """
    passed, may_pass = scores.gates >= TRUE, scores.gates != FALSE
    return np.asarray(passed.sum(axis=0)), np.asarray(may_pass.sum(axis=0))
