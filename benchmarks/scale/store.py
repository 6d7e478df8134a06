"""A snapshot of any size made of listing records, without a server: what rankings and the app are measured on.

python -m benchmarks.scale.store 100000 /tmp/store
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.scale.rows import Listing
from openness.record.record import Look, ModelBody, Record
from openness.signals import SIGNALS
from openness.snapshot.write import About, write_snapshot

CREATED = datetime(2026, 11, 1, tzinfo=UTC)
ENDPOINT = "https://huggingface.co"


def listing_record(row: Mapping[str, object]) -> Record:
    """Return the record of a model of which a listing alone tells."""
    body = ModelBody.model_validate(row)
    look = Look.NOT_LOOKED if body.files is None else Look.READ
    return Record(body=body, origin=ENDPOINT, fetched_at=CREATED, files_look=look)


def make(number: int, store: Path, *, files: bool = True, keep_records: bool = True) -> Path:
    """Write a snapshot of `number` listing records into `store` and return its folder."""
    domains = {signal.id: signal.domain for signal in SIGNALS.values() if signal.function is not None}
    about = About(created=CREATED, endpoint=ENDPOINT, title=f"{number:,} recorded list rows under new ids")
    return write_snapshot(store, _entries(Listing(number, files=files)), domains, about, keep_records=keep_records)


def _entries(listing: Listing) -> Iterator[Record]:
    for row in listing.rows():
        yield listing_record(row)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int)
    parser.add_argument("store", type=Path)
    parser.add_argument("--no-files", action="store_true", help="rows as recorded, without file lists")
    wanted = parser.parse_args()
    print(make(wanted.number, wanted.store, files=not wanted.no_files))


if __name__ == "__main__":
    main()
