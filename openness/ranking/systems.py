"""Systems as rows: each answers through all its models, the end model first, then what is true of the family."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from openness.catalogue import Catalogue, Role, System
from openness.catalogue.licence import tells_a_licence
from openness.catalogue.roles import release_of, sure_models
from openness.catalogue.stated import Statements
from openness.ranking.bound import bound_by_bases, with_bound
from openness.ranking.catalogued import VAGUE, assessed_systems, coherent, denied_by_other, rows_spoken_of, set_aside
from openness.ranking.entries import Entries, EntryKind
from openness.ranking.looked import FROM_BASE, OfSystems, Seen, automatic_ids, is_of_family, of_base
from openness.ranking.models import licence_tags, with_profile
from openness.ranking.profile import LOOKED_FOR, not_found, texts
from openness.record.columns import Column, Columns, LazyColumns, encode
from openness.record.evidence import Evidence
from openness.signals.obtainable import OBTAINABLE, seen_of_base
from openness.signals.signal import Signal
from openness.snapshot.snapshot import Snapshot

_MOST_SIBLINGS = 6
_ABOUT_END = frozenset({"osai.weights_endmodel", "osai.datasources_endmodel"})
"""Classes that judge an end model: where there is none, they say nothing of what can be had."""


def system_entries(
    snapshot: Snapshot, catalogue: Catalogue, signals: Mapping[str, Signal], *, assessments: bool = True
) -> Entries:
    """Return the systems of the catalogue, seen through their models in the snapshot where those are there.

    A model whose role is in doubt is not looked through. Without `assessments`, neither classes and people's
    answers count nor what entries state; the profile's facts are there all the same.
    """
    catalogue = catalogue.knowing(snapshot.renamed.values())
    systems = catalogue.systems
    seen = _seen(snapshot, catalogue)
    automatic = _columns(snapshot, seen)
    statements = Statements(catalogue, licence_tags(snapshot, catalogue))
    stated = {row: statements.of_system(system) for row, system in enumerate(systems)}
    taken = bound_by_bases(dict(enumerate(systems)), statements, automatic) if assessments else {}
    told = with_bound(coherent(stated, automatic), taken)
    given, outdated = set_aside(assessed_systems(catalogue), automatic)
    endless = {row: _ABOUT_END for row, system in enumerate(systems) if not _has_end(system)}
    entries = Entries(
        kind=EntryKind.SYSTEMS,
        ids=[system.id for system in systems],
        names=[system.name for system in systems],
        details=_details(snapshot, systems, seen, stated, automatic),
        automatic=automatic,
        assessed=given if assessments else {},
        evidence_of=OfSystems(snapshot, seen, automatic_ids(signals)),
        origin=snapshot.id,
        assessments="with" if assessments else "without",
        catalogue=catalogue.digest,
        aliases={
            row: tuple(name for name in (*system.names, system.end_model_name) if name)
            for row, system in enumerate(systems)
        },
        stated=told,
        moot=outdated | endless,
        bound={row: frozenset(names) for row, names in taken.items()},
    )
    shown = with_profile(entries)
    looked = {name: not_found(shown.details[name], signal, told) for name, signal in LOOKED_FOR.items()}
    shown = replace(shown, details={**shown.details, **looked})
    return shown if assessments else replace(shown, stated={}, _merged={})


def _columns(snapshot: Snapshot, seen: Sequence[Seen]) -> LazyColumns:
    """Return what was read of systems: of the end model, then of the family, then of the base."""
    ends = np.array([item.end for item in seen], dtype=np.int64)
    bases = np.array([item.base for item in seen], dtype=np.int64)
    elsewhere = np.array([item.other_base is not None for item in seen], dtype=np.bool_)
    layers = [
        np.array([item.siblings[place] if place < len(item.siblings) else -1 for item in seen], dtype=np.int64)
        for place in range(max((len(item.siblings) for item in seen), default=0))
    ]

    def read(signal: str) -> Column | None:
        column = snapshot.columns.column(signal).take(np.where(elsewhere, -1, ends) if of_base(signal) else ends)
        if signal == OBTAINABLE:
            column = _obtainable(snapshot, bases).filled_by(column)
        if is_of_family(signal):
            for rows in layers:
                column = column.filled_by(snapshot.columns.column(signal).take(rows))
        if signal in FROM_BASE:
            below = snapshot.columns.column(FROM_BASE[signal]).take(bases)
            column = below.filled_by(column) if of_base(signal) else column.filled_by(below)
        return column

    return LazyColumns(len(seen), read)


def _details(
    snapshot: Snapshot,
    systems: Sequence[System],
    seen: Sequence[Seen],
    stated: Mapping[int, Mapping[str, Evidence]],
    automatic: Columns,
) -> dict[str, list[Any]]:
    """Return what stands beside a score: of a licence first what was read of the model, then what is told of it."""
    own = [
        None if name in VAGUE and not denied_by_other(name, _told(stated[row])) else name
        for row, name in enumerate(texts(automatic.column("licence.weights")))
    ]
    refused = snapshot.told("refused")
    return {
        "organisation": [system.organisation.name for system in systems],
        "modality": _modalities(systems, automatic.column("model.modality")),
        "licence": [read or _licence(system) for read, system in zip(own, systems, strict=True)],
        "licence_told": [_other_licence(own[row], system, stated[row]) for row, system in enumerate(systems)],
        "released": [_released(system) for system in systems],
        "model": [system.model_with(Role.END) for system in systems],
        "refused": [refused[item.end] if item.end >= 0 else None for item in seen],
        "training_summary_page": [_summary(system)[0] for system in systems],
        "training_summary_seen": [_summary(system)[1] for system in systems],
    }


def _summary(system: System) -> tuple[str | None, str | None]:
    """Return where the summary of training content stands, and the day on which it was, or was not, found."""
    fact = system.facts.training_summary
    if fact is None:
        return None, None
    if fact.address is None:
        return None, fact.not_found
    return fact.address, max(system.sources[key].date for key in fact.source_keys)


def _modalities(systems: Sequence[System], read: Column) -> list[str]:
    """Return what each system is made for: as entries say, with what was read of its end model beside it."""
    values = [read.values[code] if code >= 0 else () for code in read.codes]
    shown = [
        {*system.kinds, *(value if isinstance(value, tuple) else ())}
        for system, value in zip(systems, values, strict=True)
    ]
    return [",".join(sorted(kinds)) for kinds in shown]


def _obtainable(snapshot: Snapshot, bases: npt.NDArray[np.int64]) -> Column:
    """Return whether the base's weights can be had, as its own row shows."""
    parts = [snapshot.columns.column(signal).take(bases) for signal in ("weights.published", "access.visible_gate")]
    seen = ([part.values[code] if code >= 0 else None for code in part.codes] for part in parts)
    return encode(seen_of_base(weights, gate) for weights, gate in zip(*seen, strict=True))


def _has_end(system: System) -> bool:
    return system.end_model_name is not None or system.model_with(Role.END) is not None


def _licence(system: System) -> str | None:
    """Return the licence as the entry spells it; None where it spells only that it does not know."""
    fact = system.facts.licence
    named = fact.value if fact is not None and fact.value is not None else system.licence
    return named if tells_a_licence(named) else None


def _other_licence(own: str | None, system: System, stated: Mapping[str, Evidence]) -> str | None:
    """Return the licence the entry spells where another one was read of the model: neither is settled silently."""
    named, told = _licence(system), stated.get("licence.weights")
    if own is None or named is None or (told is not None and told.value == own):
        return None
    return named


def _told(stated: Mapping[str, Evidence]) -> str:
    """Return the licence that an entry names, by its id; nothing where it names none."""
    named = stated.get("licence.weights")
    return "" if named is None else str(named.value)


def _released(system: System) -> str | None:
    fact = system.facts.released
    return fact.value if fact is not None and fact.value is not None else system.released


def _seen(snapshot: Snapshot, catalogue: Catalogue) -> list[Seen]:
    rows = np.array(rows_spoken_of(snapshot, catalogue), dtype=np.int64)
    releases: dict[str, list[int]] = defaultdict(list)
    for place, model_id in zip(rows.tolist(), snapshot.names.take(rows), strict=True):
        if (release := release_of(model_id)) is not None:
            releases[release].append(place)
    places = snapshot.places(
        model_id for system in catalogue.systems for role in Role for model_id in sure_models(system, role)
    )
    seen = [_rows(system, releases, places) for system in catalogue.systems]
    told = snapshot.columns.column("lineage.base").take(np.array([item.end for item in seen], dtype=np.int64))
    return [
        replace(item, other_base=next(iter(sure_models(system, Role.BASE)), None)) if code < 0 <= item.end else item
        for system, item, code in zip(catalogue.systems, seen, told.codes, strict=True)
    ]


def _rows(system: System, releases: Mapping[str, list[int]], places: Mapping[str, int]) -> Seen:
    end, base, named = (
        [places[one] for one in sure_models(system, role) if one in places]
        for role in (Role.END, Role.BASE, Role.SIBLING)
    )
    by_name = [
        place for model_id in sure_models(system, Role.END) for place in releases.get(release_of(model_id) or "", ())
    ]
    first, below = next(iter(end), -1), next(iter(base), -1)
    siblings = [place for place in dict.fromkeys([*named, *by_name]) if place not in (first, below)]
    return Seen(first, below, tuple(siblings[:_MOST_SIBLINGS]))
