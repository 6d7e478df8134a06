"""Foreign text for cells of a table that a spreadsheet may open: text, never a formula.

A cell that a spreadsheet would calculate gets an apostrophe before it, which spreadsheets take as "this is text".
"""

from __future__ import annotations

import re

from openness.safe.terminal import plain

_LONGEST = 8_000
"""A spreadsheet holds 32,767 characters a cell; an escape takes four times its letter's room."""
_FORMULA = re.compile(r"(^|[;|])([\s'\"]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20\u2212])")
"""At the start, or after a sign at which another country's spreadsheet begins a new cell."""
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?\Z")


def cell(text: str) -> str:
    """Return `text` as a cell: one line, invisible characters as escapes, nothing that is calculated on opening."""
    line = plain(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")
    return line if _NUMBER.match(line) else _FORMULA.sub(r"\1'\2", line)
