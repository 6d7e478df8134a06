"""What was read about licences is kept, and today's facts are joined to it when a snapshot is opened."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.errors import UsageError
from openness.licences.claims import claims_of
from openness.licences.knowledge import FACTS, facts_from
from openness.licences.resolution import resolve
from openness.licences.rules import rules_digest
from openness.licences.stored import as_text, combination, from_text
from openness.reading.answers import answered
from openness.record.evidence import Method, Source
from openness.record.record import Look, Record
from openness.signals import SIGNALS, extract
from openness.signals.licence_join import LICENCE_IDS, Joiner
from openness.snapshot import licences as table
from openness.snapshot.anew import Seen
from openness.snapshot.licences import LICENCES
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.write import About, write_snapshot
from tests.licences.made import base, record, row

DOMAINS = {signal: item.domain for signal, item in SIGNALS.items()}
CARD = "---\nlicense: apache-2.0\n---\n# M\n\nA secret sentence: the weights are for non-commercial use only.\n"
OWN_LINK = "https://huggingface.co/h/link/blob/main/LICENSE"


def over(model: str, licence: str, parent: str, terms: str | None, look: Look = Look.READ) -> Record:
    fact = base(parent, terms, child=model, look=look)
    return record(model, card={"license": licence, "base_model": parent}, bases=(fact,))


def some_records() -> list[Record]:
    return [
        row("a/tag", "license:mit"),
        row("b/tag", "license:mit"),
        over("c/base", "mit", "x/y", "gemma"),
        record("d/limit", card={"license": "apache-2.0"}, text=CARD),
        over("e/gone", "mit", "x/z", None, Look.ABSENT),
        record(
            "f/text", card={"license": "mit"}, texts={"LICENSE": "You may look at it. Commercial use is prohibited."}
        ),
        over("meta/Llama-tuned", "llama3.1", "x/l", "llama3.1"),
        over("g/tuned", "llama3.1", "x/l", "llama3.1"),
        record("h/link", card={"license": "mit", "license_link": OWN_LINK}),
    ]


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    about = About(datetime(2026, 1, 2, tzinfo=UTC))
    entries = [(item, extract(item)) for item in some_records()]
    return Snapshot(write_snapshot(tmp_path, entries, DOMAINS, about, keep_records=False), DOMAINS)


def with_other_facts(folder: Path) -> Path:
    """Return a copy of the facts in which Gemma forbids commercial use."""
    shutil.copytree(FACTS, folder)
    path = folder / "google.yaml"
    text = path.read_text(encoding="utf-8")
    changed = text.replace("commercial: allowed", "commercial: forbidden")
    assert changed != text
    path.write_text(changed.replace("likely_qualifies", "fails"), encoding="utf-8")
    return folder


def test_what_is_joined_is_what_was_stored(snapshot: Snapshot) -> None:
    stored = snapshot.licences
    assert stored is not None
    assert not stored.stale
    joined = stored.columns(snapshot.ids)
    for signal in LICENCE_IDS:
        column, again = snapshot.columns.column(signal), joined[signal]
        kept = [None if code < 0 else column.values[code] for code in column.codes]
        assert [None if code < 0 else again.values[code] for code in again.codes] == kept, signal


def test_changed_facts_change_the_answers_of_an_old_snapshot(
    snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = snapshot.ids.index("c/base")
    before = snapshot.columns.column("licence.commercial")
    assert before.values[before.codes[place]] == "allowed"
    monkeypatch.setattr(table, "rules_digest", lambda: "another digest")
    with facts_from(with_other_facts(tmp_path / "facts")):
        again = Snapshot(snapshot.folder, DOMAINS)
        after = again.columns.column("licence.commercial")
        assert after.values[after.codes[place]] == "forbidden"
        found = again.evidence("c/base")["licence.commercial"]
        assert found.value == "forbidden"
        assert found.revision == "0" * 40
        assert again.evidence("c/base").keys() == snapshot.evidence("c/base").keys()
        assert again.evidence("e/gone")["licence.commercial"].outcome == "silent"


def test_the_models_that_a_change_of_facts_moves(snapshot: Snapshot, tmp_path: Path) -> None:
    stored = snapshot.licences
    assert stored is not None
    assert stored.moved(snapshot.ids, FACTS, FACTS) == []
    moved = stored.moved(snapshot.ids, FACTS, with_other_facts(tmp_path / "facts"))
    assert {item["model_id"] for item in moved} == {"c/base"}
    commercial = next(item for item in moved if item["signal"] == "licence.commercial")
    assert (commercial["before"], commercial["after"]) == ("allowed", "forbidden")
    with pytest.raises(UsageError, match="holds no facts"):
        stored.moved(snapshot.ids, tmp_path / "nowhere", FACTS)


def test_no_sentence_of_a_publisher_is_kept_where_records_are_not(snapshot: Snapshot) -> None:
    rows = pq.read_table(snapshot.folder / LICENCES).to_pylist()
    assert "secret sentence" not in str(rows)
    assert "You may look" not in str(rows)
    assert "secret sentence" in as_text(claims_of(some_records()[3]))
    assert "You may look" not in as_text(claims_of(some_records()[5]), words=False)


def test_models_that_say_alike_share_a_combination(snapshot: Snapshot) -> None:
    rows = pq.read_table(snapshot.folder / LICENCES).to_pylist()
    by_model = {item["model_id"]: item["combination"] for item in rows}
    assert by_model["a/tag"] == by_model["b/tag"]
    assert by_model["meta/Llama-tuned"] == by_model["g/tuned"]
    joiner = Joiner()
    named = joiner.answers(by_model["meta/Llama-tuned"], "meta/Llama-tuned")
    other = joiner.answers(by_model["g/tuned"], "g/tuned")
    assert "required_name_absent" in str(other["licence.conflict_kinds"].value)
    assert "required_name_absent" not in str(named["licence.conflict_kinds"].value)
    joiner.answers(by_model["a/tag"], "a/tag")
    joiner.answers(by_model["b/tag"], "b/tag")
    assert len(joiner) == 3


@given(st.sampled_from(some_records()))
def test_a_reading_that_was_kept_says_the_same(found: Record) -> None:
    claims = claims_of(found)
    expected = resolve(claims)
    for text in (as_text(claims), as_text(claims, words=False)):
        again = resolve(from_text(text))
        assert again.clauses == expected.clauses
        assert (again.open, again.kind, again.basis) == (expected.open, expected.kind, expected.basis)
    shared = resolve(replace(from_text(combination(claims)), model=claims.model))
    assert shared.clauses.keys() == expected.clauses.keys() or claims.link is not None


def test_an_old_snapshot_without_the_table_keeps_its_answers(snapshot: Snapshot) -> None:
    files = {name: note for name, note in snapshot.manifest.files.items() if name != LICENCES}
    snapshot.manifest = snapshot.manifest.model_copy(update={"files": files})
    assert snapshot.licences is None
    column = snapshot.columns.column("licence.open")
    assert column.values[column.codes[snapshot.ids.index("a/tag")]] is True


def test_the_digest_changes_with_the_facts(tmp_path: Path) -> None:
    assert rules_digest(with_other_facts(tmp_path / "facts")) != rules_digest()


def test_a_row_carried_from_a_snapshot_without_readings_keeps_its_stored_answers(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = snapshot.folder / LICENCES
    kept = pq.read_table(path)
    pq.write_table(kept.filter(pc.field("model_id") != "b/tag"), path)
    monkeypatch.setattr(table, "rules_digest", lambda: "another digest")
    again = Snapshot(snapshot.folder, DOMAINS)
    carried, read = again.ids.index("b/tag"), again.ids.index("c/base")
    for signal in ("licence.weights", "licence.commercial", "licence.unread"):
        before, after = snapshot.columns.column(signal), again.columns.column(signal)
        for place in (carried, read):
            was, now = before.codes[place], after.codes[place]
            assert (None if was < 0 else before.values[was]) == (None if now < 0 else after.values[now]), signal
    column = again.columns.column("licence.weights")
    assert column.values[column.codes[carried]] == "mit"
    assert again.evidence("b/tag")["licence.weights"].value == "mit"


@pytest.mark.parametrize(
    ("source", "date"),
    [
        (Source(file="README.md", line=3), "2024-10-01"),
        (Source(json_path="$.tags"), "2026-08-01"),
        (Source(file="LICENSE", line=1), "2026-02-02"),
        (Source(json_path="$.siblings"), "2026-09-01"),
        (Source(json_path="$.tags", repository="x/y"), "2026-09-01"),
        (Source(json_path="$.tags", repository="datasets/x/y"), "2025-05-05"),
    ],
)
def test_a_joined_answer_has_the_date_of_the_part_it_was_read_from(source: Source, date: str) -> None:
    told = "api 2026-08-01, files, card 2024-10-01, licence 2026-02-02, data 2025-05-05"
    seen = Seen.told("2026-09-01", told)
    assert seen.date_of(answered("mit", source, method=Method.METADATA)) == date


def test_of_several_parts_the_oldest_date_counts_and_of_none_known_the_newest() -> None:
    seen = Seen.told("2026-09-01", "api 2026-08-01, card 2024-10-01")
    both = answered("mit", Source(json_path="$.tags"), Source(file="README.md"), method=Method.METADATA)
    assert seen.date_of(both) == "2024-10-01"
    assert Seen.told("2026-09-01", None).date_of(both) == "2026-09-01"
    assert Seen().date_of(both) is None
