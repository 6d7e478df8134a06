"""How long `rank` and `explain` take to answer, as a ratio to importing pandas, and the long export to the wide one.

    python benchmarks/startup.py

Each figure is the best of five rounds, all commands by turns in each: processor time, on which other work on the
machine counts for little, and the time on the clock. The first run of each, with an empty cache, is told too.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence

ROUNDS = 5
GATE_MISSED = 3
"""The exit code of a check that holds something against what it checked: its work is done all the same."""
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("--help",),
    ("rank", "--top", "60"),
    ("rank", "--filter", "licence=mit"),
    ("explain", "allenai/OLMo-7B"),
    ("explain", "Apertus"),
    ("licences",),
    ("snapshot", "list"),
    ("check", "Apertus", "--require", "basis=tag"),
)


def allowed(arguments: Sequence[str]) -> set[int]:
    """Return the exit codes with which these arguments of Python have done their work."""
    return {0, GATE_MISSED} if "check" in arguments else {0}


def seconds(*arguments: str) -> tuple[float, float]:
    """Return the seconds of the processor (user and system) and of the clock that Python takes with these arguments.

    Leaves with the words of a command that failed: a failure is quick, and no figure.
    """
    before = os.times()
    done = subprocess.run([sys.executable, *arguments], check=False, capture_output=True, text=True)
    after = os.times()
    if done.returncode not in allowed(arguments):
        raise SystemExit(f"python {' '.join(arguments)} left with exit code {done.returncode}: {done.stderr.strip()}")
    processor = after.children_user - before.children_user + after.children_system - before.children_system
    return processor, after.elapsed - before.elapsed


def least(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    """Return the smaller of both times."""
    return min(one[0], other[0]), min(one[1], other[1])


def main() -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory(prefix="openness-cache-") as cache:
        os.environ["OPENNESS_CACHE"] = cache
        first = [seconds("-m", "openness", *command) for command in COMMANDS]
        pandas = (float("inf"), float("inf"))
        times = [pandas] * len(COMMANDS)
        for _ in range(ROUNDS):
            pandas = least(pandas, seconds("-c", "import pandas"))
            times = [least(before, seconds("-m", "openness", *it)) for before, it in zip(times, COMMANDS, strict=True)]
        print(f"import pandas: {pandas[0]:.2f} s of the processor, {pandas[1]:.2f} s on the clock")
        for command, cold, (processor, clock) in zip(COMMANDS, first, times, strict=True):
            ratios = f"{processor / pandas[0]:.2f} times import pandas ({clock / pandas[1]:.2f} on the clock)"
            print(f"openness {' '.join(command)}: {processor:.2f} s, {ratios}; at the very first {cold[0]:.2f} s")
        wide, long = (seconds("-m", "openness", "export", "-o", os.devnull, *more)[0] for more in ([], ["--long"]))
        print(f"export --long: {long:.2f} s, {long / wide:.1f} times export ({wide:.2f} s)")


if __name__ == "__main__":
    main()
