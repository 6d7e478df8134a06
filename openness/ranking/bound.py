"""What a base takes from what was read of a model: an entry may name a base that the model itself keeps to itself."""

from __future__ import annotations

from collections.abc import Mapping

from openness.catalogue import Role, System
from openness.catalogue.licence import taken_by_bases
from openness.catalogue.origin import index_origins
from openness.catalogue.stated import Statements
from openness.record.columns import Column, Columns
from openness.record.evidence import Evidence, Value


def system_ending_in(model_id: str, statements: Statements) -> System | None:
    """Return the system that a model is the end model of; None where it is none's."""
    found = statements.catalogue.sure_systems_of(model_id)
    return next((system for system, role in found if role is Role.END), None)


def bound_by_bases(
    systems: Mapping[int, System], statements: Statements, read: Columns
) -> dict[int, dict[str, Evidence]]:
    """Return, by row and signal, what stands in place of what was read where the entry alone names a base.

    The licence that was read is asked once without and once with the bases that the entry names, their terms known
    or not. Where the two differ and the read answer is the one without, it was given as if there were no base. What
    was read to be stricter stays; a model that names its bases was read with them.
    """
    named, licences = read.column("lineage.base"), read.column("licence.weights")
    bound: dict[int, dict[str, Evidence]] = {}
    for row, system in systems.items():
        licence = _at(licences, row)
        if _at(named, row) is not None or not isinstance(licence, str):
            continue
        fact = system.facts.upstream
        pages = index_origins(system) if fact is None else tuple(system.sources[key] for key in fact.source_keys)
        taken = taken_by_bases(licence, pages, statements.bases(system), f"the entry {system.id}")
        found = {signal: told for signal, (alone, told) in taken.items() if _at(read.column(signal), row) == alone}
        if found:
            bound[row] = found
    return bound


def _at(column: Column, row: int) -> Value | None:
    code = int(column.codes[row]) if len(column.codes) else -1
    return column.values[code] if code >= 0 else None


def with_bound(
    stated: Mapping[int, Mapping[str, Evidence]], bound: Mapping[int, Mapping[str, Evidence]]
) -> dict[int, Mapping[str, Evidence]]:
    """Return statements with what bases take among them."""
    return {**stated, **{row: {**stated.get(row, {}), **taken} for row, taken in bound.items()}}
