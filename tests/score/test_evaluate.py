"""The evaluator: three-valued levels, ranges and ladders, and the properties that must always hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.record.columns import from_rows
from openness.record.evidence import Kind, Value
from openness.rubric import Level, parse_rubric
from openness.score import evaluate
from openness.score.check import gate_verdict
from tests.rubric.made import RUBRIC, SIGNALS

MADE = parse_rubric(RUBRIC, "r.yaml", SIGNALS).rubric


def levels(**given_: Value) -> list[Level]:
    row = {key.replace("__", "."): value for key, value in given_.items()}
    scores = evaluate(MADE, from_rows([row]))
    return [scores.level(place, 0) for place in range(3)]


def test_the_first_level_that_holds_wins() -> None:
    assert levels(weights__published="all", access__gate="none")[0] is Level.OPEN
    assert levels(weights__published="all", access__gate="manual")[0] is Level.PARTIAL
    assert levels(weights__published="none", access__gate="manual")[0] is Level.CLOSED


def test_an_undecided_level_is_unknown_though_a_lower_one_holds() -> None:
    assert levels(weights__published="all")[0] is Level.UNKNOWN


def test_one_false_part_decides_though_the_other_is_unknown() -> None:
    assert levels(weights__published="none")[0] is Level.CLOSED


def test_silence_leaves_every_level_unknown() -> None:
    assert levels() == [Level.UNKNOWN] * 3


def test_what_does_not_apply_leaves_the_denominator() -> None:
    rows: list[dict[str, Value]] = [{"weights.published": "none", "licence.osi": True, "card.topics": 9}]
    scores = evaluate(MADE, from_rows(rows))
    assert scores.level(2, 0) is Level.NOT_APPLICABLE
    assert scores.total.low[0] == pytest.approx(100 * 5 / 15)
    assert scores.total.coverage[0] == 1
    assert np.isnan(scores.dimensions["data"].low[0])


def test_whether_a_criterion_applies_must_be_known_before_it_counts() -> None:
    rows: list[dict[str, Value]] = [
        {"weights.published": "none", "licence.osi": True, "data.named": "public", **topics}
        for topics in ({}, {"card.topics": 9}, {"card.topics": 8})
    ]
    scores = evaluate(MADE, from_rows(rows))
    assert [scores.level(2, row) for row in range(3)] == [Level.UNKNOWN, Level.NOT_APPLICABLE, Level.OPEN]
    low, high = scores.total.low, scores.total.high
    assert low[0] <= min(low[1:])
    assert high[0] >= max(high[1:])


def test_a_signal_that_does_not_arise_makes_its_criterion_not_applicable() -> None:
    scores = evaluate(MADE, from_rows([{}], [["data.named"]]))
    assert scores.level(2, 0) is Level.NOT_APPLICABLE


def test_beside_automatic_evidence_the_more_open_level_counts_and_the_difference_is_told() -> None:
    rows: list[dict[str, Value]] = [
        {"osai.weights": "open", "weights.published": "none"},
        {"osai.weights": "open"},
        {"osai.weights": "closed", "weights.published": "all", "access.gate": "none"},
        {"osai.weights": "closed", "weights.published": "none"},
    ]
    scores = evaluate(MADE, from_rows(rows))
    assert [scores.level(0, row) for row in range(4)] == [Level.OPEN, Level.OPEN, Level.OPEN, Level.CLOSED]
    assert scores.assessed[0].tolist() == [True, True, False, False]
    assert scores.disputed[0].tolist() == [True, False, True, False]
    first = parse_rubric(RUBRIC.replace("title: Made", "assessments: first\ntitle: Made"), "r.yaml", SIGNALS).rubric
    assert [evaluate(first, from_rows(rows)).level(0, row) for row in (0, 2)] == [Level.OPEN, Level.CLOSED]


def test_the_ladder_gives_the_proven_and_the_possible_rung() -> None:
    rows: list[dict[str, Value]] = [
        {
            "weights.published": "all",
            "access.gate": "none",
            "licence.osi": True,
            "data.named": "public",
            "card.topics": 8,
        },
        {"weights.published": "all", "access.gate": "none", "licence.osi": True, "data.named": "public"},
        {"weights.published": "all", "access.gate": "none", "licence.osi": False},
        {"weights.published": "none"},
    ]
    scores = evaluate(MADE, from_rows(rows))
    assert scores.proven is not None
    assert scores.possible is not None
    assert scores.proven.tolist() == [0, 1, 1, 2]
    assert scores.possible.tolist() == [0, 0, 1, 2]
    assert [gate_verdict(int(truth)) for truth in scores.gates[0]] == ["passed", "passed", "passed", "failed"]


def test_true_and_one_are_different_answers() -> None:
    scores = evaluate(MADE, from_rows([{"licence.osi": True}, {"licence.osi": 1}]))
    assert [scores.level(1, row) for row in (0, 1)] == [Level.OPEN, Level.CLOSED]


def answers() -> st.SearchStrategy[dict[str, Value]]:
    options: dict[str, st.SearchStrategy[Value]] = {}
    for signal, domain in SIGNALS.items():
        match domain.kind:
            case Kind.CHOICE:
                options[signal] = st.sampled_from(list(domain.choices))
            case Kind.FLAG:
                options[signal] = st.booleans()
            case Kind.COUNT:
                options[signal] = st.integers(0, 12)
            case Kind.SET:
                options[signal] = st.lists(st.sampled_from(list(domain.choices)), unique=True).map(sorted).map(tuple)
            case _:
                options[signal] = st.sampled_from(["mit", "apache-2.0", "other"])
    return st.fixed_dictionaries({}, optional=options)


@given(st.lists(answers(), min_size=1, max_size=6))
def test_ranges_stay_within_bounds(rows: list[dict[str, Value]]) -> None:
    total = evaluate(MADE, from_rows(rows)).total
    known = ~np.isnan(total.low)
    assert (total.low[known] >= 0).all()
    assert (total.low[known] <= total.high[known]).all()
    assert (total.high[known] <= 100).all()
    assert ((total.coverage >= 0) & (total.coverage <= 1)).all()


@given(answers(), answers())
def test_learning_an_answer_never_widens_the_range(known: dict[str, Value], more: dict[str, Value]) -> None:
    more = {signal: value for signal, value in more.items() if signal not in known}
    before, after = (evaluate(MADE, from_rows([row])).total for row in (known, {**more, **known}))
    assert after.high[0] - after.low[0] <= before.high[0] - before.low[0] + 1e-9
    if "osai.weights" not in known | more:  # an assessment may be contradicted, and the range then moves
        assert after.low[0] >= before.low[0] - 1e-9
        assert after.high[0] <= before.high[0] + 1e-9
    assert after.coverage[0] >= before.coverage[0] - 1e-9


@given(st.lists(answers(), min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_results_do_not_depend_on_the_order_of_rows(rows: list[dict[str, Value]], random: object) -> None:
    order = list(range(len(rows)))
    random.shuffle(order)  # type: ignore[attr-defined]
    one, other = evaluate(MADE, from_rows(rows)), evaluate(MADE, from_rows([rows[place] for place in order]))
    assert (one.levels[:, order] == other.levels).all()
    np.testing.assert_array_equal(one.total.low[order], other.total.low)
    np.testing.assert_array_equal(one.total.high[order], other.total.high)


@given(st.lists(answers(), min_size=1, max_size=5))
def test_many_at_once_are_judged_like_each_alone(rows: list[dict[str, Value]]) -> None:
    together = evaluate(MADE, from_rows(rows))
    for place, row in enumerate(rows):
        alone = evaluate(MADE, from_rows([row]))
        assert (alone.levels[:, 0] == together.levels[:, place]).all()


def test_no_rows_are_no_trouble() -> None:
    scores = evaluate(MADE, from_rows([]))
    assert scores.size == 0
    assert scores.gates.shape == (1, 0)


TWO_RATERS = parse_rubric(
    RUBRIC.replace(
        "assessment: osai.weights",
        "assessment: {osai.weights: {open: open, closed: closed}, osai.code: {open: partial}}",
    ),
    "r.yaml",
    {**SIGNALS, "osai.code": SIGNALS["osai.weights"]},
).rubric
RATED = st.sampled_from(["open", "partial", "closed", None])


@pytest.mark.parametrize(
    ("given_", "level", "contested"),
    [
        ({"osai.weights": "open"}, Level.OPEN, False),
        (
            {"osai.weights": "partial"},
            Level.UNKNOWN,
            False,
        ),  # of the whole a part is there: of this part it says nothing
        ({"osai.code": "open"}, Level.PARTIAL, False),
        ({"osai.code": "closed"}, Level.UNKNOWN, False),
        ({"osai.weights": "closed", "osai.code": "open"}, Level.PARTIAL, True),  # who found something counts
        ({"osai.weights": "open", "osai.code": "open"}, Level.OPEN, False),  # a degree is no contest
        ({"osai.weights": "open", "weights.published": "none"}, Level.OPEN, True),
    ],
)
def test_of_several_raters_who_found_something_counts(given_: dict[str, Value], level: Level, contested: bool) -> None:
    scores = evaluate(TWO_RATERS, from_rows([given_]))
    assert (scores.level(0, 0), bool(scores.contested[0, 0])) == (level, contested)


@given(RATED, RATED, st.sampled_from(["all", "partial", "none", None]))
def test_another_rating_never_lowers_a_level_unless_nothing_was_known(
    one: str | None, other: str | None, published: str | None
) -> None:
    told: dict[str, Value] = {
        signal: value
        for signal, value in (("osai.weights", one), ("osai.code", other), ("weights.published", published))
        if value is not None
    }
    fewer = {signal: value for signal, value in told.items() if signal != "osai.code"}
    low = evaluate(TWO_RATERS, from_rows([told, fewer])).total.low
    assert low[0] >= low[1]
