"""The sovereignty profile as columns: where an entry comes from and what governs it, beside a score and never in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from openness.catalogue.places import UNIONS
from openness.licences.clause import Clause
from openness.licences.knowledge import knowledge
from openness.record.columns import Column, Columns
from openness.record.evidence import Value

COLUMNS = (
    "status",
    "origin",
    "parent",
    "upstream",
    "upstream_model",
    "languages.eu",
    "public_compute",
    "compute",
    "compute_hours",
    "training_summary",
    "governing_law",
    "excluded_places",
    "library",
)
"""What every ranking shows beside its scores; a cell without an answer is empty."""

_SIGNALS = {
    "status": "release.status",
    "origin": "origin.places",
    "parent": "origin.parent",
    "upstream": "upstream.places",
    "upstream_model": "upstream.root",
    "languages.eu": "languages.eu_official",
    "public_compute": "compute.public",
    "compute": "compute.machine",
    "compute_hours": "compute.hours",
    "training_summary": "data.summary",
    "excluded_places": "licence.excluded_places",
    "library": "model.library",
}


def profile(columns: Columns) -> dict[str, list[Any]]:
    """Return the profile's columns, each as long as the rows; lists are joined with commas."""
    found = {name: cells(columns.column(signal)) for name, signal in _SIGNALS.items()}
    found["governing_law"] = cells(columns.column("licence.weights"), governing_law)
    return {name: found[name] for name in COLUMNS}


def cells(column: Column, show: Callable[[Value], Any] | None = None) -> list[Any]:
    """Return a column's answers as cells: numbers as they are, flags as yes and no, lists joined."""
    shown = [(show or _cell)(value) for value in column.values]
    return [shown[code] if code >= 0 else None for code in column.codes]


def texts(column: Column) -> list[str | None]:
    """Return a column's answers as text."""
    return cells(column, lambda value: ",".join(value) if isinstance(value, tuple) else str(value))


def _cell(value: Value) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):  # countries before the unions they lie in; an empty set is an answer too
        return ",".join(sorted(value, key=lambda item: (item in UNIONS, item))) or "none"
    return value


@lru_cache(maxsize=4096)
def governing_law(licence: Value) -> str | None:
    """Return the law that governs a licence, by our facts; None where it names none or we know none."""
    known = knowledge().get(str(licence))
    value = None if known is None else known.value(Clause.GOVERNING_LAW)
    return value if isinstance(value, str) else None
