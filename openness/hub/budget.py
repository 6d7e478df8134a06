"""The Hub's request budget: what its `RateLimit` headers last said, and how long to hold back for it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import Literal

Bucket = Literal["api", "files"]
"""The Hub counts API calls and file reads (`resolve`) apart, in fixed windows of five minutes."""


@dataclass(frozen=True, kw_only=True)
class Budget:
    """What is left of one bucket, as last told and counted down since."""

    bucket: Bucket
    remaining: int
    reset_in: float
    """Seconds until the window ends."""
    limit: int | None = None
    """Requests allowed in a window, where told."""


@dataclass(frozen=True, kw_only=True)
class Wait:
    """One pause the client is about to make, for display."""

    reason: str
    """One short clause: "the request budget is spent", "the Hub answered 503", ..."""
    seconds: float

    def __str__(self) -> str:
        return f"{self.seconds:.0f} s, {self.reason}"


@dataclass(frozen=True)
class _Told:
    remaining: int
    resets_at: float
    limit: int | None


class Ledger:
    """Keeps the budgets of one client; safe to use from several threads. Times are monotonic seconds."""

    RESERVE = 16
    """From here on requests are slowed down (or from 2 % of the limit, if that is more)."""
    SLOWEST = 2.0
    """The longest pause before a request that the budget still allows: other readers may share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._told: dict[Bucket, _Told] = {}
        self._under_way: dict[Bucket, int] = {}

    def note(self, bucket: Bucket, *, remaining: int, reset_in: float, limit: int | None, now: float) -> None:
        """Take in what a response said, before its request is released.

        Answers arrive out of order: within a window the least counts, and of the requests still under way
        none may have been counted yet.
        """
        with self._lock:
            others = max(0, self._under_way.get(bucket, 0) - 1)
            # Whole seconds are told, perhaps rounded down.
            told = _Told(max(0, remaining - others), now + reset_in + 1.0, limit)
            held = self._told.get(bucket)
            same_window = held is not None and now < held.resets_at and abs(held.resets_at - told.resets_at) < 5
            if held is not None and same_window:
                told = replace(told, remaining=min(held.remaining, told.remaining))
            self._told[bucket] = told

    def claim(self, bucket: Bucket, now: float) -> float:
        """Count one request against the budget and return the seconds to hold back before making it."""
        with self._lock:
            self._under_way[bucket] = self._under_way.get(bucket, 0) + 1
            told = self._told.get(bucket)
            if told is None or now >= told.resets_at:
                self._told.pop(bucket, None)
                return 0.0
            left = told.resets_at - now
            if told.remaining <= 0:
                return left
            self._told[bucket] = replace(told, remaining=told.remaining - 1)
            reserve = max(self.RESERVE, (told.limit or 0) // 50)
            if told.limit is not None:
                reserve = min(reserve, told.limit // 4)
            return min(self.SLOWEST, left / (told.remaining + 1)) if told.remaining <= reserve else 0.0

    def release(self, bucket: Bucket) -> None:
        """Note that a claimed request has been answered, has failed, or was not made after all."""
        with self._lock:
            self._under_way[bucket] -= 1

    def budgets(self, now: float) -> tuple[Budget, ...]:
        """Return what is known of each bucket whose window still runs."""
        with self._lock:
            return tuple(
                Budget(bucket=bucket, remaining=told.remaining, reset_in=told.resets_at - now, limit=told.limit)
                for bucket, told in sorted(self._told.items())
                if told.resets_at > now
            )
