"""Charts: a range of points as one bar, score against coverage, and levels by dimension over a whole list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import altair as alt
import numpy as np
import numpy.typing as npt
import pandas as pd  # noqa: F401 - Altair looks at what is loaded of it, and would meet one that another thread loads

from openness.phrases import Phrases, phrases
from openness.rubric.condition import Level
from openness.safe.line import one_line
from openness.score.evaluate import Scores
from openness.score.logic import LEVELS
from openness.ui.frame import say
from openness.ui.marks import MARKS
from openness.views.bar import SIGNS, levels_of

Floats = npt.NDArray[np.float64]
Chart = Any
"""What Altair makes of its parts; its own types name only some of them."""
PROVEN = "#3f7cb5"
POSSIBLE = "rgba(63, 124, 181, 0.55)"
"""Lets the page shine through, so that a figure in the page's ink is read on it in both schemes."""
_TICKS = [0, 20, 40, 60, 80, 100]
_TENS = alt.Axis(values=_TICKS, grid=False, labelOverlap=False)
"""Names every figure: left to itself, Vega drops every second one of a low picture; every layer must say so."""
_INK = "currentColor"
"""The page's own colour of text, light or dark; Streamlit's grey of axes and legends is paler."""
STEP = 10
"""Width of a cell of the picture of scores against coverage, in points and in percent."""
_NAME = 200
"""Characters of a name in a chart."""
_NAME_WIDTH = 300
"""Pixels of a name in a legend: as many as a phone 390 wide has room for beside the sign."""


def range_chart(rows: Sequence[tuple[str, float, float]]) -> Chart:
    """Draw one bar a row `(label, low, high)` on a scale of 0 to 100: dark up to low, pale up to high."""
    words = say()
    rows = [(one_line(label, _NAME), low, high) for label, low, high in rows]
    proven, possible = words("chart.proven"), words("chart.possible")
    values: list[dict[str, Any]] = [
        {"label": label, "part": part, "from": start, "to": end, "text": text}
        for label, low, high in rows
        for part, start, end, text in (
            (proven, 0.0, low, words("chart.proven_points", points=f"{low:.0f}")),
            (possible, low, high, words("chart.possible_points", points=f"{high:.0f}")),
        )
    ]
    base = alt.Chart(alt.InlineData(values=values)).encode(
        y=alt.Y(
            "label:N",
            sort=[label for label, _, _ in rows],
            title=None,
            axis=alt.Axis(labelLimit=220, labelOverlap=False),
        ),
    )
    bars = base.mark_bar(height=13).encode(
        x=alt.X("from:Q", scale=alt.Scale(domain=[0, 100]), title=None, axis=alt.Axis(tickCount=5, format=".0f")),
        x2="to:Q",
        color=alt.Color(
            "part:N",
            scale=alt.Scale(domain=[proven, possible], range=[PROVEN, POSSIBLE]),
            legend=alt.Legend(title=None, orient="bottom", direction="horizontal"),
        ),
        tooltip=[alt.Tooltip("label:N"), alt.Tooltip("text:N")],
    )
    figures = (
        base.transform_filter(alt.datum.part == proven)
        .mark_text(align="left", dx=4, fontSize=12, color=_INK)
        .encode(x=alt.X("to:Q"), text=alt.Text("to:Q", format=".0f"))
    )
    chart: Any = alt.layer(bars, figures).properties(height=alt.Step(24))
    return _inked(chart, grid=False, domain=False, ticks=False).configure_view(stroke=None)


def _inked(chart: Chart, **axes: bool) -> Chart:
    """Give a chart's axes and legend the page's colour of text, at a size that can be read."""
    ink = {"labelColor": _INK, "titleColor": _INK, "labelFontSize": 12, "titleFontSize": 12}
    return chart.configure_axis(**ink, **axes).configure_legend(
        **ink, labelLimit=_NAME_WIDTH, symbolOpacity=1, symbolStrokeWidth=0
    )


def dot_chart(rows: Sequence[tuple[str, str, float, float]]) -> Chart:
    """Draw a row `(dimension, entry, low, high)` as a dot at low and a line up to high, entries by shape and colour."""
    values = [
        {"dimension": one_line(dimension, _NAME), "entry": one_line(entry, _NAME), "low": low, "high": high}
        for dimension, entry, low, high in rows
    ]
    base = alt.Chart(alt.InlineData(values=values)).encode(
        y=alt.Y("dimension:N", sort=None, title=None, axis=alt.Axis(labelLimit=240)),
        yOffset=alt.YOffset("entry:N", sort=None),
        color=alt.Color("entry:N", sort=None, legend=alt.Legend(title=None, orient="bottom", columns=1)),
        tooltip=["entry:N", "dimension:N", "low:Q", "high:Q"],
    )
    scale = alt.Scale(domain=[0, 100])
    lines = base.mark_rule(strokeWidth=2, opacity=0.5).encode(
        x=alt.X("low:Q", scale=scale, title=None, axis=alt.Axis(values=_TICKS)), x2="high:Q"
    )
    dots = base.mark_point(filled=True, size=90, opacity=1).encode(
        x=alt.X("low:Q", scale=scale), shape=alt.Shape("entry:N", sort=None)
    )
    return _inked(alt.layer(lines, dots).properties(height=alt.Step(16)))


def score_against_coverage(low: Floats, coverage: Floats, chosen: str | None, words: Phrases) -> dict[str, Any]:
    """Return how many entries have which proven score and coverage, in cells of STEP; one cell can be clicked."""
    points, shares = (_cells(numbers) for numbers in (low, 100 * coverage))
    packed, numbers = np.unique(points * 1000 + shares, return_counts=True)
    counts = {divmod(cell, 1000): number for cell, number in zip(packed.tolist(), numbers.tolist(), strict=True)}
    values = [
        {"cell": f"{score}:{share}", "score": score, "score2": score + STEP, "share": share, "share2": share + STEP,
         "count": count, "chosen": chosen in (None, f"{score}:{share}")}
        for (score, share), count in sorted(counts.items())
    ]  # fmt: skip
    return _filled(_cells_drawing(words.language), values)


def _filled(drawing: Mapping[str, Any], values: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return a drawing with its rows: Altair checks every part against its schema, which takes as long as a page."""
    return {**drawing, "datasets": {drawing["data"]["name"]: [*values]}}


@lru_cache(maxsize=8)
def _cells_drawing(language: str) -> dict[str, Any]:
    words = phrases(language)
    pick = alt.selection_point(name="cell", fields=["cell"], toggle=False)
    base = alt.Chart(alt.InlineData(values=[])).encode(
        x=alt.X("share:Q", scale=alt.Scale(domain=[0, 101]), title=words("chart.coverage"), axis=_TENS),
        y=alt.Y("score:Q", scale=alt.Scale(domain=[0, 100]), title=words("chart.score"), axis=_TENS),
        tooltip=[alt.Tooltip("count:Q", title=words("chart.entries")), "score:Q", "share:Q"],
    )
    cells = base.mark_rect(cursor="pointer").encode(
        x2="share2:Q",
        y2="score2:Q",
        color=alt.Color("count:Q", scale=alt.Scale(type="log", range=["#e3edf7", "#7fb2e5"]), legend=None),
        opacity=alt.condition(alt.datum.chosen, alt.value(1.0), alt.value(0.25)),
    )
    figures = base.transform_calculate(mid_x=alt.datum.share + STEP / 2, mid_y=alt.datum.score + STEP / 2).mark_text(
        fontSize=11, color="#000000"
    )
    figures = figures.encode(x=alt.X("mid_x:Q", axis=_TENS), y=alt.Y("mid_y:Q", axis=_TENS), text="count:Q")
    return dict(_inked(alt.layer(cells.add_params(pick), figures).properties(height=260)).to_dict())


def _cells(numbers: Floats) -> npt.NDArray[np.int64]:
    return np.minimum(np.nan_to_num(numbers) // STEP * STEP, 100 - STEP).astype(np.int64)


def levels_by_dimension(
    scores: Scores, titles: Mapping[str, str], chosen: str | None, words: Phrases
) -> dict[str, Any]:
    """Return the share of answers at each level, a dimension a bar; one piece can be clicked."""
    values = []
    for dimension in scores.dimensions:
        codes = levels_of(scores, dimension)
        for code, level in enumerate(LEVELS):
            count = int((codes == code).sum())
            if count:
                piece = f"{dimension}:{level}"
                values.append(
                    {"piece": piece, "dimension": one_line(titles[dimension] or dimension, _NAME), "count": count,
                     "order": _ORDER[level],
                     "level": f"{SIGNS[level]} {words(f'level.{level}')}", "chosen": chosen in (None, piece)}
                )  # fmt: skip
    return _filled(_levels_drawing(words.language), values)


@lru_cache(maxsize=8)
def _levels_drawing(language: str) -> dict[str, Any]:
    words = phrases(language)
    shown = [f"{SIGNS[level]} {words(f'level.{level}')}" for level in _ORDER]
    pick = alt.selection_point(name="piece", fields=["piece"], toggle=False)
    chart: Any = (
        alt.Chart(alt.InlineData(values=[]))
        .mark_bar(cursor="pointer", stroke="white", strokeWidth=0.5)
        .encode(
            y=alt.Y("dimension:N", sort=None, title=None, axis=alt.Axis(labelLimit=150)),
            x=alt.X("count:Q", stack="normalize", title=None, axis=alt.Axis(format=".0%", tickCount=5)),
            order=alt.Order("order:Q"),
            color=alt.Color(
                "level:N",
                scale=alt.Scale(domain=shown, range=[MARKS[level].hex for level in _ORDER]),
                legend=alt.Legend(title=None, orient="bottom", columns=2),
            ),
            opacity=alt.condition(alt.datum.chosen, alt.value(1.0), alt.value(0.25)),
            tooltip=["dimension:N", "level:N", "count:Q"],
        )
        .add_params(pick)
        .properties(height=260)
    )
    return dict(_inked(chart).to_dict())


_ORDER = {
    level: place
    for place, level in enumerate((Level.OPEN, Level.PARTIAL, Level.CLOSED, Level.UNKNOWN, Level.NOT_APPLICABLE))
}
