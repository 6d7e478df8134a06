"""Tables for the terminal and for pipes: frames in, text out."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import pandas as pd

from openness.safe.cells import cell
from openness.safe.terminal import plain


class Format(StrEnum):
    """The forms in which data goes to stdout."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"


def render(frame: pd.DataFrame, form: Format) -> str:
    """Return a frame as CSV, JSON or JSON lines: UTF-8, line feeds, numbers unrounded, missing values empty or null."""
    shown = frame[[name for name in frame.columns if not name.startswith("_")]]
    match form:
        case Format.CSV:
            return csv_frame(shown).to_csv(index=False, lineterminator="\n")
        case Format.JSON:
            return json.dumps(rows_of(shown), ensure_ascii=False, indent=1) + "\n"
        case Format.JSONL:
            return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows_of(shown))
        case Format.TABLE:
            return text_table(
                list(shown.columns), [[_cell(value) for value in row] for row in shown.to_numpy(dtype=object)]
            )


def csv_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame whose texts a spreadsheet takes as text (see `safe.cells`); numbers stay numbers."""
    words = {
        name: frame[name].map(lambda value: cell(value) if isinstance(value, str) else value)
        for name in frame.columns
        if frame[name].dtype == object or pd.api.types.is_string_dtype(frame[name])
    }
    return frame.assign(**words).rename(columns={name: cell(str(name)) for name in frame.columns})


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a frame as plain rows, missing values as None."""
    columns = {name: [_json_value(value) for value in frame[name]] for name in frame.columns}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _json_value(value: Any) -> Any:
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    return value.item() if hasattr(value, "item") else value


def _cell(value: Any) -> str:
    value = _json_value(value)
    if value is None:
        return ""
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def text_table(header: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[str] = ()) -> str:
    """Return rows as an aligned plain-text table; `right` names the columns aligned to the right.

    Publishers' text cannot move the cursor or hide anything: control characters are shown as escapes.
    """
    cells = [[plain(cell) for cell in row] for row in rows]
    widths = [max([len(name), *(len(row[place]) for row in cells)]) for place, name in enumerate(header)]
    lines = [
        [name.rjust(width) if name in right else name.ljust(width) for name, width in zip(header, widths, strict=True)]
    ]
    for row in cells:
        aligned = zip(header, row, widths, strict=True)
        lines.append([cell.rjust(width) if name in right else cell.ljust(width) for name, cell, width in aligned])
    return "".join("  ".join(line).rstrip() + "\n" for line in lines)


def ranking_table(frame: pd.DataFrame) -> str:
    """Return the short form of a ranking for a terminal: rank, name, range, coverage, dimensions, licence."""
    header = ["rank", "name", "score", "range", "coverage"]
    extras = [name for name in ("gate", "label") if name in frame]
    dimensions = [name for name in frame.columns if name.startswith("dimension.")]
    header += [*extras, *(name.removeprefix("dimension.") for name in dimensions), "licence name"]
    rows = [
        [
            "–" if row["rank"] is None else str(row["rank"]) + ("=" if row["tied"] else ""),
            _cut(row["name"], 48),
            _score(row["score"]),
            f"{_score(row['low'])}–{_score(row['high'])}",
            f"{100 * row['coverage']:.0f} %",
            *(_cut(str(row[name]), 40) for name in extras),
            *(_score(row[name]) for name in dimensions),
            _cut(row.get("licence") or "?", 30),
        ]
        for row in rows_of(frame)
    ]
    return text_table(header, rows, right=["rank", "score", "coverage", *header[5 + len(extras) : -1]])


def _score(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
