"""What one command takes, in a process of its own."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """What one command took: seconds by the clock and by the processor, peak memory in MiB, requests asked."""

    passed: float
    processor: float
    memory: float
    requests: int = 0


def run(arguments: Sequence[str], log: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run `openness` with arguments; ends the benchmark with what it said if it fails."""
    began = time.perf_counter()
    with log.open("wb") as stream:
        command = [sys.executable, "-m", "openness", *arguments]
        child = os.posix_spawn(
            sys.executable, command, environment or os.environ, file_actions=[
                (os.POSIX_SPAWN_DUP2, stream.fileno(), 1), (os.POSIX_SPAWN_DUP2, stream.fileno(), 2)
            ],
        )  # fmt: skip
        _, status, usage = os.wait4(child, 0)
    if status:
        sys.exit(f"{' '.join(arguments)}\n{log.read_text(errors='replace')[-2000:]}")
    return Cost(time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
