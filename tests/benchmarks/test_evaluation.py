"""The plain loop that the evaluator is measured beside: both judge alike, by every preset."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.evaluation import DOMAINS, level_of, made_columns
from openness.record.evidence import Value
from openness.rubric import Level, load_rubric, preset_paths
from openness.rubric.condition import Comparison, Test
from openness.score import evaluate
from openness.score.logic import LEVELS

ROWS = 400


@pytest.mark.parametrize("preset", preset_paths())
def test_loop_and_evaluator_judge_alike(preset: str) -> None:
    rubric = load_rubric(preset, DOMAINS).rubric
    columns = made_columns(rubric, ROWS, seed=7)
    levels = evaluate(rubric, columns).levels
    for place in range(ROWS):
        row: dict[str, Value] = {
            signal: column.values[column.codes[place]]
            for signal, column in columns.columns.items()
            if column.codes[place] >= 0
        }
        plain = [level_of(rubric, number, row) for number in range(len(rubric.criteria))]
        assert [LEVELS[code] for code in levels[:, place]] == plain


def test_the_loop_leaves_open_what_an_answer_leaves_open() -> None:
    gate = Test("access.gate", Comparison.IS, ("none",), either={"unspecified": ("none", "manual")})
    sure = Test("weights.published", Comparison.IS, ("all",))
    rubric = load_rubric("default", DOMAINS).rubric
    asked = replace(
        rubric.criteria[0], levels=((Level.OPEN, gate),), otherwise=Level.CLOSED, applies_to=None, ratings=()
    )
    made = replace(rubric, criteria=(asked, replace(asked, id="made", applies_to=sure)))
    assert level_of(made, 0, {"access.gate": "unspecified"}) is Level.UNKNOWN
    assert level_of(made, 0, {"access.gate": "manual"}) is Level.CLOSED
    assert level_of(made, 1, {"access.gate": "none"}) is Level.UNKNOWN
    assert level_of(made, 1, {"access.gate": "none", "weights.published": "all"}) is Level.OPEN
    assert level_of(made, 1, {"access.gate": "none", "weights.published": "none"}) is Level.NOT_APPLICABLE
