"""Entries: the rows a rubric judges, be they models of a snapshot, systems of the catalogue, or fresh records.

Automatic evidence and assessments are kept side by side; which one decides is the rubric's to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Literal

import numpy as np

from openness.catalogue import Catalogue, Role, System
from openness.record.columns import NOT_APPLICABLE, Column, Columns, LazyColumns, StoredColumns, encode
from openness.record.evidence import Evidence, Method, Outcome, Value
from openness.record.record import Record
from openness.signals.signal import Signal
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.tables import model_row

_BASE_SIGNALS = {"base.weights": "weights.published", "base.gate": "access.gate"}
"""What a system knows of its base model, read from the base model's own row where the catalogue names it."""

Order = Literal["first", "last"]


class EntryKind(StrEnum):
    """What the rows are."""

    MODELS = "models"
    SYSTEMS = "systems"


@dataclass(frozen=True)
class Entries:
    """Rows with their automatic columns, their assessments, and what is shown beside a score.

    `details` has one list a column, each as long as `ids`. `evidence_of` returns a row's automatic evidence.
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

    _merged: dict[Order, Columns] = field(default_factory=dict, repr=False, compare=False)

    def columns(self, order: Order) -> Columns:
        """Return the columns to judge; `first` lets an assessment decide before automatic evidence."""
        if order not in self._merged:
            self._merged[order] = self._merge(order)
        return self._merged[order]

    def _merge(self, order: Order) -> Columns:
        given: dict[str, dict[int, Value]] = {}
        for row, answers in self.assessed.items():
            for signal, found in answers.items():
                if found.value is not None:
                    given.setdefault(signal, {})[row] = found.value
        size = len(self.ids)

        def read(signal: str) -> Column | None:
            automatic = self.automatic.column(signal)
            if signal not in given:
                return automatic
            assessed = encode(given[signal].get(row) for row in range(size))
            return assessed.filled_by(automatic) if order == "first" else automatic.filled_by(assessed)

        return LazyColumns(size, read)

    def only(self, rows: Sequence[int]) -> Entries:
        """Return the entries at these rows alone."""
        wanted = np.array(rows, dtype=np.int64)
        return Entries(
            kind=self.kind,
            ids=[self.ids[row] for row in rows],
            names=[self.names[row] for row in rows],
            details={name: [values[row] for row in rows] for name, values in self.details.items()},
            automatic=LazyColumns(len(rows), lambda signal: self.automatic.column(signal).take(wanted)),
            assessed={place: self.assessed[row] for place, row in enumerate(rows) if row in self.assessed},
            evidence_of=lambda place: self.evidence_of(rows[place]),
            origin=self.origin,
        )

    def place(self, entry_id: str) -> int | None:
        """Return the row of an id, case ignored, or None."""
        wanted = entry_id.casefold()
        return next((row for row, known in enumerate(self.ids) if known.casefold() == wanted), None)


def model_entries(snapshot: Snapshot, catalogue: Catalogue | None, signals: Mapping[str, Signal]) -> Entries:
    """Return the models of a snapshot; without a catalogue, with automatic evidence alone."""
    identity = snapshot.identity
    details = {name: identity[name].to_pylist() for name in ("organisation", "licence_tag", "downloads", "likes")}
    return Entries(
        kind=EntryKind.MODELS,
        ids=snapshot.ids,
        names=snapshot.ids,
        details={
            "organisation": details["organisation"],
            "modality": _texts(snapshot.columns.column("model.modality")),
            "licence": _licences(snapshot.columns.column("licence.weights"), details["licence_tag"]),
            "downloads": details["downloads"],
            "likes": details["likes"],
            "revision": identity["revision"].to_pylist(),
            "seen": identity["seen"].to_pylist(),
        },
        automatic=snapshot.columns,
        assessed={} if catalogue is None else _assessed_models(snapshot.ids, catalogue),
        evidence_of=lambda row: _stored_evidence(snapshot, snapshot.ids[row], signals),
        origin=snapshot.id,
    )


def system_entries(
    snapshot: Snapshot, catalogue: Catalogue, signals: Mapping[str, Signal], *, assessments: bool = True
) -> Entries:
    """Return the systems of the catalogue, seen through their end model in the snapshot where it is there."""
    systems = catalogue.systems
    ends = [_place(snapshot, system, Role.END) for system in systems]
    bases = [_place(snapshot, system, Role.BASE) for system in systems]
    end_rows, base_rows = np.array(ends, dtype=np.int64), np.array(bases, dtype=np.int64)

    def read(signal: str) -> Column | None:
        column = snapshot.columns.column(signal).take(end_rows)
        if signal not in _BASE_SIGNALS:
            return column
        return snapshot.columns.column(_BASE_SIGNALS[signal]).take(base_rows).filled_by(column)

    def evidence_of(row: int) -> Mapping[str, Evidence]:
        found = {} if ends[row] < 0 else dict(_stored_evidence(snapshot, snapshot.ids[ends[row]], signals))
        if bases[row] >= 0:
            base = snapshot.evidence(snapshot.ids[bases[row]])
            for of_system, of_base in _BASE_SIGNALS.items():
                if of_base in base and base[of_base].outcome is Outcome.ANSWERED:
                    found[of_system] = _of_base(of_system, base[of_base], snapshot.ids[bases[row]])
        return found

    given = {row: catalogue.evidence_of_system(system.id) for row, system in enumerate(systems)}
    return Entries(
        kind=EntryKind.SYSTEMS,
        ids=[system.id for system in systems],
        names=[system.name for system in systems],
        details={
            "organisation": [system.organisation.name for system in systems],
            "modality": [",".join(system.modalities) for system in systems],
            "licence": [system.licence for system in systems],
            "released": [system.released for system in systems],
            "model": [system.model_with(Role.END) for system in systems],
        },
        automatic=LazyColumns(len(systems), read),
        assessed=given if assessments else {},
        evidence_of=evidence_of,
        origin=snapshot.id,
    )


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
    licences = columns["licence.weights"] if "licence.weights" in columns else encode([None] * len(ids))
    modalities = columns["model.modality"] if "model.modality" in columns else encode([None] * len(ids))
    return Entries(
        kind=EntryKind.MODELS,
        ids=ids,
        names=ids,
        details={
            "organisation": [row["organisation"] for row in rows],
            "modality": _texts(modalities),
            "licence": _licences(licences, [row["licence_tag"] for row in rows]),
            "downloads": [row["downloads"] for row in rows],
            "likes": [row["likes"] for row in rows],
            "revision": [row["revision"] for row in rows],
            "seen": [row["seen"] for row in rows],
        },
        automatic=StoredColumns(len(ids), columns),
        assessed={} if catalogue is None else _assessed_models(ids, catalogue),
        evidence_of=lambda row: found[row][1],
        origin=origin,
    )


def _fresh_column(signal: str, rows: Sequence[Mapping[str, Evidence]]) -> Column:
    column = encode(row[signal].value if signal in row else None for row in rows)
    for place, row in enumerate(rows):
        if signal in row and row[signal].outcome is Outcome.NOT_APPLICABLE:
            column.codes[place] = NOT_APPLICABLE
    return column


def _stored_evidence(snapshot: Snapshot, model_id: str, signals: Mapping[str, Signal]) -> dict[str, Evidence]:
    """Return a model's stored evidence; a signal without a row was never looked at, which is said."""
    found = snapshot.evidence(model_id)
    return {
        signal: found.get(signal) or Evidence(signal=signal, outcome=Outcome.NOT_LOOKED)
        for signal, item in signals.items()
        if item.function is not None
    }


def _of_base(signal: str, found: Evidence, base_id: str) -> Evidence:
    """Return what was read of a base model as evidence about the system, its sources naming the base."""
    sources = tuple(source.in_repository(base_id) for source in found.sources)
    return replace(found, signal=signal, method=Method.LINEAGE, sources=sources, note=f"Read of its base {base_id}.")


def _place(snapshot: Snapshot, system: System, role: Role) -> int:
    for model in system.models:
        if model.role is role and (place := snapshot.place(model.id)) is not None:
            return place
    return -1


def _assessed_models(ids: Iterable[str], catalogue: Catalogue) -> dict[int, dict[str, Evidence]]:
    """Return the assessments of models by row: people's own, and the index's where it is a system's end model."""
    found = {}
    for row, model_id in enumerate(ids):
        given: dict[str, Evidence] = {}
        for system, role in catalogue.systems_of(model_id):
            if role is Role.END:
                given |= catalogue.evidence_of_system(system.id)
        given |= catalogue.evidence_of_model(model_id)
        if given:
            found[row] = given
    return found


def _texts(column: Column) -> list[str | None]:
    words = [",".join(value) if isinstance(value, tuple) else str(value) for value in column.values]
    return [words[code] if code >= 0 else None for code in column.codes]


def _licences(resolved: Column, tags: Sequence[str | None]) -> list[str | None]:
    """Return the licence shown beside a score: the one resolved from evidence, else the tag as told."""
    return [own or tag for own, tag in zip(_texts(resolved), tags, strict=True)]
