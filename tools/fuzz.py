"""Readers of foreign text under a fuzzer that follows their branches: anything but a sentence of ours is a finding.

Run from the project: python -m tools.fuzz TARGET [SECONDS] [FOLDER], with atheris installed (`pip install atheris`;
there are wheels for Linux, it is no dependency). FOLDER keeps what was found interesting, so that a later run goes on
from there. Each finding becomes a line of `tests/test_fuzz.py`.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

SECONDS = 600
SLOWEST = 20
"""Seconds after which one input counts as a finding."""
MOST_MEMORY = 2048
"""MiB of the process."""


def main(target: str, seconds: int, folder: Path) -> None:
    """Run the fuzzer; it ends with the input it found, or after so many seconds."""
    import atheris  # noqa: PLC0415 - no dependency: only whoever fuzzes needs it

    with atheris.instrument_imports(include=["openness"]):
        fuzzed = importlib.import_module("tools.fuzzed")
    if target not in fuzzed.TARGETS:
        sys.exit(f"there is no target '{target}'; the targets are {', '.join(fuzzed.TARGETS)}")
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(fuzzed.seeds(target)):
        (folder / f"seed-{number}").write_bytes(seed)
    atheris.Setup(
        [
            sys.argv[0], str(folder), f"-max_total_time={seconds}", f"-timeout={SLOWEST}", f"-max_len={fuzzed.LONGEST}",
            f"-rss_limit_mb={MOST_MEMORY}", f"-artifact_prefix={folder}-", "-print_final_stats=1",
        ],
        lambda data: fuzzed.one(target, data),
    )  # fmt: skip
    atheris.Fuzz()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: python -m tools.fuzz TARGET [SECONDS] [FOLDER]")
    main(
        sys.argv[1],
        int(sys.argv[2]) if len(sys.argv) > 2 else SECONDS,
        Path(sys.argv[3] if len(sys.argv) > 3 else Path("dist") / "fuzz" / sys.argv[1]),
    )
