"""Charts: a range of points as one bar, and the dots of a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd  # noqa: F401 - Altair looks at what is loaded of it, and would meet one that another thread loads

from openness.safe.line import one_line
from openness.ui.frame import say

Chart = Any
"""What Altair makes of its parts; its own types name only some of them."""
PROVEN = "#3f7cb5"
POSSIBLE = "rgba(63, 124, 181, 0.55)"
"""Lets the page shine through, so that a figure in the page's ink is read on it in both schemes."""
_TICKS = [0, 20, 40, 60, 80, 100]
_INK = "currentColor"
"""The page's own colour of text, light or dark; Streamlit's grey of axes and legends is paler."""
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
