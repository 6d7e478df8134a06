"""The token is in no message, journal, snapshot, report or address, and reaches no other host, whatever a refresh meets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from openness.snapshot.store import newest
from tests.cli.conftest import Run
from tests.cli.test_refreshing import made
from tests.fakehub import FakeHub

TOKEN = "hf_thisIsASecretOfSomebody"


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    with FakeHub() as served:
        served.answers.tokens = {TOKEN}
        for name in ("good", "told", "echo", "away", "bad"):
            made(served, f"made{name}/m")
        yield served


@pytest.fixture
def other() -> Iterator[FakeHub]:
    with FakeHub() as served:
        served.answers.tokens = {TOKEN}
        yield served


def words_in(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield the content of every file below a folder, Parquet as its values."""
    for path in folder.rglob("*"):
        if path.suffix == ".parquet":
            yield path, str(pq.read_table(path).to_pylist())
        elif path.is_file():
            yield path, path.read_bytes().decode("utf-8", "replace")


def test_a_token_leaves_no_trace(run: Run, hub: FakeHub, other: FakeHub, tmp_path: Path) -> None:
    echo = f'{{"error": "no access with Bearer {TOKEN}"}}'.encode()
    hub.fault("/api/models/madeecho/m", status=403, headers={"X-Error-Message": f"token {TOKEN}"}, body=echo)
    hub.fault("/madetold/m/resolve/.*README", status=403, body=echo)
    user = other.endpoint.replace("http://", f"http://me:{TOKEN}@")
    cookie = {"Set-Cookie": f"session={TOKEN}"}
    hub.fault("/madeaway/m/resolve/", status=302, headers={**cookie, "Location": f"{user}{{target}}"}, body=b"")
    names = ",".join(f"made{name}/m" for name in ("good", "told", "echo", "away", "bad"))
    store = tmp_path / "store"
    ran = run("refresh", "--models", names, "--endpoint", hub.endpoint, "--out", store, "--alone")
    assert TOKEN not in ran.out + ran.err
    assert "Traceback" not in ran.err
    assert other.log, "the redirect was followed"
    assert not [item for item in other.log if TOKEN in str((item.path, item.query, item.headers))]
    assert not [item for item in hub.log if TOKEN in item.path or TOKEN in str(item.query) or "cookie" in item.headers]
    assert {item.headers["authorization"] for item in hub.log} == {f"Bearer {TOKEN}"}
    assert newest(store) is not None
    for command in (
        ("export", "--models", "-o", "-"),
        ("explain", "madegood/m"),
        ("report", "madegood/m", "-o", tmp_path / "r.html"),
    ):
        told = run(*command, "--snapshot", store)
        assert told.code == 0, told.err
        assert TOKEN not in told.out + told.err
    assert [path for path, words in words_in(tmp_path) if TOKEN in words] == []


def test_a_journal_of_a_refresh_that_was_stopped_holds_no_token(run: Run, hub: FakeHub, tmp_path: Path) -> None:
    hub.fault(
        "/api/models/madebad/m", status=401, headers={"X-Error-Message": "Invalid credentials in Authorization header"}
    )
    ran = run("refresh", "--models", "madegood/m,madebad/m", "--endpoint", hub.endpoint, "--out", tmp_path, "--alone")
    assert ran.code == 1
    assert "refuses the token" in ran.err
    assert TOKEN not in ran.out + ran.err
    journals = [words for path, words in words_in(tmp_path) if path.suffix == ".jsonl"]
    assert journals
    assert not [words for words in journals if TOKEN in words]


@pytest.mark.parametrize("token", ["hf_geheim\u00fc", "hf_\u4e2d", "hf_a b", "hf_a\x1b[31m", "hf_" + "x" * 100_000])
def test_a_token_that_is_none_is_a_sentence(
    run: Run, hub: FakeHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    monkeypatch.setenv("HF_TOKEN", token)
    ran = run("refresh", "--models", "madegood/m", "--endpoint", hub.endpoint, "--out", tmp_path, "--alone")
    assert ran.code == 1
    assert token not in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("tail", ["?token=" + TOKEN, "#" + TOKEN, "/?a=b&key=" + TOKEN])
@pytest.mark.parametrize(
    "command", [("refresh", "--models", "made/m"), ("score", "made/m"), ("catalogue", "new", "made/m", "--fetch")]
)
def test_an_endpoint_with_a_secret_is_not_repeated(run: Run, hub: FakeHub, tail: str, command: tuple[str, ...]) -> None:
    ran = run(*command, "--endpoint", hub.endpoint + tail)
    assert ran.code in (1, 2)
    assert TOKEN not in ran.out + ran.err
    assert not hub.log
