"""Run the whole suite under conditions that must not matter: busy cores, another date, zone, locale, hash seed.

Usage: python tools/anywhere.py [CONDITION ...] [-- PYTEST ARGUMENTS]     without a condition: all of them
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONDITIONS: dict[str, dict[str, str]] = {
    "busy": {},
    "date": {"OPENNESS_TESTS_DAYS_AHEAD": "400"},
    "zone": {"TZ": "Pacific/Auckland"},
    "locale": {"LC_ALL": "C"},
    "seed-0": {"PYTHONHASHSEED": "0"},
    "seed-1": {"PYTHONHASHSEED": "1"},
    "seed-4242": {"PYTHONHASHSEED": "4242"},
}


@contextmanager
def busy_cores() -> Iterator[None]:
    """Keep every core busy with a process of its own for as long as the block runs."""
    command = [sys.executable, "-c", "while True: pass"]
    others = [subprocess.Popen(command) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()


def suite(condition: str, arguments: list[str]) -> int:
    """Run the suite under one condition and return pytest's exit code."""
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadscope", *arguments]
    environment = {**os.environ, **CONDITIONS[condition]}
    if condition == "busy":
        with busy_cores():
            return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def main(arguments: list[str]) -> None:
    """Run the conditions named, or all; exit 1 if one failed."""
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    chosen, rest = arguments[:cut] or list(CONDITIONS), arguments[cut + 1 :]
    if unknown := [name for name in chosen if name not in CONDITIONS]:
        sys.exit(f"no such condition: {', '.join(unknown)}; there are {', '.join(CONDITIONS)}")
    codes = {}
    for name in chosen:
        print(f"== {name}", flush=True)
        codes[name] = suite(name, rest)
    print("\n".join(f"{name}: {'passed' if code == 0 else f'failed ({code})'}" for name, code in codes.items()))
    sys.exit(any(codes.values()))


if __name__ == "__main__":
    main(sys.argv[1:])
