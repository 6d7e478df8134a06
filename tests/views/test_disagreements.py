"""Where people and what was read differ: every disputed level once, both sides with their pages, nothing else."""

from __future__ import annotations

import pandas as pd
import pytest

from openness.index import Index, load_rubric, open_index
from openness.score.evaluate import evaluate
from openness.views.disagreements import COLUMNS, counts, counts_table, disagreements, page


@pytest.fixture(scope="module")
def index() -> Index:
    return open_index("embedded")


@pytest.fixture(scope="module", params=["default", "osai"])
def found(index: Index, request: pytest.FixtureRequest) -> pd.DataFrame:
    index.snapshot.load_evidence()
    rubric = load_rubric(request.param)
    return disagreements(index.judged(rubric, "systems"), rubric)


def test_each_row_has_two_levels_that_differ_and_the_pages_of_both_sides(found: pd.DataFrame) -> None:
    assert list(found.columns) == list(COLUMNS)
    assert len(found) > 10
    assert not found.duplicated(["criterion", "id"]).any()
    for row in found.to_dict("records"):
        assert row["people"] != row["read"]
        assert {row["people"], row["read"]} <= {"open", "partial", "closed"}
        assert row["counts"] in ("people", "read")
        assert row["by"]
        assert row["date"]
        assert row["people_at"].startswith("https://")
        assert row["signals"]


def test_they_are_the_levels_that_the_evaluator_calls_disputed(index: Index) -> None:
    rubric = load_rubric("default")
    entries = index.judged(rubric, "systems")
    scores = evaluate(rubric, entries.columns(rubric.assessments))
    assert len(disagreements(entries, rubric)) == int(scores.disputed.sum())


def test_without_people_nothing_differs(index: Index) -> None:
    rubric = load_rubric("default")
    found = disagreements(index.judged(rubric, "systems", assessments=False), rubric)
    assert found.empty
    assert counts(found) == []
    assert page({"made": found}, "made").count("\n## ") == 1


def test_counts_are_those_of_the_list(found: pd.DataFrame) -> None:
    told = counts(found)
    assert sum(number for _, number, _, _ in told) == len(found)
    assert all(number == people + read for _, number, people, read in told)


def test_a_name_cannot_break_the_page_or_the_terminal(found: pd.DataFrame) -> None:
    hostile = found.head(1).assign(name="a | b\n# <img src=x>", id="x\x1b[2J")
    assert "\x1b" not in counts_table(hostile)
    told = page({"made": hostile}, "made")
    assert "\n# <img" not in told
    assert sum(line.startswith("| ") for line in told.splitlines()) == 6  # two tables of a head, a rule and one row
    assert all(line.endswith("|") for line in told.splitlines() if line.startswith("|"))
