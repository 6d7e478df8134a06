"""Side by side: every cell names its column for a phone, foreign words stay text, licences differ first."""

from __future__ import annotations

import re

import pytest

from openness.licences.knowledge import knowledge
from openness.ui.beside import Cell, Row, beside
from openness.ui.licences_beside import clauses_beside
from openness.views.comparison import Unlike
from tests.safe.attacks import ATTACKS


def test_every_cell_names_its_column_and_every_row_its_question() -> None:
    rows = [Row("Open?", [Cell("open", sign="●"), Cell("not known", quiet=True)], mark="?"), Row("x", [Cell("1")] * 2)]
    drawn = beside(["one", "two"], rows, "what it is")
    assert 'aria-label="what it is"' in drawn
    assert drawn.count('<th scope="col">') == 2
    assert '<th scope="row">? Open?</th>' in drawn
    assert drawn.count('<span class="who">one</span>') == drawn.count('<span class="who">two</span>') == 1
    assert '<span class="sign">● open</span>' in drawn
    assert 'class="plain">not known' in drawn
    long = beside(["one"], [Row("Open?", [Cell("a longer answer, as clauses have", sign="○")])], "x")
    assert '<span class="sign">○</span> a longer answer, as clauses have' in long


def drawn_cells(row: Row, names: list[str]) -> list[tuple[bool, str]]:
    """Return for each cell whether a phone shows it, and whose answer it says it is."""
    found = re.findall(r'<td( class=again)?><span class="who">([^<]*)</span>', beside(names, [row], "x"))
    return [(not again, who) for again, who in found]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("ab", [(True, "one"), (True, "two")]),
        ("aa", [(True, ""), (False, "")]),
        ("aba", [(True, "one, three"), (True, "two"), (False, "")]),
        ("abb", [(True, "one"), (True, "two, three"), (False, "")]),
        ("a", [(True, "one")]),
    ],
)
def test_on_a_phone_each_answer_stands_once_with_all_who_give_it(
    answers: str, expected: list[tuple[bool, str]]
) -> None:
    cells = [Cell(answer) for answer in answers]
    assert drawn_cells(Row("x", cells), ["one", "two", "three"][: len(cells)]) == expected


def test_the_same_words_with_another_sign_are_another_answer() -> None:
    row = Row("x", [Cell("no", sign="●"), Cell("no", sign="○")])
    assert drawn_cells(row, ["one", "two"]) == [(True, "one"), (True, "two")]


def test_a_row_must_have_a_cell_a_column() -> None:
    with pytest.raises(ValueError, match="zip"):
        beside(["one", "two"], [Row("x", [Cell("1")])], "x")


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_foreign_words_stay_text(attack: str) -> None:
    drawn = beside([attack], [Row(attack, [Cell(attack, sign=attack, note=attack)], mark=attack)], attack)
    assert "<script" not in drawn
    assert "<img" not in drawn
    assert drawn.count("<table") == drawn.count("<thead>") == 1


def test_licences_differ_where_both_answer_and_answer_otherwise() -> None:
    known = knowledge().by_id
    parts = clauses_beside([known["apache-2.0"], known["llama3.3"]])
    asked = {row.question: (unlike, [cell.words for cell in row.cells]) for unlike, row in parts}
    unlike, cells = asked["Does permission end above a number of users?"]
    assert unlike is Unlike.DIFFERS
    assert cells[0] == "no"
    assert "700,000,000" in cells[1]
    assert asked["Which law governs it?"][0] is Unlike.NOT_KNOWN
    assert asked["May it be passed on?"][0] is Unlike.SAME
    same = clauses_beside([known["mit"], known["mit"]])
    assert {unlike for unlike, _ in same} == {Unlike.SAME}
    assert all(row.mark == "" for _, row in same)
