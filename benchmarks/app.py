"""How long the app lets people wait: first table in a new browser, a filter, a weight, and ten sessions at once.

    python -m benchmarks.app [--rounds 5] [--sessions 10] [--rows 200000] [--snapshot DIR] [--markdown FILE]

Needs Debian's chromium. Every time has its shares: until the browser has loaded Streamlit, until the server has sent
its last message (the script and the way of its messages), and until the browser has drawn; and the bytes of the
messages; and what server and browser had of the processors, which a busy machine hardly moves. The floor is measured in
the same run: an app of one title, and one of a table of as many rows as a page has.
Prints milliseconds of the wall clock; asserts nothing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.marked import within
from openness.errors import OpennessError
from openness.files import places
from openness.snapshot.store import find_snapshot
from openness.ui.pager import ROWS_A_PAGE
from openness.ui.serve import app_command
from tools.screens import wait_for_app

FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-dev-shm-usage".split()
IDLE = "document.querySelector('[data-testid=stApp]')?.getAttribute('data-test-script-state') === 'notRunning'"
STEP_MS = 120_000
SIZE: Any = {"width": 1280, "height": 1000}
WORDS = ("olmo", "llama", "qwen", "bert", "gemma", "mistral", "falcon", "phi", "granite", "smol")
TITLES = (
    "", "median", "worst", "Streamlit loads", "server answers", "browser draws", "server's processor",
    "browser's processor", "messages",
)  # fmt: skip
_BEGIN, _END = "<!-- figures: python -m benchmarks.app -->", "<!-- end of figures -->"
_TITLE = 'import streamlit as st\nst.title("nothing")\n'
TABLE = f"""import pandas as pd
import streamlit as st
st.dataframe(pd.DataFrame({{f"c{{n}}": [f"cell {{n}} {{row}}" for row in range({ROWS_A_PAGE})] for n in range(12)}}))
"""


@dataclass
class Wait:
    """One wait in milliseconds: the whole, until Streamlit was loaded, until the last message; and bytes received.

    `worked` is what server and browser each had of the processors.
    """

    whole: float
    loaded: float
    served: float
    received: int
    worked: tuple[float, float] = (0.0, 0.0)

    @property
    def drawn(self) -> float:
        return max(0.0, self.whole - self.served)


@dataclass
class Wire:
    """What goes over the websocket of a page, with the browser's own times in seconds."""

    began: float = 0.0
    sent: list[float] = field(default_factory=list)
    got: list[tuple[float, int]] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Hear every frame of a page that has not been opened yet."""
        session = page.context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", lambda event: self._begin(event["timestamp"]))
        session.on("Network.webSocketFrameSent", lambda event: self.sent.append(event["timestamp"]))
        session.on(
            "Network.webSocketFrameReceived",
            # Binary frames come as base64: four letters for three bytes.
            lambda event: self.got.append((event["timestamp"], len(event["response"]["payloadData"]) * 3 // 4)),
        )
        session.send("Network.enable")

    def _begin(self, at: float) -> None:
        self.began = self.began or at

    def again(self) -> None:
        """Forget what was heard; the next frame sent begins anew."""
        self.began, self.sent, self.got = 0.0, [], []

    def wait(self, whole: float) -> Wait:
        """Return the shares of a wait of so many milliseconds."""
        first = self.sent[0] if self.sent else self.began
        began = self.began or first
        last = max((at for at, _ in self.got), default=first)
        return Wait(whole, 1000 * (first - began), 1000 * (last - began), sum(size for _, size in self.got))


def counted(text: str) -> int:
    """Return a number of rounds, sessions or models; raises ArgumentTypeError for what is none of 1 or more."""
    if not (text.isascii() and text.isdecimal() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is no whole number from 1")
    return int(text)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=counted, default=5, help=f"at most {len(WORDS)} words are searched for")
    parser.add_argument("--sessions", type=counted, default=10)
    parser.add_argument("--snapshot", help="a snapshot's folder, or a store's, whose newest is taken")
    parser.add_argument(
        "--rows", type=counted, nargs="*", default=[], help="also with made snapshots of so many models"
    )
    parser.add_argument("--markdown", type=Path, help="write the table between the marks in this file")
    wanted = parser.parse_args(arguments)
    if shutil.which("chromium") is None:
        parser.error("chromium is not installed (Debian: apt-get install chromium)")
    try:
        snapshot = None if wanted.snapshot is None else str(find_snapshot(wanted.snapshot, places.store(os.environ)))
    except OpennessError as failure:
        parser.error(str(failure))
    shown: list[tuple[str, str | None]] = [("", snapshot)]
    for rows in wanted.rows:
        from benchmarks.many import made  # noqa: PLC0415 - only where one is asked for

        shown.append((f"{rows:,} models", str(made(Path(tempfile.gettempdir()) / "made-snapshots" / str(rows), rows))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        lines = [_told(line) for line in _floor(browser, wanted.rounds, wanted.sessions)]
        for name, snapshot in shown:
            lines += [_told(line) for line in _of_app(browser, name, snapshot, wanted.rounds, wanted.sessions)]
    head = [f"| {' | '.join(TITLES)} |", "|---|" + "---:|" * (len(TITLES) - 1)]
    if wanted.markdown is not None:
        wanted.markdown.write_text(within(wanted.markdown, _BEGIN, _END, "\n".join([*head, *lines])), encoding="utf-8")


def _told(line: str) -> str:
    print(line, flush=True)
    return line


def _floor(browser: Browser, rounds: int, sessions: int) -> Iterator[str]:
    for name, script, what in (
        ("floor: an app of one title", _TITLE, "stHeading"),
        (f"floor: an app of one table, {ROWS_A_PAGE} rows", TABLE, "stDataFrame"),
    ):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "floor.py"
            path.write_text(script, encoding="utf-8")
            command = [sys.executable, "-m", "streamlit", "run", str(path), "--server.headless", "true"]
            command += ["--browser.gatherUsageStats", "false", "--server.fileWatcherType", "none"]
            with running(lambda port, command=command: [*command, "--server.port", str(port)]) as (address, _, meter):  # type: ignore[misc]
                first_table(browser, address, meter, what)
                yield table_line(name, [first_table(browser, address, meter, what) for _ in range(rounds)])
                yield _together(browser, address, sessions, f": {name}", what)


def _of_app(browser: Browser, name: str, snapshot: str | None, rounds: int, sessions: int) -> Iterator[str]:
    told = f", {name}" if name else ""
    with running(lambda port: app_command(port, snapshot=snapshot)) as (address, ready, meter):
        print(f"server ready after {ready:.0f} ms{told}", file=sys.stderr)
        opened = f"{address}/?list=models"
        yield table_line(f"first table after the start{told}", [first_table(browser, opened, meter)])
        yield table_line(
            f"first table in a new browser{told}", [first_table(browser, opened, meter) for _ in range(rounds)]
        )
        page, wire = _opened(browser, opened)
        yield table_line(f"filter by a word{told}", [_search(page, wire, word, meter) for word in WORDS[:rounds]])
        page.get_by_role("textbox", name="Search").fill("")
        page.get_by_role("textbox", name="Search").press("Enter")
        page.wait_for_function(IDLE)
        yield table_line(f"other weights{told}", _weights(page, wire, rounds, meter))
        page.context.close()
        yield _together(browser, opened, sessions, told)


@contextmanager
def running(command: Callable[[int], list[str]]) -> Iterator[tuple[str, float, Meter]]:
    """Run a server on a free port, and give its address and the milliseconds until it answered."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    began = time.perf_counter()
    process = subprocess.Popen(command(port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for_app(address)
        yield address, 1000 * (time.perf_counter() - began), Meter(process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def table_line(name: str, waits: Sequence[Wait]) -> str:
    """Return one row of the table; shares and bytes are those of the median wait."""
    middle = sorted(waits, key=lambda one: one.whole)[len(waits) // 2]
    worst = max(one.whole for one in waits)
    median = statistics.median(one.whole for one in waits)
    server = middle.served - middle.loaded
    cells = (f"{part:,.0f} ms" for part in (median, worst, middle.loaded, server, middle.drawn, *middle.worked))
    return f"| {name} | {' | '.join(cells)} | {middle.received / 1000:,.0f} kB |"


@dataclass(frozen=True)
class Meter:
    """What the processors gave the server's process and the browser's, all their threads and children counted."""

    server: int

    def read(self) -> tuple[float, float]:
        """Return milliseconds so far of the server and of the browser."""
        found = {pid: parent for pid, parent, _ in _processes()}
        times = {pid: spent for pid, _, spent in _processes()}
        server = {pid for pid in found if self._under(pid, self.server, found)}
        browser = {pid for pid in found if self._under(pid, os.getpid(), found)} - server
        return sum(times.get(pid, 0) for pid in server), sum(times.get(pid, 0) for pid in browser)

    @staticmethod
    def _under(pid: int, root: int, parents: dict[int, int]) -> bool:
        while pid and pid != root:
            pid = parents.get(pid, 0)
        return pid == root

    def since(self, before: tuple[float, float]) -> tuple[float, float]:
        """Return milliseconds since an earlier reading."""
        now = self.read()
        return now[0] - before[0], now[1] - before[1]


def _processes() -> Iterator[tuple[int, int, float]]:
    """Yield id, parent and processor milliseconds of every process, as Linux tells them."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            told = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            yield int(path.parent.name), int(told[1]), 10.0 * (int(told[11]) + int(told[12]))


def _opened(browser: Browser, address: str, what: str = "stDataFrame") -> tuple[Page, Wire]:
    """Open an address in a new browser context and wait until the app is at rest."""
    page, wire = browser.new_context(viewport=SIZE).new_page(), Wire()
    page.set_default_timeout(STEP_MS)
    wire.listen(page)
    page.goto(address, wait_until="commit")
    page.get_by_test_id(what).first.wait_for(timeout=STEP_MS)
    page.wait_for_function(IDLE)
    return page, wire


def first_table(browser: Browser, address: str, meter: Meter, what: str = "stDataFrame") -> Wait:
    """Wait from opening the address in a new browser to the first table."""
    page, wire = browser.new_context(viewport=SIZE).new_page(), Wire()
    wire.listen(page)
    before = meter.read()
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.get_by_test_id(what).first.wait_for(timeout=STEP_MS)
    wait = wire.wait(1000 * (time.perf_counter() - began))
    wait.worked = meter.since(before)
    page.context.close()
    return wait


def _search(page: Page, wire: Wire, word: str, meter: Meter) -> Wait:
    box = page.get_by_role("textbox", name="Search")
    box.fill(word)
    wire.again()
    before = meter.read()
    began = time.perf_counter()
    box.press("Enter")
    page.get_by_text("match. Ranks are those").wait_for()
    page.wait_for_url(lambda url: f"q={word}" in url)
    page.wait_for_function(IDLE)
    wait = wire.wait(1000 * (time.perf_counter() - began))
    wait.worked = meter.since(before)
    return wait


def _weights(page: Page, wire: Wire, rounds: int, meter: Meter) -> list[Wait]:
    """Move the weight of the first dimension from step to step, back and forth."""
    page.get_by_text("Own weights").first.click()
    slider = page.get_by_test_id("stSidebar").get_by_role("slider").first
    slider.wait_for()
    waits = []
    for number in range(rounds):
        slider.focus()
        wire.again()
        url, before = page.url, meter.read()
        began = time.perf_counter()
        slider.press("ArrowRight" if number % 2 == 0 else "ArrowLeft")
        page.wait_for_url(lambda now, url=url: now != url)  # type: ignore[misc]
        page.wait_for_function(IDLE)
        wait = wire.wait(1000 * (time.perf_counter() - began))
        wait.worked = meter.since(before)
        waits.append(wait)
    return waits


def _together(browser: Browser, address: str, sessions: int, told: str, what: str = "stDataFrame") -> str:
    """Open many sessions at once, each in a context of its own, and time until each has its table."""
    pages = [browser.new_context(viewport=SIZE).new_page() for _ in range(sessions)]
    began = time.perf_counter()
    for page in pages:
        page.goto(address, wait_until="commit")
    times = []
    for page in pages:
        page.get_by_test_id(what).first.wait_for(timeout=STEP_MS)
        times.append(1000 * (time.perf_counter() - began))
        page.context.close()
    return (
        f"| {sessions} sessions at once{told} | {statistics.median(times):,.0f} ms | {times[-1]:,.0f} ms | | | | | | |"
    )


if __name__ == "__main__":
    main()
