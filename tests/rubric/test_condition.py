"""Conditions: what passes which test, and what leaves it open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.record.evidence import Value
from openness.rubric.condition import (
    All,
    Any,
    Comparison,
    Condition,
    Count,
    Defined,
    DimensionTest,
    Level,
    LevelTest,
    Not,
    Test,
    leaves,
    signals_of,
)

IS, LEAST, MOST = Comparison.IS, Comparison.AT_LEAST, Comparison.AT_MOST
HAS_ANY, HAS_ALL, SIZE = Comparison.INCLUDES_ANY, Comparison.INCLUDES_ALL, Comparison.SIZE_AT_LEAST
ORDER = ("none", "some", "all")


@pytest.mark.parametrize(
    ("comparison", "values", "answer", "passes"),
    [
        (IS, ("a",), "a", True),
        (IS, ("a",), "b", False),
        (IS, ("a", "b"), "b", True),
        (IS, ("a",), "A", False),
        (IS, (True,), True, True),
        (IS, (True,), False, False),
        (IS, (True,), 1, False),  # a flag is no number
        (IS, (1,), True, False),
        (IS, (0,), False, False),
        (IS, (1,), 1.0, True),
        (IS, ("1",), 1, False),
        (IS, (), "a", False),
        (LEAST, (5,), 5, True),
        (LEAST, (5,), 4, False),
        (LEAST, (5,), 5.5, True),
        (MOST, (5,), 5, True),
        (MOST, (5,), 6, False),
        (MOST, (0.5,), 0.25, True),
        (HAS_ANY, ("a", "b"), ("b", "c"), True),
        (HAS_ANY, ("a", "b"), ("c",), False),
        (HAS_ANY, ("a",), (), False),
        (HAS_ANY, ("a",), "a", False),  # a name is no set of letters
        (HAS_ALL, ("a", "b"), ("a", "b", "c"), True),
        (HAS_ALL, ("a", "b"), ("a",), False),
        (HAS_ALL, ("a",), "abc", False),
        (SIZE, (2,), ("a", "b"), True),
        (SIZE, (2,), ("a",), False),
        (SIZE, (0,), (), True),
        (SIZE, (2,), "ab", False),
    ],
)
def test_an_answer_passes_or_does_not(
    comparison: Comparison, values: tuple[Value, ...], answer: Value, passes: bool
) -> None:
    assert Test("s", comparison, values).accepts(answer) is passes


@pytest.mark.parametrize(
    ("comparison", "bound", "passing"),
    [
        (LEAST, "none", {"none", "some", "all"}),
        (LEAST, "some", {"some", "all"}),
        (LEAST, "all", {"all"}),
        (MOST, "none", {"none"}),
        (MOST, "some", {"none", "some"}),
        (MOST, "all", {"none", "some", "all"}),
    ],
)
def test_ordered_answers_are_compared_by_their_place(comparison: Comparison, bound: str, passing: set[str]) -> None:
    test = Test("s", comparison, (bound,), ORDER)
    assert {answer for answer in ORDER if test.accepts(answer)} == passing


@pytest.mark.parametrize(
    ("values", "answer", "decides"),
    [
        (("automatic",), "unspecified", None),  # it could be either
        (("manual",), "unspecified", None),
        (("automatic", "manual"), "unspecified", True),  # whichever it is
        (("none",), "unspecified", False),
        (("unspecified",), "unspecified", True),  # the rubric asks for the word itself
        (("unspecified", "manual"), "unspecified", True),
        (("none",), "none", True),
        (("none",), "manual", False),
    ],
)
def test_an_answer_that_leaves_open_which_of_others_holds(
    values: tuple[str, ...], answer: str, decides: bool | None
) -> None:
    test = Test("access.gate", IS, values, either={"unspecified": ("automatic", "manual")})
    assert test.decides(answer) is decides


def test_tests_compare_by_what_they_ask_and_can_stand_in_a_set() -> None:
    one, same = (Test("s", IS, ("a",), either={"x": ("a",)}) for _ in range(2))
    assert len({one, same, Test("s", IS, ("b",))}) == 2


A, B, C = (Test(name, IS, ("x",)) for name in "abc")
LEVEL, POINTS = LevelTest("c", frozenset({Level.OPEN})), DimensionTest("d", 50)


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        (A, [A]),
        (LEVEL, [LEVEL]),
        (POINTS, [POINTS]),
        (All((A, B)), [A, B]),
        (Any((B, A)), [B, A]),
        (Not(A), [A]),
        (Count((A, LEVEL, C), 2, None), [A, LEVEL, C]),
        (Defined("n", "o", All((A, POINTS))), [A, POINTS]),
        (All((Any((A, Not(B))), Count((A,), 1), C)), [A, B, A, C]),
        (All(()), []),
    ],
)
def test_leaves_come_in_the_order_written(condition: Condition, found: list[Condition]) -> None:
    assert list(leaves(condition)) == found


@pytest.mark.parametrize(
    ("condition", "signals"),
    [
        (All((B, A, B)), ("b", "a")),
        (All((LEVEL, POINTS)), ()),
        (Not(Any((LEVEL, C))), ("c",)),
    ],
)
def test_signals_are_named_once(condition: Condition, signals: tuple[str, ...]) -> None:
    assert signals_of(condition) == signals


@given(st.sets(st.sampled_from("abcde")), st.sets(st.sampled_from("abcde"), min_size=1))
def test_having_all_implies_having_any(answer: set[str], wanted: set[str]) -> None:
    told, values = tuple(sorted(answer)), tuple(sorted(wanted))
    every, some = Test("s", HAS_ALL, values).accepts(told), Test("s", HAS_ANY, values).accepts(told)
    assert every == (wanted <= answer)
    assert some == bool(wanted & answer)


@given(st.integers(-50, 50), st.integers(-50, 50))
def test_a_bound_from_below_and_one_from_above_meet_in_one_number(answer: int, bound: int) -> None:
    least, most = Test("s", LEAST, (bound,)).accepts(answer), Test("s", MOST, (bound,)).accepts(answer)
    assert least or most
    assert (least and most) == Test("s", IS, (bound,)).accepts(answer)
