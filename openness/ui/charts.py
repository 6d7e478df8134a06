"""Charts: proven and still possible points as one bar each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

PROVEN = "#1f4e79"
POSSIBLE = "#b9cbdd"
_AROUND = 64
"""Pixels of the axis and the legend, which Streamlit counts as part of the height."""
FONT = "Source Sans, sans-serif"


def range_chart(rows: Sequence[tuple[str, float, float]]) -> alt.LayerChart:
    """Draw one bar a row `(label, low, high)` on a scale of 0 to 100: dark up to low, pale up to high."""
    values: list[dict[str, Any]] = [
        {"label": label, "part": part, "from": start, "to": end, "text": text}
        for label, low, high in rows
        for part, start, end, text in (
            ("proven", 0.0, low, f"{low:.0f} of 100 proven"),
            ("possible", low, high, f"up to {high:.0f} if everything unknown were open"),
        )
    ]
    base = alt.Chart(alt.InlineData(values=values)).encode(
        y=alt.Y("label:N", sort=[label for label, _, _ in rows], title=None, axis=alt.Axis(labelLimit=220)),
    )
    bars = base.mark_bar(height=13).encode(
        x=alt.X("from:Q", scale=alt.Scale(domain=[0, 100]), title=None, axis=alt.Axis(tickCount=5, format=".0f")),
        x2="to:Q",
        color=alt.Color(
            "part:N",
            scale=alt.Scale(domain=["proven", "possible"], range=[PROVEN, POSSIBLE]),
            legend=alt.Legend(title=None, orient="bottom", direction="horizontal"),
        ),
        tooltip=[alt.Tooltip("label:N", title="dimension"), alt.Tooltip("text:N", title="points")],
    )
    figures = (
        base.transform_filter("datum.part === 'proven'")
        .mark_text(align="left", dx=4, fontSize=11)
        .encode(x=alt.X("to:Q"), text=alt.Text("to:Q", format=".0f"), color=alt.value("#20262e"))
    )
    chart = alt.layer(bars, figures).properties(height=24 * max(len(rows), 1) + _AROUND)
    styled: alt.LayerChart = chart.configure(font=FONT)
    styled = styled.configure_axis(grid=False, domain=False, ticks=False)
    styled = styled.configure_view(stroke=None)
    return styled
