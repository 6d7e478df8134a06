"""A listing in every form is what a frame of the same rows is, and comes without pandas where it can."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.files.listing import WHOLE, Listing, of_records
from openness.views.forms import FORMS, render, rows_of, write_frames

TEXTS = st.none() | st.text(st.characters(codec="utf-8"), max_size=12)
ROWS = st.lists(st.tuples(TEXTS, st.none() | st.integers(-(2**40), 2**40), TEXTS), min_size=1, max_size=6)
NAMES = ("first", "count", "last")


def made(rows: list[tuple[Any, ...]]) -> Listing:
    return Listing(NAMES, rows, {"count": WHOLE})


@given(ROWS, st.sampled_from([name for name, form in FORMS.items() if form.text]))
def test_every_text_form_of_a_listing_is_that_of_its_frame(rows: list[tuple[Any, ...]], form: str) -> None:
    assert render(made(rows), form) == render(made(rows).frame(), form)


@given(ROWS)
def test_what_rows_rest_on_ends_each_row_as_in_a_frame(rows: list[tuple[Any, ...]]) -> None:
    stamp: dict[str, str | int] = {"snapshot": "s", "last": "told anew", "version": 3}
    stamped = made(rows).assign(**stamp)
    assert rows_of(stamped) == rows_of(made(rows).frame().assign(**stamp))
    assert stamped.numbers == ["count", "version"]


@pytest.mark.parametrize("form", list(FORMS))
def test_a_listing_without_rows_keeps_its_columns(form: str) -> None:
    stream = io.BytesIO()
    write_frames([made([])], form, stream)
    if form in ("table", "csv"):
        assert stream.getvalue().decode().split() in (list(NAMES), ["first,count,last"])
    assert list(made([]).frame().dtypes.astype(str)) == ["str", "Int64", "str"]


def test_records_that_leave_a_name_out_are_empty_there() -> None:
    listed = of_records([{"a": "1"}, {"b": "2", "a": "3"}])
    assert json.loads(render(listed, "json")) == [{"a": "1", "b": None}, {"a": "3", "b": "2"}]
    assert listed.only(["b", "none", "a"]).rows == [(None, "1"), ("2", "3")]
