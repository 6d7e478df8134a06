"""Models as rows: those of a snapshot, and records just fetched."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Any

import numpy as np

from openness.catalogue import Catalogue
from openness.catalogue.roles import plain
from openness.catalogue.stated import Statements
from openness.ranking.bound import bound_by_bases, system_ending_in, with_bound
from openness.ranking.catalogued import assessed_models, rows_spoken_of, set_aside, stated_models
from openness.ranking.entries import Entries, EntryKind
from openness.ranking.looked import OfModels, automatic_ids
from openness.ranking.profile import licence_unread, profile, text_column, texts
from openness.record.cells import Coded, LazyCells, coded
from openness.record.columns import NOT_APPLICABLE, Column, Columns, StoredColumns, encode, unknown
from openness.record.evidence import Evidence, Outcome
from openness.record.record import Record
from openness.signals.signal import Signal
from openness.snapshot.model_row import model_row
from openness.snapshot.snapshot import Snapshot


def model_entries(snapshot: Snapshot, catalogue: Catalogue | None, signals: Mapping[str, Signal]) -> Entries:
    """Return the models of a snapshot; without a catalogue, with automatic evidence alone."""
    catalogue = None if catalogue is None else catalogue.knowing(snapshot.renamed.values())
    rows = [] if catalogue is None else rows_spoken_of(snapshot, catalogue)
    assessed, moot = set_aside(
        {} if catalogue is None else assessed_models(snapshot.names, catalogue, snapshot.told("revision"), rows),
        snapshot.columns,
    )
    statements = None if catalogue is None else Statements(catalogue, licence_tags(snapshot, catalogue))
    told, bound = _told(snapshot.names, statements, snapshot.columns, rows)
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
        assessed=assessed,
        moot=moot,
        evidence_of=OfModels(snapshot, automatic_ids(signals)),
        origin=snapshot.id,
        assessments="without" if catalogue is None else "with",
        catalogue="" if catalogue is None else catalogue.digest,
        stated=told,
        bound=bound,
    )
    return with_profile(entries)


def record_entries(
    found: Sequence[tuple[Record, Mapping[str, Evidence]]],
    catalogue: Catalogue | None,
    signals: Mapping[str, Signal],
    origin: str,
) -> Entries:
    """Return fresh records with their evidence as entries; `origin` says where they came from."""
    catalogue = None if catalogue is None else catalogue.knowing((r.id, *r.aliases) for r, _ in found if r.aliases)
    domains = {signal: item.domain for signal, item in signals.items()}
    rows = [model_row(record, evidence, domains) for record, evidence in found]
    ids = [record.id for record, _ in found]
    columns = {signal: _fresh_column(signal, [evidence for _, evidence in found]) for signal in signals}
    nothing = unknown(len(ids))
    licences = text_column(columns.get("licence.weights", nothing))
    automatic = StoredColumns(len(ids), columns)
    assessed, moot = set_aside({} if catalogue is None else assessed_models(ids, catalogue), automatic)
    told, bound = _told(ids, None if catalogue is None else Statements(catalogue), automatic, range(len(ids)))
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
        assessed=assessed,
        moot=moot,
        evidence_of=lambda row: found[row][1],
        origin=origin,
        assessments="without" if catalogue is None else "with",
        catalogue="" if catalogue is None else catalogue.digest,
        stated=told,
        bound=bound,
    )
    return with_profile(entries)


def _told(
    ids: Sequence[str], statements: Statements | None, read: Columns, rows: Sequence[int]
) -> tuple[Mapping[int, Mapping[str, Evidence]], dict[int, frozenset[str]]]:
    """Return what entries state of models, by row, and which of it stands in place of what was read."""
    if statements is None:
        return {}, {}
    ends = {row: system for row in rows if (system := system_ending_in(ids[row], statements)) is not None}
    taken = bound_by_bases(ends, statements, read)
    told = with_bound(stated_models(ids, statements, read, rows), taken)
    return told, {row: frozenset(names) for row, names in taken.items()}


def _fresh_column(signal: str, rows: Sequence[Mapping[str, Evidence]]) -> Column:
    column = encode(row[signal].value if signal in row else None for row in rows)
    for place, row in enumerate(rows):
        if signal in row and row[signal].outcome is Outcome.NOT_APPLICABLE:
            column.codes[place] = NOT_APPLICABLE
    return column


def licence_tags(snapshot: Snapshot, catalogue: Catalogue) -> Callable[[str], str | None]:
    """Return what tells the licence of a model of a snapshot, tagged or read of it; None where none is known.

    A name without an account means the models of that name in accounts that the catalogue knows, if one licence is
    known of them.
    """
    tags = Coded(text_column(snapshot.told("licence_tag").coded()).filled_by(_licences_read(snapshot)))
    places = snapshot.places(catalogue.base_ids)

    @cache
    def by_name() -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = {}
        rows = rows_spoken_of(snapshot, catalogue)
        for place, known in zip(rows, snapshot.names.take(np.array(rows, dtype=np.int64)), strict=True):
            if (tag := tags[place]) is not None:
                found.setdefault(plain(known.rpartition("/")[2]), set()).add(tag)
        return found

    def licence_of(model_id: str) -> str | None:
        if "/" not in model_id:
            told = by_name().get(plain(model_id), set())
            return next(iter(told)) if len(told) == 1 else None
        place = places[model_id] if model_id in places else snapshot.place(model_id)
        found: str | None = None if place is None else tags[place]
        return found

    return licence_of


def with_profile(entries: Entries) -> Entries:
    """Return entries with the facts of the sovereignty profile among their details: beside a score, never in it."""
    columns, told = entries.columns("last"), entries.details

    def licences() -> Coded:
        return Coded(text_column(coded(told["licence"])).filled_by(text_column(columns.column("licence.weights"))))

    def unread() -> Coded:
        return licence_unread(licences().coded(), columns)

    makers: dict[str, Callable[[], Sequence[Any]]] = {}
    for name in told:
        makers[name] = partial(told.__getitem__, name)
        if name == "licence":
            makers |= {"licence": licences, "licence_unread": unread}
    return replace(entries, details=LazyCells({**makers, **profile(columns)}))


def _licences(snapshot: Snapshot) -> Column:
    """Return the licence shown beside a score: the one resolved from evidence, else the tag as told."""
    return _licences_read(snapshot).filled_by(text_column(snapshot.told("licence_tag").coded()))


def _licences_read(snapshot: Snapshot) -> Column:
    return text_column(snapshot.columns.column("licence.weights"))
