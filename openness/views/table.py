"""Tables for a terminal: aligned plain text."""

from __future__ import annotations

from collections.abc import Sequence

from openness.safe.terminal import plain


def text_table(header: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[str] = ()) -> str:
    """Return rows as an aligned plain-text table; `right` names the columns aligned to the right.

    Publishers' text cannot move the cursor or hide anything: control characters are shown as escapes.
    """
    cells = [[plain(cell) for cell in row] for row in rows]
    widths = [max([len(name), *(len(row[place]) for row in cells)]) for place, name in enumerate(header)]
    lines = [
        [name.rjust(width) if name in right else name.ljust(width) for name, width in zip(header, widths, strict=True)]
    ]
    for row in cells:
        aligned = zip(header, row, widths, strict=True)
        lines.append([cell.rjust(width) if name in right else cell.ljust(width) for name, cell, width in aligned])
    return "".join("  ".join(line).rstrip() + "\n" for line in lines)
