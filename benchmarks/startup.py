"""How long `rank` and `explain` take to answer, as a ratio to importing pandas, and the long export to the wide one.

    python benchmarks/startup.py

Each figure is the best of five rounds of processor time, all commands by turns in each, so that other work on the
machine does not count. The first run of each, with an empty cache, is told too.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

ROUNDS = 5
COMMANDS = (
    ("--help",),
    ("rank", "--top", "60"),
    ("explain", "allenai/OLMo-7B"),
    ("explain", "Apertus"),
)


def seconds(*arguments: str) -> float:
    """Return the processor time (user and system, in seconds) of running Python with these arguments."""
    before = os.times()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def main() -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory(prefix="openness-cache-") as cache:
        os.environ["OPENNESS_CACHE"] = cache
        first = [seconds("-m", "openness", *command) for command in COMMANDS]
        pandas, times = float("inf"), [float("inf")] * len(COMMANDS)
        for _ in range(ROUNDS):
            pandas = min(pandas, seconds("-c", "import pandas"))
            times = [
                min(least, seconds("-m", "openness", *command)) for least, command in zip(times, COMMANDS, strict=True)
            ]
        print(f"import pandas {pandas:.2f} s")
        for command, cold, taken in zip(COMMANDS, first, times, strict=True):
            told = f"{taken:.2f} s, {taken / pandas:.2f} times import pandas; at the very first {cold:.2f} s"
            print(f"openness {' '.join(command)}: {told}")
        wide, long = (seconds("-m", "openness", "export", "-o", os.devnull, *more) for more in ([], ["--long"]))
        print(f"export --long: {long:.2f} s, {long / wide:.1f} times export ({wide:.2f} s)")


if __name__ == "__main__":
    main()
