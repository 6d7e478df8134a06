"""Coded tables as lines of text: every distinct cell is written once, and lines are put together as columns.

The bytes are those that `forms` writes of the same table as a frame.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

import numpy as np

from openness.files.coded import CodedColumn, CodedTable
from openness.safe.cells import cell
from openness.safe.terminal import document

Write = Callable[[str, Any], bytes]
"""What writes the cell of a column."""


def csv_lines(table: CodedTable, *, header: bool) -> bytes:
    """Return the rows as CSV with line feeds, after a line with the names of the columns where `header` asks for it."""
    head = ",".join(_field(cell(name)).decode() for name in table.names) + "\n" if header else ""
    return head.encode() + _joined(table, lambda _, told: _field(_safe(told)), between=b",", end=b"\n")


def json_lines(table: CodedTable) -> bytes:
    """Return one JSON object a row, a line each."""
    return _joined(table, _member, before=b"{", between=b", ", end=b"}\n")


def json_items(table: CodedTable) -> bytes:
    """Return the rows as items of a JSON array, indented by one space a level, a comma before each."""
    return _joined(table, partial(_member, margin=b"  "), before=b",\n {\n", between=b",\n", end=b"\n }")


def _safe(told: Any) -> Any:
    return cell(told) if isinstance(told, str) else told


def _kept(told: Any) -> bool:
    """Return whether a cell's words may be kept for the next that equals it: 0.0 equals -0.0, and 1 equals 1.0."""
    return told is None or isinstance(told, str)


def _field(told: Any) -> bytes:
    return _kept_field(told) if _kept(told) else _written_field(told)


def _written_field(told: Any) -> bytes:
    """Return one field of CSV as Python's own writer has it."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow([told, ""])
    return stream.getvalue()[: -len(",\n")].encode("utf-8", "backslashreplace")


_kept_field = lru_cache(maxsize=1 << 14)(_written_field)


def _member(name: str, told: Any, margin: bytes = b"") -> bytes:
    return margin + (_kept_json(name, told) if _kept(told) else _json(name, told))


def _json(name: str, told: Any) -> bytes:
    text = f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(told, ensure_ascii=False)}"
    return document(text).encode("utf-8", "backslashreplace")


_kept_json = lru_cache(maxsize=1 << 14)(_json)


def _joined(table: CodedTable, write: Write, *, between: bytes, end: bytes, before: bytes = b"") -> bytes:
    """Return all rows, their cells with `between` between them, each row after `before` and followed by `end`."""
    import pyarrow as pa  # noqa: PLC0415 - small tables of other kinds do not need it
    import pyarrow.compute as pc  # noqa: PLC0415

    if not len(table):
        return b""
    names = table.names
    columns = []
    for name, column in table.columns.items():
        first, last = before if name == names[0] else b"", end if name == names[-1] else b""
        written = [first + write(name, told) + last for told in (*_plain(column), None)]
        codes = np.where(column.codes < 0, len(written) - 1, column.codes)
        columns.append(pa.array(written, pa.binary()).take(pa.array(codes)))
    lines = pc.binary_join_element_wise(*columns, pa.scalar(between, pa.binary()))
    _, ends, data = lines.buffers()
    bounds = np.frombuffer(ends, np.int32)[lines.offset : lines.offset + len(lines) + 1]
    return bytes(memoryview(data)[bounds[0] : bounds[-1]])


def _plain(column: CodedColumn) -> list[Any]:
    """Return the distinct cells as Python's own values of the column's type, None for what is missing."""
    kinds: dict[str, Callable[[Any], Any]] = {"str": str, "Int64": int, "float64": float, "bool": bool}
    kind = kinds[column.type]
    return [None if told is None or told != told else kind(told) for told in column.cells]  # noqa: PLR0124 - NaN
