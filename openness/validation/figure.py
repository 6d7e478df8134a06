"""One figure as plain SVG: per parameter, what was decided rightly, wrongly, and left unknown."""

from __future__ import annotations

from collections.abc import Sequence

from openness.safe.markup import text
from openness.validation.agreement import Judged
from openness.validation.labels import PARAMETERS

_COLOURS = {"right": "#2b6cb0", "too closed": "#a0aec0", "too open": "#c05621", "unknown": "#edf2f7"}
_LEFT, _BAR, _ROW, _TOP = 190, 430, 26, 56


def figure(cells: Sequence[Judged]) -> str:
    """Return the figure as an SVG document; one row a parameter, lengths are shares of its cells."""
    height = _TOP + _ROW * len(PARAMETERS) + 16
    width = _LEFT + _BAR + 90
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        'role="img" font-family="sans-serif" font-size="12">'
    )
    parts = [
        opening,
        "<title>Agreement with the European Open Source AI Index by parameter</title>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
    ]
    x = _LEFT
    for name, colour in _COLOURS.items():
        parts.append(f'<rect x="{x}" y="14" width="12" height="12" fill="{colour}" stroke="#718096"/>')
        parts.append(f'<text x="{x + 17}" y="24">{text(name)}</text>')
        x += 105
    for place, parameter in enumerate(PARAMETERS):
        parts += _row([cell for cell in cells if cell.parameter == parameter], parameter, _TOP + place * _ROW)
    return "\n".join([*parts, "</svg>", ""])


def _row(cells: Sequence[Judged], parameter: str, y: int) -> list[str]:
    counts = {
        "right": sum(cell.decided and cell.right for cell in cells),
        "too closed": sum(cell.decided and not cell.right and not cell.too_open for cell in cells),
        "too open": sum(cell.too_open for cell in cells),
        "unknown": sum(not cell.decided for cell in cells),
    }
    parts = [f'<text x="{_LEFT - 8}" y="{y + 13}" text-anchor="end">{text(parameter)}</text>']
    x = float(_LEFT)
    for name, count in counts.items():
        length = _BAR * count / len(cells) if cells else 0.0
        if count:
            fill = _COLOURS[name]
            parts.append(
                f'<rect x="{x:.1f}" y="{y}" width="{length:.1f}" height="18" fill="{fill}" stroke="#718096" '
                f'stroke-width="0.5">'
                f"<title>{text(parameter)}, {name}: {count} of {len(cells)}</title></rect>"
            )
            ink = "#ffffff" if name in ("right", "too open") else "#1a202c"
            parts.append(
                f'<text x="{x + length / 2:.1f}" y="{y + 13}" text-anchor="middle" fill="{ink}">{count}</text>'
            )
        x += length
    parts.append(f'<text x="{_LEFT + _BAR + 8}" y="{y + 13}">{len(cells)} cells</text>')
    return parts
