"""Looking for garbage while a snapshot is made: seldom, and as before once it is made or failed."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from benchmarks.scale.rows import Listing
from benchmarks.scale.store import listing_record
from openness.record.record import Record
from openness.snapshot.answering import domains_asked
from openness.snapshot.sweeping import seldom_swept
from openness.snapshot.write import About, write_snapshot

ABOUT = About(created=datetime(2026, 11, 2, tzinfo=UTC))


def test_rows_of_a_listing_are_written_with_few_looks_for_garbage(shared: Path, tmp_path: Path) -> None:
    listing = Listing(600, shared=shared)
    records = [listing_record(row) for row in listing.rows()]
    begun: list[int] = []

    def count(phase: str, told: dict[str, Any]) -> None:
        if phase == "start":
            begun.append(told["generation"])

    gc.callbacks.append(count)
    try:
        write_snapshot(tmp_path, records, domains_asked(), ABOUT)
    finally:
        gc.callbacks.remove(count)
    assert len(begun) < len(records) / 10  # 0.4 a record at Python's own thresholds
    assert begun.count(2) <= 1


def test_it_is_as_before_whatever_happens(tmp_path: Path) -> None:
    before = gc.get_threshold()

    def entries() -> Iterator[Record]:
        assert gc.get_threshold() != before
        yield listing_record({"id": "a/b"})
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_snapshot(tmp_path, entries(), domains_asked(), ABOUT)
    assert gc.get_threshold() == before


def test_one_within_another_changes_nothing_more() -> None:
    before = gc.get_threshold()
    with seldom_swept():
        seldom = gc.get_threshold()
        with seldom_swept():
            assert gc.get_threshold() == seldom
        assert gc.get_threshold() == seldom
    assert gc.get_threshold() == before
