"""The two pictures of a whole list, drawn in HTML: score against coverage, and answers by part and level.

Each is a table whose cells are links to the list of what the cell counts: so it follows the page's colours,
fits a phone, prints, can be stepped through, and is read aloud as a table. A drawing library of 860 kB would be loaded
for them otherwise, and Streamlit takes SVG out of a page's HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import log

import numpy as np
import numpy.typing as npt

from openness.phrases import Phrases
from openness.rubric.condition import Level
from openness.safe.markup import text
from openness.score.evaluate import Scores
from openness.score.logic import LEVELS
from openness.ui.marks import MARKS
from openness.views.bar import SIGNS, levels_of

Floats = npt.NDArray[np.float64]
Address = Callable[[str | None], str]
"""From what is picked of a picture, or None for nothing, to the address that shows it."""
CELL, PIECE = "cell", "piece"
"""The pictures, under the name that what is picked of them has in the address."""
STEP = 10
"""Width of a cell of the picture of scores against coverage, in points and in percent."""
MOST_BYTES = 60_000
"""What both pictures may take of a message, however many models and parts there are."""
_SHADES = 6
STYLE = """
.pictures { display: flex; flex-wrap: wrap; gap: 1rem 2.5rem; }
.pictures table { flex: 1 1 20rem; width: 100%; min-width: 0; border-collapse: separate; border-spacing: 2px;
  table-layout: fixed; font-size: 0.8rem; line-height: 1.2; align-self: start; }
.pictures caption { caption-side: top; text-align: left; padding-bottom: 0.4rem; font-size: 0.875rem; }
.pictures th { font-weight: 400; padding: 0; overflow-wrap: anywhere; hyphens: auto; }
.pictures .cells tbody th, .pictures tfoot .axis { text-align: right; padding-right: 0.3rem; }
.pictures .cells tbody .axis, .pictures .pieces tbody th { text-align: left; }
.pictures .cells col:first-child { width: 2rem; }
.pictures .pieces col:first-child { width: 24%; }
.pictures .pieces thead th { vertical-align: bottom; }
.pictures tbody td { padding: 0; height: 26px; text-align: center; background: rgba(128, 140, 152, 0.1);
  border-radius: 3px; }
.pictures a { display: block; min-height: 26px; line-height: 26px; color: inherit; text-decoration: none;
  border-radius: 3px; position: relative; overflow: hidden; }
.pictures .pieces a { padding-bottom: 7px; }
.pictures a:hover { outline: 1px solid currentColor; }
.pictures a[aria-current] { box-shadow: inset 0 0 0 2px currentColor; font-weight: 700; }
.pictures i { position: absolute; left: 0; bottom: 0; height: 7px; min-width: 1px; }
@media (max-width: 640px) { .pictures .pieces { font-size: 0.75rem; } }
@media print { .pictures td, .pictures i { print-color-adjust: exact; } }
""" + "".join(
    f".pictures .cells .s{shade} {{ background: rgba(63, 124, 181, {0.12 + 0.43 * shade / _SHADES:.2f}); }}\n"
    for shade in range(_SHADES + 1)
)
"""Shades let the page shine through, so that a figure in the page's ink is read on them in both schemes."""
_ORDER = (Level.OPEN, Level.PARTIAL, Level.CLOSED, Level.UNKNOWN, Level.NOT_APPLICABLE)


def tens(numbers: Floats) -> npt.NDArray[np.int64]:
    """Return the lower end of the cell of STEP in which each number of 0 to 100 lies; what is not known lies in 0."""
    return np.minimum(np.nan_to_num(numbers) // STEP * STEP, 100 - STEP).astype(np.int64)


def counted_cells(low: Floats, coverage: Floats) -> dict[tuple[int, int], int]:
    """Return how many entries have which proven score and coverage in percent, by the lower ends of their cell."""
    packed, numbers = np.unique(tens(low) * 1000 + tens(100 * coverage), return_counts=True)
    return {divmod(cell, 1000): number for cell, number in zip(packed.tolist(), numbers.tolist(), strict=True)}


def counted_pieces(scores: Scores) -> dict[tuple[str, Level], int]:
    """Return how many answers of each dimension are at which level, where there are any."""
    found: dict[tuple[str, Level], int] = {}
    for dimension in scores.dimensions:
        lines = (np.bincount(line, minlength=len(LEVELS)) for line in levels_of(scores, dimension))
        numbers = sum(lines, start=np.zeros(len(LEVELS), dtype=np.int64)).tolist()
        found |= {(dimension, LEVELS[code]): number for code, number in enumerate(numbers) if number}
    return found


def cells_table(counts: Mapping[tuple[int, int], int], chosen: str | None, address: Address, words: Phrases) -> str:
    """Return the picture of scores (up) against coverage (across): a number a cell, darker where it is higher."""
    steps, most = range(0, 100, STEP), max(counts.values(), default=1)

    def drawn(score: int, share: int) -> str:
        if not (count := counts.get((score, share), 0)):
            return "<td></td>"
        ends = {"score": score, "score2": score + STEP, "share": share, "share2": share + STEP}
        told = words("picture.cell_told", count=f"{count:,}", **ends)
        shade = round(_SHADES * log(count) / log(most)) if most > 1 else 0
        return f'<td class="s{shade}">{_link(CELL, f"{score}:{share}", chosen, address, short(count), told)}</td>'

    rows = "".join(
        f'<tr><th scope="row">{score}</th>{"".join(drawn(score, share) for share in steps)}</tr>'
        for score in reversed(steps)
    )
    foot = "".join(f'<th scope="col">{share}</th>' for share in steps)
    wide = f'<th colspan="{len(steps) + 1}" class="axis">'
    return (
        f'<table class="cells">{_caption(words, "picture.cells", len(steps))}'
        f"<tbody><tr>{wide}↑ {text(words('chart.score'))}</th></tr>{rows}</tbody>"
        f"<tfoot><tr><td></td>{foot}</tr><tr>{wide}{text(words('chart.coverage'))} →</th></tr></tfoot></table>"
    )


def pieces_table(
    counts: Mapping[tuple[str, Level], int],
    titles: Mapping[str, str],
    chosen: str | None,
    address: Address,
    words: Phrases,
) -> str:
    """Return the picture of answers: a row a dimension, a column a level, each share as a figure and a bar."""
    levels = [level for level in _ORDER if any(level == there for _, there in counts)]
    heads = "".join(f'<th scope="col">{SIGNS[level]} {text(words(f"level.{level}"))}</th>' for level in levels)
    rows = []
    for dimension, title in titles.items():
        mine = {level: counts.get((dimension, level), 0) for level in levels}
        if not (total := sum(mine.values())):
            continue
        cells = [f'<th scope="row">{text(title or dimension)}</th>']
        for level, count in mine.items():
            share = percent(count, total)
            said = {"level": words(f"level.{level}"), "count": f"{count:,}", "share": share}
            told = words("picture.piece_told", part=title or dimension, **said)
            bar = f'<i style="width:{100 * count / total:.1f}%;background:{MARKS[level].hex}"></i>'
            piece = f"{dimension}:{level}"
            cells.append(
                f"<td>{_link(PIECE, piece, chosen, address, text(share) + bar, told)}</td>" if count else "<td>–</td>"
            )
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return (
        f'<table class="pieces">{_caption(words, "picture.levels", len(levels))}'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def short(count: int) -> str:
    """Return a number in at most four signs, as a cell on a phone has room for: 9999, 12k, 1.2M, 12M."""
    if count < 10_000:
        return str(count)
    if count < 999_500:
        return f"{count / 1e3:.0f}k"
    return f"{count / 1e6:.1f}M" if count < 9_950_000 else f"{count / 1e6:.0f}M"


def percent(count: int, total: int) -> str:
    """Return a share in whole percent; what there is is never told as none, nor what is not all as all."""
    share = 100 * count / total
    if 0 < share < 1:
        return "<1 %"
    return ">99 %" if 99 < share < 100 else f"{share:.0f} %"


def _caption(words: Phrases, title: str, columns: int) -> str:
    """Return what stands above a table, and how many columns there are beside that of the names."""
    told = f"<caption><b>{text(words(title))}</b> {text(words('picture.click'))}</caption>"
    return f'{told}<colgroup><col><col span="{columns}"></colgroup>'


def _link(picture: str, value: str, chosen: str | None, address: Address, inside: str, told: str) -> str:
    """Return a link to what a cell counts, or from the chosen one back to the whole list; `inside` is HTML."""
    now = value == chosen
    leads, shown = address(None if now else value), text(told, 600)
    current = ' aria-current="true"' if now else ""
    return (
        f'<a href="{text(leads, len(leads))}" target="_self" data-picked="{picture}={"" if now else text(value)}"'
        f' title="{shown}" aria-label="{shown}"{current}>{inside}</a>'
    )
