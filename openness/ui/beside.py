"""Entries side by side as one HTML table; where the screen is narrow, each question stands above its answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openness.safe.markup import page, text

STYLE = """
.beside { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 0.9rem; margin-bottom: 1rem; }
.beside th, .beside td { text-align: left; vertical-align: top; padding: 0.35rem 0.5rem; overflow-wrap: anywhere;
  border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); font-weight: 400; }
.beside thead th { font-weight: 600; } .beside .head { font-weight: 600; }
.beside a { color: inherit; text-decoration: underline; }
.beside .who { display: none; }
.beside .sign { border: 1px solid currentColor; border-radius: 0.4rem; padding: 0 0.35rem; }
.beside .plain { font-style: italic; }
@media (max-width: 640px) {
  .beside, .beside tbody, .beside tr, .beside th, .beside td { display: block; width: auto; }
  .beside thead { display: none; }
  .beside tbody th { font-weight: 600; border-bottom: 0; padding-bottom: 0; }
  .beside td { border-bottom: 0; padding: 0.15rem 0.5rem; display: flex; gap: 0.5rem; }
  .beside tr { border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: 0.3rem 0; }
  .beside .who { display: block; flex: 0 0 40%; opacity: 0.85; }
  .beside .who:empty, .beside .again { display: none; }
}
"""
"""Colours come from the page, so that both schemes keep their contrast; on a phone every answer names whose it is."""


_SHORT = 20
"""Letters up to which an answer stands within the frame of its sign; a longer one would break it."""


@dataclass(frozen=True)
class Cell:
    """One answer: its words, `sign` before a level's word, `address` of our own page, `quiet` for what is not known."""

    words: str
    sign: str = ""
    address: str | None = None
    quiet: bool = False
    note: str = ""


@dataclass(frozen=True)
class Row:
    """One question with an answer a column; `mark` says how they differ, `strong` that it counts most."""

    question: str
    cells: Sequence[Cell]
    mark: str = ""
    strong: bool = False


def beside(names: Sequence[str], rows: Sequence[Row], caption: str) -> str:
    """Return the table as HTML; `caption` tells people who cannot see it what it is."""
    first = 34 if len(names) < 4 else 28
    share = (100 - first) / max(len(names), 1)
    columns = f'<col style="width:{first}%">' + f'<col style="width:{share:.1f}%">' * len(names)
    head = "".join(f'<th scope="col">{text(name, 120)}</th>' for name in names)
    body = "".join(_row(row, names) for row in rows)
    return (
        f'<table class="beside" aria-label="{text(caption, 200)}"><colgroup>{columns}</colgroup>'
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _row(row: Row, names: Sequence[str]) -> str:
    cells = "".join(
        f"<td{'' if who is not None else ' class=again'}>"
        f'<span class="who">{text(who or "", 400)}</span><span{_class(row, cell)}>{_cell(cell)}</span></td>'
        for who, cell in zip(_who(row, names), row.cells, strict=True)
    )
    mark = f"{text(row.mark)} " if row.mark else ""
    return f'<tr><th scope="row"{" class=head" if row.strong else ""}>{mark}{text(row.question, 300)}</th>{cells}</tr>'


def _who(row: Row, names: Sequence[str]) -> list[str | None]:
    """Return for each cell whose answer it is: the first of several alike names all, the others None.

    Where all are alike, nobody needs to be named.
    """
    alike: dict[Cell, list[str]] = {}
    for name, cell in zip(names, row.cells, strict=True):
        alike.setdefault(cell, []).append(name)
    told = {cell: ", ".join(those) if len(alike) > 1 or len(names) == 1 else "" for cell, those in alike.items()}
    return [told.pop(cell, None) for cell in row.cells]


def _class(row: Row, cell: Cell) -> str:
    names = " ".join(name for name, holds in (("head", row.strong), ("plain", cell.quiet)) if holds)
    return f' class="{names}"' if names else ""


def _cell(cell: Cell) -> str:
    words = text(cell.words, 400)
    if cell.sign and len(cell.words) > _SHORT:
        words = f'<span class="sign">{text(cell.sign)}</span> {words}'
    elif cell.sign:
        words = f'<span class="sign">{text(cell.sign)} {words}</span>'
    shown = words if cell.address is None else page(cell.words, cell.address)
    return f"{shown} <small>{text(cell.note, 400)}</small>" if cell.note else shown
