"""Entries: the rows a rubric judges, be they models of a snapshot, systems of the catalogue, or fresh records.

Automatic evidence and assessments are kept side by side; which one decides is the rubric's to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache, cached_property, partial
from typing import Any, Literal

import numpy as np

from openness.catalogue import Catalogue
from openness.catalogue.stated import Statements
from openness.ranking.catalogued import assessed_models, rows_spoken_of, stated_models
from openness.ranking.profile import profile, text_column, texts
from openness.record.cells import Coded, LazyCells, Names, Rows, cells_at, coded, order_of
from openness.record.columns import (
    NOT_APPLICABLE,
    Column,
    Columns,
    LazyColumns,
    StoredColumns,
    encode,
    sparse,
    unknown,
)
from openness.record.evidence import Evidence, Outcome, Value
from openness.record.record import Record
from openness.signals.signal import Signal
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.tables import model_row

Order = Literal["first", "last"]


class EntryKind(StrEnum):
    """What the rows are."""

    MODELS = "models"
    SYSTEMS = "systems"


@dataclass(frozen=True)
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
    """Assessments about a model that is not there, by row: they count only for a rubric that asks them first."""

    _merged: dict[Order, Columns] = field(default_factory=dict, repr=False, compare=False)

    def columns(self, order: Order) -> Columns:
        """Return the columns to judge; `first` lets an assessment decide before automatic evidence."""
        if order not in self._merged:
            self._merged[order] = self._merge(order)
        return self._merged[order]

    def _merge(self, order: Order) -> Columns:
        given, told = _by_signal(self.assessed), _by_signal(self.stated)
        for row, signals in self.moot.items() if order == "last" else ():
            for signal in signals:
                given.get(signal, {}).pop(row, None)
        size = len(self.ids)

        def read(signal: str) -> Column | None:
            column = self.automatic.column(signal)
            if signal in given:
                assessed = sparse(size, given[signal])
                column = assessed.filled_by(column) if order == "first" else column.filled_by(assessed)
            if signal in told:
                column = column.filled_by(sparse(size, told[signal]))
            return column

        return LazyColumns(size, read)

    def evidence(self, row: int) -> Mapping[str, Evidence]:
        """Return what was read of a row's models, and where nothing was, what the catalogue states."""
        read = self.evidence_of(row)
        told = self.stated.get(row)
        if not told:
            return read
        kept = {signal: found for signal, found in told.items() if not _answered(read.get(signal))}
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
        )

    def place(self, entry_id: str) -> int | None:
        """Return the row of an id, case ignored, or None."""
        if isinstance(self.ids, Names):
            row = int(self.ids.rows_of([entry_id])[0])
            return row if row >= 0 else None
        wanted = entry_id.casefold()
        return next((row for row, known in enumerate(self.ids) if known.casefold() == wanted), None)

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


def _by_signal(answers: Mapping[int, Mapping[str, Evidence]]) -> dict[str, dict[int, Value]]:
    found: dict[str, dict[int, Value]] = {}
    for row, by_signal in answers.items():
        for signal, item in by_signal.items():
            if item.value is not None:
                found.setdefault(signal, {})[row] = item.value
    return found


def _answered(found: Evidence | None) -> bool:
    return found is not None and found.outcome in (Outcome.ANSWERED, Outcome.NOT_APPLICABLE)


def model_entries(snapshot: Snapshot, catalogue: Catalogue | None, signals: Mapping[str, Signal]) -> Entries:
    """Return the models of a snapshot; without a catalogue, with automatic evidence alone."""
    rows = [] if catalogue is None else rows_spoken_of(snapshot, catalogue)
    entries = Entries(
        kind=EntryKind.MODELS,
        ids=snapshot.names,
        names=snapshot.names,
        details=LazyCells(
            {
                "organisation": lambda: snapshot.told("organisation"),
                "modality": lambda: texts(snapshot.columns.column("model.modality")),
                "licence": lambda: Coded(_licences(snapshot)),
                "downloads": lambda: snapshot.told("downloads"),
                "likes": lambda: snapshot.told("likes"),
                "revision": lambda: snapshot.told("revision"),
                "seen": lambda: snapshot.told("seen"),
                "refused": lambda: snapshot.told("refused"),
            }
        ),
        automatic=snapshot.columns,
        assessed={}
        if catalogue is None
        else assessed_models(snapshot.names, catalogue, snapshot.told("revision"), rows),
        evidence_of=lambda row: stored_evidence(snapshot, snapshot.names[row], signals),
        origin=snapshot.id,
        assessments="without" if catalogue is None else "with",
        catalogue="" if catalogue is None else catalogue.digest,
        stated={}
        if catalogue is None
        else stated_models(
            snapshot.names, Statements(catalogue, licence_tags(snapshot, catalogue)), snapshot.columns, rows
        ),
    )
    return with_profile(entries)


def record_entries(
    found: Sequence[tuple[Record, Mapping[str, Evidence]]],
    catalogue: Catalogue | None,
    signals: Mapping[str, Signal],
    origin: str,
) -> Entries:
    """Return fresh records with their evidence as entries; `origin` says where they came from."""
    domains = {signal: item.domain for signal, item in signals.items()}
    rows = [model_row(record, evidence, domains) for record, evidence in found]
    ids = [record.id for record, _ in found]
    columns = {signal: _fresh_column(signal, [evidence for _, evidence in found]) for signal in signals}
    nothing = unknown(len(ids))
    licences = text_column(columns.get("licence.weights", nothing))
    automatic = StoredColumns(len(ids), columns)
    entries = Entries(
        kind=EntryKind.MODELS,
        ids=ids,
        names=ids,
        details={
            "organisation": [row["organisation"] for row in rows],
            "modality": texts(columns.get("model.modality", nothing)),
            "licence": Coded(licences.filled_by(encode(row["licence_tag"] for row in rows))),
            "downloads": [row["downloads"] for row in rows],
            "likes": [row["likes"] for row in rows],
            "revision": [row["revision"] for row in rows],
            "seen": [row["seen"] for row in rows],
            "refused": [row["refused"] for row in rows],
        },
        automatic=automatic,
        assessed={} if catalogue is None else assessed_models(ids, catalogue),
        evidence_of=lambda row: found[row][1],
        origin=origin,
        assessments="without" if catalogue is None else "with",
        catalogue="" if catalogue is None else catalogue.digest,
        stated={} if catalogue is None else stated_models(ids, Statements(catalogue), automatic),
    )
    return with_profile(entries)


def _fresh_column(signal: str, rows: Sequence[Mapping[str, Evidence]]) -> Column:
    column = encode(row[signal].value if signal in row else None for row in rows)
    for place, row in enumerate(rows):
        if signal in row and row[signal].outcome is Outcome.NOT_APPLICABLE:
            column.codes[place] = NOT_APPLICABLE
    return column


def stored_evidence(snapshot: Snapshot, model_id: str, signals: Mapping[str, Signal]) -> Mapping[str, Evidence]:
    """Return a model's stored evidence; a signal without a row was never looked at, which is said."""
    return _Looked(snapshot.evidence(model_id), signals)


@cache
def _not_looked(signal: str) -> Evidence:
    return Evidence(signal=signal, outcome=Outcome.NOT_LOOKED)


class _Looked(Mapping[str, Evidence]):
    """Evidence on every automatic signal, in the registry's order, made when asked for."""

    def __init__(self, found: Mapping[str, Evidence], signals: Mapping[str, Signal]) -> None:
        self._found, self._signals = found, signals

    def __getitem__(self, signal: str) -> Evidence:
        if self._signals[signal].function is None:
            raise KeyError(signal)
        return self._found[signal] if signal in self._found else _not_looked(signal)

    def __iter__(self) -> Iterator[str]:
        return (signal for signal, item in self._signals.items() if item.function is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def licence_tags(snapshot: Snapshot, catalogue: Catalogue) -> Callable[[str], str | None]:
    """Return what tells the licence of a model of a snapshot, tagged or read of it; None where none is known."""
    tags = Coded(text_column(snapshot.told("licence_tag").coded()).filled_by(_licences_read(snapshot)))
    places = snapshot.places(catalogue.base_ids)

    def licence_of(model_id: str) -> str | None:
        place = places[model_id] if model_id in places else snapshot.place(model_id)
        found: str | None = None if place is None else tags[place]
        return found

    return licence_of


def with_profile(entries: Entries) -> Entries:
    """Return entries with the facts of the sovereignty profile among their details: beside a score, never in it."""
    columns, told = entries.columns("last"), entries.details

    def licences() -> Coded:
        return Coded(text_column(coded(told["licence"])).filled_by(text_column(columns.column("licence.weights"))))

    makers: dict[str, Callable[[], Sequence[Any]]] = {name: partial(told.__getitem__, name) for name in told}
    return replace(entries, details=LazyCells({**makers, "licence": licences, **profile(columns)}))


def _licences(snapshot: Snapshot) -> Column:
    """Return the licence shown beside a score: the one resolved from evidence, else the tag as told."""
    return _licences_read(snapshot).filled_by(text_column(snapshot.told("licence_tag").coded()))


def _licences_read(snapshot: Snapshot) -> Column:
    return text_column(snapshot.columns.column("licence.weights"))
