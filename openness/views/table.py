"""Tables for a terminal: aligned plain text, as wide as whoever reads it has room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from openness.safe.terminal import plain

_NARROWEST = 12
"""Letters below which no column of text is shortened."""
_ROOM: ContextVar[int | None] = ContextVar("room", default=None)


@contextmanager
def room(width: int | None) -> Iterator[None]:
    """Let every table made inside fit so many columns of a terminal; None is room without end."""
    before = _ROOM.set(width)
    try:
        yield
    finally:
        _ROOM.reset(before)


def text_table(header: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[str] = ()) -> str:
    """Return rows as an aligned plain-text table; `right` names the columns aligned to the right.

    Publishers' text cannot move the cursor or hide anything, nor can a name at the head of a column: control
    characters are shown as escapes. Where there is less room (`room`), the widest texts are shortened, then the last
    columns left out, which the last line says.
    """
    lines = [[plain(cell) for cell in line] for line in (header, *rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(header))]
    shown = _fit(header, widths, right, _ROOM.get())
    told = "".join("  ".join(_cells(header, line, widths, right)[:shown]).rstrip() + "\n" for line in lines)
    if shown < len(header):
        left_out = ", ".join(plain(name) for name in header[shown:])
        told += f"(no room for: {left_out}; a wider terminal or --format csv shows them)\n"
    return told


def _fit(header: Sequence[str], widths: list[int], right: Sequence[str], space: int | None) -> int:
    """Shorten `widths` of text to what there is room for; return how many columns are shown."""
    if space is None:
        return len(widths)
    texts = [place for place, name in enumerate(header) if name not in right]
    while sum(widths) + 2 * (len(widths) - 1) > space:
        over = sum(widths) + 2 * (len(widths) - 1) - space
        widest = max(texts, key=lambda place: widths[place], default=None)
        if widest is None or widths[widest] <= _NARROWEST:
            break
        others = max((widths[place] for place in texts if place != widest), default=_NARROWEST)
        widths[widest] = max(widths[widest] - over, min(others, widths[widest] - 1), _NARROWEST)
    shown, used = 0, -2
    for width in widths:
        used += width + 2
        if used > space:
            break
        shown += 1
    return max(shown, 1)


def _cells(header: Sequence[str], line: Sequence[str], widths: Sequence[int], right: Sequence[str]) -> list[str]:
    cut = [cell if len(cell) <= width else f"{cell[: width - 1]}…" for cell, width in zip(line, widths, strict=True)]
    aligned = zip(header, cut, widths, strict=True)
    return [cell.rjust(width) if name in right else cell.ljust(width) for name, cell, width in aligned]
