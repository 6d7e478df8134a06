"""The charts: bars lie on their scale, figures stand beside them, and a name is text, never part of the drawing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from openness.phrases import phrases
from openness.ui.charts import COLOURS, SIGNS, dots, ranges
from openness.views.comparison import AT_MOST
from tests.safe.attacks import ATTACKS
from tests.safe.test_outputs import hidden
from tests.ui.test_pictures import Drawn

ENDS = some.tuples(some.floats(0, 100), some.floats(0, 100)).map(sorted)


def bars(drawing: str) -> list[tuple[float, float]]:
    """Return `(left, width)` of each bar in percent of the scale; a dot has no width."""
    found = re.findall(r'style="left:([\d.]+)%?(?:;width:([\d.]+)%)?', drawing)
    return [(float(left), float(width or 0)) for left, width in found]


@given(ENDS)
def test_a_range_lies_on_its_scale_and_is_told_in_figures(ends: list[float]) -> None:
    low, high = ends
    drawing = ranges([("Weights", low, high)], "Score", phrases("en"))
    (begin, proven), (there, possible) = bars(drawing)
    assert begin == 0
    assert abs(proven - low) < 0.1
    assert abs(there - low) < 0.1
    assert there + possible <= 100.11
    assert abs(there + possible - high) < 0.11
    shown = f"{low:.0f}" if f"{low:.0f}" == f"{high:.0f}" else f"{low:.0f}–{high:.0f}"
    assert f"<td>{shown}</td>" in drawing
    assert f"{low:.0f} of 100 proven" in drawing


def test_every_entry_of_a_comparison_has_a_sign_of_its_own() -> None:
    entries = [f"made/{number}" for number in range(AT_MOST)]
    rows = [(part, entry, 10.0, 20.0) for part in ("Weights", "Data") for entry in entries]
    drawing = dots(rows, "Points")
    for entry, sign in zip(entries, SIGNS, strict=True):
        assert drawing.count(f'aria-label="{entry}">{sign}<') == 2
        assert f"{sign} {entry}</li>" in drawing
    assert len({*COLOURS}) == len({*SIGNS}) == AT_MOST
    assert drawing.count(f'rowspan="{AT_MOST}"') == 2


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_a_name_is_text_and_never_part_of_the_drawing(attack: str) -> None:
    for plain, drawn in (
        (ranges([("plain", 20.0, 60.0)], "x", phrases("en")), ranges([(attack, 20.0, 60.0)], "x", phrases("en"))),
        (dots([("a", "b", 20.0, 60.0)], "x"), dots([(attack, attack, 20.0, 60.0)], attack)),
    ):
        assert Drawn(drawn).tags == Drawn(plain).tags
        assert re.findall(r"<[^>\"]*", drawn) == re.findall(r"<[^>\"]*", plain)
        assert not hidden(drawn)
