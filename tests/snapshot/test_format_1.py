"""A snapshot of format 1, made by hand: it is verified, ranked and read, and its packed places are taken apart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from openness.record.evidence import Source
from openness.signals import SIGNALS
from openness.snapshot.manifest import MANIFEST, describe_file
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.tables import EVIDENCE_SCHEMA
from tests.cli.conftest import Run, run

__all__ = ["run"]

DOMAINS = {signal: item.domain for signal, item in SIGNALS.items()}
EVIDENCE_1 = pa.schema([field for field in EVIDENCE_SCHEMA if field.name != "repository"])
IDENTITY_1 = {
    "revision": "0" * 40, "organisation": "made", "pipeline_tag": None, "library": None, "licence_tag": "mit",
    "downloads": 3, "likes": 1, "created_at": None, "last_modified": None, "seen": "2026-01-02", "origin": "made",
}  # fmt: skip


def row(signal: str, value: str, **place: Any) -> dict[str, Any]:
    answer = {"model_id": "made/one", "signal": signal, "outcome": "answered", "value": value, "date": "2026-01-02"}
    return {**answer, "method": "lineage", "confidence": "high", **place}


ROWS = [
    row("weights.published", "all", file="model.safetensors"),
    row("base.weights", "all", json_path="made/base model.safetensors"),
    row("base.gate", "none", json_path="made/base $.gated"),
    row("data.pretraining", "public", json_path="$.tags", url="models/made/base"),
    row("data.datasheet", "partial", file="README.md", url="datasets/made/data"),
    row("access.gate", "none", json_path="$.gated"),
    row("licence.open", "true", url="https://example.org/licence"),
]
PLACES = {
    "weights.published": Source(file="model.safetensors"),
    "base.weights": Source(repository="made/base", file="model.safetensors"),
    "base.gate": Source(repository="made/base", json_path="$.gated"),
    "data.pretraining": Source(repository="made/base", json_path="$.tags"),
    "data.datasheet": Source(repository="datasets/made/data", file="README.md"),
    "access.gate": Source(json_path="$.gated"),
    "licence.open": Source(url="https://example.org/licence"),
}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Write one model as an openness of format 1 did and return the snapshot's folder."""
    folder = tmp_path / "20260102T030405Z-made"
    folder.mkdir()
    models: dict[str, list[Any]] = {"model_id": ["made/one"], **{name: [value] for name, value in IDENTITY_1.items()}}
    for told in ROWS:
        models[told["signal"]] = [True if told["value"] == "true" else told["value"]]
        models[f"{told['signal']}.outcome"] = ["answered"]
    pq.write_table(pa.table(models), folder / "models.parquet")
    pq.write_table(pa.Table.from_pylist(ROWS, schema=EVIDENCE_1), folder / "evidence.parquet")
    (folder / "rejected.jsonl").write_text("")
    files = {path.name: describe_file(path).model_dump() for path in sorted(folder.iterdir())}
    manifest = {
        "format": 1, "id": folder.name, "created": "2026-01-02T03:04:05Z", "tool": "openness 0.1.0",
        "counts": {"models": 1, "evidence": len(ROWS), "rejected": 0}, "files": files,
    }  # fmt: skip
    (folder / MANIFEST).write_text(json.dumps(manifest))
    return folder


def test_places_in_other_repositories_are_taken_apart(old: Path) -> None:
    evidence = Snapshot(old, DOMAINS).evidence("made/one")
    assert {signal: found.sources[0] for signal, found in evidence.items()} == PLACES


def test_what_format_1_lacks_is_null(old: Path) -> None:
    snapshot = Snapshot(old, DOMAINS)
    assert snapshot.aliases == [()]
    assert snapshot.identity["parts"].to_pylist() == [None]
    assert snapshot.place("MADE/one") == 0


def test_it_is_verified_ranked_and_explained(run: Run, old: Path) -> None:
    verified = run("snapshot", "verify", old)
    assert verified.code == 0, verified.err
    ranked = run("rank", "--models", "--snapshot", old, "--format", "csv")
    assert ranked.code == 0, ranked.err
    assert "made/one" in ranked.out
    told = run("explain", "made/one", "--models", "--snapshot", old)
    assert told.code == 0, told.err
    assert "made/base $.gated" in told.out
