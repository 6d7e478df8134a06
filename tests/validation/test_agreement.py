"""Figures worked out by hand, and properties of the figures."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.validation.agreement import (
    Judged,
    bootstrap,
    by_parameter,
    confusion,
    macro_f1,
    mean_macro_f1,
    measure,
    totals,
)
from openness.validation.labels import CLASSES, PARAMETERS

LEVELS = (*CLASSES, "unknown")


def cell(system: str, parameter: str, label: str, level: str) -> Judged:
    return Judged(system, parameter, "org/model", label, level)


CELLS = [
    cell("a", "preprint", "open", "open"),
    cell("b", "preprint", "open", "partial"),
    cell("c", "preprint", "closed", "open"),
    cell("d", "preprint", "closed", "unknown"),
    cell("a", "paper", "closed", "closed"),
    cell("b", "paper", "closed", "unknown"),
]


def test_figures_by_hand() -> None:
    found = measure(CELLS)
    assert (found.cells, found.decided, found.right, found.too_open, found.floor_right) == (6, 4, 2, 1, 3)
    assert found.coverage == pytest.approx(4 / 6)
    assert found.accuracy == pytest.approx(0.5)
    assert found.accuracy_of_all == pytest.approx(2 / 6)
    assert found.floor == pytest.approx(0.75)
    assert found.gain == pytest.approx(-0.25)
    assert found.share_too_open == pytest.approx(0.25)


def test_macro_f1_by_hand() -> None:
    decided = [each for each in CELLS if each.decided and each.parameter == "preprint"]
    # open: 1 hit of 2 labels and 2 levels; partial: 0 of 0 and 1; closed: 0 of 1 and 0
    assert macro_f1(decided) == pytest.approx((0.5 + 0 + 0) / 3)
    assert math.isnan(macro_f1([]))


def test_parameters_with_too_few_cells_stay_out_of_the_mean() -> None:
    figures = by_parameter(CELLS)
    assert list(figures) == list(PARAMETERS)
    assert mean_macro_f1(figures) == figures["preprint"].macro_f1


def test_confusion_counts_each_pair() -> None:
    assert confusion(CELLS)["closed", "unknown"] == 2


def test_totals_stand_over_the_same_cells() -> None:
    found = {total.system: total for total in totals(CELLS)}
    assert (found["b"].index, found["b"].low, found["b"].high, found["b"].middle) == (50.0, 25.0, 75.0, 50.0)
    assert {total.system for total in totals(CELLS, 2)} == {"a", "b"}


def test_the_bootstrap_is_the_same_for_the_same_seed_and_holds_the_figure() -> None:
    cells = [cell(str(number), "preprint", "open" if number % 3 else "closed", "open") for number in range(30)]
    first, second = bootstrap(cells, 300, 1), bootstrap(cells, 300, 1)
    assert first == second
    assert first["accuracy"].low <= measure(cells).accuracy <= first["accuracy"].high
    assert first["gain"].low == first["gain"].high == 0, "who always says the commonest class gains nothing"


@given(
    st.lists(
        st.builds(
            cell,
            st.sampled_from("abcde"),
            st.sampled_from(PARAMETERS),
            st.sampled_from(CLASSES),
            st.sampled_from(LEVELS),
        ),
        min_size=1,
        max_size=40,
    )
)
def test_figures_are_shares_of_what_they_count(cells: list[Judged]) -> None:
    found = measure(cells)
    assert 0 <= found.right <= found.decided <= found.cells == len(cells)
    assert found.right + found.too_open <= found.decided
    assert found.floor_right <= found.decided
    assert sum(each.cells for each in by_parameter(cells).values()) == len(cells)
    assert all(total.low <= total.middle <= total.high for total in totals(cells))
