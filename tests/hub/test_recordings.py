"""Every recording goes through the client, and a second refresh asks for no card that was read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from openness.hub import Hub, Ids, Top
from openness.record.record import Look, Record
from tests.fakehub import FakeHub, Recordings, all_model_ids
from tests.hub.conftest import NOW, Sweep

ROOT = Path(__file__).resolve().parent.parent.parent


def test_all_recordings_and_nothing_twice(shared: Path, sweep: Sweep) -> None:
    ids = all_model_ids(shared)
    with FakeHub(Recordings(shared)) as fake, Hub(fake.endpoint, now=lambda: NOW) as hub:
        first = sweep(hub, ids)
        assert [item.id.lower() for item in first if isinstance(item, Record)] == [name.lower() for name in ids]
        records = {item.id.lower(): item for item in first if isinstance(item, Record)}
        assert sum(record.card.look is Look.READ for record in records.values()) > 450
        assert sum(bool(record.licence_files) for record in records.values()) > 20
        read = {record.id for record in records.values() if record.card.look is Look.READ}
        asked = len(fake.log)
        fake.forget()
        second = sweep(hub, ids)
        assert second == first
        assert not read & set(fake.cards_asked())
        assert len(fake.log) < asked / 5
        assert fake.errors == []


def test_a_newer_recording_is_seen_as_a_change(shared: Path, sweep: Sweep) -> None:
    ids = ["deepset/roberta-base-squad2", "google-bert/bert-base-uncased", "microsoft/DialoGPT-small"]
    store = Recordings(shared, dates="oldest")
    with FakeHub(store) as fake, Hub(fake.endpoint, now=lambda: NOW) as hub:
        old = sweep(hub, ids)
        store.dates = "newest"
        new = sweep(hub, ids)
    moved = [
        a.revision != b.revision
        for a, b in zip(old, new, strict=True)
        if isinstance(a, Record) and isinstance(b, Record)
    ]
    assert moved == [True, False, False]


def test_listing_the_recordings(shared: Path, sweep: Sweep) -> None:
    with FakeHub(Recordings(shared)) as fake, Hub(fake.endpoint, now=lambda: NOW) as hub:
        results = sweep(hub, Top(20))
    downloads = [item.body.downloads or 0 for item in results if isinstance(item, Record)]
    assert len(downloads) == 20
    assert downloads == sorted(downloads, reverse=True)


def test_card_only_models_claim_nothing(shared: Path) -> None:
    with FakeHub(Recordings(shared)) as fake, Hub(fake.endpoint, now=lambda: NOW) as hub:
        body = hub.model("CarperAI/stable-vicuna-13b-delta")
    assert (body.gated, body.files, body.tags, body.card_data, body.private) == (None, None, (), None, None)
    assert body.sha is not None


def test_it_can_be_served_by_hand(shared: Path) -> None:
    command = [sys.executable, "-m", "tests.fakehub", "--shared", str(shared), "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            with Hub(server.stdout.readline().strip(), now=lambda: NOW) as hub:
                assert hub.model("bigscience/bloomz").files
        finally:
            server.terminate()


def test_without_recordings_it_says_so(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.fakehub", "--shared", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "hub/index.csv is missing" in done.stderr


@pytest.mark.parametrize("number", [607])
def test_the_number_of_recorded_models(shared: Path, number: int) -> None:
    assert len(all_model_ids(shared)) == number
    assert len(Ids.of(all_model_ids(shared)).ids) == number
