"""A ranking as a person reads it in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import pandas as pd

from openness.ranking.order import rank_words, span_words
from openness.rubric.rubric import Rubric
from openness.score.points import gives_points
from openness.views.forms import rows_of
from openness.views.table import text_table

_READ_FIRST = 3
"""How many unknown criteria a line of the second list names."""


def ranking_table(frame: pd.DataFrame, rubric: Rubric) -> str:
    """Return a ranking for a terminal: ranked rows, then those of which too little is known, by name.

    A rubric that gives labels and no points is shown by label: its rows have no order within one.
    """
    rows = rows_of(frame)
    ranked = [row for row in rows if row["rank"] is not None]
    parts = []
    if ranked:
        parts.append(_ranked(ranked, rubric) if gives_points(rubric) else _by_label(ranked))
    if len(ranked) < len(rows):
        parts.append(_unranked([row for row in rows if row["rank"] is None], rubric))
    return "\n".join(parts)


def _ranked(rows: Sequence[dict[str, Any]], rubric: Rubric) -> str:
    dimensions = list(rubric.dimensions)
    extras = [name for name in ("gate", "label") if name in rows[0]]
    header = ["rank", "places", "name", "score", "range", "coverage", "by people", *extras, *dimensions, "licence name"]
    cells = [
        [
            rank_words(row["rank"], row["tied"]),
            span_words(row["rank_best"], row["rank_worst"]),
            _cut(row["name"], 48),
            _score(row["score"]),
            f"{_score(row['low'])}–{_score(row['high'])}",
            _percent(row["coverage"]),
            _percent(row["by_people"]),
            *(_cut(str(row[name]), 40) for name in extras),
            *(_score(row[f"dimension.{name}"]) for name in dimensions),
            _cut(row.get("licence") or "?", 30),
        ]
        for row in rows
    ]
    return text_table(header, cells, right=["rank", "places", "score", "coverage", "by people", *dimensions])


def _by_label(rows: Sequence[dict[str, Any]]) -> str:
    parts = []
    for label, group in groupby(rows, key=lambda row: str(row["label"])):
        members = list(group)
        cells = [
            [
                _cut(row["name"], 48),
                "" if row["possible_label"] == label else _cut(str(row["possible_label"]), 60),
                _percent(row["coverage"]),
                _cut(row.get("licence") or "?", 30),
            ]
            for row in members
        ]
        places = span_words(members[0]["rank"], members[0]["rank"] + len(members) - 1)
        table = text_table(["name", "could be", "coverage", "licence name"], cells, right=["coverage"])
        parts.append(f"{label} ({len(members):,} shown; from place {places.partition('–')[0]})\n{table}")
    return "\n".join(parts)


def _unranked(rows: Sequence[dict[str, Any]], rubric: Rubric) -> str:
    cells = [[_cut(row["name"], 48), _percent(row["coverage"]), _to_read(row["unknown"])] for row in rows]
    table = text_table(["name", "coverage", "would have to be read"], cells, right=["coverage"])
    return f"Too little is known ({_bound(rubric)}), by name:\n{table}"


def _bound(rubric: Rubric) -> str:
    return f"coverage below {_percent(rubric.ranked_from)}" if rubric.ranked_from else "nothing is decided"


def _to_read(unknown: str | None) -> str:
    criteria = unknown.split(", ") if unknown else []
    more = f" and {len(criteria) - _READ_FIRST} more" if len(criteria) > _READ_FIRST else ""
    return ", ".join(criteria[:_READ_FIRST]) + more


def ranking_summary(frame: pd.DataFrame, shown: int, whole: int, rubric: Rubric) -> str:
    """Return what is to be said beside a ranking: how many rows, what the numbers mean, what is not ranked.

    `frame` is what the filters left, `shown` how many rows of it are printed, `whole` all entries there are.
    """
    unranked = int(frame["rank"].isna().sum())
    parts = [f"{shown:,} of {len(frame):,} rows"]
    if len(frame) < whole:
        parts = [f"{shown:,} of {len(frame):,} rows that pass the filters; ranks are those of all {whole:,}"]
    if unranked:
        parts.append(f"of {unranked:,} too little is known to rank them ({_bound(rubric)})")
    if gives_points(rubric):
        parts.append(
            "a score is what is proven, 'range' ends at what is possible, 'places' are those it could still take"
        )
    else:
        parts.append("a label is what is proven; within one there is no order")
    return "; ".join(parts) + "."


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f} %"


def _score(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
