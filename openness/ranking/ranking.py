"""A ranking as arrays: who stands where, and any of its columns for the rows that are looked at and no others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from openness.files.coded import CodedColumn, CodedTable
from openness.files.frames import pd
from openness.ranking.columns import PROVENANCE, Type, detail, ranking_columns
from openness.ranking.entries import Entries
from openness.ranking.provenance import provenance
from openness.ranking.standings import Standings, gate_ends, standings
from openness.record.cells import Rows, cells_at
from openness.record.columns import UNKNOWN, Column, encode
from openness.rubric.condition import Level
from openness.rubric.rubric import Rubric
from openness.score.check import gate_verdict
from openness.score.evaluate import Scores
from openness.score.logic import LEVELS
from openness.score.points import CODE, DECIDED

LEVEL = "level."
"""What the columns of levels begin with."""
DIMENSION = "dimension."
"""What the columns of dimensions begin with."""
_FLAGS_A_WORD = 62


@dataclass(frozen=True)
class Told:
    """One column at some rows, before anybody needs a frame of it; `there` says which cells are not empty."""

    cells: Any
    type: Type
    there: npt.NDArray[np.bool_] | None = None

    def series(self) -> pd.Series[Any]:
        """Return the column for a frame, of its declared type."""
        made = pd.Series(self.cells, dtype=self.type.value)
        return made if self.there is None else made.where(pd.Series(self.there))

    def numbers(self) -> npt.NDArray[np.float64] | None:
        """Return the numbers, NaN for an empty cell; None where the column holds something else."""
        if self.type not in (Type.NUMBER, Type.WHOLE):
            return None
        numbers = np.array(self.cells, dtype=np.float64)  # None becomes NaN
        return numbers if self.there is None else np.where(self.there, numbers, np.nan)

    def coded(self) -> CodedColumn:
        """Return the column with each distinct cell once."""
        told = self.cells
        if isinstance(told, np.ndarray) and told.dtype != object:
            bits = told.view(np.int64) if told.dtype == np.float64 else told  # 0.0 equals -0.0, and is another cell
            _, first, codes = np.unique(bits, return_index=True, return_inverse=True)
            cells = told[first].tolist()
        else:
            table: dict[Any, int] = {}
            numbers = [UNKNOWN if cell is None else table.setdefault(cell, len(table)) for cell in told]
            cells, codes = list(table), np.array(numbers, dtype=np.int64)
        if self.there is not None:
            codes = np.where(self.there, codes, UNKNOWN)
        return CodedColumn(cells, codes, self.type.value)

    def plain(self) -> list[Any]:
        """Return Python's own values, None for an empty cell."""
        values = self.cells.tolist() if isinstance(self.cells, np.ndarray) else list(self.cells)
        if self.there is not None:
            values = [value if there else None for value, there in zip(values, self.there.tolist(), strict=True)]
        return [None if value != value else value for value in values] if self.type is Type.NUMBER else values  # noqa: PLR0124 - NaN


class Ranking:
    """The order of entries whose scores are known; `columns` are made for the rows asked for.

    Rows are those of the entries. `names` are the columns of `columns.ranking_columns`, without levels.
    """

    def __init__(self, entries: Entries, rubric: Rubric, scores: Scores) -> None:
        self.entries, self.rubric, self.scores = entries, rubric, scores
        self.names = tuple(column.name for column in ranking_columns(rubric, entries.details))
        self._makers = self._registered()
        self._coded: dict[str, Column] = {}

    def __len__(self) -> int:
        return self.scores.size

    @cached_property
    def standings(self) -> Standings:
        return standings(self.rubric, self.scores)

    @cached_property
    def ranked(self) -> Rows:
        """The ranked rows in order; among equals ids (as code units) decide, and say nothing."""
        by_id = self.entries.in_order
        by_id = by_id[::-1] if self.rubric.ties == "id_descending" else by_id
        ranked = by_id[self.standings.ranked[by_id]]
        return ranked[np.argsort(-self.standings.key[ranked], kind="stable")]

    @cached_property
    def unranked(self) -> Rows:
        """The rows of which too little is known, by name."""
        aside = ~self.standings.ranked
        if not aside.any():
            return np.empty(0, dtype=np.int64)
        by_name = self.entries.by_name
        return by_name[aside[by_name]]

    @cached_property
    def rows(self) -> Rows:
        """All rows in the order they are listed: the ranked ones first."""
        return np.concatenate([self.ranked, self.unranked])

    @cached_property
    def _places(self) -> Rows:
        """The place of each ranked row in the order, from 1."""
        places = np.zeros(len(self), dtype=np.int64)
        places[self.ranked] = np.arange(1, len(self.ranked) + 1)
        return places

    def frame(
        self, rows: Rows | None = None, names: Iterable[str] | None = None, *, levels: bool = False
    ) -> pd.DataFrame:
        """Return some rows (by default all as listed) as a frame of the named columns, `_row` last.

        With `levels` a column a criterion stands before the provenance.
        """
        rows = self.rows if rows is None else rows
        found = {name: self.column(name, rows) for name in self._wanted(names, levels=levels)}
        return pd.DataFrame({**found, "_row": rows}, index=pd.RangeIndex(len(rows)))

    def coded_table(self, rows: Rows, *, levels: bool = False) -> CodedTable:
        """Return what `frame` does of some rows, without `_row`, each distinct cell once and no frame made."""
        return CodedTable({name: self._told(name, rows).coded() for name in self._wanted(None, levels=levels)})

    def _wanted(self, names: Iterable[str] | None, *, levels: bool) -> list[str]:
        wanted = [*(self.names if names is None else names)]
        if levels:
            first = next((place for place, name in enumerate(wanted) if name == PROVENANCE[0].name), len(wanted))
            wanted[first:first] = [f"{LEVEL}{item.id}" for item in self.rubric.criteria]
        return wanted

    def listing(self, rows: Rows, names: Iterable[str]) -> list[dict[str, Any]]:
        """Return the named columns of some rows as plain rows, None where a cell is empty; no frame is made."""
        found = {name: self._told(name, rows).plain() for name in names}
        return [dict(zip(found, cells, strict=True)) for cells in zip(*found.values(), strict=True)]

    def column(self, name: str, rows: Rows) -> pd.Series[Any]:
        """Return one column at some rows, of its declared type; raises KeyError for a name that is no column."""
        return self._told(name, rows).series()

    def _told(self, name: str, rows: Rows) -> Told:
        if name.startswith(LEVEL) and name not in self._makers:
            return self._level(name.removeprefix(LEVEL), rows)
        return self._makers[name](rows)

    def numbers(self, name: str) -> npt.NDArray[np.float64] | None:
        """Return one column of numbers over all rows, NaN where a cell is empty; None for a column of another type."""
        return self._told(name, np.arange(len(self))).numbers()

    def coded(self, name: str) -> Column:
        """Return one column over all rows as codes into its distinct cells, kept for whoever asks again."""
        if name not in self._coded:
            details = self.entries.details
            if name in details:
                self._coded[name] = self.entries.coded(name)
            else:
                self._coded[name] = encode(self._told(name, np.arange(len(self))).plain())
        return self._coded[name]

    def _registered(self) -> Mapping[str, Callable[[Rows], Told]]:
        total, entries = self.scores.total, self.entries
        makers: dict[str, Callable[[Rows], Told]] = {
            "rank": lambda rows: self._ranks(self.standings.rank, rows),
            "id": lambda rows: _texts(cells_at(entries.ids, rows)),
            "name": lambda rows: _texts(cells_at(entries.names, rows)),
            "score": lambda rows: Told(total.low[rows], Type.NUMBER),
            "low": lambda rows: Told(total.low[rows], Type.NUMBER),
            "high": lambda rows: Told(total.high[rows], Type.NUMBER),
            "coverage": lambda rows: Told(total.coverage[rows], Type.NUMBER),
            "tied": lambda rows: Told(self.standings.tied[rows], Type.FLAG),
            "rank_best": lambda rows: self._ranks(self.standings.best, rows),
            "rank_worst": lambda rows: self._ranks(self.standings.worst, rows),
            "place": lambda rows: self._ranks(self._places, rows),
            "gate": lambda rows: self._gates(rows, _verdict),
            "gates_passed": lambda rows: Told(self._gates_passed[rows], Type.WHOLE),
            "excluded_because": lambda rows: self._gates(rows, self._because),
            "label": lambda rows: self._labels(self.scores.proven, rows),
            "possible_label": lambda rows: self._labels(self.scores.possible, rows),
            "unknown": lambda rows: self._criteria(self._unknown, rows),
            "disputed": lambda rows: self._criteria(self.scores.disputed, rows),
            "by_people": self._by_people,
        }
        for name, part in self.scores.dimensions.items():
            makers[DIMENSION + name] = lambda rows, low=part.low: Told(low[rows], Type.NUMBER)  # type: ignore[misc]
        for place, gate in enumerate(self.rubric.gates):
            makers[f"gate.{gate.id}"] = lambda rows, place=place: _texts(_VERDICTS[self.scores.gates[place][rows]])  # type: ignore[misc]
        for name in entries.details:
            kind = detail(name).type
            makers[name] = lambda rows, name=name, kind=kind: Told(cells_at(entries.details[name], rows), kind)  # type: ignore[misc]
        for name, value in provenance(entries, self.rubric).items():
            kind = Type.WHOLE if isinstance(value, int) else Type.TEXT
            makers[name] = lambda rows, value=value, kind=kind: Told([value] * len(rows), kind)  # type: ignore[misc]
        return makers

    def _ranks(self, numbers: npt.NDArray[np.int64], rows: Rows) -> Told:
        return Told(numbers[rows], Type.WHOLE, self.standings.ranked[rows])

    def _labels(self, found: npt.NDArray[np.int16] | None, rows: Rows) -> Told:
        assert found is not None
        assert self.rubric.ladder is not None
        return _texts(np.array(self.rubric.ladder.labels, dtype=object)[found[rows]])

    def _gates(self, rows: Rows, say: Callable[[Sequence[str]], str | None]) -> Told:
        """Return what is said of each combination of gates, worked out once however many rows have it."""
        return _by_pattern(self.scores.gates[:, rows], lambda truths: say([gate_verdict(int(one)) for one in truths]))

    def _because(self, words: Sequence[str]) -> str | None:
        missed = [gate.id for gate, word in zip(self.rubric.gates, words, strict=True) if word == "failed"]
        unsure = [gate.id for gate, word in zip(self.rubric.gates, words, strict=True) if word == "unknown"]
        return ", ".join([*missed, *(f"{gate} (unknown)" for gate in unsure)]) or None

    @cached_property
    def _unknown(self) -> npt.NDArray[np.bool_]:
        return np.asarray(self.scores.levels == CODE[Level.UNKNOWN])

    @cached_property
    def _gates_passed(self) -> npt.NDArray[np.int64]:
        return gate_ends(self.scores)[0]

    def _criteria(self, chosen: npt.NDArray[np.bool_], rows: Rows) -> Told:
        """Return for each row the criteria chosen there, those of most points first; `chosen` is (criteria, rows)."""
        order = sorted(range(len(self.rubric.criteria)), key=lambda place: -self.rubric.criteria[place].points)
        ids = [self.rubric.criteria[place].id for place in order]
        flags = chosen[order][:, rows].astype(np.int8)
        return _by_pattern(flags, lambda flags: ", ".join(ids[place] for place in np.flatnonzero(flags)) or None)

    def _by_people(self, rows: Rows) -> Told:
        """Return the share (0 to 1) of the decided levels that people gave; NaN where none is decided."""
        decided = DECIDED[self.scores.levels[:, rows]]
        with np.errstate(divide="ignore", invalid="ignore"):
            share = (decided * self.scores.assessed[:, rows]).sum(axis=0) / decided.sum(axis=0)
        return Told(share, Type.NUMBER)

    def _level(self, criterion: str, rows: Rows) -> Told:
        place = next(place for place, item in enumerate(self.rubric.criteria) if item.id == criterion)
        return _texts(_LEVEL_WORDS[self.scores.levels[place][rows]])


_VERDICTS = np.array([gate_verdict(code) for code in range(4)], dtype=object)
_LEVEL_WORDS = np.array([str(level) for level in LEVELS], dtype=object)


def _verdict(words: Sequence[str]) -> str:
    return "failed" if "failed" in words else "unknown" if "unknown" in words else "passed"


def _texts(cells: Any) -> Told:
    return Told(cells, Type.TEXT)


def _by_pattern(codes: npt.NDArray[np.int8], say: Callable[[npt.NDArray[np.int8]], str | None]) -> Told:
    """Return a text for every column of small codes (0 to 3), made once for each distinct one."""
    which = np.zeros(codes.shape[1], dtype=np.int64)
    for start in range(0, len(codes), _FLAGS_A_WORD // 2):
        packed = np.zeros(codes.shape[1], dtype=np.int64)
        for row in codes[start : start + _FLAGS_A_WORD // 2]:
            packed = packed * 4 + row
        both = np.unique(packed, return_inverse=True)[1] + which * (len(packed) + 1)
        which = np.unique(both, return_inverse=True)[1]
    _, first, which = np.unique(which, return_index=True, return_inverse=True)
    texts = np.array([say(codes[:, place]) for place in first], dtype=object)
    return _texts(texts[which] if len(texts) else [])
