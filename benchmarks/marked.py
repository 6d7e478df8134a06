"""A table of a page of the docs, between two marks, put there by the benchmark that measured it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def table_of(titles: Sequence[str], rows: Sequence[Sequence[str]], texts: int = 1) -> str:
    """Return a table in Markdown whose first `texts` columns are words; the others are numbers, to the right."""
    sides = "|---" * texts + "|---:" * (len(titles) - texts) + "|"
    return "\n".join([f"| {' | '.join(titles)} |", sides, *(f"| {' | '.join(row)} |" for row in rows)])


def within(path: Path, begin: str, end: str, table: str) -> str:
    """Return a file's text with the table between its marks; a file without them holds the table alone."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    before, begun, rest = text.partition(begin)
    _, ended, after = rest.partition(end)
    return f"{before}{begun}\n{table}\n{ended}{after}" if begun and ended else f"{table}\n"
