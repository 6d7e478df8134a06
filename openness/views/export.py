"""Exports for researchers: stable columns and order, so that the same snapshot and rubric give the same bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from enum import StrEnum

import pandas as pd

from openness.ranking.entries import Entries
from openness.ranking.order import level_words, ranking_of
from openness.record.evidence import Confidence, Evidence
from openness.rubric.rubric import Rubric
from openness.score.evaluate import evaluate
from openness.views.explanation import findings_of
from openness.views.table import Format, render

LONG_COLUMNS = ("model_id", "criterion", "level", "method", "confidence", "source")
_TRUST = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)


class ExportFormat(StrEnum):
    """The file forms of an export."""

    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


def export_wide(entries: Entries, rubric: Rubric) -> pd.DataFrame:
    """Return one row an entry: the ranking, then `level.<criterion>` for each criterion."""
    scores = evaluate(rubric, entries.columns(rubric.assessments))
    frame = ranking_of(entries, rubric, scores)
    levels = level_words(scores).add_prefix("level.")
    joined = pd.concat([frame, levels.iloc[frame["_row"].to_numpy()].reset_index(drop=True)], axis=1)
    last = ["snapshot", "rubric", "rubric_version"]
    shown = [name for name in joined.columns if not name.startswith("_") and name not in last]
    return joined[[*shown, *last]]


def export_long(entries: Entries, rubric: Rubric, rows: Sequence[int]) -> pd.DataFrame:
    """Return LONG_COLUMNS, one row an entry and criterion, entries as given by `rows`.

    `method`, `confidence` (the lowest of what the level rests on) and `source` (separated by `; `) are
    empty where the level is unknown or does not apply.
    """
    scores = evaluate(rubric, entries.columns(rubric.assessments))
    lines = []
    for row in rows:
        for finding in findings_of(entries, row, scores, row):
            method, confidence, source = _grounds(finding.deciding)
            lines.append((entries.ids[row], finding.criterion.id, finding.level.value, method, confidence, source))
    return pd.DataFrame(lines, columns=list(LONG_COLUMNS), dtype="str")


def _grounds(deciding: Sequence[Evidence]) -> tuple[str | None, str | None, str | None]:
    methods = dict.fromkeys(item.method.value for item in deciding if item.method is not None)
    trust = [item.confidence for item in deciding if item.confidence is not None]
    sources = dict.fromkeys(str(source) for item in deciding for source in item.sources)
    return (
        " + ".join(methods) or None,
        min(trust, key=_TRUST.index).value if trust else None,
        "; ".join(source for source in sources if source) or None,
    )


def export_bytes(frame: pd.DataFrame, form: ExportFormat) -> bytes:
    """Return a frame as the bytes of a file; CSV and JSON are UTF-8 with line feeds."""
    if form is ExportFormat.PARQUET:
        stream = io.BytesIO()
        frame.to_parquet(stream, index=False)
        return stream.getvalue()
    return render(frame, Format(form.value)).encode("utf-8")
