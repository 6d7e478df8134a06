"""Answers worked out anew in parts: the same bytes one after the other, on all cores, with Dask, and after a kill."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import fsspec
import pytest

from benchmarks.scale.rows import Listing
from benchmarks.scale.store import listing_record
from openness.errors import HubError, OpennessError, SnapshotError
from openness.record.record import Look, Record, Rejected, TextFile
from openness.snapshot import answering
from openness.snapshot import engine as engines
from openness.snapshot.answering import answer_anew, answer_part, domains_asked, split, write_as_they_come
from openness.snapshot.batches import Batches
from openness.snapshot.engine import Engine
from openness.snapshot.parts import Part
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.write import About, write_snapshot
from tests.snapshot.stored_outcomes import stored_outcomes

ROOT = Path(__file__).resolve().parents[2]
ABOUT = About(created=datetime(2026, 11, 2, tzinfo=UTC))
CARD = TextFile(path="README.md", look=Look.READ, text="---\nlicense: mit\n---\n# A model\n\nTrained on 8 GPUs.\n")


@pytest.fixture(scope="module")
def given(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    records = [listing_record(row) for row in Listing(120, shared=shared).rows()]
    records[7] = records[7].model_copy(update={"card": CARD})
    place = write_snapshot(tmp_path_factory.mktemp("given"), records, domains_asked(), ABOUT)
    return Snapshot(place, domains_asked())


@pytest.fixture(scope="module")
def serial(given: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return answer_anew(given, tmp_path_factory.mktemp("serial"), ABOUT, part=40)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_parts_answer_as_the_whole_does(given: Snapshot, serial: Path) -> None:
    again = Snapshot(serial, domains_asked())
    assert again.ids == given.ids
    for model_id in given.ids[::10] + given.ids[7:8]:
        assert dict(again.evidence(model_id)) == dict(given.evidence(model_id))
        assert stored_outcomes(again.folder, model_id) == stored_outcomes(given.folder, model_id)
    assert [record.model_dump() for record in again.records()] == [record.model_dump() for record in given.records()]


def test_a_process_a_core_gives_the_same_bytes(given: Snapshot, serial: Path, tmp_path: Path) -> None:
    assert bytes_of(answer_anew(given, tmp_path, ABOUT, part=40, engine=Engine.POOL, workers=2)) == bytes_of(serial)
    assert [path.name for path in tmp_path.iterdir()] == [serial.name]


def test_a_part_may_be_answered_twice(given: Snapshot, tmp_path: Path) -> None:
    name = split(given, Part(str(tmp_path)), 50)[0]
    first = bytes_of(Path(answer_part(name)))
    assert bytes_of(Path(answer_part(name))) == first


def test_dask_gives_the_same_bytes_also_after_a_worker_is_killed(given: Snapshot, serial: Path, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    cluster = distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
    with cluster, distributed.Client(cluster) as client:
        found = answer_anew(
            given, tmp_path / "a", ABOUT, part=40, engine=Engine.DASK, scheduler=cluster.scheduler_address
        )
        assert bytes_of(found) == bytes_of(serial)
        names = split(given, Part(str(tmp_path)), 20)
        futures = client.map(answer_part, names, pure=False)
        os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)
        assert client.gather(futures) == names
    assert all((Path(name) / "models.arrow").is_file() for name in names)


def test_parts_may_lie_at_an_address_that_workers_reach(given: Snapshot, serial: Path, tmp_path: Path) -> None:
    """The workers are given addresses alone; the store of snapshots is the asker's."""
    distributed = pytest.importorskip("distributed")
    parts = tmp_path / "parts"
    parts.mkdir()
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        found = answer_anew(
            given, tmp_path / "store", ABOUT, part=40, engine=Engine.DASK,
            scheduler=cluster.scheduler_address, parts=parts.as_uri(),
        )  # fmt: skip
    assert bytes_of(found) == bytes_of(serial)
    assert [path.name for path in (tmp_path / "store").iterdir()] == [found.name]
    assert list(parts.iterdir()) == [], "what went between processes is removed"


def test_parts_may_lie_in_a_store_that_is_no_disk(given: Snapshot, serial: Path, tmp_path: Path) -> None:
    found = answer_anew(given, tmp_path, ABOUT, part=40, parts="memory://parts/here")
    assert bytes_of(found) == bytes_of(serial)
    assert fsspec.filesystem("memory").ls("/parts/here") == []


@pytest.mark.parametrize("address", ["nowhere://parts", "gopher-of-old://x/\x1b[2J"])
def test_an_address_that_leads_nowhere_is_a_sentence(given: Snapshot, tmp_path: Path, address: str) -> None:
    with pytest.raises(SnapshotError, match="no store can be reached") as met:
        answer_anew(given, tmp_path, ABOUT, parts=address)
    assert str(met.value).isprintable()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("engine", [Engine.POOL, Engine.DASK])
def test_no_process_runs_the_program_that_asked_for_it(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if engine is Engine.DASK:
        pytest.importorskip("distributed")
    script = tmp_path / "script.py"
    script.write_text("raise SystemExit('a process ran its parent again')\n")
    asked = ModuleType("__main__")
    asked.__file__ = str(script)
    monkeypatch.setitem(sys.modules, "__main__", asked)
    assert list(engines.run(str.upper, ["a", "b"], engine, workers=2)) == ["A", "B"]
    assert sys.modules["__main__"] is asked


def test_a_script_without_a_guard_may_ask_for_processes(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from openness.snapshot.engine import Engine, run\n"
        "print(list(run(str.upper, ['a', 'b'], Engine.POOL, workers=2)))\n"
    )
    ran = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True, cwd=ROOT)
    assert ran.stdout == "['A', 'B']\n"


def test_without_dask_a_sentence_names_the_extra(
    given: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(OpennessError, match="openness\\[dask\\]"):
        answer_anew(given, tmp_path, ABOUT, engine=Engine.DASK)
    assert list(engines.run(str.upper, ["a", "b"], Engine.SERIAL)) == ["A", "B"]


def test_facts_alone_cannot_be_answered_anew(tmp_path: Path) -> None:
    record = listing_record({"id": "a/b"})
    bare = Snapshot(write_snapshot(tmp_path, [record], domains_asked(), ABOUT, keep_records=False), domains_asked())
    with pytest.raises(SnapshotError, match="keeps no records"):
        answer_anew(bare, tmp_path, ABOUT)


def test_records_answered_while_they_come_make_the_snapshot_that_is_written_here(
    given: Snapshot, shared: Path, tmp_path: Path
) -> None:
    records = [listing_record(row) for row in Listing(90, shared=shared).rows()]
    records[7] = records[7].model_copy(update={"card": CARD})
    entries: list[Record | Rejected] = [
        *records[:60],
        records[3],
        Rejected(id="x/y", part="model", reason="gone", answer="gone"),
        *records[60:],
    ]
    one = write_snapshot(tmp_path / "one", iter(entries), domains_asked(), ABOUT, before=given)
    other = write_as_they_come(
        tmp_path / "other", iter(entries), ABOUT, before=given, engine=Engine.POOL, workers=2, part=25
    )
    here, there = Snapshot(one, domains_asked()), Snapshot(other, domains_asked())
    assert there.identity.equals(here.identity)
    assert there.manifest.counts == here.manifest.counts
    assert sorted(item.reason for item in there.rejected()) == sorted(item.reason for item in here.rejected())
    for model_id in here.ids:
        assert dict(there.evidence(model_id)) == dict(here.evidence(model_id))
    assert list(there.records()) == list(here.records())
    assert [path.name for path in (tmp_path / "other").iterdir()] == [other.name]


def test_parts_are_given_out_while_more_are_made() -> None:
    order: list[str] = []

    def names() -> Iterator[str]:
        for name in "abc":
            order.append(f"made {name}")
            yield name

    def work(name: str) -> str:
        order.append(f"worked {name}")
        return name

    assert list(engines.run(work, names(), Engine.SERIAL)) == ["a", "b", "c"]
    assert order == ["made a", "worked a", "made b", "worked b", "made c", "worked c"]


def test_what_stops_the_records_stops_the_processes_and_leaves_nothing(tmp_path: Path) -> None:
    def entries() -> Iterator[Record]:
        yield listing_record({"id": "a/b"})
        yield listing_record({"id": "a/c"})
        raise HubError("the endpoint has gone")

    with pytest.raises(HubError, match="gone"):
        write_as_they_come(tmp_path, entries(), ABOUT, engine=Engine.POOL, workers=1, part=1)
    assert list(tmp_path.iterdir()) == []


def test_what_one_part_said_is_not_asked_of_the_next(given: Snapshot, tmp_path: Path, monkeypatch: Any) -> None:
    """Parts of one work are answered one after the other by one that remembers, and forgets at its end."""
    made: list[Batches] = []

    def counted(*told: Any, **more: Any) -> Batches:
        made.append(Batches(*told, **more))
        return made[-1]

    monkeypatch.setattr(answering, "Batches", counted)
    answer_anew(given, tmp_path, ABOUT, part=40)
    answer_anew(given, tmp_path, ABOUT, part=40)
    assert len(made) == 2
    assert len(split(given, Part(str(tmp_path)), 40)) > 1
