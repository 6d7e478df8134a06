"""Rank, score and label are one and the same in every view, for every rubric and list."""

from __future__ import annotations

import csv
import io
import json
import math
from typing import Any

import pandas as pd
import pytest

import openness
from openness.ranking.order import judged
from openness.rubric import load_rubric, preset_paths
from openness.ui.board import Board, Choice, RankedKind
from openness.views.forms import render
from tests.cli.conftest import Run, run  # noqa: F401 - a fixture
from tests.presets.judge import DOMAINS

SAID = ("rank", "rank_best", "rank_worst", "tied", "score", "high", "label", "gate")


def told(rows: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
    """What rows say of each entry, as text, missing values as nothing."""
    return {row["id"]: {name: word(row[name]) for name in SAID if name in row} for row in rows}


def word(value: Any) -> str:
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return ""
    return f"{float(value):.9g}" if not isinstance(value, (str, bool)) else number(str(value))


def number(text: str) -> str:
    try:
        return f"{float(text):.9g}"
    except ValueError:
        return text


@pytest.mark.no_cover
@pytest.mark.parametrize("kind", ["systems", "models"])
@pytest.mark.parametrize("name", sorted(preset_paths()))
def test_all_views_agree(run: Run, name: str, kind: RankedKind) -> None:  # noqa: F811 - the fixture
    index = openness.open_index("embedded")
    frame = index.rank(name, kind=kind)
    expected = told([dict(zip(frame.columns, row, strict=True)) for row in frame.itertuples(index=False)])
    assert len(expected) == len(frame) > 100

    asked = ("--rubric", name, f"--{kind}", "--snapshot", "embedded")
    for command in (("rank", "--format", "csv"), ("export", "-o", "-")):
        assert told(list(csv.DictReader(io.StringIO(run(*command, *asked).out)))) == expected
    assert told(json.loads(run("rank", "--format", "json", *asked).out)) == expected

    rubric = load_rubric(name, DOMAINS).rubric
    entries = index.judged(rubric, kind)
    board = Board(Choice(kind, name, assessments=True), index.snapshot.manifest, judged(entries, rubric))
    assert told(list(csv.DictReader(io.StringIO(render(board.ranking.frame(), "csv"))))) == expected
    ids = list(frame["id"])
    for entry in (*ids[:3], ids[len(ids) // 2], ids[-1]):
        explained = index.explain(entry, name, kind=kind)
        row = expected[entry]
        assert word(explained.low) == row["score"]
        assert word(explained.label) == row.get("label", "")
        place = explained.standing
        assert (word(place and place.rank), word(place and place.best), word(place and place.worst)) == (
            row["rank"], row["rank_best"], row["rank_worst"],
        )  # fmt: skip
        assert word(board.place_of(entry)) == row["rank"]
