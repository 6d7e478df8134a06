"""One writer at a time: a snapshot is made out of the one before it, and two at once would lose what one read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from openness.errors import SnapshotError

_LOCK = ".lock"


@contextmanager
def held(store: Path) -> Iterator[None]:
    """Hold the folder of snapshots for writing; the system lets go of it when the process ends, however it ends.

    Raises SnapshotError where another process holds it, or it cannot be written.
    """
    try:
        store.mkdir(parents=True, exist_ok=True)
        lock = FileLock(store / _LOCK)
        lock.acquire(timeout=0)
    except Timeout as failure:
        raise SnapshotError(
            f"another refresh is writing to {store}; wait until it is done, or give another folder with --out"
        ) from failure
    except OSError as failure:
        raise SnapshotError(f"{store} cannot be written ({failure.strerror}); choose another folder") from failure
    try:
        yield
    finally:
        lock.release()
