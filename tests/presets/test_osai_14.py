"""The index's older set: today's twelve parameters, and the two it had until March 2026."""

from __future__ import annotations

import pytest

from openness.record.evidence import Value
from tests.presets.judge import judge, preset

TODAY = [criterion.id for criterion in preset("osai").rubric.criteria]
CLASSES: dict[str, Value] = {"O": "open", "P": "partial", "C": "closed"}


def test_it_is_todays_set_with_package_and_api() -> None:
    older, today = preset("osai-14").rubric, preset("osai").rubric
    assert [criterion.id for criterion in older.criteria] == [*TODAY, "package", "api"]
    assert {criterion.dimension for criterion in older.criteria[12:]} == {"access"}
    assert {criterion.points for criterion in older.criteria} == {1.0}
    assert (older.assessments, older.ranks, older.ties) == (today.assessments, today.ranks, today.ties)
    assert older.reference != today.reference


def test_every_result_says_that_the_sets_cannot_be_compared() -> None:
    for name in ("osai", "osai-14"):
        notice = preset(name).rubric.notice
        assert notice is not None
        assert "cannot be compared" in notice


@pytest.mark.parametrize(
    ("classes", "of_14", "of_12"),
    [
        ("OOOOO OOOOOO O PP", 0.9286, 1.0),  # YuLan; which half point package and api had is not recorded
        ("OOOOO OOOOOO P CC", 0.8214, 0.9583),  # BLOOMZ
        ("OOOOO OOOPOO O OP", 0.9286, 0.9583),  # OLMo; likewise
    ],
)
def test_the_same_classes_give_the_indexs_scores_before_and_after_the_change(
    classes: str, of_14: float, of_12: float
) -> None:
    letters = classes.replace(" ", "")
    row = {f"osai.{name}": CLASSES[letter] for name, letter in zip([*TODAY, "package", "api"], letters, strict=True)}
    assert judge(preset("osai-14"), [row]).total.low[0] / 100 == pytest.approx(of_14, abs=5e-5)
    assert judge(preset("osai"), [row]).total.low[0] / 100 == pytest.approx(of_12, abs=5e-5)


def test_the_order_of_two_systems_changes_with_the_set() -> None:
    """BLOOMZ stood behind OLMo by fourteen parameters and not by twelve."""
    letters = {"BLOOMZ": "OOOOOOOOOOOPCC", "OLMo": "OOOOOOOOPOOOOP"}
    rows = [
        {f"osai.{name}": CLASSES[letter] for name, letter in zip([*TODAY, "package", "api"], found, strict=True)}
        for found in letters.values()
    ]
    older, today = (judge(preset(name), rows).total.low for name in ("osai-14", "osai"))
    assert older[0] < older[1]
    assert today[0] == today[1]
