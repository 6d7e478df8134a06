"""A badge for a README: what is proven and possible, under which rubric. SVG without a font or a request."""

from __future__ import annotations

import json

from openness.safe.line import one_line
from openness.safe.markup import text

_LONGEST = 100
"""Letters of a part: a picture of a word stays one."""
_LETTER = 6.6
_PAD = 6


def badge(label: str, message: str) -> str:
    """Return a two-part badge as SVG, readable by screen readers through its title."""
    label, message = one_line(label, _LONGEST), one_line(message, _LONGEST)
    left, right = (round(len(part) * _LETTER + 2 * _PAD) for part in (label, message))
    said = f"{text(label)}: {text(message)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img" aria-label="{said}">'
        f"<title>{said}</title>"
        f'<rect width="{left + right}" height="20" rx="3" fill="#1f4e79"/>'
        f'<path d="M3 0h{left - 3}v20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill="#3c4652"/>'
        '<g fill="#ffffff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">'
        f'<text x="{left / 2:g}" y="14" textLength="{left - 2 * _PAD}">{text(label)}</text>'
        f'<text x="{left + right / 2:g}" y="14" textLength="{right - 2 * _PAD}">{text(message)}</text>'
        "</g></svg>\n"
    )


def badge_data(label: str, message: str) -> str:
    """Return the same as the JSON that badge services read from an address."""
    return json.dumps({"schemaVersion": 1, "label": label, "message": message, "color": "1f4e79"}) + "\n"


def message_of(low: float | None, high: float | None) -> str:
    """Return what a badge says of a score."""
    if low is None or high is None:
        return "not judged"
    return f"{low:.0f} of 100 proven" if round(low) == round(high) else f"{low:.0f}–{high:.0f} of 100"
