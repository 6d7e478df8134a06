"""A ranking in a terminal: ranked rows, then those of which too little is known; numbers as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from openness.ranking.order import judged, rank
from openness.record.evidence import Value
from openness.rubric.rubric import Rubric
from openness.views import ranking as views
from openness.views.ranking import Kept, gates_summary, ranking_summary, ranking_table
from tests.made_entries import made_entries
from tests.views.made import FULL, HOSTILE, PART, hostile_entries, made_rubric, moves_cursor

ROWS: Mapping[str, Mapping[str, Value]] = {"org/full": FULL, "org/part": PART, "org/none": {}}


def shown(rows: Mapping[str, Mapping[str, Value]], rubric: Rubric | None = None, **details: list[object]) -> list[str]:
    entries = replace(made_entries(rows), details=details)
    rubric = rubric or made_rubric()
    ranking = judged(entries, rubric)
    return ranking_table(ranking, ranking.rows).splitlines()


def labels_only() -> Rubric:
    """Return the made rubric with a ladder and no points."""
    return replace(made_rubric(), criteria=tuple(replace(item, points=0) for item in made_rubric().criteria))


def test_ranked_rows_stand_before_those_of_which_too_little_is_known() -> None:
    lines = shown(ROWS)
    assert [line.split()[0] for line in lines[1:3]] == ["1", "2"]
    assert lines[4] == "Too little is known (nothing is decided), by name:"
    assert lines[6].split() == ["org/none", "0", "%", "final,", "licensed,", "data"]


@pytest.mark.parametrize(
    ("answers", "parts"),
    [
        (FULL, ["100.0", "100.0–100.0", "100 %"]),
        (PART, ["37.5", "37.5–37.5", "100 %"]),
        ({"licence.osi": True}, ["25.0", "25.0–100.0", "25 %"]),
    ],
)
def test_numbers_have_one_decimal_and_the_range_both_ends(answers: Mapping[str, Value], parts: list[str]) -> None:
    (line,) = [line for line in shown({"a": answers}) if line.startswith("   1") or " a " in line]
    for part in parts:
        assert part in line


def test_a_dimension_where_nothing_applies_is_a_dash() -> None:
    assert shown({"a": {**FULL, "card.topics": 9}})[1].split()[-2:] == ["–", "?"]


def test_equals_share_a_rank_and_it_shows() -> None:
    lines = shown({"a": FULL, "b": FULL, "c": PART})
    assert [line.split()[0] for line in lines[1:]] == ["1=", "1=", "3"]


@pytest.mark.parametrize(("licence", "words"), [("mit", "mit"), (None, "?"), ("l" * 40, "l" * 29 + "…")])
def test_the_licence_is_named_or_unknown_and_bounded(licence: str | None, words: str) -> None:
    assert shown({"a": FULL}, licence=[licence])[1].split()[-1] == words


@pytest.mark.parametrize(("length", "ends"), [(47, "x"), (48, "x"), (49, "…"), (500, "…")])
def test_a_long_name_is_cut(length: int, ends: str) -> None:
    (line,) = [line for line in shown({"x" * length: FULL}) if "xxx" in line]
    name = next(part for part in line.split() if part.startswith("xxx"))
    assert len(name) == min(length, 48)
    assert name.endswith(ends)


@pytest.mark.parametrize(
    ("bound", "words", "ranked"),
    [(0, "nothing is decided", 2), (0.5, "coverage below 50 %", 1), (1, "coverage below 100 %", 1)],
)
def test_the_bound_from_which_is_ranked_is_said(bound: float, words: str, ranked: int) -> None:
    lines = shown({"a": FULL, "b": {"licence.osi": True}, "c": {}}, replace(made_rubric(), ranked_from=bound))
    head = lines.index(f"Too little is known ({words}), by name:")
    assert head == ranked + 2
    assert len(lines) - head - 2 == 3 - ranked


def test_only_unranked_rows_are_a_table_of_their_own() -> None:
    assert shown({"a": {}})[0].startswith("Too little is known")
    assert shown({}) == []


def test_what_would_have_to_be_read_names_three_and_counts_the_rest() -> None:
    rubric = made_rubric()
    more = tuple(replace(rubric.criteria[2], id=f"more-{number}") for number in range(3))
    lines = shown({"a": {}}, replace(rubric, criteria=(*rubric.criteria, *more)))
    assert lines[-1].endswith("final, licensed, data and 3 more")


def test_a_rubric_of_labels_alone_groups_by_label_without_an_order_within() -> None:
    lines = shown({"a": FULL, "b": FULL, "c": PART, "d": {"licence.osi": True}}, labels_only())
    heads = [line for line in lines if " shown; from place " in line]
    assert [head.partition(" (")[0] for head in heads] == ["Full", "None of these"]
    assert heads[0] == "Full (2 shown; from place 1)"
    assert "score" not in "".join(lines)


def test_what_a_row_could_be_is_said_where_it_is_another_label() -> None:
    lines = shown({"a": FULL, "b": {"licence.osi": True, "weights.published": "all"}}, labels_only())
    full = next(line for line in lines if line.startswith("a "))
    assert full.split() == ["a", "–", "?"] or "Full" not in full
    others = [line for line in lines if line.startswith("b ")]
    assert all("could be" not in line for line in others)


@pytest.mark.parametrize(
    ("rows", "left", "whole", "parts"),
    [
        ({"a": FULL}, 1, 1, ["1 of 1 rows;"]),
        (ROWS, 2, 3, ["2 of 3 rows;", "of 1 too little is known to rank them (nothing is decided)"]),
        (ROWS, 2, 5000, ["2 of 3 rows that pass the filters; ranks are those of all 5,000;"]),
        ({"a": FULL}, 1, 1, ["a score is what is proven"]),
    ],
)
def test_the_summary_says_what_was_left_out(
    rows: Mapping[str, Mapping[str, Value]], left: int, whole: int, parts: list[str]
) -> None:
    frame = rank(made_entries(rows), made_rubric())
    said = ranking_summary(left, Kept(whole, len(frame), int(frame["rank"].isna().sum())), made_rubric())
    assert said.endswith(".")
    for part in parts:
        assert part in said
    assert ("too little" in said) == ("org/none" in rows)


def test_the_summary_of_labels_speaks_of_no_score() -> None:
    rubric = labels_only()
    said = ranking_summary(1, Kept(1, 1, 0), rubric)
    assert "a label is what is proven; within one there is no order" in said
    assert "score" not in said


# Half surrogate pairs are mended at the door (`hub.payload`), and a column of text cannot hold them.
@pytest.mark.parametrize("words", [words for words in HOSTILE if "\ud800" not in words])
def test_hostile_names_stay_on_their_line(words: str) -> None:
    ranking = judged(hostile_entries(words), made_rubric())
    text = ranking_table(ranking, ranking.rows)
    assert moves_cursor(text) == set()
    assert len(text.splitlines()) == 6


def summary_of(rows: Mapping[str, Mapping[str, Value]]) -> str | None:
    return gates_summary(judged(made_entries(rows), made_rubric()))


def test_above_a_table_with_gates_stands_how_many_pass_and_what_stops_most() -> None:
    told = summary_of({**ROWS, "org/failed": {"weights.published": "none"}, "org/gone": {"weights.published": "none"}})
    assert told is not None
    assert told.startswith(
        "2 of 5 pass all 1 gates; 'downloadable' stops most: 2 fail it, and of 1 too little was read"
    )
    assert "(final)" in told


def test_where_all_pass_or_nothing_is_asked_no_gate_is_blamed() -> None:
    assert summary_of({"org/full": FULL}) == "All 1 pass the 1 gates."
    assert summary_of({}) is None
    bare = replace(made_rubric(), gates=())
    assert gates_summary(judged(made_entries(ROWS), bare)) is None


def test_a_row_says_which_gates_are_not_passed_and_which_of_them_are_unknown() -> None:
    failed, unknown = shown({"a": {"weights.published": "none"}})[1], shown({"b": {"licence.osi": True}})[1]
    assert "0 of 1  downloadable " in failed
    assert "0 of 1  downloadable?" in unknown


def test_a_licence_told_differently_and_a_refusal_stand_in_the_row() -> None:
    (line,) = shown(
        {"a": FULL}, licence=["mit"], licence_told=["A Licence of its own"], refused=["hidden, asked 2026-11-27"]
    )[1:2]
    assert line.endswith("mit; told: A Licence of its own [hidden, asked 2026-11-27]")


def test_what_leaves_open_what_a_licence_allows_stands_beside_its_name() -> None:
    (line,) = shown({"a": FULL}, licence=["mit"], licence_unread=["terms behind a link"], licence_told=["other"])[1:2]
    assert line.endswith("mit; unread: terms behind a link; told: other")


@pytest.mark.parametrize("size", [1, 2, 3])
@pytest.mark.parametrize("rubric", [made_rubric(), labels_only()], ids=["points", "labels"])
@pytest.mark.parametrize("more", [(), ("licence",)])
def test_rows_made_ready_in_parts_make_the_same_table(
    size: int, rubric: Rubric, more: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = {f"org/{number}": told for number, told in enumerate([FULL, PART, {}, {"licence.osi": True}, FULL, {}])}
    entries = replace(made_entries(rows), details={"licence": ["mit", None, "l" * 60, "x", "mit", None]})
    ranking = judged(entries, rubric)
    whole = ranking_table(ranking, ranking.rows, more)
    monkeypatch.setattr(views, "_ROWS_A_PART", size)
    assert ranking_table(ranking, ranking.rows, more) == whole
    assert all(f"org/{number}" in whole for number in range(len(rows)))
