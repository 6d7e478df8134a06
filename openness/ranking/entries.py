"""Entries: the rows a rubric judges, be they models of a snapshot, systems of the catalogue, or fresh records.

Automatic evidence and assessments are kept side by side; which one decides is the rubric's to say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, Literal

import numpy as np

from openness.record.cells import Names, Rows, cells_at, coded, order_of
from openness.record.columns import UNKNOWN, Column, Columns, LazyColumns, sparse
from openness.record.evidence import Evidence, Outcome, Value

Order = Literal["first", "last"]


class EntryKind(StrEnum):
    """What the rows are."""

    MODELS = "models"
    SYSTEMS = "systems"


class Answers(Mapping[int, Mapping[str, Evidence]]):
    """Answers by row that know their values by signal without making the evidence."""

    def by_signal(self) -> dict[str, dict[int, Value]]:
        """Return the values, by signal and row; the caller may change what it gets."""
        raise NotImplementedError


@dataclass(frozen=True, eq=False)
class Entries:
    """Rows with their automatic columns, their assessments, and what is shown beside a score.

    `details` has a column of cells by name, each as long as `ids`. `evidence_of` returns a row's automatic evidence.
    """

    kind: EntryKind
    ids: Sequence[str]
    names: Sequence[str]
    details: Mapping[str, Sequence[Any]]
    automatic: Columns
    assessed: Mapping[int, Mapping[str, Evidence]]
    evidence_of: Callable[[int], Mapping[str, Evidence]]
    origin: str
    """The snapshot's id, or the endpoint fresh records came from."""
    assessments: Literal["with", "without"] = "with"
    """Whether people's levels take part."""
    catalogue: str = ""
    """Digest of the catalogue that systems and assessments come from; empty where none was read."""
    aliases: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Other names of an entry, by row."""
    stated: Mapping[int, Mapping[str, Evidence]] = field(default_factory=dict)
    """What entries of the catalogue state, by row: it counts where neither a record nor a person answers."""
    moot: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """Assessments about a model that is not there, or that the Hub's own facts outdate, by row: they count only for
    a rubric that asks them first."""
    bound: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """Statements that stand in place of what was read, by row: a base that an entry alone names takes it away."""

    _merged: dict[Order, Columns] = field(default_factory=dict, repr=False, compare=False)
    _coded: dict[str, Column] = field(init=False, default_factory=dict, repr=False, compare=False)

    def columns(self, order: Order) -> Columns:
        """Return the columns to judge; `first` lets an assessment decide before automatic evidence."""
        if order not in self._merged:
            self._merged[order] = self._merge(order)
        return self._merged[order]

    def _merge(self, order: Order) -> Columns:
        given, told = by_signal(self.assessed), by_signal(self.stated)
        for row, signals in self.moot.items() if order == "last" else ():
            for signal in signals:
                given.get(signal, {}).pop(row, None)
        size = len(self.ids)
        taken: dict[str, list[int]] = {}
        for row, signals in self.bound.items():
            for signal in signals:
                taken.setdefault(signal, []).append(row)

        def read(signal: str) -> Column | None:
            column = self.automatic.column(signal)
            if signal in taken:
                codes = column.codes.copy()
                codes[taken[signal]] = UNKNOWN
                column = Column(codes, column.values)
            if signal in given:
                assessed = sparse(size, given[signal])
                column = assessed.filled_by(column) if order == "first" else column.filled_by(assessed)
            if signal in told:
                column = column.filled_by(sparse(size, told[signal]))
            return column

        return LazyColumns(size, read)

    def evidence(self, row: int) -> Mapping[str, Evidence]:
        """Return what was read of a row's models; where nothing was, or a base takes it, what the catalogue states."""
        read = self.evidence_of(row)
        told = self.stated.get(row)
        if not told:
            return read
        bound = self.bound.get(row, frozenset())
        kept = {signal: found for signal, found in told.items() if signal in bound or not _answered(read.get(signal))}
        return {**read, **kept}

    def only(self, rows: Sequence[int]) -> Entries:
        """Return the entries at these rows alone."""
        wanted = np.array(rows, dtype=np.int64)
        return Entries(
            kind=self.kind,
            ids=cells_at(self.ids, wanted),
            names=cells_at(self.names, wanted),
            details={name: cells_at(cells, wanted) for name, cells in self.details.items()},
            automatic=LazyColumns(len(rows), lambda signal: self.automatic.column(signal).take(wanted)),
            assessed={place: self.assessed[row] for place, row in enumerate(rows) if row in self.assessed},
            evidence_of=lambda place: self.evidence_of(rows[place]),
            origin=self.origin,
            assessments=self.assessments,
            catalogue=self.catalogue,
            stated={place: self.stated[row] for place, row in enumerate(rows) if row in self.stated},
            moot={place: self.moot[row] for place, row in enumerate(rows) if row in self.moot},
            bound={place: self.bound[row] for place, row in enumerate(rows) if row in self.bound},
        )

    def place(self, entry_id: str) -> int | None:
        """Return the row of an id, or None; as it is written goes before another case."""
        if isinstance(self.ids, Names):
            row = int(self.ids.rows_of([entry_id])[0])
            return row if row >= 0 else None
        if entry_id in self.ids:
            return self.ids.index(entry_id)
        wanted = entry_id.casefold()
        return next((row for row, known in enumerate(self.ids) if known.casefold() == wanted), None)

    def coded(self, name: str) -> Column:
        """Return a detail as codes into its distinct cells, kept for whoever asks again."""
        if name not in self._coded:
            self._coded[name] = coded(self.details[name])
        return self._coded[name]

    @cached_property
    def in_order(self) -> Rows:
        """The rows by id, as code points stand."""
        return order_of(self.ids)

    @cached_property
    def by_name(self) -> Rows:
        """The rows by name without regard to case; equals by id."""
        if self.names is self.ids and isinstance(self.ids, Names):
            return self.ids.order(folded=True)
        keys = [(name.casefold(), entry) for name, entry in zip(self.names, self.ids, strict=True)]
        return np.array(sorted(range(len(keys)), key=keys.__getitem__), dtype=np.int64)


def by_signal(answers: Mapping[int, Mapping[str, Evidence]]) -> dict[str, dict[int, Value]]:
    """Return the values of answers, by signal and row."""
    if isinstance(answers, Answers):
        return answers.by_signal()
    found: dict[str, dict[int, Value]] = {}
    for row, of_row in answers.items():
        for signal, item in of_row.items():
            if item.value is not None:
                found.setdefault(signal, {})[row] = item.value
    return found


def _answered(found: Evidence | None) -> bool:
    return found is not None and found.outcome in (Outcome.ANSWERED, Outcome.NOT_APPLICABLE)
