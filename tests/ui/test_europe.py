"""Europe: countries are counted alone, and the unions they lie in as sums below."""

from __future__ import annotations

import pytest

from openness.ui.europe_page import unions_last


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (["EU", "US", "EEA", "DE"], ["US", "DE", "EU", "EEA"]),
        (["EEA", "NO"], ["NO", "EEA"]),
        (["US"], ["US"]),
        ([], []),
    ],
)
def test_unions_stand_below_the_countries(places: list[str], expected: list[str]) -> None:
    assert unions_last(places) == expected
