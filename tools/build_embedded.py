"""Build catalog/snapshot, the embedded snapshot, from recorded answers of the Hugging Face Hub.

Usage: python tools/build_embedded.py [FOLDER], where FOLDER holds the recordings (default:
../shared/hub beside the project). Facts only: the Hub's own words are left out, and so is every
quotation. The same input and the same signals give the same tables.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from openness.catalogue import load_catalogue
from openness.record.evidence import Evidence
from openness.record.record import Look, Record, Rejected
from openness.recordings import recorded_models
from openness.recordings.gathering import index_rows
from openness.signals import SIGNALS, extract_or_set_aside
from openness.snapshot.manifest import SourceNote
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.write import About, write_snapshot

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT.parent / "shared" / "hub"
STORE, NAME = ROOT / "catalog", "snapshot"
CREATED = datetime(2026, 8, 22, tzinfo=UTC)
"""The date of the newest recording: nothing here was seen later."""
ENDPOINT = "https://huggingface.co"
MODELS = 7_000

LISTS = {
    "hub/list_2026-06/top_models.csv": ("currentai-org/os-ai-map@57cbce2", "2026-06"),
    "hub/list_2026-06/tracked_models.csv": ("currentai-org/os-ai-map@57cbce2", "2026-06"),
    "hub/list_2026-06/model_repos.csv": ("currentai-org/os-ai-map@57cbce2", "2026-06"),
    "hub/meta_2026-07": ("opendatahub-io/model-metadata-collection@f0b96df", "2026-07-23"),
    "hub/list_2026-08.jsonl.gz": ("686f6c61/radar-huggingface-dataset@95e4d93", "2026-08-22"),
}
DATASET_CARDS = ("dataset_cards", "YoungXinyu1802/HuggingFace-Dataset-Card-Analysis@af88ea0")
LICENCES = {
    "huggingface/huggingface_hub": "Apache-2.0",
    "sejong-sas/Evaluating-system-based-on-agent": "MIT; the second states none",
    "huggingface/transformers": "Apache-2.0",
    "leliuga/cohere-configurations": "MPL-2.0 (repository); each card under its model's licence",
    "currentai-org/os-ai-map": "MIT",
    "686f6c61/radar-huggingface-dataset": "CC-BY-4.0: HF//RADAR (https://radar-huggingface.686f6c61.dev),"
    " datos de HuggingFace Hub; changed: models and fields selected",
}


def select(records: Iterable[Record], named: frozenset[str]) -> list[Record]:
    """Return the models to embed, ordered by id without case.

    All that were recorded singly or with a card, all recorded ones that the catalogue names (`named`, lower case), all
    of the lists of 2026-06; then the most downloaded of 2026-08, first those of accounts that the others know too, so
    that few private persons' models are among them.
    """
    chosen: list[Record] = []
    others: list[Record] = []
    for record in records:
        if not record.origin:  # known by name alone
            continue
        paths = set(record.origin.split("; "))
        listed_only = paths <= {"hub/list_2026-08.jsonl.gz", "hub/list_2026-06/model_repos.csv"}
        is_named = any(name.lower() in named for name in (record.id, *record.aliases))
        (others if listed_only and not is_named else chosen).append(record)
    known = Counter(_account(record) for record in chosen)
    others = [record for record in others if record.body.tags and not record.body.removed]
    others.sort(key=lambda record: (_account(record) not in known, -(record.body.downloads or 0), record.id.lower()))
    return sorted(chosen + others[: max(0, MODELS - len(chosen))], key=lambda record: record.id.lower())


def _account(record: Record) -> str:
    return record.id.partition("/")[0].lower() if "/" in record.id else ""


def facts(record: Record) -> dict[str, Evidence] | Rejected:
    """Return the evidence of a record without the publisher's words, or why there is none."""
    evidence = extract_or_set_aside(record)
    if isinstance(evidence, Rejected):
        return evidence
    return {name: _without_quotes(found) for name, found in evidence.items()}


def _without_quotes(found: Evidence) -> Evidence:
    sources = tuple(dict.fromkeys(replace(source, quote=None) for source in found.sources))
    return replace(found, sources=sources)


def sources_of(folder: Path, records: list[Record]) -> tuple[SourceNote, ...]:
    """Return where the embedded models come from: one note a source, with dates and the number of models."""
    told = dict(LISTS)
    told.update({row["path"]: (row["source"], row["date"]) for row, _ in index_rows(folder)})
    models: Counter[tuple[str, str]] = Counter()
    dates: dict[tuple[str, str], set[str]] = {}
    for record in records:
        paths = record.origin.split("; ")
        of_record = {(_part(path), *told.get(path, told.get(path.rpartition("/")[0], ()))) for path in paths}
        models.update({(part, origin) for part, origin, _ in of_record})
        for part, origin, date in of_record:
            dates.setdefault((part, origin), set()).add(date)
        if record.datasets:
            models[DATASET_CARDS] += 1
            dates[DATASET_CARDS] = {"2024-01"}
    return tuple(
        SourceNote(
            part=part,
            origin=origin,
            date=_span(dates[part, origin]),
            licence=next((text for name, text in LICENCES.items() if origin.startswith(name)), "none stated"),
            models=count,
        )
        for (part, origin), count in sorted(models.items())
    )


def _part(path: str) -> str:
    return path.split("/")[1].partition(".")[0]


def _span(dates: set[str]) -> str:
    first, last = min(dates), max(dates)
    return first if first == last else f"{first} to {last}"


def limits_of(records: list[Record]) -> tuple[str, ...]:
    """Return what was never looked at, one sentence each."""
    cards = sum(record.card.look is Look.READ for record in records)
    lists = sum(record.files_look is Look.READ for record in records)
    gates = sum(record.body.gated is not None for record in records)
    texts = sum(bool(record.licence_files) for record in records)
    total = len(records)
    return (
        f"The card of {cards} of {total} models was read; of the others nobody looked at the README.",
        f"The whole file list of {lists} of {total} models was read; of the others only format tags tell of weights.",
        f"Whether a model is gated was told for {gates} of {total}; the listings of 2026-06 leave it out.",
        f"A licence file was read for {texts} of {total} models; for the others only metadata tell of a licence.",
        "Base models were followed only to others in this snapshot's recordings.",
        "Recordings are of different days, from 2020-12 to 2026-08; each answer carries that of what was read.",
        "Facts only: no text of a publisher is kept, and quotations are left out.",
    )


def build(folder: Path, store: Path, name: str) -> Path:
    """Write the snapshot made of the recordings in `folder` and return where it is."""
    named = frozenset(model_id.lower() for model_id in load_catalogue().model_ids)
    records = select(recorded_models(folder), named)
    about = About(
        created=CREATED,
        endpoint=ENDPOINT,
        title="Embedded: recorded answers of the Hugging Face Hub, facts only",
        sources=sources_of(folder, records),
        limits=limits_of(records),
    )
    domains = {signal.id: signal.domain for signal in SIGNALS.values() if signal.function is not None}
    return write_snapshot(store, _entries(records), domains, about, name=name, keep_records=False)


def _entries(records: list[Record]) -> Iterator[tuple[Record, dict[str, Evidence]] | Rejected]:
    for record in records:
        told = facts(record)
        yield told if isinstance(told, Rejected) else (record, told)


def main(arguments: list[str]) -> int:
    """Write catalog/snapshot and say how large it is."""
    place = build(Path(arguments[0]) if arguments else SOURCE, STORE, NAME)
    for path in sorted(place.iterdir()):
        sys.stderr.write(f"{path.stat().st_size:>10} {path.relative_to(ROOT)}\n")
    told = [item.reason for item in Snapshot(place, {}).rejected()]
    sys.stderr.writelines(f"{reason}\n" for reason in told)
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
