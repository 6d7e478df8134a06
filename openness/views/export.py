"""Exports for researchers: stable columns and order, so that the same names in a row mean the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import pandas as pd

from openness.ranking.columns import LONG, PROVENANCE, dictionary, ranking_columns
from openness.ranking.entries import Entries
from openness.ranking.order import judged
from openness.ranking.provenance import provenance
from openness.ranking.ranking import Ranking
from openness.record.cells import Rows
from openness.record.evidence import Confidence, Evidence, Outcome
from openness.rubric.condition import Level
from openness.rubric.rubric import Rubric
from openness.score.evaluate import Scores, evaluate
from openness.views.explanation import Finding, findings_of

_TRUST = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)
_ENTRIES_A_PART = 500
_ROWS_A_PART = 20_000
_NO_GROUNDS = (None,) * 6
_REASONS = {Outcome.SILENT: "silent", Outcome.UNREADABLE: "could not look", Outcome.NOT_LOOKED: "nobody looked"}


def export_wide(entries: Entries, rubric: Rubric) -> pd.DataFrame:
    """Return one row an entry: the ranking with `level.<criterion>` for each criterion before the provenance.

    The columns are those of `columns.ranking_columns` with levels.
    """
    return judged(entries, rubric).frame(levels=True)


def ranking_parts(ranking: Ranking, rows: Rows, *, levels: bool = False) -> Iterator[pd.DataFrame]:
    """Yield some rows of a ranking in parts, so that no more than a part is held; there is at least one.

    With `levels` they have a column a criterion, as exports do.
    """
    for start in range(0, max(1, len(rows)), _ROWS_A_PART):
        yield ranking.frame(rows[start : start + _ROWS_A_PART], levels=levels)


def export_long(entries: Entries, rubric: Rubric, rows: Iterable[int]) -> Iterator[pd.DataFrame]:
    """Yield the long form in parts, one row an entry and criterion, entries as given by `rows`.

    The columns are those of `columns.LONG`; there is at least one part.
    """
    scores = evaluate(rubric, entries.columns(rubric.assessments))
    fixed = provenance(entries, rubric)
    waiting = iter(rows)
    part = list(islice(waiting, _ENTRIES_A_PART))
    yield _part(entries, scores, part, fixed)
    while part := list(islice(waiting, _ENTRIES_A_PART)):
        yield _part(entries, scores, part, fixed)


def export_columns(entries: Entries, rubric: Rubric, *, long: bool = False) -> pd.DataFrame:
    """Return the data dictionary of either form."""
    return dictionary(LONG if long else ranking_columns(rubric, entries.details, levels=True))


def _part(entries: Entries, scores: Scores, rows: Sequence[int], fixed: Mapping[str, Any]) -> pd.DataFrame:
    lines = [line for row in rows for line in _lines(entries, scores, row)]
    told = [column for column in LONG if column not in PROVENANCE]
    columns = dict(
        zip((column.name for column in told), zip(*lines, strict=True) if lines else ((),) * len(told), strict=True)
    )
    return pd.DataFrame(
        {
            column.name: pd.Series(
                columns[column.name] if column.name in columns else [fixed[column.name]] * len(lines),
                dtype=column.type.value,
            )
            for column in LONG
        }
    )


def _lines(entries: Entries, scores: Scores, row: int) -> Iterator[tuple[Any, ...]]:
    name = entries.names[row]
    for finding in findings_of(entries, row, scores):
        criterion = finding.criterion
        yield (
            entries.ids[row],
            name,
            criterion.id,
            criterion.dimension,
            criterion.question,
            criterion.points,
            finding.level.value,
            reason_of(finding),
            *_grounds(finding.deciding),
        )


def reason_of(finding: Finding) -> str | None:
    """Return why a level is unknown, or None where it is not.

    The weakest look decides: what nobody looked at comes before what could not be read, and that before silence,
    because only where all was read does silence mean that the publisher says nothing.
    """
    if finding.level is not Level.UNKNOWN:
        return None
    outcomes = {item.outcome for item in finding.evidence}
    for outcome in (Outcome.NOT_LOOKED, Outcome.UNREADABLE, Outcome.SILENT):
        if outcome in outcomes:
            return _REASONS[outcome]
    # Everything answered and the rubric still leaves it open, or there is nothing to read and nobody has said it.
    return "answers do not decide" if outcomes else _REASONS[Outcome.NOT_LOOKED]


def _grounds(deciding: Sequence[Evidence]) -> tuple[str | None, ...]:
    """Return method, confidence, source, revision, date and by of what a level rests on."""
    if not deciding:
        return _NO_GROUNDS
    methods = dict.fromkeys(item.method.value for item in deciding if item.method is not None)
    trust = [item.confidence for item in deciding if item.confidence is not None]
    sources = dict.fromkeys(str(source) for item in deciding for source in item.sources)
    revisions = dict.fromkeys(item.revision for item in deciding if item.revision)
    return (
        " + ".join(methods) or None,
        min(trust, key=_TRUST.index).value if trust else None,
        "; ".join(source for source in sources if source) or None,
        "; ".join(revisions) or None,
        max((item.date for item in deciding if item.date), default=None),
        "; ".join(dict.fromkeys(item.by for item in deciding if item.by)) or None,
    )
