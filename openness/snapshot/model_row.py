"""One row of `models.parquet`: what a model is, and the flat answer to every signal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openness.card.named import licence_told
from openness.record.evidence import Domain, Evidence, Outcome
from openness.record.record import ModelBody, Record
from openness.snapshot.tables import IDENTITY, flat_value

_PLAIN = 300


def identity_cells(record: Record) -> tuple[Any, ...]:
    """Return what one row says of the model itself, in the order of `IDENTITY`."""
    body = record.body
    return (
        body.id,
        body.sha,
        body.id.split("/", 1)[0] if "/" in body.id else None,
        body.pipeline_tag,
        body.library_name,
        _licence_told(body),
        body.downloads,
        body.likes,
        body.created_at,
        body.last_modified,
        record.date,
        record.origin,
        ",".join(record.aliases) or None,
        ", ".join(f"{part} {date}" if date else part for part, date in record.parts_seen()) or None,
        None,
    )


def _licence_told(body: ModelBody) -> str | None:
    """Return the licence that the body names first, in metadata or else in tags."""
    plain = (body.card_data or {}).get("license")
    if isinstance(plain, str) and plain.strip() and len(plain) < _PLAIN:
        return plain.strip()
    return licence_told(body)


def model_row(record: Record, evidence: Mapping[str, Evidence], domains: Mapping[str, Domain]) -> dict[str, Any]:
    """Return one row of `models.parquet`."""
    row = dict(zip((name for name, _ in IDENTITY), identity_cells(record), strict=True))
    for signal, domain in domains.items():
        found = evidence.get(signal)
        row[signal] = None if found is None else flat_value(found.value, domain)
        row[f"{signal}.outcome"] = str(Outcome.NOT_LOOKED if found is None else found.outcome)
    return row
