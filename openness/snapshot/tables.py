"""The two tables of a snapshot: one row a model with a flat column a signal, and the traceable detail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pyarrow as pa

from openness.record.evidence import Confidence, Domain, Evidence, Kind, Method, Outcome, Source, Value

IDENTITY = (
    ("model_id", pa.string()),
    ("revision", pa.string()),
    ("organisation", pa.string()),
    ("pipeline_tag", pa.string()),
    ("library", pa.string()),
    ("licence_tag", pa.string()),
    ("downloads", pa.int64()),
    ("likes", pa.int64()),
    ("created_at", pa.string()),
    ("last_modified", pa.string()),
    ("seen", pa.string()),
    ("origin", pa.string()),
    ("aliases", pa.string()),
    ("parts", pa.string()),
    ("refused", pa.string()),
)
"""The columns of `models.parquet` that come before the signals.

`seen` is the ISO date of the record's newest part; `parts` names each part that was seen with its own date
("api 2026-06-01, card 2024-10-01"); `aliases` are other ids of the same model, with commas;
`refused` tells what the Hub answered when the model was asked for again and not had ("hidden, asked 2026-11-27").
"""

EVIDENCE_SCHEMA = pa.schema(
    [
        ("model_id", pa.string()),
        ("signal", pa.string()),
        ("outcome", pa.string()),
        ("value", pa.string()),
        ("method", pa.string()),
        ("confidence", pa.string()),
        ("file", pa.string()),
        ("line", pa.int32()),
        ("json_path", pa.string()),
        ("url", pa.string()),
        ("repository", pa.string()),
        ("quote", pa.string()),
        ("note", pa.string()),
        ("revision", pa.string()),
        ("date", pa.string()),
        ("by", pa.string()),
    ]
)
"""`evidence.parquet`: one row a model, signal and source; an answer without a second source has one row."""

EVIDENCE_TEXTS = frozenset(field.name for field in EVIDENCE_SCHEMA if field.type == pa.string())
"""The columns of evidence that hold few different texts in a group of rows."""

GROUPS = "openness.groups"
"""The key in the evidence's file under which it says how many models each of its groups of rows is about, with commas:
groups follow each other as models do, so that the place of a model tells the one group that has its rows."""
_TYPES = {Kind.FLAG: pa.bool_(), Kind.COUNT: pa.int64(), Kind.NUMBER: pa.float64()}


def arrow_type(domain: Domain) -> pa.DataType:
    """Return the type of a signal's column."""
    return _TYPES.get(domain.kind, pa.string())


def models_schema(domains: Mapping[str, Domain]) -> pa.Schema:
    """Return the schema of `models.parquet`: identity, then for each signal its value and its outcome."""
    fields = [pa.field(name, kind) for name, kind in IDENTITY]
    for signal, domain in domains.items():
        fields.append(pa.field(signal, arrow_type(domain)))
        fields.append(pa.field(f"{signal}.outcome", pa.string()))
    return pa.schema(fields)


def coded_names(domains: Mapping[str, Domain]) -> frozenset[str]:
    """Return the columns of `models.parquet` that hold few different texts: outcomes, and answers that are texts."""
    answers = (signal for signal, domain in domains.items() if arrow_type(domain) == pa.string())
    return frozenset((*answers, *(f"{signal}.outcome" for signal in domains)))


def flat_value(value: Value | None, domain: Domain) -> Any:
    """Return an answer as one cell; sets with commas."""
    if isinstance(value, tuple):
        return ",".join(member.replace(",", " ") for member in value)
    if domain.kind is Kind.NUMBER and value is not None:
        return float(value)
    return value


def value_text(value: Value) -> str:
    """Return an answer as text, as rubrics write it; sets with commas."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value)


def parsed_value(text: str, domain: Domain | None) -> Value:
    """Return the answer that `value_text` wrote; a signal this version does not know stays text."""
    match domain.kind if domain else Kind.NAME:
        case Kind.FLAG:
            return text == "true"
        case Kind.COUNT:
            return int(text)
        case Kind.NUMBER:
            return float(text)
        case Kind.SET:
            return tuple(text.split(", ")) if text else ()
        case _:
            return text


class StoredEvidence(Mapping[str, Evidence]):
    """The evidence that rows of one model in `evidence.parquet` hold, by signal; made when asked for, and kept."""

    def __init__(self, rows: Sequence[Mapping[str, Any]], domains: Mapping[str, Domain]) -> None:
        self._domains = domains
        self._made: dict[str, Evidence] = {}
        self._rows: dict[str, list[Mapping[str, Any]]] = {}
        for row in rows:
            self._rows.setdefault(row["signal"], []).append(row)

    def __getitem__(self, signal: str) -> Evidence:
        if signal not in self._made:
            self._made[signal] = _evidence(signal, self._rows[signal], self._domains.get(signal))
        return self._made[signal]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def _evidence(signal: str, rows: Sequence[Mapping[str, Any]], domain: Domain | None) -> Evidence:
    first = rows[0]
    sources = tuple(source_of(row) for row in rows if any(row.get(place) is not None for place in _PLACES))
    return Evidence(
        signal=signal,
        outcome=Outcome(first["outcome"]),
        value=None if first["value"] is None else parsed_value(first["value"], domain),
        method=None if first["method"] is None else Method(first["method"]),
        confidence=None if first["confidence"] is None else Confidence(first["confidence"]),
        sources=sources,
        note=first["note"],
        revision=first["revision"],
        date=first["date"],
        by=first["by"],
    )


_PLACES = ("file", "line", "json_path", "url", "repository", "quote")


def source_of(row: Mapping[str, Any]) -> Source:
    """Return the place a row names; rows of format 1 packed another repository into other fields."""
    found = Source(**{place: row.get(place) for place in _PLACES})
    if "repository" in row:
        return found
    if found.url is not None and found.url.startswith(("models/", "datasets/")):
        return replace(found, url=None, repository=found.url.removeprefix("models/"))
    repository, space, place = (found.json_path or "$").partition(" ")
    if not space or repository.startswith("$"):
        return found
    if place.startswith("$"):
        return replace(found, repository=repository, json_path=place)
    return replace(found, repository=repository, json_path=None, file=place or None)
