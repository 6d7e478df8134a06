"""Charts in HTML: a range of points as one bar, and the points of a few entries side by side on one scale.

Like the pictures of a list they are tables, which follow the page's colours, wrap, print and are read aloud; a drawing
library would take a server seconds to import and a browser 860 kB to load.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from openness.phrases import Phrases
from openness.safe.markup import text

PROVEN = "#3f7cb5"
POSSIBLE = "rgba(63, 124, 181, 0.5)"
"""Lets the page shine through, so that it is told from PROVEN in both schemes."""
SIGNS = ("●", "■", "▲", "◆", "★")
"""An entry's sign, which tells it from the others without colour."""
COLOURS = ("#3f7cb5", "#c2571a", "#2e8b57", "#8a5bb5", "#a8860b")
"""An entry's colour, one beside each of SIGNS."""
_TICKS = range(0, 101, 20)
_NAME = 200
"""Characters of a name in a chart."""
STYLE = f"""
.scale {{ width: 100%; border-collapse: collapse; font-size: 0.85rem; line-height: 1.3; }}
.scale th {{ font-weight: 400; text-align: left; padding: 0.15rem 0.5rem 0.15rem 0; overflow-wrap: anywhere;
  vertical-align: top; }}
.scale td {{ padding: 0.15rem 0; white-space: nowrap; }}
.scale td:last-child {{ width: 3.6rem; text-align: right; }}
.scale .sign {{ width: 1.4rem; text-align: center; }}
.scale .line {{ position: relative; height: 1.1rem; display: block; border-left: 1px solid; border-right: 1px solid;
  border-color: rgba(128, 140, 152, 0.6); background: repeating-linear-gradient(to right, transparent 0 calc(20% - 1px),
  rgba(128, 140, 152, 0.35) calc(20% - 1px) 20%); }}
.scale i {{ position: absolute; height: 0.8rem; top: 0.15rem; }}
.scale .thin {{ height: 2px; top: 0.5rem; }}
.scale .dot {{ width: 9px; height: 9px; margin-left: -4.5px; top: 0.25rem; border-radius: 50%; }}
.scale .first th, .scale .first td {{ border-top: 1px solid rgba(128, 140, 152, 0.35); }}
.scale .ticks {{ display: flex; justify-content: space-between; font-size: 0.75rem; }}
.scale .ticks span {{ width: 0; display: flex; justify-content: center; }}
.scale .proven {{ background: {PROVEN}; }} .scale .possible {{ background: {POSSIBLE}; }}
.legend {{ list-style: none; display: flex; flex-wrap: wrap; gap: 0.2rem 1rem; margin: 0.4rem 0; padding: 0 !important;
  font-size: 0.85rem; }}
.legend li {{ margin: 0; overflow-wrap: anywhere; }}
.legend i {{ display: inline-block; width: 0.8rem; height: 0.8rem; margin-right: 0.35rem; vertical-align: -0.08rem; }}
@media print {{ .scale *, .legend * {{ print-color-adjust: exact; }} }}
"""


def ranges(rows: Sequence[tuple[str, float, float]], caption: str, words: Phrases) -> str:
    """Return one bar a row `(label, low, high)` on a scale of 0 to 100: dark up to low, pale up to high."""
    body = "".join(
        f'<tr><th scope="row">{text(label, _NAME)}</th>{_cells(_bar(low, high, words), low, high)}</tr>'
        for label, low, high in rows
    )
    legend = (
        f'<i class="{name}" style="background:{colour}"></i>{text(words(f"chart.{name}"))}'
        for name, colour in (("proven", PROVEN), ("possible", POSSIBLE))
    )
    return _scale(body, caption, legend, name_width=34, before=1)


def dots(rows: Sequence[tuple[str, str, float, float]], caption: str) -> str:
    """Return a row `(dimension, entry, low, high)` as a dot at low and a line up to high, each entry with its sign.

    Rows of one dimension stand together; at most as many entries as SIGNS.
    """
    entries = list(dict.fromkeys(entry for _, entry, _, _ in rows))
    lines, before = [], None
    for dimension, entry, low, high in rows:
        place, first = entries.index(entry), dimension != before
        several = sum(dimension == other for other, *_ in rows)
        head = f'<th scope="rowgroup" rowspan="{several}">{text(dimension, _NAME)}</th>' if first else ""
        sign = f'<td class="sign"><span role="img" aria-label="{text(entry, _NAME)}">{SIGNS[place]}</span></td>'
        cells = _cells(_dot(low, high, COLOURS[place]), low, high)
        lines.append(f"<tr{' class=first' if first else ''}>{head}{sign}{cells}</tr>")
        before = dimension
    legend = (
        f'<i style="background:{COLOURS[place]}"></i>{SIGNS[place]} {text(entry, _NAME)}'
        for place, entry in enumerate(entries)
    )
    return _scale("".join(lines), caption, legend, name_width=24, before=2)


def _cells(drawn: str, low: float, high: float) -> str:
    return f"<td>{drawn}</td><td>{_span(low, high)}</td>"


def _bar(low: float, high: float, words: Phrases) -> str:
    told = (words("chart.proven_points", points=f"{low:.0f}"), words("chart.possible_points", points=f"{high:.0f}"))
    return (
        f'<span class="line" title="{text("; ".join(told))}"><i class="proven" style="left:0;width:{low:.1f}%"></i>'
        f'<i class="possible" style="left:{low:.1f}%;width:{high - low:.1f}%"></i></span>'
    )


def _dot(low: float, high: float, colour: str) -> str:
    return (
        f'<span class="line"><i class="thin" style="left:{low:.1f}%;width:{high - low:.1f}%;background:{colour}"></i>'
        f'<i class="dot" style="left:{low:.1f}%;background:{colour}"></i></span>'
    )


def _span(low: float, high: float) -> str:
    """Return both ends as figures; one where they are the same."""
    return f"{low:.0f}" if f"{low:.0f}" == f"{high:.0f}" else f"{low:.0f}–{high:.0f}"


def _scale(body: str, caption: str, legend: Iterable[str], *, name_width: int, before: int) -> str:
    """Return a table of bars over their scale, which is for the eye: figures stand beside each bar, too."""
    ticks = "".join(f"<span>{tick}</span>" for tick in _TICKS)
    foot = f'<tr><td colspan="{before}"></td><td><span class="ticks">{ticks}</span></td><td></td></tr>'
    return (
        f'<table class="scale" aria-label="{text(caption)}"><colgroup><col style="width:{name_width}%"></colgroup>'
        f'<tbody>{body}</tbody><tfoot aria-hidden="true">{foot}</tfoot></table>'
        f'<ul class="legend">{"".join(f"<li>{item}</li>" for item in legend)}</ul>'
    )
