"""Work counted in calls, never in seconds: a bound that holds on a busy machine too.

What a regular expression does inside is one call here; `benchmarks/linear.py` shows time against size.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType


def calls(function: Callable[[], object], named: str | None = None) -> int:
    """Return how many functions of Python and C are called while `function` runs, or those of C `named` so alone."""
    count = 0

    def note(_frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        if named is None:
            count += event in ("call", "c_call")
        elif event == "c_call":
            count += getattr(argument, "__name__", None) == named

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        function()
    finally:
        sys.setprofile(before)
    return count


def is_linear(of: Callable[[int], Callable[[], object]], size: int, *, slack: float = 1.3) -> bool:
    """Return whether twice the size costs at most twice the calls (times `slack`, plus a constant)."""
    once, twice = calls(of(size)), calls(of(2 * size))
    return twice <= 2 * slack * once + 5_000
