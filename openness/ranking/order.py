"""Rankings: scores put in order, with what is shown beside them. Pure; pandas frames in and out.

The gates passed decide where a rubric has gates, then the proven score, and nothing else: who is equal shares a
rank, so that nobody climbs by keeping silent.
Entries of which less is known than the rubric asks (`ranked_from`) follow without a rank, by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from openness.ranking.columns import details_frame
from openness.ranking.entries import Entries
from openness.ranking.provenance import provenance
from openness.rubric.condition import Level
from openness.rubric.rubric import Rubric
from openness.score.check import gate_verdict
from openness.score.evaluate import Scores, evaluate
from openness.score.logic import FALSE, LEVELS, TRUE
from openness.score.points import CODE, DECIDED

Floats = npt.NDArray[np.float64]

_TRUTHS = 4
"""How many truth values a gate may have."""
_SAME = 9
"""Scores that agree to so many decimals are equal: sums of the same points in another order."""
_PASSED = 1000.0
"""Added for each gate that is passed, so that who is nearer to passing all stands first."""


def rank(entries: Entries, rubric: Rubric) -> pd.DataFrame:
    """Judge and order all entries; one row an entry, ranked rows first.

    The columns are those of `columns.ranking_columns`; `_row` is the row of the entries.
    """
    return ranking_of(entries, rubric, evaluate(rubric, entries.columns(rubric.assessments)))


def ranking_of(entries: Entries, rubric: Rubric, scores: Scores) -> pd.DataFrame:
    """Order entries whose scores are known; see `rank`."""
    total, places = scores.total, standings(rubric, scores)
    ids = pd.Series(list(entries.ids), dtype="str")
    frame = pd.DataFrame(
        {
            "rank": places.column(places.rank),
            "id": ids,
            "name": pd.Series(list(entries.names), dtype="str"),
            "score": total.low,
            "low": total.low,
            "high": total.high,
            "coverage": total.coverage,
            "tied": places.tied,
            "rank_best": places.column(places.best),
            "rank_worst": places.column(places.worst),
        }
    )
    if rubric.gates:
        for name, cells in _gates(rubric, scores).items():
            frame[name] = cells
    if rubric.ladder is not None and scores.proven is not None and scores.possible is not None:
        labels = np.array(rubric.ladder.labels, dtype=object)
        for name, found in (("label", scores.proven), ("possible_label", scores.possible)):
            frame[name] = pd.Series(labels[found], dtype="str")
    for name, part in scores.dimensions.items():
        frame[f"dimension.{name}"] = part.low
    frame["unknown"] = pd.Series(_named(rubric, scores.levels == CODE[Level.UNKNOWN]), dtype="str")
    frame["disputed"] = pd.Series(_named(rubric, scores.disputed), dtype="str")
    frame["by_people"] = _by_people(scores)
    frame = pd.concat([frame, details_frame(entries.details, frame.index)], axis=1)
    for name, value in provenance(entries, rubric).items():
        frame[name] = pd.Series([value] * len(frame), dtype="Int64" if isinstance(value, int) else "str")
    frame["_row"] = np.arange(len(frame))
    ordered = frame.iloc[_order(frame, rubric, places)].reset_index(drop=True)
    if rubric.ties is not None:
        places_in_order = pd.Series(np.arange(1, len(ordered) + 1), dtype="Int64").where(ordered["rank"].notna())
        ordered.insert(list(ordered.columns).index("rank_worst") + 1, "place", places_in_order)
    return ordered


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

    def column(self, numbers: npt.NDArray[np.int64]) -> pd.Series[int]:
        """Return numbers as a column that is empty where nothing is ranked."""
        return pd.Series(numbers, dtype="Int64").where(pd.Series(self.ranked))


def standings(rubric: Rubric, scores: Scores) -> Standings:
    """Return the place of every entry, by counting after one sort of each end of the ranges."""
    total = scores.total
    ranked = (total.coverage > 0) & (total.coverage >= rubric.ranked_from) & ~np.isnan(total.low)
    passed, may_pass = _gate_ends(scores)
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


def _gate_ends(scores: Scores) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return how many gates each row has passed, and how many it still may. Failed and unknown stand alike.

    Neither is shown to be passed, and a publisher's own no must not stand behind the silence of another.
    """
    passed, may_pass = scores.gates >= TRUE, scores.gates != FALSE
    return np.asarray(passed.sum(axis=0)), np.asarray(may_pass.sum(axis=0))


def _order(frame: pd.DataFrame, rubric: Rubric, places: Standings) -> npt.NDArray[np.int64]:
    """Return the rows in the order they are listed; among equals ids (as code units) decide, and say nothing."""
    ids = np.array(frame["id"].tolist(), dtype=object)
    by_id = np.argsort(ids, kind="stable")
    by_id = by_id[::-1] if rubric.ties == "id_descending" else by_id
    ranked = by_id[places.ranked[by_id]]
    listed = ranked[np.argsort(-places.key[ranked], kind="stable")]
    names = np.array([str(name).casefold() for name in frame["name"]], dtype=object)
    rest = np.flatnonzero(~places.ranked)
    rest = rest[np.lexsort((ids[rest].astype(str), names[rest].astype(str)))] if len(rest) else rest
    return np.concatenate([listed, rest]).astype(np.int64)


def _gates(rubric: Rubric, scores: Scores) -> dict[str, pd.Series[Any]]:
    """Return the columns on gates: the verdict on all, how many are passed, what is missing, and each gate's own."""
    found = np.array([gate_verdict(code) for code in range(_TRUTHS)], dtype=object)
    patterns, which = np.unique(_TRUTHS ** np.arange(len(rubric.gates)) @ scores.gates, return_inverse=True)
    truths = patterns[:, None] // _TRUTHS ** np.arange(len(rubric.gates)) % _TRUTHS
    told = [_told([str(found[code]) for code in row], rubric) for row in truths]
    verdicts, reasons = ([row[part] for row in told] for part in (0, 1))
    return {
        "gate": pd.Series(np.array(verdicts, dtype=object)[which], dtype="str"),
        "gates_passed": pd.Series(_gate_ends(scores)[0], dtype="Int64"),
        "excluded_because": pd.Series(np.array(reasons, dtype=object)[which], dtype="str"),
        **{
            f"gate.{gate.id}": pd.Series(found[scores.gates[place]], dtype="str")
            for place, gate in enumerate(rubric.gates)
        },
    }


def _told(verdicts: list[str], rubric: Rubric) -> tuple[str, str | None]:
    """Return the verdict on all gates, and those that are not passed, the failed ones first."""
    missed = [gate.id for gate, word in zip(rubric.gates, verdicts, strict=True) if word == "failed"]
    unsure = [gate.id for gate, word in zip(rubric.gates, verdicts, strict=True) if word == "unknown"]
    reason = ", ".join([*missed, *(f"{gate} (unknown)" for gate in unsure)]) or None
    return "failed" if missed else "unknown" if unsure else "passed", reason


def _named(rubric: Rubric, chosen: npt.NDArray[np.bool_]) -> list[str | None]:
    """Return for each row the criteria chosen there, those of most points first; `chosen` is (criteria, rows)."""
    order = sorted(range(len(rubric.criteria)), key=lambda place: -rubric.criteria[place].points)
    ids = [rubric.criteria[place].id for place in order]
    patterns, which = np.unique(chosen[order].T, axis=0, return_inverse=True)
    words = [", ".join(ids[place] for place in np.flatnonzero(pattern)) or None for pattern in patterns]
    return [words[number] for number in np.ravel(which)]


def _by_people(scores: Scores) -> Floats:
    """Return the share (0 to 1) of the decided levels that people gave; NaN where none is decided."""
    decided = DECIDED[scores.levels].sum(axis=0)
    given = (DECIDED[scores.levels] * scores.assessed).sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(given / decided, dtype=np.float64)


def level_words(scores: Scores) -> pd.DataFrame:
    """Return the levels as words: one row an entry (in the entries' order), one column a criterion."""
    words = np.array([str(level) for level in LEVELS], dtype=object)
    return pd.DataFrame(
        {item.id: pd.Series(words[scores.levels[at]], dtype="str") for at, item in enumerate(scores.rubric.criteria)}
    )


def rank_words(rank: object, tied: object) -> str:
    """Return a rank as it is written: `3`, or `3=` where it is shared; a dash where there is none."""
    return "–" if rank is None or rank is pd.NA else f"{rank}=" if tied else f"{rank}"


def span_words(best: object, worst: object) -> str:
    """Return a rank's range as it is written: `2–9`, or `2` where it is settled."""
    if best is None or best is pd.NA:
        return "–"
    return f"{best}" if best == worst else f"{best}–{worst}"
