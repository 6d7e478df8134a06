"""From a file to a rubric: references, switches, examples, and all mistakes in one run, in the order of the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.errors import RubricError
from openness.files.yamldoc import parse_yaml
from openness.rubric import Rubric, compile_rubric, parse_rubric
from openness.rubric.condition import Level
from tests.rubric.made import RUBRIC, SIGNALS


def loaded(old: str = "", new: str = "", **switches: str) -> Rubric:
    assert old in RUBRIC
    text = RUBRIC.replace(old, new, 1) if old else RUBRIC
    return compile_rubric(parse_yaml(text, "r.yaml", RubricError), SIGNALS, switches).rubric


def problems(*changes: tuple[str, str], **switches: str) -> list[str]:
    text = RUBRIC
    for old, new in changes:
        assert old in text, f"'{old}' is not in the rubric made for tests"
        text = text.replace(old, new, 1)
    with pytest.raises(RubricError) as caught:
        compile_rubric(parse_yaml(text, "r.yaml", RubricError), SIGNALS, switches)
    return caught.value.problems


def test_a_rubric_has_all_that_the_file_says() -> None:
    rubric = loaded()
    assert (rubric.id, rubric.version, rubric.title) == ("made", 1, "Made for tests")
    assert rubric.dimensions == {"weights": "Weights", "data": "Data"}
    assert [item.id for item in rubric.criteria] == ["final", "licensed", "data"]
    assert [level for level, _ in rubric.criterion("data").levels] == [Level.OPEN, Level.PARTIAL, Level.CLOSED]
    assert [gate.id for gate in rubric.gates] == ["downloadable"]
    assert rubric.ladder is not None
    assert rubric.ladder.labels == ("Full", "Weights", "None of these")


def test_levels_are_tried_best_first_however_they_are_written() -> None:
    written = "partial: {data.named: {at_least: named}}\n      closed: {data.named: withheld}"
    turned = "closed: {data.named: withheld}\n      partial: {data.named: {at_least: named}}"
    assert loaded(written, turned).criterion("data").levels == loaded().criterion("data").levels


def test_an_example_has_answers_of_the_signals_own_kinds() -> None:
    (example,) = loaded("given: {", "given: {weights.formats: [pickle, gguf], ").examples
    assert example.given["weights.formats"] == ("gguf", "pickle")  # a set has one order
    assert (example.given["licence.osi"], example.given["card.topics"]) == (True, 8)
    assert example.levels["final"] is Level.PARTIAL
    assert (example.label, example.gates, example.path) == (
        "None of these",
        {"downloadable": "passed"},
        ("examples", 0),
    )


def test_one_member_of_a_set_may_stand_alone() -> None:
    (example,) = loaded("given: {", "given: {weights.formats: gguf, ").examples
    assert example.given["weights.formats"] == ("gguf",)


@pytest.mark.parametrize("option", ["osi", "named"])
def test_a_switch_is_chosen_in_the_file_or_from_outside(option: str) -> None:
    assert loaded("choose: osi", f"choose: {option}").switches == {"open-licence": option}
    chosen = loaded(**{"open-licence": option})
    assert chosen.switches == {"open-licence": option}
    assert chosen.signals.count("licence.osi") == (option == "osi")


@pytest.mark.parametrize(
    ("switches", "sentence"),
    [
        ({"open-licence": "both"}, "r.yaml:7:13: 'both' is no option of 'open-licence'; options are osi, named"),
        ({"other": "osi"}, "r.yaml:1:1: the rubric 'made' has no switch 'other'; its switches are open-licence"),
    ],
)
def test_a_wrong_choice_from_outside_says_what_there_is(switches: dict[str, str], sentence: str) -> None:
    assert sentence in problems(**switches)


def test_a_rubric_without_switches_says_so() -> None:
    text = RUBRIC.replace(RUBRIC[RUBRIC.index("definitions:") : RUBRIC.index("criteria:")], "").replace(
        "{defined: open-licence}", "{licence.osi: true}"
    )
    with pytest.raises(RubricError, match="has no switch 'x'; it has none"):
        compile_rubric(parse_yaml(text, "r.yaml", RubricError), SIGNALS, {"x": "y"})


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("id: licensed", "id: final"), "r.yaml:23:9: the criterion 'final' stands twice; rename one"),
        (("dimension: data", "dimension: dta"), "r.yaml:33:16: there is no dimension 'dta'; did you mean 'data'?"),
        (
            ("dimension: data", "dimension: weights"),
            "r.yaml:4:32: no criterion belongs to the dimension 'data'; remove it",
        ),
        (
            ("    levels:\n      open: {defined: open-licence}\n", ""),
            "r.yaml:23:5: the criterion 'licensed' asks nothing; give it levels or an assessment",
        ),
        (
            ("options:\n      osi: {licence.osi: true}\n", "options:\n"),
            "r.yaml:7:5: a switch has 'choose: OPTION' and 'options' with at least two named conditions",
        ),
        (("choose: osi", "chose: osi"), "a switch has 'choose: OPTION' and 'options'"),
        (("assessment: osai.weights", "assessment: osai.weight"), "there is no signal 'osai.weight'; did you mean"),
        (("assessment: osai.weights", "assessment: card.topics"), "'card.topics' does not answer open, partial or"),
        (
            ("requires: {level.final: open}", "requires: {level.fnal: open}"),
            "r.yaml:58:22: there is no criterion 'fnal'",
        ),
        (("given: {", "given: {weights.publised: all, "), "r.yaml:62:13: there is no signal 'weights.publised'"),
        (("licence.osi: true, data", "licence.osi: maybe, data"), "'maybe' is no answer of licence.osi: must be true"),
        (("card.topics: 8}", "card.topics: unknown}"), "leave it out: what is not known is unknown without being"),
        (("name: gated", "name: gated\n    not_applicable: [card.topcs]"), "there is no signal 'card.topcs'; did you"),
        (("gates: {downloadable", "gates: {downloadble"), "there is no gate 'downloadble'; did you mean"),
        (("expect: {final", "expect: {fnal"), "there is no criterion 'fnal'; did you mean 'final'?"),
    ],
)
def test_each_reference_that_leads_nowhere_is_told_where_it_stands(change: tuple[str, str], sentence: str) -> None:
    found = problems(change)
    assert any(sentence in problem for problem in found), found


def test_an_example_that_expects_nothing_is_a_mistake() -> None:
    start = RUBRIC.index("    expect:")
    (found,) = problems((RUBRIC[start:], ""))
    assert found == "r.yaml:61:5: the example 'gated' expects nothing; add expect, score, label or gates"


def test_a_label_without_a_ladder_is_a_mistake() -> None:
    ladder = RUBRIC[RUBRIC.index("ladder:") : RUBRIC.index("examples:")]
    (found,) = problems((ladder, ""))
    assert "the rubric has no ladder, so no label can be expected" in found


@pytest.mark.parametrize(
    ("shape", "others"),
    [
        (("points: 10", "pionts: 10"), [("access.gate: none", "access.gate: non")]),
        (("title: Label", "title: 3"), [("requires: {level.final: open}", "requires: {level.fnal: open}")]),
        (("version: 1", "version: one"), [("requires: {level.final: {at", "requires: {level.fnal: {at")]),
        (("otherwise: closed", "otherwise: shut"), [("not: {card.topics: 9}", "not: {card.topics: nine}")]),
        (
            ("version: 1", "version: one"),
            [("dimension: data", "dimension: dta"), ("access.gate: none", "access.gate: x")],
        ),
    ],
)
def test_a_wrong_shape_hides_no_other_mistake_and_all_stand_in_the_files_order(
    shape: tuple[str, str], others: list[tuple[str, str]]
) -> None:
    found = problems(shape, *others)
    assert len(found) == 1 + len(others)
    places = [tuple(map(int, problem.split(":")[1:3])) for problem in found]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "level", ["unknown", "opne", "not_applicable"]
)  # in a file whose shape is wrong besides, as in one where nothing else is
def test_a_level_that_a_criterion_cannot_have_is_told_once(level: str) -> None:
    found = problems(("partial: {weights", f"{level}: {{weights"))
    assert len(found) == 1
    assert found[0].startswith("r.yaml:18:7: ")


MESS = st.recursive(
    st.sampled_from(["a", "final", "weights", "open", "true", "1", "''", "null"]),
    lambda inner: (
        st.lists(inner, max_size=2).map(lambda items: f"[{', '.join(items)}]")
        | st.lists(
            st.tuples(st.sampled_from(["id", "requires", "levels", "open", "is", "all", "rungs", "dimension"]), inner),
            max_size=2,
            unique_by=lambda pair: pair[0],
        ).map(lambda items: "{" + ", ".join(f"{key}: {value}" for key, value in items) + "}")
    ),
    max_leaves=12,
)


@given(st.sampled_from(["dimensions", "definitions", "criteria", "gates", "ladder", "examples", "sources", "id"]), MESS)
def test_any_part_exchanged_for_anything_loads_or_gives_positions(key: str, mess: str) -> None:
    data = parse_yaml(RUBRIC, "r.yaml", RubricError).data
    data[key] = parse_yaml(f"x: {mess}", "r.yaml", RubricError).data["x"]
    document = parse_yaml(RUBRIC, "r.yaml", RubricError)
    document.data = data
    try:
        assert compile_rubric(document, SIGNALS).rubric.version == 1
    except RubricError as failure:
        assert failure.problems
        assert all(problem.startswith("r.yaml:") for problem in failure.problems)


def test_the_text_of_a_rubric_may_come_as_it_is() -> None:
    assert parse_rubric(RUBRIC, "r.yaml", SIGNALS).document.where(("criteria", 0, "points")) == "r.yaml:15:13"
