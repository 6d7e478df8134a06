"""Time and peak memory of each step at some sizes: refresh of a listing, the same again, rank, explain, export.

    python -m benchmarks.scale [--models 10000 100000] [--steps refresh again rank explain export long]

Each step is one command in a process of its own, against a server of recorded list rows on this machine. Processor
seconds are those of the command and its children; the server's are not among them.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.scale.rows import Listing
from benchmarks.scale.server import ListingServer


@dataclass(frozen=True)
class Cost:
    """What one command took: seconds by the clock and by the processor, peak memory in MiB, requests asked."""

    passed: float
    processor: float
    memory: float
    requests: int = 0


def run(arguments: Sequence[str], log: Path) -> Cost:
    """Run `openness` with arguments; ends the benchmark with what it said if it fails."""
    began = time.perf_counter()
    with log.open("wb") as stream:
        command = [sys.executable, "-m", "openness", *arguments]
        child = os.posix_spawn(
            sys.executable, command, os.environ, file_actions=[
                (os.POSIX_SPAWN_DUP2, stream.fileno(), 1), (os.POSIX_SPAWN_DUP2, stream.fileno(), 2)
            ],
        )  # fmt: skip
        _, status, usage = os.wait4(child, 0)
    if status:
        sys.exit(f"{' '.join(arguments)}\n{log.read_text(errors='replace')[-2000:]}")
    return Cost(time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def steps(server: ListingServer, folder: Path) -> dict[str, Callable[[], list[str]]]:
    """Return the arguments of each step by its name."""
    store, number = str(folder / "store"), server.listing.number
    refresh = ["refresh", "--all", "--endpoint", server.endpoint, "--out", store]
    some = server.listing.row(number // 2)["id"]
    models = ["--snapshot", store, "--models"]
    return {
        "refresh": lambda: [*refresh, "--alone"],
        "again": lambda: refresh,
        "rank": lambda: ["rank", "-r", "procurement", *models, "--top", "20"],
        "explain": lambda: ["explain", some, "--snapshot", store],
        "export": lambda: ["export", "--snapshot", store, "--models", "-o", str(folder / "ranking.csv")],
        "long": lambda: ["export", "--long", "--snapshot", store, "--models", "-o", str(folder / "long.csv")],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--steps", nargs="+", default=["refresh", "again", "rank", "explain", "export"])
    parser.add_argument("--folder", type=Path, help="where to work; by default a temporary folder, removed at the end")
    wanted = parser.parse_args()
    heads = ("seconds", "processor s", "ms a model", "peak MiB", "requests")
    print(f"{'models':>10} {'step':<10}" + "".join(f"{head:>12}" for head in heads))
    for number in wanted.models:
        with tempfile.TemporaryDirectory() as made, ListingServer(Listing(number)) as server:
            folder = wanted.folder or Path(made)
            folder.mkdir(parents=True, exist_ok=True)
            known = steps(server, folder)
            for name in wanted.steps:
                before = server.requests
                cost = run(known[name](), folder / "log")
                asked = server.requests - before
                each = 1000 * cost.processor / number
                print(
                    f"{number:>10,} {name:<10}{cost.passed:>12.1f}{cost.processor:>12.1f}{each:>12.3f}"
                    f"{cost.memory:>12,.0f}{asked:>12,}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
