"""One row of `models.parquet`: what a model is, and the flat answer to every signal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openness.card.named import licence_told
from openness.record.evidence import Domain, Evidence, Outcome
from openness.record.record import ModelBody, Record
from openness.snapshot.tables import flat_value

_PLAIN = 300


def identity_row(record: Record) -> dict[str, Any]:
    """Return what one row says of the model itself."""
    body = record.body
    return {
        "model_id": body.id,
        "revision": body.sha,
        "organisation": body.id.split("/", 1)[0] if "/" in body.id else None,
        "pipeline_tag": body.pipeline_tag,
        "library": body.library_name,
        "licence_tag": _licence_told(body),
        "downloads": body.downloads,
        "likes": body.likes,
        "created_at": body.created_at,
        "last_modified": body.last_modified,
        "seen": record.date,
        "origin": record.origin,
        "aliases": ",".join(record.aliases) or None,
        "refused": None,
        "parts": ", ".join(f"{part} {date}" if date else part for part, date in record.parts_seen()) or None,
    }


def _licence_told(body: ModelBody) -> str | None:
    """Return the licence that the body names first, in metadata or else in tags."""
    plain = (body.card_data or {}).get("license")
    if isinstance(plain, str) and plain.strip() and len(plain) < _PLAIN:
        return plain.strip()
    return licence_told(body)


def model_row(record: Record, evidence: Mapping[str, Evidence], domains: Mapping[str, Domain]) -> dict[str, Any]:
    """Return one row of `models.parquet`."""
    row = identity_row(record)
    for signal, domain in domains.items():
        found = evidence.get(signal)
        row[signal] = None if found is None else flat_value(found.value, domain)
        row[f"{signal}.outcome"] = str(Outcome.NOT_LOOKED if found is None else found.outcome)
    return row
