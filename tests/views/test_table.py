"""Tables of a terminal: aligned columns, whatever cells and heads hold."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.views.table import room, table_pieces, text_table
from tests.views.made import HOSTILE, moves_cursor


@pytest.mark.parametrize(
    ("header", "rows", "right", "table"),
    [
        (["a"], [], [], "a\n"),
        (["a", "b"], [["1", "2"]], [], "a  b\n1  2\n"),
        (["a", "b"], [["long", "2"]], [], "a     b\nlong  2\n"),
        (["name", "n"], [["x", "10"], ["y", "9"]], ["n"], "name   n\nx     10\ny      9\n"),
        (["n"], [["1"], ["100"]], ["n"], "  n\n  1\n100\n"),
        (["a", "b"], [["x", ""]], [], "a  b\nx\n"),  # no blanks at the end of a line
        (["", "b"], [["", "x"]], [], "  b\n  x\n"),
        (["a", "b"], [["x", "1"]], ["other"], "a  b\nx  1\n"),
        (["ü"], [["模型"]], [], "ü\n模型\n"),
    ],
)
def test_columns_are_aligned(header: list[str], rows: list[list[str]], right: list[str], table: str) -> None:
    assert text_table(header, rows, right) == table


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("right", [(), ("a",)])
def test_hostile_words_move_nothing_in_cells_or_heads(words: str, right: tuple[str, ...]) -> None:
    for table in (text_table(["a", "b"], [[words, "x"]], right), text_table([words, "b"], [["x", "y"]], right)):
        assert moves_cursor(table) == set()
        assert len(table.splitlines()) == 2


def test_a_hostile_head_still_names_the_column_to_align() -> None:
    assert text_table(["x\ty", "b"], [["1", "2"]], ["x\ty"]) == "x y  b\n  1  2\n"


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=5), st.lists(st.text(), min_size=2, max_size=2))
def test_any_table_has_a_line_a_row_and_a_second_column_in_one_place(rows: list[list[str]], header: list[str]) -> None:
    table = text_table(header, [[first, f"|{second}"] for first, second in rows])
    lines = table.removesuffix("\n").split("\n")
    assert len(lines) == len(rows) + 1
    assert moves_cursor(table) == set()
    width = max(len(line) for line in text_table(header[:1], [row[:1] for row in rows]).split("\n"))
    assert all(line.find("|", width) >= width for line in lines[1:])


def test_a_row_of_another_length_is_a_defect() -> None:
    with pytest.raises((ValueError, IndexError)):
        text_table(["a", "b"], [["only one"]])


CELLS = st.sampled_from([*HOSTILE, "", "a", "long words " * 3]) | st.text(max_size=9)
ROWS = st.integers(1, 4).flatmap(
    lambda count: st.lists(st.lists(CELLS, min_size=count, max_size=count), min_size=1, max_size=9)
)


@given(rows=ROWS, cut=st.integers(1, 4), width=st.none() | st.integers(20, 60))
def test_rows_that_come_in_parts_make_the_table_of_all(rows: list[list[str]], cut: int, width: int | None) -> None:
    header = [f"column {number}" for number in range(len(rows[0]))]
    parts = [rows[start : start + cut] for start in range(0, len(rows), cut)]
    with room(width):
        assert "".join(table_pieces(header, iter([*parts, []]), header[:1])) == text_table(header, rows, header[:1])


def test_no_line_is_given_before_all_widths_are_known() -> None:
    asked: list[str] = []

    def parts() -> Iterator[list[list[str]]]:
        for word in ("a", "a wider word"):
            asked.append(word)
            yield [[word, "|"]]

    pieces = table_pieces(["x", "y"], parts())
    assert next(pieces) == "x             y\n"
    assert asked == ["a", "a wider word"]
    assert list(pieces) == ["a             |\n", "a wider word  |\n"]
