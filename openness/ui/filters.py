"""Filters of the ranking page: a plain value, applied to a ranking without changing its order or ranks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

SEARCHED = ("id", "name", "organisation")
"""The columns the search looks in."""


@dataclass(frozen=True)
class Filters:
    """What a person wants to see; an empty part filters nothing.

    `search` is plain text, each word of which must stand somewhere (no pattern language). `one_of` maps
    a column to the values wanted; a cell holding several, joined by commas, matches by any. `at_least` maps
    a column to the lowest number wanted; a model without that number is left out.
    """

    search: str = ""
    one_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    at_least: Mapping[str, float] = field(default_factory=dict)

    @property
    def active(self) -> bool:
        return bool(
            self.search.strip() or any(self.one_of.values()) or any(bound > 0 for bound in self.at_least.values())
        )

    def apply(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of `frame` that pass, in their order."""
        kept = frame
        for word in self.search.casefold().split()[:20]:
            found = None
            for column in SEARCHED:
                if column in kept:
                    here = kept[column].fillna("").str.casefold().str.contains(word, regex=False)
                    found = here if found is None else found | here
            if found is not None:
                kept = kept[found]
        for column, wanted in self.one_of.items():
            if wanted and column in kept:
                kept = kept[has_any(kept[column], frozenset(wanted))]
        for column, bound in self.at_least.items():
            if bound > 0 and column in kept:
                kept = kept[kept[column] >= bound]
        return kept


def has_any(cells: pd.Series[str], wanted: frozenset[str]) -> pd.Series[bool]:
    """Return which cells hold one of `wanted`; the test is made once per distinct cell."""
    answers = {cell: not wanted.isdisjoint(parts(cell)) for cell in cells.dropna().unique()}
    return cells.map(answers).fillna(value=False).astype(bool)


def parts(cell: str) -> list[str]:
    """Return the values one cell holds."""
    return [part for part in (piece.strip() for piece in cell.split(",")) if part]


def offered(cells: pd.Series[str]) -> list[str]:
    """Return the distinct values of a column, the most frequent first, equals by name."""
    counts: dict[str, int] = {}
    for cell, number in cells.dropna().value_counts().items():
        for part in parts(str(cell)):
            counts[part] = counts.get(part, 0) + int(number)
    return sorted(counts, key=lambda part: (-counts[part], part.casefold(), part))
