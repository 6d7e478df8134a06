"""Tables for a terminal: aligned plain text, as wide as whoever reads it has room for."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
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
    return "".join(table_pieces(header, [rows], right))


def table_pieces(
    header: Sequence[str], parts: Iterable[Sequence[Sequence[str]]], right: Sequence[str] = ()
) -> Iterator[str]:
    """Yield the table of rows that come in parts, as `text_table` makes it of all of them, in pieces of some lines.

    How wide a column is the last row decides: rows wait for it squeezed, some 20 bytes each, and not as objects.
    """
    head = [plain(name) for name in header]
    widths = [len(name) for name in head]
    waiting: list[bytes] = []
    for part in parts:
        lines = [[plain(cell) for cell in line] for line in part]
        if lines:
            columns = zip(widths, zip(*lines, strict=True), strict=True)
            widths = [max(width, *map(len, cells)) for width, cells in columns]
            waiting.append(_squeezed(lines))
    shown = _fit(header, widths, right, _ROOM.get())
    yield _aligned(header, [head], widths, right, shown)
    for held in waiting:
        yield _aligned(header, _spread(held), widths, right, shown)
    if shown < len(header):
        left_out = ", ".join(head[shown:])
        yield f"(no room for: {left_out}; a wider terminal or --format csv shows them)\n"


def _squeezed(lines: Iterable[Sequence[str]]) -> bytes:
    """Return lines of cells in little memory; cells are plain, so that no tab or line feed is in one."""
    text = "\n".join("\t".join(line) for line in lines)
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def _spread(held: bytes) -> list[list[str]]:
    text = zlib.decompress(held).decode("utf-8", "surrogatepass")
    return [line.split("\t") for line in text.split("\n")]


def _aligned(
    header: Sequence[str], lines: Iterable[Sequence[str]], widths: Sequence[int], right: Sequence[str], shown: int
) -> str:
    return "".join("  ".join(_cells(header, line, widths, right)[:shown]).rstrip() + "\n" for line in lines)


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
