"""One model of a snapshot as an entry of its own: of a million models nothing is read but its own rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from openness.ranking.entries import Entries
from openness.ranking.kept_entries import TOLD
from openness.ranking.looked import OfModels
from openness.record.cells import LazyCells
from openness.snapshot.alone import columns_at

T = TypeVar("T")


def alone(entries: Entries, row: int, signals: Sequence[str]) -> Entries:
    """Return the models of a snapshot with that at `row` alone, all that is known of it as it was.

    `signals` are those that a rubric reads. Entries that are no models of a snapshot are cut down in memory.
    """
    if not isinstance(entries.evidence_of, OfModels):
        return entries.only([row])
    of_models, snapshot = entries.evidence_of, entries.evidence_of.snapshot
    name = [entries.ids[row]]
    return replace(
        entries,
        ids=name,
        names=name,
        details=LazyCells({detail: partial(_cell, entries, detail, row) for detail in entries.details}),
        automatic=columns_at(snapshot, row, signals),
        evidence_of=lambda _: of_models(row),
        assessed=_at(entries.assessed, row),
        aliases=_at(entries.aliases, row),
        stated=_at(entries.stated, row),
        moot=_at(entries.moot, row),
        bound=_at(entries.bound, row),
        _merged={},
    )


def _at(told: Mapping[int, T], row: int) -> dict[int, T]:
    found = told.get(row)
    return {} if found is None else {0: found}


def _cell(entries: Entries, detail: str, row: int) -> list[Any]:
    assert isinstance(entries.evidence_of, OfModels)
    return [entries.evidence_of.snapshot.cell(detail, row) if detail in TOLD else entries.details[detail][row]]
