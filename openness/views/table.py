"""Tables for a terminal: aligned plain text."""

from __future__ import annotations

from collections.abc import Sequence

from openness.safe.terminal import plain


def text_table(header: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[str] = ()) -> str:
    """Return rows as an aligned plain-text table; `right` names the columns aligned to the right.

    Publishers' text cannot move the cursor or hide anything, nor can a name at the head of a column: control
    characters are shown as escapes.
    """
    lines = [[plain(cell) for cell in line] for line in (header, *rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(header))]
    shown = []
    for line in lines:
        aligned = zip(header, line, widths, strict=True)
        shown.append([cell.rjust(width) if name in right else cell.ljust(width) for name, cell, width in aligned])
    return "".join("  ".join(line).rstrip() + "\n" for line in shown)
