"""Work counted in calls, never in seconds: a bound that holds on a busy machine too.

What a regular expression does inside is one call here; `benchmarks/linear.py` shows time against size.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType


def calls(function: Callable[[], object]) -> int:
    """Return how many functions of Python and C are called while `function` runs."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

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
