"""The forms in which data leaves: one register of name and function, behind every `--format` and every `-o`."""

from __future__ import annotations

import io
import json
import math
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import PurePath
from typing import Any, BinaryIO, Union, cast

from openness.errors import OpennessError, UsageError
from openness.files.coded import CodedTable
from openness.files.frames import pd
from openness.files.listing import Listing
from openness.files.nearest import did_you_mean
from openness.safe.cells import cell
from openness.safe.terminal import document, plain
from openness.views.lines import csv_lines, json_items, json_lines
from openness.views.table import table_pieces

Table = Union["pd.DataFrame", Listing, CodedTable]
"""A table or a part of one, however it is held; a form makes a frame of it where it needs one."""
Tables = Iterable[Table]
"""One table in parts: every part has the same columns and types, and there is at least one."""

_MOST_SHEET_ROWS = 1_048_575
_MOST_CELL_LETTERS = 32_767
_MOST_HELD = 64 * 1024 * 1024
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Form:
    """One form; `write` puts frames into a binary stream, and `text` says whether a terminal can show it."""

    name: str
    write: Callable[[Tables, BinaryIO], None]
    text: bool = True


def form_named(name: str, extra: Sequence[str] = ()) -> str:
    """Return the name of a form, or of one of the command's own `extra` forms; raises UsageError for any other."""
    known = [*FORMS, *extra]
    if name not in known:
        hint = did_you_mean(name, known)
        raise UsageError(f"'{name}' is no format; formats are {', '.join(known)}{hint}")
    return name


def form_of_file(path: PurePath, wanted: str | None = None, extra: Sequence[str] = ()) -> str:
    """Return the form in which a file is to be written: by its ending, or as `wanted`; a file without ending is CSV.

    Raises UsageError for an ending that is no form, and where the ending and `wanted` contradict.
    """
    ending = path.suffix.removeprefix(".").lower()
    if wanted is not None:
        named = form_named(wanted, extra)
        if ending in _FILE_FORMS and named != ending:
            raise UsageError(f"'{path}' ends in .{ending}, but --format says {named}; leave one of them out")
        return named
    if ending in extra:
        return ending
    if ending and ending not in _FILE_FORMS:
        raise UsageError(
            f"'{path}': .{ending} is no form that can be written; end the name in one of "
            f"{', '.join('.' + name for name in _FILE_FORMS)}, or name the form with --format"
        )
    return ending or "csv"


def write_frames(frames: Tables, form: str, stream: BinaryIO, *, bom: bool = False) -> None:
    """Write the parts of a table in a form; columns whose name begins with `_` are left out.

    `bom` begins CSV with a byte order mark, by which some spreadsheets know UTF-8. Raises OpennessError for
    what the form cannot hold.
    """
    if bom and form == "csv":
        stream.write(_BOM)
    FORMS[form].write((_shown(frame) for frame in frames), stream)


def render(frame: Table, form: str) -> str:
    """Return one frame as text in a form: UTF-8, line feeds, numbers unrounded, missing values empty or null."""
    stream = io.BytesIO()
    write_frames([frame], form, stream)
    return stream.getvalue().decode("utf-8", "backslashreplace")


def rows_of(frame: Table) -> list[dict[str, Any]]:
    """Return a table as plain rows, missing values as None."""
    if isinstance(frame, Listing):
        return [dict(zip(frame.names, row, strict=True)) for row in frame.rows]
    frame = frame.frame() if isinstance(frame, CodedTable) else frame
    columns = {name: _plain(frame[name]) for name in frame.columns}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _plain(column: pd.Series[Any]) -> list[Any]:
    """Return a column as Python's own values; asked a column at a time, for a ranking has a million of them."""
    values = column.tolist()
    if column.dtype == object:  # may hold anything, one thing beside another
        return [_json_value(value) for value in values]
    missing = column.isna()
    return [None if gone else value for value, gone in zip(values, missing, strict=True)] if missing.any() else values


def json_text(data: object) -> str:
    """Return data as the JSON text that every command prints."""
    return document(json.dumps(data, ensure_ascii=False, indent=1)) + "\n"


def _shown(frame: Table) -> Table:
    if isinstance(frame, (Listing, CodedTable)):
        return frame
    return frame[[name for name in frame.columns if not name.startswith("_")]]


def _json_value(value: Any) -> Any:
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    return value.item() if hasattr(value, "item") else value


def parts_of(told: Table | Tables | Callable[[], Table]) -> Tables:
    """Return the parts of a table that is given whole, in parts, or as what makes it."""
    if callable(told):
        return [told()]
    # The frame is asked second, for asking loads pandas.
    return [told] if isinstance(told, (Listing, CodedTable)) or isinstance(told, pd.DataFrame) else told  # noqa: SIM101


def _framed(tables: Tables) -> Iterator[pd.DataFrame]:
    return map(_frame, tables)


def _frame(table: Table) -> pd.DataFrame:
    return table.frame() if isinstance(table, (Listing, CodedTable)) else table


def _names(table: Table) -> list[str]:
    told = table.names if isinstance(table, (Listing, CodedTable)) else table.columns
    return [str(name) for name in told]


def _numbers(table: Table) -> list[str]:
    if isinstance(table, Listing):
        return table.numbers
    table = _frame(table)
    return [str(name) for name in table.columns if pd.api.types.is_numeric_dtype(table[name].dtype)]


def _table(tables: Tables, stream: BinaryIO) -> None:
    waiting = iter(tables)
    first = next(waiting)
    cells = ([[_cell(value) for value in row.values()] for row in rows_of(part)] for part in chain([first], waiting))
    stream.writelines(map(_bytes, table_pieces(_names(first), cells, right=_numbers(first))))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def _csv(tables: Tables, stream: BinaryIO) -> None:
    for number, table in enumerate(tables):
        if isinstance(table, CodedTable):
            stream.write(csv_lines(table, header=number == 0))
            continue
        safe = _frame(table).copy(deep=False)
        for name in safe.columns:
            if not pd.api.types.is_numeric_dtype(safe[name].dtype):
                safe[name] = _safe_column(safe[name])
        safe.columns = [cell(str(name)) for name in safe.columns]
        stream.write(_bytes(safe.to_csv(index=False, header=number == 0, lineterminator="\n")))


def _safe_column(cells: pd.Series[Any]) -> pd.Series[Any]:
    """Return a column with every distinct text made safe once."""
    changed = {text: safe for text in cells.dropna().unique() if isinstance(text, str) and (safe := cell(text)) != text}
    return cells.replace(changed) if changed else cells


def _json(frames: Tables, stream: BinaryIO) -> None:
    before = b"[\n"
    for frame in frames:
        if isinstance(frame, CodedTable) and len(frame):
            stream.write(before + json_items(frame)[len(b",\n") :])
            before = b",\n"
            continue
        before = _json_rows(frame, before, stream)
    stream.write(b"\n]\n" if before == b",\n" else b"[]\n")


def _json_rows(frame: Table, before: bytes, stream: BinaryIO) -> bytes:
    """Write the rows of a part after what goes before its first, and return what goes before the next."""
    for row in rows_of(frame):
        text = "\n".join(f" {line}" for line in document(json.dumps(row, ensure_ascii=False, indent=1)).split("\n"))
        stream.write(before + _bytes(text))
        before = b",\n"
    return before


def _jsonl(frames: Tables, stream: BinaryIO) -> None:
    for frame in frames:
        if isinstance(frame, CodedTable):
            stream.write(json_lines(frame))
            continue
        stream.writelines(_bytes(document(json.dumps(row, ensure_ascii=False)) + "\n") for row in rows_of(frame))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


def _parquet(tables: Tables, stream: BinaryIO) -> None:
    import pyarrow as pa  # noqa: PLC0415 - most commands never write it
    import pyarrow.parquet as pq  # noqa: PLC0415

    writer: pq.ParquetWriter | None = None
    for frame in _framed(tables):
        table = pa.Table.from_pandas(frame, preserve_index=False)
        writer = writer or pq.ParquetWriter(stream, table.schema)
        writer.write_table(table)
    if writer is not None:
        writer.close()


def _xlsx(frames: Tables, stream: BinaryIO) -> None:
    # Made whole first: a zip ends differently in a pipe, and what the library raises there is no failure to write.
    with tempfile.SpooledTemporaryFile(_MOST_HELD) as whole:
        _workbook(frames, cast("BinaryIO", whole))
        whole.seek(0)
        shutil.copyfileobj(whole, stream)


def _workbook(frames: Tables, stream: BinaryIO) -> None:
    import xlsxwriter.exceptions  # type: ignore[import-untyped] # noqa: PLC0415 - most commands never write it

    # A formula, a link or a number is only what we declare; the date is fixed so that the same data is the same bytes.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"created": datetime(1980, 1, 1)})  # noqa: DTZ001 - a spreadsheet's dates have no zone
    sheet = book.add_worksheet("openness")
    sheet.freeze_panes(1, 0)
    line = 0
    for frame in frames:
        if line == 0:
            sheet.write_row(0, 0, _names(frame))
        if line + len(frame) > _MOST_SHEET_ROWS:
            raise OpennessError(
                f"a sheet of .xlsx holds {_MOST_SHEET_ROWS:,} rows and there are more; write .parquet, .csv or .jsonl"
            )
        for row in rows_of(frame):
            line += 1
            for place, value in enumerate(row.values()):
                _sheet_cell(sheet, line, place, value)
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as failure:  # no room for what is made on the way
        raise failure.args[0] from failure


def _sheet_cell(sheet: Any, line: int, place: int, value: Any) -> None:
    match value:
        case None:
            return
        case bool():
            sheet.write_boolean(line, place, value)
        case int() | float():
            sheet.write_number(line, place, value)
        case _:
            text = plain(str(value))  # a string cell is never read as a formula, so no apostrophe is needed
            cut = text if len(text) <= _MOST_CELL_LETTERS else text[: _MOST_CELL_LETTERS - 1] + "…"
            sheet.write_string(line, place, cut)


FORMS: Mapping[str, Form] = {
    form.name: form
    for form in (
        Form("table", _table),
        Form("csv", _csv),
        Form("json", _json),
        Form("jsonl", _jsonl),
        Form("parquet", _parquet, text=False),
        Form("xlsx", _xlsx, text=False),
    )
}
"""Every form by its name; a new one needs a function and a line here."""

_FILE_FORMS = tuple(name for name in FORMS if name != "table")
