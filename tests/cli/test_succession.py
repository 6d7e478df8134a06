"""A refresh makes a new snapshot out of the one before it: what was asked for is new, all else stays as it stood."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

from openness.signals import SIGNALS
from openness.snapshot.manifest import read_manifest
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.store import embedded_folder, list_snapshots, newer_than, newest
from tests.cli.conftest import Run
from tests.fakehub import FakeHub

DOMAINS = {signal: item.domain for signal, item in SIGNALS.items()}
CARD = "---\nlicense: apache-2.0\n---\n# Made\n\nA model made for a test.\n"
HOLD = """
import sys, time
from pathlib import Path
from openness.snapshot.lock import held
with held(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""
THREE = "made/one,made/two,made/three"


def made(hub: FakeHub, *names: str) -> None:
    for name in names:
        hub.add_model(name, files={"README.md": CARD, "model.safetensors": b"\0"}, gated=False, tags=["license:mit"])


def opened(store: Path) -> Snapshot:
    folder = newest(store)
    assert folder is not None
    return Snapshot(folder, DOMAINS)


def own(store: Path) -> list[str]:
    return [item.folder.name for item in list_snapshots(store) if not item.embedded]


def test_three_new_models_join_the_embedded_ones_and_the_diff_says_so(run: Run, tmp_path: Path) -> None:
    before = Snapshot(embedded_folder(), DOMAINS)
    with FakeHub() as hub:
        made(hub, *THREE.split(","))
        ran = run("refresh", "--models", THREE, "--endpoint", hub.endpoint, "--out", tmp_path)
    assert ran.code == 0, ran.err
    assert "plan: 3 models: 0 known, 3 new" in ran.err
    snapshot = opened(tmp_path)
    assert set(snapshot.ids) == {*before.ids, *THREE.split(",")}
    assert snapshot.manifest.before == before.id
    assert snapshot.manifest.counts["new"] == 3
    assert snapshot.manifest.counts["carried"] == len(before.ids)
    changed = run("snapshot", "diff", "embedded", snapshot.folder, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(changed.out)))
    assert {(row["model_id"], row["what"], row["new"]) for row in rows} == {
        (name, "model", "new") for name in THREE.split(",")
    }
    for model_id in before.ids[:: len(before.ids) // 20]:
        assert dict(snapshot.evidence(model_id)) == dict(before.evidence(model_id))
    assert run("snapshot", "verify", snapshot.folder).code == 0
    assert run("rank", "--models", "--snapshot", snapshot.folder, "--top", "3").code == 0
    assert newer_than(before, tmp_path) == snapshot.manifest
    assert newer_than(snapshot, tmp_path) is None


def test_a_model_asked_for_again_is_renewed_and_others_keep_their_records(run: Run, tmp_path: Path) -> None:
    with FakeHub() as hub:
        made(hub, *THREE.split(","))
        assert run("refresh", "--models", THREE, "--endpoint", hub.endpoint, "--out", tmp_path, "--alone").code == 0
        first = opened(tmp_path)
        hub.edit_model("made/two", files={"README.md": CARD.replace("apache-2.0", "cc-by-nc-4.0")})
        ran = run("refresh", "--models", "made/two", "--endpoint", hub.endpoint, "--out", tmp_path)
    assert ran.code == 0, ran.err
    second = opened(tmp_path)
    assert sorted(second.ids) == sorted(first.ids)
    assert second.record("made/one") == first.record("made/one")
    assert second.record("made/two") != first.record("made/two")
    assert {record.id for record in second.records()} == set(first.ids)
    assert second.licences is not None
    alone = run("refresh", "--models", "made/one", "--endpoint", "http://127.0.0.1:9", "--out", tmp_path, "--alone")
    assert alone.code == 1


def test_a_refresh_that_gets_nothing_makes_no_snapshot(run: Run, tmp_path: Path) -> None:
    with FakeHub() as hub:
        made(hub, "made/one")
        assert run("refresh", "--models", "made/one", "--endpoint", hub.endpoint, "--out", tmp_path).code == 0
        before = own(tmp_path)
        for more in ([], ["--alone"]):
            ran = run("refresh", "--models", "made/onne", "--endpoint", hub.endpoint, "--out", tmp_path, *more)
            assert ran.code == 1
            assert "made/onne" in ran.err
            assert "no new snapshot was made" in ran.err.splitlines()[-1]
            assert own(tmp_path) == before


def test_hidden_gone_gated_and_region_blocked_are_four_answers(run: Run, tmp_path: Path) -> None:
    names = [f"made{number}/one" for number in range(4)]
    with FakeHub() as hub:
        made(hub, *names, "made/good")
        ids = ",".join([*names, "made/good"])
        assert run("refresh", "--models", ids, "--endpoint", hub.endpoint, "--out", tmp_path, "--alone").code == 0
        for name, status in zip(names, (404, 410, 403, 451), strict=True):
            headers = {"X-Error-Code": "GatedRepo"} if status == 403 else {}
            hub.fault(rf"/api/models/{name}(?:\?|$)", status=status, headers=headers)
        ran = run("refresh", "--models", ids, "--endpoint", hub.endpoint, "--out", tmp_path)
    assert ran.code == 1, "most could not be had"
    snapshot = opened(tmp_path)
    answers = dict(zip(snapshot.ids, snapshot.identity["refused"].to_pylist(), strict=True))
    assert [str(answers[name]).partition(",")[0] for name in names] == ["hidden", "gone", "gated", "region-blocked"]
    assert answers["made/good"] is None
    assert len({item.reason.partition(": ")[2] for item in snapshot.rejected()}) == 4


def test_a_second_refresh_at_once_is_refused_with_a_sentence(run: Run, tmp_path: Path) -> None:
    with FakeHub() as hub, subprocess.Popen([sys.executable, "-c", HOLD, tmp_path], stdout=-1, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        made(hub, "made/one")
        ran = run("refresh", "--models", "made/one", "--endpoint", hub.endpoint, "--out", tmp_path)
        assert ran.code == 1
        assert "another refresh is writing" in ran.err
        assert own(tmp_path) == []
        other.kill()
        other.wait()
        assert run("refresh", "--models", "made/one", "--endpoint", hub.endpoint, "--out", tmp_path).code == 0


def test_score_keeps_a_model_in_the_index(run: Run, tmp_path: Path) -> None:
    with FakeHub() as hub:
        made(hub, "made/one")
        ran = run("score", "made/one", "--keep", "--endpoint", hub.endpoint)
        assert ran.code == 0, ran.err
        assert run("score", "made/one@main", "--keep", "--endpoint", hub.endpoint).code == 2
    snapshot = opened(tmp_path / "openness-home" / "snapshots")
    assert snapshot.place("made/one") is not None
    assert len(snapshot.ids) == len(Snapshot(embedded_folder(), DOMAINS).ids) + 1
    assert run("score", "made/one", "--offline").code == 0


def test_old_snapshots_are_pruned_and_the_newest_stay(run: Run, tmp_path: Path) -> None:
    with FakeHub() as hub:
        made(hub, "made/one")
        for _ in range(3):
            hub.edit_model("made/one", files={"README.md": CARD + "Changed."})
            assert run("refresh", "--models", "made/one", "--endpoint", hub.endpoint, "--out", tmp_path).code == 0
    before = own(tmp_path)
    assert len(before) == len(set(before)) >= 2
    dry = run("snapshot", "prune", "--keep", "1", "--dry-run", "--out", tmp_path)
    assert (dry.code, own(tmp_path)) == (0, before)
    assert run("snapshot", "prune", "--keep", "1", "--out", tmp_path).code == 0
    assert own(tmp_path) == before[-1:]
    assert read_manifest(tmp_path / before[-1]).id == before[-1]
    assert run("snapshot", "prune", "--keep", "1", "--out", tmp_path).code == 0
    assert own(tmp_path) == before[-1:]


def test_a_renamed_model_takes_the_place_of_its_old_id(run: Run, tmp_path: Path) -> None:
    with FakeHub() as hub:
        made(hub, "made/old")
        assert (
            run("refresh", "--models", "made/old", "--endpoint", hub.endpoint, "--out", tmp_path, "--alone").code == 0
        )
        made(hub, "made/new")
        hub.rename("made/old", "made/new")
        ran = run("refresh", "--models", "made/old", "--endpoint", hub.endpoint, "--out", tmp_path)
        assert ran.code == 0, ran.err
    snapshot = opened(tmp_path)
    assert (snapshot.ids, snapshot.aliases) == (["made/new"], [("made/old",)])
    assert snapshot.place("made/old") == 0
