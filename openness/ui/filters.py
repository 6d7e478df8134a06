"""Filters of the app's lists: a plain value, applied to the rows of a ranking without changing their order or ranks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from openness.catalogue.names import looked_for
from openness.ranking.entries import Entries
from openness.ranking.ranking import Ranking
from openness.record.cells import Rows, holding
from openness.record.columns import Column

Bools = npt.NDArray[np.bool_]
_MOST_WORDS = 20


@dataclass(frozen=True)
class Filters:
    """What a person wants to see; an empty part filters nothing.

    `search` is plain text, each word of which must stand in an id, a name, another name of the entry or an organisation
    (no pattern language); an address of the Hub stands for the model's id in it.
    `one_of` maps a column to the values wanted; a cell holding several, joined by commas, matches by any. `at_least`
    maps a column to the lowest number wanted; an entry without that number is left out.
    """

    search: str = ""
    one_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    at_least: Mapping[str, float] = field(default_factory=dict)

    @property
    def active(self) -> bool:
        return bool(
            self.search.strip() or any(self.one_of.values()) or any(bound > 0 for bound in self.at_least.values())
        )

    def kept(self, ranking: Ranking, rows: Rows) -> Rows:
        """Return those of `rows` that pass, in their order; a column the ranking lacks filters nothing.

        Raises OpennessError where the search is an address of the Hub, but no model's.
        """
        entries, keep = ranking.entries, np.ones(len(ranking), dtype=np.bool_)
        for word in looked_for(self.search).split()[:_MOST_WORDS]:
            found = called(entries, word)
            if "organisation" in entries.details:
                found = found | holds(ranking.coded("organisation"), word)
            keep &= found
        for name, wanted in self.one_of.items():
            if wanted and name in ranking.names:
                keep &= has_any(ranking.coded(name), frozenset(wanted))
        for name, bound in self.at_least.items():
            if bound > 0 and name in ranking.names:
                keep &= ranking.column(name, np.arange(len(ranking))).to_numpy(dtype=float, na_value=np.nan) >= bound
        return rows[keep[rows]]


@lru_cache(maxsize=32)
def called(entries: Entries, word: str) -> Bools:
    """Return which rows' ids, names or other names hold a word without regard to case; kept, and not to be changed.

    A page asks several times for the same word, and again whenever something else on it is changed.
    """
    found = holding(entries.ids, word)
    if entries.names is not entries.ids:
        found |= holding(entries.names, word)
    wanted = word.casefold()
    found[[row for row, names in entries.aliases.items() if any(wanted in name.casefold() for name in names)]] = True
    found.flags.writeable = False
    return found


def holds(column: Column, word: str) -> Bools:
    """Return which rows' cells hold a word without regard to case; each distinct cell is looked at once."""
    wanted = word.casefold()
    table = np.array([*(wanted in str(cell).casefold() for cell in column.values), False], dtype=np.bool_)
    return table[column.codes]


def has_any(column: Column, wanted: frozenset[str]) -> Bools:
    """Return which rows' cells hold one of `wanted`; each distinct cell is looked at once."""
    table = np.array([*(not wanted.isdisjoint(parts(str(cell))) for cell in column.values), False], dtype=np.bool_)
    return table[column.codes]


def parts(cell: str) -> list[str]:
    """Return the values one cell holds."""
    return [part for part in (piece.strip() for piece in cell.split(",")) if part]


def counted(column: Column) -> dict[str, int]:
    """Return how many rows hold each distinct value, the most frequent first, equals by name."""
    counts: dict[str, int] = {}
    numbers = np.bincount(column.codes[column.codes >= 0], minlength=len(column.values))
    for cell, number in zip(column.values, numbers.tolist(), strict=True):
        for part in parts(str(cell)) if number else ():
            counts[part] = counts.get(part, 0) + number
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].casefold(), pair[0])))
