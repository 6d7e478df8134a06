"""From the Hub to a ranking: refresh against a local server that serves the recordings, then export."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest

from openness.record.evidence import Outcome
from openness.signals import SIGNALS
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.store import newest
from tests.cli.conftest import Run
from tests.fakehub import FakeHub, Recordings, all_model_ids

DOMAINS = {signal: item.domain for signal, item in SIGNALS.items()}
CARD = "---\nlicense: apache-2.0\n---\n# Made\n\nA model made for a test.\n"


def made(hub: FakeHub, model_id: str, card: str = CARD) -> None:
    files: dict[str, str | bytes] = {"README.md": card, "model.safetensors": b"\0", "LICENSE": "made for a test"}
    hub.add_model(model_id, files=files, gated=False, tags=["license:apache-2.0"])


@pytest.fixture(scope="module")
def recordings(shared: Path) -> Recordings:
    return Recordings(shared)


def test_all_recordings_go_through_and_a_second_refresh_asks_for_no_card(
    run: Run, recordings: Recordings, shared: Path, tmp_path: Path
) -> None:
    ids = list(all_model_ids(shared))
    listed = tmp_path / "ids.txt"
    listed.write_text("\n".join(ids) + "\n", encoding="utf-8")
    with FakeHub(recordings) as hub:
        first = run("refresh", "--models", listed, "--endpoint", hub.endpoint)
        assert first.code == 1, "files that the recordings list and do not hold are said to be missing"
        assert "in part only" in first.err.splitlines()[-1]
        asked = len(hub.cards_asked())
        assert asked > 400
        hub.forget()
        second = run("refresh", "--models", listed, "--endpoint", hub.endpoint)
        assert "in part only" in second.err.splitlines()[-1]
        # Cards the recordings list but do not hold failed before, and are rightly asked for again.
        assert all(item.status == 501 for item in hub.asked("README.md"))
    exported = run("export", "--models", "-o", "-")
    rows = list(csv.DictReader(io.StringIO(exported.out)))
    folder = newest(Path(tmp_path / "openness-home" / "snapshots"))
    assert folder is not None
    snapshot = Snapshot(folder, DOMAINS)
    assert len(rows) == len(snapshot.ids) == snapshot.manifest.counts["models"]
    assert len(rows) + len(snapshot.rejected()) >= len(set(map(str.casefold, ids)))
    assert all(item.reason for item in snapshot.rejected())
    snapshot.load_evidence()
    for model_id in snapshot.ids:
        evidence = snapshot.evidence(model_id)
        assert any(item.outcome is Outcome.ANSWERED for item in evidence.values()), model_id
    with_card = [record for record in snapshot.records() if record.card.text]
    assert len(with_card) > 450


def test_only_what_changed_is_asked_for_again(run: Run, tmp_path: Path) -> None:
    with FakeHub() as hub:
        for number in range(5):
            made(hub, f"made/m{number}")
        ids = ",".join(f"made/m{number}" for number in range(5))
        assert run("refresh", "--models", ids, "--endpoint", hub.endpoint, "--out", tmp_path / "s").code == 0
        hub.edit_model("made/m3", files={"README.md": CARD + "Changed."})
        hub.forget()
        ran = run("refresh", "--models", ids, "--endpoint", hub.endpoint, "--out", tmp_path / "s")
        assert ran.code == 0, ran.err
        assert len(hub.cards_asked()) == 1
        assert run("snapshot", "verify", tmp_path / "s").code == 0


def test_answers_are_worked_out_by_the_cores_while_more_is_asked(run: Run, tmp_path: Path) -> None:
    with FakeHub() as hub:
        for number in range(5):
            made(hub, f"made/m{number}")
        asked = ["refresh", "--models", "made/m1,made/m2,made/gone", "--endpoint", hub.endpoint, "--alone"]
        here = run(*asked, "--out", tmp_path / "here")
        there = run(*asked, "--out", tmp_path / "there", "--engine", "pool")
        assert run(*asked, "--engine", "all").code == 2
    assert (here.code, there.code) == (0, 0), there.err
    compared = run("snapshot", "diff", tmp_path / "here", tmp_path / "there", "-f", "csv")
    assert (compared.code, len(compared.out.splitlines())) == (0, 1)
    assert run("snapshot", "verify", tmp_path / "there").code == 0


def test_what_cannot_be_had_is_told_and_the_rest_is_kept(run: Run, tmp_path: Path) -> None:
    with FakeHub() as hub:
        made(hub, "made/good")
        made(hub, "made/fine")
        ids = "made/good,made/fine,made/gone,../bad"
        ran = run("refresh", "--models", ids, "--endpoint", hub.endpoint, "--out", tmp_path, "--alone")
        fewer = run("refresh", "--models", "made/good,made/gone,../bad", "--endpoint", hub.endpoint, "--out", tmp_path)
    assert ran.code == 0
    assert "2 models, 2 set aside" in ran.err
    assert fewer.code == 1, "most could not be had, and that is said"
    assert "2 of 3 models could not be had" in fewer.err
    assert "made/gone" in ran.err
    assert "private" in ran.err  # missing and private cannot be told apart, and that is said


def test_an_unreachable_endpoint_is_one_sentence_and_loses_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FakeHub() as hub:
        made(hub, "made/good")
        assert run("refresh", "--models", "made/good", "--endpoint", hub.endpoint, "--out", tmp_path).code == 0
        endpoint = hub.endpoint
    before = sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith("."))
    monkeypatch.setattr("openness.hub.transport.time.sleep", lambda _: None, raising=False)
    ran = run("score", "made/good", "--endpoint", endpoint)
    assert (ran.code, ran.out) == (1, "")
    assert endpoint in ran.err
    assert "Traceback" not in ran.err
    ran = run("refresh", "--models", "made/good", "--endpoint", endpoint, "--out", tmp_path)
    assert ran.code == 1
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith(".")) == before
    assert run("snapshot", "verify", tmp_path).code == 0


def test_gated_files_are_unreadable_and_not_missing(run: Run, tmp_path: Path) -> None:
    with FakeHub() as hub:
        hub.add_model(
            "made/gated",
            files={"README.md": CARD, "model.safetensors": b"\0", "LICENSE": "made for a test"},
            gated="manual",
        )
        ran = run("score", "made/gated", "--endpoint", hub.endpoint, "--format", "csv")
        assert ran.code == 0, ran.err
        told = run("explain", "made/gated", "--endpoint", hub.endpoint)
    assert "access.gate: manual" in told.out
    assert "partial        weights-final" in told.out


def test_a_damaged_snapshot_is_told_and_another_still_works(run: Run, tmp_path: Path) -> None:
    with FakeHub() as hub:
        made(hub, "made/good")
        assert run("refresh", "--models", "made/good", "--endpoint", hub.endpoint, "--out", tmp_path).code == 0
    folder = newest(tmp_path)
    assert folder is not None
    whole = (folder / "models.parquet").read_bytes()
    (folder / "models.parquet").write_bytes(whole[: len(whole) // 2])
    ran = run("rank", "--models", "--snapshot", folder)
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err.splitlines()) == 1
    assert "is damaged: models.parquet" in ran.err
    assert "--snapshot" in ran.err
    verified = run("snapshot", "verify", folder)
    assert verified.code == 1
    assert "models.parquet has been changed or cut off" in verified.err
    (folder / "manifest.json").write_text("{", encoding="utf-8")
    assert "is damaged: its manifest.json cannot be read" in run("rank", "--snapshot", folder).err
    assert run("rank", "--snapshot", "embedded", "--top", "1").code == 0
    shutil.rmtree(folder)
    assert "holds no snapshot" in run("rank", "--snapshot", tmp_path).err


def test_snapshots_are_listed_and_compared(run: Run, tmp_path: Path) -> None:
    with FakeHub() as hub:
        made(hub, "made/one")
        made(hub, "made/two")
        assert (
            run("refresh", "--models", "made/one,made/two", "--endpoint", hub.endpoint, "--out", tmp_path / "a").code
            == 0
        )
        hub.edit_model("made/one", files={"README.md": CARD.replace("apache-2.0", "cc-by-nc-4.0")})
        assert run("refresh", "--models", "made/one", "--endpoint", hub.endpoint, "--out", tmp_path / "b").code == 0
    changes = list(
        csv.DictReader(io.StringIO(run("snapshot", "diff", tmp_path / "a", tmp_path / "b", "-f", "csv").out))
    )
    assert {(row["model_id"], row["what"], row["new"]) for row in changes} >= {("made/two", "model", "gone")}
    assert "revision" in {row["what"] for row in changes if row["model_id"] == "made/one"}
    assert "embedded" in run("snapshot", "list").out


def test_offline_forbids_the_network(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    ran = run("refresh", "--models", "made/one")
    assert ran.code == 1
    assert "HF_HUB_OFFLINE is set" in ran.err
    assert run("score", "allenai/OLMo-7B").code == 0


def test_a_model_nobody_can_see_is_told_as_missing_or_private(run: Run) -> None:
    with FakeHub() as hub:
        ran = run("score", "made/gone", "--endpoint", hub.endpoint)
    assert (ran.code, ran.out) == (1, "")
    assert "made/gone" in ran.err.splitlines()[-1]
    assert "private" in ran.err.splitlines()[-1]
