"""Long tables of a snapshot's models are written from columns, and say what evidence made one by one says."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pandas as pd
import pytest

from openness.index import Index, load_rubric, open_index
from openness.rubric.source import preset_paths
from openness.score.evaluate import evaluate
from openness.snapshot import tables
from openness.views.export import export_long
from openness.views.grounds import told_of


@pytest.fixture(scope="module")
def index() -> Index:
    opened = open_index("embedded")
    opened.snapshot.load_evidence()
    return opened


def some_rows(index: Index) -> list[int]:
    """Return rows that people judged, of which the catalogue states something, and of neither; not in order."""
    entries = index.entries("models")
    return [*[*entries.assessed][:15], *[*entries.stated][::40], *range(len(entries.ids) - 1, 0, -397)]


@pytest.mark.parametrize("preset", [*preset_paths()])
def test_columns_and_objects_say_the_same(index: Index, preset: str) -> None:
    rubric = load_rubric(preset)
    entries = index.judged(rubric, "models")
    one_by_one = replace(entries, evidence_of=partial(entries.evidence_of))
    rows = some_rows(index)
    columns, objects = (pd.concat(list(export_long(item, rubric, rows))) for item in (entries, one_by_one))
    pd.testing.assert_frame_equal(columns, objects)
    assert columns["source"].notna().any() or preset == "osai"


def test_no_object_is_made_for_an_answer_nobody_judged(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    real = tables._evidence
    monkeypatch.setattr(
        tables, "_evidence", lambda signal, rows, domain: (made.append(signal), real(signal, rows, domain))[1]
    )
    rubric = load_rubric("default")
    entries = index.judged(rubric, "models")
    told = told_of(entries, evaluate(rubric, entries.columns(rubric.assessments)))
    unjudged = [row for row in range(0, len(entries.ids), 7) if row not in entries.assessed]
    for start in range(0, len(unjudged), 200):
        lines = told.of(unjudged[start : start + 200])
        assert len(lines.reasons) == len(rubric.criteria) * len(unjudged[start : start + 200])
    assert told.made == 0
    assert made == []
    told.of([next(iter(entries.assessed))])
    assert told.made == 1
    assert made


def test_each_group_of_evidence_is_read_once(index: Index) -> None:
    rubric = load_rubric("default")
    entries = index.judged(rubric, "models")
    told = told_of(entries, evaluate(rubric, entries.columns(rubric.assessments)))
    assert told.looks is not None
    for start in range(0, len(entries.ids), 500):
        told.of(range(start, min(start + 500, len(entries.ids))))
    assert told.looks.read == told.looks.groups
