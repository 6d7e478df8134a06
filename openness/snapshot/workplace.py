"""The folder a snapshot is written in before it takes its place, and what killed writers have left of theirs."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

_WRITING = ".writing-"
_REPLACED = ".replaced-"
_REMOVED = ".removed-"


@contextmanager
def workplace(store: Path) -> Iterator[Path]:
    """Make a folder in `store` to write in, and remove what is in it at the end; raises OSError if it cannot be made.

    A lock beside it tells others that its writer lives; it is held before the folder is there.
    """
    store.mkdir(parents=True, exist_ok=True)
    clear(store)
    working = store / f"{_WRITING}{uuid.uuid4().hex[:12]}"
    with _lock_of(working):
        working.mkdir()
        try:
            yield working
        finally:
            shutil.rmtree(working, ignore_errors=True)


def clear(store: Path) -> None:
    """Remove the folders whose writers ended without doing so, and put back what was on its way to be replaced."""
    for left in store.glob(f"{_WRITING}*/"):
        with suppress(Timeout, OSError), _lock_of(left):
            shutil.rmtree(left, ignore_errors=True)
    for lock in store.glob(f"{_WRITING}*.lock"):  # of a writer killed before its folder was there, or after it was gone
        with suppress(Timeout, OSError), _lock_of(lock.with_suffix("")):
            pass
    for old in store.glob(f"{_REPLACED}*/"):
        with suppress(OSError):
            for replaced in old.iterdir():
                if not (place := store / replaced.name).exists():
                    replaced.replace(place)
            shutil.rmtree(old, ignore_errors=True)
    for removed in store.glob(f"{_REMOVED}*/"):
        shutil.rmtree(removed, ignore_errors=True)


def settle(working: Path, place: Path) -> Path:
    """Put a finished folder into its place in one step, instead of what is there, and return the place.

    Its files are on the disk before its name is, so that a loss of power leaves the whole or nothing.
    """
    for path in (*working.iterdir(), working):
        _sync(path)
    try:
        return _put(working, place)
    finally:
        _sync(place.parent)


def _sync(path: Path) -> None:
    """Wait until what was written is on the disk; not every system does that for folders."""
    with suppress(PermissionError):
        number = os.open(path, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _put(working: Path, place: Path) -> Path:
    if not place.exists():
        working.replace(place)
        return place
    old = place.with_name(f"{_REPLACED}{uuid.uuid4().hex[:12]}")
    old.mkdir()
    place.replace(old / place.name)
    working.replace(place)
    shutil.rmtree(old, ignore_errors=True)
    return place


@contextmanager
def _lock_of(working: Path) -> Iterator[None]:
    path = working.with_name(f"{working.name}.lock")
    lock = FileLock(path)
    lock.acquire(timeout=0)
    try:
        yield
    finally:
        lock.release()
        path.unlink(missing_ok=True)
