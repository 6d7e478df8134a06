"""Rankings: scores put in order, with what is shown beside them. Pure; pandas frames in and out.

The gates passed decide where a rubric has gates, then the proven score, and nothing else: who is equal shares a
rank, so that nobody climbs by keeping silent.
Entries of which less is known than the rubric asks (`ranked_from`) follow without a rank, by name.
"""

from __future__ import annotations

from numbers import Integral
from typing import TYPE_CHECKING

from openness.ranking.entries import Entries
from openness.ranking.ranking import Ranking
from openness.rubric.rubric import Rubric
from openness.score.evaluate import Scores, evaluate

if TYPE_CHECKING:
    import pandas as pd


def judged(entries: Entries, rubric: Rubric) -> Ranking:
    """Judge and order all entries; their columns are made of the rows that are looked at."""
    return Ranking(entries, rubric, evaluate(rubric, entries.columns(rubric.assessments)))


def rank(entries: Entries, rubric: Rubric) -> pd.DataFrame:
    """Judge and order all entries; one row an entry, ranked rows first.

    The columns are those of `columns.ranking_columns`; `_row` is the row of the entries.
    """
    return judged(entries, rubric).frame()


def ranking_of(entries: Entries, rubric: Rubric, scores: Scores) -> pd.DataFrame:
    """Order entries whose scores are known; see `rank`."""
    return Ranking(entries, rubric, scores).frame()


def rank_words(rank: object, tied: object) -> str:
    """Return a rank as it is written: `3`, or `3=` where it is shared; a dash where there is none."""
    return "–" if not isinstance(rank, Integral) else f"{rank}=" if tied else f"{rank}"


def span_words(best: object, worst: object) -> str:
    """Return a rank's range as it is written: `2–9`, or `2` where it is settled."""
    if not isinstance(best, Integral):
        return "–"
    return f"{best}" if best == worst else f"{best}–{worst}"
