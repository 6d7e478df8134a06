"""The snapshot store: what is written comes back, and a crash leaves the last one whole."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openness.errors import SnapshotError
from openness.record.evidence import (
    Confidence,
    Evidence,
    Kind,
    Method,
    Outcome,
    Source,
    Value,
    count,
    flag,
    name,
    number,
    ordered,
    set_of,
)
from openness.record.record import Record, Rejected
from openness.snapshot.compare import compare
from openness.snapshot.manifest import cut_off, damage, damage_sentence, read_manifest
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.store import embedded_folder, find_snapshot, list_snapshots, newest
from openness.snapshot.write import About, write_snapshot
from tests.snapshot.stored_outcomes import stored_outcomes

DOMAINS = {
    "a.level": ordered(none="", some="", all=""),
    "a.flag": flag(),
    "a.count": count("things"),
    "a.number": number("metres"),
    "a.name": name(),
    "a.set": set_of(),
}
ABOUT = About(created=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), endpoint="http://127.0.0.1", title="made for a test")


def record(model_id: str, sha: str = "0" * 40) -> Record:
    return Record.model_validate({"body": {"id": model_id, "sha": sha}, "origin": "made", "fetched_at": ABOUT.created})


def answer(signal: str, value: Value | None, outcome: Outcome = Outcome.ANSWERED) -> Evidence:
    return Evidence(
        signal=signal,
        outcome=outcome,
        value=value,
        method=Method.CARD if value is not None else None,
        confidence=Confidence.MEDIUM if value is not None else None,
        sources=(Source(file="README.md", line=3, quote="words"), Source(json_path="$.tags[1]"))
        if value is not None
        else (),
        note="because",
        revision="0" * 40,
        date="2026-01-02",
    )


def write(
    store: Path, entries: list[tuple[Record, Mapping[str, Evidence]] | Rejected], about: About = ABOUT
) -> Snapshot:
    return Snapshot(write_snapshot(store, entries, DOMAINS, about), DOMAINS)


def values(kind: Kind) -> st.SearchStrategy[Value]:
    words = st.text(st.characters(exclude_characters=",", exclude_categories=["Cs"]), min_size=1, max_size=8)
    match kind:
        case Kind.FLAG:
            return st.booleans()
        case Kind.COUNT:
            return st.integers(0, 2**62)
        case Kind.NUMBER:
            return st.floats(allow_nan=False, allow_infinity=False)
        case Kind.CHOICE:
            return st.sampled_from(["none", "some", "all"])
        case Kind.SET:
            plain = st.text("abcdef-", min_size=1, max_size=5)
            return st.lists(plain, unique=True, min_size=1, max_size=4).map(sorted).map(tuple)
        case _:
            return words


@st.composite
def evidences(draw: st.DrawFn) -> dict[str, Evidence]:
    found = {}
    for signal, domain in DOMAINS.items():
        outcome = draw(st.sampled_from(Outcome))
        value = draw(values(domain.kind)) if outcome is Outcome.ANSWERED else None
        found[signal] = answer(signal, value, outcome)
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(evidences(), min_size=1, max_size=4))
def test_evidence_and_columns_come_back_as_written(
    tmp_path_factory: pytest.TempPathFactory, found: list[dict[str, Evidence]]
) -> None:
    store = tmp_path_factory.mktemp("store")
    snapshot = write(store, [(record(f"made/m{place}"), evidence) for place, evidence in enumerate(found)])
    for place, evidence in enumerate(found):
        back = snapshot.evidence(f"made/m{place}")
        for signal, item in evidence.items():
            if item.outcome is Outcome.NOT_LOOKED:
                assert signal not in back
                continue
            assert back[signal] == item
            column = snapshot.columns.column(signal)
            code = int(column.codes[place])
            if item.outcome is Outcome.ANSWERED:
                assert column.values[code] == item.value  # noqa: PD011 - no pandas
            else:
                assert code == (-2 if item.outcome is Outcome.NOT_APPLICABLE else -1)
        outcomes = stored_outcomes(snapshot.folder, f"made/m{place}")
        assert outcomes == {signal: item.outcome for signal, item in evidence.items()}


def test_records_come_back_and_may_be_left_out(tmp_path: Path) -> None:
    snapshot = write(tmp_path, [(record("made/one"), {})])
    assert snapshot.record("MADE/One") == record("made/one")
    assert list(snapshot.records()) == [record("made/one")]
    facts = Snapshot(
        write_snapshot(tmp_path, [(record("made/one"), {})], DOMAINS, ABOUT, name="x", keep_records=False), DOMAINS
    )
    assert not facts.has_records
    assert facts.record("made/one") is None


def test_what_could_not_be_used_is_kept_with_its_reason(tmp_path: Path) -> None:
    odd = Rejected(id="made/odd", part="model", reason="not JSON", url="http://127.0.0.1/x")
    snapshot = write(tmp_path, [odd, (record("made/one"), {}), (record("MADE/ONE"), {})])
    assert snapshot.ids == ["made/one"]
    assert [item.reason for item in snapshot.rejected()] == ["not JSON", "a second record of the same id"]
    assert snapshot.manifest.counts == {"models": 1, "evidence": 0, "rejected": 2, "records": 1}


def test_a_crash_while_writing_leaves_the_last_snapshot_and_no_litter(tmp_path: Path) -> None:
    before = write(tmp_path, [(record("made/one"), {})])

    def crashing() -> Iterator[tuple[Record, Mapping[str, Evidence]]]:
        yield record("made/two"), {}
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_snapshot(tmp_path, crashing(), DOMAINS, ABOUT)
    assert [path.name for path in tmp_path.iterdir()] == [before.folder.name]
    assert damage(before.folder, read_manifest(before.folder)) == []


def test_a_named_snapshot_is_replaced_in_one_step(tmp_path: Path) -> None:
    write_snapshot(tmp_path, [(record("made/one"), {})], DOMAINS, ABOUT, name="current")
    write_snapshot(tmp_path, [(record("made/two"), {})], DOMAINS, ABOUT, name="current")
    assert Snapshot(tmp_path / "current", DOMAINS).ids == ["made/two"]
    assert [path.name for path in tmp_path.iterdir()] == ["current"]


def test_the_same_content_gives_the_same_bytes_and_id(tmp_path: Path) -> None:
    entries: list[tuple[Record, Mapping[str, Evidence]] | Rejected] = [
        (record("made/one"), {"a.flag": answer("a.flag", True)})
    ]
    one, other = write(tmp_path / "a", entries), write(tmp_path / "b", entries)
    assert one.id == other.id
    assert (one.folder / "models.parquet").read_bytes() == (other.folder / "models.parquet").read_bytes()


def test_flat_columns_are_typed_and_readable_by_others(tmp_path: Path) -> None:
    snapshot = write(
        tmp_path, [(record("made/one"), {"a.count": answer("a.count", 3), "a.set": answer("a.set", ("x", "y"))})]
    )
    table = pq.read_table(snapshot.folder / "models.parquet")
    row = table.to_pylist()[0]
    assert (row["a.count"], row["a.count.outcome"], row["a.set"], row["a.flag"], row["a.flag.outcome"]) == (
        3, "answered", "x,y", None, "not_looked",
    )  # fmt: skip
    assert str(table.schema.field("a.flag").type) == "bool"


@pytest.mark.parametrize("name_", ["models.parquet", "evidence.parquet"])
def test_a_missing_or_damaged_part_is_one_sentence(tmp_path: Path, name_: str) -> None:
    snapshot = write(tmp_path, [(record("made/one"), {"a.flag": answer("a.flag", True)})])
    (snapshot.folder / name_).write_bytes(b"not parquet")
    again = Snapshot(snapshot.folder, DOMAINS)
    with pytest.raises(SnapshotError, match=f"is damaged: {name_}"):
        again.load_evidence() if name_.startswith("evidence") else again.ids
    assert damage(snapshot.folder, snapshot.manifest) == [
        f"{name_} has been changed or cut off (its sha256 is not the manifest's)"
    ]


def test_a_newer_format_is_refused(tmp_path: Path) -> None:
    snapshot = write(tmp_path, [(record("made/one"), {})])
    path = snapshot.folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 99}), encoding="utf-8")
    with pytest.raises(SnapshotError, match="install a newer openness"):
        read_manifest(snapshot.folder)


def test_snapshots_are_found_by_id_folder_and_age(tmp_path: Path) -> None:
    old = write(tmp_path, [(record("made/one"), {})])
    new = write(tmp_path, [(record("made/two"), {})], replace(ABOUT, created=datetime(2026, 2, 1, tzinfo=UTC)))
    assert newest(tmp_path) == new.folder
    assert find_snapshot(None, tmp_path) == new.folder
    assert find_snapshot(old.id, tmp_path) == old.folder
    assert find_snapshot(str(old.folder), tmp_path) == old.folder
    assert find_snapshot(str(tmp_path), tmp_path / "elsewhere") == new.folder
    assert [item.embedded for item in list_snapshots(tmp_path)] == [True, False, False]
    assert find_snapshot(None, tmp_path / "empty") == find_snapshot("embedded", tmp_path)
    with pytest.raises(SnapshotError, match="there is no snapshot 'nothing'"):
        find_snapshot("nothing", tmp_path)


def test_changes_between_snapshots(tmp_path: Path) -> None:
    old = write(tmp_path / "a", [(record("made/one"), {"a.flag": answer("a.flag", True)}), (record("made/two"), {})])
    new = write(
        tmp_path / "b", [(record("made/one", "1" * 40), {"a.flag": answer("a.flag", False)}), (record("made/new"), {})]
    )
    rows = [
        tuple(None if pd.isna(value) else value for value in row) for row in compare(old, new).itertuples(index=False)
    ]
    assert rows == [
        ("made/new", "model", None, "new"),
        ("made/one", "a.flag", "true", "false"),
        ("made/one", "revision", "0" * 40, "1" * 40),
        ("made/two", "model", "there", "gone"),
    ]


def test_models_are_found_by_id_and_alias_in_one_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from openness.snapshot import snapshot as module

    small = Snapshot(embedded_folder(), {})
    monkeypatch.setattr(module, "_INDEXED_AT_MOST", 0)
    large = Snapshot(embedded_folder(), {})
    aliases = [(name, place) for place, names in enumerate(small.aliases) for name in names][:3]
    assert aliases
    wanted = [small.ids[0], small.ids[-1].upper(), *(name for name, _ in aliases), "nobody/here"]
    found = large.places(wanted)
    assert found == {name: small.place(name) for name in wanted[:-1]}
    assert [large.place(name) for name in wanted] == [small.place(name) for name in wanted]
    assert "_places" not in vars(large)  # no index of all ids was made


def test_a_file_that_is_cut_off_or_gone_is_told_by_its_size_alone(tmp_path: Path) -> None:
    snapshot = write(tmp_path, [(record("made/one"), {"a.flag": answer("a.flag", True)})])
    assert cut_off(snapshot.folder, snapshot.manifest) == []
    whole = (snapshot.folder / "evidence.parquet").read_bytes()
    (snapshot.folder / "evidence.parquet").write_bytes(whole[:-7])
    (told,) = cut_off(snapshot.folder, snapshot.manifest)
    assert told == f"evidence.parquet has {len(whole) - 7:,} bytes, and {len(whole):,} by the manifest"
    (snapshot.folder / "evidence.parquet").unlink()
    assert cut_off(snapshot.folder, snapshot.manifest) == ["evidence.parquet is missing"]


@pytest.mark.parametrize("gone", ["evidence.parquet", "models.parquet"])
def test_what_is_said_of_a_damaged_snapshot_names_it_its_folder_and_what_to_do(tmp_path: Path, gone: str) -> None:
    snapshot = write(tmp_path, [(record("made/one"), {"a.flag": answer("a.flag", True)})])
    assert damage_sentence(snapshot.folder, snapshot.manifest) is None
    (snapshot.folder / gone).unlink()
    told = str(damage_sentence(snapshot.folder, snapshot.manifest))
    assert told.startswith(f"the snapshot {snapshot.id} in {snapshot.folder} is damaged: {gone} is missing; ")
    assert "openness snapshot verify" in told
