"""One model of very many is explained out of its own rows, in the same words; counted, not timed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from openness.files.kept import Kept
from openness.index import Index, load_rubric
from openness.index.index import domains
from openness.ranking import order
from openness.ranking.alone import alone
from openness.ranking.kept_standings import find_standings
from openness.ranking.order import judged
from openness.record.columns import Columns
from openness.rubric.rubric import Rubric
from openness.score.evaluate import Scores
from openness.score.evaluate import evaluate as true_evaluate
from openness.snapshot import snapshot as snapshots
from openness.snapshot.alone import columns_at
from openness.snapshot.licences import StoredLicences
from openness.snapshot.row import FEW, Few
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.store import embedded_folder
from openness.views import explanation
from openness.views.explanation import as_text, explain_alone, explain_each, explain_in


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(params=[False, True], ids=["as stored", "by facts of today"])
def stale(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether licence answers are those stored, or follow from other facts than those they were stored with."""
    monkeypatch.setattr(StoredLicences, "stale", request.param)
    return bool(request.param)


def opened(folder: Path) -> Index:
    return Index(Snapshot(embedded_folder(), domains(), Kept(folder)), Kept(folder))


def some_rows(index: Index) -> list[int]:
    """Return every two-hundredth row, and some of each of which the catalogue says something."""
    entries = index.entries("models")
    told = [rows for known in (entries.assessed, entries.stated, entries.moot, entries.bound) for rows in [*known][:4]]
    return sorted({*range(0, len(entries.ids), 200), *told})


@pytest.mark.parametrize("name", ["default", "procurement", "osai", "mof"])
def test_what_is_told_of_one_alone_is_what_is_told_of_it_among_all(folder: Path, name: str, stale: bool) -> None:
    index, rubric = opened(folder), load_rubric(name)
    entries = index.judged(rubric, "models")
    ranking = judged(entries, rubric)
    for row in some_rows(index):
        whole = explain_in(ranking, row)
        one = explain_alone(alone(entries, [row], rubric.signals), rubric, ranking.standings.place_of(row))
        assert one == whole, entries.ids[row]
        assert list(one.details) == list(whole.details)
        assert as_text(one) == as_text(whole)


def test_every_column_of_one_row_is_the_cell_of_that_row(folder: Path, stale: bool) -> None:
    snapshot = opened(folder).snapshot
    for row in range(0, len(snapshot.names), 977):
        columns = columns_at(snapshot, [row], [])
        for signal in domains():
            one, column = columns.column(signal), snapshot.columns.column(signal)
            code = int(column.codes[row])
            assert len(one.codes) == 1
            told = one.values[one.codes[0]] if one.codes[0] >= 0 else int(one.codes[0])
            assert told == (column.values[code] if code >= 0 else code), (signal, snapshot.names[row])


class Judged:
    """How many rows each evaluation had."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.rows: list[int] = []
        for module in (order, explanation):
            monkeypatch.setattr(module, "evaluate", self._evaluate)

    def _evaluate(self, rubric: Rubric, columns: Columns) -> Scores:
        self.rows.append(columns.size)
        return true_evaluate(rubric, columns)


def test_the_second_explanation_judges_one_row_and_reads_one_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "_INDEXED_AT_MOST", 0)
    counted = Judged(monkeypatch)
    first = opened(tmp_path)
    size = len(first.snapshot.names)
    name = first.snapshot.names[size // 2]
    told = first.explain(name, "default", kind="models")
    assert counted.rows == [size, 1], "the first of a snapshot and rubric works out where all stand"

    again = opened(tmp_path)
    assert again.explain(name.upper(), "default", kind="models") == told
    assert counted.rows == [size, 1, 1]
    assert not again.snapshot.names.are_read
    assert again.snapshot.columns._kept == {}
    assert again.snapshot._told == {}
    assert again.snapshot.row(size // 2).groups_read <= 12, "what a rubric reads at once, else a column at a time"
    assert "catalogue" not in vars(again)

    third = opened(tmp_path)
    third.ranking(third.judged(load_rubric("mof"), "models"), load_rubric("mof"))
    fourth = opened(tmp_path)
    fourth.explain(name, "mof", kind="models")
    assert counted.rows[3:] == [size, 1], "a ranking keeps where all stand, too"


def test_standings_are_kept_as_they_are_in_small_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "_INDEXED_AT_MOST", 0)
    index, rubric = opened(tmp_path), load_rubric("procurement")
    ranking = index.ranking(index.judged(rubric, "models"), rubric)
    kept = find_standings(Kept(tmp_path), index._standings_digest(ranking.entries, rubric))
    assert kept is not None
    rows = np.unique(np.linspace(0, len(ranking) - 1, 300).astype(np.int64)).tolist()
    assert [kept.place_of(row) for row in rows] == [ranking.standings.place_of(row) for row in rows]
    assert {found is None for found in map(kept.place_of, rows)} == {True, False}
    assert kept.parts_read == 2 * len(rows)
    assert find_standings(Kept(tmp_path), index._standings_digest(ranking.entries, load_rubric("default"))) is None


@pytest.mark.parametrize("name", ["default", "procurement"])
def test_a_few_are_told_as_each_is_alone(folder: Path, name: str, stale: bool) -> None:
    index, rubric = opened(folder), load_rubric(name)
    entries, rows = index.judged(rubric, "models"), some_rows(index)[:FEW]
    ranking = judged(entries, rubric)
    few = alone(entries, rows[::-1], rubric.signals)
    told = explain_each(few, rubric)
    assert [one.entry for one in told] == [entries.ids[row] for row in rows[::-1]]
    assert list(told) == [replace(explain_in(ranking, row), standing=None) for row in rows[::-1]]
    assert [few.evidence(place) for place in range(3)] == [entries.evidence(row) for row in rows[:-4:-1]]


def test_of_more_than_a_few_whole_columns_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "_INDEXED_AT_MOST", 0)
    index, rubric = opened(tmp_path), load_rubric("default")
    entries = index.entries("models")
    signal = next(iter(rubric.signals))
    few = index.chosen(entries, list(range(FEW)), rubric)
    assert signal not in index.snapshot.columns._kept
    more = index.chosen(entries, list(range(FEW + 1)), rubric)
    assert signal in index.snapshot.columns._kept
    assert [one.low for one in explain_each(more, rubric)[:FEW]] == [one.low for one in explain_each(few, rubric)]


def test_of_rows_no_more_than_a_few_are_held() -> None:
    held: Few[str] = Few()
    for place in range(3 * FEW):
        held[place] = f"row {place}"
        assert held[place] == f"row {place}"
        assert len(held) <= FEW
