"""A ranking makes the cells of the rows that are shown, and no others; guarded by counting, not by time."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.catalogue.stated import Statements
from openness.index import domains, load_rubric, open_index
from openness.ranking.catalogued import assessed_models, rows_spoken_of, stated_models
from openness.ranking.columns import Type
from openness.ranking.filters import parse_filter, passing
from openness.ranking.models import licence_tags
from openness.ranking.order import judged
from openness.ranking.ranking import Ranking, Told, _by_pattern
from openness.record.cells import Cells, Rows
from openness.record.columns import Column, encode
from openness.rubric import parse_rubric, preset_paths
from openness.score.check import gate_verdict
from tests.made_entries import made_entries
from tests.rubric.made import RUBRIC, SIGNALS

MADE = parse_rubric(RUBRIC, "r.yaml", SIGNALS).rubric
MANY = {f"org{number % 7}/m{number:04d}": {"licence.osi": number % 3 == 0} for number in range(3_000)}


class Counted(Cells):
    """Cells that count how many of them were looked at."""

    def __init__(self, size: int) -> None:
        self.size, self.looked = size, 0

    def __len__(self) -> int:
        return self.size

    def take(self, rows: Rows) -> list[str]:
        self.looked += len(rows)
        return [f"cell {row}" for row in rows]

    def coded(self) -> Column:
        self.looked += self.size
        return encode(self.take(np.arange(self.size)))


def test_only_the_rows_that_are_shown_are_touched() -> None:
    cells = Counted(len(MANY))
    made = made_entries(MANY)
    entries = replace(made, details={**made.details, "revision": cells})
    ranking = judged(entries, MADE)
    assert list(ranking.frame(ranking.rows[:20])["revision"]) == [f"cell {row}" for row in ranking.rows[:20]]
    assert cells.looked == 20
    kept = passing(ranking, [parse_filter("organisation=org3"), parse_filter("licence.osi=true")], SIGNALS)
    assert cells.looked == 20  # a filter reads the columns that it names
    assert len(ranking.frame(kept[:10], ["id", "rank"])) == 10
    assert cells.looked == 20


def test_a_filter_compares_each_distinct_text_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from openness.ranking import filters

    asked: list[str] = []
    real = filters._matches

    def matches(text: str, item: filters.Filter) -> bool:
        asked.append(text)
        return real(text, item)

    monkeypatch.setattr(filters, "_matches", matches)
    ranking = judged(made_entries(MANY), MADE)
    kept = passing(ranking, [parse_filter("organisation=org3")], SIGNALS)
    assert len(asked) == 7
    assert list(kept) == [row for row in ranking.rows if row % 7 == 3]


@pytest.mark.parametrize("name", preset_paths())
def test_a_page_is_a_piece_of_the_whole(name: str) -> None:
    rubric, index = load_rubric(name), open_index("embedded")
    ranking = judged(index.judged(rubric, "models"), rubric)
    whole = ranking.frame(levels=True)
    for start, end in ((0, 3), (1_500, 1_600), (len(whole) - 50, len(whole))):
        part = ranking.frame(ranking.rows[start:end], levels=True)
        pd.testing.assert_frame_equal(part, whole.iloc[start:end].reset_index(drop=True))


@given(st.integers(0, 70), st.integers(0, 6), st.randoms(use_true_random=False))
def test_a_text_is_said_once_a_pattern(rows: int, size: int, draw: st.DrawFn) -> None:
    codes = np.array([[draw.randint(0, 3) for _ in range(size)] for _ in range(rows)], dtype=np.int8)  # type: ignore[attr-defined]
    codes = codes.reshape(rows, size)
    said: list[str] = []

    def say(column: np.ndarray) -> str:
        said.append("".join(map(str, column)))
        return said[-1] or "nothing"

    found = _by_pattern(codes, say).plain()
    assert found == [("".join(map(str, codes[:, place])) or "nothing") for place in range(size)]
    assert len(said) == len(set(said))


def test_what_the_catalogue_says_of_models_is_found_by_their_accounts_alone() -> None:
    index = open_index("embedded")
    snapshot, catalogue = index.snapshot, index.catalogue
    rows = rows_spoken_of(snapshot, catalogue)
    assert 0 < len(rows) < len(snapshot.ids) / 2
    statements = Statements(catalogue, licence_tags(snapshot, catalogue))
    assert assessed_models(snapshot.names, catalogue, (), rows) == assessed_models(snapshot.names, catalogue)
    few, every = (stated_models(snapshot.names, statements, snapshot.columns, some) for some in (rows, None))
    assert few == every


def test_gates_are_told_as_row_by_row() -> None:
    rubric, index = load_rubric("procurement"), open_index("embedded")
    ranking: Ranking = judged(index.judged(rubric, "systems"), rubric)
    frame = ranking.frame()
    for row, gate, because in zip(frame["_row"], frame["gate"], frame["excluded_because"], strict=True):
        words = [gate_verdict(int(truth)) for truth in ranking.scores.gates[:, row]]
        assert gate == ("failed" if "failed" in words else "unknown" if "unknown" in words else "passed")
        assert pd.isna(because) == (set(words) == {"passed"})


def test_the_signals_of_the_index_can_be_filtered_by() -> None:
    rubric, index = load_rubric("default"), open_index("embedded")
    ranking = judged(index.judged(rubric, "systems"), rubric)
    assert 0 < len(passing(ranking, [parse_filter("licence.commercial=allowed")], domains())) < len(ranking)


@pytest.mark.parametrize("name", ["default", "procurement", "mof", "osaid"])
@pytest.mark.parametrize("kind", ["systems", "models"])
def test_rows_with_each_cell_once_are_the_rows_of_the_frame(name: str, kind: Literal["systems", "models"]) -> None:
    rubric = load_rubric(name)
    ranking = judged(open_index("embedded").judged(rubric, kind), rubric)
    rows = ranking.rows[:: max(1, len(ranking.rows) // 200)]
    for levels in (False, True):
        told = ranking.coded_table(rows, levels=levels)
        pd.testing.assert_frame_equal(told.frame(), ranking.frame(rows, levels=levels).drop(columns="_row"))
    assert all(len(column.cells) <= len(rows) for column in told.columns.values())


def test_numbers_that_are_equal_and_written_unlike_are_two_cells() -> None:
    told = Told(np.array([0.0, -0.0, 0.0, np.nan]), Type.NUMBER, np.array([True, True, False, True])).coded()
    assert [repr(told.cells[code]) if code >= 0 else None for code in told.codes] == ["0.0", "-0.0", None, "nan"]
