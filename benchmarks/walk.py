"""How long each step of docs/walk.md takes: the page of an address in a new browser, then what is pressed and typed.

    python -m benchmarks.walk [--markdown docs/walk.md]

Needs Debian's chromium. Seconds of the wall clock from opening the address until the answer stands, without the time a
person reads or thinks; of the embedded snapshot. Asserts nothing.
"""

from __future__ import annotations

import argparse
import re
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.app import FLAGS, IDLE, SIZE, STEP_MS, running
from benchmarks.marked import table_of, within
from openness.ui.serve import app_command
from tools.screens import COMPARED, DRAWN

_BEGIN, _END = "<!-- figures: python -m benchmarks.walk -->", "<!-- end of figures -->"
COMPARED_NAMES = ("Apertus", "EuroLLM", "TildeOpen", "Teuken")


def rest(page: Page) -> None:
    """Return when the app is at rest and all of the page is drawn."""
    page.wait_for_function(IDLE)
    page.wait_for_function(DRAWN)


def asked(page: Page) -> None:
    page.get_by_role("button", name=re.compile("Public body in the EU")).click()
    page.wait_for_url(re.compile("no_thresholds=true"))
    page.locator(".answer").wait_for()


def why_not(page: Page) -> None:
    asked(page)
    rest(page)
    box = page.get_by_role("textbox", name=re.compile("Look up"))
    box.fill("Llama 3.3")
    box.press("Enter")
    page.wait_for_url(re.compile("q=Llama"))
    rest(page)
    summary = page.locator("[class*=st-key-links-out] summary").first
    summary.click()
    page.locator(".rows a").first.click()
    page.wait_for_url(re.compile("/system[?]id=llama"))
    page.get_by_role("heading", name="Llama 3.3").wait_for()


def compared(page: Page) -> None:
    for name in COMPARED_NAMES:
        box = page.get_by_role("textbox", name="Add")
        box.fill(name)
        box.press("Enter")
        match = page.get_by_role("combobox", name=re.compile("Matches"))
        match.wait_for()
        rest(page)
        match.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(f"id={name}"))
        rest(page)
    page.get_by_text("Only real differences").first.click()
    page.wait_for_url(re.compile("differs=true"))


def dossier(page: Page) -> None:
    page.get_by_role("button", name=re.compile("Dossier")).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("PDF")).click()
    download.value.path()


def nothing(_: Page) -> None:
    """Do nothing: the answer stands on the page that the address opens."""


STEPS: Mapping[str, tuple[str, Callable[[Page], None]]] = {
    "Which text models may a public body in the EU use, and which is most open?": ("/find", asked),
    "Why is Llama 3.3 not on top? (asked, looked up, its page opened)": ("/find", why_not),
    "What does gpt-oss-120b lack for the next label?": ("/system?id=GPT-OSS&rubric=g7", nothing),
    "How do the four differ? (each added by name, differences alone)": ("/compare", compared),
    "What do their licences say?": ("/licence?id=apache-2.0&id=llama3.3&id=gemma", nothing),
    "What was a model made from?": ("/model?id=OpenGVLab/InternVL2-1B", nothing),
    "The dossier of that choice, as PDF": (f"/compare?{COMPARED}", dossier),
    "Who comes from where?": ("/europe", nothing),
}


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--markdown", type=Path, help="write the table between the marks in this file")
    wanted = parser.parse_args(arguments)
    rows = []
    with (
        sync_playwright() as playwright,
        running(lambda port: app_command(port, snapshot="embedded")) as (address, _, _),
    ):
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for name, (path, act) in {"": ("/", nothing), **STEPS}.items():
            page = browser.new_context(viewport=SIZE).new_page()
            page.set_default_timeout(STEP_MS)
            began = time.perf_counter()
            page.goto(address + path)
            page.wait_for_selector("h1")
            rest(page)
            act(page)
            rest(page)
            if name:  # the first is that of a server that reads what it shows
                rows.append((name, f"{time.perf_counter() - began:.1f} s"))
                print(" ".join(rows[-1]), flush=True)
            page.context.close()
    if wanted.markdown is not None:
        table = table_of(("step", "until the answer stands"), rows)
        wanted.markdown.write_text(within(wanted.markdown, _BEGIN, _END, table), encoding="utf-8")


if __name__ == "__main__":
    main()
