"""A ranking as a person reads it in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from openness.errors import UsageError
from openness.files.nearest import did_you_mean
from openness.ranking.order import rank_words, span_words
from openness.ranking.ranking import DIMENSION, LEVEL, Ranking
from openness.record.cells import Rows
from openness.rubric.condition import DimensionTest, LevelTest, Test, leaves
from openness.rubric.rubric import Gate, Rubric
from openness.score.logic import FALSE, TRUE
from openness.score.points import gives_points
from openness.views.table import table_pieces, text_table

_SHOWN = (
    "rank", "tied", "rank_best", "rank_worst", "name", "score", "low", "high", "coverage", "by_people",
    "gates_passed", "excluded_because", "label", "possible_label", "unknown", "licence",
    "licence_unread", "licence_told", "refused",
)  # fmt: skip
_ROWS_A_PART = 1 << 13
"""Rows made ready together."""
_READ_FIRST = 3
"""How many unknown criteria a line of the second list names."""


def ranking_table(ranking: Ranking, listed: Rows, more: Sequence[str] = ()) -> str:
    """Return rows of a ranking for a terminal, as `ranking_pieces` yields them."""
    return "".join(ranking_pieces(ranking, listed, more))


def ranking_pieces(ranking: Ranking, listed: Rows, more: Sequence[str] = ()) -> Iterator[str]:
    """Yield rows of a ranking for a terminal: ranked ones, then those of which too little is known, by name.

    A rubric that gives labels and no points is shown by label: its rows have no order within one. `more` names columns
    of the ranking to show in place of the dimensions; raises UsageError for one that is not there. Of very many rows
    no more than a part is held.
    """
    _check(more, ranking)
    is_ranked = ranking.standings.ranked[listed]
    ranked, unranked = listed[is_ranked], listed[~is_ranked]
    if len(ranked):
        yield from _ranked(ranking, ranked, more) if gives_points(ranking.rubric) else _by_label(ranking, ranked, more)
    if len(ranked) and len(unranked):
        yield "\n"
    if len(unranked):
        yield from _unranked(ranking, unranked, more)


def _parts(ranking: Ranking, rows: Rows, more: Sequence[str]) -> Iterator[list[dict[str, Any]]]:
    """Yield what is shown of some rows, as plain rows, some at a time."""
    dimensions = [f"{DIMENSION}{name}" for name in ranking.rubric.dimensions]
    wanted = dict.fromkeys([*_SHOWN, *dimensions, *more])
    names = [name for name in wanted if name in ranking.names or name in more]
    for start in range(0, len(rows), _ROWS_A_PART):
        yield ranking.listing(rows[start : start + _ROWS_A_PART], names)


def history_table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return one entry in each snapshot for a terminal; `rows` are as of a ranking, None where nothing is known."""
    header = ["snapshot", "made", "rank", "places", "score", "range", "coverage", "by people", "licence name"]
    labels = ["label"] if any(row.get("label") for row in rows) else []
    cells = [
        [
            str(row["snapshot"]),
            str(row["created"]),
            *_place(row),
            *_points(row),
            _licence(row),
            *(_cut(str(row[name] or "–"), 40) for name in labels),
        ]
        for row in rows
    ]
    return text_table([*header, *labels], cells, right=["rank", "places", "score", "coverage", "by people"])


def _check(more: Sequence[str], ranking: Ranking) -> None:
    known = [*ranking.names, *(f"{LEVEL}{item.id}" for item in ranking.rubric.criteria)]
    for name in more:
        if name not in known:
            hint = did_you_mean(name, known) or "; `openness export --dictionary` lists them"
            raise UsageError(f"the ranking has no column '{name}'{hint}")


def _beside(row: Mapping[str, Any], more: Sequence[str]) -> list[str]:
    return ["?" if row[name] is None else _cut(str(row[name]), 40) for name in more]


def _ranked(ranking: Ranking, rows: Rows, more: Sequence[str]) -> Iterator[str]:
    rubric = ranking.rubric
    dimensions = [] if more else list(rubric.dimensions)
    extras = ["label"] if "label" in ranking.names else []
    gates = ["gates", "not passed"] if rubric.gates else []
    header = ["rank", "places", "name", "score", "range", "coverage", "by people", *gates, *extras, *dimensions]

    def cells(row: Mapping[str, Any]) -> list[str]:
        return [
            *_place(row),
            _cut(row["name"], 48),
            *_points(row),
            *(_gates(row, rubric) if gates else ()),
            *(_cut(str(row[name]), 40) for name in extras),
            *(_score(row[f"{DIMENSION}{name}"]) for name in dimensions),
            _licence(row),
            *_beside(row, more),
        ]

    return table_pieces(
        [*header, "licence name", *more],
        ([cells(row) for row in part] for part in _parts(ranking, rows, more)),
        right=["rank", "places", "score", "coverage", "by people", *dimensions],
    )


def _place(row: Mapping[str, Any]) -> tuple[str, str]:
    """Return a row's rank and the places it could still take."""
    return rank_words(row["rank"], row["tied"]), span_words(row["rank_best"], row["rank_worst"])


def _points(row: Mapping[str, Any]) -> tuple[str, str, str, str]:
    """Return what is proven of a row, its range, and how much of it is known, and known by people."""
    span = f"{_score(row['low'])}–{_score(row['high'])}"
    return _score(row["score"]), span, _percent(row["coverage"]), _percent(row["by_people"])


def _gates(row: Mapping[str, Any], rubric: Rubric) -> tuple[str, str]:
    """Return how many gates are passed, and those that are not: failed as such, unknown with a question mark."""
    missing = (row["excluded_because"] or "").replace(" (unknown)", "?")
    return f"{row['gates_passed']} of {len(rubric.gates)}", _cut(missing, 60)


def _licence(row: Mapping[str, Any]) -> str:
    """Return the licence read; beside it what leaves open what it allows, and another that the catalogue tells."""
    shown = _cut(row.get("licence") or "?", 30)
    for name, said in (("licence_unread", "unread"), ("licence_told", "told")):
        if told := row.get(name):
            shown = f"{shown}; {said}: {_cut(told, 40)}"
    return f"{shown} [{row['refused']}]" if row.get("refused") else shown


def gates_summary(ranking: Ranking) -> str | None:
    """Return how many of a ranking pass every gate, and which gate stops most; None for a rubric without gates."""
    rubric, truths, size = ranking.rubric, ranking.scores.gates, len(ranking)
    if not rubric.gates or not size:
        return None
    passed = int((truths >= TRUE).all(axis=0).sum())
    if passed == size:
        return f"All {size:,} pass the {len(rubric.gates)} gates."
    counts = (truths < TRUE).sum(axis=1)
    place = int(counts.argmax())
    worst, failed = rubric.gates[place], int((truths[place] == FALSE).sum())
    unknown = int(counts[place]) - failed
    who = "None" if not passed else f"{passed:,}"
    return (
        f"{who} of {size:,} {'pass' if passed != 1 else 'passes'} all {len(rubric.gates)} gates; '{worst.id}' stops"
        f" most: {failed:,} {'fails' if failed == 1 else 'fail'} it, and of {unknown:,} too little was read"
        f" ({', '.join(_decided_by(rubric, worst)[:_READ_FIRST])}); `openness explain NAME -r {rubric.id}` tells what."
    )


def _decided_by(rubric: Rubric, gate: Gate) -> list[str]:
    """Return the signals and criteria that decide a gate: what would have to be read."""
    found: dict[str, None] = {}
    for leaf in leaves(gate.condition):
        match leaf:
            case Test(signal=signal):
                found[signal] = None
            case LevelTest(criterion=criterion):
                found[criterion] = None
            case DimensionTest(dimension=dimension):
                found.update((item.id, None) for item in rubric.criteria if item.dimension == dimension)
    return list(found)


def _by_label(ranking: Ranking, rows: Rows, more: Sequence[str]) -> Iterator[str]:
    assert ranking.rubric.ladder is not None
    assert ranking.scores.proven is not None
    labels, proven = ranking.rubric.ladder.labels, ranking.scores.proven[rows]
    starts = [0, *(np.flatnonzero(np.diff(proven)) + 1).tolist()]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        first = int(ranking.standings.rank[rows[start]])
        label, place = labels[int(proven[start])], span_words(first, first + end - start - 1).partition("–")[0]
        if start:
            yield "\n"
        yield f"{label} ({end - start:,} shown; from place {place})\n"
        yield from table_pieces(
            ["name", "could be", "coverage", "licence name", *more],
            ([_labelled(row, label, more) for row in part] for part in _parts(ranking, rows[start:end], more)),
            right=["coverage"],
        )


def _labelled(row: Mapping[str, Any], label: str, more: Sequence[str]) -> list[str]:
    return [
        _cut(row["name"], 48),
        "" if row["possible_label"] == label else _cut(str(row["possible_label"]), 60),
        _percent(row["coverage"]),
        _licence(row),
        *_beside(row, more),
    ]


def _unranked(ranking: Ranking, rows: Rows, more: Sequence[str]) -> Iterator[str]:
    yield f"Too little is known ({_bound(ranking.rubric)}), by name:\n"
    parts = (
        [
            [_cut(row["name"], 48), _percent(row["coverage"]), *_beside(row, more), _to_read(row["unknown"])]
            for row in part
        ]
        for part in _parts(ranking, rows, more)
    )
    yield from table_pieces(["name", "coverage", *more, "would have to be read"], parts, right=["coverage"])


def _bound(rubric: Rubric) -> str:
    return f"coverage below {_percent(rubric.ranked_from)}" if rubric.ranked_from else "nothing is decided"


def _to_read(unknown: str | None) -> str:
    criteria = unknown.split(", ") if unknown else []
    more = f" and {len(criteria) - _READ_FIRST} more" if len(criteria) > _READ_FIRST else ""
    return ", ".join(criteria[:_READ_FIRST]) + more


@dataclass(frozen=True)
class Kept:
    """What filters left of a ranking: of `whole` entries so many are `passing`, and of those so many `unranked`."""

    whole: int
    passing: int
    unranked: int


def ranking_summary(shown: int, kept: Kept, rubric: Rubric) -> str:
    """Return what is to be said beside the `shown` rows: how many, what the numbers mean, what is not ranked."""
    parts = [f"{shown:,} of {kept.passing:,} rows"]
    if kept.passing < kept.whole:
        parts = [f"{shown:,} of {kept.passing:,} rows that pass the filters; ranks are those of all {kept.whole:,}"]
    if kept.unranked:
        parts.append(f"of {kept.unranked:,} too little is known to rank them ({_bound(rubric)})")
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
