"""Records of earlier snapshots by id: the newest counts, one lookup whatever their number, few groups read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from openness.record.record import ModelBody, Record
from openness.signals import SIGNALS
from openness.snapshot import known as module
from openness.snapshot.ids import digest_of
from openness.snapshot.known import KnownRecords
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.write import About, write_snapshot

DOMAINS = {signal.id: signal.domain for signal in SIGNALS.values()}
DAY = datetime(2026, 11, 1, tzinfo=UTC)


def snapshot(store: Path, day: int, records: list[Record]) -> Snapshot:
    about = About(created=DAY + timedelta(days=day))
    return Snapshot(write_snapshot(store, records, DOMAINS, about), DOMAINS)


def record(model_id: str, sha: str, *, origin: str = "here", aliases: tuple[str, ...] = ()) -> Record:
    return Record(body=ModelBody(id=model_id, sha=sha), origin=origin, aliases=aliases)


def test_the_newest_record_of_the_same_origin_is_known(tmp_path: Path) -> None:
    old = snapshot(tmp_path, 0, [record("a/One", "1"), record("a/two", "1"), record("a/three", "1", origin="else")])
    new = snapshot(tmp_path, 1, [record("a/one", "2", aliases=("a/uno",)), record("a/two", "2", origin="else")])
    known = KnownRecords([new, old], "here")
    assert [found.revision if (found := known(name)) else None for name in ("A/one", "a/UNO", "a/two", "a/three")] == [
        "2", "2", "1", None
    ]  # fmt: skip
    assert known("a/nobody") is None


def test_records_in_order_are_read_a_group_at_a_time(tmp_path: Path) -> None:
    ids = [f"a/m{number:04}" for number in range(2500)]
    known = KnownRecords([snapshot(tmp_path, 0, [record(name, "1") for name in ids])], "here")
    assert all(known(name) is not None for name in ids)
    assert known.groups_read == 3
    assert all(known(f"b/m{number}") is None for number in range(1000))
    assert known.groups_read == 3


def test_one_lookup_however_many_snapshots_and_one_number_an_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [f"a/m{number:03}" for number in range(300)]
    old = [snapshot(tmp_path, 0, [record(name, "0") for name in [*ids, "a/only-there"]])]
    made = [snapshot(tmp_path, day, [record(name, str(day)) for name in ids]) for day in range(1, 5)]
    known = KnownRecords([*reversed(made), *old], "here")
    looked: list[str] = []
    true_digest = digest_of
    monkeypatch.setattr(module, "digest_of", lambda text: (looked.append(text), true_digest(text))[1])
    assert {found.revision if (found := known(name)) else None for name in ids} == {"4"}
    assert known.groups_read == 1, "older snapshots are not read for what a newer one holds"
    assert looked == ids
    found = known("A/only-there")
    assert found is not None
    assert found.revision == "0"
    assert known.groups_read == 2
    assert len(known.index.digests) == len(ids) + 1
    assert sum(part.itemsize for part in known.index) == 14


def test_an_id_given_to_another_model_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "digest_of", lambda _: np.uint64(0))
    monkeypatch.setattr(module, "digests_of", lambda texts: np.zeros(len(texts), dtype=np.uint64))
    held = [record("a/one", "1", origin="else"), record("a/two", "2", aliases=("a/zwei",)), record("a/three", "3")]
    known = KnownRecords([snapshot(tmp_path, 0, held)], "here")
    assert known("a/one") is None
    assert known("a/nobody") is None


def test_without_a_snapshot_nothing_is_known(tmp_path: Path) -> None:
    assert KnownRecords([], "here")("a/one") is None
    assert KnownRecords([snapshot(tmp_path, 0, [])], "here")("a/one") is None
