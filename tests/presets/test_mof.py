"""The Model Openness Framework as a ladder over evidence: the framework's components, class by class."""

from __future__ import annotations

import pytest

from openness.mof.components import BY_ID, CLASSES, LABELS, RESEARCH_PAPER, asked_by
from openness.record.evidence import Value
from openness.rubric.condition import LevelTest, leaves
from tests.presets.judge import judge, labels, possible, preset

MOF = preset("mof")
FULL = MOF.rubric.examples[0].given


def test_the_labels_are_the_frameworks_classes() -> None:
    ladder = MOF.rubric.ladder
    assert ladder is not None
    assert list(ladder.labels) == [LABELS[1], LABELS[2], LABELS[3], LABELS[0]]


@pytest.mark.parametrize("mof_class", CLASSES)
def test_each_class_has_the_components_that_the_framework_requires(mof_class: int) -> None:
    cited = [
        criterion.cites.split(";")[0]
        for criterion in MOF.rubric.criteria
        if criterion.dimension == f"class-{mof_class}" and criterion.cites and criterion.cites.startswith("component")
    ]
    required = [f"component {item}, {BY_ID[item].name}" for item in asked_by(mof_class, required=True)]
    assert sorted(cited) == sorted(required)
    licences = [c for c in MOF.rubric.criteria if c.dimension == f"class-{mof_class}" and c.id.startswith("licence")]
    assert len(licences) == 1


def test_a_rung_asks_for_every_criterion_of_its_class_and_of_those_below() -> None:
    ladder = MOF.rubric.ladder
    assert ladder is not None
    for place, mof_class in enumerate((1, 2, 3)):
        asked = {
            leaf.criterion
            for item in ladder.rungs[place].requirements
            for leaf in leaves(item.condition)
            if isinstance(leaf, LevelTest)
        }
        dimensions = {f"class-{number}" for number in CLASSES if number >= mof_class}
        assert asked == {criterion.id for criterion in MOF.rubric.criteria if criterion.dimension in dimensions}


@pytest.mark.parametrize(
    ("change", "label"),
    [
        ({}, LABELS[1]),
        ({"weights.checkpoints": "withheld"}, LABELS[2]),
        ({"data.pretraining": "partly_public"}, LABELS[2]),
        ({"paper.peer_reviewed": "none"}, LABELS[2]),
        ({"code.training": "generic"}, LABELS[3]),
        ({"licence.parts_open": "two", "licence.code": "llama3"}, LABELS[3]),
        ({"data.datasheet": "none"}, LABELS[0]),
        ({"licence.mof_open": False}, LABELS[0]),
        ({"weights.published": "none"}, LABELS[0]),
    ],
)
def test_one_missing_component_costs_its_class_and_those_above(change: dict[str, Value], label: str) -> None:
    assert labels(MOF, [{**FULL, **change}]) == [label]
    assert possible(MOF, [{**FULL, **change}]) == [label]


def test_silence_proves_no_class_and_rules_none_out() -> None:
    without = {signal: value for signal, value in FULL.items() if signal != "data.datasheet"}
    assert labels(MOF, [without]) == [LABELS[0]]
    assert possible(MOF, [without]) == [LABELS[1]]


def test_a_paper_stands_in_for_a_report_as_in_the_tool() -> None:
    places = {criterion.id: place for place, criterion in enumerate(MOF.rubric.criteria)}
    scores = judge(MOF, [{"paper.peer_reviewed": "own"}, {"paper.preprint": "own"}])
    assert [scores.level(places["technical-report"], n).value for n in (0, 1)] == ["open", "open"]
    assert [scores.level(places["research-paper"], n).value for n in (0, 1)] == ["open", "unknown"]
    assert BY_ID[RESEARCH_PAPER].mof_class == 1


def test_it_says_where_the_tools_own_verdict_is() -> None:
    assert MOF.rubric.notice is not None
    assert "openness mof FILE" in MOF.rubric.notice
