"""Sensitivity: how far a ranking depends on the weights somebody chose."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from openness.files.frames import pd
from openness.ranking.correlation import spearman
from openness.ranking.entries import Entries
from openness.ranking.order import ranking_of
from openness.rubric.rubric import Rubric
from openness.score.evaluate import evaluate
from openness.score.points import LevelCodes, proven_under

RANK_COLUMNS = ("rank", "id", "score", "tied", "rank_5", "rank_median", "rank_95", "best", "worst", "next_ahead")
CRITERION_COLUMNS = ("criterion", "correlation", "largest_move", "moved_most", "changed_order")


@dataclass(frozen=True)
class Sensitivity:
    """How ranks change when weights vary.

    `ranks` has RANK_COLUMNS: the rank as it is, the 5 %, median and 95 % rank over all draws, the best
    and the worst, and `next_ahead`, the share of draws (0 to 1) in which the next in order is ahead.
    `criteria` has CRITERION_COLUMNS, one row a criterion left out: Spearman's correlation with the
    ranking as it is, the largest change of rank and whose it is, and how many change their rank.
    """

    ranks: pd.DataFrame
    criteria: pd.DataFrame
    draws: int
    seed: int
    spread: float


def sensitivity(entries: Entries, rubric: Rubric, *, draws: int, seed: int, spread: float = 2.0) -> Sensitivity:
    """Rank again with random weights, each point multiplied by a factor from 1/spread to spread (log-uniform).

    Only ranked entries take part. The same seed gives the same result.
    """
    scores = evaluate(rubric, entries.columns(rubric.assessments))
    frame = ranking_of(entries, rubric, scores)
    frame = frame[frame["rank"].notna()]
    rows = frame["_row"].to_numpy()
    levels = scores.levels[:, rows]
    points = np.array([criterion.points for criterion in rubric.criteria])
    generator = np.random.default_rng(seed)
    factors = spread ** generator.uniform(-1, 1, size=(draws, len(points)))
    drawn = np.array([_ranks(points * factor, levels) for factor in factors]).reshape(draws, len(rows))
    ahead = np.append((drawn[:, 1:] < drawn[:, :-1]).mean(axis=0), np.nan) if len(rows) else np.empty(0)
    ranks = pd.DataFrame(
        {
            "rank": frame["rank"].to_numpy(),
            "id": frame["id"].to_numpy(),
            "score": frame["score"].to_numpy(),
            "tied": frame["tied"].to_numpy(),
            **{
                name: np.percentile(drawn, at, axis=0)
                for name, at in (("rank_5", 5), ("rank_median", 50), ("rank_95", 95))
            },
            "best": drawn.min(axis=0),
            "worst": drawn.max(axis=0),
            "next_ahead": ahead,
        }
    )
    return Sensitivity(ranks, _left_out(rubric, frame, points, levels), draws, seed, spread)


def _ranks(points: np.ndarray, levels: LevelCodes) -> np.ndarray:
    """Return ranks from 1; equal scores share the best of their ranks."""
    return pd.Series(-np.round(proven_under(points, levels), 10)).rank(method="min").to_numpy()


def _left_out(rubric: Rubric, frame: pd.DataFrame, points: np.ndarray, levels: LevelCodes) -> pd.DataFrame:
    as_it_is = _ranks(points, levels)
    ids = frame["id"].to_numpy()
    rows = []
    for place, criterion in enumerate(rubric.criteria):
        without = points.copy()
        without[place] = 0
        ranks = _ranks(without, levels)
        move = np.abs(ranks - as_it_is)
        most = int(move.argmax()) if len(move) else 0
        moved_most = ids[most] if len(move) and move[most] else None
        largest = float(move.max()) if len(move) else 0.0
        rows.append((criterion.id, spearman(-as_it_is, -ranks), largest, moved_most, int((move > 0).sum())))
    return pd.DataFrame(rows, columns=list(CRITERION_COLUMNS))
