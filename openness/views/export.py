"""Exports for researchers: stable columns and order, so that the same names in a row mean the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt

from openness.files.coded import CodedColumn, CodedTable
from openness.files.frames import pd
from openness.ranking.columns import LONG, dictionary, ranking_columns
from openness.ranking.entries import Entries
from openness.ranking.order import judged
from openness.ranking.provenance import provenance
from openness.ranking.ranking import Ranking
from openness.record.cells import Rows, cells_at
from openness.rubric.rubric import Rubric
from openness.score.evaluate import Scores, evaluate
from openness.score.logic import LEVELS
from openness.views.grounds import Lines, told_of

_ENTRIES_A_PART = 500
_ROWS_A_PART = 1 << 13


def export_wide(entries: Entries, rubric: Rubric) -> pd.DataFrame:
    """Return one row an entry: the ranking with `level.<criterion>` for each criterion before the provenance.

    The columns are those of `columns.ranking_columns` with levels.
    """
    return judged(entries, rubric).frame(levels=True)


def ranking_parts(ranking: Ranking, rows: Rows, *, levels: bool = False) -> Iterator[CodedTable]:
    """Yield some rows of a ranking in parts, so that no more than a part is held; there is at least one.

    With `levels` they have a column a criterion, as exports do.
    """
    for start in range(0, max(1, len(rows)), _ROWS_A_PART):
        yield ranking.coded_table(rows[start : start + _ROWS_A_PART], levels=levels)


def export_long(entries: Entries, rubric: Rubric, rows: Iterable[int]) -> Iterator[pd.DataFrame]:
    """Yield the long form in parts, one row an entry and criterion, entries as given by `rows`.

    The columns are those of `columns.LONG`; there is at least one part.
    """
    return (part.frame() for part in long_parts(entries, rubric, rows))


def long_parts(
    entries: Entries, rubric: Rubric, rows: Iterable[int], scores: Scores | None = None
) -> Iterator[CodedTable]:
    """Yield the parts of `export_long` with every distinct cell once: nothing is made for a single cell.

    `scores` are those of the entries under the rubric, where they are known.
    """
    scores = evaluate(rubric, entries.columns(rubric.assessments)) if scores is None else scores
    fixed = provenance(entries, rubric)
    told = told_of(entries, scores)
    waiting = iter(rows)
    part = list(islice(waiting, _ENTRIES_A_PART))
    yield _part(entries, scores, told.of(part), part, fixed)
    while part := list(islice(waiting, _ENTRIES_A_PART)):
        yield _part(entries, scores, told.of(part), part, fixed)


def export_columns(entries: Entries, rubric: Rubric, *, long: bool = False) -> pd.DataFrame:
    """Return the data dictionary of either form."""
    return dictionary(LONG if long else ranking_columns(rubric, entries.details, levels=True))


def _part(entries: Entries, scores: Scores, told: Lines, rows: Sequence[int], fixed: Mapping[str, Any]) -> CodedTable:
    criteria, wanted = scores.rubric.criteria, np.array(rows, dtype=np.int64)
    of_entry, of_criterion = np.divmod(np.arange(len(rows) * len(criteria)), max(1, len(criteria)))
    levels = scores.levels[:, wanted].T.ravel().astype(np.int64)
    texts: dict[str, tuple[Sequence[Any], npt.NDArray[np.int64]]] = {
        "id": (cells_at(entries.ids, wanted), of_entry),
        "name": (cells_at(entries.names, wanted), of_entry),
        "criterion": ([criterion.id for criterion in criteria], of_criterion),
        "dimension": ([criterion.dimension for criterion in criteria], of_criterion),
        "question": ([criterion.question for criterion in criteria], of_criterion),
        "points": ([criterion.points for criterion in criteria], of_criterion),
        "level": ([level.value for level in LEVELS], levels),
        **told.columns(),
        **{name: ([value], np.zeros(len(levels), dtype=np.int64)) for name, value in fixed.items()},
    }
    return CodedTable({column.name: CodedColumn(*texts[column.name], column.type.value) for column in LONG})
