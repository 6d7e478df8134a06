"""Blocks: what a document consists of, whatever its form; all texts are still foreign and made safe by the writer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """A piece of text; `address` is where it leads."""

    text: str
    address: str | None = None


@dataclass(frozen=True)
class Heading:
    text: str
    level: int
    """1 for the title, then 2 and 3."""


@dataclass(frozen=True)
class Paragraph:
    words: tuple[Words, ...]
    small: bool = False


@dataclass(frozen=True)
class Bullets:
    items: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True)
class Table:
    header: tuple[str, ...]
    rows: tuple[tuple[tuple[Words, ...], ...], ...]
    widths: tuple[int, ...]
    """Shares of the width, one a column."""


Block = Heading | Paragraph | Bullets | Table


def paragraph(*parts: str | Words, small: bool = False) -> Paragraph:
    """Return a paragraph of plain texts and links."""
    return Paragraph(tuple(Words(part) if isinstance(part, str) else part for part in parts), small)


def cell(*parts: str | Words) -> tuple[Words, ...]:
    """Return a table's cell of plain texts and links."""
    return tuple(Words(part) if isinstance(part, str) else part for part in parts)


def table(header: Sequence[str], rows: Sequence[Sequence[tuple[Words, ...]]], widths: Sequence[int]) -> Table:
    """Return a table; every row must be as long as the header."""
    assert all(len(row) == len(header) == len(widths) for row in rows)
    return Table(tuple(header), tuple(tuple(row) for row in rows), tuple(widths))
