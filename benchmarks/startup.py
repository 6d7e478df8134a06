"""How long `rank` and `explain` take to answer, as a ratio to importing pandas, and the long export to the wide one.

    python benchmarks/startup.py

Each figure is the best of three runs of processor time, so that other work on the machine does not count.
"""

from __future__ import annotations

import os
import subprocess
import sys

RUNS = 3


def seconds(*arguments: str) -> float:
    """Return the least processor time (user and system, in seconds) of running Python with these arguments."""
    times = []
    for _ in range(RUNS):
        before = os.times()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        after = os.times()
        times.append(after.children_user - before.children_user + after.children_system - before.children_system)
    return min(times)


def main() -> None:
    """Print the ratios."""
    pandas = seconds("-c", "import pandas")
    print(f"import pandas {pandas:.2f} s")
    for command in (["--help"], ["rank", "--top", "3"], ["explain", "allenai/OLMo-7B"]):
        taken = seconds("-m", "openness", *command)
        print(f"openness {' '.join(command)}: {taken:.2f} s, {taken / pandas:.1f} times import pandas")
    wide, long = (seconds("-m", "openness", "export", "--models", "-o", os.devnull, *more) for more in ([], ["--long"]))
    print(f"export --long: {long:.2f} s, {long / wide:.1f} times export ({wide:.2f} s)")


if __name__ == "__main__":
    main()
