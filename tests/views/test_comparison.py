"""Comparisons: what differs, what is the same, and what is only not known of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.record.columns import from_rows
from openness.record.evidence import Value
from openness.rubric import load_rubric
from openness.signals import SIGNALS
from openness.views.comparison import CLAUSES, Comparison, Line, Unlike, as_rows, as_text, compare
from tests.made_entries import made_entries
from tests.views.made import FULL, HOSTILE, PART, made_rubric, moves_cursor


def compared(*answers: Mapping[str, Value], details: Mapping[str, list[object]] | None = None) -> Comparison:
    entries = made_entries({f"org/m{number}": item for number, item in enumerate(answers)})
    entries = replace(entries, details=details or {})
    return compare(entries, range(len(answers)), made_rubric(), dict(SIGNALS))


def line_of(comparison: Comparison, question: str) -> Line:
    (line,) = [line for line in comparison.lines if line.question == question]
    return line


@pytest.mark.parametrize(
    ("cells", "unlike"),
    [
        (("a", "a"), Unlike.SAME),
        (("a", "b"), Unlike.DIFFERS),
        (("a", None), Unlike.NOT_KNOWN),
        ((None, "a"), Unlike.NOT_KNOWN),
        ((None, None), Unlike.SAME),
        (("a", "b", None), Unlike.DIFFERS),  # what is known of two differs, whatever the third is
        (("a", "a", None), Unlike.NOT_KNOWN),
        (("a", "A"), Unlike.DIFFERS),
    ],
)
def test_unknown_against_known_is_no_difference(cells: tuple[str | None, ...], unlike: Unlike) -> None:
    assert Line("facts", "q", cells).unlike is unlike


def test_levels_stand_under_their_dimension_in_the_rubrics_order() -> None:
    found = compared(FULL, PART, {})
    assert [line.question for line in found.part("weights")] == [
        "Can anyone download the weights?",
        "Is the licence open?",
    ]
    assert [line.cells for line in found.part("weights")] == [("open", "partial", None), ("open", "closed", None)]
    assert all(line.level for line in found.part("weights") + found.part("data"))
    assert not any(line.level for line in found.part("clauses") + found.part("facts"))


@pytest.mark.parametrize("clause", CLAUSES)
def test_every_clause_is_a_signal_that_is_compared(clause: str) -> None:
    domain = SIGNALS[clause].domain
    one, other = [*domain.choices][:2] if domain.choices else (True, False)
    found = line_of(compared({clause: one}, {clause: other}, {}), SIGNALS[clause].question)
    assert found.part == "clauses"
    assert found.unlike is Unlike.DIFFERS
    assert found.cells[2] is None
    assert len(set(found.cells)) == 3


def test_a_flag_is_written_as_rubrics_write_it() -> None:
    flags = [name for name in CLAUSES if not SIGNALS[name].domain.choices]
    for name in flags:
        assert line_of(compared({name: True}, {name: False}), SIGNALS[name].question).cells == ("true", "false")
        told = as_text(compared({name: True}, {name: False}))
        assert "yes" in told
        assert "true" not in told
        assert "false" not in told


@pytest.mark.parametrize(
    ("name", "told", "cells"),
    [
        ("organisation", ["A", "B"], ("A", "B")),
        ("licence", ["mit", None], ("mit", None)),
        ("compute_hours", [5, 6], ("5", "6")),
        ("public_compute", [True, False], ("True", "False")),
        ("revision", [None, None], (None, None)),
    ],
)
def test_facts_of_the_list_are_compared_where_it_has_them(
    name: str, told: list[object], cells: tuple[str | None, ...]
) -> None:
    assert line_of(compared(FULL, PART, details={name: told}), name).cells == cells
    assert name not in [line.question for line in compared(FULL, PART).lines]


def test_facts_of_records_are_compared_too() -> None:
    found = compared({"model.parameters": 7_000_000_000}, {"model.parameters": 8_000_000_000})
    assert line_of(found, SIGNALS["model.parameters"].question).cells == ("7000000000", "8000000000")


def test_only_what_differs_can_be_asked_for() -> None:
    found = compared(FULL, {**FULL, "licence.osi": False})
    assert [line.question for line in found.part("weights", only_different=True)] == ["Is the licence open?"]
    text = as_text(found, only_different=True)
    assert "Can anyone download the weights?" not in text
    assert "≠ Is the licence open?" in text
    assert "Is the data public?" in as_text(found)


def test_a_line_of_text_is_marked_by_how_it_differs() -> None:
    text = as_text(compared(FULL, {**PART, "licence.osi": True}, {"data.named": "public"}))
    lines = {line.strip(" ≠?"): line for line in text.splitlines()}
    marked = {next(key for key in lines if key.startswith(word)): word for word in ("Can anyone", "Is the licence")}
    assert sorted(lines[key][0] for key in marked) == ["?", "≠"]
    assert "● open" in text
    assert "◐ partial" in text
    assert "? unknown" in text


def test_figures_name_score_coverage_and_label() -> None:
    head = as_text(compared(FULL, {})).splitlines()
    assert head[1].split() == ["proven", "score", "100.0", "0.0"]
    assert head[2].split() == ["possible", "100.0", "100.0"]
    assert head[3].split() == ["coverage", "100", "%", "0", "%"]
    assert head[4].split() == ["label", "Full", "None", "of", "these"]


def test_a_rubric_without_a_ladder_gives_no_label() -> None:
    domains = {signal: item.domain for signal, item in SIGNALS.items()}
    rubric = load_rubric("default", domains, {}).rubric
    entries = made_entries({"a": {}, "b": {}})
    assert (rubric.ladder is None) == ("label" not in as_text(compare(entries, [0, 1], rubric, dict(SIGNALS))))


def test_rows_for_data_have_a_cell_an_entry() -> None:
    rows = as_rows(compared(FULL, PART))
    assert rows[0] == {
        "part": "weights",
        "question": "Can anyone download the weights?",
        "unlike": "differs",
        "org/m0": "open",
        "org/m1": "partial",
    }
    assert all(set(row) == set(rows[0]) for row in rows)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_facts_stay_on_their_line(words: str) -> None:
    entries = replace(made_entries({"a": FULL, "b": PART}), names=[words, "b"], details={"licence": [words, "mit"]})
    text = as_text(compare(entries, [0, 1], made_rubric(), dict(SIGNALS)))
    assert moves_cursor(text) == set()
    assert len(text.splitlines()) == len(as_text(compared(FULL, PART, details={"licence": ["x", "mit"]})).splitlines())


@given(st.lists(st.sampled_from(["all", "partial", "none", None]), min_size=2, max_size=5))
def test_the_order_of_entries_changes_no_verdict(published: list[str | None]) -> None:
    answers: list[dict[str, Value]] = [{} if item is None else {"weights.published": item} for item in published]
    entries = made_entries({f"m{number}": item for number, item in enumerate(answers)})
    assert entries.automatic.size == from_rows(answers).size
    rows = list(range(len(answers)))
    forth = compare(entries, rows, made_rubric(), dict(SIGNALS))
    back = compare(entries, rows[::-1], made_rubric(), dict(SIGNALS))
    assert [line.unlike for line in forth.lines] == [line.unlike for line in back.lines]
    assert [line.cells for line in forth.lines] == [line.cells[::-1] for line in back.lines]


def test_of_a_licence_that_is_known_nothing_may_be_left_open_and_of_none_nothing_is_said() -> None:
    told: dict[str, list[object]] = {
        "licence": ["mit", "mit", None],
        "licence_unread": [None, "terms behind a link", None],
    }
    found = line_of(compared(FULL, FULL, PART, details=told), "licence_unread")
    assert found.cells == ("none", "terms behind a link", None)
