"""The app as a person sees it: served by its own command, opened in Debian's Chromium, without an error.

One server and one browser for all tests of this file.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from openness.phrases import phrases
from openness.ui import frame
from openness.ui.ancestry import STYLE, Family, Node, drawing
from openness.ui.serve import app_command

CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage"
).split()
START_SECONDS = 60
STEP_MS = 60_000
COMPARED = "/compare?list=models&id=made/open-model&id=made/gated-model"
FOUND = "/find?list=models&purpose=text&commercial=true"
PAGES = {
    ("light", 1280): ("/?list=models", FOUND, "/model?id=made/open-model", COMPARED, "/rubric"),
    ("dark", 390): ("/", FOUND, "/europe", "/licence?id=mit&id=llama3.1", "/data", "/about"),
}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None and os.environ.get("CI") != "true", reason="Chromium is not installed (Debian: chromium)"
    ),
]


@pytest.fixture(scope="module")
def served(made_snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the app on a free loopback port and return its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("served")
    log = folder / "log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            app_command(port, snapshot=made_snapshot), cwd=folder, stdout=stream, stderr=subprocess.STDOUT
        )
        address = f"http://127.0.0.1:{port}"
        try:
            wait_until_served(address, process, log)
            yield address
            assert "Traceback" not in log.read_text()
        finally:
            process.terminate()
            process.wait(timeout=20)


def wait_until_served(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5) as answer:
                if answer.read() == b"ok":
                    return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    pytest.fail(f"the app did not start within {START_SECONDS} s:\n{log.read_text()}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


class Watch:
    """What the browser complains about, and every request that leaves this machine."""

    def __init__(self, page: Page) -> None:
        self.complaints: list[str] = []
        self.left: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        # On an address with a path, Streamlit's own page looks for its server under that path first.
        probing = re.search(r"/[a-z]+/_stcore/", message.location.get("url", ""))
        if message.type == "error" and not probing:
            self.complaints.append(f"{message.text} ({message.location})")

    def _request(self, request: Request) -> None:
        if not re.match(r"(http|ws)://127\.0\.0\.1:|data:|blob:", request.url):
            self.left.append(request.url)


def settled(page: Page) -> None:
    page.wait_for_function(
        "document.querySelector('[data-testid=stApp]')?.getAttribute('data-test-script-state') === 'notRunning'",
        timeout=STEP_MS,
    )
    page.wait_for_function("!document.querySelector('[data-stale=true]')", timeout=STEP_MS)
    page.wait_for_timeout(300)  # what was stale fades in again


def test_a_person_ranks_filters_opens_and_compares(served: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.set_default_timeout(STEP_MS)
    watch = Watch(page)

    page.goto(f"{served}/?list=models")
    expect(page.get_by_role("heading", name="Openness ranking")).to_be_visible(timeout=STEP_MS)
    table = page.get_by_test_id("stDataFrame").first
    table.wait_for()
    settled(page)
    expect(page.get_by_text("4 ranked models").or_(page.get_by_text("3 ranked models"))).to_be_visible()

    page.get_by_role("textbox", name="Search").fill("open-model")
    page.get_by_role("textbox", name="Search").press("Enter")
    page.wait_for_url(re.compile(r"[?&]q=open-model"))
    expect(page.get_by_text(re.compile("1 of [34] ranked models"))).to_be_visible()
    settled(page)

    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").click()
    rows = download.value.path().read_text(encoding="utf-8").splitlines()
    assert rows[0].startswith("rank,id,name,score,low,high,coverage")
    assert [row.split(",")[1] for row in rows[1:]] == ["made/open-model"]

    table.click(position={"x": 16, "y": 46})
    opens = page.get_by_role("link", name="Open made/open-model")
    expect(opens).to_be_in_viewport()
    opens.click()
    page.wait_for_url(re.compile(r"/model\?.*id=made(/|%2F)open-model"))
    expect(page.get_by_role("heading", name="made/open-model")).to_be_visible()
    settled(page)
    evidence = page.get_by_role("link", name=re.compile("model.safetensors")).first
    assert "/made/open-model/blob/0123456789abcdef" in (evidence.get_attribute("href") or "")
    page.goto(f"{served}/model?id=made/evil-model")
    expect(page.get_by_role("heading", name="made/evil-model")).to_be_visible()
    settled(page)
    assert page.locator("img[src=x]").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    assert page.locator("main [data-testid=stIconMaterial] ~ *", has_text="evil").count() == 0

    assert page.get_by_test_id("stException").count() == 0
    assert watch.complaints == []
    assert watch.left == []
    page.close()


def gone_back(page: Page) -> str:
    """Go one step back, as with the browser's button, and return the address reached."""
    page.go_back()
    page.wait_for_timeout(1_000)  # the page loads anew
    page.wait_for_selector("h1", timeout=STEP_MS)
    settled(page)
    return page.url


def test_one_step_back_keeps_what_was_asked(served: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 1600})
    page.set_default_timeout(STEP_MS)
    page.goto(f"{served}/find?list=models&lang=de")
    page.wait_for_selector("h1")
    settled(page)
    page.get_by_role("button", name=re.compile("Behörde in der EU")).click()
    page.wait_for_url(re.compile("no_thresholds=true"))
    settled(page)
    asked = page.url
    assert all(f"{key}=true" in asked for key in ("commercial", "public_body", "eu"))

    page.locator(".answer a").first.click()
    page.wait_for_url(re.compile("/model[?].*lang=de"))
    settled(page)
    assert gone_back(page) == asked
    expect(page.get_by_role("heading", name="Finden")).to_be_visible()

    page.get_by_role("link", name="Lizenzen").click()
    page.wait_for_url(re.compile("/licence"))
    settled(page)
    assert gone_back(page) == asked

    page.goto(f"{served}{COMPARED}")
    page.wait_for_selector("h1")
    settled(page)
    compared = page.url
    page.locator(".beside a").first.click()
    page.wait_for_url(re.compile("/model[?]"))
    settled(page)
    assert gone_back(page) == compared
    expect(page.locator(".beside").first).to_be_visible()
    page.close()


def test_the_keyboard_alone_finds_and_compares(served: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.set_default_timeout(STEP_MS)
    page.goto(f"{served}/compare?list=models")
    settled(page)
    for part in ("open-model", "gated-model"):
        box = page.get_by_role("textbox", name="Add")
        box.focus()
        page.keyboard.type(part)
        page.keyboard.press("Enter")
        match = page.get_by_role("combobox", name=re.compile("Matches"))
        match.wait_for()
        settled(page)
        match.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(f"id=made(/|%2F){part}"))
        settled(page)
    expect(page.get_by_text("≠").first).to_be_visible()
    page.close()


def stepped_to(page: Page, selector: str, most: int = 60) -> None:
    """Step with the Tab key until what has the focus is `selector`."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector):
            return
    pytest.fail(f"{most} steps with Tab do not reach {selector}")


def test_the_keyboard_alone_opens_any_row_of_a_table(served: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.set_default_timeout(STEP_MS)
    page.goto(f"{served}/?list=models")
    page.get_by_test_id("stDataFrame").first.wait_for()
    settled(page)
    page.get_by_role("textbox", name="Search").focus()
    stepped_to(page, "[class*=st-key-links-table] summary")
    page.keyboard.press("Enter")
    page.locator(".rows a").first.wait_for()
    settled(page)
    names = page.locator(".rows a").all_inner_texts()
    assert len(names) in (3, 4)
    assert len(set(names)) == len(names)
    assert re.search(r"\d+–\d+", page.locator(".rows li").first.inner_text()), "a row tells its points"
    stepped_to(page, ".rows a", most=3)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == names[1], "the next step is the next row"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/model[?]id="))
    expect(page.get_by_role("heading", name=names[1])).to_be_visible()
    page.close()


def test_a_click_or_a_key_on_a_picture_filters_without_leaving_the_page(served: str, browser: Browser) -> None:
    """The same address opened anew shows the same; nothing of the drawing library is asked for on the way."""
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.set_default_timeout(STEP_MS)
    watch, asked = Watch(page), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{served}/?list=models&q=model")
    page.locator(".pictures a").first.wait_for()
    settled(page)
    page.evaluate("window.stays = true")

    cell = page.locator(".pictures .cells a").first
    leads, told = cell.get_attribute("href"), cell.get_attribute("title")
    assert leads is not None
    assert "q=model" in leads
    cell.click()
    page.wait_for_url(re.compile(r"[?&]cell=\d+(:|%3A)\d+"))
    settled(page)
    expect(page.get_by_text("Only those with the cell of the picture")).to_be_visible()
    assert page.locator(".pictures [aria-current=true]").get_attribute("title") == told

    stepped_to(page, ".pictures .pieces a")
    told = page.evaluate("document.activeElement.title")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("[?&]piece="))
    settled(page)
    page.wait_for_function("told => document.activeElement.title === told", arg=told)
    assert page.locator(".pictures [aria-current=true]").count() == 2
    matching = page.get_by_text(re.compile(r"\d+ of \d+ ranked models")).inner_text()
    assert page.evaluate("window.stays"), "the page was not loaded anew"
    assert lasting_problems(page) == []

    page.goto(page.url)
    page.locator(".pictures [aria-current=true]").first.wait_for()
    settled(page)
    assert page.get_by_text(re.compile(r"\d+ of \d+ ranked models")).inner_text() == matching
    page.locator(".pictures .cells [aria-current=true]").click()
    page.wait_for_url(lambda url: "cell=" not in url)
    settled(page)
    page.get_by_role("button", name="Show all").click()
    page.wait_for_url(lambda url: "piece=" not in url)
    settled(page)
    assert not [url for url in asked if re.match(r"(embed|vega|ArrowVega)", url.rpartition("/")[2])]
    assert watch.complaints == []
    page.close()


def test_the_keyboard_walks_the_lineage_in_its_order(browser: Browser) -> None:
    """Each model that has a page is one step, the furthest ancestor first; what has the focus is outlined."""

    def node(name: str, *, here: bool = False) -> Node:
        return Node(name, "apache-2.0", None if here else f"/model?id={name}", here=here)

    family = Family(
        ((node("made/root"),), (node("made/left"), node("made/right")), (node("made/this", here=True),)),
        "merge",
        (node("made/child"), Node("made/<b>unseen", None, None)),
        more=3,
    )
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.set_content(f"{frame._STYLE}<style>{STYLE}</style>{drawing(family, phrases('en'))}")
    walked = []
    for _ in range(4):
        page.keyboard.press("Tab")
        walked.append(page.evaluate("document.activeElement.textContent"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert walked == ["made/root", "made/left", "made/right", "made/child"]
    assert page.locator(".lineage b").count() == 0
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    page.close()


def lasting_problems(page: Page) -> list[str]:
    """Return what axe-core finds serious and finds again: what Streamlit fades while it draws anew is no fault."""
    page.add_style_tag(content="*, *::before, *::after { transition: none !important; animation: none !important }")
    problems: list[str] = []
    for _ in range(6):
        settled(page)
        problems = [
            f"{item['id']}: {item['nodes'][0]['html'][:120]}"
            for item in Axe().run(page).response["violations"]
            if item["impact"] in ("serious", "critical")
        ]
        if not problems:
            break
        page.wait_for_timeout(1_500)
    return problems


@pytest.mark.parametrize(("scheme", "width"), PAGES)
def test_every_page_can_be_used_by_everybody(served: str, browser: Browser, scheme: str, width: int) -> None:
    """Nothing serious by axe-core, nothing wider than the screen, no request to elsewhere, in both schemes and widths."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    watch = Watch(page)
    found = []
    for path in PAGES[scheme, width]:
        page.goto(served + path)
        page.wait_for_selector("h1", timeout=STEP_MS)
        settled(page)
        assert page.get_by_test_id("stException").count() == 0, path
        found += [f"{path}: {problem}" for problem in lasting_problems(page)]
        wide = page.evaluate("document.scrollingElement.scrollWidth")
        assert wide <= width, f"{path} is {wide} pixels wide"
    assert found == []
    assert watch.left == []
    assert watch.complaints == []
    context.close()
