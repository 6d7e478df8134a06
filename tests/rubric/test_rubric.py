"""The rubric language: what loads, and what every mistake says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.errors import RubricError
from openness.rubric import compile_rubric, load_rubric, parse_rubric
from openness.rubric.source import read_rubric_file
from openness.score.check import rubric_problems
from tests.rubric.made import RUBRIC, SIGNALS


def problems(text: str) -> list[str]:
    with pytest.raises(RubricError) as caught:
        parse_rubric(text, "r.yaml", SIGNALS)
    return caught.value.problems


def changed(old: str, new: str) -> str:
    assert RUBRIC.count(old) >= 1, f"'{old}' is not in the rubric made for tests"
    return RUBRIC.replace(old, new, 1)


def test_the_made_rubric_loads_and_its_examples_hold() -> None:
    loaded = parse_rubric(RUBRIC, "r.yaml", SIGNALS)
    assert rubric_problems(loaded, SIGNALS) == []
    assert loaded.rubric.reference == "made@1"
    assert loaded.rubric.switches == {"open-licence": "osi"}
    assert loaded.rubric.signals[:2] == ("weights.published", "access.gate")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("points: 10", "pionts: 10", "r.yaml:15:5: unknown key 'pionts'; did you mean 'points'?"),
        ("points: 10", "points: -1", "r.yaml:15:13: 'points' is '-1'; write at least 0"),
        ("version: 1", "version: 1.10", "r.yaml:2:10: 'version' is '1.1'; write a whole number in digits"),
        ("access.gate: none", "access.gate: non", "r.yaml:17:60: 'non' is no answer of access.gate: "),
        ("access.gate: none", "access.gat: none", "r.yaml:17:47: there is no signal 'access.gat'; did you mean"),
        ("access.gate: none", "access.gate: no", "'no' is no answer of access.gate"),
        ("licence.osi: true", "licence.osi: yes", "'yes' is no answer of licence.osi: must be true or false"),
        ("{at_least: named}", "{at_lest: named}", "'at_lest' does not fit data.named, which may be compared by"),
        ("[all, partial]", "[]", "the list of values is empty"),
        ("access.gate: none", "access.gate: unknown", "is no answer of access.gate: must be one of none, automatic, manual; leave it out"),
        ("given: {weights.published: all", "given: {weights.published: al", "'al' is no answer of weights.published: must be one of none, partial, all; did you mean 'all'?"),
        ("id: licensed", "id: Open Licence", "'Open Licence' is no id; write small letters, digits"),
        ("dimension: data\n", "dimension: data\n    pionts: 3\n", "unknown key 'pionts'"),
        ("open: {defined: open-licence}", "open: yes", "a condition must be a mapping such as 'weights.published: all'"),
        ("otherwise: closed", "otherwise: shut", "'otherwise' is 'shut'; write 'open', 'partial', 'closed' or 'unknown'"),
        ("dimension: data", "dimension: dat", "there is no dimension 'dat'; did you mean 'data'?"),
        ("id: licensed", "id: final", "the criterion 'final' stands twice"),
        ("assessment: osai.weights", "assessment: osai.weigths", "there is no signal 'osai.weigths'; did you mean"),
        ("assessment: osai.weights", "assessment: licence.osi", "does not answer open, partial or closed"),
        ("defined: open-licence", "defined: open-license", "there is no definition 'open-license'; did you mean"),
        ("choose: osi", "choose: osd", "'osd' is no option of 'open-licence'; options are osi, named"),
        ("level.final: {at_least", "level.finl: {at_least", "there is no criterion 'finl'; did you mean 'final'?"),
        ("{level.final: open}", "{level.final: ajar}", "'ajar' is no level; levels are open, partial"),
        ("data.named: public}", "level.final: open}", "a criterion cannot depend on another criterion's level"),
        ("expect: {final: partial", "expect: {finl: partial", "there is no criterion 'finl'"),
        ("gates: {downloadable", "gates: {downlodable", "there is no gate 'downlodable'; did you mean"),
        ("requires: {every_criterion: {is: [open", "requires: {every_criterion: {si: [open", "'every_criterion' needs"),
        ("title: Label", "titel: Label", "unknown key 'titel'; did you mean 'title'?"),
    ],
)  # fmt: skip
def test_each_mistake_is_one_positioned_sentence(old: str, new: str, sentence: str) -> None:
    found = problems(changed(old, new))
    assert any(sentence in problem for problem in found), found
    assert all(problem.startswith("r.yaml:") for problem in found)


def test_mistakes_of_shape_and_of_conditions_are_told_in_one_run() -> None:
    found = problems(changed("points: 10", "pionts: 10").replace("data.named: public", "data.nmed: public"))
    assert len(found) == 2
    assert "pionts" in found[0]
    assert "data.nmed" in found[1]


def test_a_place_that_is_wrong_twice_is_told_once() -> None:
    found = problems(changed("open: {defined: open-licence}", "open: yes"))
    assert len(found) == 1


def test_a_file_may_have_any_name() -> None:
    with pytest.raises(RubricError) as caught:
        parse_rubric(
            changed("points: 10", "pionts: 10").replace("dimension: data", "dimension: dat"), "a: b:c", SIGNALS
        )
    assert [problem.split(" ")[1] for problem in caught.value.problems] == ["b:c:15:5:", "b:c:33:16:"]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("partial: {weights.published: [all, partial]}", "partial: {all: [{weights.published: all}, {access.gate: none}]}",
         "r.yaml:18:16: the level 'partial' of final can never be reached"),
        ("partial: {data.named: {at_least: named}}", "partial: {data.named: public}", "the level 'partial' of data can never"),
        ("requires: {level.final: open}", "requires: {all: [{level.final: open}, {level.final: closed}]}",
         "the rung 'Weights' can never be met"),
        ("requires: {level.final: {at_least: partial}}", "requires: {all: [{level.data: open}, {card.topics: 9}, {card.topics: 8}]}",
         "the gate 'downloadable' can never be passed"),
        ("data: partial}", "data: open}", "the example 'gated' fails: data comes out as partial, not open"),
        ("low: 62.5", "low: 60", "the example 'gated' fails: low comes out as 62.50, not 60"),
        ("label: None of these\n    gates", "label: Full\n    gates", "the label comes out as 'None of these', not 'Full'"),
        ("downloadable: passed", "downloadable: failed", "the gate downloadable comes out as passed, not failed"),
    ],
)  # fmt: skip
def test_what_can_never_be_and_failing_examples_are_told(old: str, new: str, sentence: str) -> None:
    loaded = parse_rubric(changed(old, new), "r.yaml", SIGNALS)
    found = rubric_problems(loaded, SIGNALS)
    assert any(sentence in problem for problem in found), found


def test_points_that_sum_to_nothing_are_refused() -> None:
    text = RUBRIC.replace("points: 10", "points: 0").replace("points: 5", "points: 0")
    text = text[: text.index("ladder:")] + text[text.index("examples:") :].replace("    label: None of these\n", "")
    assert any("sum to nothing" in problem for problem in problems(text))


def test_a_rubric_extends_another_and_mistakes_point_into_the_right_file(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(RUBRIC, encoding="utf-8")
    child = tmp_path / "child.yaml"
    child.write_text(
        "id: child\nversion: 1\nextends: base.yaml\nremove: [licensed]\ncriteria:\n  - id: data\n    points: 15\n",
        encoding="utf-8",
    )
    rubric = load_rubric(str(child), SIGNALS).rubric
    assert [(item.id, item.points) for item in rubric.criteria] == [("final", 10), ("data", 15)]
    assert rubric.title == "Made for tests"
    (tmp_path / "base.yaml").write_text(changed("access.gate: none", "access.gate: non"), encoding="utf-8")
    with pytest.raises(RubricError, match=r"base\.yaml:17:60: 'non'"):
        load_rubric(str(child), SIGNALS)


def test_a_change_of_a_criterion_that_is_not_there_is_told_with_the_one_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(RUBRIC, encoding="utf-8")
    child = tmp_path / "child.yaml"
    child.write_text(
        "id: child\nversion: 1\nextends: base.yaml\ncriteria:\n  - id: finall\n    points: 40\n", encoding="utf-8"
    )
    with pytest.raises(
        RubricError, match=r"child\.yaml:5:9: there is no criterion 'finall' to change.*did you mean 'final'"
    ):
        load_rubric(str(child), SIGNALS)


def test_extending_in_a_circle_or_nothing_is_refused(tmp_path: Path) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text("id: one\nversion: 1\nextends: two.yaml\n", encoding="utf-8")
    two.write_text("id: two\nversion: 1\nextends: one.yaml\n", encoding="utf-8")
    with pytest.raises(RubricError, match="break the circle"):
        read_rubric_file(one)
    two.write_text("id: two\nversion: 1\nextends: three\n", encoding="utf-8")
    with pytest.raises(RubricError, match=r"two\.yaml:3:10: there is no rubric 'three' to extend"):
        read_rubric_file(one)


def test_a_switch_is_set_from_outside_and_a_wrong_one_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(RUBRIC, encoding="utf-8")
    assert load_rubric(str(path), SIGNALS, {"open-licence": "named"}).rubric.switches == {"open-licence": "named"}
    with pytest.raises(RubricError, match="has no switch 'open'; its switches are open-licence"):
        load_rubric(str(path), SIGNALS, {"open": "osi"})


def test_an_unknown_preset_names_the_presets() -> None:
    with pytest.raises(RubricError, match=r"there is no rubric 'osia'; did you mean 'osai'\?"):
        load_rubric("osia", SIGNALS)
    with pytest.raises(RubricError, match="there is no such rubric file"):
        load_rubric("./gone.yaml", SIGNALS)


@given(st.data())
def test_any_change_to_a_rubric_loads_or_gives_positions(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(RUBRIC)))
    end = data.draw(st.integers(start, min(len(RUBRIC), start + 40)))
    text = RUBRIC[:start] + data.draw(st.text(max_size=20)) + RUBRIC[end:]
    try:
        rubric_problems(parse_rubric(text, "r.yaml", SIGNALS), SIGNALS)
    except RubricError as failure:
        assert all(problem.startswith("r.yaml:") for problem in failure.problems)


@given(st.binary(max_size=400))
def test_any_bytes_load_or_give_positions(raw: bytes) -> None:
    from openness.files.yamldoc import parse_yaml

    try:
        compile_rubric(parse_yaml(raw, "r.yaml", RubricError), SIGNALS)
    except RubricError as failure:
        assert all(problem.startswith("r.yaml:") for problem in failure.problems)
