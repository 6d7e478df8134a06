"""The shape of a rubric file: what may stand where, and what helps who wrote something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from openness.rubric.schema import (
    CriterionShape,
    ExampleShape,
    GateShape,
    Identifier,
    LadderShape,
    Points,
    RubricShape,
    RungShape,
    SwitchShape,
)

POINTS = TypeAdapter[float](Points)
IDENTIFIER = TypeAdapter[str](Identifier)


def said(adapter: TypeAdapter[float] | TypeAdapter[str], value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        adapter.validate_python(value)
    return caught.value.errors()[0]["msg"]


@pytest.mark.parametrize("value", ["a", "weights-final", "0", "a.b_c-d", "osai-14", "x" * 80])
def test_an_id_is_small_letters_digits_and_signs(value: str) -> None:
    assert IDENTIFIER.validate_python(value) == value


@pytest.mark.parametrize("value", ["", "A", "a b", "-a", ".a", "ü", "a\n", "a/b", "a:b", "Open Licence"])
def test_what_is_no_id_is_told_with_an_example(value: str) -> None:
    assert "is no id; write small letters, digits, '-', '_' and '.', such as weights-final" in said(IDENTIFIER, value)


@pytest.mark.parametrize("value", ["x" * 81, 7, None, True, ["a"]])
def test_an_id_is_text_of_a_bounded_length(value: object) -> None:
    assert said(IDENTIFIER, value)


def test_a_long_value_is_cut_in_its_message() -> None:
    assert len(said(IDENTIFIER, "A" * 5000)) < 250
    assert len(said(POINTS, "A" * 5000)) < 250


@pytest.mark.parametrize(("value", "points"), [(0, 0), (2, 2), (2.5, 2.5), (1000, 1000)])
def test_points_are_numbers(value: object, points: float) -> None:
    assert POINTS.validate_python(value) == points


@pytest.mark.parametrize(
    ("value", "advice"),
    [
        ("10", "'10' is no number; write 10, a point before decimals and nothing after the digits"),
        ("2,5", "'2,5' is no number; write 2.5, a point before decimals"),
        ("10 points", "'10 points' is no number; write 10,"),
        ("5 pts", "'5 pts' is no number; write 5,"),
        ("50%", "'50%' is no number; write 50,"),
        (" 7 ", "write 7,"),
        ("ten", "'ten' is no number; write a number in digits, such as 2 or 2.5, without quotation marks"),
        ("1.2.3", "'1.2.3' is no number; write a number in digits"),
        ("", "'' is no number; write a number in digits"),
        (True, "'True' is no number; write a number in digits"),
        (None, "write a number in digits, such as 2 or 2.5"),
        ([1], "write a number in digits, such as 2 or 2.5"),
        ({"a": 1}, "write a number in digits, such as 2 or 2.5"),
    ],
)
def test_what_is_no_number_is_told_with_what_to_write(value: object, advice: str) -> None:
    assert advice in said(POINTS, value)


@given(st.text(max_size=60))
def test_any_text_is_no_number_and_says_so_in_one_bounded_sentence(value: str) -> None:
    assert "is no number; write " in said(POINTS, value)


CRITERION: dict[str, object] = {"id": "a", "dimension": "d", "question": "Q?", "why": "W.", "fix": "F."}
WHOLE: dict[str, object] = {"id": "r", "version": 1, "title": "T", "dimensions": {"d": "D"}, "criteria": [CRITERION]}


def place_of(shape: type, data: dict[str, object]) -> list[tuple[tuple[object, ...], str]]:
    with pytest.raises(ValidationError) as caught:
        shape.model_validate(data)  # type: ignore[attr-defined]
    return [(item["loc"], item["type"]) for item in caught.value.errors()]


def test_the_least_rubric_has_what_is_said_when_nothing_is() -> None:
    shape = RubricShape.model_validate(WHOLE)
    assert (shape.assessments, shape.ranks, shape.ranked_from, shape.ties) == ("last", "systems", 0, None)
    criterion = shape.criteria[0]
    assert (criterion.points, criterion.otherwise, criterion.assessment) == (1, "unknown", None)


@pytest.mark.parametrize("key", sorted(WHOLE))
def test_every_rubric_needs_these(key: str) -> None:
    assert place_of(RubricShape, {name: value for name, value in WHOLE.items() if name != key}) == [((key,), "missing")]


@pytest.mark.parametrize("key", sorted(CRITERION))
def test_every_criterion_needs_these(key: str) -> None:
    rest = {name: value for name, value in CRITERION.items() if name != key}
    assert place_of(CriterionShape, rest) == [((key,), "missing")]


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({"version": 0}, ("version",)),
        ({"version": "1"}, ("version",)),
        ({"version": 1.5}, ("version",)),
        ({"title": ""}, ("title",)),
        ({"title": "x" * 601}, ("title",)),
        ({"title": 3}, ("title",)),
        ({"dimensions": {}}, ("dimensions",)),
        ({"dimensions": {"D d": "x"}}, ("dimensions", "D d", "[key]")),
        ({"criteria": []}, ("criteria",)),
        ({"criteria": [7]}, ("criteria", 0)),
        ({"ranked_from": 1.1}, ("ranked_from",)),
        ({"ranked_from": -0.1}, ("ranked_from",)),
        ({"ranks": "people"}, ("ranks",)),
        ({"assessments": "never"}, ("assessments",)),
        ({"ties": "name"}, ("ties",)),
        ({"sources": "a book"}, ("sources",)),
        ({"sources": [""]}, ("sources", 0)),
        ({"remove": [3]}, ("remove", 0)),
        ({"definitions": {"a": 3}}, ("definitions", "a")),
        ({"pionts": 3}, ("pionts",)),
    ],
)
def test_what_may_not_stand_in_a_rubric_is_told_by_its_place(
    more: dict[str, object], place: tuple[object, ...]
) -> None:
    assert [found for found, _ in place_of(RubricShape, {**WHOLE, **more})] == [place]


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({"points": 1001}, ("points",)),
        ({"points": -1}, ("points",)),
        ({"otherwise": "not_applicable"}, ("otherwise",)),
        ({"levels": {"unknown": {"a": 1}}}, ("levels", "unknown")),
        ({"levels": {"open": []}}, ("levels", "open")),
        ({"applies_to": "all"}, ("applies_to",)),
        ({"why": ""}, ("why",)),
    ],
)
def test_what_may_not_stand_in_a_criterion_is_told_by_its_place(
    more: dict[str, object], place: tuple[object, ...]
) -> None:
    assert [found for found, _ in place_of(CriterionShape, {**CRITERION, **more})] == [place]


@pytest.mark.parametrize(
    ("shape", "data", "place"),
    [
        (SwitchShape, {"choose": "a", "options": {"a": {"x": 1}}}, ("options",)),
        (SwitchShape, {"options": {"a": {}, "b": {}}}, ("choose",)),
        (GateShape, {"id": "g", "question": "Q?", "requires": {}}, ("why",)),
        (RungShape, {"label": "L", "requires": []}, ("requires",)),
        (LadderShape, {"title": "T", "rungs": [], "otherwise": "O"}, ("rungs",)),
        (ExampleShape, {"name": "n", "expect": {"a": "ajar"}}, ("expect", "a")),
        (ExampleShape, {"name": "n", "score": {"middle": 3}}, ("score", "middle", "[key]")),
        (ExampleShape, {"name": "n", "score": {"low": "3"}}, ("score", "low")),
        (ExampleShape, {"name": "n", "gates": {"g": "open"}}, ("gates", "g")),
    ],
)
def test_what_may_not_stand_in_a_part_is_told_by_its_place(
    shape: type, data: dict[str, object], place: tuple[object, ...]
) -> None:
    assert [found for found, _ in place_of(shape, data)] == [place]
