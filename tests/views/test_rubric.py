"""Rubrics in words: every condition, every part, a file to start from, and what a replay shows."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.ranking.replay import replay
from openness.rubric import load_rubric, parse_rubric, preset_paths
from openness.rubric.condition import (
    All,
    Any,
    Comparison,
    Condition,
    Count,
    Defined,
    DimensionTest,
    Level,
    LevelTest,
    Not,
    Test,
    leaves,
)
from openness.score.check import rubric_problems
from openness.signals import SIGNALS
from openness.views.rubric import (
    condition_words,
    criteria_rows,
    replay_summary,
    rubric_text,
    sensitivity_table,
    starting_rubric,
)
from tests.made_entries import made_entries
from tests.rubric.made import SIGNALS as MADE_SIGNALS
from tests.views.made import FULL, PART, column, made_rubric

DOMAINS = {signal: item.domain for signal, item in SIGNALS.items()}
A, B = (Test(name, Comparison.IS, ("x",)) for name in "ab")


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Test("s", Comparison.IS, ("x",)), "s is x"),
        (Test("s", Comparison.IS, ("x", "y")), "s is x or y"),
        (Test("s", Comparison.IS, (True,)), "s is true"),
        (Test("s", Comparison.IS, (False,)), "s is false"),
        (Test("s", Comparison.AT_LEAST, (7,)), "s is at least 7"),
        (Test("s", Comparison.AT_MOST, (0.5,)), "s is at most 0.5"),
        (Test("s", Comparison.INCLUDES_ANY, ("x", "y")), "s includes x or y"),
        (Test("s", Comparison.INCLUDES_ALL, ("x",)), "s includes all of x"),
        (Test("s", Comparison.SIZE_AT_LEAST, (2,)), "s has a size of at least 2"),
        (LevelTest("c", frozenset({Level.PARTIAL, Level.OPEN})), "c is open or partial"),
        (DimensionTest("d", 50.0), "d scores at least 50"),
        (DimensionTest("d", 12.5), "d scores at least 12.5"),
        (All((A, B)), "a is x and b is x"),
        (Any((A, B)), "a is x or b is x"),
        (All((A, Any((A, B)))), "a is x and (a is x or b is x)"),
        (Any((All((A, B)), B)), "(a is x and b is x) or b is x"),
        (Not(A), "not a is x"),
        (Not(All((A, B))), "not (a is x and b is x)"),
        (Count((A, B), 1, None), "at least 1 of: a is x; b is x"),
        (Count((A, B), None, 0), "at most 0 of: a is x; b is x"),
        (Count((A, B), 1, 2), "at least 1 and at most 2 of: a is x; b is x"),
        (Not(Count((A,), 1, None)), "not (at least 1 of: a is x)"),
        (Defined("n", None, A), "n (a is x)"),
        (Defined("n", "o", A), "n, option o (a is x)"),
    ],
)
def test_a_condition_is_a_part_of_a_sentence(condition: Condition, words: str) -> None:
    assert condition_words(condition) == words


conditions = st.recursive(
    st.sampled_from([A, B, LevelTest("c", frozenset({Level.OPEN})), DimensionTest("d", 5.0)]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Any(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Count(tuple(parts), 1, None)),
        inner.map(Not),
        inner.map(lambda part: Defined("n", "o", part)),
    ),
)


@given(conditions)
def test_any_condition_is_one_line_with_every_leaf_and_closed_brackets(condition: Condition) -> None:
    words = condition_words(condition)
    assert "\n" not in words
    assert words.count("(") == words.count(")")
    for leaf in leaves(condition):
        assert condition_words(leaf) in words


def test_a_rubric_in_words_has_every_part_in_its_order() -> None:
    head = "title: Made for tests\ndescription: Words on it\nsources: [A book, A page]\nnotice: Mind this"
    lines = rubric_text(made_rubric("title: Made for tests", head)).splitlines()
    assert lines[:6] == [
        "Made for tests (made@1)",
        "Words on it",
        "Source: A book",
        "Source: A page",
        "Note: Mind this",
        "Switch open-licence: osi",
    ]
    assert lines.index("Weights") < lines.index("Data") < lines.index("Label")


@pytest.mark.parametrize(
    "line",
    [
        "  final, 10 points: Can anyone download the weights?",
        "      open: weights.published is all and access.gate is none",
        "      partial: weights.published is all or partial",
        "      otherwise closed; undecided means unknown",
        "      the assessment osai.weights decides where that is unknown",
        "      open: open-licence, option osi (licence.osi is true)",
        "      applies where not card.topics is 9",
        "      partial: data.named is at least named",
        "      otherwise unknown; undecided means unknown",
        "      why: It matters.",
        "      fix: Mend it.",
        "Gate downloadable: Can it be downloaded?",
        "  passed where final is open or partial",
        "  Full",
        "      everything open: (final is not_applicable or open) and",
        "  otherwise: None of these",
    ],
)
def test_each_part_of_the_made_rubric_is_told(line: str) -> None:
    lines = rubric_text(made_rubric()).splitlines()
    assert [told for told in lines if told.startswith(line.partition(" (final")[0])]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("version: 1\n", "version: 1\nassessments: first\n", "      the assessment osai.weights decides first"),
        ("points: 10", "points: 2.5", "  final, 2.5 points: Can anyone download the weights?"),
        ("points: 10", "points: 10\n    cites: para 83", "  final [para 83], 10 points: Can anyone"),
        ("choose: osi", "choose: named", "Switch open-licence: named"),
    ],
)
def test_what_the_file_changes_shows(old: str, new: str, line: str) -> None:
    assert line in rubric_text(made_rubric(old, new))
    assert line not in rubric_text(made_rubric())


@pytest.mark.parametrize("preset", preset_paths())
def test_every_preset_is_told_whole(preset: str) -> None:
    rubric = load_rubric(preset, DOMAINS, {}).rubric
    text = rubric_text(rubric)
    for criterion in rubric.criteria:
        assert f"  {criterion.id}" in text
        assert criterion.question in text
    for gate in rubric.gates:
        assert f"Gate {gate.id}: {gate.question}" in text
    for rung in rubric.ladder.rungs if rubric.ladder else ():
        assert f"\n  {rung.label}\n" in text
    rows = criteria_rows(rubric)
    assert rows["id"].tolist() == [item.id for item in rubric.criteria]


def test_criteria_as_rows_leave_empty_what_is_not_asked() -> None:
    frame = criteria_rows(made_rubric())
    assert column(frame, "closed") == [None, None, "data.named is withheld"]
    assert column(frame, "partial")[1] is None
    assert column(frame, "assessment") == ["osai.weights", None, None]
    assert column(frame, "points") == [10, 5, 5]


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("mine", "mine"),
        ("My Rubric", "my-rubric"),
        ("a/b c", "a-b-c"),
        ("---", "mine"),
        ("", "mine"),
        ("A1", "a1"),
        ("Prüfung", "prufung"),
        ("模型", "mine"),
        ("2026", "2026"),
        ("true", "true"),
        ("x" * 200, "x" * 80),
    ],
)
@pytest.mark.parametrize("extends", [None, "default"])
def test_a_file_to_start_from_loads_and_its_examples_hold(
    tmp_path: Path, name: str, identifier: str, extends: str | None
) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(starting_rubric(name, extends), encoding="utf-8")
    loaded = load_rubric(str(path), DOMAINS)
    assert loaded.rubric.id == identifier
    assert rubric_problems(loaded, DOMAINS) == []


@given(st.text(max_size=120))
def test_any_name_gives_a_rubric_that_loads(name: str) -> None:
    loaded = parse_rubric(starting_rubric(name, None), "r.yaml", DOMAINS)
    assert loaded.rubric.version == 1


def test_sensitivities_have_the_places_that_their_kind_needs() -> None:
    frame = pd.DataFrame(
        {"name": ["a", None], "correlation": [0.123456, None], "next_ahead": [1.0, 0.5], "score": [12.345, None]}
    )
    lines = [line.split() for line in sensitivity_table(frame).splitlines()]
    assert lines[1] == ["a", "0.1235", "1.0000", "12.3"]
    assert lines[2] == ["0.5000"]


def test_a_replay_names_both_rubrics_and_the_largest_moves() -> None:
    entries = made_entries({"org/full": FULL, "org/part": PART, "org/other": {**FULL, "licence.osi": False}})
    new = made_rubric("points: 5\n    levels:\n      open: {defined", "points: 15\n    levels:\n      open: {defined")
    lines = replay_summary(replay(entries, made_rubric(), new), "2026-01").splitlines()
    assert lines[0].startswith("made@1 to made@1 on snapshot 2026-01: 2 of 3 move, 2 of them in score or label")
    assert lines[1].startswith("rank correlation (Spearman) ")
    assert lines[2] == "largest: org/other 75.0 -> 50.0 by licensed"
    assert len(lines) == 4


def test_a_replay_of_the_same_rubric_moves_nothing() -> None:
    entries = made_entries({"org/full": FULL})
    found = replay(entries, made_rubric(), made_rubric())
    assert replay_summary(found, "s") == "made@1 to made@1 on snapshot s: 0 of 1 move, 0 of them in score or label"
    assert set(made_rubric().signals) <= set(MADE_SIGNALS)
