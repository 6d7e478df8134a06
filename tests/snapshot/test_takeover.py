"""Answers taken over from the snapshot before: the same tables as worked out anew, and only where nothing counts anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.metadata import packages_distributions, version
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.scale.rows import Listing
from benchmarks.scale.store import listing_record
from openness.files.kept import tool_digest
from openness.hub.journal import Journal
from openness.record.record import DatasetFact, Look, Record, TextFile
from openness.signals.listed import Listed
from openness.snapshot import takeover
from openness.snapshot.answering import domains_asked
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.takeover import Takeover, said_by
from openness.snapshot.write import About, write_snapshot

PACKAGE = Path(takeover.__file__).resolve().parent.parent
FIRST = datetime(2026, 11, 2, tzinfo=UTC)
LATER = timedelta(days=9)
TABLES = ("models", "evidence", "licences", "records")
CARD = TextFile(path="README.md", look=Look.READ, text="---\nlicense: mit\n---\n# A model\n\nTrained on 8 GPUs.\n")
ROW = {"id": "a/b", "sha": "1", "tags": ["license:mit"], "downloads": 5, "likes": 1, "siblings": ["model.safetensors"]}


def written(store: Path, records: list[Record], day: datetime, before: Snapshot | None = None) -> Snapshot:
    place = write_snapshot(store, records, domains_asked(), About(created=day), before=before)
    return Snapshot(place, domains_asked())


def nested(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return metadata within metadata, under names that a record has too."""
    names = st.sampled_from(["downloads", "likes", "files", "fetched_at", "asked_as", "origin", "body"])
    return st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3)


def rows(snapshot: Snapshot) -> dict[str, list[dict[str, Any]]]:
    return {name: pq.ParquetFile(snapshot.folder / f"{name}.parquet").read().to_pylist() for name in TABLES}


def seen_later(record: Record, **changes: Any) -> Record:
    """Return the record as seen some days later, its body changed."""
    assert record.fetched_at is not None
    body = record.body.model_copy(update=changes)
    return record.model_copy(update={"body": body, "fetched_at": record.fetched_at + LATER})


def taken(snapshot: Snapshot, *records: Record) -> list[bool]:
    known = Takeover(snapshot, domains_asked())
    return [known.place(said_by(record)) >= 0 for record in records]


@pytest.fixture(scope="module")
def real(shared: Path) -> list[Record]:
    listing = Listing(19_000, shared=shared)
    records = [listing_record(listing.row(place)) for place in range(0, 19_000, 95)]
    facts = (DatasetFact(id="x/y", look=Look.READ, licences=("mit",)),)
    for place in range(0, len(records), 20):
        records[place] = records[place].model_copy(update={"card": CARD, "datasets": facts})
    return records


def test_a_second_refresh_writes_what_is_worked_out_anew(real: list[Record], tmp_path: Path) -> None:
    first = written(tmp_path / "first", real, FIRST)
    again = [
        seen_later(record, downloads=7, likes=place, **({"tags": ("license:mit",)} if place % 7 == 3 else {}))
        for place, record in enumerate(real)
    ]
    again = [*again[50:], *again[:50]]  # another order than the first time
    assert taken(first, *again).count(True) == len([record for record in again if record.body.tags != ("license:mit",)])
    after = written(tmp_path / "again", again, FIRST + LATER, before=first)
    assert rows(after) == rows(written(tmp_path / "anew", again, FIRST + LATER))


def test_nothing_is_asked_where_nothing_changed(
    real: list[Record], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = written(tmp_path / "first", real, FIRST)

    def asked(*_: object) -> None:
        raise AssertionError("asked anew")

    monkeypatch.setattr(Listed, "shared", asked)
    monkeypatch.setattr("openness.snapshot.batches.extract_or_set_aside", asked)
    again = written(tmp_path / "again", [seen_later(record) for record in real], FIRST + LATER, before=first)
    assert again.ids == first.ids
    assert {row["date"] for row in rows(again)["evidence"]} == {f"{real[0].fetched_at + LATER:%Y-%m-%d}"}  # type: ignore[operator]


CHANGES: list[dict[str, Any]] = [
    {"sha": "2"}, {"gated": "manual"}, {"tags": ("license:apache-2.0",)}, {"card_data": {"license": "mit"}}, {"files": ()},
    {"disabled": True}, {"pipeline_tag": "text-generation"}, {"downloads": None}, {"safetensors": {"total": 7}},
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_a_changed_row_of_the_same_revision_is_asked_anew(change: dict[str, Any], tmp_path: Path) -> None:
    record = listing_record(ROW)
    first = written(tmp_path, [record], FIRST)
    assert taken(first, seen_later(record), seen_later(record, **change)) == [True, False]


@settings(max_examples=30)
@given(st.integers(0, 2**40), st.integers(0, 2**40), st.text(max_size=20))
def test_counts_alone_never_count(downloads: int, likes: int, tag: str) -> None:
    record = listing_record({**ROW, "tags": [tag.encode(errors="replace").decode()]})
    assert said_by(record) == said_by(seen_later(record, downloads=downloads, likes=likes))


@settings(max_examples=30)
@given(st.recursive(st.none() | st.integers(0, 9) | st.sampled_from(['"likes":1,', "downloads"]), nested, max_leaves=9))
def test_what_metadata_say_counts_whatever_it_is_called(told: Any) -> None:
    record = listing_record({**ROW, "cardData": {"downloads": 5, "likes": 1, "x": told}})
    other = listing_record({**ROW, "cardData": {"downloads": 6, "likes": 1, "x": told}})
    assert said_by(record) == said_by(seen_later(record, downloads=7))
    assert said_by(record) != said_by(seen_later(other, downloads=7))


def test_a_record_is_written_once_for_the_journal_its_digest_and_its_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written_as_text: list[str] = []
    dump = Record.model_dump_json

    def counted(record: Record, **options: Any) -> str:
        written_as_text.append(record.id)
        return dump(record, **options)

    monkeypatch.setattr(Record, "model_dump_json", counted)
    records = [listing_record({**ROW, "id": f"a/{number}"}) for number in range(5)]
    with Journal(tmp_path / "journal", "x", now=FIRST) as journal:

        def noted() -> Iterator[Record]:
            for record in records:
                journal.append(record.id, record.id, record)
                yield record

        write_snapshot(tmp_path / "store", noted(), domains_asked(), About(created=FIRST))
    assert written_as_text == [record.id for record in records]


def test_other_rules_ask_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = listing_record(ROW)
    first = written(tmp_path, [record], FIRST)
    monkeypatch.setattr(takeover, "_rules", lambda: "others")
    assert taken(first, record) == [False]


def test_what_is_said_follows_from_this_package_and_named_parsers_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = takeover._rules.__wrapped__()
    (tmp_path / "another-1.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    tool_digest.cache_clear()
    assert takeover._rules.__wrapped__() == said
    tool_digest.cache_clear()
    for parser in takeover.PARSERS:
        with monkeypatch.context() as other:
            other.setattr(takeover, "version", lambda name, parser=parser: "0" if name == parser else version(name))
            assert takeover._rules.__wrapped__() != said


def test_every_outside_library_that_reads_what_records_say_is_among_the_parsers() -> None:
    reading = ("card", "words", "licences", "reading", "signals", "record")
    homes = packages_distributions()
    imported = {
        name.partition(".")[0]
        for room in reading
        for file in (PACKAGE / room).rglob("*.py")
        for name in re.findall(r"^\s*(?:from|import) ([\w.]+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    outside = {homes[name][0] for name in imported if name in homes and name != "openness"}
    stores = {"pyarrow", "numpy", "pandas", "pydantic"}  # they hold what was read, and decide nothing
    assert outside - stores == set(takeover.PARSERS)


def test_rows_carried_over_keep_the_rules_they_were_answered_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = listing_record(ROW), listing_record({**ROW, "id": "a/c"})
    first = written(tmp_path / "first", [old], FIRST)
    monkeypatch.setattr(takeover, "_rules", lambda: "others")
    second = written(tmp_path / "second", [new], FIRST + LATER, before=first)
    assert second.ids == ["a/c", "a/b"]
    assert taken(second, old, new) == [False, True]


def test_parts_of_several_days_are_asked_anew(tmp_path: Path) -> None:
    record = listing_record(ROW).model_copy(update={"dates": {"$.tags": "2026-01-01"}})
    first = written(tmp_path / "first", [record], FIRST)
    assert taken(first, record) == [False]
    assert written(tmp_path / "second", [record], FIRST + LATER, before=first).ids == ["a/b"]


def test_a_snapshot_without_digests_gives_nothing_and_costs_nothing(tmp_path: Path) -> None:
    record = listing_record(ROW)
    first = written(tmp_path / "first", [record], FIRST)
    path = first.folder / "records.parquet"
    pq.write_table(pq.ParquetFile(path).read().drop_columns(["said"]), path)
    assert taken(first, record) == [False]
    again = written(tmp_path / "second", [seen_later(record)], FIRST + LATER, before=first)
    assert rows(again) == rows(written(tmp_path / "anew", [seen_later(record)], FIRST + LATER))
    other = listing_record({**ROW, "id": "a/c"})
    assert written(tmp_path / "third", [other], FIRST + LATER, before=first).ids == ["a/c", "a/b"]
