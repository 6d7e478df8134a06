"""Killed, out of room or shut out at any step of a refresh: the last snapshot is whole, and the next refresh goes on."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from openness.signals import SIGNALS
from openness.snapshot import workplace
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.store import list_snapshots, newest
from tests.cli.conftest import Run
from tests.cli.test_refreshing import made
from tests.fakehub import FakeHub

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals, limits and modes are POSIX")

DOMAINS = {signal: item.domain for signal, item in SIGNALS.items()}
ROOT = Path(__file__).resolve().parents[2]
IDS = tuple(f"made/m{number}" for number in range(3))
POINTS = 10
"""Points at which the suite kills a refresh, spread over all its steps; `faults_all` kills it at each."""
RANDOM_KILLS = 100
STEPPING = """
import atexit, os, signal, sys
left, store = int(sys.argv[1]), sys.argv[2]
sys.argv = ["openness", *sys.argv[3:]]

def step():
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

def note(event, told):
    written = event != "open" or (told[2] or 0) & (os.O_WRONLY | os.O_RDWR)
    if event in ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir") and store in str(told[0]) and written:
        step()

def stepping(function):
    def stepped(*told, **more):
        step()
        result = function(*told, **more)
        step()
        return result
    return stepped

import pyarrow.parquet
from openness.hub.journal import Journal
Journal._write = stepping(Journal._write)
os.fsync = stepping(os.fsync)
for name in ("write_table", "close"):
    setattr(pyarrow.parquet.ParquetWriter, name, stepping(getattr(pyarrow.parquet.ParquetWriter, name)))
sys.addaudithook(note)
atexit.register(lambda: print("steps", -left))
print("begun", flush=True)
from openness.cli import main
main()
"""
"""Runs `openness` and kills it before or after the n-th thing it does to the store: open, write, sync, rename, remove."""


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    with FakeHub() as served:
        for model_id in IDS:
            made(served, model_id)
        yield served


def ask(hub: FakeHub, store: Path) -> tuple[str, ...]:
    return ("refresh", "--models", ",".join(IDS), "--endpoint", hub.endpoint, "--alone", "--out", str(store))


def stepping(left: int, hub: FakeHub, store: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", STEPPING, str(left), str(store), *ask(hub, store)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)


def is_whole(run: Run, store: Path) -> None:
    """The newest snapshot is one of those that were written to their end, and every one verifies."""
    for listed in list_snapshots(store)[1:]:
        assert listed.manifest is not None, f"{listed.folder} is half a snapshot"
    assert run("snapshot", "verify", newest(store)).code == 0


def goes_on(run: Run, hub: FakeHub, store: Path) -> None:
    """The next refresh has all models, and nothing of the killed one lies about."""
    ran = run(*ask(hub, store))
    assert ran.code == 0, ran.err
    is_whole(run, store)
    folder = newest(store)
    assert folder is not None
    snapshot = Snapshot(folder, DOMAINS)
    assert sorted(snapshot.ids) == sorted(IDS)
    assert all(record.card.text for record in snapshot.records())
    left = {path.name for path in store.glob(".*")} | {path.name for path in (store / ".refresh").glob("*")}
    assert left <= {".refresh", ".lock"}


def killed_at(run: Run, hub: FakeHub, store: Path, point: int) -> None:
    with stepping(point, hub, store) as process:
        _, said = process.communicate()
    assert process.returncode == -signal.SIGKILL, said
    is_whole(run, store)
    goes_on(run, hub, store)


def prepared(run: Run, hub: FakeHub, store: Path) -> int:
    """Make a first snapshot and then another by steps; return how many steps that took."""
    assert run(*ask(hub, store)).code == 0
    hub.edit_model(IDS[1], files={"README.md": "# Edited\n"})
    with stepping(0, hub, store) as process:
        out, said = process.communicate()
    assert process.returncode == 0, said
    hub.edit_model(IDS[1], files={"README.md": "# Edited again\n"})
    return int(out.split()[-1])


def test_killed_at_some_steps_of_a_refresh(run: Run, hub: FakeHub, tmp_path: Path) -> None:
    steps = prepared(run, hub, tmp_path)
    assert steps > 3 * POINTS, "the steps are seen"
    for number in range(POINTS):
        killed_at(run, hub, tmp_path, 1 + number * (steps - 1) // (POINTS - 1))
        hub.edit_model(IDS[1], files={"README.md": f"# Edited {number}\n"})


@pytest.mark.faults_all
def test_killed_at_every_step_of_a_refresh(run: Run, hub: FakeHub, tmp_path: Path) -> None:
    steps = prepared(run, hub, tmp_path)
    for point in range(1, steps + 1):
        killed_at(run, hub, tmp_path, point)
        hub.edit_model(IDS[1], files={"README.md": f"# Edited {point}\n"})


@pytest.mark.faults_all
def test_killed_a_hundred_times_at_random_moments(run: Run, hub: FakeHub, tmp_path: Path) -> None:
    prepared(run, hub, tmp_path)
    moments = random.Random(16)
    shortest, killed = 0.0, 0
    for number in range(RANDOM_KILLS):
        with stepping(0, hub, tmp_path) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "begun\n"
            started = time.monotonic()
            if number:  # the first shows how long it takes
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(moments.uniform(0, 1.25 * shortest))
                process.kill()
            process.wait()
            passed = time.monotonic() - started
        killed += process.returncode == -signal.SIGKILL
        if process.returncode == 0:  # of the longest, one slow moment of the machine would spare most that come after
            shortest = min(shortest or passed, passed)
        is_whole(run, tmp_path)
        hub.edit_model(IDS[1], files={"README.md": f"# Edited {number}\n"})
    assert killed > RANDOM_KILLS // 2
    goes_on(run, hub, tmp_path)


def test_what_is_on_the_disk_comes_before_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At a loss of power whatever has a name is whole: files, then their folder, then the name, then the store."""
    done: list[tuple[str, str]] = []
    true_sync, true_replace = os.fsync, Path.replace

    def sync(number: int) -> None:
        done.append(("sync", Path(f"/proc/self/fd/{number}").readlink().name))
        true_sync(number)

    def replace(self: Path, target: Path) -> Path:
        done.append(("rename", target.name))
        return true_replace(self, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", replace)
    with workplace.workplace(tmp_path) as working:
        for name in ("models.parquet", "manifest.json"):
            (working / name).write_bytes(b"whole")
        workplace.settle(working, tmp_path / "named")
    assert sorted(done[:2]) == [("sync", "manifest.json"), ("sync", "models.parquet")]
    assert done[2:] == [("sync", working.name), ("rename", "named"), ("sync", tmp_path.name)]


WRITERS = [
    ("export", "--models", "-o", "{place}/out.csv"),
    ("export", "-f", "mof", "-o", "{place}/mof"),
    ("rubric", "new", "{place}/mine.yaml"),
    ("site", "{place}/site"),
    ("snapshot", "prune", "--keep", "1", "--out", "{place}"),
    ("refresh", "--models", IDS[0], "--endpoint", "http://127.0.0.1:9", "--alone", "--out", "{place}"),
    ("refresh", "--models", IDS[0], "--endpoint", "http://127.0.0.1:9", "--alone", "--out", "{place}/new"),
]


@pytest.fixture
def shut(tmp_path: Path) -> Iterator[Path]:
    """A folder that may be read and not written, outside of what only its owner may enter."""
    place = Path(tempfile.mkdtemp(prefix="openness-shut-"))
    place.chmod(0o555)
    yield place
    place.chmod(0o755)
    shutil.rmtree(place)


def by_modes(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `openness` without the right of root to pass over the modes of files."""
    root = os.getuid() == 0
    if root and shutil.which("setpriv") is None:
        pytest.skip("modes mean nothing to root, and there is no setpriv to give that up")
    plain = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"] if root else []
    command = [*plain, sys.executable, "-m", "openness", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


@pytest.mark.parametrize("command", WRITERS, ids=" ".join)
def test_a_folder_that_may_only_be_read_is_a_sentence(shut: Path, command: tuple[str, ...]) -> None:
    ran = by_modes(*(part.format(place=shut) for part in command))
    assert ran.returncode == 1, ran.stderr
    assert "Traceback" not in ran.stderr
    assert "ermission denied" in ran.stderr
    assert not list(shut.iterdir())


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("nothing may be mounted here")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.mark.faults_all
@pytest.mark.parametrize("room", [0, 4, 8, 16, 40, 80], ids="{} KiB".format)
def test_a_disk_that_is_full_costs_nothing(run: Run, hub: FakeHub, disk: Path, room: int) -> None:
    store = disk / "store"
    assert run(*ask(hub, store)).code == 0
    last = newest(store)
    hub.edit_model(IDS[1], files={"README.md": "# Edited\n"})
    fills = disk / "fills"
    with contextlib.suppress(OSError), fills.open("wb", buffering=0) as stream:
        while stream.write(b"\0" * 4096):
            pass
    os.truncate(fills, fills.stat().st_size - room * 1024)
    for command in (ask(hub, store), ("export", "--models", "-o", str(disk / "out.csv"))):
        ran = run(*command)
        assert (ran.code, ran.err.count("openness: ")) == (1, 1), ran.err
        assert "No space left" in ran.err or "no space is left" in ran.err
        assert newest(store) == last
        is_whole(run, store)
        assert {path.name for path in disk.iterdir()} == {"store", "fills"}
    fills.unlink()
    goes_on(run, hub, store)
    assert newest(store) != last


@pytest.mark.faults_all
def test_a_disk_that_was_made_read_only_is_a_sentence(run: Run, hub: FakeHub, disk: Path) -> None:
    store = disk / "store"
    assert run(*ask(hub, store)).code == 0
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    try:
        for command in WRITERS:
            ran = run(*(part.format(place=store) for part in command))
            assert ran.code == 1, ran.err
            assert "Traceback" not in ran.err
        is_whole(run, store)
        assert run("rank", "--models", "--snapshot", store).code == 0
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
