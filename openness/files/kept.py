"""Results kept on disk between runs: each under a digest of everything that it follows from, so that it is never stale.

A kept result is a convenience alone. One that is missing, cut off or not to be written costs time and nothing else.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from openness.errors import OpennessError

_MOST = 8
"""Results kept under one name; the oldest go first."""
_PACKAGE = Path(__file__).resolve().parent.parent
_NOT_CODE = ("__pycache__", "_shipped")


def folder_digest(folder: Path) -> str:
    """Return a digest of the names and bytes of all files in a folder, but for compiled Python and shipped data.

    Where the folder stands does not count: two installations of one package have one digest.
    """
    found = sha256()
    before = len(str(folder))
    for path in _files(folder):
        found.update(f"{path[before:]}\0".encode("utf-8", "surrogateescape"))
        with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 - a third of the time of Path.read_bytes
            found.update(sha256(stream.read()).digest())
    return found.hexdigest()


def _files(folder: Path | str) -> Iterable[str]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir():
                if entry.name not in _NOT_CODE:
                    yield from _files(entry.path)
            elif entry.is_file():
                yield entry.path


@cache
def package_digest() -> str:
    """Return a digest of this package's own code, facts and words, the same wherever it is installed."""
    return folder_digest(_PACKAGE)


@cache
def tool_digest() -> str:
    """Return a digest of what works results out here: this package, where it stands, and what is installed beside it.

    It says whether a result kept on this machine still holds; what is written for others names `package_digest`.
    """
    installed = [
        name
        for place in sys.path
        if os.path.isdir(place)  # noqa: PTH112 - sys.path holds texts
        for name in sorted(os.listdir(place))  # noqa: PTH208
        if name.endswith(".dist-info")
    ]
    return joined_digest(package_digest(), str(_PACKAGE), sys.version, *installed)


def stat_digest(folder: Path, names: Iterable[str]) -> str:
    """Return a digest of the sizes and times of some files, for those too large to be read each time."""
    told = []
    for name in names:
        try:
            seen = (folder / name).stat()
            told.append(f"{name} {seen.st_size} {seen.st_mtime_ns}")
        except OSError:
            told.append(f"{name} is missing")
    return joined_digest(str(folder.resolve()), *told)


def joined_digest(*parts: str) -> str:
    """Return one digest of several texts, as 32 hexadecimal digits."""
    return sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:32]


@dataclass(frozen=True)
class KeptFile:
    """One kept result: `data` as it was given, and parts that are read one by one when asked for."""

    path: Path
    data: Any
    _start: int
    _parts: Sequence[tuple[int, int, int]]

    def part(self, number: int) -> bytes:
        """Return one part; raises OpennessError where the file has changed since it was opened."""
        at, size, check = self._parts[number]
        with self.path.open("rb") as stream:
            stream.seek(self._start + at)
            found = stream.read(size)
        if zlib.crc32(found) != check:
            raise OpennessError(f"{self.path} is damaged; remove it, and run again")
        return found


@dataclass(frozen=True)
class Kept:
    """A folder of kept results; without a folder nothing is kept and nothing found."""

    folder: Path | None

    def read(self, name: str, digest: str) -> KeptFile | None:
        """Return what was kept under a name and digest, or None."""
        if self.folder is None:
            return None
        path = self._path(self.folder, name, digest)
        try:
            with path.open("rb") as stream:
                check, head = stream.readline().strip(), stream.readline()
                start = stream.tell()
            if sha256(head).hexdigest().encode() != check:
                return None
            told = json.loads(head)
            return KeptFile(path, told["data"], start, told["parts"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, name: str, digest: str, data: Any, parts: Sequence[bytes] = ()) -> None:
        """Keep a result: `data` of plain values, and parts of it apart; where that cannot be, nothing happens."""
        if self.folder is None:
            return
        places, at = [], 0
        for part in parts:
            places.append((at, len(part), zlib.crc32(part)))
            at += len(part)
        head = json.dumps({"data": data, "parts": places}, separators=(",", ":")).encode() + b"\n"
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            path = self._path(self.folder, name, digest)
            self._replace(path, [sha256(head).hexdigest().encode() + b"\n", head, *parts])
            self._prune(path.parent, name)

    @staticmethod
    def _path(folder: Path, name: str, digest: str) -> Path:
        return folder / f"{name}-{digest}.kept"

    @staticmethod
    def _replace(path: Path, content: Iterable[bytes]) -> None:
        number, working = tempfile.mkstemp(prefix=f".{path.stem}.", suffix=".writing", dir=path.parent)
        try:
            with os.fdopen(number, "wb") as stream:
                stream.writelines(content)
            Path(working).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(working).unlink()
            raise

    @staticmethod
    def _prune(folder: Path, name: str) -> None:
        found = sorted(folder.glob(f"{name}-*.kept"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in found[_MOST:]:
            path.unlink()
