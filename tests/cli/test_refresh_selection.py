"""What a refresh is told to be about: listings alone by default, cards where they are asked for, a plan before it."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from rich.cells import cell_len

from openness.cli.refresh_selection import tell_plan
from openness.hub import NO_CARDS, All, Author, Cards, Selection, Top
from openness.snapshot.store import newest
from tests.cli.conftest import Run
from tests.fakehub import FakeHub


@pytest.fixture
def hub() -> FakeHub:
    hub = FakeHub()
    for number in range(5):
        hub.add_model(f"org/m{number}", downloads=10 - number, files={"README.md": "# A", "model.safetensors": ""})
    return hub


@pytest.mark.parametrize(
    ("told", "cards", "planned"),
    [
        (["--all"], 0, "the listing alone"),
        (["--top", "3"], 0, "1 request, about 1 minute"),
        (["--top", "3", "--cards", "top:2"], 2, "the 2 most downloaded"),
        (["--author", "org", "--cards", "all"], 5, "each of all of them"),
        (
            ["--top", "5", "--cards", "all", "--named", "30"],
            5,
            "the 30 that most of them name, all others are not looked",
        ),
        (["--all", "--cards", "changed"], 5, "those that are new or have changed"),
    ],
)
def test_listings_are_read_alone_unless_cards_are_asked_for(
    run: Run, hub: FakeHub, tmp_path: Path, told: list[str], cards: int, planned: str
) -> None:
    with hub:
        found = run("refresh", *told, "--alone", "--out", tmp_path / "store", "--endpoint", hub.endpoint)
        assert found.code == 0, found.err
        assert planned in found.err
        assert len(hub.cards_asked()) == cards


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (["--all", "--top", "3"], "exactly one of"),
        (["--all", "--cards", "some"], "none of top:N"),
        (["--top", "3", "--cards", "top:x"], "none of top:N"),
        (["--top", "3", "--cards", "top:0"], "none of top:N"),
        (["--top", "3", "--cards", f"top:{'9' * 5_000}"], "none of top:N"),
        (["--models", "a/b", "--cards", "all"], "of named models all is read"),
        (["--models", "a/b", "--named", "3"], "--named goes with --top"),
        (["--top", "3", "--named", "3"], "--named goes with --cards"),
    ],
)
def test_what_cannot_be_meant_is_a_sentence(run: Run, told: list[str], sentence: str) -> None:
    found = run("refresh", *told)
    assert found.code == 2
    assert sentence in " ".join(found.err.split())


@pytest.mark.parametrize(
    ("selection", "cards", "account", "planned"),
    [
        (All(), NO_CARDS, True, "2,500 requests, about 13 minutes at your quota"),
        (All(), NO_CARDS, False, "2,500 requests, about 25 minutes at the quota without a token"),
        (All(), Cards(20_000), True, "2,500 requests, and up to 4 for each of the 20,000 most downloaded"),
        (All(), Cards(20_000), True, "at most about 413 minutes at your quota"),
        (Top(20_000), Cards(None, named=500), True, "20 requests, twice, and up to 2 for each of all of them"),
        (Top(20_000), Cards(None, named=500), True, "at most about 206 minutes at your quota"),
        (Top(20_001), NO_CARDS, True, "21 requests, about 1 minute at your quota"),
        (Author("org"), NO_CARDS, True, "a request for each 1,000 models; the listing alone"),
    ],
)
def test_a_plan_tells_requests_and_time(
    capsys: pytest.CaptureFixture[str], selection: Selection, cards: Cards, account: bool, planned: str
) -> None:
    tell_plan(selection, cards, None, catalogue=False, account=account, hub=True)
    assert planned in " ".join(capsys.readouterr().err.split())


def test_an_endpoint_of_unknown_size_promises_no_time(capsys: pytest.CaptureFixture[str]) -> None:
    tell_plan(All(), NO_CARDS, None, catalogue=False, account=True, hub=False)
    said = capsys.readouterr().err
    assert "a request for each 1,000 models" in said
    assert "minute" not in said


def test_what_is_gone_from_the_whole_listing_is_said_with_its_day_and_kept(
    run: Run, hub: FakeHub, tmp_path: Path
) -> None:
    def refresh(*told: str) -> Rows:
        return refreshed(run, hub, tmp_path, *told)

    with hub:
        before = refresh("--all", "--cards", "all", "--alone")
        hub.shelf.remove("models", "org/m3")
        part = refresh("--top", "2")
        whole = refresh("--all")
        hub.forget()
        again = refresh("--all")
        assert not hub.asked("org/m3"), "what is known to be gone is not asked for each time"
    assert part["org/m3"] == before["org/m3"]
    assert whole["org/m3"][0] == before["org/m3"][0]
    assert re.fullmatch(r"[a-z -]+, asked \d{4}-\d\d-\d\d", str(whole["org/m3"][1]))
    assert again["org/m3"] == whole["org/m3"]
    assert all(refused is None for name, (_, refused) in whole.items() if name != "org/m3")


Rows = dict[str, tuple[str, str | None]]


def refreshed(run: Run, hub: FakeHub, store: Path, *told: str) -> Rows:
    """Refresh and return, by model, the day it was seen and what the Hub answered when it was not had."""
    found = run("refresh", *told, "--out", store, "--endpoint", hub.endpoint)
    assert found.code == 0, found.err
    place = newest(store)
    assert place is not None
    table = pq.read_table(place / "models.parquet", columns=["model_id", "seen", "refused"])
    return {row["model_id"]: (row["seen"], row["refused"]) for row in table.to_pylist()}


@pytest.mark.parametrize("selection", [["--all"], ["--author", "org"]])
def test_a_model_of_another_name_now_is_said_to_be_renamed(
    run: Run, hub: FakeHub, tmp_path: Path, selection: list[str]
) -> None:
    with hub:
        before = refreshed(run, hub, tmp_path, *selection, "--cards", "all", "--alone")
        hub.shelf.remove("models", "org/m3")
        hub.add_model("org/called-anew", files={"README.md": "# A"})
        hub.rename("org/m3", "org/called-anew")
        after = refreshed(run, hub, tmp_path, *selection)
        hub.forget()
        again = refreshed(run, hub, tmp_path, *selection)
        assert not hub.asked("org/m3"), "what is known to be renamed is not asked for each time"
    assert after["org/m3"][0] == before["org/m3"][0]
    assert re.fullmatch(r"renamed to org/called-anew, asked \d{4}-\d\d-\d\d", str(after["org/m3"][1]))
    assert again == after
    assert [name for name, (_, refused) in after.items() if refused is not None] == ["org/m3"]


def listed(hub: FakeHub) -> list[str | None]:
    """Return by what each listing asked for was sorted."""
    return [dict(asked.query).get("sort") for asked in hub.log if asked.path == "/api/models"]


def test_what_was_listed_before_is_asked_for_by_its_changes_and_once_a_week_as_a_whole(
    run: Run, hub: FakeHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openness.hub.listing.PAGE", 3)
    now = datetime.now(UTC)
    with hub:
        first = refreshed(run, hub, tmp_path, "--all", "--cards", "all", "--alone")
        hub.forget()
        assert refreshed(run, hub, tmp_path, "--all", "--cards", "all") == first
        assert listed(hub) == ["lastModified"]
        assert len(hub.log) == 1
        hub.shelf.remove("models", "org/m1")
        hub.edit_model(
            "org/m2", files={"README.md": "# B"}, lastModified=f"{now + timedelta(days=1):%Y-%m-%dT%H:%M:%SZ}"
        )
        hub.forget()
        after = refreshed(run, hub, tmp_path, "--all", "--cards", "all")
        assert (listed(hub), hub.cards_asked(), set(after)) == (["lastModified"], ["org/m2"], set(first))
        assert not [name for name, (_, refused) in after.items() if refused]
        # Another wish, a week, or --whole: the whole listing.
        for told in (["--all"], ["--all", "--cards", "all", "--whole"]):
            hub.forget()
            after = refreshed(run, hub, tmp_path, *told)
            assert "createdAt" in listed(hub)
            assert [name for name, (_, refused) in after.items() if refused] == ["org/m1"]
        place = newest(tmp_path)
        assert place is not None
        manifest = json.loads((place / "manifest.json").read_text())
        for swept in manifest["swept"].values():
            swept["whole"] = f"{now - timedelta(days=8):%Y-%m-%dT%H:%M:%SZ}"
        (place / "manifest.json").write_text(json.dumps(manifest))
        hub.forget()
        refreshed(run, hub, tmp_path, "--all", "--cards", "all")
        assert listed(hub) == ["createdAt"]


def test_what_had_no_answer_is_asked_for_by_the_next_refresh_as_well(
    run: Run, hub: FakeHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A model whose card failed has not changed by then: how far the listing was read is not moved on."""
    monkeypatch.setattr("openness.hub.listing.PAGE", 3)
    with hub:
        hub.fault("/org/m2/resolve/.*README", status=409)
        found = run("refresh", "--all", "--cards", "all", "--alone", "--out", tmp_path, "--endpoint", hub.endpoint)
        assert found.code == 1, found.err
        hub.faults.clear()
        hub.forget()
        refreshed(run, hub, tmp_path, "--all", "--cards", "all")
        assert hub.cards_asked() == ["org/m2"]


def test_a_listing_of_one_account_says_what_is_gone_from_it_and_nothing_of_others(
    run: Run, hub: FakeHub, tmp_path: Path
) -> None:
    with hub:
        hub.add_model("organ/other", files={"README.md": "# O"})
        refreshed(run, hub, tmp_path, "--all", "--alone")
        hub.shelf.remove("models", "org/m1")
        hub.shelf.remove("models", "organ/other")
        after = refreshed(run, hub, tmp_path, "--author", "org")
    assert [name for name, (_, refused) in after.items() if refused is not None] == ["org/m1"]


@pytest.mark.parametrize("columns", ["80", "60"])
def test_progress_is_one_line_of_the_terminal(hub: FakeHub, tmp_path: Path, columns: str) -> None:
    """The line is drawn into a terminal of that width; rich breaks no line it was told not to."""
    master, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, int(columns), 0, 0))
    with hub:
        command = [sys.executable, "-m", "openness", "refresh", "--all", "--alone", "--cards", "all",
                   "--out", str(tmp_path), "--endpoint", hub.endpoint]  # fmt: skip
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": columns}
        with subprocess.Popen(command, stderr=terminal, stdout=subprocess.DEVNULL, env=environment) as running:
            os.close(terminal)
            shown = b""
            with suppress(OSError):  # the end of a terminal whose writer is gone
                while piece := os.read(master, 65536):
                    shown += piece
        os.close(master)
        assert running.returncode == 0, shown
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())
    drawn = [line for line in re.split(r"[\r\n]+", text) if "asked, " in line]
    assert drawn, text
    assert all(cell_len(line) <= int(columns) for line in drawn)
