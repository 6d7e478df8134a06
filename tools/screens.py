"""Take the pictures of the app that the documents show: `python -m tools.screens [NAME…]`, into docs/images.

Needs Debian's chromium. The pictures are of the embedded snapshot; they are renewed by hand, when a page changes.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from openness.ui.serve import app_command

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
CHOICE = "purpose=text&commercial=true&public_body=true&eu=true&no_thresholds=true"
COMPARED = "id=Apertus&id=EuroLLM&id=TildeOpen&id=Teuken"
SCREENS = {
    "ranking": ("/", 1280, 1000, "light"),
    "ranking-phone": ("/", 390, 844, "dark"),
    "find": (f"/find?{CHOICE}", 1280, 1250, "light"),
    "find-phone": (f"/find?{CHOICE}", 390, 844, "light"),
    "llama": ("/system?id=llama-3.3", 1280, 1000, "light"),
    "gpt-oss": ("/system?id=GPT-OSS&rubric=g7", 1280, 1000, "light"),
    "compare": (f"/compare?{COMPARED}&differs=true", 1280, 1400, "light"),
    "compare-phone": (f"/compare?{COMPARED}&differs=true", 390, 1200, "dark"),
    "licences": ("/licence?id=apache-2.0&id=llama3.3&id=gemma", 1280, 1100, "light"),
    "find-german": (f"/find?{CHOICE}&lang=de", 1280, 900, "light"),
    "europe": ("/europe", 1280, 900, "dark"),
}
"""By name: address, width, height, scheme."""
PARTS = {
    "lineage": ("/model?id=OpenGVLab/InternVL2-1B", ".lineage", "light"),
}
"""By name: address, the part of the page that is shown, scheme."""
COLOURS = 128
"""So many are enough for a page, and make a small file."""
FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-dev-shm-usage".split()
IDLE = "document.querySelector('[data-testid=stApp]')?.getAttribute('data-test-script-state') === 'notRunning'"

DRAWN = "!document.querySelector('[data-testid=stSkeleton], [data-stale=true]')"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *SCREENS, *PARTS], metavar="NAME")
    wanted = parser.parse_args().names or [*SCREENS, *PARTS]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(app_command(port, snapshot="embedded"), stdout=subprocess.DEVNULL)
    try:
        wait_for_app(f"http://127.0.0.1:{port}")
        IMAGES.mkdir(exist_ok=True)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
            for name in wanted:
                _take(browser, f"http://127.0.0.1:{port}", name)
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for_app(address: str) -> None:
    """Return when the app answers at the address; SystemExit if it does not within some 600 tries."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5) as answer:
                if answer.read() == b"ok":
                    return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the app did not start within a minute; start `openness app` by hand to see why")


def _take(browser: Browser, address: str, name: str) -> None:
    path, part, scheme = PARTS.get(name, ("", None, ""))
    width, height = 1280, 1000
    if part is None:
        path, width, height, scheme = SCREENS[name]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(address + path)
    page.wait_for_selector("h1", timeout=120_000)
    page.wait_for_function(IDLE, timeout=120_000)
    page.wait_for_function(DRAWN, timeout=120_000)
    page.wait_for_timeout(2_000)  # pictures and tables are drawn after the page stands
    target = IMAGES / f"{name}.png"
    if part is None:
        page.screenshot(path=target)
    else:
        page.locator(part).first.screenshot(path=target)
    with Image.open(target) as picture:
        small = picture.convert("RGB").quantize(COLOURS)
    small.save(target, optimize=True)
    print(f"wrote {IMAGES.name}/{name}.png")
    context.close()


if __name__ == "__main__":
    main()
