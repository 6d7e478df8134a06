"""Snapshots at an address of any store that fsspec reaches: read through a copy on this machine, never written there.

A snapshot never changes, so that a copy under its manifest is right for ever; it is made once, file by file against the
sums of its manifest, and takes its place when it is whole.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from openness.errors import SnapshotError
from openness.files.extras import need
from openness.safe.line import one_line
from openness.snapshot.manifest import MANIFEST, FileNote, Manifest, damage, read_manifest
from openness.snapshot.workplace import settle, workplace

COPIES = ".copies"
"""The folder of copies in a store of snapshots: no snapshots of a person's own."""
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.\-]*")
_MOST_MANIFEST = 4 << 20
_BLOCK = 1 << 20


def copy_of(address: str, store: Path) -> Path:
    """Return the folder of a copy of the snapshot at an address, or of the newest of the snapshots there.

    Raises SnapshotError where there is none, where it cannot be had, and where what came is not what its manifest says.
    """
    need("a snapshot at an address", "fsspec")
    import fsspec  # noqa: PLC0415 - slow to load, and a folder needs none

    shown = one_line(address, 120)
    with _reaching(shown):
        files, path = fsspec.core.url_to_fs(address.rstrip("/"))
        place = path if files.isfile(f"{path}/{MANIFEST}") else _newest(files, path)
    if place is None:
        raise SnapshotError(f"{shown} holds no snapshot; copy one there, whole, with its {MANIFEST}")
    with _reaching(shown):
        told = _bounded(files, f"{place}/{MANIFEST}", _MOST_MANIFEST)
    digest = hashlib.sha256(told).hexdigest()
    copy = store / COPIES / digest[:32]
    if (copy / MANIFEST).is_file():
        return copy
    try:
        with workplace(store / COPIES) as working:
            (working / MANIFEST).write_bytes(told)
            manifest = read_manifest(working)
            _fetch(files, place, working, manifest, shown)
            return settle(working, copy)
    except OSError as failure:
        raise SnapshotError(f"{store / COPIES} cannot be written ({failure.strerror}); make room there") from failure


def _fetch(files: Any, place: str, working: Path, manifest: Manifest, shown: str) -> None:
    for name, note in manifest.files.items():
        if not _PLAIN_NAME.fullmatch(name):
            raise SnapshotError(f"the snapshot at {shown} names a file '{one_line(name, 80)}', which is no plain name")
        with (working / name).open("wb") as copy:
            for block in _blocks(files, f"{place}/{name}", note, shown):
                copy.write(block)
    if problems := damage(working, manifest):
        raise SnapshotError(f"the snapshot at {shown} is damaged: {'; '.join(problems)}; copy it there again")


def _blocks(files: Any, path: str, note: FileNote, shown: str) -> Iterator[bytes]:
    """Yield a file block by block, no more than a block beyond its size by the manifest."""
    left = note.bytes
    with _reaching(shown):
        stream = files.open(path, "rb")
    with stream:
        while left >= 0:
            with _reaching(shown):
                block = stream.read(_BLOCK)
            if not block:
                return
            left -= len(block)
            yield block


def _newest(files: Any, path: str) -> str | None:
    """Return the folder of the newest of the snapshots in a folder."""
    found = []
    for manifest in files.glob(f"{path}/*/{MANIFEST}"):
        folder = str(manifest).rpartition("/")[0]
        if not folder.rpartition("/")[2].startswith("."):
            told = Manifest.model_validate_json(_bounded(files, manifest, _MOST_MANIFEST))
            found.append((told.created, folder))
    return max(found)[1] if found else None


def _bounded(files: Any, path: str, most: int) -> bytes:
    with files.open(path, "rb") as stream:
        told = bytes(stream.read(most + 1))
    if len(told) > most:
        raise ValueError(f"its {MANIFEST} is larger than {most:,} bytes")
    return told


@contextmanager
def _reaching(shown: str) -> Iterator[None]:
    """Turn what a store raises into a sentence: each of them has errors of its own."""
    try:
        yield
    except SnapshotError:
        raise
    except Exception as failure:
        raise SnapshotError(f"{shown} cannot be read ({one_line(failure, 200) or type(failure).__name__})") from failure
