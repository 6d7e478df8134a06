"""What a disk, a clock or a signal can do to a command: one sentence, the right exit code, and nothing lost."""

from __future__ import annotations

import importlib
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from openness.cli import refreshing
from openness.files.shipped import resource_folder
from openness.record.record import Record
from openness.snapshot.store import list_snapshots, newest
from openness.snapshot.workplace import clear, workplace
from tests.cli.conftest import Run
from tests.cli.test_refreshing import made
from tests.fakehub import FakeHub

IN_LIMIT = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
sys.argv = ["openness", *sys.argv[2:]]
from openness.cli import main
main()
"""


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    with FakeHub() as served:
        for number in range(3):
            made(served, f"made/m{number}")
        yield served


def in_limit(limit: int, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run `openness` where no file may grow beyond `limit` bytes."""
    command = [sys.executable, "-c", IN_LIMIT, str(limit), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def is_a_sentence(ran: subprocess.CompletedProcess[str]) -> bool:
    return ran.returncode == 1 and "Traceback" not in ran.stderr and "Exception ignored" not in ran.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="limits of files are POSIX")
@pytest.mark.parametrize("limit", [0, 100, 3_000, 12_000])
def test_a_refresh_that_may_not_write_loses_nothing(run: Run, hub: FakeHub, tmp_path: Path, limit: int) -> None:
    ask = ("refresh", "--models", "made/m0,made/m1", "--endpoint", hub.endpoint, "--alone", "--out", tmp_path)
    assert run(*ask).code == 0
    last = newest(tmp_path)
    assert last is not None
    ran = in_limit(limit, *ask)
    assert is_a_sentence(ran), ran.stderr
    assert newest(tmp_path) == last
    assert run("snapshot", "verify", last).code == 0
    assert not list(tmp_path.glob(".writing-*"))
    again = run(*ask)
    assert again.code == 0, again.err
    assert newest(tmp_path) != last


@pytest.mark.skipif(sys.platform == "win32", reason="limits of files are POSIX")
@pytest.mark.parametrize(
    "command",
    [
        ("export", "--models", "-o", "out.csv"),
        ("export", "--models", "-f", "parquet", "-o", "out.parquet"),
        ("export", "-f", "mof", "-o", "folder"),
        ("rubric", "new", "mine.yaml"),
    ],
    ids=" ".join,
)
def test_what_may_not_be_written_is_a_sentence_and_leaves_no_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENNESS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(refreshing.__file__).parents[2]), *sys.path]))
    ran = in_limit(100, *command)
    assert is_a_sentence(ran), ran.stderr
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and "home" not in path.parts]


@pytest.mark.parametrize(
    "command",
    [
        ("export", "--models", "-o", "{file}/out.csv"),
        ("export", "-f", "mof", "-o", "{file}/folder"),
        ("export", "-f", "mof", "-o", "{file}"),
        ("rubric", "new", "{file}/mine.yaml"),
        ("refresh", "--models", "made/m0", "--endpoint", "http://127.0.0.1:9", "--out", "{file}/store"),
        ("site", "{file}/site"),
        ("rank", "--snapshot", "{file}"),
    ],
    ids=" ".join,
)
def test_a_place_that_is_none_is_a_sentence(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    file = tmp_path / "file"
    file.write_text("a file, no folder", encoding="utf-8")
    ran = run(*(part.format(file=file) for part in command))
    assert ran.code in (1, 2), ran.err
    assert "Traceback" not in ran.err
    assert file.read_text(encoding="utf-8") == "a file, no folder"


EVIL = "made/\x1b[31mred\u202egpj.exe"
LONG = "x" * 100_000


@pytest.mark.parametrize("word", [EVIL, LONG], ids=["evil", "long"])
@pytest.mark.parametrize(
    "command",
    ["rank --rubric", "explain", "rank --snapshot", "snapshot verify", "signals", "licence", "badge", "catalogue show",
     "rubric show", "rubric validate", "rank --require", "rank --set", "export -f", "refresh --top 1 --endpoint",
     "score", "score --offline", "compare", "check --require commercial", "bom", "cite", "history", "changes embedded",
     "report -o -", "catalogue new", "catalogue validate", "mof", "mof --lint", "mof -f json", "import", "verdicts",
     "rank --filter", "rank --columns", "refresh --offline --models", "snapshot diff embedded", "licences"],
)  # fmt: skip
def test_an_argument_comes_back_safe_and_short(run: Run, command: str, word: str) -> None:
    ran = run(*command.split(), word)
    assert ran.code in (1, 2)
    said = ran.err + ran.out
    assert len(said) < 4_000
    assert not {"\x1b", "\u202e"} & set(said)
    assert "Traceback" not in said


def test_a_file_that_is_no_list_of_ids_is_refused_and_not_shown(run: Run, tmp_path: Path, hub: FakeHub) -> None:
    file = tmp_path / "file"
    file.write_text("root:x:0:0:secret\nDB_PASSWORD=hunter2 today\nmade/m0\n", encoding="utf-8")
    ran = run("refresh", "--models", file, "--endpoint", hub.endpoint)
    assert ran.code == 2
    assert "is no list of ids: 2 of its lines" in ran.err
    assert not hub.log
    file.write_text("made/m0\nmade/m1\nDB_PASSWORD=hunter2 today\n", encoding="utf-8")
    ran = run("refresh", "--models", file, "--endpoint", hub.endpoint, "--out", tmp_path / "s", "--alone")
    assert ran.code == 0, ran.err
    assert "left out: 3" in ran.err
    assert "hunter2" not in ran.err


def test_what_killed_writers_left_is_removed_and_what_lives_stays(tmp_path: Path) -> None:
    (tmp_path / ".writing-dead").mkdir()
    (tmp_path / ".writing-dead" / "models.parquet").write_bytes(b"half")
    (tmp_path / ".writing-gone.lock").write_bytes(b"")
    (tmp_path / ".removed-x").mkdir()
    half = tmp_path / ".replaced-y" / "named"
    half.mkdir(parents=True)
    with workplace(tmp_path) as alive:
        (alive / "file").write_bytes(b"under way")
        clear(tmp_path)
        assert (alive / "file").is_file()
        assert {path.name for path in tmp_path.glob(".*")} == {alive.name, f"{alive.name}.lock"}
    assert (tmp_path / "named").is_dir(), "what was on its way to be replaced is back"
    assert not list(tmp_path.glob(".*"))


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
@pytest.mark.parametrize("ending", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_refresh_stopped_while_it_waits_says_that_its_work_is_kept(
    run: Run, hub: FakeHub, tmp_path: Path, ending: str
) -> None:
    if signal.getsignal(getattr(signal, ending)) is signal.SIG_IGN:
        pytest.skip(f"{ending} is ignored here, as under nohup; what starts us decides that")
    hub.fault("/api/models/made/m2", status=503, headers={"Retry-After": "500"}, delay=2)
    hub.fault("/api/models\\?author", status=404)
    ask = ("refresh", "--models", "made/m0,made/m1,made/m2", "--endpoint", hub.endpoint, "--out", tmp_path, "--alone")
    with subprocess.Popen(
        [sys.executable, "-m", "openness", *map(str, ask)], stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stderr is not None
        said = ""
        for line in process.stderr:
            said += line
            if line.startswith("waiting:"):
                process.send_signal(getattr(signal, ending))
        process.wait()
    assert process.returncode == 130, said
    assert "what was read is kept" in said
    assert "Traceback" not in said
    assert newest(tmp_path) is None
    hub.faults.clear()
    hub.forget()
    command = [sys.executable, "-m", "openness", *map(str, ask)]  # on the same clock as the run that was stopped
    again = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert again.returncode == 0, again.stderr
    assert "goes on from what a refresh begun" in again.stderr
    assert hub.cards_asked() == ["made/m2"]


def test_a_stop_while_a_record_is_read_keeps_what_came_out_of_turn(
    run: Run, hub: FakeHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The interrupt meets whoever works at that moment, which is mostly not the fetching."""
    hub.fault("/api/models\\?author", status=404)
    ask = ("refresh", "--models", "made/m0,made/m1,made/m2", "--endpoint", hub.endpoint, "--out", tmp_path, "--alone")

    sweeping = importlib.import_module("openness.hub.refresh")
    true_collect = sweeping.collect
    others = threading.Semaphore(0)

    def collect(*told: object, **more: object) -> Record:
        """The first comes last. Were it done sooner, it would be read before the others are given out at all."""
        record: Record = true_collect(*told, **more)
        if record.id == "made/m0":
            assert all(others.acquire(timeout=60) for _ in range(2)), "the others were never given out"
        else:
            others.release()
        return record

    def stopped(record: Record) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(sweeping, "collect", collect)
        patch.setattr("openness.snapshot.batches.extract_or_set_aside", stopped)
        ran = run(*ask)
    assert (ran.code, "Traceback" in ran.err) == (130, False), ran.err
    hub.forget()
    assert run(*ask).code == 0
    assert hub.cards_asked() == []


def test_with_the_clock_gone_back_the_newest_refresh_is_used_and_it_is_said(
    run: Run, hub: FakeHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return at

    monkeypatch.setattr(refreshing, "datetime", Clock)
    ask = ("refresh", "--endpoint", hub.endpoint, "--out", tmp_path, "--alone", "--models")
    at = datetime(2027, 5, 1, tzinfo=UTC)
    assert "the clock" not in run(*ask, "made/m0").err
    first = newest(tmp_path)
    at -= timedelta(days=400)
    assert "stands before the newest snapshot" in run(*ask, "made/m1").err
    assert len(list_snapshots(tmp_path)) == 3
    second = newest(tmp_path)
    assert first != second
    assert '"models": 1' in (second / "manifest.json").read_text(encoding="utf-8") if second else False
    assert (
        "made/m1"
        in run("rank", "--snapshot", tmp_path, "--models", "--all").out
        + run("export", "--models", "--snapshot", second, "-o", "-").out
    )


@pytest.mark.parametrize("command", ["rank", "export"])
@pytest.mark.parametrize("gone", [True, False])
def test_a_file_that_is_cut_off_is_told_though_it_is_not_needed(
    run: Run, tmp_path: Path, command: str, gone: bool
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(resource_folder("catalog") / "snapshot", folder)
    ask = (command, "--rubric", "osaid", "--snapshot", folder)
    whole = run(*ask)
    assert whole.code == 0
    assert "damaged" not in whole.err
    evidence = folder / "evidence.parquet"
    evidence.unlink() if gone else evidence.write_bytes(evidence.read_bytes()[:1_000])
    for _ in range(2):  # kept answers, too
        ran = run(*ask)
        assert (ran.code, ran.out) == (0, whole.out)
        assert "is damaged: evidence.parquet" in ran.err
        assert "openness snapshot verify" in ran.err
