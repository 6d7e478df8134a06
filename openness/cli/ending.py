"""Requests to end: a command that is told to stop leaves as after Ctrl-C, and what it was writing is cleaned away."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_ENDINGS = ("SIGTERM", "SIGHUP")


@contextmanager
def stoppable() -> Iterator[None]:
    """Take a request to end and a hang-up as an interrupt (KeyboardInterrupt) while a command works.

    What is ignored, as under nohup, stays ignored; outside the main thread nothing changes.
    """
    before = {}
    if threading.current_thread() is threading.main_thread():
        for name in _ENDINGS:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                before[number] = signal.signal(number, _interrupt)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(number: int, _frame: FrameType | None) -> None:
    """Interrupt the command once: a closed terminal sends several, and a second must not stop the cleaning."""
    for name in _ENDINGS:
        other = getattr(signal, name, None)
        if other is not None and signal.getsignal(other) is _interrupt:
            signal.signal(other, signal.SIG_IGN)
    raise KeyboardInterrupt(number)
