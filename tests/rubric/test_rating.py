"""What a rubric takes over from people: one signal as it is, several with what carries over; all mistakes at once."""

from __future__ import annotations

import pytest

from openness.errors import RubricError
from openness.record.evidence import ordered
from openness.rubric import Level, parse_rubric
from openness.rubric.rubric import Rating, Rubric
from openness.views.rubric import rating_words
from tests.rubric.made import RUBRIC, SIGNALS

RATED = {**SIGNALS, "osai.code": ordered(closed="", partial="", open="")}


def rubric(assessment: str) -> Rubric:
    return parse_rubric(RUBRIC.replace("assessment: osai.weights", f"assessment: {assessment}"), "r.yaml", RATED).rubric


def test_a_signal_alone_counts_as_it_is() -> None:
    (rating,) = rubric("osai.weights").criteria[0].ratings
    assert rating == Rating("osai.weights", {level.value: level for level in (Level.OPEN, Level.PARTIAL, Level.CLOSED)})
    assert rating_words(rating) == "osai.weights"


def test_of_several_only_what_is_named_carries_over() -> None:
    criterion = rubric("{osai.weights: {open: partial}, osai.code: {open: open, closed: closed}}").criteria[0]
    assert criterion.raters == ("osai.weights", "osai.code")
    assert criterion.rated("osai.weights", "open") is Level.PARTIAL
    assert criterion.rated("osai.weights", "closed") is None
    assert criterion.rated("osai.code", "closed") is Level.CLOSED
    assert criterion.rated("osai.other", "open") is None
    assert [rating_words(item) for item in criterion.ratings] == [
        "osai.weights (open as partial)",
        "osai.code (open, closed)",
    ]


def test_every_rating_is_a_signal_the_rubric_reads() -> None:
    assert {"osai.weights", "osai.code"} <= {*rubric("{osai.weights: {open: open}, osai.code: {open: open}}").signals}


@pytest.mark.parametrize(
    ("assessment", "problem"),
    [
        ("osai.weigths", "there is no signal 'osai.weigths'; did you mean 'osai.weights'"),
        ("{osai.weigths: {open: open}}", "there is no signal 'osai.weigths'; did you mean 'osai.weights'"),
        ("licence.osi", "'licence.osi' does not answer open, partial or closed"),
        ("{osai.weights: {}}", "nothing of 'osai.weights' carries over"),
        ("{osai.weights: {opne: open}}", "opne"),
        ("{osai.weights: {open: unknown}}", "open"),
        ("{}", "names no assessment"),
    ],
)
def test_a_mistake_is_told_where_it_stands(assessment: str, problem: str) -> None:
    with pytest.raises(RubricError) as caught:
        rubric(assessment)
    (told,) = [line for line in caught.value.problems if problem in line]
    assert told.startswith("r.yaml:")


def test_a_criterion_with_ratings_alone_asks_something() -> None:
    bare = RUBRIC.replace("      open: {defined: open-licence}\n", "").replace(
        "    levels:\n    otherwise: closed\n    why", "    assessment: {osai.weights: {open: open}}\n    why"
    )
    loaded = parse_rubric(bare, "r.yaml", RATED).rubric
    assert loaded.criterion("licensed").levels == ()
    assert loaded.criterion("licensed").raters == ("osai.weights",)
