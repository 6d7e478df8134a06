"""Signs and bars: one meaning a sign, and never more proven than is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.rubric.condition import Level
from openness.score.evaluate import evaluate
from openness.views.bar import FILL, SIGNS, levels_of, score_bar, strips
from tests.made_entries import made_entries
from tests.views.made import FULL, PART, made_rubric


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (0, 0, "········ 0–0"),
        (0, 100, "▒▒▒▒▒▒▒▒ 0–100"),
        (100, 100, "████████ 100–100"),
        (50, 50, "████···· 50–50"),
        (50, 75, "████▒▒·· 50–75"),
        (12.5, 100, "█▒▒▒▒▒▒▒ 12–100"),
        (float("nan"), float("nan"), "–"),
        (float("nan"), 50, "–"),
        (50, float("nan"), "–"),
    ],
)
def test_a_bar_is_full_where_proven_and_pale_where_possible(low: float, high: float, shown: str) -> None:
    assert score_bar(low, high) == shown


@given(st.floats(0, 100), st.floats(0, 100))
def test_a_bar_always_has_eight_blocks_in_order(one: float, other: float) -> None:
    low, high = sorted((one, other))
    blocks = score_bar(low, high).split(" ")[0]
    assert len(blocks) == 8
    assert blocks == "█" * blocks.count("█") + "▒" * blocks.count("▒") + "·" * blocks.count("·")


def test_every_level_has_a_sign_of_its_own() -> None:
    assert set(SIGNS) == set(Level)
    assert len(set(SIGNS.values())) == len(Level)
    assert all(sign.isprintable() and len(sign) == 1 for sign in (*SIGNS.values(), *FILL))


# The made rubric: weights of 10 and 5 points, data of 5.
@pytest.mark.parametrize(
    ("answers", "strip"),
    [
        (FULL, "● ●"),
        ({**FULL, "licence.osi": False}, "◕ ●"),  # 10 of 15
        ({**PART, "licence.osi": True}, "◕ ◑"),  # 5 + 5 of 15; half of the data
        (PART, "◔ ◑"),  # 5 of 15
        ({**FULL, "weights.published": "none", "licence.osi": False}, "○ ●"),
        ({}, "? ?"),
        ({**FULL, "card.topics": 9}, "● –"),  # the data criterion does not apply
        ({"data.named": "withheld", "card.topics": 1}, "? ○"),
    ],
)
def test_a_strip_has_a_sign_a_dimension(answers: dict[str, object], strip: str) -> None:
    rubric = made_rubric()
    entries = made_entries({"org/one": answers})  # type: ignore[dict-item]
    assert strips(evaluate(rubric, entries.columns("last"))) == [strip]


def test_the_least_proven_point_shows_and_the_least_lacking_one_too() -> None:
    rubric = made_rubric("points: 10", "points: 1000")
    entries = made_entries({"a": {**FULL, "licence.osi": False}, "b": {**FULL, "weights.published": "none"}})
    almost, hardly = strips(evaluate(rubric, entries.columns("last")))
    assert (almost[0], hardly[0]) == ("◕", "◔")


def test_levels_of_a_dimension_keep_the_rubrics_order() -> None:
    scores = evaluate(made_rubric(), made_entries({"a": FULL, "b": PART}).columns("last"))
    assert levels_of(scores, "weights").shape == (2, 2)
    assert np.array_equal(levels_of(scores, "data"), scores.levels[2:])
