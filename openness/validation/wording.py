"""How the report writes numbers, spans and tables."""

from __future__ import annotations

import math
from collections.abc import Sequence


def table(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    lines = [f"| {' | '.join(header)} |", f"|{'---|' * len(header)}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def escape(text: str) -> str:
    """Return text that does not break a table's cell."""
    return text.replace("|", "\\|")


def percent(share: float) -> str:
    """Return a share (0 to 1) in per cent; a dash for NaN."""
    return "–" if math.isnan(share) else f"{100 * share:.1f} %"


def points(share: float) -> str:
    """Return a difference of shares in points."""
    return "–" if math.isnan(share) else f"{100 * share:+.1f} points"


def number(value: float | None) -> str:
    """Return a number with two places; a dash for NaN and None."""
    return "–" if value is None or math.isnan(value) else f"{value:.2f}"


def span(low: float, high: float, *, signed: bool = False) -> str:
    """Return an interval of shares in per cent, or of differences in points; a dash for NaN."""
    if math.isnan(low) or math.isnan(high):
        return "–"
    if signed:
        return f"{100 * low:+.1f} to {100 * high:+.1f} points"
    return f"{100 * low:.1f} to {100 * high:.1f} %"
