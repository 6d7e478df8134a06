"""Rankings: scores put in order, with what is shown beside them. Pure; pandas frames in and out.

The proven score (low) decides, then the possible one (high), then the id: silence never raises a rank.
What nothing is known about is listed last, without a rank.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd

from openness.ranking.entries import Entries
from openness.rubric.rubric import Rubric
from openness.score.check import gate_verdict
from openness.score.evaluate import Scores, evaluate
from openness.score.logic import LEVELS

FIRST_COLUMNS = ("rank", "id", "name", "score", "low", "high", "coverage")
"""What every ranking begins with; scores are 0 to 100, coverage 0 to 1."""


def rank(entries: Entries, rubric: Rubric) -> pd.DataFrame:
    """Judge and order all entries; one row an entry, ranked rows first.

    Columns: FIRST_COLUMNS; `tied` (another entry has the same low and high); for rubrics with gates
    `gate` (passed, failed, unknown) and `excluded_because`; for ladders `label` and `possible_label`;
    `dimension.<name>` (proven score of the dimension); the entries' details; `snapshot`, `rubric`.
    """
    return ranking_of(entries, rubric, evaluate(rubric, entries.columns(rubric.assessments)))


def ranking_of(entries: Entries, rubric: Rubric, scores: Scores) -> pd.DataFrame:
    """Order entries whose scores are known; see `rank`."""
    total = scores.total
    frame = pd.DataFrame(
        {
            "id": pd.Series(list(entries.ids), dtype="str"),
            "name": pd.Series(list(entries.names), dtype="str"),
            "score": total.low,
            "low": total.low,
            "high": total.high,
            "coverage": total.coverage,
        }
    )
    if rubric.gates:
        frame["gate"], frame["excluded_because"] = _gates(rubric, scores)
    if rubric.ladder is not None and scores.proven is not None and scores.possible is not None:
        labels = np.array(rubric.ladder.labels, dtype=object)
        frame["label"], frame["possible_label"] = labels[scores.proven], labels[scores.possible]
    for name, part in scores.dimensions.items():
        frame[f"dimension.{name}"] = part.low
    for name, values in entries.details.items():
        frame[name] = pd.Series(list(values), dtype=_dtype(values), index=frame.index)
    frame["snapshot"], frame["rubric"], frame["rubric_version"] = entries.origin, rubric.id, rubric.version
    frame["_row"] = np.arange(len(frame))
    return number(_ordered(frame, rubric))


def number(frame: pd.DataFrame) -> pd.DataFrame:
    """Give ranks to a frame in order: 1, 2, 3 … for what is ranked, none for the rest; mark ties."""
    known = frame["coverage"] > 0
    ranks = pd.Series(known.cumsum(), index=frame.index, dtype="Int64").where(known)
    tied = frame.duplicated(["low", "high"], keep=False) & known
    plain = frame.drop(columns=[name for name in ("rank", "tied") if name in frame])
    plain.insert(0, "rank", ranks)
    plain.insert(len(FIRST_COLUMNS), "tied", tied)
    return plain


def _ordered(frame: pd.DataFrame, rubric: Rubric) -> pd.DataFrame:
    # The index breaks ties by UTF-16 code units; within the ids' characters that is the order of str.
    descending = rubric.ties == "id_descending"
    frame = frame.sort_values("id", ascending=not descending, kind="stable", key=lambda ids: ids.astype(object))
    keys = pd.DataFrame({"unranked": ~(frame["coverage"] > 0)}, index=frame.index)
    if "gate" in frame:
        keys["gate"] = frame["gate"].map({"passed": 0, "unknown": 1, "failed": 2})
    keys["low"], keys["high"] = -frame["low"].fillna(-1), -frame["high"].fillna(-1)
    return frame.loc[keys.sort_values(list(keys.columns), kind="stable").index].reset_index(drop=True)


def _gates(rubric: Rubric, scores: Scores) -> tuple[list[str], list[str | None]]:
    verdicts: list[str] = []
    reasons: list[str | None] = []
    for row in range(scores.size):
        words = [gate_verdict(int(truth)) for truth in scores.gates[:, row]]
        missed = [gate.id for gate, word in zip(rubric.gates, words, strict=True) if word == "failed"]
        unsure = [gate.id for gate, word in zip(rubric.gates, words, strict=True) if word == "unknown"]
        verdicts.append("failed" if missed else "unknown" if unsure else "passed")
        reasons.append(", ".join([*missed, *(f"{gate} (unknown)" for gate in unsure)]) or None)
    return verdicts, reasons


def _dtype(values: Sequence[object]) -> Literal["Int64", "Float64", "str"]:
    kinds = {type(value) for value in values if value is not None}
    if kinds <= {int}:
        return "Int64"
    return "Float64" if kinds <= {int, float} else "str"


def level_words(scores: Scores) -> pd.DataFrame:
    """Return the levels as words: one row an entry (in the entries' order), one column a criterion."""
    words = np.array([str(level) for level in LEVELS], dtype=object)
    return pd.DataFrame({item.id: words[scores.levels[place]] for place, item in enumerate(scores.rubric.criteria)})
