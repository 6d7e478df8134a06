"""Tables obey the room there is: no line is wider, nothing is cut where it fits, and what is left out is said."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from openness.views.table import room, text_table

CELLS = st.text("abcdefghij ", max_size=60)
TABLES = st.integers(1, 6).flatmap(
    lambda count: st.tuples(
        st.lists(st.text("xyz", min_size=1, max_size=9), min_size=count, max_size=count, unique=True),
        st.lists(st.lists(CELLS, min_size=count, max_size=count), max_size=5),
    )
)


@given(table=TABLES, width=st.integers(20, 200), data=st.data())
def test_no_line_of_a_table_is_wider_than_the_room(
    table: tuple[list[str], list[list[str]]], width: int, data: st.DataObject
) -> None:
    header, rows = table
    right = data.draw(st.lists(st.sampled_from(header), unique=True))
    whole = text_table(header, rows, right)
    with room(width):
        fitted = text_table(header, rows, right)
    assert text_table(header, rows, right) == whole
    if max(map(len, whole.splitlines())) <= width:
        assert fitted == whole
    lines = fitted.splitlines()
    assert len(lines) - len(rows) - 1 in (0, 1)
    told = lines[len(rows) + 1 :]
    first = len(text_table(header[:1], [row[:1] for row in rows], right).splitlines()[0])
    assert all(len(line) <= max(width, first, 60) for line in lines[: len(rows) + 1])
    shown = [
        name
        for name in header
        if not told or name not in told[0].removeprefix("(no room for: ").split("; ")[0].split(", ")
    ]
    assert shown == header[: len(shown)]
    assert shown


def test_the_widest_text_is_shortened_before_a_column_is_left_out() -> None:
    with room(40):
        told = text_table(["name", "score"], [["a" * 60, "1"], ["b", "22"]], ["score"])
    assert told.splitlines()[1].endswith("…      1")
    assert "no room" not in told
    with room(40):
        told = text_table(["name", *(f"number{place}" for place in range(6))], [["a", *("1234567" for _ in range(6))]])
    assert told.splitlines()[-1] == ("(no room for: number4, number5; a wider terminal or --format csv shows them)")
