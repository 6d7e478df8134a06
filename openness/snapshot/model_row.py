"""One row of `models.parquet`: what a model is, and the flat answer to every signal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openness.card.named import names_of
from openness.record.evidence import Domain, Evidence, Kind, Outcome, Value
from openness.record.record import Record


def model_row(record: Record, evidence: Mapping[str, Evidence], domains: Mapping[str, Domain]) -> dict[str, Any]:
    """Return one row of `models.parquet`."""
    body = record.body
    named = names_of(body)
    licence = next((item.name for item in (*named.licences[:1], *named.licence_tags)), None)
    row: dict[str, Any] = {
        "model_id": body.id,
        "revision": body.sha,
        "organisation": body.id.split("/", 1)[0] if "/" in body.id else None,
        "pipeline_tag": body.pipeline_tag,
        "library": body.library_name,
        "licence_tag": licence,
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
    for signal, domain in domains.items():
        found = evidence.get(signal)
        row[signal] = None if found is None else _flat(found.value, domain)
        row[f"{signal}.outcome"] = str(Outcome.NOT_LOOKED if found is None else found.outcome)
    return row


def _flat(value: Value | None, domain: Domain) -> Any:
    if isinstance(value, tuple):
        return ",".join(member.replace(",", " ") for member in value)
    if domain.kind is Kind.NUMBER and value is not None:
        return float(value)
    return value
