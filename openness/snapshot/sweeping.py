"""How often Python looks for garbage that refers to itself, while a snapshot is made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (50_000, 20, 100)


@contextmanager
def seldom_swept() -> Iterator[None]:
    """Look for cycles seldom until the end, then as often as before.

    Answers that are remembered are some million objects without a cycle among them; to go through them again and again
    took up to a third of the time of writing rows of a listing that have file lists. What is not in a cycle is given
    back at once as always.
    """
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
