"""Ways in which an answer goes wrong, a given number of times."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What happens to a request; with neither `status` nor `body` the true answer is sent, mistreated."""

    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    delay: float = 0.0
    """Seconds before anything is sent."""
    drip: float = 0.0
    """Seconds between single bytes of the body."""
    drop: bool = False
    """Close the connection instead of answering."""
    truncate: bool = False
    """Announce the whole body, send half of it."""
    endless: bool = False
    """Go on sending spaces after the body, for ever."""
    length: str | None = None
    """The length to announce in place of the true one."""
    first_page: bool = False
    """Answer as if no cursor had been given: the page before comes again."""
    then: Callable[[], object] | None = None
    """What happens on the Hub right after the answer."""


class Faults:
    """Faults by pattern of path and query, each good for some requests or for all."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._planned: list[tuple[re.Pattern[str], Fault, list[int | None]]] = []

    def plan(self, pattern: str, fault: Fault, times: int | None) -> None:
        with self._lock:
            self._planned.append((re.compile(pattern), fault, [times]))

    def clear(self) -> None:
        with self._lock:
            self._planned.clear()

    def take(self, target: str) -> Fault | None:
        """Return the first planned fault that meets the request and count it down."""
        with self._lock:
            for pattern, fault, left in self._planned:
                if left[0] != 0 and pattern.search(target):
                    if left[0] is not None:
                        left[0] -= 1
                    return fault
        return None
