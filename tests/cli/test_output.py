"""Where data goes: forms by name and by ending, links, devices, pipes, modes, and failures as sentences."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

import pytest

from openness.cli import main
from openness.cli.ending import stoppable
from openness.cli.output import keep, writing
from openness.errors import OpennessError
from tests.cli.conftest import Run

COMMANDS = [
    ["rank"], ["score", "a/b", "--offline"], ["explain", "a/b"], ["export", "-o", "-"], ["licences"], ["signals"],
    ["snapshot", "list"], ["snapshot", "diff", "a", "b"], ["rubric", "list"], ["rubric", "show", "default"],
    ["rubric", "diff", "default", "osai"], ["rubric", "sensitivity"], ["mof", "nothing.yml"], ["words", "list"],
    ["check", "a/b", "--require", "x"], ["changes"], ["compare", "a", "b"], ["search", "a"], ["history", "a"],
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command[:2]))
def test_every_command_refuses_a_form_that_is_none_before_any_work(run: Run, command: list[str]) -> None:
    ran = run(*command, "--format", "xml")
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("openness: 'xml' is no format")
    assert "table, csv, json, jsonl, parquet, xlsx" in ran.err
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize("ending", [".pdf", ".html", ".xml", ".xls", ".txt"])
@pytest.mark.parametrize("command", [["export"], ["rank"], ["licences"]], ids=lambda command: command[0])
def test_an_ending_that_is_no_form_is_refused(run: Run, tmp_path: Path, command: list[str], ending: str) -> None:
    out = tmp_path / f"x{ending}"
    ran = run(*command, "-o", out)
    assert ran.code == 2
    assert f"{ending} is no form that can be written" in ran.err
    assert not out.exists()


def test_an_ending_and_a_format_that_contradict_are_refused(run: Run, tmp_path: Path) -> None:
    ran = run("licences", "-o", tmp_path / "x.csv", "--format", "json")
    assert ran.code == 2
    assert "leave one of them out" in ran.err


@pytest.mark.parametrize("name", ["x.csv", "x.json", "x.jsonl", "x.parquet", "x.xlsx", "x.CSV", "x"])
def test_an_ending_names_the_form(run: Run, tmp_path: Path, name: str) -> None:
    ran = run("licences", "-o", tmp_path / name)
    assert ran.code == 0, ran.err
    assert ran.out == ""
    start = (tmp_path / name).read_bytes()[:4]
    starts = {"json": b"[\n {", "jsonl": b'{"id', "parquet": b"PAR1", "xlsx": b"PK\x03\x04"}
    assert start == starts.get(name.partition(".")[2].lower(), b"id,n")


def test_the_same_data_is_the_same_bytes(run: Run, tmp_path: Path) -> None:
    for ending in ("xlsx", "parquet"):
        first, second = tmp_path / f"1.{ending}", tmp_path / f"2.{ending}"
        assert run("licences", "-o", first).code == run("licences", "-o", second).code == 0
        assert first.read_bytes() == second.read_bytes()


def test_a_link_is_written_through_and_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)
    keep(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_link_to_nothing_yet_makes_its_target(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "later")
    keep(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "later").read_bytes() == b"new"


def test_the_mode_of_a_file_that_stands_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"old")
    path.chmod(0o640)
    keep(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert path.read_bytes() == b"new"


def test_both_names_of_one_file_get_the_content(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"old and longer")
    os.link(tmp_path / "one", tmp_path / "two")
    keep(tmp_path / "one", b"new")
    assert (tmp_path / "two").read_bytes() == b"new"


def test_a_failure_in_the_middle_leaves_the_old_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"old")

    def fail() -> None:
        with writing(path) as stream:
            stream.write(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert path.read_bytes() == b"old"
    assert [item.name for item in tmp_path.iterdir()] == ["x"]


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="this system has no /dev/full")
def test_a_full_disk_is_a_sentence_and_a_device_stays_a_device(run: Run) -> None:
    ran = run("licences", "-o", "/dev/full")
    assert ran.code == 1
    assert "no space is left" in ran.err
    assert len(ran.err.splitlines()) == 1
    assert Path("/dev/full").is_char_device()


def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    keep(pipe, b"through")
    reader.join()
    assert got == [b"through"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize(
    ("path", "says"), [("file/x", "is a file and no folder"), ("none/x", "there is no folder"), (".", "it is a folder")]
)
def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path, path: str, says: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OpennessError, match=says):
        keep(tmp_path / path, b"")


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="this system has no /dev/full")
def test_a_full_disk_behind_stdout_is_a_sentence() -> None:
    with Path("/dev/full").open("wb") as full:
        assert "no space is left" in failing(full)


def test_a_closed_pipe_is_a_sentence() -> None:
    reading, written = os.pipe()
    os.close(reading)
    with os.fdopen(written, "wb") as stream:
        assert "the reader closed the pipe" in failing(stream)


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_stops_halfway_gets_no_code_of_success(unbuffered: str) -> None:
    told = subprocess.Popen(
        [sys.executable, "-m", "openness", "export"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONUNBUFFERED": unbuffered},
    )
    assert told.stdout is not None
    assert told.stderr is not None
    assert os.read(told.stdout.fileno(), 10) == b"rank,id,na"
    told.stdout.close()
    assert told.stderr.read().splitlines()[-1] == b"openness: the reader closed the pipe before all was written"
    told.stderr.close()
    assert told.wait() == 1


def failing(stdout: IO[bytes]) -> str:
    """Run a command whose output cannot be written, and return the one line it says of that."""
    ran = subprocess.run(
        [sys.executable, "-m", "openness", "licences"], stdout=stdout, stderr=subprocess.PIPE, text=True, check=False
    )
    assert ran.returncode == 1
    assert len(ran.stderr.splitlines()) == 1
    return ran.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["A" * 100_000],
        ["a b " * 30_000],
        ["rank", "--" + "x" * 100_000],
        ["rank", "too much " * 20_000],
        ["rank", "--top", "9" * 100_000 + "x"],
        ["rubric", "\u202e\x1b[2J" + "B" * 50_000],
        ["rank", "--snapshot", "C" * 100_000],
    ],
)
def test_a_refusal_repeats_little_of_what_was_typed_and_nothing_that_moves_a_screen(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["openness", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    out, err = capsys.readouterr()
    assert left.value.code in (1, 2)
    assert out == ""
    assert len(err) < 2_000
    assert not {"\x1b", "\u202e"} & set(err)
    assert err.count("\n") <= 5


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_installs(shell: str, tmp_path: Path) -> None:
    environment = {**os.environ, "HOME": str(tmp_path), "SHELL": f"/bin/{shell}", "XDG_CONFIG_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "openness", "--install-completion", shell],
        env={**environment, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"},  # else it asks which shell started us
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert any("openness" in path.read_text(encoding="utf-8") for path in tmp_path.rglob("*") if path.is_file())
    asked = {**environment, "_OPENNESS_COMPLETE": "complete_bash", "COMP_WORDS": "openness ra", "COMP_CWORD": "1"}
    told = subprocess.run([sys.executable, "-m", "openness"], env=asked, capture_output=True, text=True, check=False)
    assert told.stdout.split() == ["rank"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
@pytest.mark.parametrize("ending", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("command", [["export", "--models", "--long"], ["licences"]], ids=lambda words: words[0])
def test_a_command_stopped_while_it_writes_leaves_the_old_file_and_nothing_beside(
    tmp_path: Path, command: list[str], ending: str
) -> None:
    if signal.getsignal(getattr(signal, ending)) is signal.SIG_IGN:
        pytest.skip(f"{ending} is ignored here, as under nohup; what starts us decides that")
    out = tmp_path / "x.csv"
    out.write_bytes(b"old")
    # The command ends itself when the first part of the file is written.
    code = (
        "import signal, sys, openness.views.forms as forms\n"
        "from openness.cli.main import main\n"
        "def write(frames, form, stream, **more):\n"
        "    stream.write(b'half')\n"
        f"    signal.raise_signal(signal.{ending})\n"
        "forms.write_frames = write\n"
        f"sys.argv = ['openness', *{[*command, '-o', str(out)]!r}]\n"
        "main()\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=False)
    assert ran.returncode == 130, ran.stderr
    assert ran.stderr.splitlines()[-1] == "openness: stopped"
    assert "Traceback" not in ran.stderr
    assert out.read_bytes() == b"old"
    assert [item.name for item in tmp_path.iterdir()] == ["x.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_what_ends_a_command_counts_once_and_only_while_it_works() -> None:
    if signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL or signal.getsignal(signal.SIGHUP) is not signal.SIG_DFL:
        pytest.skip("what started us takes these signals itself")
    cleaned = []

    def work() -> None:
        try:
            signal.raise_signal(signal.SIGTERM)
        finally:
            signal.raise_signal(signal.SIGHUP)  # a closed terminal sends several
            cleaned.append("all")

    with pytest.raises(KeyboardInterrupt), stoppable():
        work()
    assert cleaned == ["all"]
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_DFL
