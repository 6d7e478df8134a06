"""Forms: one register, cells that are safe in a spreadsheet, types that follow what is declared."""

from __future__ import annotations

import csv
import errno
import io
import json
import zipfile
from pathlib import PurePath
from typing import BinaryIO, cast

import pandas as pd
import pyarrow.parquet as pq
import pytest

from openness.errors import UsageError
from openness.views.forms import FORMS, form_named, form_of_file, render, write_frames

HOSTILE = [
    '=HYPERLINK("http://x.example","ok")',
    "@SUM(1)",
    "+1-cmd",
    "-2+3",
    "\t=1",
    " =1",
    "＝1",
    "\u202e=1",
    "'=1",
    "\x07bell",
]


def written(frame: pd.DataFrame, form: str) -> bytes:
    stream = io.BytesIO()
    write_frames([frame], form, stream)
    return stream.getvalue()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_cell_is_never_a_formula_and_hides_nothing(text: str) -> None:
    frame = pd.DataFrame({"id": pd.Series([text], dtype="str"), "n": [-1.5]})
    row = next(csv.DictReader(io.StringIO(render(frame, "csv"))))
    assert row["id"].lstrip()[:1] not in set("=+-@＝")
    assert row["n"] == "-1.5"  # a number stays a number
    assert json.loads(render(frame, "json"))[0]["id"] == text  # data for programs is as it was told


def test_types_in_parquet_follow_what_is_declared() -> None:
    types = {"text": "str", "whole": "Int64", "number": "float64"}
    full = pd.DataFrame({"text": ["a"], "whole": [1], "number": [0.5]}).astype(types)
    empty = pd.DataFrame({name: pd.Series([None], dtype=kind) for name, kind in types.items()})
    schemas = [pq.read_schema(io.BytesIO(written(frame, "parquet"))).remove_metadata() for frame in (full, empty)]
    assert schemas[0] == schemas[1]


def test_a_sheet_holds_text_as_text() -> None:
    frame = pd.DataFrame({"id": pd.Series(["=1+1"], dtype="str"), "n": [2]})
    sheet = zipfile.ZipFile(io.BytesIO(written(frame, "xlsx"))).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "=1+1" in sheet


@pytest.mark.parametrize("form", ["csv", "jsonl", "json"])
def test_parts_of_a_table_join_to_the_whole(form: str) -> None:
    frame = pd.DataFrame({"a": range(5), "b": list("vwxyz")})
    stream = io.BytesIO()
    write_frames((frame.iloc[at : at + 2] for at in range(0, 5, 2)), form, stream)
    assert stream.getvalue() == written(frame, form)


def test_an_empty_table_is_valid_in_every_form() -> None:
    frame = pd.DataFrame({"a": pd.Series(dtype="str")})
    assert json.loads(render(frame, "json")) == []
    assert render(frame, "csv") == "a\n"
    assert all(written(frame, form) is not None for form in FORMS)


def test_a_byte_order_mark_is_written_once_and_only_in_csv() -> None:
    stream = io.BytesIO()
    write_frames([pd.DataFrame({"a": ["ü"]})] * 2, "csv", stream, bom=True)
    assert stream.getvalue().decode("utf-8-sig").count("ü") == 2
    assert stream.getvalue().count(b"\xef\xbb\xbf") == 1


def test_a_form_that_is_none_names_all_and_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"'jsom' is no format; .*did you mean 'json'"):
        form_named("jsom")
    with pytest.raises(UsageError, match="leave one of them out"):
        form_of_file(PurePath("x.csv"), "json")
    assert form_of_file(PurePath("x.txt"), "json") == "json"
    assert form_of_file(PurePath("/dev/stdout")) == "csv"


class _Closed(io.RawIOBase):
    """A pipe whose reader has gone."""

    def writable(self) -> bool:
        return True

    def write(self, content: object) -> int:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")


@pytest.mark.parametrize("form", list(FORMS))
def test_every_form_tells_a_closed_pipe_as_such(form: str) -> None:
    with pytest.raises(BrokenPipeError):
        write_frames([pd.DataFrame({"a": [1]})], form, cast("BinaryIO", _Closed()))
