"""Replays: the same stored evidence judged by two rubrics, and every entry that moves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from openness.files.frames import pd
from openness.ranking.correlation import spearman
from openness.ranking.entries import Entries
from openness.ranking.ranking import Ranking
from openness.rubric.rubric import Rubric
from openness.score.evaluate import Scores, evaluate
from openness.score.points import COUNTED, HIGH_CREDIT, LOW_CREDIT

MOVE_COLUMNS = (
    "id",
    "old_rank",
    "new_rank",
    "old_score",
    "new_score",
    "old_high",
    "new_high",
    "old_label",
    "new_label",
    "moved_by",
)


@dataclass(frozen=True)
class Replay:
    """What two rubrics make of the same entries.

    `moves` has MOVE_COLUMNS, one row an entry whose rank, range or label differs, largest change of score
    first; `moved_by` names the criteria that changed its score, the strongest first, and is empty where
    only others moved. `correlation` is Spearman's of the proven scores, None where it is not defined.
    """

    old: Rubric
    new: Rubric
    entries: int
    moves: pd.DataFrame
    correlation: float | None

    @property
    def own(self) -> int:
        """How many entries changed in themselves, not only in rank."""
        return int((self.moves["moved_by"].notna() | (self.moves["old_label"] != self.moves["new_label"])).sum())


_COMPARED = ("id", "rank", "low", "high", "gate", "label")


def _compared(ranking: Ranking) -> pd.DataFrame:
    """Return what a replay compares of every entry, in the entries' own order."""
    return ranking.frame(np.arange(len(ranking)), [name for name in _COMPARED if name in ranking.names])


def replay(entries: Entries, old: Rubric, new: Rubric) -> Replay:
    """Judge the entries by both rubrics and compare; pure and offline."""
    first, second = (
        Ranking(entries, rubric, evaluate(rubric, entries.columns(rubric.assessments))) for rubric in (old, new)
    )
    return held_together(first, second)


def held_together(before: Ranking, after: Ranking) -> Replay:
    """Compare two rankings of the same entries, each as it was judged."""
    first, second = (_compared(ranking) for ranking in (before, after))
    frame = pd.DataFrame(
        {
            "id": first["id"],
            "old_rank": first["rank"],
            "new_rank": second["rank"],
            "old_score": first["low"],
            "new_score": second["low"],
            "old_high": first["high"],
            "new_high": second["high"],
            "old_label": first.get("label"),
            "new_label": second.get("label"),
        }
    )
    gates = (first["gate"] != second["gate"]) if "gate" in first and "gate" in second else False
    moved = (
        gates | _differs(frame, "rank") | _differs(frame, "score") | _differs(frame, "high") | _differs(frame, "label")
    )
    rows = np.flatnonzero(moved)
    frame["moved_by"] = pd.Series(_causes(before.scores.at(rows), after.scores.at(rows)), index=rows, dtype="str")
    both = frame["old_rank"].notna() & frame["new_rank"].notna()
    change = (frame["new_score"] - frame["old_score"]).abs()
    ordered = frame.assign(_change=change.fillna(0)).loc[moved].sort_values(["_change", "id"], ascending=[False, True])
    return Replay(
        before.rubric, after.rubric, len(frame), ordered.drop(columns="_change").reset_index(drop=True), spearman(
            frame.loc[both, "old_score"].to_numpy(), frame.loc[both, "new_score"].to_numpy()
        )
    )  # fmt: skip


def _differs(frame: pd.DataFrame, what: str) -> pd.Series:
    old, new = frame[f"old_{what}"], frame[f"new_{what}"]
    return ~((old == new).fillna(False).astype(bool) | (old.isna() & new.isna()))


def _causes(before: Scores, after: Scores) -> list[str | None]:
    """Return for each row the criteria with another level or other points, the strongest change first.

    A criterion whose share only shrinks because another one grew is no cause.
    """
    first, second = _shares(before), _shares(after)
    criteria = list(dict.fromkeys([*first, *second]))
    nothing = (np.full(before.size, -1, dtype=np.int8), 0.0, np.zeros(before.size))
    change, caused = np.zeros((len(criteria), before.size)), np.zeros((len(criteria), before.size), dtype=np.bool_)
    for place, item in enumerate(criteria):
        old_level, old_points, old_share = first.get(item, nothing)
        new_level, new_points, new_share = second.get(item, nothing)
        change[place] = np.abs(new_share - old_share)
        caused[place] = (old_level != new_level) | (old_points != new_points)
    order = np.argsort(-change, axis=0, kind="stable")
    told = np.packbits(caused, axis=0)  # many rows move for the same reasons: each is written once
    said: dict[bytes, str | None] = {}
    for row, key in enumerate(keys := [*map(bytes, np.vstack([told, order.astype(np.uint8)]).T)]):
        if key not in said:
            said[key] = ", ".join(criteria[place] for place in order[:, row] if caused[place, row]) or None
    return [said[key] for key in keys]


def _shares(scores: Scores) -> dict[str, tuple[np.ndarray, float, np.ndarray]]:
    """Return each criterion's levels, points, and its part of the low and high score added, so that either shows."""
    points = np.array([criterion.points for criterion in scores.rubric.criteria])
    total = points @ COUNTED[scores.levels]
    credit = LOW_CREDIT + HIGH_CREDIT
    with np.errstate(divide="ignore", invalid="ignore"):
        return {
            criterion.id: (
                scores.levels[place],
                criterion.points,
                np.nan_to_num(100 * criterion.points * credit[scores.levels[place]] / total),
            )
            for place, criterion in enumerate(scores.rubric.criteria)
        }
