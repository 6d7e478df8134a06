"""How long the app lets people wait: first table in a new browser, a filter, a weight, and ten sessions at once.

    python benchmarks/app.py [--rounds 5] [--sessions 10] [--snapshot DIR]

Needs Debian's chromium. Prints milliseconds, and shares of the whole where a step has parts; asserts nothing.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import statistics
import subprocess
import time
from collections.abc import Callable

from playwright.sync_api import Browser, Page, sync_playwright

from openness.ui.serve import app_command
from tools.screens import wait_for_app

FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-dev-shm-usage".split()
IDLE = "document.querySelector('[data-testid=stApp]')?.getAttribute('data-test-script-state') === 'notRunning'"
STEP_MS = 120_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sessions", type=int, default=10)
    parser.add_argument("--snapshot")
    wanted = parser.parse_args()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(app_command(port, snapshot=wanted.snapshot), stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        began = time.perf_counter()
        wait_for_app(address)
        print(f"server ready after {1000 * (time.perf_counter() - began):.0f} ms")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
            print(f"first ever table {_first(browser, address):.0f} ms (what the server reads is read once)")
            _measure(browser, address, wanted.rounds)
            _together(browser, address, wanted.sessions)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _first(browser: Browser, address: str) -> float:
    """Return milliseconds from opening the address in a new browser to the first table."""
    page = browser.new_context(viewport={"width": 1280, "height": 1000}).new_page()
    began = time.perf_counter()
    page.goto(f"{address}/?list=models")
    page.get_by_test_id("stDataFrame").first.wait_for(timeout=STEP_MS)
    passed = 1000 * (time.perf_counter() - began)
    page.context.close()
    return passed


def _measure(browser: Browser, address: str, rounds: int) -> None:
    page = browser.new_context(viewport={"width": 1280, "height": 1000}).new_page()
    page.set_default_timeout(STEP_MS)
    page.goto(f"{address}/?list=models")
    page.get_by_test_id("stDataFrame").first.wait_for(timeout=STEP_MS)
    page.wait_for_function(IDLE)
    frame = [_shell(browser, address) for _ in range(rounds)]
    steps = {
        "first table in a new browser": [_first(browser, address) for _ in range(rounds)],
        "  of it the browser's own frame": frame,
        "filter by a word": [_search(page, word) for word in ("olmo", "llama", "qwen", "bert", "gemma")[:rounds]],
    }
    for name, times in steps.items():
        print(f"{name:<34} median {statistics.median(times):6.0f} ms, worst {max(times):6.0f} ms")
    whole, shell = statistics.median(steps["first table in a new browser"]), statistics.median(frame)
    print(f"share of the browser's own frame   {shell / whole:.0%}")


def _shell(browser: Browser, address: str) -> float:
    """Return milliseconds until the browser has loaded Streamlit itself, before any word of ours."""
    page = browser.new_context().new_page()
    began = time.perf_counter()
    page.goto(f"{address}/about")
    page.get_by_test_id("stApp").wait_for(timeout=STEP_MS)
    passed = 1000 * (time.perf_counter() - began)
    page.context.close()
    return passed


def _search(page: Page, word: str) -> float:
    box = page.get_by_role("textbox", name="Search")
    box.fill(word)
    began = time.perf_counter()
    box.press("Enter")
    page.get_by_text("match. Ranks are those").wait_for()
    page.wait_for_url(lambda url: f"q={word}" in url)
    page.wait_for_function(IDLE)
    return 1000 * (time.perf_counter() - began)


def _together(browser: Browser, address: str, sessions: int) -> None:
    """Open many sessions at once, each in a context of its own, and time until each has its table."""
    pages = [browser.new_context(viewport={"width": 1280, "height": 1000}).new_page() for _ in range(sessions)]
    began = time.perf_counter()
    ready: list[Callable[[], object]] = []
    for page in pages:
        page.goto(f"{address}/?list=models", wait_until="commit")
        ready.append(lambda page=page: page.get_by_test_id("stDataFrame").first.wait_for(timeout=STEP_MS))  # type: ignore[misc]
    times = []
    for wait in ready:
        wait()
        times.append(1000 * (time.perf_counter() - began))
    print(f"{sessions} sessions at once: first table at {times[0]:.0f} ms, all {sessions} by {times[-1]:.0f} ms")


if __name__ == "__main__":
    main()
