"""First tables of this checkout and of another, by turns within one run, so that a busy machine costs both the same.

    python -m benchmarks.turns [OTHER] [--rounds 6] [--snapshot DIR]

OTHER is the folder of another checkout, such as `git worktree add OTHER HEAD~1` makes. Both show the same snapshot; the
floor is an app of one table. Columns are those of `benchmarks.app`. Asserts nothing.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.app import FLAGS, TABLE, TITLES, Wait, counted, first_table, running, table_line
from openness.files import places
from openness.snapshot.store import find_snapshot
from openness.ui.serve import app_command


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("other", type=Path, nargs="?", help="a checkout; by default this one alone is measured")
    parser.add_argument("--rounds", type=counted, default=6)
    parser.add_argument("--snapshot", default="embedded")
    wanted = parser.parse_args(arguments)
    other = None if wanted.other is None else wanted.other.resolve()
    if other is not None and not (other / "app.py").is_file():
        parser.error(f"{other} is no checkout: it has no app.py")
    snapshot = str(find_snapshot(wanted.snapshot, places.store({})))
    with ExitStack() as opened:
        floor = Path(opened.enter_context(tempfile.TemporaryDirectory())) / "floor.py"
        floor.write_text(TABLE, encoding="utf-8")
        commands: dict[str, Callable[[int], list[str]]] = {
            "floor: an app of one table": lambda port: _plain(floor, port)
        }
        if other is not None:
            commands["first table, the other checkout"] = lambda port: _elsewhere(
                other, app_command(port, snapshot=snapshot)
            )
        commands["first table, this checkout"] = lambda port: app_command(port, snapshot=snapshot)
        browser = opened.enter_context(sync_playwright()).chromium.launch(
            executable_path=shutil.which("chromium"), args=FLAGS
        )
        sites = {name: opened.enter_context(running(command)) for name, command in commands.items()}
        waits: dict[str, list[Wait]] = {name: [] for name in sites}
        for turn in range(wanted.rounds + 1):
            for name, (address, _, meter) in sites.items():
                wait = first_table(browser, f"{address}/?list=models", meter)
                if turn:  # the first is that of a server that has just started
                    waits[name].append(wait)
        print(f"| {' | '.join(TITLES)} |\n|---|" + "---:|" * (len(TITLES) - 1))
        for name, found in waits.items():
            print(table_line(name, found))


def _plain(path: Path, port: int) -> list[str]:
    command = [sys.executable, "-m", "streamlit", "run", str(path), "--server.port", str(port)]
    return [*command, "--server.headless", "true", "--browser.gatherUsageStats", "false"]


def _elsewhere(checkout: Path, command: list[str]) -> list[str]:
    """Return the command that serves another checkout's app."""
    changed = [str(checkout / "app.py") if part.endswith("app.py") else part for part in command]
    return ["env", "-C", str(checkout), f"PYTHONPATH={checkout}", *changed]


if __name__ == "__main__":
    main()
